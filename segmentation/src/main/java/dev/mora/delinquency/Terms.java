package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.Place;
import dev.mora.loan.Component;
import java.util.List;
import java.util.Optional;

/** All settings of a policy for one product. */
record Terms(
    DelinquencyPolicy.Count count,
    Basis basis,
    Grace grace,
    Tolerance tolerance,
    DelinquencyPolicy.Allocation allocation,
    List<Component> order,
    DelinquencyPolicy.Pauses pauses,
    DelinquencyPolicy.LegalHolds legalHolds,
    DelinquencyPolicy.Reversals reversals,
    RestructurePolicy restructures,
    BusinessDays.Convention businessDays,
    Optional<Materiality> materiality,
    Buckets buckets,
    Buckets missed,
    BusinessDays calendar) {

  /** The keys of the settings in a policy file, in the order of its canonical form. */
  static final List<String> KEYS =
      List.of(
          "count",
          "basis",
          "grace",
          "tolerance",
          "allocation",
          "order",
          "pauses",
          "legalHolds",
          "reversals",
          "restructures",
          "businessDays",
          "materiality",
          "buckets",
          "missed");

  /** Saturday and Sunday are closed; of holidays nothing is known. */
  static final BusinessDays WEEKENDS = BusinessDays.of(HolidayCalendar.unknown(), Place.of("ZZ"));

  /** Every setting at its default. */
  static Terms standard(Buckets buckets) {
    return new Terms(
        DelinquencyPolicy.Count.EXCLUSIVE,
        Basis.OLDEST_UNPAID,
        Grace.NONE,
        Tolerance.NONE,
        DelinquencyPolicy.Allocation.BY_INSTALLMENT,
        List.of(Component.PENALTIES, Component.FEES, Component.INTEREST, Component.PRINCIPAL),
        DelinquencyPolicy.Pauses.OVERLAP_WITH_OVERDUE,
        DelinquencyPolicy.LegalHolds.RUN,
        DelinquencyPolicy.Reversals.ORIGINAL_DUE_DATE,
        RestructurePolicy.RESET,
        BusinessDays.Convention.NONE,
        Optional.empty(),
        buckets,
        Buckets.missed(),
        WEEKENDS);
  }
}
