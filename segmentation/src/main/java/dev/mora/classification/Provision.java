package dev.mora.classification;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * The share of a debt that a rule wants set aside, in percent.
 *
 * @param percent 0 to 100
 * @param upTo the same as {@code percent} unless the rule leaves a range
 * @param status of the percentage; the days of the class may be known better
 */
public record Provision(BigDecimal percent, BigDecimal upTo, Verification status) {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  public Provision {
    Objects.requireNonNull(status, "status");
    upTo = upTo.compareTo(percent) == 0 ? percent : upTo;
    if (percent.signum() < 0 || upTo.compareTo(percent) < 0 || upTo.compareTo(WHOLE) > 0) {
      throw new IllegalArgumentException(
          "a provision is 0 to 100 percent: "
              + percent.toPlainString()
              + " to "
              + upTo.toPlainString());
    }
  }

  /** {@code 5 %}, or {@code 50-100 %}. */
  @Override
  public String toString() {
    String end = upTo.compareTo(percent) == 0 ? "" : "-" + upTo.toPlainString();
    return percent.toPlainString() + end + " %";
  }
}
