package dev.mora.segmentation;

import dev.mora.attribute.Condition;
import dev.mora.json.Fault;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads and writes one experiment and one hold. */
final class PartDocument {

  private PartDocument() {}

  static Optional<Experiment> experiment(JsonObject all, String name, List<Fault> faults) {
    int before = faults.size();
    Optional<JsonObject> object = PolicyDocument.gather(faults, () -> all.value(name).asObject());
    if (object.isEmpty()) {
      return Optional.empty();
    }
    List<Experiment.Arm> arms = new ArrayList<>();
    for (String arm : object.get().keys()) {
      PolicyDocument.gather(faults, () -> arm(object.get().value(arm), arm)).ifPresent(arms::add);
    }
    if (faults.size() > before) {
      return Optional.empty();
    }
    if (arms.isEmpty() || arms.size() > Experiment.MOST_ARMS) {
      faults.add(
          object.get().fault(arms.size() + " arms", "1 to " + Experiment.MOST_ARMS + " arms"));
      return Optional.empty();
    }
    BigDecimal sum =
        arms.stream().map(Experiment.Arm::share).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(BigDecimal.valueOf(100)) != 0) {
      faults.add(
          object
              .get()
              .fault("shares that sum to " + sum.toPlainString(), "shares that sum to 100"));
      return Optional.empty();
    }
    return Optional.of(new Experiment(name, arms));
  }

  private static Experiment.Arm arm(JsonValue value, String name) {
    String expected = "a share in percent, 0 to 100 with at most two decimals, without quotes";
    if (name.isBlank()) {
      throw value.invalid("a blank name", "the name of an arm");
    }
    if (!(value instanceof JsonNumber number)) {
      throw value.invalid(value.describe(), expected);
    }
    try {
      return new Experiment.Arm(name, number.value());
    } catch (IllegalArgumentException e) {
      throw value.invalid(value.describe(), expected);
    }
  }

  static JsonObject write(Experiment experiment) {
    JsonObject out = JsonObject.of();
    for (Experiment.Arm arm : experiment.arms()) {
      out = out.with(arm.name(), arm.share());
    }
    return out;
  }

  /** Whether a cured case leaves at once. */
  private enum OnCure {
    LEAVE,
    STAY
  }

  static Optional<Hold> hold(
      JsonObject holds,
      String segment,
      Collection<String> segments,
      ConditionDocument conditions,
      List<Fault> faults) {
    int before = faults.size();
    JsonValue at = holds.value(segment);
    if (!segments.contains(segment)) {
      faults.add(at.fault("segment \"" + segment + "\"", "a segment of this policy", segments));
    }
    Optional<JsonObject> object = PolicyDocument.gather(faults, at::asObject);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    JsonObject hold = object.get();
    PolicyDocument.gather(faults, () -> hold.only("days", "runs", "unless", "onCure"));
    Optional<Integer> days =
        PolicyDocument.gather(faults, () -> within(hold, "days", 0, Hold.MOST_DAYS));
    Optional<Integer> runs =
        PolicyDocument.gather(faults, () -> within(hold, "runs", 1, Hold.MOST_RUNS));
    Optional<OnCure> onCure =
        PolicyDocument.gather(faults, () -> hold.oneOf("onCure", OnCure.class, OnCure.LEAVE));
    Optional<Condition> unless = hold.optionalValue("unless").flatMap(conditions::read);
    if (faults.size() > before) {
      return Optional.empty();
    }
    if (days.orElseThrow() == 0 && runs.orElseThrow() == 1) {
      faults.add(at.fault("0 days and 1 run", "days from 1 or runs from 2: this holds nothing"));
      return Optional.empty();
    }
    return Optional.of(
        new Hold(
            days.orElseThrow(), runs.orElseThrow(), unless, onCure.orElseThrow() == OnCure.STAY));
  }

  private static int within(JsonObject hold, String key, int least, int most) {
    int value = hold.integerOr(key, least);
    if (value < least || value > most) {
      throw hold.value(key).invalid(hold.value(key).describe(), least + " to " + most);
    }
    return value;
  }

  static JsonObject write(Hold hold) {
    JsonObject out = JsonObject.of().with("days", hold.days()).with("runs", hold.runs());
    if (hold.unless().isPresent()) {
      out = out.with("unless", ConditionDocument.write(hold.unless().get()));
    }
    return hold.staysOnCure() ? out.with("onCure", OnCure.STAY.name()) : out;
  }
}
