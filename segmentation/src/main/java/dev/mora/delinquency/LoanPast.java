package dev.mora.delinquency;

import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One loan on every day up to an as-of date, by the policy that counts today and as it is known at
 * the end of the as-of date: a payment counts from its value date on if it was booked by then, so
 * nothing here looks ahead. Immutable and thread-safe.
 *
 * <p>Of paid-to-date installments an earlier day is told by their completion dates; what was paid
 * on an unmet one counts on the as-of date only. The host's status has no date: every day is that
 * of an active loan (PENDING before its disbursement), whatever the loan is today. A day before a
 * restructure is told by the schedule that was in force then.
 *
 * <p>For month-end tables over a portfolio take a {@link PastReader}: {@link #on} and {@link
 * #daysPastDue(LocalDate)} answer for any day without assessing the loan again.
 */
public final class LoanPast {

  private final LoanId loan;
  private final Currency currency;
  private final Loan.Status statusToday;
  private final Buckets buckets;
  private final int asOf;
  private final Stretches days;
  private final Met met;
  private final int[] restructures;
  private final int[] pauses;
  private final int knownFrom;
  private final boolean isWhole;
  private final Received received;

  LoanPast(LoanBook book, int loan, Rules rules, int asOf, Stretches days, Met met, Lines seen) {
    this.loan = book.id(loan);
    this.asOf = asOf;
    this.days = days;
    this.met = met;
    currency = book.currency(loan);
    statusToday = book.status(loan);
    buckets = rules.buckets;
    received = Received.of(book, loan, seen);
    int from = book.pausesFrom[loan];
    int count = book.pausesFrom[loan + 1] - from;
    pauses = new int[2 * count];
    for (int p = 0; p < count; p++) {
      pauses[2 * p] = book.pauseStart[from + p];
      pauses[2 * p + 1] = book.pauseEnd[from + p];
    }
    Eras eras = book.eras(loan);
    restructures = eras == null ? new int[0] : Arrays.copyOf(eras.on, eras.countOn(asOf));
    int known = book.disbursedOn[loan];
    if (known == Days.NONE) {
      known = met.size == 0 ? asOf : met.dueOn[0];
    }
    for (int k = 0; k < restructures.length; k++) {
      known = eras != null && eras.book.installments(k) == 0 ? eras.on[k] : known;
    }
    knownFrom = known;
    isWhole = eras == null || restructures.length == 0 || eras.book.installments(0) > 0;
  }

  /** Empty as in {@link PastReader#past}. */
  public static Optional<LoanPast> of(Loan loan, DelinquencyPolicy policy, LocalDate asOf) {
    return PastReader.of(LoanBook.of(loan), policy, asOf).past(0);
  }

  public LoanId loan() {
    return loan;
  }

  public LocalDate asOf() {
    return LocalDate.ofEpochDay(asOf);
  }

  /** How the loan stood at the end of a day, the as-of date or earlier. */
  public Standing on(LocalDate day) {
    int on = day(day);
    int row = days.row(on);
    int counted = days.counted(row, on);
    return new Standing(
        loan,
        day,
        Loan.Status.values()[days.status[row]],
        days.daysPastDue(row, on),
        counted,
        buckets.find(counted).map(Bucket::code).orElse(""),
        Money.ofMinor(currency, days.overdue[row]),
        Money.ofMinor(currency, days.outstanding[row]),
        Money.ofMinor(currency, days.outstandingPrincipal[row]));
  }

  /** Raw days at the end of a day, the as-of date or earlier; 0 before the loan began. */
  public int daysPastDue(LocalDate day) {
    return daysPastDue(day(day));
  }

  private int daysPastDue(int day) {
    return days.daysPastDue(days.row(day), day);
  }

  /** Days after grace and pauses, like {@link #daysPastDue(LocalDate)}. */
  public int countedDays(LocalDate day) {
    int on = day(day);
    return days.counted(days.row(on), on);
  }

  private int day(LocalDate date) {
    int day = Days.of(date);
    if (day > asOf) {
      throw new IllegalArgumentException(
          "the past of loan " + loan + " ends on " + asOf() + ", asked for " + date);
    }
    return day;
  }

  /** Schedule by schedule, by due date in each; those with nothing due are left out. */
  public List<InstallmentPast> installments() {
    List<InstallmentPast> all = new ArrayList<>(met.size);
    for (int i = 0; i < met.size; i++) {
      all.add(installment(i));
    }
    return List.copyOf(all);
  }

  /**
   * @param index 0 for the first of {@link #installments}; there always is one
   */
  public InstallmentPast installment(int index) {
    int i = Objects.checkIndex(index, met.size);
    return new InstallmentPast(
        met.number[i],
        LocalDate.ofEpochDay(met.dueOn[i]),
        Money.ofMinor(currency, met.due[i]),
        Days.date(met.metOn[i]),
        Days.date(met.replacedOn[i]));
  }

  /** Whether the first schedule is known: a host may have lost what a restructure replaced. */
  public boolean isWhole() {
    return isWhole;
  }

  /** Restructures on or before the as-of date. */
  public int restructures() {
    return restructures.length;
  }

  /** The newest {@code months} before the as-of month. */
  public MonthlyDays monthly(int months, MonthlyDays.Sampling sampling) {
    return monthly(lastMonth(), months, sampling);
  }

  /**
   * @param last the newest month; of the as-of month the days up to the as-of date are known
   */
  public MonthlyDays monthly(YearMonth last, int months, MonthlyDays.Sampling sampling) {
    int[] result = new int[months];
    YearMonth month = month(last);
    for (int i = months - 1; i >= 0; i--) {
      int end = Math.min(asOf, Days.of(month.atEndOfMonth()));
      result[i] =
          sampling == MonthlyDays.Sampling.MONTH_END
              ? daysPastDue(end)
              : met.worst(Days.of(month.atDay(1)), end);
      month = month.minusMonths(1);
    }
    return MonthlyDays.of(last, result);
  }

  /** The newest {@code months} before the as-of month. */
  public PaymentHistory history(int months) {
    return history(lastMonth(), months);
  }

  /**
   * One mark for each month end. X before the disbursement (or, without its date, before the first
   * due date) and while the host no longer has the schedule; C when all was paid; R in the month of
   * a restructure; P on a paused day. W, and C of a loan that is closed with a residue, stand in
   * the as-of month alone, since the status has no date.
   *
   * @param last the newest month; the as-of month is told by the as-of date
   */
  public PaymentHistory history(YearMonth last, int months) {
    char[] marks = new char[months];
    YearMonth month = month(last);
    for (int i = months - 1; i >= 0; i--) {
      marks[i] = mark(Days.of(month.atDay(1)), Days.of(month.atEndOfMonth()));
      month = month.minusMonths(1);
    }
    return new PaymentHistory(new String(marks));
  }

  private char mark(int first, int monthEnd) {
    int day = Math.min(asOf, monthEnd);
    if (day < knownFrom) {
      return PaymentHistory.NO_DATA;
    }
    int row = days.row(day);
    boolean today = asOf <= monthEnd;
    if (days.outstanding[row] == 0 || (today && statusToday == Loan.Status.CLOSED)) {
      return PaymentHistory.CLOSED;
    }
    if (today && (statusToday == Loan.Status.WRITTEN_OFF || statusToday == Loan.Status.SOLD)) {
      return PaymentHistory.WRITTEN_OFF;
    }
    for (int on : restructures) {
      if (on >= first && on <= day) {
        return PaymentHistory.RESTRUCTURED;
      }
    }
    for (int p = 0; p < pauses.length; p += 2) {
      if (pauses[p] <= day && day <= pauses[p + 1]) {
        return PaymentHistory.PAUSED;
      }
    }
    return PaymentHistory.digit(days.daysPastDue(row, day));
  }

  private YearMonth lastMonth() {
    return YearMonth.from(asOf()).minusMonths(1);
  }

  private YearMonth month(YearMonth last) {
    if (last.isAfter(YearMonth.from(asOf()))) {
      throw new IllegalArgumentException(
          "the past of loan " + loan + " ends on " + asOf() + ", asked for " + last);
    }
    return last;
  }

  /**
   * The longest that an installment was late of those that were open after {@code since}, now
   * included; 0 if none was due before the as-of date.
   */
  public int worstLatenessAfter(LocalDate since) {
    return met.worst(Days.of(since) + 1, asOf);
  }

  /** Empty if no installment was due before the as-of date. */
  public Optional<Lateness> lateness() {
    return Lateness.of(met, asOf);
  }

  /**
   * Whether the n-th installment by due date was still unmet at the end of the k-th day behind its
   * due date: of the first, FPD-k. Empty as long as that day has not come, and if there is no such
   * installment or the first schedule is not known.
   *
   * @param n 1 for the first payment, 2 and 3 for the second and the third
   * @param days 0 for the due date itself
   */
  public Optional<Boolean> paymentDefault(int n, int days) {
    if (n < 1 || days < 0) {
      throw new IllegalArgumentException("installments count from 1, days from 0");
    }
    if (!isWhole || n > met.size || met.dueOn[n - 1] + days > asOf) {
      return Optional.empty();
    }
    int metOn = met.metOn[n - 1];
    return Optional.of(metOn == Days.NONE || metOn > met.dueOn[n - 1] + days);
  }

  /**
   * Money received in the newest {@code periods} that have ended, over what fell due in them; above
   * 1 where something was caught up or paid ahead. A period runs from the day behind a due date to
   * the next due date. Empty if there were not so many yet, and for paid-to-date installments,
   * which do not say when a part was paid.
   */
  public OptionalDouble paidOfDue(int periods) {
    return received.ofDue(met, asOf, periods);
  }

  /** Oldest first. */
  public List<LateSpell> spells() {
    return Spells.of(days, asOf);
  }

  /**
   * Whether the loan, once cured, had at least {@code countedDays} again within {@code months} of
   * the cure. Empty as long as that cannot be told, and for a spell that is not cured.
   */
  public Optional<Boolean> defaultedAgain(LateSpell spell, int countedDays, int months) {
    if (spell.curedOn().isEmpty()) {
      return Optional.empty();
    }
    LocalDate end = spell.curedOn().get().plusMonths(months);
    int until = Days.of(end);
    if (Spells.reaches(days, Days.of(spell.curedOn().get()), Math.min(until, asOf), countedDays)) {
      return Optional.of(true);
    }
    return until > asOf ? Optional.empty() : Optional.of(false);
  }

  @Override
  public String toString() {
    return "LoanPast(" + loan + " to " + asOf() + ")";
  }
}
