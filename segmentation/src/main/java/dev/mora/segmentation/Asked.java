package dev.mora.segmentation;

import dev.mora.attribute.CaseFacts;
import dev.mora.score.ScoreResult;
import dev.mora.score.Scores;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The models of a run and the facts that they scored, to be asked again for their reasons. */
record Asked(Scores scores, CaseFacts facts, LocalDate asOf) {

  /** By attribute, those of the readings that a model fills. */
  Map<String, ScoreResult> results(Collection<Step> steps) {
    Map<String, ScoreResult> results = new LinkedHashMap<>();
    for (Step step : steps) {
      for (Reading reading : step.readings()) {
        String name = reading.attribute().name();
        if (!results.containsKey(name)) {
          scores.result(name, facts, asOf).ifPresent(result -> results.put(name, result));
        }
      }
    }
    return results;
  }
}
