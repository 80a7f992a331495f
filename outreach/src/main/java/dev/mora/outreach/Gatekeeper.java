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
import dev.mora.ledger.NotesWanted;
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
 * the contacts that the ledger has by now, what was told of the loan and of the number, and the
 * loan as the host's books have it at this moment. The host is asked before the ledger takes its
 * lock; what the ledger itself keeps is read behind it. Thread-safe.
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
  private final Housemates housemates;
  private final AmountTolerance tolerance;
  private final Duration fresh;

  Gatekeeper(
      ContactPolicy policy,
      Optional<LiveAccounts> accounts,
      Errands errands,
      Housemates housemates,
      AmountTolerance tolerance,
      Duration fresh) {
    this.policy = policy;
    this.accounts = accounts;
    this.errands = errands;
    this.housemates = housemates;
    this.tolerance = tolerance;
    this.fresh = fresh;
  }

  /** What was told of its loans and of its template, and whether its number said stop. */
  @Override
  public NotesWanted notes(Dispatch dispatch) {
    return errands.of(dispatch).map(errand -> wanted(dispatch, errand)).orElse(NotesWanted.NONE);
  }

  private static NotesWanted wanted(Dispatch dispatch, Errand errand) {
    Set<String> shelves = new HashSet<>();
    loans(errand).forEach(loan -> shelves.add(Holds.shelf(loan)));
    dispatch.template().map(StoppedTemplates::shelf).ifPresent(shelves::add);
    return new NotesWanted(shelves, Map.of()).and(People.stopsOf(dispatch));
  }

  /** Without having asked the host: what needs its answer waits. */
  @Override
  public GateDecision decide(GateView view) {
    return errands
        .of(view.dispatch())
        .map(errand -> decide(view, errand, known(errand, loan -> Optional.empty()), List.of()))
        .orElseGet(() -> later(view, Reasons.notPlannedHere()));
  }

  /** Asks the host now; the check that it returns is quick. */
  @Override
  public GateCheck prepared(Dispatch dispatch) {
    return ahead(List.of(dispatch)).prepared(dispatch);
  }

  /** Who of them said stop by number. */
  @Override
  public GateCheck ahead(List<Dispatch> together) {
    Map<Dispatch, Errand> running = new LinkedHashMap<>();
    for (Dispatch dispatch : together) {
      errands.of(dispatch).ifPresent(errand -> running.put(dispatch, errand));
    }
    housemates.meet(running);
    Gatekeeper asked = this;
    return new GateCheck() {
      @Override
      public NotesWanted notes(Dispatch dispatch) {
        return asked.notes(dispatch);
      }

      @Override
      public GateDecision decide(GateView view) {
        return asked.decide(view);
      }

      @Override
      public GateCheck prepared(Dispatch dispatch) {
        return asked.prepared(dispatch, Optional.ofNullable(running.get(dispatch)));
      }
    };
  }

  private static List<LoanId> loans(Errand errand) {
    List<LoanId> loans = new ArrayList<>(errand.approach().loan().stream().toList());
    errand.approach().others().forEach(share -> loans.add(share.loan()));
    return loans;
  }

  private GateCheck prepared(Dispatch dispatch, Optional<Errand> errand) {
    if (errand.isEmpty()) {
      return view -> later(view, Reasons.notPlannedHere());
    }
    Errand running = errand.get();
    List<Known> known = known(running, this::read);
    List<ContactRecord> sameNumber = housemates.of(dispatch, running);
    Gatekeeper asked = this;
    return new GateCheck() {
      @Override
      public NotesWanted notes(Dispatch same) {
        return wanted(same, running);
      }

      @Override
      public GateDecision decide(GateView view) {
        return asked.decide(view, running, known, sameNumber);
      }
    };
  }

  /** What is known now of one loan that a text speaks of. */
  private record Known(LoanId loan, Optional<Money> overdue, Optional<LiveAccount> account) {}

  private static List<Known> known(Errand errand, Function<LoanId, Optional<LiveAccount>> books) {
    List<Known> known = new ArrayList<>();
    Approach approach = errand.approach();
    approach
        .loan()
        .ifPresent(loan -> known.add(new Known(loan, approach.overdue(), books.apply(loan))));
    for (Approach.Share share : approach.others()) {
      known.add(new Known(share.loan(), share.overdue(), books.apply(share.loan())));
    }
    return known;
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
    boolean isHalted =
        view.dispatch()
            .template()
            .flatMap(template -> StoppedTemplates.why(template, view.notes()))
            .isPresent();
    if (isHalted) {
      return later(view, Reasons.templateStopped("", ""));
    }
    Set<Suppression> suppressions = new HashSet<>(view.suppressions());
    for (Known loan : loans) {
      Holds.Told told = Holds.in(loan.loan(), view.notes());
      suppressions.addAll(told.suppressions());
      if (approach.isDunning() && told.paidSince(errand.knownUntil())) {
        return GateDecision.suppress(Reasons.paid().code(), "host");
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
    Dossier dossier =
        new Dossier(
            SharedNumber.history(view, sameNumber), People.heedingStops(view), suppressions);
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
      return Optional.of(Reasons.paid());
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
