package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.portfolio.DataFault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The models of a run, by the name of the attribute {@code score.NAME} that each fills. They are
 * asked in the order in which they were added; one may read the scores of earlier ones. Immutable.
 */
public final class Scores {

  private static final Scores NONE = new Scores(Map.of());

  private final Map<String, RiskModel> models;

  private Scores(Map<String, RiskModel> models) {
    this.models = models;
  }

  /** Without a model. */
  public static Scores none() {
    return NONE;
  }

  /**
   * These and one more.
   *
   * @throws IllegalArgumentException if the name is taken, or the model reads its own score or one
   *     that no earlier model fills while it is here
   */
  public Scores with(String name, RiskModel model) {
    Attribute<BigDecimal> filled = Attribute.number("score." + name);
    if (models.containsKey(name)) {
      throw new IllegalArgumentException("two models fill " + filled);
    }
    for (RiskModel earlier : models.values()) {
      requireNotRead(filled, earlier);
    }
    requireNotRead(filled, model);
    Map<String, RiskModel> more = new LinkedHashMap<>(models);
    more.put(name, model);
    return new Scores(Collections.unmodifiableMap(more));
  }

  /** These and a model under its own name. */
  public Scores with(RiskModel model) {
    return with(model.info().name(), model);
  }

  private static void requireNotRead(Attribute<?> filled, RiskModel reader) {
    if (reader.info().features().stream().anyMatch(each -> each.attribute().equals(filled))) {
      throw new IllegalArgumentException(
          "model " + reader.info().name() + " reads " + filled + ", which a later model fills");
    }
  }

  /** By name, in the order in which they are asked. */
  public Map<String, RiskModel> models() {
    return models;
  }

  /**
   * A registry with what the models read and fill besides.
   *
   * @throws IllegalArgumentException if a model reads an own column as another type than is known
   */
  public Attributes attributes(Attributes base) {
    Attributes all = base;
    for (Map.Entry<String, RiskModel> each : models.entrySet()) {
      for (ModelInfo.Feature feature : each.getValue().info().features()) {
        all = withFeature(all, each.getKey(), feature.attribute());
      }
      all = all.with(Attribute.number("score." + each.getKey()));
    }
    return all;
  }

