package dev.mora.segmentation;

import dev.mora.language.Language;
import java.util.List;

/**
 * The smallest change that would put a case into another segment: as few attributes as possible,
 * those first that change with time and payments, then in the order in which the policy reads them;
 * of each the value nearest to what it is.
 *
 * @param rule that would decide; {@link Rule#OTHERWISE} if none would
 */
public record Move(String segment, String rule, List<Change> changes) {

  public Move {
    changes = List.copyOf(changes);
  }

  /** {@code con 3 días menos de mora (hasta 30) pasaría a EARLY}. */
  public String in(Language language) {
    return language.pick("con ", "com ", "with ")
        + TestWords.list(changes.stream().map(change -> change.in(language)).toList(), language)
        + language.pick(" pasaría a ", " passaria para ", " it would go to ")
        + segment;
  }

  /** Without the values. */
  @Override
  public String toString() {
    return "Move(" + segment + ", " + rule + ", " + changes + ")";
  }
}
