package dev.mora.attribute;

import dev.mora.attribute.Percentiles.Peers;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.json.JsonWriter;
import dev.mora.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code mora/percentiles-1}: by attribute and peers the values that there are, rising, and how
 * many cases have each. Values are whole numbers as they are compared: minor units of an amount,
 * millionths of a number or percentage, days and counts as they are.
 */
final class PercentilesDocument {

  static final String SCHEMA = "mora/percentiles-1";

  /** Written by us, not by people: 256 MiB, 4 million values for each group of peers. */
  static final JsonLimits LIMITS =
      new JsonLimits(1 << 28, 8, 1 << 10, 20, 10_000, 4_000_000, 40_000_000, true);

  private PercentilesDocument() {}

  static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LIMITS.maxBytes()) {
        throw new IOException("longer than " + LIMITS.maxBytes() + " bytes: " + file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Percentiles read(JsonValue document) {
    JsonObject root = document.asObject();
    root.only("schema", "attributes").requireSchema(SCHEMA);
    JsonObject attributes = root.object("attributes");
    Map<String, Map<Peers, Sample>> samples = new LinkedHashMap<>();
    for (String name : attributes.keys()) {
      Map<Peers, Sample> byPeers = new TreeMap<>();
      for (JsonObject group : attributes.array(name).objects()) {
        group.only("product", "currency", "values", "counts");
        Peers peers = new Peers(group.string("product"), currency(group));
        if (byPeers.put(peers, sample(group)) != null) {
          throw group.invalid("peers that stand here twice", "each product and currency once");
        }
      }
      samples.put(name, byPeers);
    }
    return new Percentiles(samples);
  }

  private static String currency(JsonObject group) {
    String code = group.string("currency");
    try {
      return Money.currencyOf(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      JsonValue at = group.value("currency");
      throw at.invalid(at.describe(), "an ISO 4217 currency code such as MXN");
    }
  }

  private static Sample sample(JsonObject group) {
    JsonArray values = group.array("values");
    JsonArray counts = group.array("counts");
    if (values.isEmpty() || values.size() != counts.size()) {
      throw counts.invalid(
          counts.size() + " counts for " + values.size() + " values",
          "one for each value, and at least one value");
    }
    long[] lanes = new long[values.size()];
    long[] many = new long[values.size()];
    for (int i = 0; i < lanes.length; i++) {
      JsonValue value = values.values().get(i);
      JsonValue count = counts.values().get(i);
      lanes[i] = value.asLong();
      many[i] = count.asInt();
      if (i > 0 && lanes[i] <= lanes[i - 1]) {
        throw value.invalid(value.describe(), "more than the value before it");
      }
      if (many[i] < 1) {
        throw count.invalid(count.describe(), "1 or more");
      }
    }
    return new Sample(lanes, many);
  }

  static String write(Percentiles percentiles) {
    JsonWriter json = JsonWriter.create().object().field("schema", SCHEMA);
    json.name("attributes").object();
    percentiles
        .samples()
        .forEach(
            (name, byPeers) -> {
              json.name(name).array();
              byPeers.forEach((peers, sample) -> write(json, peers, sample));
              json.end();
            });
    return json.end().end().text();
  }

  private static void write(JsonWriter json, Peers peers, Sample sample) {
    json.object().field("product", peers.product()).field("currency", peers.currency());
    json.name("values").array();
    for (int i = 0; i < sample.distinct(); i++) {
      json.value(sample.value(i));
    }
    json.end().name("counts").array();
    for (int i = 0; i < sample.distinct(); i++) {
      json.value(sample.count(i));
    }
    json.end().end();
  }
}
