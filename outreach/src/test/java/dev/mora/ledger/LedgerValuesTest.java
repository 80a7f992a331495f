package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.ContactPoint;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the small values of a ledger refuse, and what they tell of themselves. */
class LedgerValuesTest {

  private static void assertTaken(boolean taken, Runnable made) {
    if (taken) {
      assertThatCode(made::run).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HOLD,        PT59M59S, 1, 0, false",
    "HOLD,        PT1H,     1, 0, true",
    "HOLD,        PT1H,     0, 0, false",
    "HOLD,        PT1H,     1, 1, false",
    "ASSUME_SENT, PT1H,     1, 1, false",
    "ASSUME_SENT, PT1H,     1, 0, true",
    "RESEND,      PT1H,     1, 0, false",
    "RESEND,      PT1H,     1, 1, true",
    "RESEND,      PT1H,     1, 3, true",
    "RESEND,      PT1H,     1, 4, false",
    "HOLD,        PT1H,     1, -1, false"
  })
  void settings_keep_their_limits(
      UnknownPolicy policy, Duration deadline, int attempts, int resends, boolean taken) {
    assertTaken(taken, () -> new LedgerSettings("test", policy, deadline, attempts, resends));
  }

  @ParameterizedTest
  @CsvSource({"''", "' '"})
  void an_order_says_who_gives_it(String nobody) {
    InMemoryLedger ledger = InMemoryLedger.of(LedgerFixture.aClock());
    Dispatch one = dispatchTo("B-1");
    ledger.plan(List.of(one));
    var template = new TemplateKey(SENDER, "cuota", "1", "es");

    List<Runnable> orders =
        List.of(
            () -> ledger.stopAll("odd", nobody),
            () -> ledger.resumeAll(nobody),
            () -> ledger.stopSender(SENDER, "odd", nobody),
            () -> ledger.resumeSender(SENDER, nobody),
            () -> ledger.stopTemplate(template, "odd", nobody),
            () -> ledger.resumeTemplate(template, nobody),
            () -> ledger.pause(CAMPAIGN, "odd", nobody),
            () -> ledger.resume(CAMPAIGN, nobody),
            () -> ledger.approve(CAMPAIGN, "digest", nobody),
            () -> ledger.cancel(CAMPAIGN, "odd", nobody),
            () -> ledger.cancel(EntryFilter.all(), "odd", nobody),
            () -> ledger.release(EntryFilter.all(), nobody),
            () -> ledger.resolve(one.id(), Resolution.SENT, "odd", nobody));

    orders.forEach(
        order -> assertThatThrownBy(order::run).isInstanceOf(IllegalArgumentException.class));
    assertThat(row(ledger, one.id()).state()).isEqualTo(State.PLANNED);
    assertThat(ledger.stopped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 9, false", "1, 0, 0, true", "0, 1, 0, true", "2, 3, 0, true"})
  void a_reaping_that_found_an_unknown_or_parked_one_is_alarming(
      int unknown, int parked, int rest, boolean alarming) {
    assertThat(new ReapReport(rest, unknown, rest, rest, parked, rest).isAlarming())
        .isEqualTo(alarming);
  }

  @ParameterizedTest
  @CsvSource({"a, true", "mx-prod-2, true", "'', false", "MX, false", "a_b, false"})
  void an_environment_has_a_short_plain_name(String name, boolean taken) {
    assertTaken(taken, () -> LedgerSettings.of(name));
    assertTaken(taken, () -> new Correlation(name, DispatchId.of("one")));
    assertTaken(false, () -> LedgerSettings.of("a".repeat(25)));
    assertTaken(true, () -> LedgerSettings.of("a".repeat(24)));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "200, true", "201, false"})
  void a_note_has_a_shelf_and_a_key_of_1_to_200_characters(int length, boolean taken) {
    String name = "n".repeat(length);

    assertTaken(taken, () -> new Note(name, "key", Optional.empty(), "", START));
    assertTaken(taken, () -> new Note("shelf", name, Optional.empty(), "", START));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "100, true", "101, false"})
  void a_campaign_weighs_1_to_100(int weight, boolean taken) {
    assertTaken(taken, () -> CampaignRecord.of(CAMPAIGN, START).weighing(weight));
  }

  @ParameterizedTest
  @CsvSource({"ana, d1, true", "' ', d1, false", "ana, ' ', false"})
  void an_approval_names_a_person_and_a_plan(String by, String digest, boolean taken) {
    assertTaken(taken, () -> new Approval(by, START, digest));
  }

