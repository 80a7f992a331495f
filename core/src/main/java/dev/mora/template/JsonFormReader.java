package dev.mora.template;

import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonLocation;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.party.PhoneNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what {@link JsonFormWriter} writes; each fault has its line and pointer. */
final class JsonFormReader {

  private final JsonObject root;
  private final Map<String, TemplateField<?>> fields = new LinkedHashMap<>();
  private final Declared declared = new Declared(fields);

  private JsonFormReader(JsonObject root) {
    this.root = root;
  }

  static MessageTemplate read(JsonValue document) {
    return new JsonFormReader(document.asObject().requireSchema(JsonFormWriter.SCHEMA)).read();
  }

  private MessageTemplate read() {
    root.only(
        "schema",
        "name",
        "category",
        "version",
        "variables",
        "fallback",
        "variants",
        "changed",
        "approved",
        "fields",
        "languages");
    String name = at(root.value("name"), () -> TemplateBuilder.checkedName(root.string("name")));
    String version =
        at(root.value("version"), () -> TemplateBuilder.checkedVersion(root.string("version")));
    TemplateBuilder builder =
        MessageTemplate.builder(name, version, root.oneOf("category", Category.class))
            .variables(
                root.oneOf("variables", Rendering.Variables.class, Rendering.Variables.NAMED))
            .provenance(provenance());
    root.optionalObject("variants").ifPresent(arms -> builder.variants(variants(arms)));
    JsonObject declarations = root.object("fields");
    Map<String, JsonLocation> places = new HashMap<>();
    places.put("", declarations.location());
    for (String field : declarations.keys()) {
      fields.put(field, field(field, declarations.value(field)));
      places.put(field, declarations.locationOf(field));
    }
    fields.values().forEach(builder::field);
    builder.places(places);
    JsonObject languages = root.object("languages");
    if (languages.isEmpty()) {
      throw languages.invalid("no language", "at least one");
    }
    for (String code : languages.keys()) {
      JsonObject value = languages.object(code);
      Translation translation = translation(code, value);
      at(value, () -> builder.language(translation));
    }
    List<String> offered = languages.keys().stream().map(Languages::normal).toList();
    root.optionalArray("fallback")
        .ifPresent(
            codes ->
                builder.fallback(
                    codes.values().stream()
                        .map(code -> at(code, () -> offered(code.asString(), offered)))
                        .toList()));
    return at(root, builder::build);
  }

  private static String offered(String code, List<String> offered) {
    return Languages.requireOffered(Languages.normal(code), offered);
  }

  private static TemplateField<?> field(String name, JsonValue value) {
    if (value instanceof JsonString) {
      return at(value, () -> TemplateField.of(name, value.asString()));
    }
    JsonObject object = value.asObject().only("type", "default", "blank");
    JsonValue type = object.value("type");
    TemplateField<?> field = at(type, () -> TemplateField.of(name, type.asString()));
    boolean skips = object.optionalValue("blank").map(v -> v.asOneOf(Blank.class)).isPresent();
    if (skips == object.has("default")) {
      throw object.invalid(
          skips ? "both blank and default" : "neither blank nor default",
          "one of them, or the type alone");
    }
    if (skips) {
      return field.orSkip();
    }
    JsonValue text = object.value("default");
    return at(text, () -> field.orElseParsed(text.asString()));
  }

  private static Variants variants(JsonObject object) {
    List<Variants.Arm> arms = new ArrayList<>();
    for (String template : object.keys()) {
      JsonValue weight = object.value(template);
      arms.add(at(weight, () -> new Variants.Arm(template, weight.asInt())));
    }
    return at(object, () -> new Variants(arms));
  }

