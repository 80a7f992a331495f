package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.claimOne;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.smsTo;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static dev.mora.ledger.contract.LedgerFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a gate shut that a claim had found open, and to the nanosecond when. */
class GateLimitsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final MutableClock clock = LedgerFixture.aClock();
  private final DeliveryLedger ledger = InMemoryLedger.of(LedgerSettings.of("test"), clock);

  private static final Map<String, BiConsumer<DeliveryLedger, Claim>> HAPPENINGS =
      Map.of(
          "nothing", (ledger, claim) -> {},
          "all stopped", (ledger, claim) -> ledger.stopAll("audit", "boss"),
          "sender stopped", (ledger, claim) -> ledger.stopSender(SENDER, "blocked", "ops"),
          "both stopped",
              (ledger, claim) -> {
                ledger.stopSender(SENDER, "blocked", "ops");
                ledger.stopAll("audit", "boss");
              },
          "campaign paused", (ledger, claim) -> ledger.pause(CAMPAIGN, "wait", "ops"),
          "template stopped",
              (ledger, claim) ->
                  ledger.stopTemplate(claim.dispatch().template().orElseThrow(), "rejected", "ops"),
          "sender too fast", (ledger, claim) -> refuse(ledger, Handling.SLOW_SENDER, "B-9"),
          "recipient gets too much", (ledger, claim) -> refuse(ledger, Handling.PAUSE_PAIR, "B-1"));

  /** Of another borrower, at the number of the one named. */
  private static void refuse(DeliveryLedger ledger, Handling handling, String owner) {
    Dispatch other = built(aDispatch(CAMPAIGN, "B-8", "1"), owner);
    Claim claim = submitted(ledger, other, START);
    ledger.outcome(claim, new SendResult.Refused("code", "because", handling));
  }

  @ParameterizedTest(name = "{0}: {1} {2} for {3} s")
  @CsvSource({
    "nothing,                 SUBMITTING, '',               0",
    "all stopped,             PLANNED,    all-stopped,      0",
    "sender stopped,          PLANNED,    sender-stopped,   0",
    "both stopped,            PLANNED,    all-stopped,      0",
    "campaign paused,         PLANNED,    campaign-paused,  0",
    "template stopped,        PARKED,     template-stopped, 0",
    "sender too fast,         PLANNED,    pace,             1",
    "recipient gets too much, PLANNED,    pace,             1"
  })
  void what_happens_between_claim_and_gate(
      String what, State state, String reason, long waitSeconds) {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = claimOne(ledger);
    HAPPENINGS.getOrDefault(what, (l, c) -> {}).accept(ledger, claim);

    GateResult result = pass(ledger, claim, START);

    assertThat(result.isOpen()).isEqualTo(state == State.SUBMITTING);
    assertThat(result.entry().state()).isEqualTo(state);
    assertThat(result.entry().reason()).isEqualTo(reason);
    assertThat(result.entry().notBefore()).isEqualTo(START.plusSeconds(waitSeconds));
    assertThat(result.entry().submits()).isEqualTo(state == State.SUBMITTING ? 1 : 0);
  }

  /** The pause lasts a second from its refusal on. */
  @ParameterizedTest(name = "{0} ms after a refusal: {1}")
  @CsvSource({"999, false", "1000, true"})
  void a_pause_holds_until_it_is_over(long millis, boolean open) {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = claimOne(ledger);
    refuse(ledger, Handling.SLOW_SENDER, "B-9");

    clock.advance(Duration.ofMillis(millis));

    assertThat(pass(ledger, claim, clock.instant()).isOpen()).isEqualTo(open);
  }

  @ParameterizedTest(name = "{0} ns from its expiry: {1} {2}")
  @CsvSource({"-1, SUBMITTING, ''", "0, EXPIRED, expired", "1, EXPIRED, expired"})
  void it_expires_by_the_moment_that_the_caller_judges_by(long nanos, State state, String reason) {
    Instant expiresAt = START.plusSeconds(30);
    ledger.plan(List.of(built(aDispatch(CAMPAIGN, "B-1", "1").expiresAt(expiresAt), "B-1")));

    GateResult result = pass(ledger, claimOne(ledger), expiresAt.plusNanos(nanos));

    assertThat(result.entry().state()).isEqualTo(state);
    assertThat(result.entry().reason()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "a pause of 1 s with {0} ms to go: {1}")
  @CsvSource({"1001, PLANNED, ''", "1000, EXPIRED, not before it expires"})
  void what_may_not_go_before_it_expires_expires_and_says_what_it_waited_for(
      long millisLeft, State state, String detail) {
    Instant expiresAt = START.plusMillis(millisLeft);
    ledger.plan(List.of(built(aDispatch(CAMPAIGN, "B-1", "1").expiresAt(expiresAt), "B-1")));
    Claim claim = claimOne(ledger);
    refuse(ledger, Handling.SLOW_SENDER, "B-9");

    DispatchEntry entry = pass(ledger, claim, START).entry();

    assertThat(entry.state()).isEqualTo(state);
    assertThat(entry.reason()).isEqualTo("pace");
    assertThat(entry.detail()).isEqualTo(detail);
  }

  @ParameterizedTest(name = "{0} ns from the end of its lease: {1}")
  @CsvSource({"-1, OPEN", "0, LOST", "1, LOST"})
  void a_lease_holds_until_its_last_nanosecond(long nanos, GateResult.Kind kind) {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = claimOne(ledger);

    clock.advance(LEASE.plusNanos(nanos));

    assertThat(pass(ledger, claim, START).kind()).isEqualTo(kind);
  }

  @ParameterizedTest(name = "after {0} before: {1} s")
  @CsvSource({"0, 1", "1, 2"})
  void a_gate_that_fails_is_tried_again_a_little_later_each_time(int before, long seconds) {
    ledger.plan(List.of(dispatchTo("B-1")));
    for (int i = 0; i < before; i++) {
      fail(claimOne(ledger));
      clock.advance(HOUR);
    }

    DispatchEntry entry = fail(claimOne(ledger));

    assertThat(entry.state()).isEqualTo(State.PLANNED);
    assertThat(entry.notBefore()).isEqualTo(clock.instant().plusSeconds(seconds));
    assertThat(entry.reason()).isEqualTo("gate-failed");
    assertThat(entry.detail()).isEqualTo("java.lang.IllegalStateException");
    assertThat(entry.attempt()).isEqualTo(before + 1);
  }

  private DispatchEntry fail(Claim claim) {
    return ledger
        .gate(
            claim,
            clock.instant(),
            view -> {
              throw new IllegalStateException("cannot render 5255123456");
            })
        .entry();
  }

  @Test
  void a_check_may_say_that_its_time_is_over() {
    ledger.plan(List.of(dispatchTo("B-1")));

    DispatchEntry entry =
        ledger.gate(claimOne(ledger), START, view -> GateDecision.expire("MX.window")).entry();

    assertThat(entry.state()).isEqualTo(State.EXPIRED);
    assertThat(entry.reason()).isEqualTo("expired");
    assertThat(entry.detail()).isEqualTo("MX.window");
  }

  @Test
  void a_submission_says_when_it_was_judged_by_which_rules_and_what_was_handed_over() {
    Instant judged = START.minusMillis(250);
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = claimOne(ledger);

    ledger.gate(claim, judged, view -> GateDecision.pass(template("fresh"), "MX@1: cap window"));

    LedgerEvent event = last(claim);
    assertThat(event.transition()).isEqualTo(Transition.SUBMITTED);
    assertThat(event.when()).contains(judged);
    assertThat(event.at()).isEqualTo(START);
    assertThat(event.actor()).isEqualTo("worker-1");
    assertThat(event.reason()).isEqualTo("MX@1: cap window");
    assertThat(event.evidence()).isEqualTo("hash-of-fresh");
  }

  @Test
  void a_plain_pass_names_no_rule_and_hands_over_what_was_planned() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);

    assertThat(last(claim).reason()).isEmpty();
    assertThat(last(claim).evidence()).isEqualTo("hash-of-cuota_vencida");
  }

  private LedgerEvent last(Claim claim) {
    List<LedgerEvent> events = ledger.events(claim.id());
    return events.get(events.size() - 1);
  }

  /** Planned again by its policy, and called back while another one of the person is claimed. */
  @Test
  void an_unknown_that_came_to_be_behind_a_claim_holds_it_back() {
    DeliveryLedger resending =
        InMemoryLedger.of(LedgerSettings.of("test").with(UnknownPolicy.RESEND, HOUR), clock);
    Claim lost = submitted(resending, dispatchTo("B-1", "1"), START);
    resending.outcome(lost, new SendResult.Unknown("no answer"));
    provenAlive(resending);
    clock.advance(HOUR);
    resending.reap();
    assertThat(row(resending, lost.id()).awaitsResend()).isTrue();
    resending.plan(List.of(dispatchTo("B-1", "2")));
    Claim second = claimSlot(resending, "2");

    GateResult behind = pass(resending, second, clock.instant());
    assertThat(behind.entry().reason()).isEqualTo("unknown-pending");
    assertThat(behind.entry().notBefore()).isEqualTo(clock.instant().plusSeconds(60));

    clock.advance(Duration.ofMinutes(1));
    second = claimSlot(resending, "2");
    resending.cancel(EntryFilter.of(lost.id()), "PAID", "host");
    assertThat(row(resending, lost.id()).state()).isEqualTo(State.UNKNOWN_HELD);
    GateResult held = pass(resending, second, clock.instant());
    assertThat(held.entry().state()).isEqualTo(State.PLANNED);
    assertThat(held.entry().reason()).isEqualTo("unknown-pending");
    assertThat(held.entry().notBefore()).isEqualTo(clock.instant());
  }

  private static Claim claimSlot(DeliveryLedger ledger, String slot) {
    Dispatch wanted = dispatchTo("B-1", slot);
    return ledger.claim(LedgerFixture.request().only(wanted.id())).get(0);
  }

  private void provenAlive(DeliveryLedger of) {
    clock.advance(Duration.ofSeconds(1));
    Claim other = submitted(of, dispatchTo("B-7"), clock.instant());
    of.outcome(other, new SendResult.Accepted("wamid.7"));
    of.merge(
        LedgerFixture.status(of, other.id(), "wamid.7", Status.State.DELIVERED, clock.instant()));
  }

  /** Two a second: the one in the batch that finds no room is told when there is some. */
  @Test
  void what_finds_no_room_in_the_pace_is_told_when_there_is_some() {
    var slow = new SendLimits(2, Duration.ZERO, 64);
    ledger.plan(List.of(dispatchTo("B-1"), dispatchTo("B-2")));
    Claim first = ledger.claim(ClaimRequest.of("one", SENDER, slow, LEASE)).get(0);
    Claim second = ledger.claim(ClaimRequest.of("two", SENDER, slow, LEASE)).get(0);
    pass(ledger, first, START);

    DispatchEntry entry = pass(ledger, second, START).entry();

    assertThat(entry.reason()).isEqualTo("pace");
    assertThat(entry.notBefore()).isEqualTo(START.plusMillis(500));
  }

  /** The longer of the two waits counts. */
  @ParameterizedTest(name = "{0} a second, {1} s for a number: {2} ms")
  @CsvSource({"2, 6, 6000", "2, 0, 500"})
  void pace_and_gap_are_both_kept(int perSecond, long gap, long waitMillis) {
    var limits = new SendLimits(perSecond, Duration.ofSeconds(gap), 64);
    ledger.plan(List.of(dispatchTo("B-1"), built(aDispatch(CAMPAIGN, "B-2", "1"), "B-1")));
    Claim first = ledger.claim(ClaimRequest.of("one", SENDER, limits, LEASE)).get(0);
    Claim second = ledger.claim(ClaimRequest.of("two", SENDER, limits, LEASE)).get(0);
    pass(ledger, first, START);

    assertThat(pass(ledger, second, START).entry().notBefore())
        .isEqualTo(START.plusMillis(waitMillis));
  }

  /** Another worker may send by other limits: each gate goes by those of its own claim. */
  @Test
  void a_gate_keeps_the_pace_of_its_own_claim() {
    var slow = new SendLimits(2, Duration.ZERO, 64);
    ledger.plan(List.of(dispatchTo("B-1"), dispatchTo("B-2"), dispatchTo("B-3")));
    Claim first = ledger.claim(ClaimRequest.of("one", SENDER, slow, LEASE)).get(0);
    Claim second = ledger.claim(ClaimRequest.of("two", SENDER, slow, LEASE)).get(0);
    pass(ledger, first, START);
    clock.advance(Duration.ofMillis(300));
    claimOne(ledger);

    DispatchEntry entry = pass(ledger, second, clock.instant()).entry();

    assertThat(entry.reason()).isEqualTo("pace");
    assertThat(entry.notBefore()).isEqualTo(START.plusMillis(500));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"same, false", "other, true"})
  void an_unknown_shuts_the_gates_of_its_own_channel_only(String channel, boolean open) {
    Claim lost = submitted(ledger, dispatchTo("B-1", "1"), START);
    ledger.outcome(lost, new SendResult.Unknown("no answer"));
    Dispatch next = channel.equals("same") ? dispatchTo("B-1", "2") : smsTo("B-1", "2");
    ledger.plan(List.of(next));

    List<Claim> claims =
        ledger.claim(LedgerFixture.request(next.header().sender()).only(next.id()));

    assertThat(claims.stream().filter(claim -> pass(ledger, claim, START).isOpen()).findAny())
        .matches(gone -> gone.isPresent() == open);
  }

  @Test
  void what_the_borrower_got_at_the_address_is_the_borrowers_own_and_nobody_elses() {
    ledger.outcome(
        submitted(ledger, dispatchTo("B-1", "1"), START), new SendResult.Accepted("wamid.1"));
    ledger.plan(List.of(dispatchTo("B-1", "2")));

    GateResult result =
        ledger.gate(
            claimOne(ledger),
            START,
            view ->
                view.sameAddress().isEmpty() && view.history().of(BorrowerId.of("B-1")).size() == 1
                    ? GateDecision.pass()
                    : GateDecision.suppress("COUNTED_TWICE", "test"));

    assertThat(result.isOpen()).isTrue();
  }

  @Test
  void a_template_that_goes_on_releases_what_it_had_parked_and_nothing_else() {
    ledger.plan(List.of(dispatchTo("B-1")));
    TemplateKey template = ledger.claim(LedgerFixture.request()).get(0).dispatch().template().get();
    for (int i = 0; i < 3; i++) {
      clock.advance(HOUR);
      ledger.reap();
      fail(claimOne(ledger));
    }
    ledger.plan(List.of(dispatchTo("B-2")));
    assertThat(ledger.stopTemplate(template, "rejected", "ops")).isEqualTo(1);

    assertThat(ledger.resumeTemplate(template, "ops")).isEqualTo(1);

    assertThat(ledger.counts().get(State.PARKED)).isEqualTo(1);
    assertThat(ledger.claim(LedgerFixture.request()))
        .extracting(claim -> claim.dispatch().borrower().value())
        .containsExactly("B-2");
  }

  @Test
  void the_file_of_a_borrower_holds_every_event_and_every_contact_oldest_first() {
    Instant before = START.minusSeconds(60);
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Accepted("wamid.1"));
    for (Instant at : List.of(START.plusSeconds(60), before)) {
      ledger.record(
          new ContactRecord(
              BorrowerId.of("B-1"),
              Optional.empty(),
              at,
              Channel.CALL,
              ContactRecord.Direction.OUT,
              ContactRecord.Outcome.RIGHT_PARTY,
              ""));
    }

    BorrowerFile file = ledger.export(BorrowerId.of("B-1"));

    assertThat(file.events()).isEqualTo(ledger.events(claim.id())).hasSize(5);
    assertThat(file.contacts())
        .extracting(ContactRecord::at)
        .containsExactly(before, START, START.plusSeconds(60));
  }
}
