package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.ONE_FOR_A_NUMBER;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.template;
import static dev.mora.ledger.contract.LedgerFixture.toPhoneOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.Answer;
import dev.mora.ledger.Applied;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.ContactFile;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateRequest;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.GateView;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.Note;
import dev.mora.ledger.NotesWanted;
import dev.mora.ledger.State;
import dev.mora.ledger.UnknownPolicy;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.PhoneNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch keeps every promise that its members would keep one by one. */
public abstract class BatchContract extends LedgerContract {

  private static final GateCheck PASS = view -> GateDecision.pass();

  // --- the gate

  @Test
  void a_batch_of_nothing_does_nothing() {
    assertThat(ledger.gate(List.of(), START)).isEmpty();
    assertThat(ledger.outcomes(List.of())).isEmpty();
  }

  @Test
  void results_come_in_the_order_of_the_claims_whatever_became_of_each() {
    List<Claim> claims = claims(4);
    ledger.cancel(EntryFilter.of(claims.get(1).id()), "test", "test");

    List<GateResult> results =
        ledger.gate(
            List.of(
                new GateRequest(claims.get(0), PASS),
                new GateRequest(claims.get(1), PASS),
                new GateRequest(claims.get(2), view -> GateDecision.suppress("TEST", "rule")),
                new GateRequest(claims.get(3), PASS)),
            START);

    assertThat(results)
        .extracting(GateResult::kind)
        .containsExactly(
            GateResult.Kind.OPEN,
            GateResult.Kind.LOST,
            GateResult.Kind.CLOSED,
            GateResult.Kind.OPEN);
    assertThat(results)
        .extracting(result -> result.dispatch().id())
        .containsExactlyElementsOf(claims.stream().map(Claim::id).toList());
    assertThat(results)
        .extracting(GateResult::entry)
        .containsExactlyElementsOf(claims.stream().map(claim -> row(ledger, claim.id())).toList());
  }

  @Test
  void a_check_that_throws_stumbles_alone() {
    List<Claim> claims = claims(3);
    GateCheck poison =
        view -> {
          throw new IllegalStateException("poison");
        };

    List<GateResult> results =
        ledger.gate(
            List.of(
                new GateRequest(claims.get(0), PASS),
                new GateRequest(claims.get(1), poison),
                new GateRequest(claims.get(2), PASS)),
            START);

    assertThat(results).extracting(GateResult::isOpen).containsExactly(true, false, true);
    DispatchEntry stumbled = row(ledger, claims.get(1).id());
    assertThat(stumbled.state()).isEqualTo(State.PLANNED);
    assertThat(stumbled.attempt()).isEqualTo(1);
    assertThat(stumbled.reason()).isEqualTo("gate-failed");
  }

