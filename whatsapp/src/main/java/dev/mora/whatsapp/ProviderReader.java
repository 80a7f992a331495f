package dev.mora.whatsapp;

import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Category;
import dev.mora.template.FieldType;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateBuilder;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateField;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The provider's JSON of one translation into our model. What the model has no word for, or would
 * not take as it is, stays JSON: a component in {@link Translation#others()}, a button as {@link
 * TemplateButton.Other}.
 */
final class ProviderReader {

  private final JsonObject json;
  private final Optional<MessageTemplate> like;
  private final Optional<Translation> likeText;
  private final String language;
  private final Rendering.Variables variables;
  private final Map<String, TemplateField<?>> fields = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * @param like whose field names, types, payloads and version are taken where the texts agree
   */
  ProviderReader(JsonObject json, Optional<MessageTemplate> like) {
    this.json = json;
    this.like = like;
    language = json.string("language").replace('-', '_');
    likeText = like.flatMap(l -> Optional.ofNullable(l.languages().get(language)));
    variables = variables(json);
    like.ifPresent(l -> l.fields().forEach(field -> fields.put(field.name(), field)));
    for (JsonObject component : json.array("components").objects()) {
      if (component.has("text")) {
        taken.addAll(ProviderText.occurrences(component.string("text")));
      }
    }
  }

  static Rendering.Variables variables(JsonObject json) {
    return json.stringOr("parameter_format", "POSITIONAL").equalsIgnoreCase("NAMED")
        ? Rendering.Variables.NAMED
        : Rendering.Variables.POSITIONAL;
  }

  static String type(JsonObject component) {
    return component.stringOr("type", "").toUpperCase(Locale.ROOT);
  }

  MessageTemplate read() {
    Translation translation = translation(json.array("components"));
    String version = like.map(MessageTemplate::version).orElse(json.stringOr("id", "0"));
    TemplateBuilder builder =
        at(
            json.value("name"),
            () ->
                MessageTemplate.builder(
                    json.string("name"), version, json.oneOf("category", Category.class)));
    builder.variables(variables);
    fields.values().forEach(builder::field);
    like.flatMap(MessageTemplate::variants).ifPresent(builder::variants);
    if (like.filter(l -> l.fallback().contains(language)).isPresent()) {
      builder.fallback(List.of(language));
    }
    return at(json, () -> builder.language(translation).build());
  }

  private Translation translation(JsonArray components) {
    Optional<TemplateHeader> header = Optional.empty();
    Optional<Wording> body = Optional.empty();
    String footer = "";
    List<TemplateButton> buttons = new ArrayList<>();
    List<JsonObject> others = new ArrayList<>();
    Set<Part> seen = EnumSet.noneOf(Part.class);
    for (JsonObject component : components.objects()) {
      Optional<Part> part = part(component);
      if (part.isEmpty()) {
        others.add(component);
        continue;
      }
      if (!seen.add(part.get())) {
        throw component.invalid(type(component) + " again", "each component once");
      }
      switch (part.get()) {
        case HEADER -> header = Optional.of(header(component));
        case BODY -> body = Optional.of(body(component));
        case FOOTER -> footer = component.string("text");
        case BUTTONS -> component.array("buttons").objects().forEach(b -> button(b, buttons));
      }
    }
    if (body.isEmpty()) {
      throw components.invalid("no BODY", "one with a text");
    }
    Wording text = body.get();
    Optional<TemplateHeader> above = header;
    String below = footer;
    return at(json, () -> new Translation(language, above, text, below, buttons, others));
  }

  /** What a component is to us; empty if it stays JSON. */
  static Optional<Part> part(JsonObject component) {
    return switch (type(component)) {
      case "HEADER" -> isHeader(component) ? Optional.of(Part.HEADER) : Optional.empty();
      case "BODY" -> Optional.of(Part.BODY);
      case "FOOTER" ->
          fits(() -> Translation.of("es", "x").withFooter(component.string("text")))
                  && !component.string("text").isEmpty()
              ? Optional.of(Part.FOOTER)
              : Optional.empty();
      case "BUTTONS" -> Optional.of(Part.BUTTONS);
      default -> Optional.empty();
    };
  }

  enum Part {
    HEADER,
    BODY,
    FOOTER,
    BUTTONS
  }

  private static boolean isHeader(JsonObject component) {
    String format = component.stringOr("format", "").toUpperCase(Locale.ROOT);
    return format.equals("TEXT")
        ? fits(() -> text(component.string("text"), name -> "x"))
        : kind(format).isPresent();
  }

  private static TemplateHeader.Text text(String text, UnaryOperator<String> field) {
    return new TemplateHeader.Text(ProviderText.read(text, field));
  }

  private static boolean fits(Supplier<?> read) {
    try {
      return read.get() != null;
    } catch (IllegalArgumentException | InvalidDocument e) {
      return false;
    }
  }

