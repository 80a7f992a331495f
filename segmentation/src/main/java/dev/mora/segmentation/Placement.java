package dev.mora.segmentation;

import dev.mora.attribute.CaseFacts;
import dev.mora.score.Scores;
import java.time.LocalDate;

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

  /** The same with an explanation that can ask the models for their reasons. */
  Placement scored(Scores scores, CaseFacts facts, LocalDate asOf) {
    return new Placement(segment, rule, explanation.scored(scores, facts, asOf));
  }

  /** Without the values that were read. */
  @Override
  public String toString() {
    return "Placement(" + segment + ", " + rule + ")";
  }
}
