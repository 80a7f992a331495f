package dev.mora.delinquency;

import dev.mora.loan.Amounts;
import dev.mora.loan.Component;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Pause;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How late one loan is at the end of a day, and what of it is owed. Immutable. All amounts are of
 * the loan's currency. A part is empty where there is nothing of the kind, or where the lender's
 * own figures ({@link #isGiven()}) do not say.
 */
public final class Delinquency {

  /** Collects the parts; what is not set is nothing or unknown. */
  static final class Parts {
    LoanId loan = LoanId.of("?");
    BorrowerId borrower = BorrowerId.of("?");
    Loan.Status status = Loan.Status.ACTIVE;
    String product = "";
    boolean given;
    int daysPastDue;
    int countedDays;
    int pausedDays;
    int basisDays;
    int carriedDays;
    @Nullable Integer materialDays;
    @Nullable LocalDate pastDueSince;
    @Nullable LocalDate contractualPastDueSince;
    @Nullable Integer missedInstallments;
    String missedBucket = "";
    @Nullable LocalDate contractualNextDueOn;
    @Nullable LocalDate earliestUnpaidOn;
    @Nullable Money earliestUnpaidAmount;
    @Nullable LocalDate undecidedHoliday;
    List<Pause.Kind> activePauses = List.of();
    Restructured restructured = Restructured.NONE;
    boolean scheduleKnown = true;

    /** Arrears, due today and payoff by component; empty if unknown. */
    long[] components = {};

    @Nullable LocalDate delinquentOn;
    @Nullable Integer overdueInstallments;
    @Nullable Money dueToday;
    @Nullable Integer daysToDue;
    @Nullable LocalDate nextDueOn;
    @Nullable Money nextDueAmount;
    @Nullable Money outstandingPrincipal;
    @Nullable Money creditBalance;
    @Nullable Money toleratedAmount;
    String bucket = "";
    Map<String, Money> installmentBuckets = Map.of();
    @Nullable Integer installmentsPaid;
    @Nullable Integer installmentsTotal;
  }

  private final Parts parts;
  private final LocalDate asOf;
  private final Money overdueAmount;
  private final Money outstanding;

  /**
   * @param parts not touched afterwards
   */
  Delinquency(Parts parts, LocalDate asOf, Money overdueAmount, Money outstanding) {
    this.parts = parts;
    this.asOf = asOf;
    this.overdueAmount = overdueAmount;
    this.outstanding = outstanding;
  }

  public LoanId loan() {
    return parts.loan;
  }

  public BorrowerId borrower() {
    return parts.borrower;
  }

  /** As the host gives it, but PENDING before an active loan was disbursed. */
  public Loan.Status status() {
    return parts.status;
  }

  /** Empty if the host gives none. */
  public String product() {
    return parts.product;
  }

  public Currency currency() {
    return overdueAmount.currency();
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** Whether these are the lender's own figures and not our assessment. */
  public boolean isGiven() {
    return parts.given;
  }

  /** Raw: as-of date minus {@link #pastDueSince()}; the number to tell a borrower. */
  public int daysPastDue() {
    return parts.daysPastDue;
  }

  /** After grace and pauses; the number that chooses the bucket. */
  public int countedDays() {
    return parts.countedDays;
  }

  /**
   * Raw days of the policy's {@link Basis}, from which grace and pauses come off. On {@link
   * Basis#OLDEST_UNPAID} they are {@link #daysPastDue()}, but for a debt that is late only at the
   * end of the as-of date ({@link DelinquencyPolicy.Count#INCLUSIVE_DAY_END} with a {@link
   * Tolerance.Scope#LOAN} that what is due today exceeds): then they count from its oldest due date
   * and raw days are 0 still. The day that the inclusive count adds is not in them. For given
   * figures they are the given days, but on {@link Basis.InstallmentsMissed} where an installment
   * is known.
   */
  public int basisDays() {
    return parts.basisDays;
  }

  /**
   * Consecutive days up to the as-of date, it included, on which both limits of the policy's {@link
   * Materiality} were exceeded; 0 if they are not exceeded today. Empty if the policy has none, and
   * for given figures that are material, whose past is unknown.
   */
  public OptionalInt materialDays() {
    return optional(parts.materialDays);
  }

  /**
   * The count of the day of a restructure where it still stands ({@link
   * RestructurePolicy.Kind#CARRY_DAYS}); 0 otherwise. {@link #countedDays()} is never below it.
   */
  public int carriedDays() {
    return parts.carriedDays;
  }

  /** How often the loan was restructured up to the as-of date, and the last time. */
  public Restructured restructured() {
    return parts.restructured;
  }

  /**
   * False on a date before a restructure whose old schedule the host no longer has: then no due
   * date and no amount of that time is known, and all figures are 0.
   */
  public boolean isScheduleKnown() {
    return parts.scheduleKnown;
  }

  /** Kinds of pauses that are active on the as-of date, both their ends included; each once. */
  public List<Pause.Kind> activePauses() {
    return parts.activePauses;
  }

  /**
   * The first day that the calendar does not know and that decides a due date. Such a date moved as
   * if the day were open.
   */
  public Optional<LocalDate> undecidedHoliday() {
    return Optional.ofNullable(parts.undecidedHoliday);
  }

  /** Paused days that were taken off the count. */
  public int pausedDays() {
    return parts.pausedDays;
  }

  /** Effective due date of the oldest installment before the as-of date that is not met. */
  public Optional<LocalDate> pastDueSince() {
    return Optional.ofNullable(parts.pastDueSince);
  }

  /** {@link #pastDueSince()} as agreed, before moratoria and business days moved it. */
  public Optional<LocalDate> contractualPastDueSince() {
    return Optional.ofNullable(parts.contractualPastDueSince);
  }

  /** {@link #pastDueSince()} plus the grace days. */
  public Optional<LocalDate> delinquentOn() {
    return Optional.ofNullable(parts.delinquentOn);
  }

  /**
   * What is left of installments due before the as-of date, without what is tolerated. Grace does
   * not shrink it.
   */
  public Money overdueAmount() {
    return overdueAmount;
  }

  public OptionalInt overdueInstallments() {
    return optional(parts.overdueInstallments);
  }

  /**
   * Late installments that have principal or interest, fees that stand alone and debts of reversals
   * left out; with {@link Basis.InstallmentsMissed} whole installments in the overdue amount.
   */
  public OptionalInt missedInstallments() {
    return optional(parts.missedInstallments);
  }

  /**
   * Code of the policy's bucket of {@link #missedInstallments()}, {@code 0} if none is missed.
   * Short months make it differ from day buckets: an installment of 31 January and one of 28
   * February are both missed on 1 March, day 29.
   */
  public String missedBucket() {
    return parts.missedBucket;
  }

  /**
   * What is left of installments that are due on the as-of date and not met; not overdue yet. A
   * residue that is tolerated for its installment is not in it, as it need not be paid to be
   * current.
   */
  public Optional<Money> dueToday() {
    return Optional.ofNullable(parts.dueToday);
  }

  /** Days until {@link #nextDueOn()}; 0 if that is the as-of date. */
  public OptionalInt daysToDue() {
    return optional(parts.daysToDue);
  }

  /** First date from the as-of date on with an installment that is not met. */
  public Optional<LocalDate> nextDueOn() {
    return Optional.ofNullable(parts.nextDueOn);
  }

  /** {@link #nextDueOn()} as agreed, before moratoria and business days moved it. */
  public Optional<LocalDate> contractualNextDueOn() {
    return Optional.ofNullable(parts.contractualNextDueOn);
  }

  /**
   * The other sense of a next due date: the oldest date with an installment that is not met, which
   * has passed if the loan is late. A message tells {@link #nextDueOn()}, a call asks for this.
   */
  public Optional<LocalDate> earliestUnpaidOn() {
    return Optional.ofNullable(parts.earliestUnpaidOn);
  }

  /** All that is left of what is due on {@link #earliestUnpaidOn()}. */
  public Optional<Money> earliestUnpaidAmount() {
    return Optional.ofNullable(parts.earliestUnpaidAmount);
  }

  /** {@link #overdueAmount()} by component. */
  public Optional<Amounts> arrears() {
    return amounts(0);
  }

  /** What to pay on the as-of date to be current on the next one: arrears and what is due today. */
  public Optional<Amounts> cureAmounts() {
    return arrears().flatMap(late -> amounts(1).map(late::plus));
  }

  /** The sum of {@link #cureAmounts()}; for given figures what they tell of it. */
  public Money cureAmount() {
    return dueToday().map(overdueAmount::plus).orElse(overdueAmount);
  }

  /**
   * {@link #outstanding()} by component: what to pay to end the loan on this schedule. Interest
   * that is not in an installment is not in it.
   */
  public Optional<Amounts> payoffAmounts() {
    return amounts(2);
  }

  private Optional<Amounts> amounts(int part) {
    if (parts.components.length == 0) {
      return Optional.empty();
    }
    int at = part * Component.values().length;
    return Optional.of(
        new Amounts(
            minor(at + Component.PRINCIPAL.ordinal()),
            minor(at + Component.INTEREST.ordinal()),
            minor(at + Component.FEES.ordinal()),
            minor(at + Component.PENALTIES.ordinal())));
  }

  private Money minor(int at) {
    return Money.ofMinor(currency(), parts.components[at]);
  }

  /** What is left of the installments due on {@link #nextDueOn()} that are not met. */
  public Optional<Money> nextDueAmount() {
    return Optional.ofNullable(parts.nextDueAmount);
  }

  /** All that is left of all installments, due or not, tolerated or not. */
  public Money outstanding() {
    return outstanding;
  }

  public Optional<Money> outstandingPrincipal() {
    return Optional.ofNullable(parts.outstandingPrincipal);
  }

  /** Money beyond all installments. */
  public Optional<Money> creditBalance() {
    return Optional.ofNullable(parts.creditBalance);
  }

  /** Residues of installments due before the as-of date that count as paid. */
  public Optional<Money> toleratedAmount() {
    return Optional.ofNullable(parts.toleratedAmount);
  }

  /**
   * Code of the bucket of {@link #countedDays()}; empty if none. A loan that was written off or
   * sold has its status here, whatever the days.
   */
  public String bucket() {
    return parts.bucket;
  }

  /**
   * What each late installment owes, summed by the bucket of its own raw days less pauses, without
   * grace. In the policy's order; buckets with nothing are left out.
   */
  public Map<String, Money> installmentBuckets() {
    return parts.installmentBuckets;
  }

  /** Installments that are met; those that never had anything due are no installments. */
  public OptionalInt installmentsPaid() {
    return optional(parts.installmentsPaid);
  }

  public OptionalInt installmentsTotal() {
    return optional(parts.installmentsTotal);
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private List<@Nullable Object> all() {
    return Arrays.asList(
        parts.loan,
        parts.borrower,
        parts.status,
        parts.product,
        parts.given,
        parts.daysPastDue,
        parts.countedDays,
        parts.pausedDays,
        parts.basisDays,
        parts.carriedDays,
        parts.materialDays,
        parts.contractualPastDueSince,
        parts.missedInstallments,
        parts.missedBucket,
        parts.contractualNextDueOn,
        parts.earliestUnpaidOn,
        parts.earliestUnpaidAmount,
        parts.undecidedHoliday,
        parts.activePauses,
        parts.restructured,
        parts.scheduleKnown,
        Arrays.stream(parts.components).boxed().toList(),
        parts.pastDueSince,
        parts.delinquentOn,
        parts.overdueInstallments,
        parts.dueToday,
        parts.daysToDue,
        parts.nextDueOn,
        parts.nextDueAmount,
        parts.outstandingPrincipal,
        parts.creditBalance,
        parts.toleratedAmount,
        parts.bucket,
        List.copyOf(parts.installmentBuckets.entrySet()),
        parts.installmentsPaid,
        parts.installmentsTotal,
        asOf,
        overdueAmount,
        outstanding);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Delinquency that && all().equals(that.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  /** No amounts: they are personal. */
  @Override
  public String toString() {
    return "Delinquency("
        + parts.loan
        + ", "
        + asOf
        + ", "
        + parts.daysPastDue
        + " days, counted "
        + parts.countedDays
        + ", bucket "
        + parts.bucket
        + ")";
  }
}