  private static Attributes withFeature(Attributes all, String model, Attribute<?> feature) {
    try {
      return all.with(feature);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "model "
              + model
              + " reads "
              + feature
              + " of type "
              + feature.type().code()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** What the models read. */
  public Set<Attribute<?>> reads() {
    Set<Attribute<?>> all = new LinkedHashSet<>();
    models
        .values()
        .forEach(model -> model.info().features().forEach(each -> all.add(each.attribute())));
    return Collections.unmodifiableSet(all);
  }

  /**
   * What the model behind an attribute {@code score.NAME}, and earlier models whose scores it
   * reads, see of what must not lead to harsher treatment; none if there is no such model.
   */
  public Set<Attribute<?>> protectedFeatures(Attribute<?> score) {
    return protectedFeatures(score, Set.of());
  }

  /**
   * Like {@link #protectedFeatures(Attribute)} with more that is protected.
   *
   * @param guarded names of attributes, such as those that a policy protects
   */
  public Set<Attribute<?>> protectedFeatures(Attribute<?> score, Set<String> guarded) {
    Set<Attribute<?>> result = new LinkedHashSet<>();
    RiskModel model = behind(score.name());
    if (model != null) {
      for (ModelInfo.Feature each : model.info().features()) {
        Attribute<?> read = each.attribute();
        String name = read.name();
        String ranked =
            name.startsWith("percentile.") ? name.substring(name.indexOf('.') + 1) : name;
        if (read.isProtected() || guarded.contains(name) || guarded.contains(ranked)) {
          result.add(read);
        }
        result.addAll(protectedFeatures(read, guarded));
      }
    }
    return result;
  }

  private @Nullable RiskModel behind(String attribute) {
    return attribute.startsWith("score.")
        ? models.get(attribute.substring("score.".length()))
        : null;
  }

  /**
   * What the model behind {@code score.NAME} says of these facts; empty if there is no such model,
   * it fails, or it is not valid any more.
   *
   * @param facts as a {@link Filler} gave them
   */
  public Optional<ScoreResult> result(String attribute, CaseFacts facts, LocalDate asOf) {
    RiskModel model = behind(attribute);
    if (model == null || !model.info().isValidOn(asOf)) {
      return Optional.empty();
    }
    try {
      return Optional.of(model.score(facts, asOf));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  public Filler filler(LocalDate asOf) {
    return new Filler(this, asOf);
  }

  @Override
  public String toString() {
    return "Scores" + models.keySet();
  }

  /** Fills case after case and gathers what went wrong. Not thread-safe. */
  public static final class Filler {

    private final Scores scores;
    private final LocalDate asOf;
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();

    /** The first case and how many there were. */
    private record Trouble(String column, String subject, String found, String why, int cases) {}

    private Filler(Scores scores, LocalDate asOf) {
      this.scores = scores;
      this.asOf = asOf;
    }

    /**
     * The facts with each score that there is. A score that the facts bring already gives way, also
     * where its model has no answer: then it is unknown.
     *
     * @param facts of a registry that {@link Scores#attributes} gave
     */
    public CaseFacts fill(CaseFacts facts) {
      CaseFacts result = facts;
      for (Map.Entry<String, RiskModel> each : scores.models.entrySet()) {
        ModelInfo info = each.getValue().info();
        if (!info.isValidOn(asOf)) {
          trouble(each.getKey(), facts, "an as-of date after its end", "a model that is valid");
          result = unknown(each.getKey(), result);
          continue;
        }
        Optional<BigDecimal> score = score(each.getKey(), each.getValue(), result);
        result =
            score.isPresent()
                ? filled(each.getKey(), result, score.get())
                : unknown(each.getKey(), result);
      }
      return result;
    }

    private Optional<BigDecimal> score(String name, RiskModel model, CaseFacts facts) {
      try {
        ScoreResult result = model.score(facts, asOf);
        if (result.score().isEmpty()) {
          trouble(
              name,
              facts,
              "nothing known of " + String.join(", ", result.missing()),
              "what the model needs");
        }
        return result.score();
      } catch (RuntimeException e) {
        trouble(name, facts, e.getClass().getSimpleName(), "a model that answers");
        return Optional.empty();
      }
    }

    private CaseFacts filled(String name, CaseFacts facts, BigDecimal score) {
      try {
        return facts.toBuilder().set(Attribute.number("score." + name), score).build();
      } catch (IllegalArgumentException e) {
        trouble(
            name,
            facts,
            "a score that is too large or too fine",
            "at most 6 decimals and 12 digits before them");
        return unknown(name, facts);
      }
    }

    private static CaseFacts unknown(String name, CaseFacts facts) {
      Attribute<BigDecimal> score = Attribute.number("score." + name);
      return facts.knows(score) ? facts.toBuilder().forget(score).build() : facts;
    }

    private void trouble(String name, CaseFacts facts, String found, String why) {
      String subject =
          facts
              .loan()
              .map(Object::toString)
              .or(() -> facts.borrower().map(Object::toString))
              .orElse("");
      troubles.merge(
          name + "|" + found,
          new Trouble("score." + name, subject, found, why, 1),
          (before, one) ->
              new Trouble(
                  before.column(), before.subject(), found, before.why(), before.cases() + 1));
    }

    /** Once for each model and cause; the value of a protected feature is never told. */
    public List<DataFault> faults() {
      List<DataFault> faults = new ArrayList<>();
      for (Map.Entry<String, RiskModel> each : scores.models.entrySet()) {
        ModelInfo info = each.getValue().info();
        if (!info.protectedFeatures().isEmpty()) {
          faults.add(
              fault(
                  info,
                  new Trouble(
                      "score." + each.getKey(),
                      "",
                      "protected " + info.protectedFeatures(),
                      "no harsher treatment because of it",
                      0)));
        }
        troubles.values().stream()
            .filter(trouble -> trouble.column().equals("score." + each.getKey()))
            .forEach(trouble -> faults.add(fault(info, trouble)));
      }
      return List.copyOf(faults);
    }

    private static DataFault fault(ModelInfo info, Trouble trouble) {
      String others = trouble.cases() > 1 ? ", and so in " + (trouble.cases() - 1) + " others" : "";
      return new DataFault(
          "model " + info.name() + " " + info.version(),
          0,
          trouble.column(),
          trouble.subject(),
          trouble.found() + others,
          trouble.why() + (trouble.cases() > 0 ? "; the score stays unknown" : ""),
          DataFault.Effect.NOTED);
    }
  }
}