  @Test
  void an_approval_holds_for_the_plan_that_was_seen() {
    var record =
        new CampaignRecord(
            CAMPAIGN,
            "d1",
            Optional.of(new Approval("ana", START, "d1")),
            Optional.empty(),
            Optional.empty(),
            1,
            START);

    assertThat(record.isApproved("d1")).isTrue();
    assertThat(record.isApproved("d2")).isFalse();
    assertThat(CampaignRecord.of(CAMPAIGN, START).isApproved("d1")).isFalse();
    assertThat(record.isHalted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "w, 1, PT1S, 1",
    "w, 64, PT1S, 64",
    "w, 65, PT1S, 64",
    "w, 0, PT1S, ",
    "w, 1, PT0S, ",
    "w, 1, -PT1S, ",
    "' ', 1, PT1S, "
  })
  void a_claim_asks_for_1_to_64_by_name_and_for_a_while(
      String owner, int max, Duration lease, Integer asks) {
    assertTaken(
        asks != null,
        () ->
            assertThat(ClaimRequest.of(owner, SENDER, FAST, lease).max(max).max()).isEqualTo(asks));
  }

  @Test
  void a_claim_says_what_it_asks_for() {
    ClaimRequest any = ClaimRequest.of("w", SENDER, FAST, Duration.ofSeconds(1));
    DispatchId one = DispatchId.of("one");

    assertThat(any.max()).isEqualTo(ClaimRequest.MAX_BATCH);
    assertThat(any.begins()).isFalse();
    assertThat(any.begin().begins()).isTrue();
    assertThat(any.begin().only(CAMPAIGN).only(one).max(3))
        .isEqualTo(
            new ClaimRequest(
                "w",
                SENDER,
                FAST,
                3,
                Duration.ofSeconds(1),
                Optional.of(CAMPAIGN),
                Optional.of(one),
                true));
  }

  @ParameterizedTest
  @CsvSource({"soft, true", "' ', false"})
  void a_plan_key_names_its_step(String step, boolean taken) {
    assertTaken(taken, () -> new PlanKey(CAMPAIGN, BorrowerId.of("B-1"), step, ""));
  }

  @Test
  void a_silence_has_a_reason() {
    assertTaken(false, () -> GateDecision.suppress(" ", "rule"));
    assertTaken(true, () -> GateDecision.suppress("CAP", ""));
  }

  @Test
  void reports_add_up_kind_by_kind() {
    var one = new ReapReport(1, 2, 3, 4, 5, 6);
    var two = new ReapReport(10, 20, 30, 40, 50, 60);

    assertThat(one.plus(two)).isEqualTo(new ReapReport(11, 22, 33, 44, 55, 66));
  }

  @Test
  void a_run_counts_nothing_of_a_state_that_it_did_not_meet() {
    var report = new RunReport(RunReport.Ended.IDLE, Map.of(State.SENT, 2L), Optional.of(START));

    assertThat(report.count(State.SENT)).isEqualTo(2);
    assertThat(report.count(State.READ)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "PLANNED, true,  false, false, 0",
    "CLAIMED, true,  true,  false, 0",
    "SUBMITTING, true, true, false, 1",
    "UNKNOWN, false, false, true, 10",
    "UNKNOWN_HELD, false, false, true, 11",
    "ASSUMED_SENT, false, false, false, 12",
    "ACCEPTED, false, false, false, 20",
    "PARKED, false, false, false, 0"
  })
  void a_state_says_who_is_to_act(
      State state, boolean open, boolean inFlight, boolean unknown, int rank) {
    assertThat(state.isOpen()).isEqualTo(open);
    assertThat(state.inFlight()).isEqualTo(inFlight);
    assertThat(state.isUnknown()).isEqualTo(unknown);
    assertThat(state.rank()).isEqualTo(rank);
  }

  /** Each row as it stands is told by the event of its kind. */
  @Test
  void what_became_of_a_dispatch_is_told_by_its_state() {
    DeliveryLedger ledger = InMemoryLedger.of(LedgerFixture.aClock());
    ledger.plan(List.of(dispatchTo("B-0")));
    DispatchEntry planned = row(ledger, dispatchTo("B-0").id());
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Refused("131026", "no", Handling.FAIL_MESSAGE));
    DispatchEntry failed = row(ledger, claim.id());
    Claim other = submitted(ledger, dispatchTo("B-2"), START);
    ledger.outcome(other, new SendResult.Accepted("w-2", true, ""));
    DispatchEntry held = row(ledger, other.id());
    ledger.merge(LedgerFixture.status(ledger, other.id(), "w-2", Status.State.READ, START));
    DispatchEntry read = row(ledger, other.id());
    ledger.cancel(EntryFilter.of(planned.id()), "PAID", "host");
    DispatchEntry cancelled = row(ledger, planned.id());

