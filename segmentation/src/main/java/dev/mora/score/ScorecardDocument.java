package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code mora/scorecard-1}. */
final class ScorecardDocument {

  static final String SCHEMA = "mora/scorecard-1";

  private static final String[] RANGE = {"from", "above", "to", "below"};

  private final ModelDocument document = new ModelDocument();
  private final JsonObject root;

  private ScorecardDocument(JsonObject root) {
    this.root = root;
  }

  static Scorecard read(JsonObject root) {
    return new ScorecardDocument(root).card();
  }

  private Scorecard card() {
    document.gather(
        () ->
            root.only(
                "schema",
                "name",
                "version",
                "validUntil",
                "attributes",
                "scaling",
                "intercept",
                "base",
                "decimals",
                "bands",
                "characteristics"));
    Optional<String> name = document.gather(() -> ModelDocument.filled(root, "name"));
    Optional<String> version = document.gather(() -> ModelDocument.filled(root, "version"));
    Optional<Optional<LocalDate>> until = document.gather(() -> ModelDocument.validUntil(root));
    Optional<Optional<Scaling>> scaling = document.gather(() -> ModelDocument.scaling(root));
    Optional<Optional<BigDecimal>> intercept =
        document.gather(() -> ModelDocument.optionalNumber(root, "intercept"));
    Optional<BigDecimal> base =
        document.gather(() -> ModelDocument.optionalNumber(root, "base").orElse(BigDecimal.ZERO));
    Optional<Integer> decimals = document.gather(() -> ModelDocument.decimals(root, 0));
    Optional<Optional<ScoreBands>> bands = document.gather(() -> ModelDocument.bands(root));
    document.declare(root);
    List<Characteristic> characteristics = new ArrayList<>();
    boolean woe = root.has("intercept");
    document
        .gather(() -> root.array("characteristics"))
        .ifPresent(
            array ->
                array
                    .values()
                    .forEach(
                        value ->
                            document
                                .gather(() -> characteristic(value.asObject(), woe))
                                .ifPresent(characteristics::add)));
    return document.finish(
        root,
        () -> {
          Scorecard.Builder card =
              Scorecard.builder(name.orElseThrow(), version.orElseThrow())
                  .base(base.orElseThrow())
                  .decimals(decimals.orElseThrow());
          scaling.orElseThrow().ifPresent(card::scaling);
          intercept.orElseThrow().ifPresent(card::intercept);
          bands.orElseThrow().ifPresent(card::bands);
          until.orElseThrow().ifPresent(card::validUntil);
          characteristics.forEach(card::characteristic);
          return card.build();
        });
  }

  private Characteristic characteristic(JsonObject object, boolean woe) {
    object.only("attribute", "currency", "coefficient", "bins", "missing", "reason");
    Attribute<?> attribute = document.attribute(object);
    if (attribute.type() == AttributeType.SET) {
      JsonValue at = object.value("attribute");
      throw at.invalid(at.describe(), "an attribute with one value: a set has no bins");
    }
    Optional<Currency> currency = ModelDocument.currency(object, attribute);
    Optional<BigDecimal> coefficient = ModelDocument.optionalNumber(object, "coefficient");
    if (coefficient.isPresent() != woe) {
      throw woe
          ? object.invalid("no coefficient", "one: the card has an intercept")
          : object.value("coefficient").invalid("a coefficient", "none: the card has no intercept");
    }
    JsonArray array = object.array("bins");
    List<Bin> bins = new ArrayList<>();
    array.values().forEach(value -> bins.add(bin(value.asObject(), attribute, currency, woe)));
    Coverage.check(attribute, Axis.of(attribute, currency), bins)
        .ifPresent(
            hole -> {
              throw (hole.bin() < 0 ? array : array.values().get(hole.bin()))
                  .invalid(hole.found(), hole.expected());
            });
    Optional<BigDecimal> missing = ModelDocument.missing(object);
    return ModelDocument.located(
        object,
        () ->
            new Characteristic(
                attribute,
                currency,
                coefficient,
                bins,
                missing,
                ModelDocument.reason(object, attribute)));
  }

