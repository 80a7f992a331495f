package dev.mora.contact;

import static dev.mora.contact.Cases.at;
import static dev.mora.contact.Cases.message;
import static dev.mora.contact.Cases.messageInMexico;
import static dev.mora.contact.Cases.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.CuratedHolidays;
import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.Place;
import dev.mora.history.ContactHistory;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowLimitsTest {

  private static final ContactHistory NOTHING = ContactHistory.none();
  private static final String MEXICO = "America/Mexico_City";
  private static final String LIMA = "America/Lima";

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T06:59:59, DEFER 2026-11-24T07:00",
    "2026-11-24T07:00:00, ALLOW",
    "2026-11-24T21:59:59, ALLOW",
    "2026-11-24T22:00:00, DEFER 2026-11-25T07:00",
    "2026-11-27T22:00:00, DEFER 2026-11-30T07:00",
    "2026-11-28T10:00:00, DEFER 2026-11-30T07:00",
    "2026-11-29T23:59:59, DEFER 2026-11-30T07:00",
    "2026-09-15T22:00:00, DEFER 2026-09-17T07:00",
    "2026-09-16T10:00:00, DEFER 2026-09-17T07:00"
  })
  void mexico_strict(String local, String expected) {
    ContactPolicy policy = ContactPolicy.of("MX").safetyMargin(Duration.ZERO);

    assertThat(told(policy.decide(message(local, MEXICO).build(), NOTHING), MEXICO))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28T06:59:59, DEFER 2026-11-28T07:00",
    "2026-11-28T10:00:00, ALLOW",
    "2026-11-29T10:00:00, ALLOW",
    "2026-09-16T10:00:00, ALLOW",
    "2026-11-29T22:00:00, DEFER 2026-11-30T07:00"
  })
  void mexico_literal(String local, String expected) {
    ContactPolicy policy = ContactPolicy.of("MX").literal().safetyMargin(Duration.ZERO);

    assertThat(told(policy.decide(message(local, MEXICO).build(), NOTHING), MEXICO))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T06:59:59, call, DEFER 2026-11-24T07:00",
    "2026-11-24T07:00:00, call, ALLOW",
    "2026-11-24T19:59:59, call, ALLOW",
    "2026-11-24T20:00:00, call, DEFER 2026-11-25T07:00",
    "2026-11-24T20:00:00, whatsapp, DEFER 2026-11-25T07:00",
    "2026-11-24T20:00:00, sms, DEFER 2026-11-25T07:00",
    "2026-11-28T10:00:00, whatsapp, DEFER 2026-11-30T07:00",
    "2026-12-09T10:00:00, whatsapp, DEFER 2026-12-10T07:00",
    "2026-08-06T10:00:00, whatsapp, DEFER 2026-08-07T07:00",
    "2026-07-23T10:00:00, visit, DEFER 2026-07-24T07:00",
    "2026-07-28T10:00:00, visit, DEFER 2026-07-30T07:00"
  })
  void peru_strict(String local, String channel, String expected) {
    ContactPolicy policy = ContactPolicy.of("PE").safetyMargin(Duration.ZERO);
    ContactRequest request = message(Channel.of(channel), local, LIMA).build();

    assertThat(told(policy.decide(request, NOTHING), LIMA)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T20:00:00, call, DEFER 2026-11-25T07:00",
    "2026-11-28T10:00:00, visit, DEFER 2026-11-30T07:00",
    "2026-11-24T20:00:00, whatsapp, ALLOW",
    "2026-11-28T10:00:00, sms, ALLOW",
    "2026-12-09T10:00:00, whatsapp, ALLOW"
  })
  void peru_literal_scope_binds_calls_and_visits_alone(
      String local, String channel, String expected) {
    ContactPolicy policy =
        ContactPolicy.of("PE").switched("PE", "literalScope", true).safetyMargin(Duration.ZERO);
    ContactRequest request = message(Channel.of(channel), local, LIMA).build();

    assertThat(told(policy.decide(request, NOTHING), LIMA)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T08:59:59, DEFER 2026-11-24T09:00",
    "2026-11-24T09:00:00, ALLOW",
    "2026-11-24T17:59:59, ALLOW",
    "2026-11-24T18:00:00, DEFER 2026-11-25T09:00",
    "2026-11-28T11:59:59, ALLOW",
    "2026-11-28T12:00:00, DEFER 2026-11-30T09:00",
    "2026-11-29T10:00:00, DEFER 2026-11-30T09:00",
    "2026-11-16T10:00:00, DEFER 2026-11-17T09:00"
  })
  void generic_strict(String local, String expected) {
    ContactPolicy policy = ContactPolicy.of("GENERIC-STRICT").safetyMargin(Duration.ZERO);

    assertThat(told(policy.decide(messageInMexico(local).build(), NOTHING), MEXICO))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T21:54:59, whatsapp, ALLOW",
    "2026-11-24T21:55:00, whatsapp, DEFER 2026-11-25T07:00",
    "2026-11-24T21:59:59, whatsapp, DEFER 2026-11-25T07:00",
    "2026-11-24T21:58:59, call, ALLOW",
    "2026-11-24T21:59:00, call, DEFER 2026-11-25T07:00",
    "2026-11-24T07:00:00, whatsapp, ALLOW"
  })
  void the_last_minutes_of_a_window_are_kept_free(String local, String channel, String expected) {
    ContactPolicy policy = ContactPolicy.of("MX");
    ContactRequest request = message(Channel.of(channel), local, MEXICO).build();

    assertThat(told(policy.decide(request, NOTHING), MEXICO)).isEqualTo(expected);
  }

  @Test
  void an_allowance_ends_with_the_window_less_its_margin() {
    ContactVerdict verdict =
        ContactPolicy.of("MX").decide(message("2026-11-24T10:00", MEXICO).build(), NOTHING);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            ContactVerdict.Allow.class,
            allow -> assertThat(allow.validUntil()).isEqualTo(at("2026-11-24T21:55", MEXICO)));
  }

  @Test
  void the_margin_says_that_the_window_is_closing() {
    ContactVerdict verdict =
        ContactPolicy.of("MX").decide(message("2026-11-24T21:57", MEXICO).build(), NOTHING);

    assertThat(verdict.reason()).isEqualTo("CLOSING_SOON");
    assertThat(verdict.rule()).isEqualTo("MX-window");
  }

  @Test
  void a_campaign_of_ten_thousand_hands_nothing_over_after_the_margin() {
    ContactPolicy policy = ContactPolicy.of("PE");
    Instant start = at("2026-11-24T19:50", LIMA);
    int allowed = 0;
    Instant last = start;

    for (int i = 0; i < 10_000; i++) {
      ContactRequest request =
          message("2026-11-24T19:50", LIMA).build().movedTo(start.plusMillis(i * 90L));
      if (policy.decide(request, NOTHING).kind() == ContactVerdict.Kind.ALLOW) {
        allowed++;
        last = request.at();
      }
    }

    assertThat(last).isBefore(at("2026-11-24T19:55", LIMA));
    assertThat(allowed).isEqualTo(3334); // one each 90 ms for five minutes
  }

  @Test
  void packs_together_open_only_where_each_of_them_does() {
    ContactPolicy policy =
        ContactPolicy.of("MX", "PE", "GENERIC-STRICT").safetyMargin(Duration.ZERO);
    ContactRequest saturday = messageInMexico("2026-11-28T10:00").build();

    ContactVerdict verdict = policy.decide(saturday, NOTHING);

    assertThat(told(verdict, MEXICO)).isEqualTo("DEFER 2026-11-30T09:00");
  }

  @Test
  void a_debtor_without_zone_is_contacted_when_every_zone_of_the_country_is_open() {
    ContactPolicy policy = ContactPolicy.of("MX").safetyMargin(Duration.ZERO);
    Borrower borrower = Cases.someone().place(Place.of("MX")).build();
    ContactRequest early =
        ContactRequest.builder(
                borrower, Channel.WHATSAPP, Cases.LENDER, at("2026-11-24T07:30", MEXICO))
            .consents(Cases.optedIn(Channel.WHATSAPP))
            .build();
    ContactRequest late = early.movedTo(at("2026-11-24T21:00", MEXICO));

    assertThat(told(policy.decide(early, NOTHING), "America/Tijuana"))
        .isEqualTo("DEFER 2026-11-24T07:00");
    assertThat(told(policy.decide(late, NOTHING), "America/Tijuana"))
        .as("22:00 in Cancun")
        .isEqualTo("DEFER 2026-11-25T07:00");
  }

  @Test
  void a_country_of_no_pack_gives_its_zones_all_the_same() {
    ContactPolicy policy =
        ContactPolicy.of("GENERIC-STRICT")
            .holidays((day, place) -> dev.mora.calendar.HolidayCalendar.DayKind.ORDINARY)
            .safetyMargin(Duration.ZERO);
    Borrower borrower = Cases.someone().place(Place.of("EC")).build();
    ContactRequest request =
        ContactRequest.builder(
                borrower, Channel.CALL, Cases.LENDER, at("2026-11-24T09:30", "America/Guayaquil"))
            .build();

    assertThat(told(policy.decide(request, NOTHING), "Pacific/Galapagos"))
        .isEqualTo("DEFER 2026-11-24T09:00");
  }

  @Test
  void a_debtor_of_whom_no_country_is_known_gets_no_contact() {
    ContactRequest request =
        ContactRequest.builder(
                Cases.someone().build(),
                Channel.CALL,
                Cases.LENDER,
                Instant.parse("2026-11-24T16:00:00Z"))
            .build();

    ContactVerdict verdict = ContactPolicy.of("GENERIC-STRICT").decide(request, NOTHING);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            ContactVerdict.NeedsData.class,
            needs -> assertThat(needs.missing()).contains("time zone or country"));
  }

  @Test
  void the_debtor_s_zone_counts_and_not_the_lender_s() {
    ContactPolicy policy = ContactPolicy.of("MX").safetyMargin(Duration.ZERO);
    ContactRequest request = message("2026-12-01T21:30", "America/Tijuana").build();

    assertThat(policy.decide(request, NOTHING).kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
    assertThat(request.at().atZone(ZoneId.of(MEXICO)).toLocalTime())
        .isEqualTo(java.time.LocalTime.of(23, 30));
  }

  @Test
  void next_permitted_is_the_opening() {
    ContactPolicy policy = ContactPolicy.of("PE");

    assertThat(policy.nextPermitted(message("2026-12-04T20:30", LIMA).build(), NOTHING))
        .contains(at("2026-12-07T07:00", LIMA));
    assertThat(policy.nextPermitted(message("2026-12-07T07:00", LIMA).build(), NOTHING))
        .contains(at("2026-12-07T07:00", LIMA));
  }

  @Test
  void two_policies_keep_the_holidays_that_only_one_of_them_knows() {
    HolidayCalendar bank =
        CuratedHolidays.shipped()
            .with(LocalDate.of(2026, 11, 24), Place.of("MX"), HolidayCalendar.DayKind.HOLIDAY);
    ContactPolicy house = ContactPolicy.of("GENERIC-STRICT").holidays(bank);
    ContactRequest request = Cases.messageInMexico("2026-11-24T10:00").build();

    ContactVerdict added = ContactPolicy.of("MX", house).decide(request, NOTHING);
    ContactVerdict first = house.and(ContactPolicy.of("MX")).decide(request, NOTHING);
    ContactVerdict beside =
        ContactPolicy.of("MX")
            .holidays((day, place) -> HolidayCalendar.DayKind.ORDINARY)
            .and(house)
            .decide(request, NOTHING);

    assertThat(told(added, MEXICO)).isEqualTo("DEFER 2026-11-25T09:00");
    assertThat(told(first, MEXICO)).isEqualTo("DEFER 2026-11-25T09:00");
    assertThat(told(beside, MEXICO)).isEqualTo("DEFER 2026-11-25T09:00");
  }

  @Test
  void two_policies_keep_the_longer_margin() {
    ContactPolicy house = ContactPolicy.of("MX").safetyMargin(Duration.ofHours(1));
    ContactPolicy none = ContactPolicy.of("MX").safetyMargin(Duration.ZERO);
    ContactRequest late = Cases.messageInMexico("2026-11-24T21:30").build();
    ContactRequest later = Cases.messageInMexico("2026-11-24T21:57").build();

    assertThat(ContactPolicy.of("MX", house).decide(late, NOTHING).kind())
        .isEqualTo(ContactVerdict.Kind.DEFER);
    assertThat(house.and(none).decide(late, NOTHING).kind()).isEqualTo(ContactVerdict.Kind.DEFER);
    assertThat(ContactPolicy.of("MX", none).decide(later, NOTHING).kind())
        .as("the packs' own five minutes")
        .isEqualTo(ContactVerdict.Kind.DEFER);
    assertThat(none.and(none).decide(later, NOTHING).kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
  }
}
