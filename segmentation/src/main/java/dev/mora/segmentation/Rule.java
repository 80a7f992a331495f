package dev.mora.segmentation;

import dev.mora.attribute.Condition;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a policy: who fulfils the condition belongs to the segment.
 *
 * @param id unique in its policy; {@value #OTHERWISE} is taken
 * @param when empty if it holds for everybody
 */
public record Rule(String id, String segment, Optional<Condition> when) {

  /** Stands where a rule's id would, for cases that no rule takes. */
  public static final String OTHERWISE = "otherwise";

  /** Stands where a rule's id would, for cases that a hold kept in their segment. */
  public static final String HOLD = "hold";

  public Rule {
    if (id.isBlank() || segment.isBlank()) {
      throw new IllegalArgumentException("a rule needs an id and a segment");
    }
    if (id.equals(OTHERWISE)) {
      throw new IllegalArgumentException("a rule must not be called " + OTHERWISE);
    }
    Objects.requireNonNull(when, "when");
  }
}
