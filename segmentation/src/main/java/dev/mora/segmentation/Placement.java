package dev.mora.segmentation;

import dev.mora.attribute.CaseFacts;
import dev.mora.score.Scores;
import java.time.LocalDate;

/**
 * Where a case was put.
 *
 * @param rule id of the rule that decided; {@link Rule#OTHERWISE} if none did, {@link Rule#HOLD} if
 *     a hold kept the case where it was
 * @param explanation made when it is read, not before
 */
public record Placement(String segment, String rule, Explanation explanation) {

  public boolean isOtherwise() {
    return rule.equals(Rule.OTHERWISE);
  }

  Placement with(Explanation other) {
    return new Placement(segment, rule, other);
  }

  /** The same with an explanation that can ask the models for their reasons. */
  Placement scored(Scores scores, CaseFacts facts, LocalDate asOf) {
    return new Placement(segment, rule, explanation.scored(scores, facts, asOf));
  }

  /** Whether a hold kept the case in a segment that the rules would have let it leave. */
  public boolean isKept() {
    return explanation.kept().isPresent();
  }

  /** Without the values that were read. */
  @Override
  public String toString() {
    return "Placement(" + segment + ", " + rule + ")";
  }
}
