package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.contact.ContactPolicy;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateView;
import dev.mora.ledger.Note;
import dev.mora.ledger.NotesWanted;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consents;
import dev.mora.party.ContactPoint;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Rendering;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last question by itself, without a ledger around it. */
class GatekeeperTest {

  private static final LoanId LOAN = LoanId.of("L-1");

  private final House house = new House();
  private final Plan plan = house.plan(house.outreach(), House.late());
  private final Dispatch planned = plan.dispatches().get(0);
  private final Errand errand = Objects.requireNonNull(plan.errands().get(planned.id()));
  private final Instant now = house.clock.instant();
  private final Errands errands = new Errands();
  private final List<Integer> met = new ArrayList<>();
  private final List<ContactRecord> sameNumber = new ArrayList<>();

  private final Housemates housemates =
      new Housemates() {
        @Override
        public void meet(Map<Dispatch, Errand> together) {
          met.add(together.size());
        }

        @Override
        public List<ContactRecord> of(Dispatch dispatch, Errand of) {
          return sameNumber;
        }
      };

  private Gatekeeper gatekeeper(ContactPolicy policy, LiveAccounts accounts) {
    return new Gatekeeper(
        policy,
        Optional.ofNullable(accounts),
        errands,
        housemates,
        AmountTolerance.none(),
        Duration.ofSeconds(5));
  }

  private Gatekeeper gatekeeper() {
    return gatekeeper(house.policy, null);
  }

  private GateView view(Dispatch dispatch, Note... notes) {
    return new GateView(
        dispatch,
        ContactHistory.none(),
        List.of(),
        Consents.none(),
        Set.of(),
        true,
        List.of(notes),
        now);
  }

  private static OutboundMessage.Content free(String text) {
    var window =
        new OpenWindow(
            Channel.WHATSAPP,
            PhoneNumber.of("+525512345678"),
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(1));
    return new OutboundMessage.Text(text, window);
  }

  private GateDecision decide(Dispatch dispatch) {
    return gatekeeper().prepared(dispatch).decide(view(dispatch));
  }

  /** Of another process that wrote nothing down. */
  private static Dispatch stranger() {
    var key = new PlanKey(CampaignId.of("elsewhere"), BorrowerId.of("B-1"), "soft", "stranger");
    return Dispatch.of(key, new SenderId(Channel.WHATSAPP, "100"))
        .notBefore(Instant.EPOCH)
        .build(PhoneNumber.of("+525512345678"), free("hola"));
  }

  @Test
  void what_this_process_does_not_know_waits_and_wants_nothing() {
    GateDecision later = GateDecision.later(now.plusSeconds(300), "not-planned-here");
    Dispatch stranger = stranger();

    assertThat(gatekeeper().decide(view(stranger))).isEqualTo(later);
    assertThat(decide(stranger)).isEqualTo(later);
    assertThat(gatekeeper().ahead(List.of(stranger)).decide(view(stranger))).isEqualTo(later);
    assertThat(gatekeeper().notes(stranger)).isEqualTo(NotesWanted.NONE);
    assertThat(met).containsOnly(0);
  }

  @Test
  void unprepared_it_lets_go_what_needs_no_books_and_makes_wait_what_does() {
    errands.renew(planned.id(), errand);

    assertThat(gatekeeper().decide(view(planned))).isInstanceOf(GateDecision.Pass.class);
    assertThat(
            gatekeeper(house.policy, loan -> Optional.of(house.account("750.00", "750.00")))
                .decide(view(planned)))
        .isEqualTo(GateDecision.later(now.plusSeconds(300), "account-unknown"));
  }

  @Test
  void ahead_it_meets_those_that_run_and_prepared_it_wants_the_notes_of_loan_and_template() {
    errands.renew(planned.id(), errand);

    var ahead = gatekeeper().ahead(List.of(planned, stranger()));

    assertThat(met).containsExactly(1);
    assertThat(ahead.notes(planned)).isEqualTo(gatekeeper().notes(planned));
    assertThat(ahead.prepared(planned).notes(planned)).isEqualTo(gatekeeper().notes(planned));
    assertThat(gatekeeper().notes(planned).shelves())
        .contains(Holds.shelf(LOAN), StoppedTemplates.shelf(planned.template().orElseThrow()));
  }

