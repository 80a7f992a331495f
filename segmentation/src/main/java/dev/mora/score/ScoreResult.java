package dev.mora.score;

import dev.mora.language.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a model says of one case.
 *
 * @param model name of the model
 * @param asOf the date that the caller gave
 * @param score at most 6 decimals; empty if the model refused
 * @param probability from 0 to 1, of the event that the model is about; empty if it gives none
 * @param band by the model's cut-offs; empty if it has none
 * @param reasons the heaviest first
 * @param missing names of the features that were unknown, whether or not a score came of it
 */
public record ScoreResult(
    String model,
    String version,
    LocalDate asOf,
    Optional<BigDecimal> score,
    OptionalDouble probability,
    Optional<String> band,
    List<Reason> reasons,
    List<String> missing) {

  /** How many reasons our own models give. */
  public static final int REASONS = 3;

  public ScoreResult {
    Objects.requireNonNull(asOf, "asOf");
    probability.ifPresent(ScoreResult::requireProbability);
    reasons = List.copyOf(reasons);
    missing = List.copyOf(missing);
  }

  /** A score without a band. */
  public static ScoreResult of(
      ModelInfo model,
      LocalDate asOf,
      BigDecimal score,
      OptionalDouble probability,
      List<Reason> reasons,
      List<String> missing) {
    return new ScoreResult(
        model.name(),
        model.version(),
        asOf,
        Optional.of(score),
        probability,
        Optional.empty(),
        reasons,
        missing);
  }

  /** No score, because features are unknown that the model needs. */
  public static ScoreResult refused(ModelInfo model, LocalDate asOf, List<String> missing) {
    return new ScoreResult(
        model.name(),
        model.version(),
        asOf,
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        List.of(),
        missing);
  }

  /** {@code behaviour 2026-11-21: 548 (ALTO): días de mora (-32), promesas rotas (-11)}. */
  public String in(Language language) {
    StringBuilder out = new StringBuilder(model).append(' ').append(version).append(": ");
    out.append(
        score.map(language::number).orElse(language.pick("sin puntaje", "sem pontos", "no score")));
    band.ifPresent(code -> out.append(" (").append(code).append(')'));
    if (!reasons.isEmpty()) {
      out.append(
          reasons.stream()
              .map(each -> each.in(language) + " (-" + language.number(each.weight()) + ")")
              .collect(Collectors.joining(", ", ": ", "")));
    }
    if (!missing.isEmpty()) {
      out.append(language.pick("; sin dato: ", "; sem dado: ", "; unknown: "))
          .append(String.join(", ", missing));
    }
    return out.toString();
  }

  private static void requireProbability(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("a probability is from 0 to 1: " + value);
    }
  }

  /** Without the score and its reasons, which are personal. */
  @Override
  public String toString() {
    return "ScoreResult(" + model + " " + version + ", " + asOf + ")";
  }
}