  private static Bin bin(
      JsonObject object, Attribute<?> attribute, Optional<Currency> currency, boolean woe) {
    String worthKey = woe ? "woe" : "points";
    switch (attribute.type()) {
      case TEXT -> object.only("in", "other", worthKey);
      case FLAG -> object.only("is", worthKey);
      default -> object.only(RANGE[0], RANGE[1], RANGE[2], RANGE[3], worthKey);
    }
    BigDecimal worth = ModelDocument.number(object, worthKey);
    if (attribute.type() == AttributeType.FLAG) {
      return new Bin.Flag(object.value("is").asBoolean(), worth);
    }
    if (attribute.type() == AttributeType.TEXT) {
      return names(object, worth);
    }
    return new Bin.Range(
        end(object, "from", "above", currency), end(object, "to", "below", currency), worth);
  }

  private static Bin names(JsonObject object, BigDecimal worth) {
    if (object.has("other") == object.has("in")) {
      throw object.invalid(
          object.has("in") ? "in and other" : "neither in nor other", "one of in, other");
    }
    if (object.has("other")) {
      if (!object.value("other").asBoolean()) {
        throw object.value("other").invalid("false", "true");
      }
      return new Bin.Others(worth);
    }
    JsonArray values = object.array("in");
    List<String> names = values.strings();
    return ModelDocument.located(values, () -> new Bin.OneOf(names, worth));
  }

  private static Optional<Bin.Limit> end(
      JsonObject object, String including, String excluding, Optional<Currency> currency) {
    if (object.has(including) && object.has(excluding)) {
      throw object
          .value(excluding)
          .invalid(including + " and " + excluding, "one end on each side");
    }
    boolean included = object.has(including);
    return object
        .optionalValue(included ? including : excluding)
        .map(value -> new Bin.Limit(limit(value, currency), included));
  }

  /** Amounts stand in quotes, as in policies. */
  private static BigDecimal limit(JsonValue value, Optional<Currency> currency) {
    if (currency.isEmpty()) {
      return ModelDocument.number(value);
    }
    if (!(value instanceof JsonString)) {
      throw value.invalid(value.describe(), "an amount in quotes such as \"500.00\"");
    }
    BigDecimal amount = value.asDecimal();
    return ModelDocument.located(value, () -> Money.of(amount, currency.get()).amount());
  }

  static JsonObject write(Scorecard card) {
    JsonObject out = ModelDocument.head(SCHEMA, card.info(), card.declared());
    if (card.scaling().isPresent()) {
      out = out.with("scaling", ModelDocument.write(card.scaling().get()));
    }
    if (card.intercept().isPresent()) {
      out = out.with("intercept", card.intercept().get());
    } else {
      out = out.with("base", card.base());
    }
    out = out.with("decimals", card.decimals());
    if (card.bands().isPresent()) {
      out = out.with("bands", JsonArray.of(ModelDocument.write(card.bands().get())));
    }
    return out.with(
        "characteristics",
        JsonArray.of(card.characteristics().stream().map(ScorecardDocument::write).toList()));
  }

  private static JsonObject write(Characteristic each) {
    JsonObject out = JsonObject.of().with("attribute", each.attribute().name());
    if (each.currency().isPresent()) {
      out = out.with("currency", each.currency().get().getCurrencyCode());
    }
    if (each.coefficient().isPresent()) {
      out = out.with("coefficient", each.coefficient().get());
    }
    String worth = each.coefficient().isPresent() ? "woe" : "points";
    List<JsonObject> bins = new ArrayList<>();
    for (Bin bin : each.bins()) {
      bins.add(write(bin, each.currency()).with(worth, bin.worth()));
    }
    out = ModelDocument.withMissing(out.with("bins", JsonArray.of(bins)), each.missing());
    return ModelDocument.withReason(out, each.reason(), each.attribute());
  }

  private static JsonObject write(Bin bin, Optional<Currency> currency) {
    JsonObject out = JsonObject.of();
    if (bin instanceof Bin.Range range) {
      JsonObject low =
          range
              .lower()
              .map(end -> out.with(end.included() ? "from" : "above", write(end, currency)))
              .orElse(out);
      return range
          .upper()
          .map(end -> low.with(end.included() ? "to" : "below", write(end, currency)))
          .orElse(low);
    }
    if (bin instanceof Bin.OneOf some) {
      return out.with("in", JsonArray.ofStrings(some.values()));
    }
    return bin instanceof Bin.Flag flag ? out.with("is", flag.value()) : out.with("other", true);
  }

  private static JsonValue write(Bin.Limit end, Optional<Currency> currency) {
    return currency
        .<JsonValue>map(unit -> JsonString.of(Money.of(end.value(), unit).amount().toPlainString()))
        .orElseGet(() -> JsonNumber.of(end.value()));
  }
}
