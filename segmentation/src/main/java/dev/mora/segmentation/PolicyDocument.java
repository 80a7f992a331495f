package dev.mora.segmentation;

import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads and writes {@code mora/segmentation-1}. Reports every fault that it can tell apart. */
final class PolicyDocument {

  static final String SCHEMA = "mora/segmentation-1";

  private static final int MOST_EXPERIMENTS = 64;

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
    out = writeListed(policy, out);
    out = writeAttributes(policy, out);
    if (!policy.experiments().isEmpty()) {
      JsonObject experiments = JsonObject.of();
      for (Experiment each : policy.experiments().values()) {
        experiments = experiments.with(each.name(), PartDocument.write(each));
      }
      out = out.with("experiments", experiments);
    }
    if (!policy.policies().isEmpty()) {
      JsonObject policies = JsonObject.of();
      for (var entry : policy.policies().entrySet()) {
        SegmentationPolicy nested = entry.getValue();
        JsonObject written = writeRules(nested, writeListed(nested, JsonObject.of()));
        policies = policies.with(entry.getKey(), written.with("otherwise", nested.otherwise()));
      }
      out = out.with("policies", policies);
    }
    out = writeRules(policy, out);
    if (!policy.holds().isEmpty()) {
      JsonObject holds = JsonObject.of();
      for (var entry : policy.holds().entrySet()) {
        holds = holds.with(entry.getKey(), PartDocument.write(entry.getValue()));
      }
      out = out.with("hold", holds);
    }
    return out.with("otherwise", policy.otherwise());
  }

  private static JsonObject writeAttributes(SegmentationPolicy policy, JsonObject out) {
    JsonObject types = JsonObject.of();
    for (var entry : policy.declared().entrySet()) {
      String name = entry.getKey();
      String type = entry.getValue().code();
      types =
          policy.guarded().contains(name)
              ? types.with(name, JsonObject.of().with("type", type).with("protected", true))
              : types.with(name, type);
    }
    for (String name : policy.guarded()) {
      if (!policy.declared().containsKey(name)) {
        types = types.with(name, JsonObject.of().with("protected", true));
      }
    }
    return types.isEmpty() ? out : out.with("attributes", types);
  }

  private static JsonObject writeListed(SegmentationPolicy policy, JsonObject out) {
    return policy.declaredSegments().isEmpty()
        ? out
        : out.with("segments", JsonArray.ofStrings(policy.declaredSegments()));
  }

  private static JsonObject writeRules(SegmentationPolicy policy, JsonObject out) {
    if (policy.table().isPresent()) {
      return out.with("table", TableDocument.write(policy.table().get()));
    }
    List<JsonObject> rules = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      JsonObject written = JsonObject.of().with("id", rule.id()).with("segment", rule.segment());
      rules.add(
          rule.when()
              .map(when -> written.with("when", ConditionDocument.write(when)))
              .orElse(written));
    }
    return out.with("rules", JsonArray.of(rules));
  }

  private SegmentationPolicy policy(JsonObject root) {
    gather(
        () ->
            root.only(
                "schema",
                "name",
                "version",
                "unit",
                "segments",
                "attributes",
                "experiments",
                "policies",
                "rules",
                "table",
                "hold",
                "otherwise"));
    gather(() -> root.requireSchema(SCHEMA));
    Optional<String> name = gather(() -> filled(root, "name"));
    Optional<String> version = gather(() -> filled(root, "version"));
    SegmentationPolicy.Builder policy =
        SegmentationPolicy.builder(name.orElse("?"), version.orElse("?"));
    gather(() -> root.oneOf("unit", SegmentationPolicy.Unit.class, SegmentationPolicy.Unit.LOAN))
        .ifPresent(policy::unit);
    part(root, "attributes")
        .ifPresent(types -> types.keys().forEach(key -> declare(types, key, policy)));
    part(root, "experiments").ifPresent(all -> experiments(all, policy));
    Optional<JsonObject> policies = part(root, "policies");
    policies.ifPresent(this::foresee);
    ConditionDocument conditions = new ConditionDocument(attributes, faults);
    policies.ifPresent(all -> policies(all, conditions, policy));
    SegmentNames segments = rules(root, conditions, policy);
    part(root, "hold")
        .ifPresent(
            holds ->
                holds
                    .keys()
                    .forEach(
                        key ->
                            PartDocument.hold(holds, key, segments.used(), conditions, faults)
                                .ifPresent(hold -> policy.hold(key, hold))));
    policies.filter(all -> faults.isEmpty()).ifPresent(all -> untangle(all, policy));
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    try {
      return policy.build();
    } catch (IllegalArgumentException e) {
      throw root.invalid("parts that do not fit together", String.valueOf(e.getMessage()));
    }
  }

  private Optional<JsonObject> part(JsonObject root, String key) {
    return gather(() -> root.optionalObject(key)).flatMap(found -> found);
  }

  // --- experiments and nested policies

  private void experiments(JsonObject all, SegmentationPolicy.Builder policy) {
    if (all.keys().size() > MOST_EXPERIMENTS) {
      faults.add(all.fault(all.keys().size() + " experiments", "at most " + MOST_EXPERIMENTS));
      return;
    }
    for (String name : all.keys()) {
      if (named(all, name, "an experiment")) {
        PartDocument.experiment(all, name, faults)
            .ifPresent(
                experiment -> {
                  policy.experiment(experiment);
                  attributes = attributes.oneOf("experiment." + name, experiment.armNames());
                });
      }
    }
  }

  private boolean named(JsonObject all, String name, String what) {
    if (Experiment.NAME.matcher(name).matches()) {
      return true;
    }
    faults.add(
        all.value(name)
            .fault(
                "name \"" + name + "\"",
                what + " named by letters, digits, _ and -, a letter first, at most 64"));
    return false;
  }

  /** Takes the segments of nested policies for known before any condition is read. */
  private void foresee(JsonObject all) {
    for (String name : all.keys()) {
      if (Experiment.NAME.matcher(name).matches()) {
        Set<String> segments = new LinkedHashSet<>();
        if (all.value(name) instanceof JsonObject nested) {
          foresee(nested.optionalValue("rules"), segments);
          nested
              .optionalValue("table")
              .filter(JsonObject.class::isInstance)
              .map(JsonValue::asObject)
              .ifPresent(table -> foresee(table.optionalValue("rows"), segments));
          foreseen(nested.optionalValue("otherwise"), segments);
        }
        attributes = attributes.oneOf("policy." + name, segments);
      }
    }
  }

  private static void foresee(Optional<JsonValue> list, Set<String> segments) {
    list.filter(JsonArray.class::isInstance)
        .map(JsonValue::asArray)
        .ifPresent(
            array -> {
              for (JsonValue value : array.values()) {
                if (value instanceof JsonObject line) {
                  foreseen(line.optionalValue("segment"), segments);
                }
              }
            });
  }

  private static void foreseen(Optional<JsonValue> segment, Set<String> segments) {
    segment
        .filter(JsonString.class::isInstance)
        .map(JsonValue::asString)
        .filter(text -> !text.isBlank())
        .ifPresent(segments::add);
  }

  private void policies(
      JsonObject all, ConditionDocument conditions, SegmentationPolicy.Builder policy) {
    if (all.keys().size() > NestedOrder.MOST_POLICIES) {
      faults.add(
          all.fault(
              all.keys().size() + " nested policies", "at most " + NestedOrder.MOST_POLICIES));
      return;
    }
    for (String name : all.keys()) {
      if (!named(all, name, "a nested policy")) {
        continue;
      }
      Optional<JsonObject> object = gather(() -> all.value(name).asObject());
      if (object.isPresent()) {
        int before = faults.size();
        gather(() -> object.get().only("segments", "rules", "table", "otherwise"));
        SegmentationPolicy.Builder nested = SegmentationPolicy.builder(name, "?");
        rules(object.get(), conditions, nested);
        if (faults.size() == before) {
          policy.policy(name, nested);
        }
      }
    }
  }

  private void untangle(JsonObject all, SegmentationPolicy.Builder policy) {
    Map<String, Set<String>> reads = new LinkedHashMap<>();
    Set<String> names = policy.policies().keySet();
    policy
        .policies()
        .forEach((name, each) -> reads.put(name, PolicyAssembly.siblings(each.reads(), names)));
    try {
      NestedOrder.of(reads);
    } catch (NestedOrder.Tangled e) {
      faults.add(all.value(e.policy()).fault(e.found(), e.expected()));
    }
  }

  // --- rules, in either form

  /** Reads segments, rules or table, and otherwise. */
  private SegmentNames rules(
      JsonObject object, ConditionDocument conditions, SegmentationPolicy.Builder policy) {
    List<String> listed = new ArrayList<>();
    gather(() -> object.optionalArray("segments"))
        .flatMap(found -> found)
        .ifPresent(array -> listed(array, listed));
    listed.forEach(policy::segments);
    SegmentNames segments = new SegmentNames(listed);
    if (object.has("table")) {
      if (object.has("rules")) {
        faults.add(
            object.value("rules").fault("rules beside a table", "rules or a table, not both"));
      }
      new TableDocument(conditions, segments, faults)
          .read(object.value("table"))
          .ifPresent(policy::table);
    } else {
      gather(() -> object.array("rules"))
          .ifPresent(
              array -> {
                Set<String> ids = new HashSet<>();
                for (JsonValue value : array.values()) {
                  rule(value, ids, segments, conditions).ifPresent(policy::rule);
                }
              });
    }
    gather(() -> segments.read(object, "otherwise")).ifPresent(policy::otherwise);
    return segments;
  }

  private void listed(JsonArray array, List<String> listed) {
    Set<String> seen = new HashSet<>();
    for (JsonValue value : array.values()) {
      gather(
          () -> {
            String segment = value.asString();
            if (segment.isBlank()) {
              throw value.invalid("a blank text", "a segment");
            }
            if (!seen.add(segment)) {
              throw value.invalid(value.describe(), "each segment once");
            }
            return listed.add(segment);
          });
    }
  }

  static String filled(JsonObject object, String key) {
    String text = object.string(key);
    if (text.isBlank()) {
      throw object.value(key).invalid("a blank text", "a " + key);
    }
    return text;
  }

  private void declare(JsonObject types, String key, SegmentationPolicy.Builder policy) {
    gather(
        () -> {
          JsonValue at = types.value(key);
          if (attributes.find(key).isPresent() && !Attributes.isCustomName(key)) {
            return builtIn(types, key, policy);
          }
          if (!Attributes.isOwnColumn(key)) {
            throw at.invalid("attribute \"" + key + "\"", "loan.x or borrower.x");
          }
          boolean plain = !(at instanceof JsonObject);
          AttributeType type = plain ? type(at) : type(types.object(key));
          attributes = attributes.custom(key, type);
          policy.declare(key, type);
          return !plain && types.object(key).bool("protected", false)
              ? policy.guard(attributes.find(key).orElseThrow())
              : policy;
        });
  }

  /** Its type is fixed; it can be protected. */
  private SegmentationPolicy.Builder builtIn(
      JsonObject types, String key, SegmentationPolicy.Builder policy) {
    JsonValue at = types.value(key);
    if (!(at instanceof JsonObject)) {
      throw at.invalid(
          "attribute \"" + key + "\"",
          "loan.x or borrower.x: this one is built in and can only be {\"protected\": true}");
    }
    JsonObject mark = types.object(key).only("protected");
    if (!mark.bool("protected", false)) {
      throw at.invalid(at.describe(), "{\"protected\": true}: what is not named stays as it is");
    }
    return policy.guard(attributes.find(key).orElseThrow());
  }

  private static AttributeType type(JsonObject own) {
    own.only("type", "protected");
    return own.has("type") ? type(own.value("type")) : AttributeType.TEXT;
  }

  private static AttributeType type(JsonValue value) {
    List<String> codes = Arrays.stream(AttributeType.values()).map(AttributeType::code).toList();
    int place = codes.indexOf(value.asString());
    if (place < 0) {
      throw value.invalid(value.describe(), "one of " + String.join(", ", codes), codes);
    }
    return AttributeType.values()[place];
  }

  private Optional<Rule> rule(
      JsonValue value, Set<String> ids, SegmentNames segments, ConditionDocument conditions) {
    int before = faults.size();
    Optional<JsonObject> object = gather(value::asObject);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    JsonObject rule = object.get();
    gather(() -> rule.only("id", "segment", "when"));
    Optional<String> id = gather(() -> id(rule, ids));
    Optional<String> segment = gather(() -> segments.read(rule, "segment"));
    Optional<Condition> when = rule.optionalValue("when").flatMap(conditions::read);
    return faults.size() > before
        ? Optional.empty()
        : Optional.of(new Rule(id.orElseThrow(), segment.orElseThrow(), when));
  }

  static String id(JsonObject rule, Set<String> ids) {
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
