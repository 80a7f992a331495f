package dev.mora.classification;

import dev.mora.delinquency.Delinquency;
import java.util.Set;

/**
 * The impairment stage of a debt under IFRS 9. The days are presumptions that a lender may rebut,
 * 5.5.11 and B5.5.37; the other signs are the lender's own. Contractual grace matters, a lender's
 * internal one does not, so the days are raw.
 *
 * @param increasedAfter more days than these: credit risk has increased significantly, stage 2
 * @param impairedAfter more days than these: in default, stage 3
 */
public record Ifrs9Stages(int increasedAfter, int impairedAfter) {

  public Ifrs9Stages {
    if (increasedAfter < 0 || impairedAfter <= increasedAfter) {
      throw new IllegalArgumentException(
          "stage 3 begins after stage 2: " + impairedAfter + ", " + increasedAfter);
    }
  }

  /** More than 30 and more than 90 days. A lender that reads "90 days or more" gives 89. */
  public static Ifrs9Stages standard() {
    return new Ifrs9Stages(30, 90);
  }

  public enum Stage {
    /** Twelve-month expected loss. */
    STAGE_1,
    /** Lifetime expected loss. */
    STAGE_2,
    /** Credit-impaired. */
    STAGE_3
  }

  /** What the lender knows beside the days. */
  public enum Sign {
    /** Unlikely to pay, whatever the days: stage 3. */
    IMPAIRED,
    /** On the watch list: stage 2 at least. */
    WATCH,
    /** Restructured and still in its probation: stage 2 at least. */
    PROBATION
  }

  public Stage stage(int daysPastDue, Set<Sign> signs) {
    if (daysPastDue < 0) {
      throw new IllegalArgumentException("days past due must not be negative: " + daysPastDue);
    }
    if (daysPastDue > impairedAfter || signs.contains(Sign.IMPAIRED)) {
      return Stage.STAGE_3;
    }
    return daysPastDue > increasedAfter || !signs.isEmpty() ? Stage.STAGE_2 : Stage.STAGE_1;
  }

  public Stage stage(Delinquency delinquency, Set<Sign> signs) {
    return stage(delinquency.daysPastDue(), signs);
  }
}
