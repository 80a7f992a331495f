package dev.mora.segmentation;

/**
 * Where a case was put.
 *
 * @param rule id of the rule that decided; {@link Rule#OTHERWISE} if none did
 * @param explanation made when it is read, not before
 */
public record Placement(String segment, String rule, Explanation explanation) {

  public boolean isOtherwise() {
    return rule.equals(Rule.OTHERWISE);
  }

  /** Without the values that were read. */
  @Override
  public String toString() {
    return "Placement(" + segment + ", " + rule + ")";
  }
}
