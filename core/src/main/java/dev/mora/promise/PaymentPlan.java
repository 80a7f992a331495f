package dev.mora.promise;

import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Several payments that debtor and lender have agreed on for arrears.
 *
 * @param parts at least one, by rising due date, none before {@code agreedOn}, one currency
 * @param decided the state that the host itself has decided; empty if it is to be told from
 *     payments
 */
public record PaymentPlan(
    LoanId loan, LocalDate agreedOn, List<Part> parts, Optional<State> decided) {

  /** One agreed payment. */
  public record Part(LocalDate dueOn, Money amount) {

    public Part {
      Objects.requireNonNull(dueOn, "dueOn");
      if (!amount.isPositive()) {
        throw new IllegalArgumentException("a part of a plan must be positive");
      }
    }

    /** Without the amount. */
    @Override
    public String toString() {
      return "Part(due " + dueOn + ")";
    }
  }

  /** What a plan has come to. */
  public enum State {
    ACTIVE,
    COMPLETED,
    BROKEN,
    CANCELLED,
    SUPERSEDED
  }

  public PaymentPlan {
    Objects.requireNonNull(loan, "loan");
    Objects.requireNonNull(decided, "decided");
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one part");
    }
    LocalDate before = agreedOn;
    for (Part part : parts) {
      if (part.dueOn.isBefore(before)) {
        throw new IllegalArgumentException(
            "parts of a plan must be due in order, from " + agreedOn + " on: " + part.dueOn);
      }
      before = part.dueOn;
      part.amount.compareTo(parts.get(0).amount);
    }
  }

  /**
   * Equal parts that sum to {@code total} exactly; the first carry the remainder. Each is due a
   * whole number of steps after the first, so that a monthly plan from the 31st does not drift.
   */
  public static PaymentPlan split(
      LoanId loan, LocalDate agreedOn, Money total, int count, LocalDate firstDue, Period step) {
    List<Money> amounts = total.split(count);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new Part(firstDue.plus(step.multipliedBy(i)), amounts.get(i)));
    }
    return new PaymentPlan(loan, agreedOn, parts, Optional.empty());
  }

  public Money total() {
    return parts.stream().map(Part::amount).reduce(Money::plus).orElseThrow();
  }

  /**
   * The state at the end of a day. Payments count as for {@link PromiseToPay#stateOn}, for the
   * oldest part first. BROKEN from the day after a part's window on, if the minimum share of all
   * that was due by then had not come in; it stays broken whatever comes later.
   */
  public State stateOn(LocalDate asOf, Collection<Payment> payments, PromiseTerms terms) {
    if (decided.isPresent()) {
      return decided.get();
    }
    Received received = Received.of(payments, agreedOn, terms, asOf);
    Money due = Money.zero(total().currency());
    for (Part part : parts) {
      due = due.plus(part.amount);
      LocalDate end = terms.endOf(part.dueOn);
      if (asOf.isAfter(end) && !terms.reaches(received.until(end, due.currency()), due)) {
        return State.BROKEN;
      }
    }
    LocalDate end = terms.endOf(parts.get(parts.size() - 1).dueOn);
    Money paid = received.until(end, due.currency());
    return terms.reaches(paid, due) ? State.COMPLETED : State.ACTIVE;
  }

  /** The first part that what was paid by a day does not cover; empty if all are covered. */
  public Optional<Part> nextOn(LocalDate asOf, Collection<Payment> payments, PromiseTerms terms) {
    LocalDate end = terms.endOf(parts.get(parts.size() - 1).dueOn);
    Money paid =
        Received.of(payments, agreedOn, terms, asOf).until(end, parts.get(0).amount.currency());
    Money due = Money.zero(paid.currency());
    for (Part part : parts) {
      due = due.plus(part.amount);
      if (paid.compareTo(due) < 0) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /** Without amounts. */
  @Override
  public String toString() {
    return "PaymentPlan(" + loan + ", " + parts.size() + " parts from " + agreedOn + ")";
  }
}
