package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.json.JsonWriter;
import dev.mora.score.Reason;
import dev.mora.score.ScoreResult;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An explanation for other programs. */
final class ExplanationJson {

  private final JsonWriter json;

  private ExplanationJson(JsonWriter json) {
    this.json = json;
  }

  static String of(Explanation why) {
    JsonWriter json = JsonWriter.create().object();
    new ExplanationJson(json).write(why);
    return json.end().text();
  }

  private void write(Explanation why) {
    json.field("segment", why.segment())
        .field("policy", why.policy())
        .field("version", why.version());
    why.kept()
        .ifPresent(
            kept ->
                json.name("kept")
                    .object()
                    .field("since", kept.since().toString())
                    .field("rules", kept.rules())
                    .field("runs", kept.runs())
                    .end());
    Map<String, String> arms = why.arms();
    if (!arms.isEmpty()) {
      json.name("arms").object();
      arms.forEach(json::field);
      json.end();
    }
    List<Step> steps = why.steps();
    tried(why, steps);
    Map<String, Explanation> nested = why.nested(steps);
    if (!nested.isEmpty()) {
      json.name("policies").object();
      nested.forEach(
          (name, theirs) -> {
            json.name(name).object().field("segment", theirs.segment());
            tried(theirs, theirs.steps());
            json.end();
          });
      json.end();
    }
    scores(why.scores());
    Set<Attribute<?>> guarded = why.protectedReads();
    if (!guarded.isEmpty()) {
      json.name("protected").array();
      guarded.forEach(attribute -> json.value(attribute.name()));
      json.end();
    }
  }

  private void scores(Map<String, ScoreResult> scores) {
    if (scores.isEmpty()) {
      return;
    }
    json.name("scores").array();
    scores.forEach(
        (attribute, result) -> {
          json.object()
              .field("attribute", attribute)
              .field("model", result.model())
              .field("version", result.version());
          result.score().ifPresent(score -> json.field("score", score.toPlainString()));
          json.name("reasons").array();
          for (Reason reason : result.reasons()) {
            json.object()
                .field("code", reason.code().code())
                .field("weight", reason.weight().toPlainString())
                .end();
          }
          json.end().end();
        });
    json.end();
  }

  private void tried(Explanation why, List<Step> steps) {
    steps("steps", steps);
    List<Step> rivals = why.rivals();
    if (!rivals.isEmpty()) {
      steps("rivals", rivals);
    }
  }

  private void steps(String name, List<Step> steps) {
    json.name(name).array();
    for (Step step : steps) {
      json.object()
          .field("rule", step.rule())
          .field("segment", step.segment())
          .field("truth", step.truth().name());
      json.name("readings").array();
      for (Reading reading : step.readings()) {
        json.object()
            .field("attribute", reading.attribute().name())
            .field("test", reading.test().comparison().code())
            .field("truth", reading.truth().name());
        if (reading.value().isPresent()) {
          json.field("value", reading.value().get().toString());
        }
        json.end();
      }
      json.end().end();
    }
    json.end();
  }
}
