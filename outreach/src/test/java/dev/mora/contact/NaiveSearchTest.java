package dev.mora.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.HolidayCalendar.DayKind;
import dev.mora.calendar.Place;
import dev.mora.history.ContactHistory;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search against a second one that walks minute by minute and knows no openings. */
class NaiveSearchTest {

  private static final long SEED = 20_261_121L;
  private static final List<String> ZONES =
      List.of(
          "America/Lima",
          "America/Mexico_City",
          "America/Tijuana",
          "America/Santiago",
          "America/Havana",
          "America/St_Johns",
          "Europe/Madrid",
          "Africa/Cairo",
          "Australia/Lord_Howe",
          "Pacific/Easter");
  private static final int CASES_PER_ZONE = 40;

  record Case(
      int number,
      List<ZoneId> zones,
      Map<DayOfWeek, List<int[]>> windows,
      Set<LocalDate> holidays,
      int marginMinutes,
      Instant at) {

    @Override
    public String toString() {
      return "#" + number + " of seed " + SEED + " " + zones + " " + at;
    }
  }

  static Stream<Case> cases() {
    Random random = new Random(SEED);
    return IntStream.range(0, ZONES.size() * CASES_PER_ZONE)
        .mapToObj(number -> randomCase(number, ZONES.get(number / CASES_PER_ZONE), random))
        .toList()
        .stream();
  }

  private static Case randomCase(int number, String zone, Random random) {
    List<ZoneId> zones =
        zone.equals("Pacific/Easter") ? ShippedPacks.all().zonesOf("CL") : List.of(ZoneId.of(zone));
    Map<DayOfWeek, List<int[]>> windows = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      List<int[]> spans = new ArrayList<>();
      int at = random.nextInt(4) == 0 ? 0 : random.nextInt(12 * 60);
      while (at < 24 * 60 && random.nextInt(3) > 0) {
        int end = random.nextInt(5) == 0 ? 24 * 60 : at + 1 + random.nextInt(24 * 60 - at);
        spans.add(new int[] {at, end});
        at = end + 1 + random.nextInt(90);
      }
      windows.put(day, spans);
    }
    Instant year = Instant.parse("2026-01-01T00:00:00Z");
    Instant start = year.plus(random.nextInt(365 * 24 * 60), ChronoUnit.MINUTES);
    ZoneOffsetTransition change = zones.get(0).getRules().nextTransition(year);
    if (change != null && random.nextBoolean()) {
      start = change.getInstant().plus(random.nextInt(48 * 60) - 36L * 60, ChronoUnit.MINUTES);
    }
    Set<LocalDate> holidays = new HashSet<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      holidays.add(LocalDate.ofInstant(start, zones.get(0)).plusDays(random.nextInt(12) - 1L));
    }
    int margin = random.nextBoolean() ? 0 : random.nextInt(15);
    return new Case(number, zones, windows, holidays, margin, start);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void finds_what_a_walk_minute_by_minute_finds(Case each) {
    ContactVerdict verdict = policy(each).decide(request(each), ContactHistory.none());

    assertThat(said(verdict)).isEqualTo(naive(each));
  }

  private static String said(ContactVerdict verdict) {
    return verdict.fold(
        allow -> "ALLOW until " + allow.validUntil(),
        defer -> "DEFER " + defer.until(),
        deny -> "DENY " + deny.reason(),
        needs -> "NEEDS " + needs.missing());
  }

  private static String naive(Case each) {
    int horizon = 30 * 24 * 60;
    for (int minute = 0; minute <= horizon; minute++) {
      if (permitted(each, minute)) {
        return minute > 0 ? "DEFER " + at(each, minute) : "ALLOW until " + naiveEnd(each);
      }
    }
    return "DENY NO_WINDOW_IN_HORIZON";
  }

  private static Instant naiveEnd(Case each) {
    int minute = 0;
    while (minute < 24 * 60 && permitted(each, minute)) {
      minute++;
    }
    return at(each, minute);
  }

  private static boolean permitted(Case each, int minute) {
    for (int ahead = 0; ahead <= each.marginMinutes; ahead++) {
      Instant moment = at(each, minute + ahead);
      if (!each.zones.stream()
          .allMatch(zone -> open(each, moment.atZone(zone).toLocalDateTime()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean open(Case each, LocalDateTime local) {
    int minute = local.getHour() * 60 + local.getMinute();
    return !each.holidays.contains(local.toLocalDate())
        && each.windows.get(local.getDayOfWeek()).stream()
            .anyMatch(span -> minute >= span[0] && minute < span[1]);
  }

  private static Instant at(Case each, int minute) {
    return each.at.plus(minute, ChronoUnit.MINUTES);
  }

  private static ContactPolicy policy(Case each) {
    String windows =
        each.windows.entrySet().stream()
            .map(
                day ->
                    "\""
                        + day.getKey().name().substring(0, 3)
                        + "\":["
                        + day.getValue().stream()
                            .map(span -> "\"" + clock(span[0]) + "-" + clock(span[1]) + "\"")
                            .collect(Collectors.joining(","))
                        + "]")
            .collect(Collectors.joining(",", "{", "}"));
    String off =
        """
        [{"id":"off","kind":"DAY_OFF","source":"test","status":"CHOICE","publicHolidays":true,
          "onMissing":"NEEDS_DATA"}]""";
    return ContactPolicy.parse("random.json", ClockChangesTest.pack(windows, off))
        .holidays((day, place) -> each.holidays.contains(day) ? DayKind.HOLIDAY : DayKind.ORDINARY)
        .safetyMargin(Duration.ofMinutes(each.marginMinutes));
  }

  private static ContactRequest request(Case each) {
    Borrower.Builder borrower = Cases.someone().place(Place.of("CL"));
    if (each.zones.size() == 1) {
      borrower.zone(each.zones.get(0));
    }
    return ContactRequest.builder(borrower.build(), Channel.CALL, Cases.LENDER, each.at).build();
  }

  private static String clock(int minutes) {
    return "%02d:%02d".formatted(minutes / 60, minutes % 60);
  }
}
