package dev.mora.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.contact.ContactVerdict.Kind;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.loan.LoanId;
import dev.mora.party.Channel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Caps and gaps against a second reading that asks each quarter of an hour anew and computes no
 * opening. Everything drawn lies on quarters of an hour, as every zone's midnight does.
 */
class NaiveCapTest {

  private static final long SEED = 20_261_122L;
  private static final int CASES = Math.max(60, 800 * Integer.getInteger("mora.cases", 100) / 100);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final int HORIZON = 30 * 24 * 4;

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("America/Lima"),
          ZoneId.of("America/Tijuana"),
          ZoneId.of("America/Santiago"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Europe/Madrid"),
          ZoneId.of("Asia/Kathmandu"));
  private static final List<Channel> CHANNELS =
      List.of(Channel.WHATSAPP, Channel.SMS, Channel.CALL);

  /** What a contact has to be for each basis to count it. */
  private static final Set<Outcome> ANSWERED = EnumSet.of(Outcome.REPLIED, Outcome.RIGHT_PARTY);

  private static final Set<Outcome> IN_VAIN = EnumSet.of(Outcome.FAILED, Outcome.NOT_CONNECTED);

  /** A cap or a gap, as its file says it, and whether it lets a contact go at a moment. */
  private interface Limit {
    String json();

    boolean lets(Given given, Instant t);
  }

  private record Whose(String scope, String basis, List<Channel> channels) {

    boolean binds(Given given) {
      return channels.isEmpty() || channels.contains(given.channel);
    }

    List<Instant> counted(Given given) {
      return given.contacts.stream()
          .filter(contact -> channels.isEmpty() || channels.contains(contact.channel()))
          .filter(contact -> isCounted(contact.outcome()))
          .filter(contact -> scope.equals("BORROWER") || isOfLoan(contact, given.loan))
          .map(ContactRecord::at)
          .toList();
    }

    private boolean isCounted(Outcome outcome) {
      return switch (basis) {
        case "SUBMITTED" -> outcome != Outcome.REJECTED;
        case "TWO_WAY" -> ANSWERED.contains(outcome);
        default -> outcome != Outcome.REJECTED && !IN_VAIN.contains(outcome);
      };
    }

    private static boolean isOfLoan(ContactRecord contact, String loan) {
      String other = contact.loan().map(LoanId::value).orElse("");
      return loan.isEmpty() || other.isEmpty() || loan.equals(other);
    }

    String json() {
      return "\"scope\":\"%s\",\"basis\":\"%s\"%s"
          .formatted(
              scope,
              basis,
              channels.isEmpty()
                  ? ""
                  : channels.stream()
                      .map(channel -> "\"" + channel.name() + "\"")
                      .collect(Collectors.joining(",", ",\"channels\":[", "]")));
    }
  }

  private record Cap(int max, List<String> per, Whose whose) implements Limit {

    @Override
    public boolean lets(Given given, Instant t) {
      return per.stream().allMatch(period -> together(period, given, t) < max);
    }

    /** In the fullest of its periods, as the contact is asked for. */
    private long used(Given given) {
      return per.stream().mapToLong(period -> together(period, given, given.at)).max().orElse(0);
    }

    private long together(String period, Given given, Instant t) {
      return whose.counted(given).stream()
          .filter(at -> isTogether(period, at, t, given.zone))
          .count();
    }

    private static boolean isTogether(String period, Instant at, Instant t, ZoneId zone) {
      long then = LocalDate.ofInstant(at, zone).toEpochDay();
      long now = LocalDate.ofInstant(t, zone).toEpochDay();
      if (period.equals("CALENDAR_DAY")) {
        return then == now;
      }
      String inside = period.substring(period.indexOf('(') + 1, period.length() - 1);
      if (period.startsWith("ROLLING")) {
        return Duration.between(at, t).compareTo(Duration.parse(inside)) < 0;
      }
      // 1 January 1970 was a Thursday
      long first = DayOfWeek.valueOf(inside).getValue() - 4;
      return Math.floorDiv(then - first, 7) == Math.floorDiv(now - first, 7);
    }

