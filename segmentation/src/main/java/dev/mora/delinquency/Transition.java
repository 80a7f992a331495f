package dev.mora.delinquency;

import dev.mora.event.DomainEvent;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Something changed in how a loan stands. A change of bucket is told by leaving, by entering and,
 * between two buckets of the policy, by the direction; a loan that has no counted days any more is
 * cured. Equal input gives equal transitions, so that what was told already can be known again.
 *
 * <p>Payments count from the day on which they were booked (and not before their value date): a
 * change is told on the day on which the lender could know it, and no day that was told changes
 * afterwards. Where the change owes to something that is valued before that day, or that was told
 * otherwise before, it is {@link #isRestated()}.
 */
public sealed interface Transition extends DomainEvent {

  /** What the kinds have in common. */
  Change change();

  default LoanId loan() {
    return change().after().loan();
  }

  default BorrowerId borrower() {
    return change().borrower();
  }

  /** The day at whose end it is so. */
  default LocalDate on() {
    return change().after().asOf();
  }

  /**
   * How the loan stood before, as it was known then: at the end of the day before {@link #on()}, or
   * as a feed had told it last.
   */
  default Standing before() {
    return change().before();
  }

  default Standing after() {
    return change().after();
  }

  /**
   * Whether, by what is known on {@link #on()}, the loan had stood otherwise than {@link #before()}
   * says: a payment was booked behind its value date, or the host changed the loan.
   */
  default boolean isRestated() {
    return change().isRestated();
  }

  /** The end of {@link #on()} in the lender's zone. */
  @Override
  default Instant at() {
    return change().at();
  }

  /**
   * @param before see {@link Transition#before()}
   * @param isRestated see {@link Transition#isRestated()}
   * @param at see {@link Transition#at()}
   */
  record Change(
      BorrowerId borrower, Standing before, Standing after, boolean isRestated, Instant at) {}

  /** The bucket of {@link #before()} no longer holds it. */
  record BucketLeft(Change change) implements Transition {}

  /** The bucket of {@link #after()} holds it now; a status may stand for a bucket. */
  record BucketEntered(Change change) implements Transition {}

  /** From one bucket of the policy into another one of more days. */
  record RolledForward(Change change) implements Transition {}

  /** From one bucket of the policy into another one of fewer days. */
  record RolledBack(Change change) implements Transition {}

  /**
   * A technical cure: counted days before, none after. Whether it was paid up, paid off, closed or
   * restructured is told by {@link #after()}.
   */
  record Cured(Change change) implements Transition {}
}