  /** The notes that the other half of it decides by were not read. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_check_that_cannot_say_what_it_wants_stumbles_alone_unasked(boolean throwing) {
    List<Claim> claims = claims(3);
    ledger.notes().put(note("stops", "all"));
    GateCheck broken =
        wanting(
            dispatch -> {
              if (throwing) {
                throw new IllegalStateException("the host's rules are gone");
              }
              return null;
            },
            view -> GateDecision.pass());
    GateCheck stopping =
        wanting(
            dispatch -> new NotesWanted(Set.of("stops"), Map.of()),
            view ->
                view.notes().isEmpty()
                    ? GateDecision.pass()
                    : GateDecision.suppress("STOPPED", "rule"));

    List<GateResult> results =
        ledger.gate(
            List.of(
                new GateRequest(claims.get(0), PASS),
                new GateRequest(claims.get(1), stopping.and(broken)),
                new GateRequest(claims.get(2), stopping)),
            START);

    assertThat(results).extracting(GateResult::isOpen).containsExactly(true, false, false);
    assertThat(row(ledger, claims.get(1).id()).reason()).isEqualTo("gate-failed");
    assertThat(row(ledger, claims.get(1).id()).attempt()).isEqualTo(1);
    assertThat(row(ledger, claims.get(2).id()).reason()).isEqualTo("STOPPED");
  }

  @Test
  void a_check_that_answers_nothing_lets_nothing_through() {
    Claim claim = claims(1).get(0);

    List<GateResult> results = ledger.gate(List.of(new GateRequest(claim, view -> null)), START);

    assertThat(results).extracting(GateResult::isOpen).containsExactly(false);
    assertThat(row(ledger, claim.id()).reason()).isEqualTo("gate-failed");
  }

  @Test
  void a_process_that_dies_in_a_check_has_counted_every_attempt_and_opened_nothing() {
    List<Claim> claims = claims(3);
    GateCheck deadly =
        view -> {
          throw new AssertionError("killed");
        };

    assertThatThrownBy(
            () ->
                ledger.gate(
                    List.of(
                        new GateRequest(claims.get(0), PASS),
                        new GateRequest(claims.get(1), deadly),
                        new GateRequest(claims.get(2), PASS)),
                    START))
        .isInstanceOf(AssertionError.class);

    assertThat(ledger.entries(EntryFilter.all()))
        .allSatisfy(
            row -> {
              assertThat(row.state()).isEqualTo(State.CLAIMED);
              assertThat(row.attempt()).isEqualTo(1);
              assertThat(row.submits()).isZero();
            });
    BorrowerId first = claims.get(0).dispatch().borrower();
    assertThat(ledger.history(first).of(first)).isEmpty();
  }

  @Test
  void the_same_claim_twice_opens_once() {
    Claim claim = claims(1).get(0);

    List<GateResult> results =
        ledger.gate(List.of(new GateRequest(claim, PASS), new GateRequest(claim, PASS)), START);

    assertThat(results)
        .extracting(GateResult::kind)
        .containsExactly(GateResult.Kind.OPEN, GateResult.Kind.LOST);
    assertThat(row(ledger, claim.id()).submits()).isEqualTo(1);
  }

  /** Four a second with a burst of one; two workers claim while one may go. */
  @Test
  void a_later_claim_sees_what_an_earlier_one_took_of_the_pace() {
    ledger.plan(dispatchesTo(2));
    var limits = new SendLimits(4, Duration.ZERO, 64);
    List<GateRequest> batch = new ArrayList<>();
    for (String worker : List.of("worker-1", "worker-2")) {
      ledger
          .claim(ClaimRequest.of(worker, SENDER, limits, LEASE))
          .forEach(claim -> batch.add(new GateRequest(claim, PASS)));
    }

    List<GateResult> results = ledger.gate(batch, START);

    assertThat(results).extracting(GateResult::isOpen).containsExactly(true, false);
    assertThat(results.get(1).entry().reason()).isEqualTo("pace");
  }

  /** Two borrowers share a number, which may get one message in six seconds. */
  @ParameterizedTest
  @CsvSource({"0, true", "6, false"})
  void a_later_claim_sees_what_an_earlier_one_took_of_the_recipient(int gap, boolean both) {
    var limits = new SendLimits(1_000_000, Duration.ofSeconds(gap), 64);
    ledger.plan(List.of(toPhoneOf("B-1", "B-1"), toPhoneOf("B-1", "B-2")));
    List<GateRequest> batch =
        ledger.claim(ClaimRequest.of("worker-1", SENDER, limits, LEASE)).stream()
            .map(claim -> new GateRequest(claim, PASS))
            .toList();

    List<GateResult> results = ledger.gate(batch, START);

    assertThat(results).extracting(GateResult::isOpen).containsExactly(true, both);
  }

  @Test
  void two_borrowers_with_one_number_get_one_message_of_a_batch_if_one_is_allowed() {
    ledger.plan(List.of(toPhoneOf("B-1", "B-1"), toPhoneOf("B-1", "B-2"), dispatchTo("B-3")));

    List<GateResult> results =
        ledger.gate(
            ledger.claim(request()).stream()
                .map(claim -> new GateRequest(claim, ONE_FOR_A_NUMBER))
                .toList(),
            START);

    assertThat(results).extracting(GateResult::isOpen).containsOnly(true, false);
    assertThat(results.stream().filter(result -> !result.isOpen()))
        .singleElement()
        .satisfies(closed -> assertThat(closed.dispatch().to()).isEqualTo(phoneOf("B-1")));
  }

