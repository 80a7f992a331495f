package dev.mora.outreach;

import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.json.Nearest;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import dev.mora.segmentation.SegmentationPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a lender does for each segment, day by day: {@code mora/strategy-1} in JSON. Immutable.
 *
 * @param segments steps by segment code, in the order of the file; a segment without steps is left
 *     alone
 * @param stop when no more is written about a due date
 */
public record Strategy(
    String name,
    String version,
    Creditor creditor,
    Map<String, List<Step>> segments,
    StopRule stop) {

  private static final String SCHEMA = "mora/strategy-1";

  public Strategy {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(creditor, "creditor");
    Objects.requireNonNull(stop, "stop");
    Map<String, List<Step>> copy = new LinkedHashMap<>();
    segments.forEach(
        (segment, steps) -> {
          Set<String> names = new HashSet<>();
          for (Step step : steps) {
            if (step.after().isPresent() && !senders(steps, step).contains(step.after().get())) {
              throw new IllegalArgumentException(
                  "segment "
                      + segment
                      + ", step "
                      + step.name()
                      + ": no step before it sends as "
                      + step.after().get());
            }
            if (!names.add(step.name())) {
              throw new IllegalArgumentException(
                  "segment " + segment + " has two steps named " + step.name());
            }
          }
          copy.put(segment, List.copyOf(steps));
        });
    segments = Collections.unmodifiableMap(copy);
  }

  /** One that stops for nothing but the contact policy and the gate. */
  public Strategy(
      String name, String version, Creditor creditor, Map<String, List<Step>> segments) {
    this(name, version, creditor, segments, StopRule.none());
  }

  /** Names of the steps before this one that send. */
  private static List<String> senders(List<Step> steps, Step until) {
    return steps.stream()
        .takeWhile(step -> step != until)
        .filter(step -> step.action() instanceof Step.Send)
        .map(Step::name)
        .toList();
  }

  /**
   * @throws InvalidDocument saying where, what was found and what was expected
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static Strategy load(Path file) {
    return read(Json.read(file));
  }

  /** Like {@link #load}, from a text; {@code source} names it in errors. */
  public static Strategy parse(String source, String json) {
    return read(Json.parse(source, json));
  }

  /**
   * @throws IllegalArgumentException naming a segment of this strategy that the policy never gives
   */
  void requireSegmentsOf(SegmentationPolicy policy) {
    for (String segment : segments.keySet()) {
      if (!policy.segments().contains(segment)) {
        throw new IllegalArgumentException(
            "strategy "
                + name
                + ": segment "
                + segment
                + " is never given by segmentation policy "
                + policy.name()
                + Nearest.to(segment, policy.segments())
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; segments: " + String.join(", ", policy.segments())));
      }
    }
  }

  /** Steps of a segment, none if it has no entry. */
  public List<Step> steps(String segment) {
    return segments.getOrDefault(segment, List.of());
  }

  /** Names of all templates that a step sends. */
  public Set<String> templates() {
    return segments.values().stream()
        .flatMap(List::stream)
        .map(Step::action)
        .filter(Step.Send.class::isInstance)
        .map(action -> ((Step.Send) action).template())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The canonical form; {@link #parse} reads it back as an equal strategy. */
  public String toJson() {
    JsonObject by =
        JsonObject.of().with("name", creditor.name()).with("role", creditor.role().name());
    if (creditor.phone().isPresent()) {
      by = by.with("phone", creditor.phone().get().e164());
    }
    JsonObject table = JsonObject.of();
    for (Map.Entry<String, List<Step>> entry : segments.entrySet()) {
      JsonArray steps = JsonArray.of();
      for (Step step : entry.getValue()) {
        steps = steps.with(written(step));
      }
      table = table.with(entry.getKey(), steps);
    }
    JsonObject out =
        JsonObject.of()
            .with("schema", SCHEMA)
            .with("name", name)
            .with("version", version)
            .with("creditor", by)
            .with("segments", table);
    return (stop.equals(StopRule.none()) ? out : out.with("stop", written(stop))).toCanonical();
  }

  private static JsonObject written(StopRule stop) {
    JsonObject out = JsonObject.of();
    if (!stop.on().isEmpty()) {
      out = out.with("on", JsonArray.ofStrings(stop.on().stream().map(Enum::name).toList()));
    }
    return stop.messages().isPresent() ? out.with("messages", stop.messages().getAsInt()) : out;
  }

  private static Strategy read(JsonValue document) {
    JsonObject root = document.asObject();
    root.only("schema", "name", "version", "creditor", "segments", "stop");
    root.requireSchema(SCHEMA);
    Map<String, List<Step>> segments = new LinkedHashMap<>();
    JsonObject table = root.object("segments");
    for (String segment : table.keys()) {
      List<Step> steps = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (JsonObject one : table.array(segment).objects()) {
        Step step = step(one, steps);
        if (!names.add(step.name())) {
          throw one.value("step")
              .invalid("a second step " + step.name(), "each name once in segment " + segment);
        }
        steps.add(step);
      }
      segments.put(segment, steps);
    }
    return new Strategy(
        root.string("name"),
        root.string("version"),
        creditor(root.object("creditor")),
        segments,
        root.optionalObject("stop").map(Strategy::stop).orElse(StopRule.none()));
  }

  private static StopRule stop(JsonObject from) {
    from.only("on", "messages");
    Set<StopRule.Cause> causes = new HashSet<>();
    if (from.has("on")) {
      for (JsonValue cause : from.array("on").values()) {
        causes.add(cause.asOneOf(StopRule.Cause.class));
      }
    }
    try {
      return new StopRule(causes, from.optionalInteger("messages"));
    } catch (IllegalArgumentException e) {
      throw from.value("messages").invalid("a limit that is none", String.valueOf(e.getMessage()));
    }
  }

  private static Creditor creditor(JsonObject from) {
    from.only("name", "role", "phone");
    Creditor.Role role =
        from.has("role") ? from.oneOf("role", Creditor.Role.class) : Creditor.Role.FIRST_PARTY;
    Optional<PhoneNumber> phone = Optional.empty();
    if (from.has("phone")) {
      try {
        phone = Optional.of(PhoneNumber.of(from.string("phone")));
      } catch (IllegalArgumentException e) {
        throw from.value("phone")
            .invalid("a phone number that is none", String.valueOf(e.getMessage()));
      }
    }
    return new Creditor(from.string("name"), role, phone);
  }

  private static Step step(JsonObject from, List<Step> before) {
    from.only("step", "on", "after", "template", "channels", "loans", "wait", "action", "fields");
    Step.Action action;
    if (from.has("template")) {
      if (from.has("action")) {
        throw from.value("action").invalid("both template and action", "one of them");
      }
      action = send(from);
    } else {
      for (String key : List.of("channels", "loans", "wait")) {
        if (from.has(key)) {
          throw from.value(key).invalid(key + " without template", "a template, or no " + key);
        }
      }
      action = new Step.Hand(from.oneOf("action", Step.Desk.class));
    }
    Optional<Step> previous = Optional.empty();
    if (from.has("after")) {
      String name = from.string("after");
      List<String> known =
          before.stream()
              .filter(step -> step.action() instanceof Step.Send)
              .map(Step::name)
              .toList();
      previous =
          before.stream()
              .filter(step -> known.contains(name) && step.name().equals(name))
              .findFirst();
      if (previous.isEmpty()) {
        throw from.value("after")
            .invalid("\"" + name + "\"", "an earlier step of this segment that sends", known);
      }
    }
    Trigger on =
        previous.isPresent() && !from.has("on")
            ? new Trigger.Within(anyDay(previous.get()), 0, OptionalInt.empty())
            : trigger(from.object("on"));
    try {
      return new Step(
          from.string("step"),
          on,
          action,
          fields(from),
          from.optionalObject("wait").map(Strategy::await),
          previous.map(Step::name));
    } catch (IllegalArgumentException e) {
      throw from.value("step")
          .invalid("\"" + from.string("step") + "\"", String.valueOf(e.getMessage()));
    }
  }

  /** A step that follows another without days of its own counts the same way. */
  private static Trigger.Count anyDay(Step previous) {
    return previous.on().count() == Trigger.Count.DAYS_TO_DUE
        ? Trigger.Count.DAYS_TO_DUE
        : Trigger.Count.DAYS_PAST_DUE;
  }

  private static Step.Send send(JsonObject from) {
    List<Channel> channels = new ArrayList<>();
    for (JsonValue channel : from.array("channels").values()) {
      channels.add(channel(channel));
    }
    boolean together = from.oneOf("loans", Loans.class, Loans.LEADING) == Loans.TOGETHER;
    try {
      return new Step.Send(from.string("template"), channels, together);
    } catch (IllegalArgumentException e) {
      throw from.value("channels")
          .invalid(
              channels.isEmpty() ? "no channel" : "a channel twice",
              "one or more channels, each once, first choice first");
    }
  }

  private static Await await(JsonObject from) {
    from.only("for", "hours");
    Await.Sign sign = from.oneOf("for", Await.Sign.class);
    try {
      return new Await(sign, Duration.ofHours(from.integer("hours")));
    } catch (IllegalArgumentException e) {
      throw from.value("hours").invalid("a wait that is none", "1 to 1440 hours");
    }
  }

  private static Map<String, String> fields(JsonObject from) {
    Map<String, String> fields = new LinkedHashMap<>();
    from.optionalObject("fields")
        .ifPresent(
            given -> {
              for (String field : given.keys()) {
                String fact = given.string(field);
                if (!FactFields.isName(fact)) {
                  throw given
                      .value(field)
                      .invalid("\"" + fact + "\"", "the name of a fact", FactFields.names());
                }
                fields.put(field, fact);
              }
            });
    return fields;
  }

  private static Channel channel(JsonValue value) {
    try {
      return Channel.of(value.asString());
    } catch (IllegalArgumentException e) {
      throw value.invalid(
          "\"" + value.asString() + "\"", "a channel such as whatsapp, sms or email");
    }
  }

  private static Trigger trigger(JsonObject on) {
    on.only(Arrays.stream(Trigger.Count.values()).map(Trigger.Count::key).toArray(String[]::new));
    if (on.keys().size() != 1) {
      throw on.invalid(
          on.keys().size() + " counts",
          "one of daysToDue, daysPastDue, daysSinceBrokenPromise and dates");
    }
    Trigger.Count count =
        Arrays.stream(Trigger.Count.values())
            .filter(c -> on.has(c.key()))
            .findFirst()
            .orElseThrow();
    JsonValue days = on.value(count.key());
    try {
      if (days instanceof JsonArray || count == Trigger.Count.DATE) {
        List<Integer> each = new ArrayList<>();
        for (JsonValue day : days.asArray().values()) {
          each.add(count == Trigger.Count.DATE ? (int) day.asDate().toEpochDay() : day.asInt());
        }
        return new Trigger.On(count, each);
      }
      JsonObject range = days.asObject();
      range.only("from", "to");
      return new Trigger.Within(
          count,
          range.integer("from"),
          range.has("to") ? OptionalInt.of(range.integer("to")) : OptionalInt.empty());
    } catch (IllegalArgumentException e) {
      throw days.invalid("days that are none", String.valueOf(e.getMessage()));
    }
  }

  private static JsonObject written(Step step) {
    JsonObject out = JsonObject.of().with("step", step.name());
    out = out.with("on", JsonObject.of().with(step.on().count().key(), days(step.on())));
    if (step.after().isPresent()) {
      out = out.with("after", step.after().get());
    }
    if (step.action() instanceof Step.Send send) {
      JsonArray channels = JsonArray.of();
      for (Channel channel : send.channels()) {
        channels = channels.with(JsonString.of(channel.name()));
      }
      out = out.with("template", send.template()).with("channels", channels);
      out = send.together() ? out.with("loans", Loans.TOGETHER.name()) : out;
    } else {
      out = out.with("action", ((Step.Hand) step.action()).to().name());
    }
    if (step.await().isPresent()) {
      Await await = step.await().get();
      out =
          out.with(
              "wait",
              JsonObject.of()
                  .with("for", await.sign().name())
                  .with("hours", await.within().toHours()));
    }
    if (!step.fields().isEmpty()) {
      JsonObject fields = JsonObject.of();
      for (Map.Entry<String, String> field : new TreeMap<>(step.fields()).entrySet()) {
        fields = fields.with(field.getKey(), field.getValue());
      }
      out = out.with("fields", fields);
    }
    return out;
  }

  private static JsonValue days(Trigger trigger) {
    if (trigger instanceof Trigger.On on) {
      JsonArray each = JsonArray.of();
      for (int day : on.each()) {
        each =
            each.with(
                on.count() == Trigger.Count.DATE
                    ? JsonString.of(LocalDate.ofEpochDay(day).toString())
                    : JsonNumber.of(day));
      }
      return each;
    }
    Trigger.Within range = (Trigger.Within) trigger;
    JsonObject out = JsonObject.of().with("from", range.from());
    return range.to().isPresent() ? out.with("to", range.to().getAsInt()) : out;
  }

  /** What one message speaks of. */
  private enum Loans {
    LEADING,
    TOGETHER
  }
}
