package dev.mora.contact;

import static dev.mora.contact.Cases.at;
import static dev.mora.contact.Cases.message;
import static dev.mora.contact.Cases.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.HolidayCalendar.DayKind;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.json.InvalidDocument;
import dev.mora.party.Channel;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockChangesTest {

  private static final ContactHistory NOTHING = ContactHistory.none();

  static ContactPolicy hours(String windows) {
    return ContactPolicy.parse("hours.json", pack(windows, "[]")).safetyMargin(Duration.ZERO);
  }

  static String pack(String windows, String moreRules) {
    String more = moreRules.substring(1, moreRules.length() - 1);
    return """
        {"schema":"mora/contact-1","id":"HOURS","version":"1","effective":{"from":"2000-01-01"},
         "reviewedOn":"2026-11-21","rules":[
         {"id":"hours","kind":"CONTACT_WINDOW","source":"test","status":"CHOICE","windows":%s}%s]}
        """
        .formatted(windows, more.isBlank() ? "" : "," + more);
  }

  @ParameterizedTest
  @CsvSource({
    // 2026-09-06 in Santiago begins at 01:00
    "2026-09-06T04:00:00Z, America/Santiago, 08:00-20:00, 2026-09-06T11:00:00Z",
    "2026-09-06T03:30:00Z, America/Santiago, 08:00-20:00, 2026-09-06T11:00:00Z",
    "2026-09-06T03:30:00Z, America/Santiago, 00:00-00:30, 2026-09-07T03:00:00Z",
    "2026-09-06T03:30:00Z, America/Santiago, 00:30-02:00, 2026-09-06T04:00:00Z",
    // 02:00 becomes 03:00
    "2026-03-08T09:00:00Z, America/Tijuana, 02:30-04:00, 2026-03-08T10:00:00Z",
    "2026-03-29T00:00:00Z, Europe/Madrid, 02:15-02:45, 2026-03-30T00:15:00Z",
    // 02:00 to 03:00 comes twice
    "2026-10-25T00:10:00Z, Europe/Madrid, 02:30-04:00, 2026-10-25T00:30:00Z",
    "2026-10-25T00:40:00Z, Europe/Madrid, 02:00-02:30, 2026-10-25T01:00:00Z",
    "2026-10-25T01:10:00Z, Europe/Madrid, 02:30-04:00, 2026-10-25T01:30:00Z"
  })
  void an_opening_is_the_first_moment_whose_wall_clock_is_inside(
      Instant from, String zone, String window, Instant opens) {
    ContactPolicy policy = hours("{\"ALL_DAYS\":[\"" + window + "\"]}");
    ContactRequest request = message(Channel.CALL, "2026-01-01T00:00", zone).build().movedTo(from);

    assertThat(policy.nextPermitted(request, NOTHING)).contains(opens);
  }

  @Test
  void both_turns_of_a_repeated_hour_are_inside() {
    ContactPolicy policy = hours("{\"ALL_DAYS\":[\"02:00-03:00\"]}");
    ContactRequest first =
        message(Channel.CALL, "2026-01-01T00:00", "Europe/Madrid")
            .build()
            .movedTo(Instant.parse("2026-10-25T00:30:00Z"));

    assertThat(policy.decide(first, NOTHING).kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
    assertThat(policy.decide(first.movedTo(Instant.parse("2026-10-25T01:30:00Z")), NOTHING).kind())
        .isEqualTo(ContactVerdict.Kind.ALLOW);
  }

  @Test
  void a_day_of_twenty_five_hours_has_one_budget() {
    ContactPolicy policy =
        ContactPolicy.parse(
                "cap.json",
                pack(
                    "{\"ALL_DAYS\":[\"00:00-24:00\"]}",
                    """
                    [{"id":"cap","kind":"FREQUENCY_CAP","source":"test","status":"CHOICE","max":1,
                      "per":["CALENDAR_DAY"],"scope":"BORROWER","basis":"SUBMITTED"}]"""))
            .safetyMargin(Duration.ZERO);
    ContactHistory history =
        ContactHistory.none()
            .with(Cases.out(Channel.SMS, at("2026-10-25T00:10", "Europe/Madrid"), Outcome.SENT));
    ContactRequest lateThatDay = message(Channel.CALL, "2026-10-25T23:50", "Europe/Madrid").build();

    assertThat(told(policy.decide(lateThatDay, history), "Europe/Madrid"))
        .isEqualTo("DEFER 2026-10-26T00:00");
  }

  @ParameterizedTest
  @CsvSource({
    "00:00-24:00, 2026-11-24T23:59:59, ALLOW",
    "20:00-24:00, 2026-11-24T23:59:59, ALLOW",
    "20:00-24:00, 2026-11-25T00:00:00, DEFER 2026-11-25T20:00"
  })
  void a_day_may_end_at_twenty_four(String window, String local, String expected) {
    ContactPolicy policy = hours("{\"ALL_DAYS\":[\"" + window + "\"]}");
    ContactRequest request = message(Channel.CALL, local, "America/Lima").build();

    assertThat(told(policy.decide(request, NOTHING), "America/Lima")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22:00-06:00", "24:00-25:00", "07:00-07:00", "7:00-20:00", "07:60-20:00"})
  void a_window_that_is_none_is_refused_where_it_stands(String window) {
    assertThatThrownBy(() -> hours("{\"MON-FRI\":[\"" + window + "\"]}"))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("hours.json")
        .hasMessageContaining("/rules/0/windows/MON-FRI/0")
        .hasMessageContaining(window);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T11:59:59, ALLOW",
    "2026-11-24T12:00:00, DEFER 2026-11-24T14:00",
    "2026-11-24T14:00:00, ALLOW"
  })
  void a_day_may_have_a_lunch_gap(String local, String expected) {
    ContactPolicy policy = hours("{\"MON-FRI\":[\"14:00-18:00\",\"09:00-12:00\"]}");
    ContactRequest request = message(Channel.CALL, local, "America/Lima").build();

    assertThat(told(policy.decide(request, NOTHING), "America/Lima")).isEqualTo(expected);
  }

  @Test
  void hours_that_meet_at_midnight_have_no_margin_between_them() {
    ContactPolicy policy =
        hours("{\"ALL_DAYS\":[\"00:00-24:00\"]}").safetyMargin(Duration.ofMinutes(5));
    ContactRequest request = message(Channel.CALL, "2026-11-24T23:58", "America/Lima").build();

    ContactVerdict verdict = policy.decide(request, NOTHING);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            ContactVerdict.Allow.class,
            allow ->
                assertThat(allow.validUntil()).isEqualTo(request.at().plus(Duration.ofHours(24))));
  }

  @Test
  void a_week_without_hours_ends_in_no_window() {
    ContactVerdict verdict =
        hours("{}")
            .decide(message(Channel.CALL, "2026-11-24T10:00", "America/Lima").build(), NOTHING);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            ContactVerdict.Deny.class,
            deny -> {
              assertThat(deny.reason()).isEqualTo("NO_WINDOW_IN_HORIZON");
              assertThat(deny.rule()).isEqualTo("hours");
              assertThat(deny.permanent()).isFalse();
            });
  }

  @ParameterizedTest
  @CsvSource({"29, ALLOW", "30, ALLOW", "31, DENY"})
  void the_search_ends_thirty_days_ahead(int daysClosed, String expected) {
    Instant now = at("2026-11-01T10:00", "America/Lima");
    HolidayCalendar closed =
        (day, place) ->
            day.isBefore(java.time.LocalDate.of(2026, 11, 1).plusDays(daysClosed))
                ? DayKind.HOLIDAY
                : DayKind.ORDINARY;
    ContactPolicy policy =
        ContactPolicy.parse(
                "closed.json",
                pack(
                    "{\"ALL_DAYS\":[\"00:00-24:00\"]}",
                    """
                    [{"id":"off","kind":"DAY_OFF","source":"test","status":"CHOICE",
                      "publicHolidays":true,"onMissing":"NEEDS_DATA"}]"""))
            .holidays(closed);
    ContactRequest request =
        ContactRequest.builder(
                Cases.someone()
                    .zone(java.time.ZoneId.of("America/Lima"))
                    .place(dev.mora.calendar.Place.of("PE"))
                    .build(),
                Channel.CALL,
                Cases.LENDER,
                now)
            .build();

    boolean found = policy.nextPermitted(request, NOTHING).isPresent();

    assertThat(found).isEqualTo(expected.equals("ALLOW"));
  }

  @ParameterizedTest
  @CsvSource({
    "TREAT_AS_CLOSED, 2028-03-01T10:00, DENY NO_WINDOW_IN_HORIZON",
    "NEEDS_DATA, 2028-03-01T10:00, NEEDS_DATA",
    "NEEDS_DATA, 2026-03-03T10:00, ALLOW",
    "NEEDS_DATA, 2027-12-31T23:00, NEEDS_DATA",
    "TREAT_AS_CLOSED, 2026-03-03T10:00, ALLOW"
  })
  void a_year_without_holiday_data_is_never_taken_for_one_without_holidays(
      String onMissing, String local, String expected) {
    ContactPolicy policy =
        ContactPolicy.parse(
            "missing.json",
            pack(
                "{\"ALL_DAYS\":[\"07:00-20:00\"]}",
                """
                [{"id":"off","kind":"DAY_OFF","source":"test","status":"CHOICE",
                  "publicHolidays":true,"onMissing":"%s"}]"""
                    .formatted(onMissing)));
    ContactRequest request =
        ContactRequest.builder(
                Cases.someone()
                    .zone(java.time.ZoneId.of("America/Lima"))
                    .place(dev.mora.calendar.Place.of("PE"))
                    .build(),
                Channel.CALL,
                Cases.LENDER,
                at(local, "America/Lima"))
            .build();

    assertThat(told(policy.decide(request, NOTHING), "America/Lima")).isEqualTo(expected);
  }

  @Test
  void a_decree_that_comes_after_planning_counts_at_the_send() {
    ContactRequest request = message("2026-11-24T10:00", "America/Lima").build();
    ContactPolicy planned = ContactPolicy.of("PE");
    HolidayCalendar decreed =
        (day, place) ->
            day.equals(java.time.LocalDate.of(2026, 11, 24)) ? DayKind.HOLIDAY : DayKind.ORDINARY;

    assertThat(planned.decide(request, NOTHING).kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
    assertThat(told(planned.holidays(decreed).decide(request, NOTHING), "America/Lima"))
        .isEqualTo("DEFER 2026-11-25T07:00");
  }
}
