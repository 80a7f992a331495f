package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.Place;
import dev.mora.loan.Component;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy for one product and one currency, as primitives in minor units. */
final class Rules {

  private static final long PPM = 1_000_000;
  private static final int MOST_DAYS = 1_000_000;

  static final Rules NONE =
      new Rules(Terms.standard(Buckets.standard()), Currency.getInstance("USD"));

  final boolean inclusive;
  final int graceDays;
  final boolean threshold;
  final boolean loanScope;
  final DelinquencyPolicy.Allocation allocation;
  final int[] order;
  final boolean wholePauses;
  final boolean reversalDate;
  final Buckets buckets;
  final BucketTable bucketTable;

  /** Whether {@link PlainLane} can follow them. */
  final boolean plain;

  /** Whether nothing is ever tolerated. */
  final boolean exact;

  final Buckets missed;
  final Basis.Kind basis;
  final int periodDays;
  final boolean holdsStop;
  final RestructurePolicy.Kind restructures;
  final int carryPayments;
  final BusinessDays.Convention businessDays;
  final BusinessDays calendar;

  /** The calendar with nothing unknown: what is not known to be closed is open. */
  final BusinessDays guess;

  final boolean hasMateriality;
  private final long installmentMinor;

  /** In minor units, where these cannot hold it whole. */
  private final @Nullable BigDecimal installmentExact;

  private final long qualifyingPpm;
  private final long materialMinor;
  private final long materialPpm;
  private final boolean smaller;
  private final long toleranceMinor;
  private final long tolerancePpm;

  Rules(Terms terms, Currency currency) {
    inclusive = terms.count() == DelinquencyPolicy.Count.INCLUSIVE_DAY_END;
    graceDays = terms.grace().days();
    threshold = terms.grace().mode() == Grace.Mode.THRESHOLD;
    Tolerance tolerance = terms.tolerance();
    loanScope = tolerance.scope() == Tolerance.Scope.LOAN;
    smaller = tolerance.combine() == Tolerance.Combine.MIN;
    toleranceMinor = minor(tolerance.amount(), currency);
    tolerancePpm = ppm(tolerance.percent());
    allocation = terms.allocation();
    order = terms.order().stream().mapToInt(Component::ordinal).toArray();
    wholePauses = terms.pauses() == DelinquencyPolicy.Pauses.WHOLE_PERIOD;
    reversalDate = terms.reversals() == DelinquencyPolicy.Reversals.REVERSAL_DATE;
    buckets = terms.buckets();
    bucketTable = new BucketTable(buckets);
    missed = terms.missed();
    basis = terms.basis().kind();
    qualifyingPpm = terms.basis() instanceof Basis.LastPayment by ? ppm(by.percent()) : 0;
    boolean periods = terms.basis() instanceof Basis.InstallmentsMissed;
    periodDays = periods ? ((Basis.InstallmentsMissed) terms.basis()).periodDays() : 0;
    BigDecimal installment =
        periods ? ((Basis.InstallmentsMissed) terms.basis()).installment() : BigDecimal.ZERO;
    installmentMinor = minor(installment, currency);
    installmentExact =
        installment.scale() <= currency.getDefaultFractionDigits()
            ? null
            : installment.movePointRight(currency.getDefaultFractionDigits());
    holdsStop = terms.legalHolds() == DelinquencyPolicy.LegalHolds.STOP;
    restructures = terms.restructures().kind();
    carryPayments = terms.restructures().payments();
    businessDays = terms.businessDays();
    calendar = terms.calendar();
    guess = guess(terms.calendar());
    hasMateriality = terms.materiality().isPresent();
    materialMinor = terms.materiality().map(m -> minor(m.amount(), currency)).orElse(0L);
    materialPpm = terms.materiality().map(m -> ppm(m.percent())).orElse(0L);
    plain = PlainLane.takes(this);
    exact = limit(1L << 62) == 0;
  }

  private static long minor(BigDecimal amount, Currency currency) {
    return amount
        .movePointRight(currency.getDefaultFractionDigits())
        .setScale(0, RoundingMode.FLOOR)
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }

  private static long ppm(BigDecimal percent) {
    return percent.movePointRight(4).longValueExact();
  }

  private static BusinessDays guess(BusinessDays calendar) {
    HolidayCalendar closed =
        (day, place) ->
            calendar.kindOf(day) == HolidayCalendar.DayKind.HOLIDAY
                ? HolidayCalendar.DayKind.HOLIDAY
                : HolidayCalendar.DayKind.ORDINARY;
    return BusinessDays.of(closed, Place.of("ZZ"), Set.of());
  }

  /** Rounded down. */
  private static long share(long of, long ppm) {
    return of / PPM * ppm + of % PPM * ppm / PPM;
  }

  /** Whether both limits are exceeded; amounts are whole, so limits may be rounded down. */
  boolean isMaterial(long overdue, long outstanding) {
    return hasMateriality && overdue > materialMinor && overdue > share(outstanding, materialPpm);
  }

  /** Whether a payment is large enough for the last payment to be one. */
  boolean qualifies(long money, long regular) {
    long part = regular % PPM * qualifyingPpm;
    long least = regular / PPM * qualifyingPpm + part / PPM + (part % PPM == 0 ? 0 : 1);
    return money >= least;
  }

  /** Whole installments in what is overdue; 0 if nobody knows what an installment is. */
  long installmentsIn(long overdue, long regular) {
    BigDecimal exact = installmentExact;
    if (exact != null) {
      return BigDecimal.valueOf(overdue)
          .divideToIntegralValue(exact)
          .min(BigDecimal.valueOf(Long.MAX_VALUE))
          .longValue();
    }
    long one = installmentMinor > 0 ? installmentMinor : regular;
    return one == 0 ? 0 : overdue / one;
  }

  /** The days of so many periods; no more than fit. */
  int periods(long missed) {
    return (int) Math.min(MOST_DAYS, Math.min(missed, MOST_DAYS) * periodDays);
  }

  /** The largest residue that is tolerated of what was due; exact, rounded down. */
  long limit(long due) {
    long share = share(due, tolerancePpm);
    return smaller ? Math.min(toleranceMinor, share) : Math.max(toleranceMinor, share);
  }

  /** Days after grace, before pauses. */
  int afterGrace(int days) {
    if (days <= graceDays) {
      return 0;
    }
    return threshold ? days : days - graceDays;
  }
}
