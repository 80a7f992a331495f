package dev.mora.segmentation;

import dev.mora.language.Language;
import java.util.List;

/**
 * The smallest change that would put a case into another segment: as few attributes as possible,
 * those first that change with time and payments, then in the order in which the policy reads them;
 * of each the value nearest to what it is.
 *
 * @param rule that would decide; {@link Rule#OTHERWISE} if none would
 * @param changes empty if the rules say this segment as it is, and only a hold keeps the case
 * @param held whether a hold keeps the case, so that it would go when the hold ends
 */
public record Move(String segment, String rule, List<Change> changes, boolean held) {

  public Move {
    changes = List.copyOf(changes);
  }

  Move whenFree() {
    return new Move(segment, rule, changes, true);
  }

  /** {@code con 3 días menos de mora (hasta 30) pasaría a EARLY}. */
  public String in(Language language) {
    String go = language.pick("pasaría a ", "passaria para ", "it would go to ") + segment;
    String free =
        held
            ? language.pick(
                "al terminar la retención ", "ao terminar a retenção ", "when the hold ends ")
            : "";
    return changes.isEmpty()
        ? free + go
        : language.pick("con ", "com ", "with ")
            + TestWords.list(changes.stream().map(one -> one.in(language)).toList(), language)
            + " "
            + free
            + go;
  }

  /** Without the values. */
  @Override
  public String toString() {
    return "Move(" + segment + ", " + rule + ", " + changes + ")";
  }
}
