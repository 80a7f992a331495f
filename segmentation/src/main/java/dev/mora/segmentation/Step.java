package dev.mora.segmentation;

import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One rule that was tried.
 *
 * @param readings the tests that make the rule what it is: where an {@code any} holds, those of it
 *     that hold; where an {@code all} fails, those that fail
 */
public record Step(String rule, String segment, Truth truth, List<Reading> readings) {

  public Step {
    readings = List.copyOf(readings);
  }

  /** The readings in a row; says so if there is no condition. */
  public String in(Language language) {
    return readings.isEmpty()
        ? language.pick("sin condiciones", "sem condições", "without conditions")
        : readings.stream().map(reading -> reading.in(language)).collect(Collectors.joining(", "));
  }
}