    @Override
    public String json() {
      return "\"kind\":\"FREQUENCY_CAP\",\"max\":%d,\"per\":[%s],%s"
          .formatted(
              max,
              per.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(",")),
              whose.json());
    }
  }

  private record Gap(int fullDays, Duration elapsed, Whose whose) implements Limit {

    @Override
    public boolean lets(Given given, Instant t) {
      return whose.counted(given).stream()
          .allMatch(
              at ->
                  Duration.between(at, t).compareTo(elapsed) >= 0
                      && (fullDays == 0 || daysBetween(at, t, given.zone) > fullDays));
    }

    private static long daysBetween(Instant at, Instant t, ZoneId zone) {
      return LocalDate.ofInstant(t, zone).toEpochDay() - LocalDate.ofInstant(at, zone).toEpochDay();
    }

    @Override
    public String json() {
      return "\"kind\":\"MIN_GAP\",\"fullDaysBetween\":%d,\"elapsed\":\"%s\",%s"
          .formatted(fullDays, elapsed, whose.json());
    }
  }

  private record Given(
      int number,
      ZoneId zone,
      Instant at,
      Channel channel,
      String loan,
      List<Limit> limits,
      List<ContactRecord> contacts) {

    @Override
    public String toString() {
      return "#%d of seed %d: %s %s %s %s"
          .formatted(
              number, SEED, zone, at, limits.stream().map(Limit::json).toList(), contacts.size());
    }
  }

  @Test
  void a_contact_goes_when_a_walk_by_quarters_of_an_hour_lets_it_go() {
    Random random = new Random(SEED);
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);

    for (int number = 0; number < CASES; number++) {
      Given given = draw(number, random);

      ContactVerdict verdict = decide(given);

      kinds.add(verdict.kind());
      assertThat(said(verdict)).as("%s", given).isEqualTo(naive(given));
      assertThat(verdict.trace())
          .as("%s", given)
          .filteredOn(rule -> rule.inputs().containsKey("used"))
          .allSatisfy(
              rule ->
                  assertThat(rule.inputs().get("used"))
                      .isEqualTo(Long.toString(cap(given, rule.rule()).used(given))));
    }
    assertThat(kinds).contains(Kind.ALLOW, Kind.DEFER);
  }

  private static Cap cap(Given given, String rule) {
    return (Cap) given.limits.get(Integer.parseInt(rule.substring("limit-".length())));
  }

  private static String naive(Given given) {
    for (int step = 0; step <= HORIZON; step++) {
      Instant t = given.at.plus(QUARTER.multipliedBy(step));
      boolean goes =
          given.limits.stream().allMatch(limit -> !binds(limit, given) || limit.lets(given, t));
      if (goes) {
        return step == 0 ? "ALLOW" : "DEFER " + t;
      }
    }
    return "DENY NO_WINDOW_IN_HORIZON";
  }

  private static boolean binds(Limit limit, Given given) {
    return limit instanceof Cap cap ? cap.whose.binds(given) : ((Gap) limit).whose.binds(given);
  }

  private static ContactVerdict decide(Given given) {
    var rules = new ArrayList<String>();
    for (int i = 0; i < given.limits.size(); i++) {
      rules.add(
          "{\"id\":\"limit-%d\",\"source\":\"test\",\"status\":\"CHOICE\",%s}"
              .formatted(i, given.limits.get(i).json()));
    }
    ContactPolicy policy =
        ContactPolicy.parse(
                "limits.json",
                ClockChangesTest.pack("{\"ALL_DAYS\":[\"00:00-24:00\"]}", rules.toString()))
            .safetyMargin(Duration.ZERO);
    ContactRequest.Builder request =
        ContactRequest.builder(
                Cases.someone().zone(given.zone).build(), given.channel, Cases.LENDER, given.at)
            .daysPastDue(5)
            .consents(Cases.optedIn(given.channel));
    if (!given.loan.isEmpty()) {
      request.loan(LoanId.of(given.loan));
    }
    return policy.decide(request.build(), ContactHistory.of(given.contacts));
  }

  private static String said(ContactVerdict verdict) {
    return verdict.fold(
        allow -> "ALLOW",
        defer -> {
          assertThat(defer.reason()).isIn("CAP_REACHED", "TOO_SOON");
          return "DEFER " + defer.until();
        },
        deny -> "DENY " + deny.reason(),
        needs -> "NEEDS " + needs.missing());
  }

  // --- drawing

  private static Given draw(int number, Random random) {
    Instant at =
        Instant.parse("2026-01-01T00:00:00Z").plus(QUARTER.multipliedBy(random.nextInt(365 * 96)));
    var contacts = new ArrayList<ContactRecord>();
    for (int i = random.nextInt(12); i > 0; i--) {
      Duration ago = QUARTER.multipliedBy(random.nextInt(random.nextBoolean() ? 96 : 14 * 96));
      contacts.add(contact(at.minus(ago), random));
    }
    var limits = new ArrayList<Limit>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      limits.add(limit(random));
    }
    String loan = List.of("", "L-1", "L-2").get(random.nextInt(3));
    return new Given(number, one(ZONES, random), at, one(CHANNELS, random), loan, limits, contacts);
  }

  private static ContactRecord contact(Instant at, Random random) {
    Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
    Channel channel = one(CHANNELS, random);
    return random.nextBoolean()
        ? Cases.out(channel, at, outcome)
        : Cases.out(channel, at, outcome, "L-" + (1 + random.nextInt(2)));
  }

  private static Limit limit(Random random) {
    var whose =
        new Whose(
            one(List.of("BORROWER", "LOAN"), random),
            one(List.of("SUBMITTED", "DELIVERED", "CONNECTED", "TWO_WAY"), random),
            List.of(
                    List.<Channel>of(),
                    List.of(Channel.CALL),
                    List.of(Channel.WHATSAPP, Channel.SMS))
                .get(random.nextInt(3)));
    if (random.nextInt(3) == 0) {
      int days = random.nextInt(4);
      Duration elapsed = QUARTER.multipliedBy(days == 0 ? 1 + random.nextInt(400) : 0);
      return new Gap(
          days, days > 0 && random.nextBoolean() ? Duration.ofHours(60) : elapsed, whose);
    }
    var per = new ArrayList<String>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      per.add(
          switch (random.nextInt(3)) {
            case 0 -> "CALENDAR_DAY";
            case 1 -> "CALENDAR_WEEK(" + one(List.of(DayOfWeek.values()), random) + ")";
            default -> "ROLLING(" + QUARTER.multipliedBy(1 + random.nextInt(800)) + ")";
          });
    }
    return new Cap(1 + random.nextInt(4), per, whose);
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
