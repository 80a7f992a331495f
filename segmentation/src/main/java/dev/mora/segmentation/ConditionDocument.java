package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Operand;
import dev.mora.attribute.Truth;
import dev.mora.json.Fault;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonBoolean;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads and writes the {@code when} of a rule. */
final class ConditionDocument {

  private static final List<String> NAMES = List.of("is", "isNot", "in", "notIn", "known");
  private static final List<String> LIMITS =
      List.of("from", "to", "above", "atLeast", "below", "atMost");
  private static final String[] TEST_KEYS =
      Stream.of(List.of("attribute"), NAMES, LIMITS, List.of("currency", "onUnknown"))
          .flatMap(List::stream)
          .toArray(String[]::new);
  private static final String[] CELL_KEYS =
      Stream.of(NAMES, LIMITS, List.of("onUnknown")).flatMap(List::stream).toArray(String[]::new);
  private static final String[] ALL_KEYS =
      Stream.concat(Stream.of("all", "any", "not"), Stream.of(TEST_KEYS)).toArray(String[]::new);

  private final List<Fault> faults;
  private Attributes attributes;

  /** Puts what is wrong into {@code faults} and reads on. */
  ConditionDocument(Attributes attributes, List<Fault> faults) {
    this.attributes = attributes;
    this.faults = faults;
  }

  /** With the own columns that were read without being declared. */
  Attributes attributes() {
    return attributes;
  }

  Optional<Condition> read(JsonValue value) {
    Optional<JsonObject> read = PolicyDocument.gather(faults, value::asObject);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    JsonObject object = read.get();
    if (object.has("all")) {
      return parts(object, "all").map(Condition.All::new);
    }
    if (object.has("any")) {
      return parts(object, "any").map(Condition.Any::new);
    }
    if (object.has("not")) {
      alone(object, "not");
      return read(object.value("not")).map(Condition.Not::new);
    }
    return PolicyDocument.gather(faults, () -> test(object));
  }

  private Optional<List<Condition>> parts(JsonObject object, String key) {
    alone(object, key);
    Optional<JsonArray> array = PolicyDocument.gather(faults, () -> object.array(key));
    if (array.isEmpty()) {
      return Optional.empty();
    }
    if (array.get().isEmpty()) {
      faults.add(array.get().fault("an empty array", "at least one condition"));
      return Optional.empty();
    }
    List<Condition> parts = new ArrayList<>();
    array.get().values().forEach(value -> read(value).ifPresent(parts::add));
    return parts.size() == array.get().size() ? Optional.of(parts) : Optional.empty();
  }

  private void alone(JsonObject object, String key) {
    PolicyDocument.gather(faults, () -> object.only(key));
  }

  private Condition.Test test(JsonObject object) {
    object.only(object.has("attribute") ? TEST_KEYS : ALL_KEYS);
    if (object.isEmpty()) {
      throw object.invalid("nothing", "all, any, not, or attribute with a test");
    }
    Attribute<?> attribute = attribute(object);
    String key = comparisonKey(object, attribute);
    boolean money = attribute.type() == AttributeType.MONEY && !key.equals("known");
    if (!money && object.has("currency")) {
      JsonValue currency = object.value("currency");
      throw currency.invalid(
          "a currency", "none: " + attribute.name() + " with " + key + " compares no amount");
    }
    OperandDocument operands =
        new OperandDocument(attribute, money ? currency(object, attribute) : "");
    operands.checkCurrency(object);
    return test(object, key, operands);
  }

  /** A test that stands in a column, which says the attribute and the currency. */
  Optional<Condition.Test> cell(JsonValue value, DecisionTable.Column column) {
    return PolicyDocument.gather(
        faults,
        () -> {
          JsonObject object = value.asObject();
          object.only(CELL_KEYS);
          Attribute<?> attribute = column.attribute();
          String key = comparisonKey(object, attribute);
          boolean money = attribute.type() == AttributeType.MONEY && !key.equals("known");
          if (money && column.currency().isEmpty()) {
            throw object.invalid(
                "an amount", "a currency in column " + attribute.name() + ", which has none");
          }
          return test(
              object,
              key,
              new OperandDocument(attribute, money ? column.currency().orElseThrow() : ""));
        });
  }

  private static Condition.Test test(JsonObject object, String key, OperandDocument operands) {
    Comparison comparison = comparison(object, key, operands);
    Truth onUnknown = object.oneOf("onUnknown", Truth.class, Truth.UNKNOWN);
    if (key.equals("known") && onUnknown != Truth.UNKNOWN) {
      throw object.value("onUnknown").invalid("onUnknown", "none: known is never unknown");
    }
    try {
      return new Condition.Test(operands.attribute(), comparison, onUnknown);
    } catch (IllegalArgumentException e) {
      throw object.value(key).invalid(object.value(key).describe(), String.valueOf(e.getMessage()));
    }
  }

  /** What a test or a column names, taken into the registry if it is an own column. */
  Attribute<?> attribute(JsonObject object) {
    String name = object.string("attribute");
    Optional<Attribute<?>> known = attributes.find(name);
    if (known.isPresent()) {
      return known.get();
    }
    JsonValue at = object.value("attribute");
    if (!Attributes.isCustomName(name)) {
      throw at.invalid(
          at.describe(),
          "a known attribute, loan.x, borrower.x, score.x, policy.x, experiment.x or percentile.x",
          attributes.names());
    }
    if (name.startsWith("policy.")) {
      throw at.invalid(
          at.describe(), "a policy under policies" + having("policy."), names("policy."));
    }
    if (name.startsWith("experiment.")) {
      throw at.invalid(
          at.describe(),
          "an experiment under experiments" + having("experiment."),
          names("experiment."));
    }
    try {
      attributes = attributes.custom(name, Attributes.fixedType(name).orElse(AttributeType.TEXT));
    } catch (IllegalArgumentException e) {
      throw at.invalid(
          at.describe(),
          "the percentile of a known attribute whose values have an order; an own column needs its"
              + " type under attributes",
          attributes.all().stream()
              .filter(one -> one.type().isOrdered() && !one.name().startsWith("percentile."))
              .map(one -> "percentile." + one.name())
              .toList());
    }
    return attributes.find(name).orElseThrow();
  }