  @ParameterizedTest
  @CsvSource({
    "+525512345678, +5215512345678",
    "+5215512345678, +525512345678",
    "+541112345678, +5491112345678",
    "+5511987654321, +551187654321",
    "+573001234567, +573001234567"
  })
  void one_number_is_one_however_it_is_written(String one, String other) {
    ledger.plan(
        List.of(
            aDispatch(CAMPAIGN, "B-1", "1").build(PhoneNumber.of(one), template("cuota_vencida")),
            aDispatch(CAMPAIGN, "B-2", "1")
                .build(PhoneNumber.of(other), template("cuota_vencida"))));
    List<Claim> claims = ledger.claim(request());

    GateResult first = ledger.gate(claims.get(0), START, ONE_FOR_A_NUMBER);
    GateResult second = ledger.gate(claims.get(1), START, ONE_FOR_A_NUMBER);

    assertThat(first.isOpen()).isTrue();
    assertThat(second.entry().state()).isEqualTo(State.SUPPRESSED);
  }

  @Test
  void a_later_batch_counts_what_an_earlier_one_sent() {
    GateCheck capOfOne =
        view ->
            view.history().of(view.dispatch().borrower()).isEmpty()
                ? GateDecision.pass()
                : GateDecision.suppress("CAP", "test.cap");
    ledger.plan(List.of(dispatchTo("B-1", "1"), dispatchTo("B-1", "2")));
    List<Integer> opened = new ArrayList<>();

    for (int batch = 0; batch < 2; batch++) {
      List<Claim> claims = ledger.claim(request());
      List<GateResult> results =
          ledger.gate(
              claims.stream().map(claim -> new GateRequest(claim, capOfOne)).toList(), START);
      opened.add((int) results.stream().filter(GateResult::isOpen).count());
      ledger.outcomes(
          claims.stream().map(claim -> new Answer(claim, accepted(claim.id()))).toList());
    }

    assertThat(opened).containsExactly(1, 0);
    assertThat(ledger.counts().get(State.SUPPRESSED)).isEqualTo(1);
  }

  // --- gates that begin with their claims

  @Test
  void a_gate_that_began_with_its_claim_is_one_attempt() {
    ledger.plan(dispatchesTo(1));
    Claim claim = ledger.claim(request().begin()).get(0);
    assertThat(row(ledger, claim.id()).attempt()).isEqualTo(1);

    GateResult result =
        ledger
            .gate(
                List.of(
                    new GateRequest(
                        claim,
                        view -> {
                          throw new IllegalStateException("the check fails");
                        })),
                START)
            .get(0);

    assertThat(result.entry().state()).isEqualTo(State.PLANNED);
    assertThat(result.entry().attempt()).isEqualTo(1);
  }

  @Test
  void given_back_before_its_gate_it_has_had_no_attempt() {
    ledger.plan(dispatchesTo(1));
    Claim claim = ledger.claim(request().begin()).get(0);

    ledger.giveBack(claim);

    assertThat(row(ledger, claim.id()).state()).isEqualTo(State.PLANNED);
    assertThat(row(ledger, claim.id()).attempt()).isZero();
  }

  @Test
  void a_worker_that_dies_at_the_gate_of_one_parks_that_one_at_the_third_time() {
    ledger.plan(dispatchesTo(64));
    for (int death = 0; death < 3; death++) {
      List<Claim> claims = ledger.claim(request().begin());
      assertThat(claims).as("death %d", death).hasSize(64);
      assertThat(claims).allMatch(claim -> claim.begun() == (claim.fence() == 1));
      ledger.begin(claims.get(0));
      clock.advance(LEASE);
      ledger.reap();
    }

    assertThat(ledger.counts().get(State.PARKED)).isEqualTo(1);
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(63);
  }

  @Test
  void however_often_a_worker_dies_before_a_gate_what_it_held_is_not_parked() {
    ledger.plan(dispatchesTo(64));

    for (int death = 0; death < 10; death++) {
      assertThat(ledger.claim(request().begin())).hasSize(64);
      clock.advance(LEASE);
      ledger.reap();
    }

    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(64);
  }

