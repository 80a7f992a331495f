package dev.mora.ledger.contract;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Handling;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Category;
import dev.mora.template.Rendering;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A lender's small world for ledger tests: one clock, one sender, borrowers with phones. */
public final class LedgerFixture {

  public static final Instant START = Instant.parse("2026-11-24T15:00:00Z");
  public static final Duration LEASE = Duration.ofSeconds(60);
  public static final SenderId SENDER = new SenderId(Channel.WHATSAPP, "55501");
  public static final SenderId SMS_SENDER = new SenderId(Channel.SMS, "55502");

  /** So fast that no test meets the limit unless it means to. */
  public static final SendLimits FAST = new SendLimits(1_000_000, Duration.ZERO, 64);

  public static final CampaignId CAMPAIGN = CampaignId.of("mora", "2026-11-24");

  /** Lets nothing through to a number at which another borrower was written to. */
  public static final GateCheck ONE_FOR_A_NUMBER =
      view ->
          view.sameAddress().isEmpty()
              ? GateDecision.pass()
              : GateDecision.suppress("CAP", "test.number");

  private LedgerFixture() {}

  public static MutableClock aClock() {
    return MutableClock.at(START);
  }

  public static Dispatch.Builder aDispatch(CampaignId campaign, String borrower, String slot) {
    return aDispatch(SENDER, campaign, borrower, slot);
  }

  public static Dispatch.Builder aDispatch(
      SenderId sender, CampaignId campaign, String borrower, String slot) {
    return Dispatch.of(new PlanKey(campaign, BorrowerId.of(borrower), "soft", slot), sender)
        .loan(LoanId.of("L-" + borrower))
        .segment("EARLY")
        .notBefore(START)
        .expiresAt(START.plus(Duration.ofDays(3)))
        .policy("contact", "2026-11-21");
  }

  public static Dispatch built(Dispatch.Builder builder, String borrower) {
    return builder.build(phoneOf(borrower), template("cuota_vencida"));
  }

  public static Dispatch dispatchTo(String borrower) {
    return dispatchTo(borrower, "1");
  }

  public static Dispatch dispatchTo(String borrower, String slot) {
    return built(aDispatch(CAMPAIGN, borrower, slot), borrower);
  }

  /** To a borrower at the number of another. */
  public static Dispatch toPhoneOf(String owner, String borrower) {
    return built(aDispatch(CAMPAIGN, borrower, "1"), owner);
  }

  public static Dispatch smsTo(String borrower, String slot) {
    return built(aDispatch(SMS_SENDER, CAMPAIGN, borrower, slot), borrower);
  }

  /** Ten borrowers {@code B-0} to {@code B-9} and the like, a number each. */
  public static List<Dispatch> dispatchesTo(int borrowers) {
    var dispatches = new ArrayList<Dispatch>();
    for (int i = 0; i < borrowers; i++) {
      dispatches.add(dispatchTo("B-" + i));
    }
    return dispatches;
  }

  public static PhoneNumber phoneOf(String borrower) {
    return PhoneNumber.of("+52551%07d".formatted(Math.floorMod(borrower.hashCode(), 10_000_000)));
  }

  public static OutboundMessage.Template template(String name) {
    return new OutboundMessage.Template(
        new Rendering(
            name,
            "2026-11-21",
            Category.UTILITY,
            "hash-of-" + name,
            "es_MX",
            Rendering.Variables.NAMED,
            Optional.empty(),
            new Rendering.Part(
                "Hola Rosa, debe $750.00", List.of(new Rendering.Value("nombre", "Rosa"))),
            "",
            List.of()));
  }

  public static ClaimRequest request() {
    return ClaimRequest.of("worker-1", SENDER, FAST, LEASE);
  }

  public static ClaimRequest request(SenderId sender) {
    return ClaimRequest.of("worker-1", sender, FAST, LEASE);
  }

  /** Claims one that is due. */
  public static Claim claimOne(DeliveryLedger ledger) {
    List<Claim> claims = ledger.claim(request().max(1));
    if (claims.size() != 1) {
      throw new AssertionError("nothing to claim: " + ledger.counts());
    }
    return claims.get(0);
  }

  public static GateResult pass(DeliveryLedger ledger, Claim claim, Instant now) {
    return ledger.gate(claim, now, view -> GateDecision.pass());
  }

  /** Plans, claims and opens the gate. */
  public static Claim submitted(DeliveryLedger ledger, Dispatch dispatch, Instant now) {
    ledger.plan(List.of(dispatch));
    SenderId sender = dispatch.header().sender();
    List<Claim> claims = ledger.claim(request(sender).only(dispatch.id()));
    if (claims.isEmpty() || !pass(ledger, claims.get(0), now).isOpen()) {
      throw new AssertionError("not submitted: " + ledger.find(dispatch.id()));
    }
    return claims.get(0);
  }

  public static DispatchEntry row(DeliveryLedger ledger, DispatchId id) {
    return ledger.find(id).orElseThrow();
  }

  public static ChannelEvent.Status.Delivery status(
      DeliveryLedger ledger,
      DispatchId dispatch,
      String providerMessageId,
      ChannelEvent.Status.State state,
      Instant at) {
    return status(ledger.correlation(dispatch), providerMessageId, state, at);
  }

  public static ChannelEvent.Status.Delivery status(
      String correlation, String providerMessageId, ChannelEvent.Status.State state, Instant at) {
    return new ChannelEvent.Status.Delivery(
        new ChannelEvent.Header(SENDER.channel(), SENDER.account(), at),
        providerMessageId,
        correlation,
        state,
        Optional.empty(),
        "5255");
  }

  public static ChannelEvent.Status.Delivery failure(
      String correlation, String providerMessageId, String code, Handling handling, Instant at) {
    return new ChannelEvent.Status.Delivery(
        new ChannelEvent.Header(SENDER.channel(), SENDER.account(), at),
        providerMessageId,
        correlation,
        ChannelEvent.Status.State.FAILED,
        Optional.of(new ChannelEvent.Status.Failure(code, "told", handling)),
        "5255");
  }
}
