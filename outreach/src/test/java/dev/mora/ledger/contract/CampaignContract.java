package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.claimOne;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.pass;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.ledger.Approval;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.Claim;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.Planned;
import dev.mora.ledger.State;
import dev.mora.ledger.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What persons command for whole campaigns outlives whoever commanded it. */
public abstract class CampaignContract extends LedgerContract {

  private static final CampaignId OTHER = CampaignId.of("other");

  // --- approval

  @Test
  void a_campaign_is_known_from_its_first_plan_on() {
    assertThat(ledger.campaign(CAMPAIGN)).isEmpty();
    ledger.plan(dispatchesTo(2));
    clock.advance(Duration.ofSeconds(1));

    ledger.plan(List.of(built(aDispatch(OTHER, "B-7", "1"), "B-7")));

    assertThat(ledger.campaign(CAMPAIGN)).contains(CampaignRecord.of(CAMPAIGN, START));
    assertThat(ledger.campaigns()).extracting(CampaignRecord::id).containsExactly(OTHER, CAMPAIGN);
  }

  @Test
  void an_approval_names_who_when_and_which_plan() {
    ledger.propose(CAMPAIGN, "digest-1");

    CampaignRecord approved = ledger.approve(CAMPAIGN, "digest-1", "maria");

    assertThat(approved.approval()).contains(new Approval("maria", START, "digest-1"));
    assertThat(approved.isApproved("digest-1")).isTrue();
    assertThat(approved.isApproved("digest-2")).isFalse();
    assertThat(ledger.campaign(CAMPAIGN)).contains(approved);
  }

  @Test
  void another_plan_ends_the_approval_and_the_same_plan_keeps_it() {
    ledger.approve(CAMPAIGN, "digest-1", "maria");

    CampaignRecord same = ledger.propose(CAMPAIGN, "digest-1");
    CampaignRecord another = ledger.propose(CAMPAIGN, "digest-2");

    assertThat(same.approval()).isPresent();
    assertThat(another.approval()).isEmpty();
    assertThat(another.digest()).isEqualTo("digest-2");
  }

  @Test
  void a_plan_that_is_no_longer_the_proposed_one_cannot_be_approved() {
    ledger.propose(CAMPAIGN, "digest-2");

    assertThatThrownBy(() -> ledger.approve(CAMPAIGN, "digest-1", "maria"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("digest-1")
        .hasMessageContaining("digest-2");

    assertThat(ledger.campaign(CAMPAIGN).orElseThrow().approval()).isEmpty();
  }

  @Test
  void approving_again_keeps_the_first_approval() {
    ledger.approve(CAMPAIGN, "digest-1", "maria");
    clock.advance(Duration.ofHours(1));

    CampaignRecord again = ledger.approve(CAMPAIGN, "digest-1", "jose");

    assertThat(again.approval()).contains(new Approval("maria", START, "digest-1"));
  }

  // --- pause

  @Test
  void one_that_is_asked_for_by_name_is_claimed_for_its_own_campaign_only() {
    Dispatch one = dispatchTo("B-1");
    ledger.plan(List.of(one));

    assertThat(ledger.claim(request().only(OTHER).only(one.id()))).isEmpty();
    ledger.pause(CAMPAIGN, "wait", "ana@lender");
    assertThat(ledger.claim(request().only(CAMPAIGN).only(one.id()))).isEmpty();
    ledger.resume(CAMPAIGN, "ana@lender");

    assertThat(ledger.claim(request().only(CAMPAIGN).only(one.id()))).hasSize(1);
  }

  @Test
  void nothing_of_a_paused_campaign_is_claimed_and_the_others_go_on() {
    var theirs = built(aDispatch(OTHER, "B-7", "1"), "B-7");
    ledger.plan(dispatchesTo(3));
    ledger.plan(List.of(theirs));

    ledger.pause(CAMPAIGN, "complaints", "maria");

    assertThat(ledger.campaign(CAMPAIGN).orElseThrow().paused())
        .contains(new Stop("complaints", "maria", START));
    assertThat(ledger.nextDue(SENDER, Optional.of(CAMPAIGN))).isEmpty();
    assertThat(ledger.claim(request().only(dispatchTo("B-1").id()))).isEmpty();
    assertThat(ledger.claim(request())).extracting(Claim::id).containsExactly(theirs.id());
    assertThat(ledger.nextDue(SENDER, Optional.empty())).isEmpty();
  }

  @Test
  void a_claim_of_a_campaign_paused_meanwhile_is_planned_again_at_the_gate() {
    ledger.plan(dispatchesTo(1));
    Claim claim = claimOne(ledger);
    ledger.pause(CAMPAIGN, "complaints", "maria");

    GateResult result = pass(ledger, claim, START);

    assertThat(result.kind()).isEqualTo(GateResult.Kind.CLOSED);
    assertThat(result.entry().state()).isEqualTo(State.PLANNED);
    assertThat(result.entry().reason()).isEqualTo("campaign-paused");
  }

  @Test
  void a_resumed_campaign_goes_on_where_it_stood() {
    ledger.plan(dispatchesTo(3));
    ledger.pause(CAMPAIGN, "complaints", "maria");

    ledger.resume(CAMPAIGN, "maria");

    assertThat(ledger.campaign(CAMPAIGN).orElseThrow().paused()).isEmpty();
    assertThat(ledger.nextDue(SENDER, Optional.of(CAMPAIGN))).isPresent();
    assertThat(ledger.claim(request())).hasSize(3);
  }

  @Test
  void pausing_again_keeps_the_first_reason() {
    ledger.pause(CAMPAIGN, "complaints", "maria");

    CampaignRecord again = ledger.pause(CAMPAIGN, "lunch", "jose");

    assertThat(again.paused()).contains(new Stop("complaints", "maria", START));
  }

  // --- cancel

  @Test
  void a_cancelled_campaign_loses_what_waits_and_keeps_what_was_sent() {
    Claim sent = submitted(ledger, dispatchTo("B-9"), START);
    ledger.plan(dispatchesTo(3));

    int cancelled = ledger.cancel(CAMPAIGN, "wrong list", "maria");

    assertThat(cancelled).isEqualTo(3);
    assertThat(row(ledger, sent.id()).state()).isEqualTo(State.SUBMITTING);
    assertThat(ledger.counts(CAMPAIGN).get(State.CANCELLED)).isEqualTo(3);
    assertThat(ledger.campaign(CAMPAIGN).orElseThrow().cancelled())
        .contains(new Stop("wrong list", "maria", START));
  }

  @Test
  void what_is_planned_of_a_cancelled_campaign_is_cancelled_at_once_and_visible() {
    ledger.cancel(CAMPAIGN, "wrong list", "maria");

    List<Planned> planned = ledger.plan(dispatchesTo(1));

    assertThat(planned.get(0).isNew()).isTrue();
    assertThat(planned.get(0).entry().state()).isEqualTo(State.CANCELLED);
    assertThat(planned.get(0).entry().reason()).isEqualTo("wrong list");
    assertThat(ledger.claim(request())).isEmpty();
  }
}
