package dev.mora.testkit;

import com.github.tomakehurst.wiremock.common.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** Null if the provider would take it. */
  @Nullable GraphError check(Map<String, ApprovedTemplate> approved) {
    if (!"whatsapp".equals(body.get("messaging_product"))) {
      return parameter("messaging_product must be whatsapp");
    }
    if (!"individual".equals(body.getOrDefault("recipient_type", "individual"))) {
      return parameter("recipient_type must be individual");
    }
    if (!text(body, "to").matches("\\+?[0-9 ()-]{7,20}")) {
      return parameter("to is not a phone number");
    }
    if (!(body.getOrDefault("biz_opaque_callback_data", "") instanceof String data)
        || data.length() > 512) {
      return parameter("biz_opaque_callback_data must be a string of at most 512 characters");
    }
    if (isTemplate()) {
      return checkTemplate(approved);
    }
    if ("text".equals(body.get("type"))) {
      String said = text(object(body.get("text")), "body");
      return said.isEmpty() || said.length() > 4096
          ? parameter("text.body must have 1 to 4096 characters")
          : null;
    }
    return GraphError.of(131051, "Unsupported message type", "type " + body.get("type"));
  }

  SentMessage taken(
      String id, String account, Map<String, ApprovedTemplate> approved, Instant now) {
    String correlation = text(body, "biz_opaque_callback_data");
    if (!isTemplate()) {
      return new SentMessage(
          id,
          account,
          text(body, "to"),
          correlation,
          "",
          "",
          Map.of(),
          List.of(),
          text(object(body.get("text")), "body"),
          now);
    }
    ApprovedTemplate template = approved.get(key());
    if (template == null) {
      throw new IllegalStateException("checked before");
    }
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
        case "button" -> {
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
        default -> {}
      }
    }
    return new SentMessage(
        id,
        account,
        text(body, "to"),
        correlation,
        template.name(),
        template.language(),
        values,
        payloads,
        template.written(values),
        now);
  }

  private @Nullable GraphError checkTemplate(Map<String, ApprovedTemplate> approved) {
    Map<String, Object> asked = object(body.get("template"));
    Map<String, Object> language = object(asked.get("language"));
    if (!"deterministic".equals(language.getOrDefault("policy", "deterministic"))) {
      return parameter("template.language.policy must be deterministic");
    }
    ApprovedTemplate template = approved.get(key());
    if (template == null) {
      return GraphError.of(
          132001,
          "Template name does not exist in the translation",
          "template name (" + asked.get("name") + ") does not exist in " + language.get("code"));
    }
    return TemplateParameters.check(template, components());
  }

  private String key() {
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
