package dev.mora.template;

import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.party.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The canonical form, {@code mora/template-1}. Its schema is a resource beside it. */
final class JsonForm {

  static final String SCHEMA = "mora/template-1";

  private JsonForm() {}

  static String hash(MessageTemplate template) {
    try {
      byte[] form = tree(template).toJson().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static JsonObject tree(MessageTemplate t) {
    JsonObject fields = JsonObject.of();
    for (TemplateField<?> field : t.fields()) {
      fields = fields.with(field.name(), field.kind());
    }
    JsonObject languages = JsonObject.of();
    for (Translation translation : t.languages().values()) {
      languages = languages.with(translation.language(), tree(translation));
    }
    JsonObject out =
        JsonObject.of()
            .with("schema", SCHEMA)
            .with("name", t.name())
            .with("category", t.category().name())
            .with("version", t.version());
    if (t.variables() != Rendering.Variables.NAMED) {
      out = out.with("variables", t.variables().name());
    }
    if (!t.fallback().isEmpty()) {
      out = out.with("fallback", JsonArray.ofStrings(t.fallback()));
    }
    return out.with("fields", fields).with("languages", languages);
  }

  private static JsonObject tree(Translation t) {
    JsonObject out = JsonObject.of();
    if (t.header().isPresent()) {
      out = out.with("header", tree(t.header().get()));
    }
    out = out.with("body", t.body().toString());
    if (!t.footer().isEmpty()) {
      out = out.with("footer", t.footer());
    }
    if (!t.buttons().isEmpty()) {
      out = out.with("buttons", JsonArray.of(t.buttons().stream().map(JsonForm::tree).toList()));
    }
    return t.others().isEmpty() ? out : out.with("others", JsonArray.of(t.others()));
  }

  private static JsonObject tree(TemplateHeader header) {
    if (header instanceof TemplateHeader.Text text) {
      return JsonObject.of().with("type", "TEXT").with("text", text.wording().toString());
    }
    return JsonObject.of().with("type", ((TemplateHeader.Media) header).kind().name());
  }

  private static JsonObject tree(TemplateButton button) {
    if (button instanceof TemplateButton.QuickReply reply) {
      return typed(ButtonType.QUICK_REPLY, reply.label()).with("payload", reply.payload());
    }
    if (button instanceof TemplateButton.Url url) {
      return typed(ButtonType.URL, url.label()).with("url", url.url().toString());
    }
    if (button instanceof TemplateButton.Phone phone) {
      return typed(ButtonType.PHONE, phone.label()).with("phone", phone.number().e164());
    }
    if (button instanceof TemplateButton.CopyCode copy) {
      return typed(ButtonType.COPY_CODE, copy.label()).with("code", copy.code().toString());
    }
    return JsonObject.of()
        .with("type", ButtonType.OTHER.name())
        .with("raw", ((TemplateButton.Other) button).json());
  }

  private static JsonObject typed(ButtonType type, String label) {
    return JsonObject.of().with("type", type.name()).with("label", label);
  }

  static MessageTemplate read(JsonValue document) {
    JsonObject root = document.asObject().requireSchema(SCHEMA);
    root.only(
        "schema", "name", "category", "version", "variables", "fallback", "fields", "languages");
    String name =
        at(root.value("name"), () -> MessageTemplate.Builder.checkedName(root.string("name")));
    String version =
        at(
            root.value("version"),
            () -> MessageTemplate.Builder.checkedVersion(root.string("version")));
    MessageTemplate.Builder builder =
        MessageTemplate.builder(name, version, root.oneOf("category", Category.class))
            .variables(
                root.oneOf("variables", Rendering.Variables.class, Rendering.Variables.NAMED));
    Map<String, TemplateField<?>> fields = fields(root.object("fields"));
    fields.values().forEach(builder::field);
    JsonObject languages = root.object("languages");
    for (String code : languages.keys()) {
      JsonObject value = languages.object(code);
      Translation translation = translation(code, value, fields);
      at(value, () -> builder.language(translation));
    }
    if (languages.isEmpty()) {
      throw languages.invalid("no language", "at least one");
    }
    fallback(root, builder);
    return at(root, builder::build);
  }

  private static void fallback(JsonObject root, MessageTemplate.Builder builder) {
    List<String> codes = new ArrayList<>();
    List<String> offered = root.object("languages").keys().stream().map(Languages::normal).toList();
    root.optionalArray("fallback")
        .ifPresent(
            array ->
                array
                    .values()
                    .forEach(
                        value ->
                            codes.add(
                                at(
                                    value,
                                    () -> {
                                      String code = Languages.normal(value.asString());
                                      MessageTemplate.requireOffered(code, offered);
                                      return code;
                                    }))));
    builder.fallback(codes);
  }

  private static Map<String, TemplateField<?>> fields(JsonObject object) {
    Map<String, TemplateField<?>> out = new LinkedHashMap<>();
    for (String name : object.keys()) {
      out.put(name, at(object.value(name), () -> TemplateField.of(name, object.string(name))));
    }
    return out;
  }

  private static Translation translation(
      String code, JsonObject object, Map<String, TemplateField<?>> fields) {
    object.only("header", "body", "footer", "buttons", "others");
    Optional<TemplateHeader> header =
        object.optionalObject("header").map(value -> header(value, fields));
    Wording body = wording(object.value("body"), fields);
    String footer = object.stringOr("footer", "");
    if (object.has("footer")) {
      at(object.value("footer"), () -> checked("footer", footer));
    }
    List<TemplateButton> buttons = new ArrayList<>();
    object
        .optionalArray("buttons")
        .ifPresent(array -> array.objects().forEach(o -> buttons.add(button(o, fields))));
    List<JsonObject> others =
        object.optionalArray("others").map(JsonArray::objects).orElse(List.of());
    return at(object, () -> new Translation(code, header, body, footer, buttons, others));
  }

  private static TemplateHeader header(JsonObject object, Map<String, TemplateField<?>> fields) {
    HeaderType type = object.oneOf("type", HeaderType.class);
    if (type != HeaderType.TEXT) {
      object.only("type");
      return new TemplateHeader.Media(TemplateHeader.Kind.valueOf(type.name()));
    }
    object.only("type", "text");
    Wording wording = wording(object.value("text"), fields);
    return at(object.value("text"), () -> new TemplateHeader.Text(wording));
  }

  private static TemplateButton button(JsonObject object, Map<String, TemplateField<?>> fields) {
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
        Wording url = wording(target, fields);
        yield at(target, () -> new TemplateButton.Url(label, url));
      }
      default -> {
        Wording code = wording(target, fields);
        yield at(target, () -> new TemplateButton.CopyCode(label, code));
      }
    };
  }

  private static Wording wording(JsonValue value, Map<String, TemplateField<?>> fields) {
    return at(
        value,
        () -> {
          Wording wording = Wording.parse(value.asString());
          MessageTemplate.requireDeclared(wording, fields);
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

  private enum ButtonType {
    QUICK_REPLY("payload"),
    URL("url"),
    PHONE("phone"),
    COPY_CODE("code"),
    OTHER("raw");

    private final String target;

    ButtonType(String target) {
      this.target = target;
    }
  }
}
