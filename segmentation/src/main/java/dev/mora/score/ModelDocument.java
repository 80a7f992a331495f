package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the files of all models have in common. Collects every fault that it can tell apart. */
final class ModelDocument {

  static final String REFUSE = "REFUSE";

  private final List<Fault> faults = new ArrayList<>();
  private Attributes attributes = Attributes.standard();

  static RiskModel load(Path file) {
    return read(Json.read(file));
  }

  static RiskModel parse(String source, String text) {
    return read(Json.parse(source, text));
  }

  private static RiskModel read(JsonValue document) {
    JsonObject root = document.asObject();
    String schema = root.string("schema");
    if (schema.equals(ScorecardDocument.SCHEMA)) {
      return ScorecardDocument.read(root);
    }
    if (schema.equals(LogisticDocument.SCHEMA)) {
      return LogisticDocument.read(root);
    }
    JsonValue at = root.value("schema");
    List<String> known = List.of(ScorecardDocument.SCHEMA, LogisticDocument.SCHEMA);
    throw at.invalid(at.describe(), "one of " + String.join(", ", known), known);
  }

  /** The value, or its faults among the others. */
  <T> Optional<T> gather(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (InvalidDocument e) {
      faults.addAll(e.faults());
      return Optional.empty();
    }
  }

  boolean isFaulty() {
    return !faults.isEmpty();
  }

  /** Builds the model, or throws what was collected. */
  <M> M finish(JsonObject root, Supplier<M> model) {
    if (isFaulty()) {
      throw new InvalidDocument(faults);
    }
    return located(root, model);
  }

