package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.loan.Component;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The file form of a policy: {@code META-INF/mora/schema/delinquency-1.json}. */
final class PolicyDocument {

  static final String SCHEMA = "mora/delinquency-1";

  private static final String[] KEYS = keys("schema", "name", "version", "byProduct");

  private PolicyDocument() {}

  static DelinquencyPolicy read(JsonObject json) {
    json.only(KEYS);
    if (json.has("schema")) {
      json.requireSchema(SCHEMA);
    }
    DelinquencyPolicy.Builder b =
        DelinquencyPolicy.builder()
            .name(json.stringOr("name", ""))
            .version(json.stringOr("version", ""));
    settings(json, b);
    json.array("buckets");
    json.optionalObject("byProduct")
        .ifPresent(
            products -> {
              for (String product : products.keys()) {
                JsonObject own = products.object(product).only(keys());
                ObjectSettings.within(
                    products.value(product),
                    "a product name",
                    () -> b.product(product, other -> countable(own, settings(own, other))));
              }
            });
    countable(json, b);
    return b.build();
  }

  private static DelinquencyPolicy.Builder countable(JsonObject json, DelinquencyPolicy.Builder b) {
    JsonValue where = json.optionalValue("basis").orElse(json);
    return ObjectSettings.within(where, "materiality beside basis COUNTER", b::countable);
  }

  private static DelinquencyPolicy.Builder settings(JsonObject json, DelinquencyPolicy.Builder b) {
    if (json.has("count")) {
      b.count(json.oneOf("count", DelinquencyPolicy.Count.class));
    }
    if (json.has("basis")) {
      b.basis(ObjectSettings.basis(json.value("basis")));
    }
    json.optionalObject("grace").ifPresent(grace -> b.grace(grace(grace)));
    json.optionalObject("tolerance").ifPresent(value -> b.tolerance(tolerance(value)));
    if (json.has("allocation")) {
      b.allocation(json.oneOf("allocation", DelinquencyPolicy.Allocation.class));
    }
    json.optionalArray("order")
        .ifPresent(
            order -> {
              List<Component> parts = new ArrayList<>();
              order.values().forEach(value -> parts.add(value.asOneOf(Component.class)));
              ObjectSettings.within(order, "all four components, each once", () -> b.order(parts));
            });
    if (json.has("pauses")) {
      b.pauses(json.oneOf("pauses", DelinquencyPolicy.Pauses.class));
    }
    if (json.has("reversals")) {
      b.reversals(json.oneOf("reversals", DelinquencyPolicy.Reversals.class));
    }
    if (json.has("legalHolds")) {
      b.legalHolds(json.oneOf("legalHolds", DelinquencyPolicy.LegalHolds.class));
    }
    if (json.has("businessDays")) {
      b.businessDays(json.oneOf("businessDays", BusinessDays.Convention.class));
    }
    json.optionalValue("restructures")
        .ifPresent(value -> b.restructures(ObjectSettings.restructures(value)));
    json.optionalValue("materiality").ifPresent(value -> ObjectSettings.materiality(value, b));
    json.optionalArray("buckets").ifPresent(buckets -> b.buckets(buckets(buckets)));
    json.optionalArray("missed").ifPresent(buckets -> b.missed(buckets(buckets)));
    return b;
  }

  private static Grace grace(JsonObject json) {
    json.only("days", "mode");
    int days = json.integerOr("days", 0);
    Grace.Mode mode = json.oneOf("mode", Grace.Mode.class, Grace.Mode.SUBTRACT);
    return ObjectSettings.within(json, "0 or more days", () -> new Grace(days, mode));
  }

  private static Tolerance tolerance(JsonObject json) {
    json.only("amount", "percent", "scope", "combine");
    BigDecimal amount = ObjectSettings.decimal(json, "amount", "0");
    BigDecimal percent = ObjectSettings.decimal(json, "percent", "0");
    Tolerance.Scope scope = json.oneOf("scope", Tolerance.Scope.class, Tolerance.Scope.INSTALLMENT);
    Tolerance.Combine combine =
        json.oneOf("combine", Tolerance.Combine.class, Tolerance.Combine.MAX);
    return ObjectSettings.within(
        json,
        "an amount of 0 or more and 0 to 100 percent",
        () -> new Tolerance(amount, percent, scope, combine));
  }

