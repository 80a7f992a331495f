package dev.mora.delinquency;

import dev.mora.loan.Component;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** A policy for one product and one currency, as primitives in minor units. */
final class Rules {

  private static final long PPM = 1_000_000;

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
    toleranceMinor =
        tolerance
            .amount()
            .movePointRight(currency.getDefaultFractionDigits())
            .setScale(0, RoundingMode.FLOOR)
            .min(BigDecimal.valueOf(Long.MAX_VALUE))
            .longValueExact();
    tolerancePpm = tolerance.percent().movePointRight(4).longValueExact();
    allocation = terms.allocation();
    order = terms.order().stream().mapToInt(Component::ordinal).toArray();
    wholePauses = terms.pauses() == DelinquencyPolicy.Pauses.WHOLE_PERIOD;
    reversalDate = terms.reversals() == DelinquencyPolicy.Reversals.REVERSAL_DATE;
    buckets = terms.buckets();
    bucketTable = new BucketTable(buckets);
    plain = PlainLane.takes(this);
    exact = limit(1L << 62) == 0;
  }

  /** The largest residue that is tolerated of what was due; exact, rounded down. */
  long limit(long due) {
    long share = due / PPM * tolerancePpm + due % PPM * tolerancePpm / PPM;
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
