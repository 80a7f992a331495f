package dev.mora.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.HolidayCalendar.DayKind;
import dev.mora.contact.CapRule.CalendarDay;
import dev.mora.contact.CapRule.CalendarWeek;
import dev.mora.contact.CapRule.Period;
import dev.mora.contact.CapRule.Rolling;
import dev.mora.contact.CapRule.Scope;
import dev.mora.contact.CapRule.Severity;
import dev.mora.history.ContactRecord;
import dev.mora.loan.LoanId;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A desk may put a cap or a gap in the place of a pack's only if it lets nothing more through. */
class TighterTest {

  private static final long SEED = 7_260_941L;
  private static final ZoneId ZONE = ZoneId.of("America/Lima");
  private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");

  private static RuleHead head(RuleKind kind, Set<Channel> channels) {
    return new RuleHead("r", kind, "test", RuleStatus.CHOICE, Map.of(), binding(channels));
  }

  private static Binding binding(Set<Channel> channels) {
    return new Binding(
        channels, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), 0, Integer.MAX_VALUE);
  }

  private static CapRule cap(
      Set<Channel> channels, int max, List<Period> per, Scope scope, Counting basis) {
    return new CapRule(
        head(RuleKind.FREQUENCY_CAP, channels), max, per, scope, basis, Severity.HARD);
  }

  private static GapRule gap(
      Set<Channel> channels, int days, Duration elapsed, Scope scope, Counting basis) {
    return new GapRule(head(RuleKind.MIN_GAP, channels), days, elapsed, scope, basis);
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4}: {5}")
  @CsvSource({
    "call,     2, D,  LOAN,     DELIVERED, true",
    "call,     1, D,  LOAN,     DELIVERED, true",
    "call,     3, D,  LOAN,     DELIVERED, false",
    "call,     2, DW, LOAN,     DELIVERED, true",
    "call,     2, W,  LOAN,     DELIVERED, false",
    "call,     2, D,  BORROWER, DELIVERED, true",
    "call,     2, D,  LOAN,     SUBMITTED, true",
    "call,     2, D,  LOAN,     TWO_WAY,   false",
    "'',       2, D,  LOAN,     DELIVERED, true",
    "call+sms, 2, D,  LOAN,     DELIVERED, true",
    "sms,      2, D,  LOAN,     DELIVERED, false"
  })
  void a_cap_takes_the_place_of_two_a_day_for_a_loan_on_calls(
      String channels, int max, String per, Scope scope, Counting basis, boolean tighter) {
    CapRule old =
        cap(Set.of(Channel.CALL), 2, List.of(new CalendarDay()), Scope.LOAN, Counting.DELIVERED);

    assertThat(cap(channels(channels), max, periods(per), scope, basis).isAtLeastAsTightAs(old))
        .isEqualTo(tighter);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({"LOAN, LOAN, true", "BORROWER, LOAN, true", "LOAN, BORROWER, false"})
  void what_counts_over_all_loans_is_not_replaced_by_what_counts_for_one(
      Scope mine, Scope theirs, boolean tighter) {
    assertThat(
            cap(Set.of(), 1, periods("D"), mine, Counting.SUBMITTED)
                .isAtLeastAsTightAs(cap(Set.of(), 1, periods("D"), theirs, Counting.SUBMITTED)))
        .isEqualTo(tighter);
    assertThat(
            gap(Set.of(), 1, Duration.ZERO, mine, Counting.SUBMITTED)
                .isAtLeastAsTightAs(gap(Set.of(), 1, Duration.ZERO, theirs, Counting.SUBMITTED)))
        .isEqualTo(tighter);
  }

  /** What a person began counts as two-way, and as nothing else. */
  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "TWO_WAY,   TWO_WAY,   true",
    "CONNECTED, TWO_WAY,   false",
    "SUBMITTED, TWO_WAY,   false",
    "SUBMITTED, SUBMITTED, true",
    "SUBMITTED, CONNECTED, true",
    "CONNECTED, DELIVERED, false"
  })
  void one_basis_takes_the_place_of_another_that_counts_no_more(
      Counting mine, Counting theirs, boolean tighter) {
    assertThat(
            cap(Set.of(), 1, periods("D"), Scope.BORROWER, mine)
                .isAtLeastAsTightAs(cap(Set.of(), 1, periods("D"), Scope.BORROWER, theirs)))
        .isEqualTo(tighter);
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
  @CsvSource({
    "call, 2, PT48H, DELIVERED, true",
    "call, 3, PT48H, DELIVERED, true",
    "call, 1, PT48H, DELIVERED, false",
    "call, 2, PT49H, DELIVERED, true",
    "call, 2, PT47H, DELIVERED, false",
    "call, 2, PT48H, SUBMITTED, true",
    "call, 2, PT48H, CONNECTED, false",
    "'',   2, PT48H, DELIVERED, true",
    "sms,  2, PT48H, DELIVERED, false"
  })
  void a_gap_takes_the_place_of_two_days_and_two_nights_between_calls(
      String channels, int days, Duration elapsed, Counting basis, boolean tighter) {
    GapRule old =
        gap(Set.of(Channel.CALL), 2, Duration.ofHours(48), Scope.BORROWER, Counting.DELIVERED);

    assertThat(
            gap(channels(channels), days, elapsed, Scope.BORROWER, basis).isAtLeastAsTightAs(old))
        .isEqualTo(tighter);
  }

  @Test
  void a_cap_and_a_gap_never_take_each_others_place() {
    CapRule cap = cap(Set.of(), 1, periods("D"), Scope.BORROWER, Counting.SUBMITTED);
    GapRule gap = gap(Set.of(), 9, Duration.ofDays(90), Scope.BORROWER, Counting.SUBMITTED);

    assertThat(cap.isAtLeastAsTightAs(gap)).isFalse();
    assertThat(gap.isAtLeastAsTightAs(cap)).isFalse();
  }

  /** Whatever is called tighter is asked about the same contacts, and must never open earlier. */
  @Test
  void what_is_called_tighter_never_opens_earlier() {
    Random random = new Random(SEED);
    int compared = 0;

    for (int i = 0; i < 4000; i++) {
      Rule.OfTime mine = draw(random);
      Rule.OfTime theirs = draw(random);
      if (mine.isAtLeastAsTightAs(theirs)) {
        compared++;
        Situation situation = situation(random);
        assertThat(mine.next(NOW, ZONE, situation).from())
            .as("#%d of seed %d: %s for %s", i, SEED, mine, theirs)
            .isAfterOrEqualTo(theirs.next(NOW, ZONE, situation).from());
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static Rule.OfTime draw(Random random) {
    Set<Channel> channels = channels(one(List.of("", "call", "sms", "call+sms"), random));
    Scope scope = one(List.of(Scope.values()), random);
    Counting basis = one(List.of(Counting.values()), random);
    return random.nextBoolean()
        ? cap(
            channels,
            1 + random.nextInt(3),
            periods(one(List.of("D", "W", "R", "DW", "DR"), random)),
            scope,
            basis)
        : gap(channels, random.nextInt(3), Duration.ofHours(random.nextInt(80)), scope, basis);
  }

  private static Situation situation(Random random) {
    var contacts = new ArrayList<ContactRecord>();
    for (int i = random.nextInt(8); i > 0; i--) {
      Channel channel = one(List.of(Channel.CALL, Channel.SMS), random);
      Instant at = NOW.minus(Duration.ofHours(random.nextInt(100)));
      contacts.add(
          random.nextInt(4) == 0
              ? Cases.in(channel, at)
              : Cases.out(
                  channel,
                  at,
                  one(List.of(ContactRecord.Outcome.values()), random),
                  "L-" + random.nextInt(2)));
    }
    ContactRequest request =
        ContactRequest.builder(
                Cases.someone().zone(ZONE).build(),
                Channel.CALL,
                Creditor.firstParty("CrediAmiga"),
                NOW)
            .loan(LoanId.of("L-1"))
            .build();
    return new Situation(
        request,
        contacts,
        List.of(ZONE),
        Optional.empty(),
        (day, place) -> DayKind.ORDINARY,
        Optional.empty(),
        List.of());
  }

  private static Set<Channel> channels(String names) {
    return names.isEmpty()
        ? Set.of()
        : Set.copyOf(List.of(names.split("\\+")).stream().map(Channel::of).toList());
  }

  private static List<Period> periods(String letters) {
    return letters
        .chars()
        .<Period>mapToObj(
            letter ->
                switch (letter) {
                  case 'D' -> new CalendarDay();
                  case 'W' -> new CalendarWeek(DayOfWeek.MONDAY);
                  default -> new Rolling(Duration.ofDays(2));
                })
        .toList();
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