  private static Buckets buckets(JsonArray json) {
    List<Bucket> buckets = new ArrayList<>();
    for (JsonObject bucket : json.objects()) {
      bucket.only("code", "from", "to");
      String code = bucket.string("code");
      int from = bucket.integer("from");
      OptionalInt to = bucket.optionalInteger("to");
      buckets.add(
          ObjectSettings.within(
              bucket, "a code and days from 1 on", () -> new Bucket(code, from, to)));
    }
    return ObjectSettings.within(
        json, "buckets with codes of their own that do not overlap", () -> new Buckets(buckets));
  }

  private static String[] keys(String... more) {
    List<String> keys = new ArrayList<>(List.of(more));
    keys.addAll(Terms.KEYS);
    return keys.toArray(new String[0]);
  }

  static JsonObject write(DelinquencyPolicy policy) {
    JsonObject json = JsonObject.of().with("schema", SCHEMA);
    if (!policy.name().isEmpty()) {
      json = json.with("name", policy.name());
    }
    if (!policy.version().isEmpty()) {
      json = json.with("version", policy.version());
    }
    json = settings(json, policy.terms(), said(policy.terms()));
    if (policy.overrides().isEmpty()) {
      return json;
    }
    JsonObject products = JsonObject.of();
    for (var entry : policy.overrides().entrySet()) {
      List<String> own = Terms.KEYS.stream().filter(entry.getValue().keys()::contains).toList();
      products =
          products.with(entry.getKey(), settings(JsonObject.of(), entry.getValue().terms(), own));
    }
    return json.with("byProduct", products);
  }

  /** Of a whole policy: what it shares with every other one from of old, and what it changes. */
  private static List<String> said(Terms terms) {
    Terms standard = Terms.standard(terms.buckets());
    return Terms.KEYS.stream()
        .filter(
            key ->
                switch (key) {
                  case "legalHolds" -> terms.legalHolds() != standard.legalHolds();
                  case "restructures" -> !terms.restructures().equals(standard.restructures());
                  case "businessDays" -> terms.businessDays() != standard.businessDays();
                  case "materiality" -> terms.materiality().isPresent();
                  case "missed" -> !terms.missed().equals(standard.missed());
                  default -> true;
                })
        .toList();
  }

  private static JsonObject settings(JsonObject json, Terms terms, List<String> keys) {
    JsonObject out = json;
    for (String key : keys) {
      out =
          switch (key) {
            case "count" -> out.with(key, terms.count().name());
            case "basis" -> out.with(key, ObjectSettings.basis(terms.basis()));
            case "legalHolds" -> out.with(key, terms.legalHolds().name());
            case "restructures" -> out.with(key, ObjectSettings.restructures(terms.restructures()));
            case "businessDays" -> out.with(key, terms.businessDays().name());
            case "materiality" -> ObjectSettings.materiality(out, terms);
            case "missed" -> out.with(key, buckets(terms.missed()));
            case "grace" -> out.with(key, grace(terms.grace()));
            case "tolerance" -> out.with(key, tolerance(terms.tolerance()));
            case "allocation" -> out.with(key, terms.allocation().name());
            case "order" ->
                out.with(key, JsonArray.ofStrings(terms.order().stream().map(Enum::name).toList()));
            case "pauses" -> out.with(key, terms.pauses().name());
            case "reversals" -> out.with(key, terms.reversals().name());
            default -> out.with("buckets", buckets(terms.buckets()));
          };
    }
    return out;
  }

  private static JsonObject grace(Grace grace) {
    return JsonObject.of().with("days", grace.days()).with("mode", grace.mode().name());
  }

  private static JsonObject tolerance(Tolerance tolerance) {
    return JsonObject.of()
        .with("amount", tolerance.amount().toPlainString())
        .with("percent", tolerance.percent().toPlainString())
        .with("scope", tolerance.scope().name())
        .with("combine", tolerance.combine().name());
  }

  private static JsonArray buckets(Buckets buckets) {
    List<JsonObject> list = new ArrayList<>();
    for (Bucket bucket : buckets.list()) {
      JsonObject json = JsonObject.of().with("code", bucket.code()).with("from", bucket.from());
      list.add(bucket.to().isPresent() ? json.with("to", bucket.to().getAsInt()) : json);
    }
    return JsonArray.of(list);
  }
}