    assertThat(DispatchEvent.of(planned, START))
        .isEqualTo(new DispatchEvent.Deferred(planned.id(), CAMPAIGN, START, "", START));
    assertThat(DispatchEvent.of(failed, START))
        .isEqualTo(new DispatchEvent.Failed(failed.id(), CAMPAIGN, "131026", START));
    assertThat(DispatchEvent.of(held, START))
        .isEqualTo(new DispatchEvent.Accepted(held.id(), CAMPAIGN, true, START));
    assertThat(DispatchEvent.of(read, START))
        .isEqualTo(new DispatchEvent.Reported(read.id(), CAMPAIGN, State.READ, START));
    assertThat(DispatchEvent.of(cancelled, START))
        .isEqualTo(
            new DispatchEvent.Stopped(cancelled.id(), CAMPAIGN, State.CANCELLED, "PAID", START));
  }

  @Test
  void no_value_of_a_ledger_shows_whom_it_is_about() {
    Dispatch dispatch = dispatchTo("B-1");
    var row = new BookedRow(1, DispatchEntry.planned(dispatch), Optional.of(dispatch));

    String shown = row + " " + dispatch + " " + BorrowerCard.empty();

    assertThat(shown)
        .contains(dispatch.id().value(), "BookedRow(1, ", "BorrowerCard(0 sent, 0 contacts)")
        .doesNotContain(phoneOf("B-1").digits().substring(5), "Rosa");
  }

  // --- what they tell of themselves

  @Test
  void a_dispatch_tells_what_is_in_its_header() {
    Dispatch one =
        LedgerFixture.built(
            LedgerFixture.aDispatch(CAMPAIGN, "B-1", "2").priority(7).policy("strategy", "3"),
            "B-1");

    assertThat(one.loans()).containsExactly(LoanId.of("L-B-1"));
    assertThat(one.step()).isEqualTo("soft");
    assertThat(one.slot()).isEqualTo("2");
    assertThat(one.segment()).isEqualTo("EARLY");
    assertThat(one.channel()).isEqualTo(SENDER.channel());
    assertThat(one.account()).isEqualTo(SENDER.account());
    assertThat(one.notBefore()).isEqualTo(START);
    assertThat(one.expiresAt()).isEqualTo(START.plus(Duration.ofDays(3)));
    assertThat(one.priority()).isEqualTo(7);
    assertThat(one.policies()).isEqualTo(Map.of("contact", "2026-11-21", "strategy", "3"));
    assertThat(one).hasToString("Dispatch(" + one.id() + ")");
  }

  @Test
  void what_is_said_freely_is_told_by_its_hash() {
    var window =
        new OpenWindow(SENDER.channel(), phoneOf("B-1"), START, START.plus(Duration.ofDays(1)));
    Dispatch template = dispatchTo("B-1");

    String one = template.with(new OutboundMessage.Text("uno", window)).contentHash();
    String same = template.with(new OutboundMessage.Text("uno", window)).contentHash();
    String other = template.with(new OutboundMessage.Text("dos", window)).contentHash();

    assertThat(one).hasSize(64).isEqualTo(same).isNotEqualTo(other);
    assertThat(template.contentHash()).isEqualTo("hash-of-cuota_vencida");
  }

  @ParameterizedTest
  @CsvSource({"provider, true", "Provider, false", "marta, false"})
  void a_stop_says_whether_a_provider_ordered_it(String actor, boolean provider) {
    assertThat(new Stop("odd", actor, START).isOfProvider()).isEqualTo(provider);
  }

  @ParameterizedTest
  @CsvSource({
    "+525512345678, +525512345678, true",
    "+525512345678, +5215512345678, true",
    "+525512345678, +525512345679, false",
    "a@x.mx, a@x.mx, true",
    "a@x.mx, b@x.mx, false",
    "a@x.mx, +525512345678, false",
    "+525512345678, a@x.mx, false"
  })
  void an_address_is_the_same_however_its_number_is_written(String at, String other, boolean same) {
    assertThat(new BorrowerCard.Address(SENDER.channel(), point(at)).isAt(point(other)))
        .isEqualTo(same);
  }

  private static ContactPoint point(String text) {
    return text.startsWith("+") ? PhoneNumber.of(text) : EmailAddress.of(text);
  }

  @Test
  void nothing_of_a_person_is_in_the_words_of_a_value() {
    var note = new Note("tray", "L-17 +525512345678", Optional.empty(), "Rosa", START);
    var event =
        new LedgerEvent(
            9,
            dispatchTo("B-1").id(),
            Transition.ACCEPTED,
            State.ACCEPTED,
            START,
            "w",
            "why",
            "",
            Optional.empty(),
            Optional.of("wamid.1"));

    assertThat(note).hasToString("Note(tray)");
    assertThat(ContactFile.empty()).hasToString("ContactFile(0 suppressions)");
    assertThat(BorrowerCard.empty()).hasToString("BorrowerCard(0 sent, 0 contacts)");
    assertThat(event).hasToString("9 " + dispatchTo("B-1").id() + " ACCEPTED -> ACCEPTED why");
  }

  @ParameterizedTest
  @CsvSource({"'', false", "wamid.1, true"})
  void an_event_without_a_provider_id_stands_for_none(String id, boolean stands) {
    var event =
        new LedgerEvent(
            1,
            dispatchTo("B-1").id(),
            Transition.ACCEPTED,
            State.ACCEPTED,
            START,
            "w",
            "",
            "",
            Optional.empty(),
            Optional.of(id));

    assertThat(event.blankedProviderId().isPresent()).isEqualTo(stands);
  }
}
