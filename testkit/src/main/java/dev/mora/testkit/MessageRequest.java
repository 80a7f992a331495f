package dev.mora.testkit;

import com.github.tomakehurst.wiremock.common.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One body posted to the messages edge, looked at as the provider does. */
final class MessageRequest {

  private final Map<String, Object> body;

  private MessageRequest(Map<String, Object> body) {
    this.body = body;
  }

  static MessageRequest read(String json) {
    try {
      return new MessageRequest(object(Json.read(json, Object.class)));
    } catch (RuntimeException e) {
      return new MessageRequest(Map.of());
    }
  }

  boolean isTemplate() {
    return "template".equals(body.get("type"));
  }

  /** Whether it only says that a message was read. */
  boolean isReadMark() {
    return body.containsKey("status");
  }

  /** Id of the message that was read; empty if it names none. */
  String readMessage() {
    return "whatsapp".equals(body.get("messaging_product")) && "read".equals(body.get("status"))
        ? text(body, "message_id")
        : "";
  }

  boolean isTyping() {
    return "text".equals(object(body.get("typing_indicator")).get("type"));
  }

  /** The phone number, else the business-scoped user id. */
  String to() {
    return body.containsKey("to") ? text(body, "to") : text(body, "recipient");
  }

  String correlation() {
    return text(body, "biz_opaque_callback_data");
  }

  /** Null if the provider would take it. */
  @Nullable GraphError check(Optional<CloudTemplate> template) {
    if (!"whatsapp".equals(body.get("messaging_product"))) {
      return parameter("messaging_product must be whatsapp");
    }
    if (!"individual".equals(body.getOrDefault("recipient_type", "individual"))) {
      return parameter("recipient_type must be individual");
    }
    if (body.containsKey("to")
        ? !text(body, "to").matches("\\+?[0-9 ()-]{7,20}")
        : !text(body, "recipient").matches("[A-Z]{2}\\.[A-Za-z0-9.]{1,140}")) {
      return parameter("to is not a phone number, or recipient no user id");
    }
    boolean answer = body.containsKey("context");
    if (answer && text(object(body.get("context")), "message_id").isEmpty()) {
      return parameter("context needs a message_id");
    }
    if (answer && "reaction".equals(body.get("type"))) {
      return parameter("a reaction takes no context");
    }
    if (!(body.getOrDefault("biz_opaque_callback_data", "") instanceof String data)
        || data.length() > 512) {
      return parameter("biz_opaque_callback_data must be a string of at most 512 characters");
    }
    if (isTemplate()) {
      return checkTemplate(template);
    }
    return FreeForm.of(text(body, "type"), body).check();
  }

  SentMessage taken(SentMessage.Head head, Optional<CloudTemplate> asked, String json) {
    if (asked.isEmpty()) {
      FreeForm form = FreeForm.of(text(body, "type"), body);
      return new SentMessage(
          head,
          new SentMessage.Content(
              form.kind(),
              "",
              "",
              Map.of(),
              form.taps(),
              form.media("id") + form.media("link"),
              form.words()),
          json);
    }
    ApprovedTemplate template = asked.get().form();
    Map<String, String> values = new LinkedHashMap<>();
    List<String> payloads = new ArrayList<>();
    for (Map<String, Object> component : components()) {
      switch (type(component)) {
        case "header" -> {
          if (template.hasMedia()) {
            values.put("header", TemplateParameters.media(component));
          } else {
            values.putAll(named(component, template.headerFields()));
          }
        }
        case "body" -> values.putAll(named(component, template.bodyFields()));
        case "button" -> button(component, values, payloads);
        default -> {}
      }
    }
    return new SentMessage(
        head,
        new SentMessage.Content(
            "template",
            template.name(),
            template.language(),
            values,
            payloads,
            "",
            template.written(values)),
        json);
  }

  private static void button(
      Map<String, Object> component, Map<String, String> values, List<String> payloads) {
    for (Map<String, Object> parameter : parameters(component)) {
      if ("payload".equals(parameter.get("type"))) {
        payloads.add(text(parameter, "payload"));
      } else {
        values.put(
            "button" + component.get("index"),
            text(parameter, "text") + text(parameter, "coupon_code"));
      }
    }
  }

  String replyTo() {
    return text(object(body.get("context")), "message_id");
  }

  /** Ids of uploaded files that it refers to, in a header or by itself. */
  List<String> mediaIds() {
    List<String> out = new ArrayList<>();
    collect(body, out);
    return out;
  }

  private static void collect(Map<String, Object> in, List<String> out) {
    for (String kind : List.of("image", "document", "video", "audio", "sticker")) {
      String id = text(object(in.get(kind)), "id");
      if (!id.isEmpty()) {
        out.add(id);
      }
    }
    list(object(in.get("template")).get("components"))
        .forEach(component -> parameters(component).forEach(one -> collect(one, out)));
    Map<String, Object> interactive = object(in.get("interactive"));
    if (interactive.containsKey("header")) {
      collect(object(interactive.get("header")), out);
    }
  }

  private @Nullable GraphError checkTemplate(Optional<CloudTemplate> template) {
    Map<String, Object> asked = object(body.get("template"));
    Map<String, Object> language = object(asked.get("language"));
    if (!"deterministic".equals(language.getOrDefault("policy", "deterministic"))) {
      return parameter("template.language.policy must be deterministic");
    }
    String status = template.map(CloudTemplate::status).orElse("");
    if (status.equals("PAUSED")) {
      return GraphError.of(132015, "Template is Paused", "paused due to low quality");
    }
    if (status.equals("DISABLED")) {
      return GraphError.of(132016, "Template is Disabled", "paused too many times");
    }
    if (template.isEmpty() || !template.get().isSendable()) {
      return GraphError.of(
          132001,
          "Template name does not exist in the translation",
          "template name (" + asked.get("name") + ") does not exist in " + language.get("code"));
    }
    return TemplateParameters.check(template.get().form(), components());
  }

  /** Name and language of the template that it asks for. */
  String key() {
    Map<String, Object> asked = object(body.get("template"));
    return text(asked, "name") + "/" + text(object(asked.get("language")), "code");
  }

  private List<Map<String, Object>> components() {
    return list(object(body.get("template")).get("components"));
  }

  static List<Map<String, Object>> parameters(Map<String, Object> component) {
    return list(component.get("parameters"));
  }

  /** Values by variable name; by position where the sender gave no names. */
  static Map<String, String> named(Map<String, Object> component, List<String> order) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Map<String, Object>> parameters = parameters(component);
    for (int i = 0; i < parameters.size(); i++) {
      String name = text(parameters.get(i), "parameter_name");
      if (name.isEmpty()) {
        name = i < order.size() ? order.get(i) : "#" + (i + 1);
      } else {
        name = ApprovedTemplate.field(name, order);
      }
      values.put(name, text(parameters.get(i), "text"));
    }
    return values;
  }

  static GraphError parameter(String details) {
    return GraphError.of(100, "Invalid parameter", details);
  }

  static String type(Map<String, Object> component) {
    return text(component, "type").toLowerCase(Locale.ROOT);
  }

  static String text(Map<String, Object> in, String key) {
    return in.get(key) instanceof String value ? value : "";
  }

  static List<Map<String, Object>> list(@Nullable Object value) {
    return value instanceof List<?> items
        ? items.stream().map(MessageRequest::object).toList()
        : List.of();
  }

  static Map<String, Object> object(@Nullable Object value) {
    Map<String, Object> result = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) -> {
            if (item != null) {
              result.put(String.valueOf(key), item);
            }
          });
    }
    return result;
  }
}
