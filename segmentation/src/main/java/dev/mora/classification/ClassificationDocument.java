package dev.mora.classification;

import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The file form of a table: {@code META-INF/mora/schema/classification-1.json}. */
final class ClassificationDocument {

  static final String SCHEMA = "mora/classification-1";

  private static final String ORDER =
      "classes from the best to the worst, without gaps and overlaps";

  private ClassificationDocument() {}

  static ClassificationTable read(JsonObject json) {
    json.only("schema", "id", "country", "authority", "products", "count", "notes", "periods");
    json.requireSchema(SCHEMA);
    String id = json.string("id");
    String country = json.stringOr("country", "");
    String authority = json.string("authority");
    List<String> products = json.array("products").strings();
    DelinquencyPolicy.Count count = json.oneOf("count", DelinquencyPolicy.Count.class);
    String notes = json.stringOr("notes", "");
    List<ClassificationPeriod> periods = new ArrayList<>();
    for (JsonObject period : json.array("periods").objects()) {
      periods.add(period(period));
    }
    return within(
        json,
        "a table of one authority, its periods by date",
        () ->
            new ClassificationTable(
                id, country, authority, products, count, notes, periods, false));
  }

  private static ClassificationPeriod period(JsonObject json) {
    json.only("from", "to", "regulation", "source", "status", "classes");
    String regulation = json.string("regulation");
    String source = json.string("source");
    Verification status = json.oneOf("status", Verification.class);
    List<ClassRow> rows = new ArrayList<>();
    for (JsonObject own : json.array("classes").objects()) {
      ClassRow row = row(own, status);
      ClassRow before = rows.isEmpty() ? null : rows.get(rows.size() - 1);
      rows.add(within(own, ORDER, () -> ClassificationPeriod.next(before, row)));
    }
    return within(
        json,
        ORDER,
        () ->
            new ClassificationPeriod(
                json.optionalDate("from"), json.optionalDate("to"), regulation, source, rows));
  }

  private static ClassRow row(JsonObject json, Verification ofPeriod) {
    json.only("class", "name", "from", "to", "status", "provision", "restructures", "sticky");
    String code = json.string("class");
    String name = json.stringOr("name", "");
    int from = json.integer("from");
    OptionalInt to = json.optionalInteger("to");
    Verification status = json.oneOf("status", Verification.class, ofPeriod);
    Optional<Provision> provision =
        json.optionalObject("provision").map(own -> provision(own, status));
    OptionalInt restructures = json.optionalInteger("restructures");
    boolean sticky = json.bool("sticky", false);
    return within(
        json,
        "a class with a code and days from 0 on",
        () -> new ClassRow(code, name, from, to, status, provision, restructures, sticky));
  }

  private static Provision provision(JsonObject json, Verification ofRow) {
    json.only("percent", "upTo", "status");
    BigDecimal percent = percent(json, "percent");
    BigDecimal upTo = json.has("upTo") ? percent(json, "upTo") : percent;
    Verification status = json.oneOf("status", Verification.class, ofRow);
    return within(json, "0 to 100 percent", () -> new Provision(percent, upTo, status));
  }

  /** Percentages are strings, so that no reader of the file makes a binary fraction of them. */
  private static BigDecimal percent(JsonObject json, String key) {
    String text = json.string(key);
    if (!text.matches("\\d{1,3}(\\.\\d{1,6})?")) {
      throw json.value(key).invalid("\"" + text + "\"", "a percentage in quotes such as \"0.5\"");
    }
    return new BigDecimal(text);
  }

  /** Gives a broken rule the place where it was broken. */
  private static <T> T within(JsonValue where, String expected, Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidDocument e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw where.invalid(String.valueOf(e.getMessage()), expected);
    }
  }

  static JsonObject write(ClassificationTable table) {
    JsonObject json = JsonObject.of().with("schema", SCHEMA).with("id", table.id());
    json = text(json, "country", table.country());
    json =
        json.with("authority", table.authority())
            .with("products", JsonArray.ofStrings(table.products()))
            .with("count", table.count().name());
    json = text(json, "notes", table.notes());
    List<JsonObject> periods = table.periods().stream().map(ClassificationDocument::write).toList();
    return json.with("periods", JsonArray.of(periods));
  }

  private static JsonObject write(ClassificationPeriod period) {
    JsonObject json = JsonObject.of();
    json = text(json, "from", period.from().map(Object::toString).orElse(""));
    json = text(json, "to", period.to().map(Object::toString).orElse(""));
    Verification status = period.rows().get(0).status();
    List<JsonObject> rows = period.rows().stream().map(row -> write(row, status)).toList();
    return json.with("regulation", period.regulation())
        .with("source", period.source())
        .with("status", status.name())
        .with("classes", JsonArray.of(rows));
  }

  private static JsonObject write(ClassRow row, Verification ofPeriod) {
    JsonObject json = text(JsonObject.of().with("class", row.code()), "name", row.name());
    json = json.with("from", row.from());
    json = row.to().isPresent() ? json.with("to", row.to().getAsInt()) : json;
    json = row.status() == ofPeriod ? json : json.with("status", row.status().name());
    if (row.provision().isPresent()) {
      json = json.with("provision", write(row.provision().get(), row.status()));
    }
    json =
        row.restructures().isPresent()
            ? json.with("restructures", row.restructures().getAsInt())
            : json;
    return row.sticky() ? json.with("sticky", true) : json;
  }

  private static JsonObject write(Provision provision, Verification ofRow) {
    JsonObject json = JsonObject.of().with("percent", provision.percent().toPlainString());
    if (provision.upTo().compareTo(provision.percent()) != 0) {
      json = json.with("upTo", provision.upTo().toPlainString());
    }
    return provision.status() == ofRow ? json : json.with("status", provision.status().name());
  }

  private static JsonObject text(JsonObject json, String key, String value) {
    return value.isEmpty() ? json : json.with(key, value);
  }
}
