package dev.mora.delinquency;

import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Restructure;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a restructure does to the count. Raw days and amounts follow the schedule in force, except
 * with {@link Kind#ORIGINAL_SCHEDULE}.
 *
 * @param payments for {@link Kind#CARRY_DAYS}: how many installments in a row must be met on time,
 *     1 or more; 0 for the others
 */
public record RestructurePolicy(Kind kind, int payments) {

  public static final RestructurePolicy RESET = new RestructurePolicy(Kind.RESET, 0);

  public static final RestructurePolicy ORIGINAL_SCHEDULE =
      new RestructurePolicy(Kind.ORIGINAL_SCHEDULE, 0);

  public RestructurePolicy {
    Objects.requireNonNull(kind, "kind");
    if (kind == Kind.CARRY_DAYS ? payments < 1 || payments > 1_000 : payments != 0) {
      throw new IllegalArgumentException(
          kind == Kind.CARRY_DAYS
              ? "days are carried until 1 to 1000 installments are met on time: " + payments
              : kind + " waits for no payments: " + payments);
    }
  }

  public static RestructurePolicy carryDays(int payments) {
    return new RestructurePolicy(Kind.CARRY_DAYS, payments);
  }

  /**
   * The schedule that is assessed at the end of a day; empty if the host no longer has that of the
   * day.
   */
  public List<Installment> schedule(Loan loan, LocalDate on) {
    List<Restructure> all = loan.restructures();
    int done = (int) all.stream().filter(one -> !one.on().isAfter(on)).count();
    if (kind == Kind.ORIGINAL_SCHEDULE) {
      Optional<List<Installment>> first =
          all.stream().limit(done).map(Restructure::replaced).filter(r -> !r.isEmpty()).findFirst();
      if (first.isPresent()) {
        return first.get();
      }
    }
    return done == all.size() ? loan.installments() : all.get(done).replaced();
  }

  public enum Kind {
    /** The commercial view: counting starts anew with the new schedule. */
    RESET,
    /**
     * The count that the loan had on the day of the restructure stands (as the larger of it and the
     * new count) until so many installments in a row were met on or before their due dates.
     */
    CARRY_DAYS,
    /**
     * As if there had been no restructure: all payments meet the oldest schedule that is known.
     * Apache Fineract offers it as {@code arrearsBasedOnOriginalSchedule}.
     */
    ORIGINAL_SCHEDULE
  }
}
