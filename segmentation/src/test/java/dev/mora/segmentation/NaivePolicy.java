package dev.mora.segmentation;

import dev.mora.json.Json;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A second, slow evaluator that shares nothing with the first but the JSON of the policy: values
 * are plain objects in a map, an amount is {@code "12.50 MXN"} split at the blank.
 */
final class NaivePolicy {

  /** Where the plain facts have the id of the borrower. */
  static final String BORROWER = "@borrower";

  private final JsonObject root;

  NaivePolicy(String json) {
    root = Json.parse("naive", json).asObject();
  }

  String segment(Map<String, Object> facts) {
    return segment(root, facts);
  }

  private String segment(JsonObject policy, Map<String, Object> facts) {
    if (policy.has("table")) {
      return row(policy.object("table"), facts).orElse(policy.string("otherwise"));
    }
    for (JsonObject rule : policy.array("rules").objects()) {
      Optional<JsonObject> when = rule.optionalObject("when");
      if (when.isEmpty() || Boolean.TRUE.equals(truth(when.get(), facts).orElse(null))) {
        return rule.string("segment");
      }
    }
    return policy.string("otherwise");
  }

  /** All rows that hold; then the one that the hit policy wants. */
  private Optional<String> row(JsonObject table, Map<String, Object> facts) {
    List<String> held = new ArrayList<>();
    for (JsonObject row : table.array("rows").objects()) {
      boolean holds = true;
      for (int i = 0; i < row.array("when").size(); i++) {
        JsonValue cell = row.array("when").values().get(i);
        if (cell instanceof JsonObject test) {
          JsonObject column = table.array("columns").objects().get(i);
          JsonObject whole = test.with("attribute", column.string("attribute"));
          if (column.has("currency") && !test.has("known")) {
            whole = whole.with("currency", column.string("currency"));
          }
          holds &= truth(whole, facts).equals(Optional.of(true));
        }
      }
      if (holds) {
        held.add(row.string("segment"));
      }
    }
    if (table.string("hit").equals("PRIORITY")) {
      return table.array("priority").strings().stream().filter(held::contains).findFirst();
    }
    return held.stream().findFirst();
  }

  /** What is given, or worked out for whoever asks. */
  private Object value(String attribute, Map<String, Object> facts) {
    String name = attribute.substring(attribute.indexOf('.') + 1);
    if (attribute.startsWith("policy.")) {
      return segment(root.object("policies").object(name), facts);
    }
    if (attribute.startsWith("experiment.")) {
      return facts.containsKey(BORROWER) ? arm(name, facts.get(BORROWER).toString()) : null;
    }
    boolean decides =
        attribute.equals("debtorType")
            && !facts.containsKey(attribute)
            && root.optionalObject("policies").map(all -> all.has(attribute)).orElse(false);
    return decides
        ? segment(root.object("policies").object(attribute), facts)
        : facts.get(attribute);
  }

  private String arm(String experiment, String borrower) {
    JsonObject arms = root.object("experiments").object(experiment);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((experiment + ":" + borrower).getBytes(StandardCharsets.UTF_8));
      BigInteger first = new BigInteger(1, Arrays.copyOf(hash, 8));
      BigDecimal slot = new BigDecimal(first.mod(BigInteger.valueOf(10_000)));
      for (String arm : arms.keys()) {
        slot = slot.subtract(arms.decimal(arm).multiply(BigDecimal.valueOf(100)));
        if (slot.signum() < 0) {
          return arm;
        }
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("no arm");
  }

  /** Empty is unknown. */
  private Optional<Boolean> truth(JsonObject condition, Map<String, Object> facts) {
    if (condition.has("not")) {
      return truth(condition.object("not"), facts).map(value -> !value);
    }
    if (condition.has("all") || condition.has("any")) {
      boolean all = condition.has("all");
      List<Optional<Boolean>> parts = new ArrayList<>();
      condition.array(all ? "all" : "any").objects().forEach(part -> parts.add(truth(part, facts)));
      if (parts.contains(Optional.of(!all))) {
        return Optional.of(!all);
      }
      return parts.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(all);
    }
    Optional<Boolean> answer = test(condition, value(condition.string("attribute"), facts));
    if (answer.isPresent()) {
      return answer;
    }
    return switch (condition.stringOr("onUnknown", "UNKNOWN")) {
      case "TRUE" -> Optional.of(true);
      case "FALSE" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private Optional<Boolean> test(JsonObject test, Object value) {
    if (test.has("known")) {
      return Optional.of((value != null) == test.value("known").asBoolean());
    }
    if (value == null) {
      return Optional.empty();
    }
    Object comparable = value;
    if (test.has("currency")) {
      String[] amount = value.toString().split(" ");
      if (!amount[1].equals(test.string("currency"))) {
        return Optional.empty();
      }
      comparable = new BigDecimal(amount[0]);
    }
    boolean result = true;
    for (String key : test.keys()) {
      JsonValue operand = test.value(key);
      result &=
          switch (key) {
            case "is" -> same(comparable, operand);
            case "isNot" -> !same(comparable, operand);
            case "in" -> anyOf(comparable, operand);
            case "notIn" -> !anyOf(comparable, operand);
            case "from", "atLeast" -> compare(comparable, operand) >= 0;
            case "to", "atMost" -> compare(comparable, operand) <= 0;
            case "above" -> compare(comparable, operand) > 0;
            case "below" -> compare(comparable, operand) < 0;
            default -> true;
          };
    }
    return Optional.of(result);
  }

  private boolean anyOf(Object value, JsonValue operands) {
    return operands.asArray().values().stream().anyMatch(operand -> same(value, operand));
  }

  private boolean same(Object value, JsonValue operand) {
    if (value instanceof Set<?> names) {
      return names.contains(operand.asString());
    }
    if (value instanceof Boolean flag) {
      return flag == operand.asBoolean();
    }
    return value instanceof String text
        ? operand instanceof JsonString && text.equals(operand.asString())
        : compare(value, operand) == 0;
  }

  private int compare(Object value, JsonValue operand) {
    BigDecimal right =
        operand instanceof JsonNumber number ? number.value() : new BigDecimal(operand.asString());
    return new BigDecimal(value.toString()).compareTo(right);
  }
}