  @Test
  void each_loan_of_a_text_is_looked_up_and_asked_about() {
    var several = with(List.of(new Approach.Share(LoanId.of("L-2"), Optional.empty())));
    errands.renew(planned.id(), several);
    var asked = new ArrayList<LoanId>();

    GateDecision decision =
        gatekeeper(
                house.policy,
                loan -> {
                  asked.add(loan);
                  return Optional.of(house.account("750.00", "750.00"));
                })
            .prepared(planned)
            .decide(view(planned));

    assertThat(decision).isInstanceOf(GateDecision.Pass.class);
    assertThat(asked).containsExactly(LOAN, LoanId.of("L-2"));
    assertThat(gatekeeper().notes(planned).shelves())
        .contains(Holds.shelf(LOAN), Holds.shelf(LoanId.of("L-2")));
  }

  private Errand with(List<Approach.Share> others) {
    Approach a = errand.approach();
    var approach =
        new Approach(
            a.borrower(),
            a.channel(),
            a.creditor(),
            a.purpose(),
            a.initiation(),
            a.loan(),
            a.product(),
            a.daysPastDue(),
            a.overdue(),
            others);
    return new Errand(
        approach,
        errand.content(),
        errand.madeAt(),
        errand.knownUntil(),
        errand.endsAt(),
        false,
        List.of());
  }

  @Test
  void a_pass_brings_the_text_of_its_facts_and_names_the_rules_that_let_it_go() {
    errands.renew(planned.id(), errand);

    GateDecision.Pass pass = (GateDecision.Pass) decide(planned);

    assertThat(pass.fresh()).contains(errand.content());
    assertThat(pass.allowedBy().split("; "))
        .anySatisfy(pack -> assertThat(pack).matches("BASE@[^:]+: BASE-[A-Za-z -]+"))
        .anySatisfy(pack -> assertThat(pack).matches("MX@[^:]+:.* MX-window.*"));
  }

  /** Only rules that looked at it and let it go are among those that did. */
  @Test
  void what_a_rule_holds_back_says_which_and_until_when() {
    house.clock.advance(Duration.ofHours(14));
    errands.renew(planned.id(), errand);
    Instant night = house.clock.instant();
    var view =
        new GateView(
            planned,
            ContactHistory.none(),
            List.of(),
            Consents.none(),
            Set.of(),
            true,
            List.of(),
            night);

    assertThat(gatekeeper().prepared(planned).decide(view))
        .isEqualTo(GateDecision.later(Instant.parse("2026-11-25T13:00:00Z"), "MX-window"));
  }

  @Test
  void an_address_that_cannot_be_used_is_a_no() {
    errands.renew(planned.id(), errand);
    var view =
        new GateView(
            planned,
            ContactHistory.none(),
            List.of(),
            Consents.none(),
            Set.of(),
            false,
            List.of(),
            now);

    assertThat(gatekeeper().prepared(planned).decide(view))
        .isInstanceOfSatisfying(
            GateDecision.Suppress.class, no -> assertThat(no.rule()).isNotBlank());
  }

  /** Nobody knows what hour it is for somebody without zone and country. */
  @Test
  void a_rule_that_lacks_a_fact_is_a_no() {
    Borrower nowhere = Borrower.of("B-1", "Rosa").phone("+525512345678").build();
    Approach a = errand.approach();
    var approach =
        new Approach(
            nowhere,
            a.channel(),
            a.creditor(),
            a.purpose(),
            a.initiation(),
            a.loan(),
            a.product(),
            a.daysPastDue(),
            a.overdue(),
            List.of());
    errands.renew(
        planned.id(),
        new Errand(
            approach,
            errand.content(),
            errand.madeAt(),
            errand.knownUntil(),
            errand.endsAt(),
            false,
            List.of()));
    ContactPolicy anywhere = ContactPolicy.of("GENERIC-STRICT").consentForAll("contract");

    GateDecision decision = gatekeeper(anywhere, null).prepared(planned).decide(view(planned));

    assertThat(decision)
        .isInstanceOfSatisfying(
            GateDecision.Suppress.class, no -> assertThat(no.reason()).isEqualTo("NEEDS_DATA"));
  }

