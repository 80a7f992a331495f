package dev.mora.delinquency;

import dev.mora.loan.Payment;
import dev.mora.money.Money;
import dev.mora.promise.PromiseTerms;
import dev.mora.promise.PromiseToPay;
import dev.mora.promise.PromiseToPay.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What the promises of one loan have come to by a date. Resolved are those that were kept, kept in
 * part or broken; open, cancelled and superseded ones are left out. A promise that a newer one
 * replaced while it was open is superseded. Payments count if they were booked by the date, and a
 * payment that was undone within the look-back of {@link PromiseTerms} never counted.
 *
 * @param states of the promises made by the date, in the order in which they were made
 * @param promised sum over the resolved ones
 * @param paid sum over the resolved ones, of each at most what was promised; one that the host says
 *     was kept counts whole
 */
public record PromiseRatios(List<State> states, Money promised, Money paid) {

  private static final int SCALE = 6;

  public PromiseRatios {
    states = List.copyOf(states);
    paid.compareTo(promised);
  }

  /**
   * @param promises of one loan, in any order; those made after {@code asOf} are not seen
   * @param payments of the same loan, reversals among them, in any order
   */
  public static PromiseRatios of(
      Collection<PromiseToPay> promises,
      Collection<Payment> payments,
      Currency currency,
      LocalDate asOf,
      PromiseTerms terms) {
    List<PromiseToPay> made =
        promises.stream()
            .filter(one -> !one.promisedOn().isAfter(asOf))
            .sorted(Comparator.comparing(PromiseToPay::promisedOn))
            .toList();
    List<Payment> booked = payments.stream().filter(one -> !one.bookedOn().isAfter(asOf)).toList();
    List<State> states = new ArrayList<>();
    Money promised = Money.zero(currency);
    Money paid = Money.zero(currency);
    for (int i = 0; i < made.size(); i++) {
      PromiseToPay one = made.get(i);
      Optional<LocalDate> replaced =
          i + 1 < made.size() ? Optional.of(made.get(i + 1).promisedOn()) : Optional.empty();
      State state = state(one, replaced, booked, asOf, terms);
      states.add(state);
      if (isResolved(state)) {
        promised = promised.plus(one.amount());
        boolean whole = one.decided().isPresent() && state == State.KEPT;
        paid = paid.plus(whole ? one.amount() : one.paidOn(asOf, booked, terms).min(one.amount()));
      }
    }
    return new PromiseRatios(states, promised, paid);
  }

  /**
   * The state of one promise on a date. One that was kept before the next was made stays kept
   * unless its payment is undone within the look-back: then it is broken like any other.
   *
   * @param replacedOn when the next promise was made, if there is one
   */
  public static State state(
      PromiseToPay promise,
      Optional<LocalDate> replacedOn,
      Collection<Payment> booked,
      LocalDate asOf,
      PromiseTerms terms) {
    if (promise.decided().isEmpty()
        && replacedOn.isPresent()
        && !replacedOn.get().isAfter(terms.endOf(promise.dueOn()))) {
      State before = promise.stateOn(replacedOn.get(), booked, terms);
      if (before == State.OPEN) {
        return State.SUPERSEDED;
      }
    }
    return promise.stateOn(asOf, booked, terms);
  }

  private static boolean isResolved(State state) {
    return state == State.KEPT || state == State.PARTIALLY_KEPT || state == State.BROKEN;
  }

  public int count(State state) {
    return (int) states.stream().filter(state::equals).count();
  }

  public int resolved() {
    return (int) states.stream().filter(PromiseRatios::isResolved).count();
  }

  /** Kept of the resolved ones, 0 to 1 with six decimals, half up; empty if none is resolved. */
  public Optional<BigDecimal> keptShare() {
    return share(count(State.KEPT), resolved());
  }

  /** Paid of what was promised by the resolved ones, like {@link #keptShare()}. */
  public Optional<BigDecimal> paidShare() {
    return share(paid.minorUnits(), promised.minorUnits());
  }

  private static Optional<BigDecimal> share(long part, long whole) {
    return whole == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(part)
                .divide(BigDecimal.valueOf(whole), SCALE, RoundingMode.HALF_UP));
  }

  /** Without amounts. */
  @Override
  public String toString() {
    return "PromiseRatios" + states;
  }
}
