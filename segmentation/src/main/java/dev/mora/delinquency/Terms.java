package dev.mora.delinquency;

import dev.mora.loan.Component;
import java.util.List;

/** All settings of a policy for one product. */
record Terms(
    DelinquencyPolicy.Count count,
    DelinquencyPolicy.Basis basis,
    Grace grace,
    Tolerance tolerance,
    DelinquencyPolicy.Allocation allocation,
    List<Component> order,
    DelinquencyPolicy.Pauses pauses,
    DelinquencyPolicy.Reversals reversals,
    Buckets buckets) {

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
          "reversals",
          "buckets");
}