  /** What a value refuses becomes a fault at its place. */
  static <T> T located(JsonValue at, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw at.invalid(at.describe(), String.valueOf(e.getMessage()));
    }
  }

  static String filled(JsonObject object, String key) {
    String text = object.string(key);
    if (text.isBlank()) {
      throw object.value(key).invalid("a blank text", "a " + key);
    }
    return text;
  }

  static BigDecimal number(JsonObject object, String key) {
    return number(object.value(key));
  }

  static BigDecimal number(JsonValue value) {
    if (!(value instanceof JsonNumber number)) {
      throw value.invalid(value.describe(), "a number without quotes");
    }
    return located(value, () -> Numbers.moderate("a number", number.value()));
  }

  static Optional<BigDecimal> optionalNumber(JsonObject object, String key) {
    return object.optionalValue(key).map(ModelDocument::number);
  }

  /** Types of own columns. */
  void declare(JsonObject root) {
    gather(() -> root.optionalObject("attributes"))
        .flatMap(types -> types)
        .ifPresent(types -> types.keys().forEach(key -> gather(() -> declare(types, key))));
  }

  private String declare(JsonObject types, String key) {
    JsonValue value = types.value(key);
    if (!key.startsWith("loan.") && !key.startsWith("borrower.") || !Attributes.isCustomName(key)) {
      throw value.invalid("attribute \"" + key + "\"", "loan.x or borrower.x");
    }
    List<String> codes = Arrays.stream(AttributeType.values()).map(AttributeType::code).toList();
    int place = codes.indexOf(value.asString());
    if (place < 0) {
      throw value.invalid(value.describe(), "one of " + String.join(", ", codes), codes);
    }
    attributes = attributes.custom(key, AttributeType.values()[place]);
    return key;
  }

  Attribute<?> attribute(JsonObject object) {
    JsonValue at = object.value("attribute");
    String name = at.asString();
    Optional<Attribute<?>> known = attributes.find(name);
    if (known.isPresent()) {
      return known.get();
    }
    if (!name.startsWith("loan.") && !name.startsWith("borrower.") && !name.startsWith("score.")
        || !Attributes.isCustomName(name)) {
      throw at.invalid(
          at.describe(), "a known attribute, loan.x, borrower.x or score.x", attributes.names());
    }
    AttributeType type = name.startsWith("score.") ? AttributeType.NUMBER : AttributeType.TEXT;
    attributes = attributes.custom(name, type);
    return attributes.find(name).orElseThrow();
  }

  static Optional<Currency> currency(JsonObject object, Attribute<?> attribute) {
    boolean money = attribute.type() == AttributeType.MONEY;
    if (!money && object.has("currency")) {
      JsonValue at = object.value("currency");
      throw at.invalid("a currency", "none: " + attribute + " is no amount");
    }
    if (!money) {
      return Optional.empty();
    }
    String code = object.string("currency");
    try {
      return Optional.of(Money.zero(Money.currencyOf(code)).currency());
    } catch (IllegalArgumentException e) {
      JsonValue at = object.value("currency");
      throw at.invalid(at.describe(), "an ISO 4217 currency code such as MXN");
    }
  }

  /** A number, or {@value #REFUSE}: nobody leaves it out by mistake. */
  static Optional<BigDecimal> missing(JsonObject object) {
    if (!object.has("missing")) {
      throw object.invalid(
          "no key \"missing\"", "what a missing value is worth, or \"" + REFUSE + '"');
    }
    JsonValue at = object.value("missing");
    if (at instanceof JsonString text) {
      if (!text.value().equals(REFUSE)) {
        throw at.invalid(at.describe(), "a number or \"" + REFUSE + '"', List.of(REFUSE));
      }
      return Optional.empty();
    }
    return Optional.of(number(at));
  }

  static JsonObject withMissing(JsonObject out, Optional<BigDecimal> missing) {
    return missing.isPresent() ? out.with("missing", missing.get()) : out.with("missing", REFUSE);
  }

  static ReasonCode reason(JsonObject object, Attribute<?> attribute) {
    Optional<JsonValue> reason = object.optionalValue("reason");
    if (reason.isEmpty()) {
      return ReasonCode.of(attribute.name());
    }
    if (reason.get() instanceof JsonString) {
      return ReasonCode.of(filled(object, "reason"));
    }
    JsonObject words = reason.get().asObject().only("code", "es", "pt", "en");
    Map<Language, String> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String key = language.name().toLowerCase(Locale.ROOT);
      if (words.has(key)) {
        texts.put(language, filled(words, key));
      }
    }
    return new ReasonCode(filled(words, "code"), texts);
  }

  static JsonObject withReason(JsonObject out, ReasonCode reason, Attribute<?> attribute) {
    if (reason.words().isEmpty()) {
      return reason.code().equals(attribute.name()) ? out : out.with("reason", reason.code());
    }
    JsonObject words = JsonObject.of().with("code", reason.code());
    for (Map.Entry<Language, String> each : reason.words().entrySet()) {
      words = words.with(each.getKey().name().toLowerCase(Locale.ROOT), each.getValue());
    }
    return out.with("reason", words);
  }

  static Optional<Scaling> scaling(JsonObject root) {
    return root.optionalObject("scaling")
        .map(
            object -> {
              object.only("baseScore", "baseOdds", "pdo");
              BigDecimal score = number(object, "baseScore");
              BigDecimal odds = number(object, "baseOdds");
              BigDecimal pdo = number(object, "pdo");
              return located(object, () -> new Scaling(score, odds, pdo));
            });
  }

  static JsonObject write(Scaling scaling) {
    return JsonObject.of()
        .with("baseScore", scaling.baseScore())
        .with("baseOdds", scaling.baseOdds())
        .with("pdo", scaling.pdo());
  }

  static int decimals(JsonObject root, int otherwise) {
    int decimals = root.integerOr("decimals", otherwise);
    return root.has("decimals")
        ? located(root.value("decimals"), () -> Numbers.decimals(decimals))
        : decimals;
  }

  static Optional<LocalDate> validUntil(JsonObject root) {
    return root.optionalDate("validUntil");
  }

  static Optional<ScoreBands> bands(JsonObject root) {
    if (!root.has("bands")) {
      return Optional.empty();
    }
    List<ScoreBands.Band> bands = new ArrayList<>();
    for (JsonObject object : root.array("bands").objects()) {
      object.only("code", "below");
      bands.add(new ScoreBands.Band(filled(object, "code"), optionalNumber(object, "below")));
    }
    ScoreBands.fault(bands)
        .ifPresent(
            fault -> {
              JsonValue at =
                  bands.isEmpty()
                      ? root.value("bands")
                      : root.array("bands").values().get(fault.index());
              throw at.invalid(at.toJson(), fault.expected());
            });
    return Optional.of(new ScoreBands(bands));
  }

  static List<JsonObject> write(ScoreBands bands) {
    List<JsonObject> written = new ArrayList<>();
    for (ScoreBands.Band band : bands.bands()) {
      JsonObject out = JsonObject.of().with("code", band.code());
      written.add(band.below().map(cutOff -> out.with("below", cutOff)).orElse(out));
    }
    return written;
  }

  /** Name, version, end and own columns: how every file starts. */
  static JsonObject head(String schema, ModelInfo info, Map<String, AttributeType> declared) {
    JsonObject out =
        JsonObject.of()
            .with("schema", schema)
            .with("name", info.name())
            .with("version", info.version());
    if (info.validUntil().isPresent()) {
      out = out.with("validUntil", info.validUntil().get().toString());
    }
    if (!declared.isEmpty()) {
      JsonObject types = JsonObject.of();
      for (Map.Entry<String, AttributeType> each : declared.entrySet()) {
        types = types.with(each.getKey(), each.getValue().code());
      }
      out = out.with("attributes", types);
    }
    return out;
  }
}