  static Optional<TemplateHeader.Kind> kind(String format) {
    for (TemplateHeader.Kind kind : TemplateHeader.Kind.values()) {
      if (kind.name().equals(format)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private TemplateHeader header(JsonObject component) {
    String format = component.string("format").toUpperCase(Locale.ROOT);
    if (!format.equals("TEXT")) {
      return media(kind(format).orElseThrow());
    }
    JsonValue text = component.value("text");
    Optional<Wording> theirs =
        likeText
            .flatMap(Translation::header)
            .filter(TemplateHeader.Text.class::isInstance)
            .map(header -> ((TemplateHeader.Text) header).wording());
    return at(text, () -> text(text.asString(), fields("header", text.asString(), theirs)));
  }

  private TemplateHeader media(TemplateHeader.Kind kind) {
    Optional<TemplateHeader> same =
        likeText
            .flatMap(Translation::header)
            .filter(header -> header instanceof TemplateHeader.Media media && media.kind() == kind);
    return same.orElseGet(
        () -> TemplateHeader.Media.of(kind, declare(free(kind.word()), FieldType.of(kind.word()))));
  }

  private Wording body(JsonObject component) {
    JsonValue text = component.value("text");
    return at(
        text,
        () ->
            ProviderText.read(
                text.asString(), fields("body", text.asString(), likeText.map(Translation::body))));
  }

  /** Our name for each variable of a text. */
  private UnaryOperator<String> fields(String part, String text, Optional<Wording> theirs) {
    List<String> order = ProviderText.variables(text);
    if (variables == Rendering.Variables.NAMED) {
      return this::named;
    }
    for (int i = 0; i < order.size(); i++) {
      if (!order.get(i).equals(Integer.toString(i + 1))) {
        throw new IllegalArgumentException(
            "expected variables numbered in the order of their first appearance from {{1}}");
      }
    }
    List<String> known = theirs.map(wording -> List.copyOf(wording.fields())).orElse(List.of());
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      names.put(
          order.get(i),
          i < known.size() ? known.get(i) : declare(free(part + (i + 1)), FieldType.TEXT));
    }
    return number -> Objects.requireNonNull(names.get(number));
  }

  private String named(String name) {
    for (String reserved : List.of(TemplateField.CREDITOR, TemplateField.CREDITOR_PHONE)) {
      if (VariableNames.named(reserved).equals(name)) {
        return reserved;
      }
    }
    for (String field : fields.keySet()) {
      if (VariableNames.named(field).equals(name)) {
        return field;
      }
    }
    if (!VariableNames.named(name).equals(name)) {
      throw new IllegalArgumentException(
          "expected variables named by small letters, digits and _ alone");
    }
    return declare(name, FieldType.TEXT);
  }

  /** A name of our own for what has none there. */
  private String free(String name) {
    String free = name;
    while (taken.contains(free) || fields.containsKey(free)) {
      free += "_";
    }
    return free;
  }

  private String declare(String name, FieldType<?> type) {
    fields.putIfAbsent(name, TemplateField.of(name, type));
    return name;
  }

  private void button(JsonObject json, List<TemplateButton> buttons) {
    int index = buttons.size();
    TemplateButton button;
    try {
      button = known(json, index);
    } catch (IllegalArgumentException | InvalidDocument e) { // the model would change it
      button = new TemplateButton.Other(json);
    }
    buttons.add(button);
  }

  private TemplateButton known(JsonObject json, int index) {
    Optional<TemplateButton> theirs =
        likeText.filter(t -> index < t.buttons().size()).map(t -> t.buttons().get(index));
    return switch (type(json)) {
      case "QUICK_REPLY" -> {
        String label = json.string("text");
        yield new TemplateButton.QuickReply(label, payload(label, theirs));
      }
      case "URL" -> url(json, index, theirs);
      case "PHONE_NUMBER" ->
          new TemplateButton.Phone(json.string("text"), phone(json.string("phone_number")));
      case "COPY_CODE" ->
          theirs.filter(TemplateButton.CopyCode.class::isInstance).isPresent()
              ? theirs.get()
              : new TemplateButton.CopyCode(
                  json.stringOr("text", "Copy code"),
                  Wording.parse("{" + declare(free("code" + (index + 1)), FieldType.TEXT) + "}"));
      default -> new TemplateButton.Other(json);
    };
  }

  /** Tapped without a payload of its own, a button says its label. */
  private String payload(String label, Optional<TemplateButton> same) {
    List<TemplateButton> candidates = new ArrayList<>(same.stream().toList());
    likeText.ifPresent(t -> candidates.addAll(t.buttons()));
    for (TemplateButton candidate : candidates) {
      if (candidate instanceof TemplateButton.QuickReply reply && reply.label().equals(label)) {
        return reply.payload();
      }
    }
    return label;
  }

  private TemplateButton url(JsonObject json, int index, Optional<TemplateButton> theirs) {
    String url = json.string("url");
    List<String> known =
        theirs
            .filter(TemplateButton.Url.class::isInstance)
            .map(button -> List.copyOf(((TemplateButton.Url) button).url().fields()))
            .orElse(List.of());
    if (ProviderText.occurrences(url).size() > 1) {
      throw new IllegalArgumentException("expected at most one variable");
    }
    String name = known.isEmpty() ? free("url" + (index + 1)) : known.get(0);
    TemplateButton.Url read =
        new TemplateButton.Url(json.string("text"), ProviderText.read(url, variable -> name));
    if (known.isEmpty() && !read.url().fields().isEmpty()) {
      declare(name, FieldType.PAY_LINK);
    }
    return read;
  }

  static PhoneNumber phone(String number) {
    String digits = number.replaceAll("[ ()-]", "");
    return PhoneNumber.of(digits.startsWith("+") ? digits : "+" + digits);
  }

  /** Adds the place of {@code value} to what the model says. */
  private static <T> T at(JsonValue value, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw value.invalid(value.describe(), String.valueOf(e.getMessage()));
    }
  }
}
