package dev.mora.outreach;

import dev.mora.contact.ContactPolicy;
import dev.mora.contact.ContactVerdict;
import dev.mora.contact.Suppression;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateView;
import dev.mora.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last question before a send: the law again with the contacts that the ledger has by now, then
 * the loan as the host's books have it at this moment. The host is asked before the ledger takes
 * its lock.
 */
final class Gatekeeper implements GateCheck {

  private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);

  /** An account read longer ago is not trusted (reliability: five seconds). */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** How long a message waits when the host could not say how the loan stands. */
  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

  private final ContactPolicy policy;
  private final Optional<LiveAccounts> accounts;
  private final Function<DispatchId, Optional<Approach>> approaches;
  private final Function<Approach, Set<Suppression>> suppressions;

  Gatekeeper(
      ContactPolicy policy,
      Optional<LiveAccounts> accounts,
      Function<DispatchId, Optional<Approach>> approaches,
      Function<Approach, Set<Suppression>> suppressions) {
    this.policy = policy;
    this.accounts = accounts;
    this.approaches = approaches;
    this.suppressions = suppressions;
  }

  /** Without having asked the host: what needs its answer waits. */
  @Override
  public GateDecision decide(GateView view) {
    return prepared(view.dispatch()).decide(view);
  }

  /** Asks the host now; the check that it returns is quick. */
  @Override
  public GateCheck prepared(Dispatch dispatch) {
    Optional<Approach> approach = approaches.apply(dispatch.id());
    if (approach.isEmpty()) {
      return view ->
          GateDecision.later(view.now().plus(ASK_AGAIN), Reasons.notPlannedHere().code());
    }
    Optional<LiveAccount> account =
        approach.get().loan().isPresent() && accounts.isPresent()
            ? live(dispatch)
            : Optional.empty();
    boolean asked = approach.get().loan().isPresent() && accounts.isPresent();
    return view -> decide(view, approach.get(), asked, account);
  }

  private Optional<LiveAccount> live(Dispatch dispatch) {
    try {
      return accounts.orElseThrow().liveAccount(dispatch.loans().get(0));
    } catch (RuntimeException e) {
      LOG.warn(
          "Reading the live account failed before dispatch {}: {}",
          dispatch.id(),
          e.getClass().getName());
      return Optional.empty();
    }
  }

  private GateDecision decide(
      GateView view, Approach approach, boolean asked, Optional<LiveAccount> account) {
    Instant now = view.now();
    if (asked) {
      if (account.isEmpty() || account.get().asOf().isBefore(now.minus(FRESH))) {
        return GateDecision.later(now.plus(ASK_AGAIN), Reasons.accountUnknown().code());
      }
      Optional<Reason> objection = objection(approach, account.get());
      if (objection.isPresent()) {
        return GateDecision.suppress(objection.get().code(), "live-account");
      }
    }
    Dossier dossier = new Dossier(view.history(), view.consents(), suppressions.apply(approach));
    ContactVerdict verdict =
        policy.decide(approach.at(now, dossier, view.contactPointUsable()), dossier.history());
    return verdict.fold(
        allow -> GateDecision.pass(),
        defer -> GateDecision.later(defer.until(), defer.rule()),
        deny -> GateDecision.suppress(deny.reason(), deny.rule()),
        needs -> GateDecision.suppress(needs.reason(), needs.rule()));
  }

  /** What the books say against the message; empty if it may go. */
  private static Optional<Reason> objection(Approach approach, LiveAccount account) {
    if (!approach.isDunning()) {
      return Optional.empty();
    }
    if (account.isSettled()) {
      return Optional.of(Reasons.settled());
    }
    if (account.disputed()) {
      return Optional.of(Reasons.disputed());
    }
    if (account.promiseOpen()) {
      return Optional.of(Reasons.promise());
    }
    Optional<Money> told = approach.overdue();
    if (told.isPresent() && !told.get().equals(account.overdue())) {
      return Optional.of(account.overdue().isPositive() ? Reasons.stale() : Reasons.settled());
    }
    return Optional.empty();
  }

  /** The words of a verdict that is not an allowance. */
  static Reason reason(ContactVerdict verdict) {
    return new Reason(
        verdict.rule(),
        verdict.explanation().in("es"),
        verdict.explanation().in("pt"),
        verdict.explanation().in("en"));
  }
}