  private List<String> names(String family) {
    return attributes.names().stream().filter(name -> name.startsWith(family)).toList();
  }

  private String having(String family) {
    List<String> names = names(family);
    return names.isEmpty() ? ", of which there is none" : ": " + String.join(", ", names);
  }

  /** The one test of the object; {@code from} stands for a range. */
  private static String comparisonKey(JsonObject object, Attribute<?> attribute) {
    List<String> allowed = allowed(attribute.type());
    List<String> present =
        Stream.concat(NAMES.stream(), LIMITS.stream()).filter(object::has).toList();
    for (String key : present) {
      if (!allowed.contains(key)) {
        throw object
            .value(key)
            .invalid(
                "test \"" + key + "\"",
                "one of "
                    + String.join(", ", allowed)
                    + " for "
                    + attribute.name()
                    + " of type "
                    + attribute.type().code());
      }
    }
    List<String> tests =
        present.stream().filter(key -> !key.equals("to") || !object.has("from")).toList();
    if (tests.isEmpty()) {
      throw object.invalid("no test", "one of " + String.join(", ", allowed));
    }
    if (tests.size() > 1) {
      throw object
          .value(tests.get(1))
          .invalid(
              "tests " + String.join(", ", tests),
              "one test here, or from and to; join others by all");
    }
    return tests.get(0);
  }

  private static List<String> allowed(AttributeType type) {
    if (type.isOrdered()) {
      return Stream.concat(NAMES.stream(), LIMITS.stream()).toList();
    }
    return type == AttributeType.FLAG ? List.of("is", "isNot", "known") : NAMES;
  }

  private static String currency(JsonObject object, Attribute<?> attribute) {
    if (!object.has("currency")) {
      throw object.invalid(
          "no currency", "the currency of the amount that " + attribute.name() + " compares with");
    }
    return object.string("currency");
  }

  private static Comparison comparison(JsonObject object, String key, OperandDocument operands) {
    JsonValue value = object.value(key);
    return switch (key) {
      case "is" -> new Comparison.Is(operands.read(value));
      case "isNot" -> new Comparison.IsNot(operands.read(value));
      case "in" -> new Comparison.In(operands.readList(value));
      case "notIn" -> new Comparison.NotIn(operands.readList(value));
      case "known" -> new Comparison.Known(value.asBoolean());
      case "above" -> new Comparison.Above(operands.read(value));
      case "atLeast" -> new Comparison.AtLeast(operands.read(value));
      case "below" -> new Comparison.Below(operands.read(value));
      case "atMost" -> new Comparison.AtMost(operands.read(value));
      default ->
          new Comparison.Between(
              object.optionalValue("from").map(operands::read),
              object.optionalValue("to").map(operands::read));
    };
  }

  static JsonObject write(Condition condition) {
    if (condition instanceof Condition.All all) {
      return JsonObject.of().with("all", writeParts(all.conditions()));
    }
    if (condition instanceof Condition.Any any) {
      return JsonObject.of().with("any", writeParts(any.conditions()));
    }
    if (condition instanceof Condition.Not not) {
      return JsonObject.of().with("not", write(not.condition()));
    }
    if (condition instanceof Condition.Test test) {
      return write(test);
    }
    throw new IllegalArgumentException("not a condition: " + condition);
  }

  private static JsonArray writeParts(List<Condition> parts) {
    return JsonArray.of(parts.stream().map(ConditionDocument::write).toList());
  }

  private static JsonObject write(Condition.Test test) {
    return write(
        test,
        JsonObject.of().with("attribute", test.attribute().name()),
        Limits.currency(test.comparison()));
  }

  static JsonObject writeCell(Condition.Test test) {
    return write(test, JsonObject.of(), "");
  }

  private static JsonObject write(Condition.Test test, JsonObject start, String currency) {
    JsonObject out = start;
    Comparison comparison = test.comparison();
    List<JsonValue> values = comparison.operands().stream().map(ConditionDocument::write).toList();
    if (comparison instanceof Comparison.Known known) {
      out = out.with("known", known.expected());
    } else if (comparison instanceof Comparison.In || comparison instanceof Comparison.NotIn) {
      out = out.with(comparison.code(), JsonArray.of(values));
    } else if (comparison instanceof Comparison.Between between) {
      out = between.from().map(ConditionDocument::write).map(with(out, "from")).orElse(out);
      out = between.to().map(ConditionDocument::write).map(with(out, "to")).orElse(out);
    } else {
      out = out.with(comparison.code(), values.get(0));
    }
    if (!currency.isEmpty()) {
      out = out.with("currency", currency);
    }
    return test.onUnknown() == Truth.UNKNOWN ? out : out.with("onUnknown", test.onUnknown().name());
  }

  private static Function<JsonValue, JsonObject> with(JsonObject object, String key) {
    return value -> object.with(key, value);
  }

  private static JsonValue write(Operand operand) {
    if (operand instanceof Operand.Number number) {
      return JsonNumber.of(number.value());
    }
    if (operand instanceof Operand.Flag flag) {
      return JsonBoolean.of(flag.value());
    }
    if (operand instanceof Operand.Amount amount) {
      return JsonString.of(amount.money().amount().toPlainString());
    }
    return JsonString.of(operand.toString());
  }
}
