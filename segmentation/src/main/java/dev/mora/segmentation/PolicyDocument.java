package dev.mora.segmentation;

import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads and writes {@code mora/segmentation-1}. Reports every fault that it can tell apart. */
final class PolicyDocument {

  static final String SCHEMA = "mora/segmentation-1";

  private final List<Fault> faults = new ArrayList<>();
  private Attributes attributes = Attributes.standard();

  private PolicyDocument() {}

  static SegmentationPolicy read(JsonValue document) {
    return new PolicyDocument().policy(document.asObject());
  }

  static JsonObject write(SegmentationPolicy policy) {
    JsonObject out =
        JsonObject.of()
            .with("schema", SCHEMA)
            .with("name", policy.name())
            .with("version", policy.version())
            .with("unit", policy.unit().name());
    if (!policy.declared().isEmpty()) {
      JsonObject types = JsonObject.of();
      for (var entry : policy.declared().entrySet()) {
        types = types.with(entry.getKey(), entry.getValue().code());
      }
      out = out.with("attributes", types);
    }
    List<JsonObject> rules = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      JsonObject written = JsonObject.of().with("id", rule.id()).with("segment", rule.segment());
      rules.add(
          rule.when()
              .map(when -> written.with("when", ConditionDocument.write(when)))
              .orElse(written));
    }
    return out.with("rules", JsonArray.of(rules)).with("otherwise", policy.otherwise());
  }

  private SegmentationPolicy policy(JsonObject root) {
    gather(
        () -> root.only("schema", "name", "version", "unit", "attributes", "rules", "otherwise"));
    gather(() -> root.requireSchema(SCHEMA));
    Optional<String> name = gather(() -> filled(root, "name"));
    Optional<String> version = gather(() -> filled(root, "version"));
    Optional<String> otherwise = gather(() -> filled(root, "otherwise"));
    Optional<SegmentationPolicy.Unit> unit =
        gather(
            () -> root.oneOf("unit", SegmentationPolicy.Unit.class, SegmentationPolicy.Unit.LOAN));
    List<String> declared = new ArrayList<>();
    gather(() -> root.optionalObject("attributes"))
        .flatMap(types -> types)
        .ifPresent(types -> types.keys().forEach(key -> declare(types, key, declared)));
    List<Rule> rules = new ArrayList<>();
    gather(() -> root.array("rules"))
        .ifPresent(
            array -> {
              Set<String> ids = new HashSet<>();
              for (JsonValue value : array.values()) {
                rule(value, ids).ifPresent(rules::add);
              }
            });
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    SegmentationPolicy.Builder policy =
        SegmentationPolicy.builder(name.orElseThrow(), version.orElseThrow())
            .unit(unit.orElseThrow());
    declared.forEach(key -> policy.declare(key, attributes.find(key).orElseThrow().type()));
    rules.forEach(policy::rule);
    return policy.otherwise(otherwise.orElseThrow()).build();
  }

  private static String filled(JsonObject object, String key) {
    String text = object.string(key);
    if (text.isBlank()) {
      throw object.value(key).invalid("a blank text", "a " + key);
    }
    return text;
  }

  private void declare(JsonObject types, String key, List<String> declared) {
    gather(
        () -> {
          if (attributes.find(key).isPresent() && !Attributes.isCustomName(key)) {
            throw types
                .value(key)
                .invalid("attribute \"" + key + "\"", "loan.x or borrower.x: this one is built in");
          }
          if (!key.startsWith("loan.") && !key.startsWith("borrower.")
              || !Attributes.isCustomName(key)) {
            throw types.value(key).invalid("attribute \"" + key + "\"", "loan.x or borrower.x");
          }
          attributes = attributes.custom(key, type(types.value(key)));
          declared.add(key);
          return key;
        });
  }

  private static AttributeType type(JsonValue value) {
    List<String> codes = Arrays.stream(AttributeType.values()).map(AttributeType::code).toList();
    int place = codes.indexOf(value.asString());
    if (place < 0) {
      throw value.invalid(value.describe(), "one of " + String.join(", ", codes), codes);
    }
    return AttributeType.values()[place];
  }

  private Optional<Rule> rule(JsonValue value, Set<String> ids) {
    Optional<JsonObject> object = gather(value::asObject);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    JsonObject rule = object.get();
    gather(() -> rule.only("id", "segment", "when"));
    Optional<String> id = gather(() -> id(rule, ids));
    Optional<String> segment = gather(() -> filled(rule, "segment"));
    Optional<Condition> when =
        rule.optionalValue("when")
            .flatMap(
                condition -> {
                  ConditionDocument reader = new ConditionDocument(attributes, faults);
                  Optional<Condition> read = reader.read(condition);
                  attributes = reader.attributes();
                  return read;
                });
    return id.isEmpty() || segment.isEmpty() || !faults.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rule(id.get(), segment.get(), when));
  }

  private static String id(JsonObject rule, Set<String> ids) {
    String id = filled(rule, "id");
    JsonValue at = rule.value("id");
    if (id.equals(Rule.OTHERWISE)) {
      throw at.invalid(at.describe(), "another id: this one stands for the rest");
    }
    if (!ids.add(id)) {
      throw at.invalid(at.describe(), "an id that no other rule has");
    }
    return id;
  }

  private <T> Optional<T> gather(Supplier<T> part) {
    return gather(faults, part);
  }

  /** The value, or its faults among the others. */
  static <T> Optional<T> gather(List<Fault> faults, Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (InvalidDocument e) {
      faults.addAll(e.faults());
      return Optional.empty();
    }
  }
}