  // --- whether the text still belongs to the facts

  @ParameterizedTest(name = "{0} of another: fits {1}")
  @CsvSource({
    "nothing,  true",
    "borrower, false",
    "channel,  false",
    "number,   false",
    "address,  false",
    "loan,     false",
    "no loan,  false",
    "text,     false"
  })
  void an_errand_speaks_of_its_own_dispatch_alone(String what, boolean fits) {
    boolean is = errand.fits(other(what));

    assertThat(is).isEqualTo(fits);
    errands.renew(planned.id(), errand);
    assertThat(decide(other(what)))
        .isInstanceOf(fits ? GateDecision.Pass.class : GateDecision.Suppress.class);
  }

  private Dispatch other(String what) {
    var key =
        new PlanKey(
            planned.campaign(),
            BorrowerId.of(what.equals("borrower") ? "B-2" : "B-1"),
            planned.step(),
            planned.slot());
    Channel channel = what.equals("channel") ? Channel.SMS : Channel.WHATSAPP;
    var builder =
        Dispatch.of(planned.id(), key, new SenderId(channel, planned.account()))
            .notBefore(planned.notBefore())
            .expiresAt(planned.expiresAt());
    if (!what.equals("no loan")) {
      builder.loan(what.equals("loan") ? LoanId.of("L-2") : LOAN);
    }
    ContactPoint to =
        switch (what) {
          case "number" -> PhoneNumber.of("+525587654321");
          case "address" -> EmailAddress.of("rosa@example.com");
          default -> planned.to();
        };
    return builder.build(to, what.equals("text") ? free("hola") : planned.content());
  }

  @ParameterizedTest(name = "another {0}: {1}")
  @CsvSource({
    "body,     true",
    "template, false",
    "version,  false",
    "hash,     false",
    "language, false"
  })
  void a_newer_text_takes_the_place_of_one_of_the_same_approved_template(
      String what, boolean fits) {
    OutboundMessage.Template fresh = changed(what);
    var refreshing = about(fresh, true);

    assertThat(refreshing.fits(planned)).isEqualTo(fits);
    assertThat(about(fresh, false).fits(planned)).isFalse();
    assertThat(about(free("hola"), true).fits(planned)).isFalse();
    assertThat(refreshing.fits(other("text"))).isFalse();
  }

  private Errand about(OutboundMessage.Content content, boolean refreshes) {
    return new Errand(
        errand.approach(),
        content,
        errand.madeAt(),
        errand.knownUntil(),
        errand.endsAt(),
        refreshes,
        List.of());
  }

  private OutboundMessage.Template changed(String what) {
    Rendering r = ((OutboundMessage.Template) planned.content()).rendering();
    return new OutboundMessage.Template(
        new Rendering(
            what.equals("template") ? "cuota_por_vencer" : r.template(),
            what.equals("version") ? "2026-12-01" : r.version(),
            r.category(),
            what.equals("hash") ? "other" : r.contentHash(),
            what.equals("language") ? "es_CO" : r.language(),
            r.variables(),
            r.header(),
            r.media(),
            new Rendering.Part("otro texto", List.of()),
            r.footer(),
            r.buttons()));
  }

  // --- errands

  @Test
  void of_two_errands_the_first_one_added_runs_and_the_newer_one_renews() {
    DispatchId id = planned.id();
    var older = about(free("old"), false);
    var newer =
        new Errand(
            errand.approach(),
            free("new"),
            errand.madeAt().plusSeconds(1),
            errand.knownUntil(),
            errand.endsAt(),
            false,
            List.of());

    assertThat(errands.add(id, older)).isTrue();
    assertThat(errands.add(id, newer)).isFalse();
    assertThat(errands.of(planned)).contains(older);
    errands.renew(id, newer);
    assertThat(errands.of(planned)).contains(newer);
    errands.renew(id, older);
    assertThat(errands.of(planned)).contains(newer);
  }
}
