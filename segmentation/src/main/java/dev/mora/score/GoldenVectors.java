package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.json.Json;
import dev.mora.json.JsonNull;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a version of a model must say of given features, as a file beside the model ({@code
 * mora/score-vectors-1}), so that whoever ports or plugs in a model can hold it to its word.
 */
public final class GoldenVectors {

  static final String SCHEMA = "mora/score-vectors-1";

  /** How far a score and a probability may be off. */
  public static final double TOLERANCE = 1e-6;

  private final JsonObject root;

  private GoldenVectors(JsonObject root) {
    this.root = root;
  }

  /**
   * @throws dev.mora.json.InvalidDocument if it is no such file
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static GoldenVectors load(Path file) {
    return of(Json.read(file));
  }

  /**
   * Like {@link #load(Path)} on a text.
   *
   * @param source names the text in faults
   */
  public static GoldenVectors parse(String source, String text) {
    return of(Json.parse(source, text));
  }

  private static GoldenVectors of(JsonValue document) {
    JsonObject root = document.asObject().only("schema", "model", "version", "asOf", "vectors");
    root.requireSchema(SCHEMA);
    return new GoldenVectors(root);
  }

  /**
   * Asks the model for each vector.
   *
   * @return a line for each deviation; empty if there is none
   * @throws dev.mora.json.InvalidDocument if a feature is none of the model's, or not of its type
   */
  public List<String> check(RiskModel model) {
    List<String> deviations = new ArrayList<>();
    ModelInfo info = model.info();
    if (!info.name().equals(root.string("model"))
        || !info.version().equals(root.string("version"))) {
      deviations.add(
          root.location()
              + ": for "
              + root.string("model")
              + " "
              + root.string("version")
              + ", not for "
              + info.name()
              + " "
              + info.version());
    }
    LocalDate asOf = root.optionalDate("asOf").orElse(LocalDate.EPOCH);
    for (JsonObject vector : root.array("vectors").objects()) {
      vector.only("features", "score", "probability", "reasons");
      ScoreResult result = model.score(facts(vector.object("features"), info), asOf);
      for (String deviation : deviations(vector, result)) {
        deviations.add(vector.location() + ": " + deviation);
      }
    }
    return List.copyOf(deviations);
  }

  private static List<String> deviations(JsonObject vector, ScoreResult result) {
    List<String> found = new ArrayList<>();
    JsonValue score = vector.value("score");
    if (score instanceof JsonNull) {
      result.score().ifPresent(any -> found.add("a score of " + any + " instead of a refusal"));
      return found;
    }
    BigDecimal expected = score.asDecimal();
    if (result.score().isEmpty()) {
      found.add("no score instead of " + expected + ": nothing known of " + result.missing());
      return found;
    }
    if (!near(result.score().get().doubleValue(), expected.doubleValue())) {
      found.add("a score of " + result.score().get() + " instead of " + expected);
    }
    if (vector.has("probability")) {
      double p = vector.decimal("probability").doubleValue();
      OptionalDouble given = result.probability();
      if (given.isEmpty() || !near(given.getAsDouble(), p)) {
        found.add(
            "a probability of "
                + (given.isEmpty() ? "nothing" : given.getAsDouble())
                + " instead of "
                + p);
      }
    }
    vector
        .optionalArray("reasons")
        .ifPresent(
            codes -> {
              List<String> given =
                  result.reasons().stream().map(reason -> reason.code().code()).toList();
              if (!given.equals(codes.strings())) {
                found.add("reasons " + given + " instead of " + codes.strings());
              }
            });
    return found;
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= TOLERANCE;
  }

  private static CaseFacts facts(JsonObject features, ModelInfo info) {
    Attributes attributes = Attributes.standard();
    Map<String, Attribute<?>> known = new TreeMap<>();
    for (ModelInfo.Feature feature : info.features()) {
      attributes = attributes.with(feature.attribute());
      known.put(feature.attribute().name(), feature.attribute());
    }
    CaseFacts.Builder facts = CaseFacts.builder(attributes);
    for (String name : features.keys()) {
      JsonValue value = features.value(name);
      Optional<Attribute<?>> attribute = Optional.ofNullable(known.get(name));
      if (attribute.isEmpty()) {
        throw value.invalid("feature \"" + name + '"', "one of " + known.keySet(), known.keySet());
      }
      facts.setAny(attribute.get(), value(value, attribute.get().type()));
    }
    return facts.build();
  }

  private static Object value(JsonValue value, AttributeType type) {
    return switch (type) {
      case TEXT -> value.asString();
      case FLAG -> value.asBoolean();
      case DAYS, COUNT -> value.asInt();
      case SET -> new HashSet<>(value.asArray().strings());
      case MONEY -> ModelDocument.located(value, () -> Money.parse(value.asString()));
      case NUMBER, PERCENT -> {
        if (!(value instanceof JsonNumber number)) {
          throw value.invalid(value.describe(), "a number without quotes");
        }
        yield number.value();
      }
    };
  }

  @Override
  public String toString() {
    return "GoldenVectors(" + root.location() + ")";
  }
}
