package dev.mora.outreach;

import dev.mora.contact.ContactPolicy;
import dev.mora.contact.ContactRequest;
import dev.mora.contact.ContactVerdict;
import dev.mora.contact.Purpose;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateView;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last question before a send: whether the text still belongs to the facts, the law again with
 * the contacts that the ledger has by now, and the loan as the host's books have it at this moment.
 * The host is asked before the ledger takes its lock. Thread-safe.
 */
final class Gatekeeper implements GateCheck {

  private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);

  /**
   * How long a message waits for what may mend itself. Longer than a run's patience, so that a run
   * ends and a later one asks again.
   */
  private static final Duration ASK_AGAIN = Duration.ofMinutes(5);

  private final ContactPolicy policy;
  private final Optional<LiveAccounts> accounts;
  private final Errands errands;
  private final Holds holds;
  private final StoppedTemplates stopped;
  private final Housemates housemates;
  private final AmountTolerance tolerance;
  private final Duration fresh;

  Gatekeeper(
      ContactPolicy policy,
      Optional<LiveAccounts> accounts,
      Errands errands,
      Holds holds,
      StoppedTemplates stopped,
      Housemates housemates,
      AmountTolerance tolerance,
      Duration fresh) {
    this.policy = policy;
    this.accounts = accounts;
    this.errands = errands;
    this.holds = holds;
    this.stopped = stopped;
    this.housemates = housemates;
    this.tolerance = tolerance;
    this.fresh = fresh;
  }

  /** Without having asked the host: what needs its answer waits. */
  @Override
  public GateDecision decide(GateView view) {
    return errands
        .of(view.dispatch())
        .map(
            errand ->
                decide(
                    view,
                    errand,
                    known(errand, loan -> Optional.empty(), holds.of(loans(errand))),
                    List.of()))
        .orElseGet(() -> later(view, Reasons.notPlannedHere()));
  }

  /** Asks the host now; the check that it returns is quick. */
  @Override
  public GateCheck prepared(Dispatch dispatch) {
    return ahead(List.of(dispatch)).prepared(dispatch);
  }

  /** What the host told of their loans, and who of them said stop by number. */
  @Override
  public GateCheck ahead(List<Dispatch> together) {
    Map<Dispatch, Errand> running = new LinkedHashMap<>();
    Set<LoanId> loans = new HashSet<>();
    for (Dispatch dispatch : together) {
      Optional<Errand> errand = errands.of(dispatch);
      if (errand.isPresent()) {
        running.put(dispatch, errand.get());
        loans.addAll(loans(errand.get()));
      }
    }
    housemates.meet(running);
    Map<LoanId, Holds.Told> told = holds.of(loans);
    Gatekeeper asked = this;
    return new GateCheck() {
      @Override
      public GateDecision decide(GateView view) {
        return asked.decide(view);
      }

      @Override
      public GateCheck prepared(Dispatch dispatch) {
        return asked.prepared(dispatch, Optional.ofNullable(running.get(dispatch)), told);
      }
    };
  }

  private static List<LoanId> loans(Errand errand) {
    List<LoanId> loans = new ArrayList<>(errand.approach().loan().stream().toList());
    errand.approach().others().forEach(share -> loans.add(share.loan()));
    return loans;
  }

  private GateCheck prepared(
      Dispatch dispatch, Optional<Errand> errand, Map<LoanId, Holds.Told> told) {
    if (errand.isEmpty()) {
      return view -> later(view, Reasons.notPlannedHere());
    }
    List<Known> known = known(errand.get(), this::read, told);
    List<ContactRecord> sameNumber = housemates.of(dispatch, errand.get());
    return view -> decide(view, errand.get(), known, sameNumber);
  }

  /** What is known now of one loan that a text speaks of. */
  private record Known(Optional<Money> overdue, Optional<LiveAccount> account, Holds.Told told) {}

  private static List<Known> known(
      Errand errand, Function<LoanId, Optional<LiveAccount>> books, Map<LoanId, Holds.Told> told) {
    List<Known> known = new ArrayList<>();
    Approach approach = errand.approach();
    approach.loan().ifPresent(loan -> known.add(known(loan, approach.overdue(), books, told)));
    for (Approach.Share share : approach.others()) {
      known.add(known(share.loan(), share.overdue(), books, told));
    }
    return known;
  }

  private static Known known(
      LoanId loan,
      Optional<Money> overdue,
      Function<LoanId, Optional<LiveAccount>> books,
      Map<LoanId, Holds.Told> told) {
    return new Known(overdue, books.apply(loan), told.getOrDefault(loan, Holds.Told.NOTHING));
  }

  private Optional<LiveAccount> read(LoanId loan) {
    try {
      return accounts.flatMap(host -> host.liveAccount(loan));
    } catch (RuntimeException e) {
      LOG.warn("a live account could not be read: {}", e.getClass().getName());
      return Optional.empty();
    }
  }

  private GateDecision decide(
      GateView view, Errand errand, List<Known> loans, List<ContactRecord> sameNumber) {
    Instant now = view.now();
    Approach approach = errand.approach();
    if (!errand.fits(view.dispatch())) {
      return GateDecision.suppress(Reasons.changedSincePlan().code(), "gate");
    }
    if (view.dispatch().template().flatMap(stopped::why).isPresent()) {
      return later(view, Reasons.templateStopped("", ""));
    }
    for (Known loan : loans) {
      if (approach.isDunning() && loan.told().paidSince(errand.madeAt())) {
        return GateDecision.suppress(Reasons.settled().code(), "host");
      }
      if (accounts.isPresent()) {
        if (loan.account().isEmpty() || !isFresh(loan.account().get(), now)) {
          return later(view, Reasons.accountUnknown());
        }
        Optional<Reason> objection = objection(approach, loan.overdue(), loan.account().get());
        if (objection.isPresent()) {
          return GateDecision.suppress(objection.get().code(), "live-account");
        }
      }
    }
    Set<Suppression> suppressions = new HashSet<>(view.suppressions());
    loans.forEach(loan -> suppressions.addAll(loan.told().suppressions()));
    Dossier dossier =
        new Dossier(SharedNumber.history(view, sameNumber), view.consents(), suppressions);
    Allowance allowance = new Allowance();
    GateDecision decision = GateDecision.pass(errand.content());
    for (Approach about : approach.each()) {
      if (decision instanceof GateDecision.Pass) {
        ContactRequest request = about.at(now, dossier, view.contactPointUsable());
        decision = lawful(request, dossier, errand, allowance);
      }
    }
    return decision;
  }

  private GateDecision lawful(
      ContactRequest request, Dossier dossier, Errand errand, Allowance allowance) {
    return policy
        .decide(request, dossier.history())
        .fold(
            allow -> {
              allowance.add(allow.trace());
              return GateDecision.pass(errand.content(), allowance.text());
            },
            defer -> GateDecision.later(defer.until(), defer.rule()),
            deny -> GateDecision.suppress(deny.reason(), deny.rule()),
            needs -> GateDecision.suppress(needs.reason(), needs.rule()));
  }

  private static GateDecision later(GateView view, Reason why) {
    return GateDecision.later(view.now().plus(ASK_AGAIN), why.code());
  }

  /** Nor is one trusted that was read so much in the future. */
  private boolean isFresh(LiveAccount account, Instant now) {
    return !account.asOf().isBefore(now.minus(fresh)) && !account.asOf().isAfter(now.plus(fresh));
  }

  /** What the books say against the message; empty if it may go. */
  private Optional<Reason> objection(
      Approach approach, Optional<Money> overdue, LiveAccount account) {
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
    if (approach.purpose() == Purpose.COLLECTION && !account.overdue().isPositive()) {
      return Optional.of(Reasons.nothingOverdue());
    }
    return overdue
        .filter(told -> !tolerance.covers(told, account.overdue()))
        .map(told -> Reasons.stale());
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
