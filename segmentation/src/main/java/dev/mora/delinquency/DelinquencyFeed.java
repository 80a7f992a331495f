package dev.mora.delinquency;

import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Follows loans from day to day and tells what changes: the transitions between two dates, and the
 * same step by step for a host that keeps one {@link Mark} for each loan. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * Step first = feed.start(loan, monday);                       // store first.mark()
 * Step paid = feed.paid(first.mark(), loan, payment, tuesday); // tell paid.transitions(), store paid.mark()
 * // each night: the loans that changed, and those with quietUntil before the new date
 * }</pre>
 *
 * <p>Transitions are found for every day, so it does not matter how often a host asks: a night that
 * was skipped leaves nothing out, and the same mark and loan give equal transitions again. A step
 * never looks ahead of its date: what is booked later is not seen.
 */
public final class DelinquencyFeed {

  /** After so many days a quiet loan is asked again. */
  private static final int HORIZON_DAYS = 366;

  private final DelinquencyPolicy policy;
  private final ZoneId zone;

  private DelinquencyFeed(DelinquencyPolicy policy, ZoneId zone) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  /**
   * @param zone of the lender: in it a day ends
   */
  public static DelinquencyFeed of(DelinquencyPolicy policy, ZoneId zone) {
    return new DelinquencyFeed(policy, zone);
  }

  /**
   * How far one loan was followed.
   *
   * @param told how it stood when it was last told
   * @param quietUntil up to this day its bucket stays as it is, and nothing needs to be told, as
   *     long as the host learns nothing new of the loan; days past due may well grow
   */
  public record Mark(Standing told, LocalDate quietUntil) {

    public Mark {
      if (quietUntil.isBefore(told.asOf())) {
        throw new IllegalArgumentException(
            "quiet until " + quietUntil + ", before it was told on " + told.asOf());
      }
    }

    /** Whether a loan of which nothing new is known need not be asked on that day. */
    public boolean isQuietOn(LocalDate day) {
      return !day.isAfter(quietUntil);
    }
  }

  /**
   * What a step gives.
   *
   * @param loan with the payment, if there was one
   * @param transitions in the order of the days
   * @param mark to be kept in the place of the one before
   */
  public record Step(Loan loan, Delinquency delinquency, List<Transition> transitions, Mark mark) {

    public Step {
      transitions = List.copyOf(transitions);
    }
  }

  /** Begins to follow a loan; nothing is told of the days before. */
  public Step start(Loan loan, LocalDate asOf) {
    return new Run(LoanBook.of(loan)).start(0, loan, asOf);
  }

  /**
   * Follows a loan on.
   *
   * @param loan with all that the host knows of it now
   * @param asOf the day of the mark or later
   * @throws IllegalArgumentException if the mark is of another loan or of a later day
   */
  public Step next(Mark before, Loan loan, LocalDate asOf) {
    return new Run(LoanBook.of(loan)).next(0, before, loan, asOf);
  }

  /** Like {@link #next(Mark, Loan, LocalDate)} for a loan and one payment that it does not have. */
  public Step paid(Mark before, Loan loan, Payment payment, LocalDate asOf) {
    return next(before, loan.toBuilder().payment(payment).build(), asOf);
  }

  /**
   * Like {@link #next(Mark, Loan, LocalDate)} for many loans, in their order; one without a mark is
   * started.
   */
  public List<Step> next(Map<LoanId, Mark> before, Collection<Loan> changed, LocalDate asOf) {
    List<Step> steps = new ArrayList<>(changed.size());
    Run run = new Run(LoanBook.of(changed));
    int index = 0;
    for (Loan loan : changed) {
      Mark mark = before.get(loan.id());
      steps.add(mark == null ? run.start(index, loan, asOf) : run.next(index, mark, loan, asOf));
      index++;
    }
    return steps;
  }

  /**
   * The transitions of the days behind {@code from} up to {@code to}, in their order. The host's
   * status has no date and holds on all of them.
   */
  public List<Transition> between(Loan loan, LocalDate from, LocalDate to) {
    return between(LoanBook.of(loan), from, to);
  }

  /** Like {@link #between(Loan, LocalDate, LocalDate)}, loan by loan in the order of the book. */
  public List<Transition> between(LoanBook book, LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("from " + from + " to " + to + ": the other way round");
    }
    Run run = new Run(book);
    for (int loan = 0; loan < book.size(); loan++) {
      run.loan(loan).between(Days.of(from), Days.of(to));
    }
    return List.copyOf(run.found);
  }

  /** One pass over a book. */
  private final class Run {

    private final LoanBook book;
    private final Rules[] rules;
    private final List<Transition> found = new ArrayList<>();
    private final TransitionFinder finder = new TransitionFinder(zone, found);

    Run(LoanBook book) {
      this.book = book;
      rules = Assessments.rules(book, policy);
    }

    TransitionFinder loan(int loan) {
      finder.loan(book, loan, Assessments.rule(book, loan, rules));
      return finder;
    }

    Step start(int index, Loan loan, LocalDate asOf) {
      found.clear();
      return step(index, loan, asOf);
    }

    Step next(int index, Mark before, Loan loan, LocalDate asOf) {
      Standing told = before.told();
      if (!told.loan().equals(loan.id()) || told.asOf().isAfter(asOf)) {
        throw new IllegalArgumentException(
            "a mark of loan %s on %s does not go before loan %s on %s"
                .formatted(told.loan(), told.asOf(), loan.id(), asOf));
      }
      found.clear();
      loan(index).since(told, Days.of(asOf));
      return step(index, loan, asOf);
    }

    private Step step(int index, Loan loan, LocalDate asOf) {
      List<Transition> transitions = List.copyOf(found);
      int day = Days.of(asOf);
      Standing now = loan(index).standing(day);
      int change = finder.nextChange(day, day + HORIZON_DAYS);
      return new Step(
          loan,
          Assessments.one(book, index, policy, asOf, day),
          transitions,
          new Mark(now, LocalDate.ofEpochDay(change - 1L)));
    }
  }
}
