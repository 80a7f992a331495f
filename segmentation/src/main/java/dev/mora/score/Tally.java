package dev.mora.score;

import dev.mora.attribute.Attribute;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What comes together while one of our models scores one case. Not thread-safe. */
final class Tally {

  private final ModelInfo model;
  private final LocalDate asOf;
  private final List<Reason> reasons = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private boolean refused;

  Tally(ModelInfo model, LocalDate asOf) {
    this.model = model;
    this.asOf = asOf;
  }

  /**
   * @param replaced whether the model goes on with something in its place
   */
  void unknown(Attribute<?> feature, boolean replaced) {
    missing.add(feature.name());
    refused |= !replaced;
  }

  /**
   * @param weight how much worse than the best value this one is; not above 0 for the best
   */
  void worse(ReasonCode reason, Attribute<?> feature, BigDecimal weight) {
    if (weight.signum() > 0) {
      reasons.add(new Reason(reason, feature, weight));
    }
  }

  /**
   * The three heaviest reasons; equal ones stay in the order of the model.
   *
   * @param score not looked at if the model cannot do without what is unknown
   */
  ScoreResult result(BigDecimal score, OptionalDouble probability, Optional<ScoreBands> bands) {
    return refused
        ? ScoreResult.refused(model, asOf, missing)
        : new ScoreResult(
            model.name(),
            model.version(),
            asOf,
            Optional.of(score),
            probability,
            bands.map(all -> all.of(score)),
            reasons.stream()
                .sorted(Comparator.comparing(Reason::weight).reversed())
                .limit(ScoreResult.REASONS)
                .toList(),
            missing);
  }
}
