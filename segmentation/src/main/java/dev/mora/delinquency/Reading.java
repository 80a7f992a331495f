package dev.mora.delinquency;

import java.util.List;

/** The figures of a loan as another system might read it. */
record Reading(Cause cause, Figures figures) {

  boolean gives(Figures core, List<Reconciliation.Figure> wanted) {
    return wanted.stream().allMatch(figure -> figures.text(figure).equals(core.text(figure)));
  }
}