  private Provenance provenance() {
    List<Provenance.Change> changed = new ArrayList<>();
    for (JsonObject entry : objects("changed")) {
      entry.only("on", "by", "words");
      changed.add(
          at(
              entry,
              () ->
                  new Provenance.Change(
                      entry.date("on"), entry.string("by"), entry.stringOr("words", ""))));
    }
    List<Provenance.Approval> approved = new ArrayList<>();
    for (JsonObject entry : objects("approved")) {
      entry.only("on", "by", "hash");
      approved.add(
          at(
              entry,
              () ->
                  new Provenance.Approval(
                      entry.date("on"), entry.string("by"), entry.string("hash"))));
    }
    return new Provenance(changed, approved);
  }

  private List<JsonObject> objects(String key) {
    return root.optionalArray(key).map(JsonArray::objects).orElse(List.of());
  }

  private Translation translation(String code, JsonObject object) {
    object.only("header", "body", "footer", "buttons", "others");
    Optional<TemplateHeader> header = object.optionalObject("header").map(this::header);
    Wording body = wording(object.value("body"));
    String footer = object.stringOr("footer", "");
    if (object.has("footer")) {
      at(object.value("footer"), () -> checked("footer", footer));
    }
    List<TemplateButton> buttons = new ArrayList<>();
    object
        .optionalArray("buttons")
        .ifPresent(array -> array.objects().forEach(o -> buttons.add(button(o))));
    List<JsonObject> others =
        object.optionalArray("others").map(JsonArray::objects).orElse(List.of());
    return at(object, () -> new Translation(code, header, body, footer, buttons, others));
  }

  private TemplateHeader header(JsonObject object) {
    HeaderType type = object.oneOf("type", HeaderType.class);
    if (type != HeaderType.TEXT) {
      object.only("type", "field");
      TemplateHeader.Media media =
          new TemplateHeader.Media(
              TemplateHeader.Kind.valueOf(type.name()), object.optionalString("field"));
      return at(
          object.optionalValue("field").orElse(object),
          () -> {
            declared.check(media);
            return media;
          });
    }
    object.only("type", "text");
    Wording wording = wording(object.value("text"));
    return at(object.value("text"), () -> new TemplateHeader.Text(wording));
  }

  private TemplateButton button(JsonObject object) {
    ButtonType type = object.oneOf("type", ButtonType.class);
    if (type == ButtonType.OTHER) {
      object.only("type", "raw");
      return new TemplateButton.Other(object.object("raw"));
    }
    object.only("type", "label", type.target);
    String label = at(object.value("label"), () -> checked("label", object.string("label")));
    JsonValue target = object.value(type.target);
    return switch (type) {
      case QUICK_REPLY -> at(target, () -> new TemplateButton.QuickReply(label, target.asString()));
      case PHONE ->
          at(target, () -> new TemplateButton.Phone(label, PhoneNumber.of(target.asString())));
      case URL -> {
        Wording url = wording(target);
        yield at(target, () -> new TemplateButton.Url(label, url));
      }
      default -> {
        Wording code = wording(target);
        yield at(target, () -> new TemplateButton.CopyCode(label, code));
      }
    };
  }

  private Wording wording(JsonValue value) {
    return at(
        value,
        () -> {
          Wording wording = Wording.parse(value.asString());
          declared.check(wording);
          return wording;
        });
  }

  private static String checked(String what, String text) {
    PlainText.check(what, text);
    return text;
  }

  /** Adds the place of {@code value} to what the model says. */
  private static <T> T at(JsonValue value, Supplier<T> read) {
    try {
      return read.get();
    } catch (Misfit e) {
      throw new InvalidDocument(value.fault(e.found(), e.expected(), e.candidates()));
    } catch (IllegalArgumentException e) {
      String found = value instanceof JsonString string ? string.describe() : "a value";
      throw new InvalidDocument(value.fault(found, String.valueOf(e.getMessage())));
    }
  }

  private enum HeaderType {
    TEXT,
    IMAGE,
    VIDEO,
    DOCUMENT,
    LOCATION
  }

  /** What a field does without a value, if it neither fails nor has a default. */
  private enum Blank {
    SKIP
  }
}
