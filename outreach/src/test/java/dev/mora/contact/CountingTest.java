package dev.mora.contact;

import static dev.mora.contact.Cases.at;
import static dev.mora.contact.Cases.in;
import static dev.mora.contact.Cases.message;
import static dev.mora.contact.Cases.messageInMexico;
import static dev.mora.contact.Cases.out;
import static dev.mora.contact.Cases.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.loan.LoanId;
import dev.mora.party.Channel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountingTest {

  private static final String LIMA = "America/Lima";

  private static ContactPolicy capped(String rule) {
    return ContactPolicy.parse(
            "cap.json", ClockChangesTest.pack("{\"ALL_DAYS\":[\"00:00-24:00\"]}", "[" + rule + "]"))
        .safetyMargin(Duration.ZERO);
  }

  private static String cap(int max, String per, String more) {
    return """
        {"id":"cap","kind":"FREQUENCY_CAP","source":"test","status":"CHOICE","max":%d,"per":[%s]%s}
        """
        .formatted(max, per, more);
  }

  private static String cap(int max, String per) {
    return cap(max, per, ",\"scope\":\"BORROWER\",\"basis\":\"SUBMITTED\"");
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED,      no,  no,  no,  no",
    "FAILED,        yes, no,  no,  no",
    "UNKNOWN,       yes, yes, yes, no",
    "SENT,          yes, yes, yes, no",
    "DELIVERED,     yes, yes, yes, no",
    "READ,          yes, yes, yes, no",
    "REPLIED,       yes, yes, yes, yes",
    "NOT_CONNECTED, yes, no,  no,  no",
    "VOICEMAIL,     yes, yes, yes, no",
    "WRONG_PARTY,   yes, yes, yes, no",
    "RIGHT_PARTY,   yes, yes, yes, yes"
  })
  void each_basis_counts_its_outcomes(
      Outcome outcome, String submitted, String delivered, String connected, String twoWay) {
    ContactRecord contact = out(Channel.CALL, at("2026-11-23T10:00", LIMA), outcome);

    assertThat(Counting.SUBMITTED.counts(contact)).isEqualTo(submitted.equals("yes"));
    assertThat(Counting.DELIVERED.counts(contact)).isEqualTo(delivered.equals("yes"));
    assertThat(Counting.CONNECTED.counts(contact)).isEqualTo(connected.equals("yes"));
    assertThat(Counting.TWO_WAY.counts(contact)).isEqualTo(twoWay.equals("yes"));
  }

  @ParameterizedTest
  @CsvSource({"SUBMITTED, no", "DELIVERED, no", "CONNECTED, no", "TWO_WAY, yes"})
  void what_the_person_wrote_is_no_contact_of_ours(Counting basis, String counts) {
    assertThat(basis.counts(in(Channel.WHATSAPP, at("2026-11-23T10:00", LIMA))))
        .isEqualTo(counts.equals("yes"));
  }

  @ParameterizedTest
  @CsvSource({
    // Monday 23 November 2026, 10:00 was the contact
    "1, CALENDAR_DAY, 2026-11-23T23:59:59, DEFER 2026-11-24T00:00",
    "1, CALENDAR_DAY, 2026-11-24T00:00:00, ALLOW",
    "2, CALENDAR_DAY, 2026-11-23T23:59:59, ALLOW",
    "1, CALENDAR_WEEK(MONDAY), 2026-11-29T23:59:59, DEFER 2026-11-30T00:00",
    "1, CALENDAR_WEEK(MONDAY), 2026-11-30T00:00:00, ALLOW",
    "1, CALENDAR_WEEK(SUNDAY), 2026-11-28T23:59:59, DEFER 2026-11-29T00:00",
    "1, CALENDAR_WEEK(SUNDAY), 2026-11-29T00:00:00, ALLOW",
    "1, ROLLING(P7D), 2026-11-30T09:59:59, DEFER 2026-11-30T10:00",
    "1, ROLLING(P7D), 2026-11-30T10:00:00, ALLOW",
    "1, ROLLING(PT1H), 2026-11-23T10:59:59, DEFER 2026-11-23T11:00",
    "1, ROLLING(PT1H), 2026-11-23T11:00:00, ALLOW"
  })
  void a_cap_frees_at_the_end_of_its_period(int max, String per, String local, String expected) {
    ContactPolicy policy = capped(cap(max, "\"" + per + "\""));
    ContactHistory history =
        ContactHistory.none()
            .with(out(Channel.SMS, at("2026-11-23T10:00", LIMA), Outcome.DELIVERED));

    assertThat(told(policy.decide(message(Channel.CALL, local, LIMA).build(), history), LIMA))
        .isEqualTo(expected);
  }

  @Test
  void a_week_read_both_ways_waits_for_the_later_of_the_two() {
    ContactPolicy policy = capped(cap(1, "\"CALENDAR_WEEK(MONDAY)\",\"ROLLING(P7D)\""));
    ContactHistory history =
        ContactHistory.none()
            .with(out(Channel.SMS, at("2026-11-26T10:00", LIMA), Outcome.DELIVERED));
    ContactRequest request = message(Channel.CALL, "2026-11-27T10:00", LIMA).build();

    assertThat(told(policy.decide(request, history), LIMA)).isEqualTo("DEFER 2026-12-03T10:00");
  }

  @Test
  void a_rolling_cap_frees_when_the_oldest_of_the_last_ones_leaves() {
    ContactPolicy policy = capped(cap(3, "\"ROLLING(P7D)\""));
    ContactHistory history = ContactHistory.none();
    for (String each : List.of("20T08:00", "21T09:00", "23T10:00", "24T11:00")) {
      history = history.with(out(Channel.SMS, at("2026-11-" + each, LIMA), Outcome.SENT));
    }
    ContactRequest request = message(Channel.CALL, "2026-11-25T10:00", LIMA).build();

    ContactVerdict verdict = policy.decide(request, history);

    assertThat(told(verdict, LIMA)).isEqualTo("DEFER 2026-11-28T09:00");
    assertThat(verdict.trace())
        .filteredOn(each -> each.rule().equals("cap"))
        .singleElement()
        .satisfies(
            each -> assertThat(each.inputs()).containsEntry("used", "4").containsEntry("max", "3"));
  }

  @ParameterizedTest
  @CsvSource({"whatsapp, DEFER 2026-11-24T00:00", "sms, DEFER 2026-11-24T00:00", "call, ALLOW"})
  void a_bucket_counts_its_own_channels(String channel, String expected) {
    ContactPolicy policy =
        capped(
            cap(
                1,
                "\"CALENDAR_DAY\"",
                ",\"scope\":\"BORROWER\",\"basis\":\"SUBMITTED\","
                    + "\"channels\":[\"whatsapp\",\"sms\"]"));
    ContactHistory history =
        ContactHistory.of(
            List.of(
                out(Channel.SMS, at("2026-11-23T10:00", LIMA), Outcome.SENT),
                out(Channel.CALL, at("2026-11-23T10:00", LIMA), Outcome.RIGHT_PARTY)));
    ContactRequest request = message(Channel.of(channel), "2026-11-23T16:00", LIMA).build();

    assertThat(told(policy.decide(request, history), LIMA)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"BORROWER, L-2, DEFER", "LOAN, L-2, ALLOW", "LOAN, L-1, DEFER", "LOAN, '', DEFER"})
  void a_scope_says_whose_contacts_count(String scope, String loan, String expected) {
    ContactPolicy policy =
        capped(cap(1, "\"CALENDAR_DAY\"", ",\"scope\":\"" + scope + "\",\"basis\":\"SUBMITTED\""));
    ContactHistory history =
        ContactHistory.none()
            .with(out(Channel.SMS, at("2026-11-23T10:00", LIMA), Outcome.SENT, "L-1"));
    ContactRequest.Builder request = message(Channel.CALL, "2026-11-23T16:00", LIMA);
    if (!loan.isEmpty()) {
      request.loan(LoanId.of(loan));
    }

    assertThat(policy.decide(request.build(), history).kind().name()).isEqualTo(expected);
  }

  @Test
  void a_failure_that_is_told_late_gives_the_contact_back_once() {
    ContactPolicy policy =
        capped(cap(1, "\"CALENDAR_DAY\"", ",\"scope\":\"BORROWER\",\"basis\":\"DELIVERED\""));
    ContactRequest request = message(Channel.CALL, "2026-11-23T16:00", LIMA).build();
    ContactHistory sent =
        ContactHistory.none().with(out(Channel.SMS, at("2026-11-23T10:00", LIMA), Outcome.SENT));
    ContactHistory failed =
        ContactHistory.none().with(out(Channel.SMS, at("2026-11-23T10:00", LIMA), Outcome.FAILED));
    ContactHistory failedAndOther =
        failed.with(out(Channel.SMS, at("2026-11-23T11:00", LIMA), Outcome.SENT));

    assertThat(policy.decide(request, sent).kind()).isEqualTo(ContactVerdict.Kind.DEFER);
    assertThat(policy.decide(request, failed).kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
    assertThat(policy.decide(request, failedAndOther).kind())
        .as("no negative count")
        .isEqualTo(ContactVerdict.Kind.DEFER);
  }

  @Test
  void of_two_campaigns_that_want_the_last_contact_one_gets_it() {
    ContactPolicy policy = ContactPolicy.of("GENERIC-STRICT");
    ContactRequest request = messageInMexico("2026-11-24T10:00").build();

    ContactVerdict first = policy.decide(request, ContactHistory.none());
    ContactHistory inFlight =
        ContactHistory.none().with(out(Channel.WHATSAPP, request.at(), Outcome.UNKNOWN));
    ContactVerdict second = policy.decide(request, inFlight);

    assertThat(first.kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
    assertThat(told(second, "America/Mexico_City")).isEqualTo("DEFER 2026-11-25T09:00");
    assertThat(second.rule()).isEqualTo("GENERIC-cap-day");
  }

  @Test
  void three_attempts_in_seven_days_are_the_most_of_the_generic_pack() {
    ContactPolicy policy = ContactPolicy.of("GENERIC-STRICT");
    ContactHistory history = ContactHistory.none();
    for (String each : List.of("17T10:00", "18T10:00", "20T10:00")) {
      history =
          history.with(
              out(Channel.SMS, at("2026-11-" + each, "America/Mexico_City"), Outcome.FAILED));
    }

    ContactVerdict verdict = policy.decide(messageInMexico("2026-11-21T10:00").build(), history);

    assertThat(told(verdict, "America/Mexico_City")).isEqualTo("DEFER 2026-11-24T10:00");
    assertThat(verdict.rule()).isEqualTo("GENERIC-cap-week");
  }

  @Test
  void a_reminder_before_the_due_date_has_its_own_light_cap() {
    ContactPolicy policy = ContactPolicy.of("GENERIC-STRICT");
    ContactHistory history = ContactHistory.none();
    for (String each : List.of("17T10:00", "18T10:00", "20T10:00")) {
      history =
          history.with(
              out(Channel.SMS, at("2026-11-" + each, "America/Mexico_City"), Outcome.SENT));
    }
    ContactRequest reminder =
        messageInMexico("2026-11-21T10:00")
            .purpose(Purpose.PRE_DUE_REMINDER)
            .daysPastDue(0)
            .build();

    assertThat(policy.decide(reminder, history).kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
    assertThat(
            policy
                .switched("GENERIC-STRICT", "preDueCounts", true)
                .decide(reminder, history)
                .rule())
        .isEqualTo("GENERIC-cap-week-pre-due");
    assertThat(
            policy
                .decide(reminder.movedTo(at("2026-11-20T11:00", "America/Mexico_City")), history)
                .rule())
        .isEqualTo("BASE-pre-due-cap");
  }

  @ParameterizedTest
  @CsvSource({
    "2, PT0S, 2026-11-25T23:59:59, DEFER 2026-11-26T00:00",
    "2, PT0S, 2026-11-26T00:00:00, ALLOW",
    "0, PT1H, 2026-11-23T10:59:59, DEFER 2026-11-23T11:00",
    "0, PT1H, 2026-11-23T11:00:00, ALLOW",
    "0, PT36H, 2026-11-24T21:59:59, DEFER 2026-11-24T22:00",
    "0, PT36H, 2026-11-24T22:00:00, ALLOW",
    "1, PT72H, 2026-11-26T09:59:59, DEFER 2026-11-26T10:00"
  })
  void a_gap_counts_full_days_between_or_elapsed_time(
      int days, String elapsed, String local, String expected) {
    ContactPolicy policy =
        capped(
            """
            {"id":"gap","kind":"MIN_GAP","source":"test","status":"CHOICE","fullDaysBetween":%d,
             "elapsed":"%s","scope":"BORROWER","basis":"SUBMITTED"}"""
                .formatted(days, elapsed));
    ContactHistory history =
        ContactHistory.none()
            .with(out(Channel.SMS, at("2026-11-23T10:00", LIMA), Outcome.DELIVERED));

    assertThat(told(policy.decide(message(Channel.CALL, local, LIMA).build(), history), LIMA))
        .isEqualTo(expected);
  }

  /** Long after the hour in which an answer may come at any time. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "2026-11-23T12:00:00, ALLOW",
    "2026-11-24T09:59:59, ALLOW",
    "2026-11-24T10:00:00, DEFER"
  })
  void an_answer_passes_caps_and_gaps_as_long_as_it_is_one(String local, String expected) {
    String gap =
        """
        {"id":"gap","kind":"MIN_GAP","source":"test","status":"CHOICE","elapsed":"PT168H",
         "scope":"BORROWER","basis":"SUBMITTED"}""";
    ContactHistory history =
        ContactHistory.of(
            List.of(
                out(Channel.SMS, at("2026-11-23T09:00", LIMA), Outcome.SENT),
                in(Channel.WHATSAPP, at("2026-11-23T10:00", LIMA))));
    ContactRequest answer =
        message(local, LIMA).initiation(Initiation.REPLY_TO_INBOUND).purpose(Purpose.REPLY).build();

    for (String rule : List.of(cap(1, "\"ROLLING(P7D)\""), gap)) {
      assertThat(capped(rule).decide(answer, history).kind().name()).isEqualTo(expected);
    }
  }
}
