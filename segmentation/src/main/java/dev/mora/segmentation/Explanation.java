package dev.mora.segmentation;

import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Check;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Language;
import dev.mora.attribute.Truth;
import dev.mora.json.JsonWriter;
import dev.mora.score.Reason;
import dev.mora.score.ScoreResult;
import dev.mora.score.Scores;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a case is in its segment: the rules tried up to the one that decided, and the values that
 * they read. Worked out anew on each call, from facts that do not change. Holds personal data, so
 * {@code toString} says no values.
 */
public final class Explanation {

  private final Segmentation segmentation;
  private final CaseFacts facts;
  private final int decided;

  private final @Nullable Asked asked;

  Explanation(Segmentation segmentation, CaseFacts facts, int decided) {
    this(segmentation, facts, decided, null);
  }

  private Explanation(
      Segmentation segmentation, CaseFacts facts, int decided, @Nullable Asked asked) {
    this.segmentation = segmentation;
    this.facts = facts;
    this.decided = decided;
    this.asked = asked;
  }

  Explanation scored(Scores scores, CaseFacts with, LocalDate asOf) {
    return new Explanation(segmentation, facts, decided, new Asked(scores, with, asOf));
  }

  public String segment() {
    return segmentation.segmentOf(decided);
  }

  public String policy() {
    return segmentation.name();
  }

  public String version() {
    return segmentation.version();
  }

  /** The rules tried, in order; the last of them decided, unless the case is in otherwise. */
  public List<Step> steps() {
    List<Rule> rules = segmentation.rules();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < rules.size() && i <= decided; i++) {
      Rule rule = rules.get(i);
      Truth truth = segmentation.truth(i, facts);
      List<Reading> readings = new ArrayList<>();
      rule.when().ifPresent(when -> explain(when, truth, readings));
      steps.add(new Step(rule.id(), rule.segment(), truth, readings));
    }
    return List.copyOf(steps);
  }

  /**
   * What the models say whose scores are among the readings, by attribute; empty outside a run with
   * models.
   */
  public Map<String, ScoreResult> scores() {
    return scores(steps());
  }

  private Map<String, ScoreResult> scores(List<Step> steps) {
    return asked == null ? Map.of() : asked.results(steps);
  }

  /**
   * One line: {@code EARLY: 16 días de mora (1-30), regla temprana}. Earlier rules that a missing
   * value left undecided are named behind it.
   *
   * @param language {@code es}, {@code pt} or {@code en}, also as the start of a longer tag
   */
  public String in(String language) {
    return in(Language.of(language));
  }

  public String in(Language language) {
    List<Step> steps = steps();
    StringBuilder out = new StringBuilder(headline(steps, language));
    for (Step step : steps) {
      if (step.truth() == Truth.UNKNOWN) {
        out.append("; ")
            .append(language.pick("regla ", "regra ", "rule "))
            .append(step.rule())
            .append(language.pick(" sin decidir, ", " sem decidir, ", " undecided, "))
            .append(step.in(language));
      }
    }
    return out.toString();
  }

  /**
   * Several lines: the decision, the policy and its version, each rule tried, and the reasons of
   * each score that was read.
   */
  public String inFull(String language) {
    return inFull(Language.of(language));
  }

  public String inFull(Language language) {
    List<Step> steps = steps();
    StringBuilder out = new StringBuilder(headline(steps, language));
    out.append("\n  ")
        .append(language.pick("política ", "política ", "policy "))
        .append(policy())
        .append(' ')
        .append(version());
    for (Step step : steps) {
      out.append("\n  ")
          .append(language.pick("regla ", "regra ", "rule "))
          .append(step.rule())
          .append(": ")
          .append(verdict(step.truth(), language))
          .append(", ")
          .append(step.in(language));
    }
    scores(steps)
        .values()
        .forEach(
            score ->
                out.append("\n  ")
                    .append(language.pick("puntaje ", "pontuação ", "score "))
                    .append(score.in(language)));
    return out.toString();
  }

  /** The same as one JSON object for other programs; values as text. */
  public String toJson() {
    JsonWriter json = JsonWriter.create().object();
    json.field("segment", segment()).field("policy", policy()).field("version", version());
    json.name("steps").array();
    for (Step step : steps()) {
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
    writeScores(json);
    return json.end().text();
  }

  private void writeScores(JsonWriter json) {
    Map<String, ScoreResult> scores = scores();
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

  private String headline(List<Step> steps, Language language) {
    String start = segment() + ": ";
    if (decided >= segmentation.rules().size()) {
      return start
          + language.pick("ninguna regla se cumple", "nenhuma regra se cumpre", "no rule holds");
    }
    Step step = steps.get(decided);
    return start
        + step.in(language)
        + language.pick(", regla ", ", regra ", ", rule ")
        + step.rule();
  }

  private static String verdict(Truth truth, Language language) {
    return switch (truth) {
      case TRUE -> language.pick("se cumple", "se cumpre", "holds");
      case FALSE -> language.pick("no se cumple", "não se cumpre", "does not hold");
      case UNKNOWN -> language.pick("sin decidir", "sem decidir", "undecided");
    };
  }

  /** Collects the tests without which the condition would not have this truth. */
  private void explain(Condition condition, Truth truth, List<Reading> readings) {
    if (condition instanceof Condition.Test test) {
      readings.add(Reading.of(test, facts));
    } else if (condition instanceof Condition.Not not) {
      explain(not.condition(), truth.not(), readings);
    } else if (condition instanceof Condition.All all) {
      explain(all.conditions(), truth, truth == Truth.TRUE, readings);
    } else if (condition instanceof Condition.Any any) {
      explain(any.conditions(), truth, truth == Truth.FALSE, readings);
    }
  }

  private void explain(List<Condition> parts, Truth truth, boolean every, List<Reading> readings) {
    for (Condition part : parts) {
      if (every || Check.of(part, facts.attributes()).on(facts) == truth) {
        explain(part, truth, readings);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Explanation that
        && policy().equals(that.policy())
        && version().equals(that.version())
        && segment().equals(that.segment())
        && steps().equals(that.steps());
  }

  @Override
  public int hashCode() {
    return Objects.hash(policy(), version(), segment());
  }

  @Override
  public String toString() {
    return "Explanation(" + policy() + " " + version() + ", " + segment() + ")";
  }
}
