package dev.mora.contact;

import static dev.mora.contact.Cases.WHO;
import static dev.mora.contact.Cases.at;
import static dev.mora.contact.Cases.in;
import static dev.mora.contact.Cases.message;
import static dev.mora.contact.Cases.out;
import static dev.mora.contact.Cases.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.contact.Suppression.Reason;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.loan.LoanId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleFirstTest {

  private static final String LIMA = "America/Lima";
  private static final ContactHistory NOTHING = ContactHistory.none();
  private static final ContactPolicy POLICY = ContactPolicy.of("PE");

  private static ContactRequest.Builder tuesday() {
    return message("2026-11-24T10:00", LIMA);
  }

  private static Consents optedOut(Channel channel, Instant when) {
    return Consents.of(List.of(new Consent(WHO, channel, Consent.State.OUT, when, "wamid")));
  }

  // suppressions

  @ParameterizedTest
  @EnumSource(Reason.class)
  void every_reason_stops_a_collection_message(Reason reason) {
    ContactVerdict verdict =
        POLICY.decide(tuesday().suppression(Suppression.of(reason)).build(), NOTHING);

    assertThat(told(verdict, LIMA)).isEqualTo("DENY " + reason);
    assertThat(verdict.rule()).isEqualTo("BASE-suppression");
  }

  @ParameterizedTest
  @CsvSource({
    "DECEASED, ESTATE, COLLECTION, ALLOW",
    "DECEASED, GUARANTOR, COLLECTION, DENY",
    "ATTORNEY, ATTORNEY, COLLECTION, ALLOW",
    "CEASE_REQUEST, DEBTOR, LEGAL_NOTICE, ALLOW",
    "LEGAL_ACTION, DEBTOR, LEGAL_NOTICE, ALLOW",
    "LEGAL_HOLD, DEBTOR, LEGAL_NOTICE, DENY",
    "DO_NOT_CONTACT, DEBTOR, LEGAL_NOTICE, DENY",
    "WRONG_NUMBER, DEBTOR, SERVICING, DENY"
  })
  void a_reason_lets_through_what_its_pack_says(
      Reason reason, RecipientRole role, Purpose purpose, String expected) {
    ContactPolicy base = ContactPolicy.of("BASE");
    ContactRequest request =
        tuesday().suppression(Suppression.of(reason)).role(role).purpose(purpose).build();

    assertThat(base.decide(request, NOTHING).kind().name()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "PROMISE_PENDING, ALLOW",
    "PLAN_ON_TRACK, ALLOW",
    "DISPUTED, ALLOW",
    "COMPLAINT_OPEN, ALLOW",
    "PAID, ALLOW",
    "LEGAL_HOLD, DENY",
    "OPT_OUT, DENY",
    "DECEASED, DENY",
    "VULNERABLE, DENY"
  })
  void a_person_who_writes_during_a_pause_is_answered(Reason reason, String expected) {
    ContactRequest answer =
        tuesday()
            .suppression(Suppression.of(reason))
            .initiation(Initiation.REPLY_TO_INBOUND)
            .purpose(Purpose.REPLY)
            .build();
    ContactHistory history = NOTHING.with(in(Channel.WHATSAPP, at("2026-11-24T09:59", LIMA)));

    assertThat(POLICY.decide(answer, history).kind().name()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T09:59:59, DENY PROMISE_PENDING",
    "2026-11-24T10:00:00, ALLOW",
    "2026-11-24T10:00:01, ALLOW"
  })
  void a_reason_with_an_end_holds_until_it(String local, String expected) {
    Suppression promise =
        Suppression.of(Reason.PROMISE_PENDING).until(at("2026-11-24T10:00", LIMA));

    assertThat(
            told(POLICY.decide(message(local, LIMA).suppression(promise).build(), NOTHING), LIMA))
        .isEqualTo(expected);
  }

  @Test
  void next_permitted_waits_for_the_end_of_a_reason_and_for_the_hours() {
    Suppression promise =
        Suppression.of(Reason.PROMISE_PENDING).until(at("2026-11-27T22:00", LIMA));
    ContactRequest request = tuesday().suppression(promise).build();

    assertThat(POLICY.nextPermitted(request, NOTHING)).contains(at("2026-11-30T07:00", LIMA));
    assertThat(
            POLICY.nextPermitted(
                tuesday().suppression(Suppression.of(Reason.DECEASED)).build(), NOTHING))
        .isEmpty();
  }

  @Test
  void the_longest_of_several_reasons_is_told() {
    ContactVerdict verdict =
        POLICY.decide(
            tuesday()
                .suppression(
                    Suppression.of(Reason.PROMISE_PENDING).until(at("2026-12-01T00:00", LIMA)))
                .suppression(Suppression.of(Reason.DISPUTED))
                .build(),
            NOTHING);

    assertThat(verdict.reason()).isEqualTo("DISPUTED");
  }

  @ParameterizedTest
  @CsvSource({"L-1, DENY", "L-2, ALLOW", "'', DENY"})
  void a_reason_may_concern_one_loan(String loan, String expected) {
    ContactRequest.Builder request =
        tuesday().suppression(Suppression.of(Reason.DISPUTED, LoanId.of("L-1")));
    if (!loan.isEmpty()) {
      request.loan(LoanId.of(loan));
    }

    assertThat(POLICY.decide(request.build(), NOTHING).kind().name()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"whatsapp, DENY", "sms, DENY", "call, DENY", "email, ALLOW", "letter, ALLOW"})
  void a_wrong_number_stops_every_channel_over_that_number(String channel, String expected) {
    ContactRequest request =
        message(Channel.of(channel), "2026-11-24T10:00", LIMA)
            .suppression(Suppression.of(Reason.WRONG_NUMBER, PhoneNumber.of("+525512345678")))
            .build();

    assertThat(POLICY.decide(request, NOTHING).kind().name()).isEqualTo(expected);
  }

  @Test
  void a_reason_on_one_channel_leaves_the_others() {
    Suppression noSms = Suppression.of(Reason.OPT_OUT, Channel.SMS);

    assertThat(POLICY.decide(tuesday().suppression(noSms).build(), NOTHING).kind())
        .isEqualTo(ContactVerdict.Kind.ALLOW);
    assertThat(
            POLICY
                .decide(
                    message(Channel.SMS, "2026-11-24T10:00", LIMA).suppression(noSms).build(),
                    NOTHING)
                .kind())
        .isEqualTo(ContactVerdict.Kind.DENY);
  }

  // recipients and addresses

  @ParameterizedTest
  @CsvSource({
    "MX, DEBTOR, ALLOW",
    "MX, CO_DEBTOR, ALLOW",
    "MX, GUARANTOR, ALLOW",
    "MX, SPOUSE, DENY",
    "MX, REFERENCE, DENY",
    "MX, EMPLOYER, DENY",
    "MX, OTHER, DENY",
    "PE, GUARANTOR, ALLOW",
    "PE, REFERENCE, DENY",
    "GENERIC-STRICT, DEBTOR, ALLOW",
    "GENERIC-STRICT, GUARANTOR, DENY"
  })
  void a_pack_says_who_may_be_spoken_to(String pack, RecipientRole role, String expected) {
    ContactRequest request = Cases.messageInMexico("2026-11-24T10:00").role(role).build();

    ContactVerdict verdict = ContactPolicy.of(pack).decide(request, NOTHING);

    assertThat(verdict.kind().name()).isEqualTo(expected);
    if (verdict instanceof ContactVerdict.Deny deny) {
      assertThat(deny.permanent()).isTrue();
      assertThat(deny.reason()).isEqualTo("RECIPIENT_NOT_ALLOWED");
    }
  }

  @Test
  void an_unusable_address_is_not_used() {
    ContactVerdict verdict = POLICY.decide(tuesday().contactPointUsable(false).build(), NOTHING);

    assertThat(verdict.reason()).isEqualTo("CONTACT_POINT_UNUSABLE");
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST_PARTY, whatsapp, ALLOW",
    "AGENCY, whatsapp, DENY",
    "DEBT_BUYER, whatsapp, DENY",
    "AGENCY, sms, ALLOW"
  })
  void whatsapp_is_for_those_who_lent_the_money(
      Creditor.Role role, String channel, String expected) {
    Channel over = Channel.of(channel);
    ContactRequest request =
        ContactRequest.builder(
                tuesday().build().borrower(),
                over,
                new Creditor("x", role, Optional.empty()),
                at("2026-11-24T10:00", LIMA))
            .consents(Cases.optedIn(over))
            .build();

    assertThat(POLICY.decide(request, NOTHING).kind().name()).isEqualTo(expected);
  }

  // consent and opt-out

  @ParameterizedTest
  @CsvSource({"whatsapp, NEEDS_DATA", "sms, NEEDS_DATA", "push, NEEDS_DATA", "call, ALLOW"})
  void a_message_without_an_opt_in_waits_for_one(String channel, String expected) {
    ContactRequest request =
        message(Channel.of(channel), "2026-11-24T10:00", LIMA).consents(Consents.none()).build();

    assertThat(POLICY.decide(request, NOTHING).kind().name()).isEqualTo(expected);
  }

  @Test
  void a_host_may_declare_that_it_holds_an_opt_in_of_everybody() {
    ContactPolicy policy = POLICY.consentForAll("credit contract, clause 12");
    ContactRequest unknown = tuesday().consents(Consents.none()).build();
    ContactRequest out =
        tuesday().consents(optedOut(Channel.WHATSAPP, at("2026-11-20T10:00", LIMA))).build();

    assertThat(policy.decide(unknown, NOTHING).kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
    assertThat(told(policy.decide(out, NOTHING), LIMA)).isEqualTo("DENY OPT_OUT");
    assertThat(policy.packVersions()).contains("consent for all: credit contract, clause 12");
  }

  @Test
  void an_opt_out_wins_over_an_answer_and_over_closed_hours() {
    ContactRequest answer =
        message("2026-11-24T23:00", LIMA)
            .consents(optedOut(Channel.WHATSAPP, at("2026-11-24T22:58", LIMA)))
            .initiation(Initiation.REPLY_TO_INBOUND)
            .purpose(Purpose.REPLY)
            .build();
    ContactHistory history = NOTHING.with(in(Channel.WHATSAPP, at("2026-11-24T22:59", LIMA)));

    assertThat(told(POLICY.decide(answer, history), LIMA)).isEqualTo("DENY OPT_OUT");
  }

  @Test
  void an_opt_out_is_confirmed_once() {
    Instant stop = at("2026-11-24T22:58", LIMA);
    ContactRequest confirmation =
        message("2026-11-24T22:59", LIMA)
            .consents(optedOut(Channel.WHATSAPP, stop))
            .initiation(Initiation.REPLY_TO_INBOUND)
            .purpose(Purpose.OPT_OUT_CONFIRMATION)
            .build();
    ContactHistory asked = NOTHING.with(in(Channel.WHATSAPP, stop));
    ContactHistory confirmed =
        asked.with(out(Channel.WHATSAPP, at("2026-11-24T22:59", LIMA), Outcome.UNKNOWN));

    assertThat(POLICY.decide(confirmation, asked).kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
    assertThat(told(POLICY.decide(confirmation, confirmed), LIMA)).isEqualTo("DENY OPT_OUT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BAJA",
        "baja",
        " Baja. ",
        "¡BAJA!",
        "STOP",
        "Alto",
        "SAIR",
        "sair!!",
        "PARAR",
        "Pare",
        "No molestar",
        "NÃO ME ESCREVAM",
        "nao me escrevam",
        "opt-out",
        "Opt out",
        "Unsubscribe"
      })
  void a_word_that_means_stop_is_an_opt_out(String message) {
    assertThat(POLICY.isOptOut(message)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "👍",
        "Hola",
        "mi cuota baja el lunes?",
        "no puedo parar de pensar en esto",
        "stop by tomorrow",
        "alto ahí, ya pagué",
        "bajas"
      })
  void a_message_with_more_in_it_is_no_opt_out(String message) {
    assertThat(POLICY.isOptOut(message)).isFalse();
  }

  @Test
  void a_reminder_with_an_offer_in_it_counts_as_advertising_in_peru() {
    assertThat(POLICY.decide(tuesday().purpose(Purpose.MIXED).build(), NOTHING).rule())
        .isEqualTo("PE-marketing");
    assertThat(POLICY.decide(tuesday().purpose(Purpose.SERVICING).build(), NOTHING).kind())
        .isEqualTo(ContactVerdict.Kind.ALLOW);
  }

  // answers

  @ParameterizedTest
  @CsvSource({
    // the message of the person came at 23:00
    "2026-11-24T23:00:00, REPLY, ALLOW",
    "2026-11-24T23:54:59, REPLY, ALLOW",
    "2026-11-24T23:55:00, REPLY, DEFER 2026-11-25T07:00",
    "2026-11-25T00:00:00, REPLY, DEFER 2026-11-25T07:00",
    "2026-11-24T23:10:00, REQUESTED_INFO, ALLOW",
    "2026-11-24T23:10:00, COLLECTION, DEFER 2026-11-25T07:00",
    "2026-11-24T23:10:00, SERVICING, DEFER 2026-11-25T07:00"
  })
  void an_answer_may_come_at_any_hour_for_an_hour(String local, Purpose purpose, String expected) {
    ContactRequest request =
        message(local, LIMA).initiation(Initiation.REPLY_TO_INBOUND).purpose(purpose).build();
    ContactHistory history = NOTHING.with(in(Channel.WHATSAPP, at("2026-11-24T23:00", LIMA)));

    assertThat(told(POLICY.decide(request, history), LIMA)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, 2026-11-24T22:59, ALLOW",
    "sms, 2026-11-24T22:59, DEFER",
    "whatsapp, 2026-11-24T23:02, DEFER"
  })
  void an_answer_needs_the_message_that_it_answers(
      String inboundOn, String inboundAt, String expected) {
    ContactRequest request =
        message("2026-11-24T23:01", LIMA)
            .initiation(Initiation.REPLY_TO_INBOUND)
            .purpose(Purpose.REPLY)
            .build();
    ContactHistory history = NOTHING.with(in(Channel.of(inboundOn), at(inboundAt, LIMA)));

    assertThat(POLICY.decide(request, history).kind().name()).isEqualTo(expected);
    assertThat(POLICY.decide(request, NOTHING).kind()).isEqualTo(ContactVerdict.Kind.DEFER);
  }

  @Test
  void an_answer_needs_no_opt_in_and_uses_up_no_cap() {
    ContactPolicy policy = ContactPolicy.of("GENERIC-STRICT");
    ContactRequest request =
        Cases.messageInMexico("2026-11-24T10:00")
            .consents(Consents.none())
            .initiation(Initiation.REPLY_TO_INBOUND)
            .purpose(Purpose.REPLY)
            .build();
    ContactHistory history =
        NOTHING
            .with(out(Channel.WHATSAPP, request.at().minus(Duration.ofHours(1)), Outcome.READ))
            .with(in(Channel.WHATSAPP, request.at().minus(Duration.ofMinutes(1))));

    assertThat(policy.decide(request, history).kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
  }

  @ParameterizedTest
  @CsvSource({"19, ALLOW", "20, DEFER"})
  void a_thread_of_answers_has_an_end(int answers, String expected) {
    ContactPolicy policy = ContactPolicy.of("PE");
    Instant asked = at("2026-11-24T23:00", LIMA);
    ContactHistory history = NOTHING.with(in(Channel.WHATSAPP, asked));
    for (int i = 0; i < answers; i++) {
      history = history.with(out(Channel.WHATSAPP, asked.plusSeconds(i + 1), Outcome.SENT));
    }
    ContactRequest request =
        message("2026-11-24T23:30", LIMA)
            .initiation(Initiation.REPLY_TO_INBOUND)
            .purpose(Purpose.REPLY)
            .build();

    assertThat(policy.decide(request, history).kind().name()).isEqualTo(expected);
  }

  // duties

  @Test
  void the_first_contact_about_a_loan_carries_more_duties_than_the_second() {
    ContactPolicy policy = ContactPolicy.of("MX");
    ContactRequest request =
        Cases.messageInMexico("2026-11-24T10:00").loan(LoanId.of("L-1")).build();
    ContactHistory before =
        NOTHING.with(
            out(Channel.WHATSAPP, request.at().minus(Duration.ofDays(3)), Outcome.READ, "L-1"));
    ContactHistory otherLoan =
        NOTHING.with(
            out(Channel.WHATSAPP, request.at().minus(Duration.ofDays(3)), Outcome.READ, "L-2"));

    assertThat(blocks(policy.decide(request, NOTHING)))
        .contains("CREDITOR_NAME", "COLLECTOR_PERSON", "AMOUNT_TOTAL", "OPT_OUT_LINE", "THREAT");
    assertThat(blocks(policy.decide(request, before)))
        .contains("PAYMENT_MEANS", "OPT_OUT_LINE", "THREAT")
        .doesNotContain("CREDITOR_NAME", "COLLECTOR_PERSON");
    assertThat(blocks(policy.decide(request, otherLoan))).contains("CREDITOR_NAME");
  }

  private static List<String> blocks(ContactVerdict verdict) {
    return verdict.fold(
        allow -> allow.obligations().stream().map(Obligation::block).toList(),
        defer -> List.<String>of(),
        deny -> List.<String>of(),
        needs -> List.<String>of());
  }

  // how objections combine

  @Test
  void a_denial_beats_missing_data_that_beats_a_deferral() {
    ContactRequest.Builder night = message("2026-11-24T23:00", LIMA);

    assertThat(told(POLICY.decide(night.build(), NOTHING), LIMA))
        .isEqualTo("DEFER 2026-11-25T07:00");
    assertThat(told(POLICY.decide(night.consents(Consents.none()).build(), NOTHING), LIMA))
        .isEqualTo("NEEDS_DATA");
    assertThat(
            told(
                POLICY.decide(night.suppression(Suppression.of(Reason.PAID)).build(), NOTHING),
                LIMA))
        .isEqualTo("DENY PAID");
  }

  @Test
  void a_verdict_shows_every_rule_that_was_asked() {
    ContactVerdict verdict =
        ContactPolicy.of("PE").decide(message("2026-11-24T23:00", LIMA).build(), NOTHING);

    assertThat(verdict.trace())
        .extracting(RuleTrace::rule, RuleTrace::outcome)
        .contains(
            org.assertj.core.groups.Tuple.tuple("BASE-opt-out", ContactVerdict.Kind.ALLOW),
            org.assertj.core.groups.Tuple.tuple("BASE-consent", ContactVerdict.Kind.ALLOW),
            org.assertj.core.groups.Tuple.tuple("PE-window-messages", ContactVerdict.Kind.DEFER),
            org.assertj.core.groups.Tuple.tuple("PE-day-off-messages", ContactVerdict.Kind.ALLOW));
    assertThat(verdict.trace())
        .filteredOn(each -> each.rule().equals("PE-window-messages"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.pack()).isEqualTo("PE");
              assertThat(each.version()).isEqualTo("2026.11.0");
              assertThat(each.inputs())
                  .containsEntry("zone", LIMA)
                  .containsEntry("local", "2026-11-24T23:00");
            });
  }

  @Test
  void nothing_of_a_verdict_shows_a_name_or_a_number() {
    ContactRequest request = message("2026-11-24T23:00", LIMA).build();

    ContactVerdict verdict = POLICY.decide(request, NOTHING);

    assertThat(request + " " + verdict).doesNotContain("Rosa").doesNotContain("5512345678");
  }
}
