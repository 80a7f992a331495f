package dev.mora.testkit;

import static dev.mora.testkit.ProviderTemplate.ordered;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notifications about templates, as the provider writes them (Graph API v25.0). */
final class TemplateNotice {

  private TemplateNotice() {}

  /**
   * @param title of {@code other_info}; empty if there is none
   */
  static byte[] status(
      String business,
      CloudTemplate template,
      String event,
      String reason,
      String title,
      Instant at) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("event", event);
    value.putAll(name(template));
    value.put("message_template_category", template.category());
    value.put("reason", reason);
    if (!title.isEmpty()) {
      value.put("other_info", ordered("title", title, "description", "Told by the stand-in."));
    }
    if (event.equals("REJECTED")) {
      value.put(
          "rejection_info",
          ordered("reason", "Told by the stand-in.", "recommendation", "Change the text."));
    }
    return body(business, "message_template_status_update", value, at);
  }

  static byte[] quality(
      String business,
      String field,
      CloudTemplate template,
      String before,
      String after,
      Instant at) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("previous_quality_score", before);
    value.put("new_quality_score", after);
    value.putAll(name(template));
    return body(business, field, value, at);
  }

  static byte[] components(String business, CloudTemplate template, Instant at) {
    Map<String, Object> value = new LinkedHashMap<>(name(template));
    value.put("message_template_element", template.body());
    return body(business, "message_template_components_update", value, at);
  }

  static byte[] category(String business, CloudTemplate template, String before, Instant at) {
    Map<String, Object> value = new LinkedHashMap<>(name(template));
    value.put("previous_category", before);
    value.put("new_category", template.category());
    return body(business, "template_category_update", value, at);
  }

  static byte[] categoryWarning(
      String business, CloudTemplate template, String coming, Instant when, Instant at) {
    Map<String, Object> value = new LinkedHashMap<>(name(template));
    value.put("new_category", template.category());
    value.put("correct_category", coming);
    value.put("category_update_timestamp", when.getEpochSecond());
    return body(business, "template_category_update", value, at);
  }

  private static Map<String, Object> name(CloudTemplate template) {
    return ordered(
        "message_template_id",
        Long.parseLong(template.id()),
        "message_template_name",
        template.name(),
        "message_template_language",
        template.language());
  }

  static byte[] body(String business, String field, Map<String, Object> value, Instant at) {
    return ProviderJson.write(
            ordered(
                "object",
                "whatsapp_business_account",
                "entry",
                List.of(
                    ordered(
                        "id",
                        business,
                        "time",
                        at.getEpochSecond(),
                        "changes",
                        List.of(ordered("field", field, "value", value))))))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
