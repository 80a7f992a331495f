package dev.mora.outreach;

import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateView;
import dev.mora.party.BorrowerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One campaign a day for each person, asked at the gate, where two processes that planned at the
 * same time meet: a dispatch gives way to what was planned before it and still waits, and to what
 * went out on that day. The ledger leases one dispatch of a borrower at a time, so what is read
 * under a claim still holds when that claim passes the gate. Thread-safe.
 */
final class FirstComer implements GateCheck {

  private static final Duration ASK_AGAIN = Duration.ofMinutes(5);

  private final DeliveryLedger ledger;
  private final ContactPolicy policy;
  private final Errands errands;

  FirstComer(DeliveryLedger ledger, ContactPolicy policy, Errands errands) {
    this.ledger = ledger;
    this.policy = policy;
    this.errands = errands;
  }

  /** Without the rows nobody can tell. */
  @Override
  public GateDecision decide(GateView view) {
    return Archive.isHostsOwn(view.dispatch().campaign())
        ? GateDecision.pass()
        : GateDecision.later(view.now().plus(ASK_AGAIN), "not-asked");
  }

  /** Reads the borrower's rows now; the check that it returns is quick. */
  @Override
  public GateCheck prepared(Dispatch dispatch) {
    return ahead(List.of(dispatch)).prepared(dispatch);
  }

  @Override
  public GateCheck ahead(List<Dispatch> together) {
    Map<BorrowerId, List<DispatchEntry>> entries =
        ledger.entries(
            together.stream()
                .filter(dispatch -> !Archive.isHostsOwn(dispatch.campaign()))
                .map(Dispatch::borrower)
                .toList());
    FirstComer asked = this;
    return new GateCheck() {
      @Override
      public GateDecision decide(GateView view) {
        return asked.decide(view);
      }

      @Override
      public GateCheck prepared(Dispatch dispatch) {
        return asked.prepared(dispatch, entries.getOrDefault(dispatch.borrower(), List.of()));
      }
    };
  }

  private GateCheck prepared(Dispatch dispatch, List<DispatchEntry> entries) {
    Optional<Errand> errand = errands.of(dispatch);
    if (Archive.isHostsOwn(dispatch.campaign()) || errand.isEmpty()) {
      return view -> GateDecision.pass();
    }
    DebtorDay calendar = new DebtorDay(policy.zones(errand.get().approach().borrower()));
    return view ->
        Archive.occupied(
                entries, dispatch.header().key(), calendar.of(view.now()), calendar, view.now())
            .map(why -> GateDecision.suppress(why.code(), "planner"))
            .orElseGet(GateDecision::pass);
  }
}