  @Test
  void where_one_attempt_is_all_none_begins_with_its_claim() {
    LedgerSettings one = new LedgerSettings("test", UnknownPolicy.HOLD, Duration.ofHours(24), 1, 0);
    ledger.close();
    ledger = create(one, clock);
    ledger.plan(dispatchesTo(2));
    List<Claim> claims = ledger.claim(request().begin());
    assertThat(claims).noneMatch(Claim::begun);

    Claim begun = ledger.begin(claims.get(0));
    clock.advance(LEASE);
    ledger.reap();

    assertThat(begun.begun()).isTrue();
    assertThat(row(ledger, begun.id()).state()).isEqualTo(State.PARKED);
    assertThat(row(ledger, claims.get(1).id()).state()).isEqualTo(State.PLANNED);
  }

  @Test
  void a_claim_begins_once_and_only_while_it_is_held() {
    ledger.plan(dispatchesTo(1));
    Claim claim = ledger.claim(request()).get(0);

    Claim begun = ledger.begin(claim);
    Claim twice = ledger.begin(begun);

    assertThat(twice).isEqualTo(begun);
    assertThat(row(ledger, claim.id()).attempt()).isEqualTo(1);
    clock.advance(LEASE);
    assertThat(ledger.begin(claim).begun()).isFalse();
    ledger.giveBack(begun);
    assertThat(row(ledger, claim.id()).attempt()).isZero();
  }

  @Test
  void a_check_sees_the_notes_it_wants_as_they_stand_at_the_gate() {
    ledger.plan(dispatchesTo(2));
    List<Claim> claims = ledger.claim(request());
    var seen = new ArrayList<List<String>>();
    GateCheck check = new NoteReader("loan/a", "numbers", "7", seen);
    List<GateRequest> requests =
        List.of(
            new GateRequest(claims.get(0), check),
            new GateRequest(claims.get(1), new NoteReader("loan/b", "numbers", "8", seen)));
    ledger.notes().put(note("loan/a", "paid"));
    ledger.notes().put(note("loan/a", "disputed"));
    ledger.notes().put(note("loan/c", "paid"));
    ledger.notes().put(note("numbers", "7"));
    ledger.notes().put(note("numbers", "9"));

    ledger.gate(requests, START);

    assertThat(seen.get(0))
        .containsExactlyInAnyOrder("loan/a paid", "loan/a disputed", "numbers 7");
    assertThat(seen.get(1)).isEmpty();
  }

  private static Note note(String shelf, String key) {
    return new Note(shelf, key, Optional.empty(), "text", START);
  }

  private static GateCheck wanting(Function<Dispatch, NotesWanted> notes, GateCheck check) {
    return new GateCheck() {
      @Override
      public NotesWanted notes(Dispatch dispatch) {
        return notes.apply(dispatch);
      }

      @Override
      public GateDecision decide(GateView view) {
        return check.decide(view);
      }
    };
  }

  private record NoteReader(String shelf, String other, String key, List<List<String>> seen)
      implements GateCheck {

    @Override
    public NotesWanted notes(Dispatch dispatch) {
      return new NotesWanted(Set.of(shelf), Map.of(other, Set.of(key)));
    }

    @Override
    public GateDecision decide(GateView view) {
      seen.add(view.notes().stream().map(note -> note.shelf() + " " + note.key()).toList());
      return GateDecision.pass();
    }
  }

  // --- outcomes

  @Test
  void each_answer_of_a_batch_does_what_it_would_do_alone() {
    List<Claim> claims = opened(4);

    List<Applied> applied =
        ledger.outcomes(
            List.of(
                new Answer(claims.get(0), accepted(claims.get(0).id())),
                new Answer(claims.get(1), new SendResult.Unknown("x")),
                new Answer(
                    claims.get(2), new SendResult.Refused("131026", "x", Handling.FAIL_MESSAGE)),
                new Answer(claims.get(3), new SendResult.NotSent("x", Duration.ZERO))));

    assertThat(applied)
        .extracting(one -> one.entry().state())
        .containsExactly(State.ACCEPTED, State.UNKNOWN, State.FAILED, State.PLANNED);
    assertThat(applied).allMatch(Applied::isChanged);
    assertThat(applied)
        .extracting(Applied::entry)
        .containsExactlyElementsOf(claims.stream().map(claim -> row(ledger, claim.id())).toList());
  }

