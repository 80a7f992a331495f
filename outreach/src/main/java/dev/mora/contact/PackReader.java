package dev.mora.contact;

import dev.mora.contact.ContactPack.Item;
import dev.mora.contact.ContactPack.Switch;
import dev.mora.contact.ContactPack.Unchecked;
import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.party.Channel;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a pack file; says everything that is wrong with it at once. */
final class PackReader {

  static final String SCHEMA = "mora/contact-1";

  private PackReader() {}

  static ContactPack read(JsonObject json) {
    json.only(
        "schema",
        "id",
        "version",
        "effective",
        "reviewedOn",
        "extends",
        "country",
        "zones",
        "switches",
        "safetyMargin",
        "rules",
        "unchecked",
        "tests");
    json.requireSchema(SCHEMA);
    JsonObject effective = json.object("effective").only("from", "to");
    LocalDate from = effective.date("from");
    LocalDate to = effective.optionalDate("to").orElse(null);
    if (to != null && to.isBefore(from)) {
      throw effective.value("to").invalid(to.toString(), from + " or later");
    }
    Map<String, Switch> switches = switches(json);
    return new ContactPack(
        json.string("id"),
        json.string("version"),
        from,
        to,
        json.date("reviewedOn"),
        json.optionalArray("extends").map(JsonArray::strings).orElse(List.of()),
        json.optionalString("country").orElse(null),
        json.optionalArray("zones").map(PackReader::zones).orElse(List.of()),
        switches,
        margins(json),
        items(json, new RuleReader(switches, false)),
        unchecked(json),
        json.optionalArray("tests").map(JsonArray::objects).orElse(List.of()).stream()
            .map(PackTest::read)
            .toList());
  }

  /** All rules of a document; ids are used once. */
  static List<Item> items(JsonObject json, RuleReader reader) {
    List<Item> items = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonValue each : json.optionalArray("rules").map(JsonArray::values).orElse(List.of())) {
      try {
        Item item = reader.read(each.asObject());
        if (!ids.add(item.rule().head().id())) {
          faults.add(
              each.asObject()
                  .value("id")
                  .fault("\"" + item.rule().head().id() + "\" twice", "each rule id once"));
        }
        items.add(item);
      } catch (InvalidDocument e) {
        faults.addAll(e.faults());
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    return items;
  }

  /** By channel name; {@code default} for all others. */
  static Map<String, Duration> margins(JsonObject json) {
    Map<String, Duration> margins = new LinkedHashMap<>();
    if (json.has("safetyMargin")) {
      JsonObject named = json.object("safetyMargin");
      for (String key : named.keys()) {
        try {
          margins.put(new Channel(key).name(), RuleReader.duration(named.value(key)));
        } catch (IllegalArgumentException e) {
          throw named
              .value(key)
              .invalid("\"" + key + "\"", "default, or a channel name in lower case");
        }
      }
    }
    return margins;
  }

  static List<ZoneId> zones(JsonArray json) {
    List<ZoneId> zones = new ArrayList<>();
    for (JsonValue each : json.values()) {
      try {
        zones.add(ZoneId.of(each.asString()));
      } catch (DateTimeException e) {
        throw each.invalid(
            each.describe(), "a time zone such as America/Lima", ZoneId.getAvailableZoneIds());
      }
    }
    return zones;
  }

  private static Map<String, Switch> switches(JsonObject json) {
    Map<String, Switch> switches = new LinkedHashMap<>();
    if (json.has("switches")) {
      JsonObject named = json.object("switches");
      for (String name : named.keys()) {
        JsonObject readings = named.object(name).only("strict", "literal");
        switches.put(
            name,
            new Switch(
                readings.value("strict").asBoolean(), readings.value("literal").asBoolean()));
      }
    }
    return switches;
  }

  private static List<Unchecked> unchecked(JsonObject json) {
    return json.optionalArray("unchecked").map(JsonArray::objects).orElse(List.of()).stream()
        .map(each -> each.only("id", "text", "source", "status"))
        .map(
            each ->
                new Unchecked(
                    each.string("id"),
                    each.string("text"),
                    each.string("source"),
                    each.oneOf("status", RuleStatus.class)))
        .toList();
  }
}
