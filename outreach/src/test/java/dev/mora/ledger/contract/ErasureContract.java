package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.claimOne;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.BorrowerFile;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.Merged;
import dev.mora.ledger.Note;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import dev.mora.ledger.TemplateKey;
import dev.mora.ledger.Unmatched;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Category;
import dev.mora.template.Rendering;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is left of a person who was erased, wherever a ledger may have kept it. */
public abstract class ErasureContract extends LedgerContract {

  private static final PhoneNumber PHONE = PhoneNumber.of("+5215598761234");
  private static final String NAME = "Canaria Xochitl";
  private static final EmailAddress MAIL = EmailAddress.of("xochitl@canary.example");
  private static final String WAMID = wamid("A");
  private static final String EARLY_WAMID = wamid("B");
  private static final BorrowerId OTHER = BorrowerId.of("B-2");

  /** A provider's id holds the number it was sent to. */
  private static String wamid(String end) {
    String inner = "\0\1" + PHONE.digits() + "\2" + end;
    return "wamid."
        + Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Everything that the store of this ledger keeps, as text. */
  protected abstract String dump(DeliveryLedger of);

  private static List<String> canaries() {
    return List.of(
        PHONE.digits(), PHONE.line(), NAME, MAIL.value(), WAMID, WAMID.substring(6), EARLY_WAMID);
  }

  private static OutboundMessage.Template letter() {
    return new OutboundMessage.Template(
        new Rendering(
            "cuota_vencida",
            "2026-11-21",
            Category.UTILITY,
            "hash",
            "es_MX",
            Rendering.Variables.NAMED,
            Optional.empty(),
            new Rendering.Part("Hola " + NAME, List.of(new Rendering.Value("nombre", NAME))),
            "",
            List.of()));
  }

  private static Dispatch dispatch(String slot) {
    return aDispatch(CAMPAIGN, "B-1", slot)
        .brief("{\"name\":\"" + NAME + "\",\"phone\":\"" + PHONE.e164() + "\"}")
        .build(PHONE, letter());
  }

  private static Status.Delivery early(String wamid) {
    return new Status.Delivery(
        new ChannelEvent.Header(SENDER.channel(), SENDER.account(), START),
        wamid,
        "",
        Status.State.FAILED,
        Optional.of(new Status.Failure("131026", "to " + PHONE.e164(), Handling.STOP_RECIPIENT)),
        PHONE.digits());
  }

  private InboxItem body(String text) {
    return ledger
        .inbox()
        .store(Channel.WHATSAPP, "55501", text.getBytes(StandardCharsets.UTF_8), START);
  }

  private static String message(String text) {
    return "{\"from\":\""
        + PHONE.digits()
        + "\",\"profile\":\""
        + NAME
        + "\",\"body\":\""
        + text
        + "\"}";
  }

  private void plant() {
    Claim claim = planted();
    ledger.outcome(claim, new SendResult.Accepted(WAMID));
    ledger.merge(status(ledger, claim.id(), WAMID, Status.State.DELIVERED, START));
    ledger.plan(List.of(dispatch("2")));
    ledger.merge(early(EARLY_WAMID));
    ledger.suppress(ROSA, Suppression.of(Suppression.Reason.WRONG_NUMBER, PHONE));
    ledger.suppress(ROSA, Suppression.of(Suppression.Reason.OPT_OUT, MAIL).until(START));
    ledger.notes().put(new Note("tray", "own", Optional.of(ROSA), message("mine"), START));
    ledger
        .notes()
        .put(new Note("tray", "shared", Optional.empty(), message("ours " + PHONE.line()), START));
    ledger.notes().put(new Note("tray", "of " + WAMID, Optional.empty(), "x", START));
    ledger.notes().put(new Note("tray", "stranger", Optional.empty(), "another", START));
    ledger.inbox().take(10, Duration.ofMinutes(1));
    InboxItem done = body(message("done"));
    InboxItem broken = body(message("broken"));
    InboxItem escaped = body("{\"id\":\"" + WAMID.replace("/", "\\/") + "\"}");
    InboxItem others = body("{\"from\":\"5215500000000\"}");
    ledger.inbox().take(10, Duration.ofMinutes(1));
    ledger.inbox().settle(done, List.of(early(wamid("C"))), Set.of(WAMID, EARLY_WAMID + "|SENT|1"));
    ledger.inbox().quarantine(broken, "no event");
    ledger.inbox().quarantine(escaped, "no event of " + PHONE.digits());
    ledger.inbox().settle(others, List.of(), Set.of());
  }

  /** At a gate that paces the recipient, so the number stands there too. */
  private Claim planted() {
    return planted("1");
  }

  private Claim planted(String slot) {
    ledger.plan(List.of(dispatch(slot)));
    var paced = new SendLimits(1_000_000, Duration.ofSeconds(6), 64);
    Claim claim = ledger.claim(ClaimRequest.of("w", SENDER, paced, LedgerFixture.LEASE)).get(0);
    LedgerFixture.pass(ledger, claim, START);
    return claim;
  }

  @Test
  void nothing_that_shows_the_person_is_left_in_any_table() {
    plant();
    String before = dump(ledger);
    assertThat(canaries()).allMatch(before::contains);

    ledger.erase(ROSA);

    String left = dump(ledger);
    assertThat(canaries()).noneMatch(left::contains);
    assertThat(List.of("5215500000000", "another")).as("of others").allMatch(left::contains);
  }

  @Test
  void an_address_that_a_provider_called_unreachable_goes_too() {
    Claim claim = planted();
    ledger.outcome(
        claim, new SendResult.Refused("131026", "to " + PHONE.e164(), Handling.STOP_RECIPIENT));
    assertThat(dump(ledger)).contains(PHONE.digits());

    ledger.erase(ROSA);

    assertThat(dump(ledger)).doesNotContain(PHONE.digits()).doesNotContain(NAME);
  }

  @Test
  void an_answer_that_comes_after_the_erasure_brings_no_address_back() {
    List<SendResult> answers =
        List.of(
            new SendResult.Refused("131056", "too often", Handling.PAUSE_PAIR),
            new SendResult.Refused("131026", "unreachable", Handling.STOP_RECIPIENT),
            new SendResult.NotSent("refused connection", Duration.ZERO),
            new SendResult.Accepted(WAMID));
    for (int i = 0; i < answers.size(); i++) {
      Claim claim = planted("answer-" + i);
      ledger.erase(ROSA);

      ledger.outcome(claim, answers.get(i));

      assertThat(canaries())
          .as("after %s", answers.get(i).kind())
          .noneMatch(dump(ledger)::contains);
    }
  }

  @Test
  void erasing_again_changes_nothing() {
    plant();
    ledger.erase(ROSA);
    BorrowerFile once = ledger.export(ROSA);
    List<Unmatched> waiting = ledger.unmatched();

    ledger.erase(ROSA);

    assertThat(ledger.export(ROSA)).isEqualTo(once);
    assertThat(once.entries()).hasSize(2);
    assertThat(ledger.unmatched()).isEqualTo(waiting);
    assertThat(canaries()).noneMatch(dump(ledger)::contains);
  }

  @Test
  void a_wish_about_a_number_still_holds_for_whoever_has_it() {
    Suppression wish = Suppression.of(Suppression.Reason.WRONG_NUMBER, PHONE);
    ledger.suppress(ROSA, wish);

    ledger.erase(ROSA);

    assertThat(ledger.suppressions(ROSA)).containsExactly(wish.erased());
    assertThat(wish.erased().scope().toString()).doesNotContain(PHONE.digits());
    assertThat(wish.erased()).isEqualTo(wish.erased().erased());
    ledger.lift(ROSA, Suppression.Reason.WRONG_NUMBER);
    assertThat(ledger.suppressions(ROSA)).isEmpty();
  }

  @Test
  void a_status_that_waits_still_finds_its_message() {
    ledger.plan(List.of(dispatch("1")));
    ledger.merge(early(WAMID));

    ledger.erase(ROSA);

    assertThat(ledger.unmatched())
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.status().recipientId()).isEmpty();
              assertThat(waiting.status().providerMessageId()).startsWith("sha256:");
              assertThat(waiting.status().failure()).map(Status.Failure::code).contains("131026");
            });
    Claim other = submitted(ledger, dispatchTo("B-2"), START);
    ledger.outcome(other, new SendResult.Accepted(WAMID));
    assertThat(row(ledger, other.id()).state()).isEqualTo(State.FAILED);
    assertThat(row(ledger, other.id()).evidence().isDoubleAccept()).isFalse();
    assertThat(ledger.unmatched()).isEmpty();
  }

  @Test
  void a_notification_told_again_after_an_erasure_has_no_second_effect() {
    plant();
    ledger.erase(ROSA);

    assertThat(ledger.inbox().isDone(WAMID)).isTrue();
    assertThat(ledger.inbox().isDone(EARLY_WAMID + "|SENT|1")).isTrue();
    assertThat(ledger.inbox().isDone("never")).isFalse();
  }

  @Test
  void others_keep_what_is_theirs() {
    submitted(ledger, dispatchTo("B-2"), START);
    ledger.notes().put(new Note("tray", "theirs", Optional.of(OTHER), "text", START));
    ledger.merge(status("", "wamid.theirs", Status.State.SENT, START));
    plant();

    ledger.erase(ROSA);

    assertThat(ledger.export(OTHER).dispatches()).hasSize(1);
    assertThat(ledger.notes().find("tray", "theirs")).isPresent();
    assertThat(ledger.unmatched())
        .extracting(waiting -> waiting.status().providerMessageId())
        .contains("wamid.theirs");
  }

  @Test
  void a_status_without_a_message_is_forgotten_after_its_seven_days_and_not_before() {
    ledger.merge(early(WAMID));
    clock.advance(Duration.ofDays(7));
    ledger.forgetBefore(clock.instant());
    assertThat(ledger.unmatched()).extracting(Unmatched::since).containsExactly(START);

    clock.advance(Duration.ofMillis(1));
    ledger.forgetBefore(START);
    assertThat(ledger.unmatched()).hasSize(1);
    ledger.forgetBefore(clock.instant());

    assertThat(ledger.unmatched()).isEmpty();
  }

  // --- set aside, and in again

  @Test
  void a_notification_that_was_set_aside_is_taken_in_again_from_the_start() {
    InboxItem item = body("{}");
    ledger.inbox().take(1, Duration.ofMinutes(1));
    ledger.inbox().quarantine(item, "no event");
    assertThat(ledger.inbox().take(1, Duration.ofMinutes(1))).isEmpty();

    InboxItem again = ledger.inbox().again(item.id(), "ana");

    assertThat(again.status()).isEqualTo(InboxItem.Status.PENDING);
    assertThat(ledger.inbox().quarantined()).isEmpty();
    assertThat(ledger.inbox().take(1, Duration.ofMinutes(1)))
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.id()).isEqualTo(item.id());
              assertThat(taken.tries()).isEqualTo(1);
              assertThat(taken.body()).isEqualTo(item.body());
            });
  }

  @Test
  void only_what_is_set_aside_and_has_a_body_is_taken_in_again() {
    planted();
    InboxItem pending = body("{}");
    InboxItem erased = body(message("broken"));
    ledger.inbox().take(5, Duration.ofMinutes(1));
    ledger.inbox().quarantine(erased, "no event");
    ledger.erase(ROSA);

    assertThatThrownBy(() -> ledger.inbox().again(pending.id(), "ana"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not set aside");
    assertThatThrownBy(() -> ledger.inbox().again(erased.id(), "ana"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was erased");
    assertThatThrownBy(() -> ledger.inbox().again(99, "ana"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // --- text that no database keeps

  private static final String NUL = "x\0y";
  private static final String HALF = "x\uD83D";

  /** Every door where a host gives text, with the place that the error names. */
  @TestFactory
  List<DynamicTest> text_that_a_database_cannot_keep_is_refused_at_every_door() {
    Map<String, Consumer<String>> doors = new LinkedHashMap<>();
    BorrowerId rosa = ROSA;
    doors.put("campaign id", bad -> CampaignId.of(bad));
    doors.put("borrower id", bad -> ledger.plan(List.of(LedgerFixture.dispatchTo("B" + bad))));
    doors.put("step", bad -> ledger.plan(List.of(keyed(bad, "1"))));
    doors.put("slot", bad -> ledger.plan(List.of(keyed("soft", bad))));
    doors.put("loan id", bad -> ledger.plan(List.of(built(b -> b.loan(LoanId.of(bad))))));
    doors.put("segment", bad -> ledger.plan(List.of(built(b -> b.segment(bad)))));
    doors.put("policies", bad -> ledger.plan(List.of(built(b -> b.policy("contact", bad)))));
    doors.put("brief", bad -> ledger.plan(List.of(built(b -> b.brief(bad)))));
    doors.put(
        "account",
        bad ->
            ledger.plan(
                List.of(
                    LedgerFixture.built(
                        aDispatch(new SenderId(Channel.WHATSAPP, bad), CAMPAIGN, "B-1", "9"),
                        "B-1"))));
    doors.put(
        "owner of a claim",
        bad -> ClaimRequest.of(bad, SENDER, LedgerFixture.FAST, LedgerFixture.LEASE));
    doors.put("source of a consent", bad -> ledger.consent(consent(bad)));
    doors.put("template of a contact", bad -> ledger.record(contact(bad)));
    doors.put("loan id (contacted)", bad -> ledger.record(contactAbout(LoanId.of(bad))));
    doors.put(
        "loan id (suppressed)",
        bad -> ledger.suppress(rosa, Suppression.of(Suppression.Reason.PAID, LoanId.of(bad))));
    doors.put("borrower id (asked)", bad -> ledger.export(BorrowerId.of(bad)));
    doors.put("shelf", bad -> ledger.notes().put(note(bad, "k", "t")));
    doors.put("key of a note", bad -> ledger.notes().add(note("s", bad, "t")));
    doors.put("text of a note", bad -> ledger.notes().put(note("s", "k", bad)));
    doors.put("reason of a stop", bad -> ledger.stopAll(bad, "ana"));
    doors.put("actor of a stop", bad -> ledger.stopSender(SENDER, "why", bad));
    doors.put("actor", bad -> ledger.cancel(EntryFilter.of(CAMPAIGN), "why", bad));
    doors.put("approved by", bad -> ledger.approve(CAMPAIGN, "digest", bad));
    doors.put("digest", bad -> ledger.propose(CAMPAIGN, bad));
    doors.put(
        "account (inbox)",
        bad -> ledger.inbox().store(Channel.WHATSAPP, bad, new byte[] {1}, START));
    var tests = new ArrayList<DynamicTest>();
    doors.forEach(
        (where, door) ->
            tests.add(DynamicTest.dynamicTest(where, () -> assertRefused(where, door))));
    return tests;
  }

  private static void assertRefused(String where, Consumer<String> door) {
    String place = where.replaceFirst(" \\(.*", "");
    assertThatThrownBy(() -> door.accept(NUL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(place)
        .hasMessageContaining("found U+0000 at character")
        .hasMessageNotContaining("\0");
    assertThatThrownBy(() -> door.accept(HALF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(place)
        .hasMessageContaining("found U+D83D at character");
    assertThatCode(() -> door.accept("\uD83D\uDE00 ñ")).doesNotThrowAnyException();
  }

  private static Dispatch built(UnaryOperator<Dispatch.Builder> with) {
    return LedgerFixture.built(with.apply(aDispatch(CAMPAIGN, "B-1", "9")), "B-1");
  }

  private static Dispatch keyed(String step, String slot) {
    return LedgerFixture.built(
        Dispatch.of(new PlanKey(CAMPAIGN, ROSA, step, slot), SENDER)
            .notBefore(START)
            .expiresAt(START.plus(Duration.ofDays(1))),
        "B-1");
  }

  private static Consent consent(String source) {
    return new Consent(ROSA, Channel.WHATSAPP, Consent.State.IN, START, source);
  }

  private static ContactRecord contact(String template) {
    return contact(Optional.empty(), template);
  }

  private static ContactRecord contactAbout(LoanId loan) {
    return contact(Optional.of(loan), "");
  }

  private static ContactRecord contact(Optional<LoanId> loan, String template) {
    return new ContactRecord(
        ROSA,
        loan,
        START,
        Channel.CALL,
        ContactRecord.Direction.OUT,
        ContactRecord.Outcome.SENT,
        template);
  }

  private static Note note(String shelf, String key, String text) {
    return new Note(shelf, key, Optional.empty(), text, START);
  }

  @Test
  void what_a_provider_tells_is_mended_and_kept() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Unknown("no " + NUL + HALF));

    Merged merged =
        ledger.merge(status(ledger, claim.id(), "wamid." + NUL, Status.State.SENT, START));
    ledger.merge(status("", "wamid." + HALF, Status.State.SENT, START));

    assertThat(merged.kind()).isEqualTo(Merged.Kind.CHANGED);
    assertThat(row(ledger, claim.id()).evidence().providerMessageIds())
        .containsExactly("wamid.x\uFFFDy");
    assertThat(ledger.unmatched())
        .extracting(waiting -> waiting.status().providerMessageId())
        .containsExactly("wamid.x\uFFFD");
    Claim other = submitted(ledger, dispatchTo("B-2"), START);
    ledger.outcome(other, new SendResult.Accepted("wamid.z" + HALF));
    assertThat(row(ledger, other.id()).state()).isEqualTo(State.ACCEPTED);
  }

  @Test
  void a_text_that_is_cut_is_not_cut_through_a_character() {
    ledger.plan(List.of(dispatchTo("B-1")));
    Claim claim = claimOne(ledger);
    LedgerFixture.pass(ledger, claim, START);

    ledger.outcome(claim, new SendResult.Unknown("x".repeat(199) + "\uD83D\uDE00"));

    assertThat(row(ledger, claim.id()).detail()).isEqualTo("x".repeat(199));
  }

  @Test
  void a_stop_of_a_template_says_why_in_words_that_can_be_kept() {
    TemplateKey key = new TemplateKey(SENDER, "t", "1", "es");

    assertThatThrownBy(() -> ledger.stopTemplate(key, NUL, "ana"))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(ledger.stoppedTemplates()).isEmpty();
  }
}