  @Test
  void an_answer_that_comes_twice_in_a_batch_counts_once() {
    Claim claim = opened(1).get(0);
    var answer = new Answer(claim, accepted(claim.id()));

    List<Applied> applied = ledger.outcomes(List.of(answer, answer));

    assertThat(applied).extracting(Applied::isChanged).containsExactly(true, false);
  }

  @Test
  void statuses_that_came_first_find_the_messages_of_a_batch() {
    List<Claim> claims = opened(2);
    for (Claim claim : claims) {
      ledger.merge(status("", "w-" + claim.id(), Status.State.DELIVERED, START));
    }

    List<Applied> applied =
        ledger.outcomes(
            claims.stream().map(claim -> new Answer(claim, accepted(claim.id()))).toList());

    assertThat(applied).extracting(one -> one.entry().state()).containsOnly(State.DELIVERED);
    assertThat(ledger.unmatched()).isEmpty();
  }

  @Test
  void a_template_stopped_by_one_answer_is_stopped_for_the_next() {
    List<Claim> claims = opened(2);
    ledger.plan(List.of(dispatchTo("B-8"), dispatchTo("B-9")));

    ledger.outcomes(
        List.of(
            new Answer(
                claims.get(0), new SendResult.Refused("132001", "x", Handling.STOP_TEMPLATE)),
            new Answer(claims.get(1), accepted(claims.get(1).id()))));

    assertThat(ledger.stoppedTemplates()).hasSize(1);
    assertThat(ledger.counts().get(State.PARKED)).isEqualTo(2);
    assertThat(row(ledger, claims.get(1).id()).state()).isEqualTo(State.ACCEPTED);
  }

  // --- reading

  @Test
  void the_files_of_many_tell_of_each_what_is_told_of_one() {
    BorrowerId written = opened(1).get(0).dispatch().borrower();
    BorrowerId spoken = BorrowerId.of("spoken to");
    BorrowerId unknown = BorrowerId.of("never heard of");
    ledger.consent(new Consent(written, Channel.WHATSAPP, Consent.State.OUT, START, "call"));
    ledger.suppress(spoken, Suppression.of(Suppression.Reason.DISPUTED));
    ledger.record(
        new ContactRecord(
            spoken,
            Optional.empty(),
            START,
            Channel.CALL,
            ContactRecord.Direction.OUT,
            ContactRecord.Outcome.VOICEMAIL,
            ""));

    Map<BorrowerId, ContactFile> files = ledger.files(List.of(unknown, written, spoken));

    assertThat(files.keySet()).containsExactly(unknown, written, spoken);
    files.forEach(
        (borrower, file) -> {
          assertThat(file.history().of(borrower)).isEqualTo(ledger.history(borrower).of(borrower));
          assertThat(file.consents()).isEqualTo(ledger.consents(borrower));
          assertThat(file.suppressions()).isEqualTo(ledger.suppressions(borrower));
        });
    assertThat(file(files, unknown).consents()).isEqualTo(ContactFile.empty().consents());
    assertThat(file(files, written).history().of(written)).hasSize(1);
    assertThat(file(files, written).consents().all()).hasSize(1);
    assertThat(file(files, spoken).history().of(spoken)).hasSize(1);
    assertThat(file(files, spoken).suppressions()).hasSize(1);
    assertThat(ledger.files(List.of())).isEmpty();
  }

  // --- given

  private List<Claim> claims(int most) {
    ledger.plan(dispatchesTo(most));
    return ledger.claim(request());
  }

  private List<Claim> opened(int most) {
    List<Claim> claims = claims(most);
    ledger.gate(claims.stream().map(claim -> new GateRequest(claim, PASS)).toList(), START);
    return claims;
  }

  private static ContactFile file(Map<BorrowerId, ContactFile> files, BorrowerId borrower) {
    return Objects.requireNonNull(files.get(borrower));
  }

  private static SendResult accepted(DispatchId id) {
    return new SendResult.Accepted("w-" + id);
  }
}
