package dev.mora.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Webhook bodies as the provider writes them (Graph API v25.0), escaped to ASCII like its own. */
final class Notification {

  private Notification() {}

  static byte[] status(
      SentMessage message,
      Behaviour.Status status,
      Instant at,
      int errorCode,
      String title,
      String business) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("id", message.id());
    element.put("status", status.name().toLowerCase(Locale.ROOT));
    element.put("timestamp", Long.toString(at.getEpochSecond()));
    element.put(
        isUserId(message.to()) ? "recipient_user_id" : "recipient_id", digits(message.to()));
    if (!message.correlation().isEmpty()) {
      element.put("biz_opaque_callback_data", message.correlation());
    }
    if (status == Behaviour.Status.FAILED) {
      element.put(
          "errors",
          List.of(
              Map.of(
                  "code", errorCode,
                  "title", title,
                  "message", title,
                  "error_data", Map.of("details", title))));
    }
    return body(message.account(), business, Map.of("statuses", List.of(element)));
  }

  static byte[] message(
      String account,
      String business,
      String from,
      String id,
      Instant at,
      String replyTo,
      Reply reply) {
    Map<String, Object> element = new LinkedHashMap<>();
    boolean hidden = isUserId(from);
    element.put(hidden ? "from_user_id" : "from", digits(from));
    element.put("id", id);
    element.put("timestamp", Long.toString(at.getEpochSecond()));
    element.putAll(reply.element());
    if (!replyTo.isEmpty()) {
      element.put("context", Map.of("from", "15550000000", "id", replyTo));
    }
    Map<String, Object> value = new LinkedHashMap<>();
    if (!"system".equals(element.get("type"))) {
      value.put(
          "contacts",
          List.of(
              Map.of(
                  "profile",
                  Map.of("name", "Persona"),
                  hidden ? "user_id" : "wa_id",
                  digits(from))));
    }
    value.put("messages", List.of(element));
    return body(account, business, value);
  }

  private static byte[] body(String account, String business, Map<String, Object> content) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("messaging_product", "whatsapp");
    value.put(
        "metadata", Map.of("display_phone_number", "15550000000", "phone_number_id", account));
    value.putAll(content);
    Map<String, Object> body =
        Map.of(
            "object",
            "whatsapp_business_account",
            "entry",
            List.of(
                Map.of(
                    "id",
                    business,
                    "changes",
                    List.of(Map.of("field", "messages", "value", value)))));
    return ProviderJson.write(body).getBytes(StandardCharsets.US_ASCII);
  }

  /** Business-scoped, such as {@code MX.13491208655302741918}, in place of a number. */
  static boolean isUserId(String address) {
    return address.matches("[A-Z]{2}\\..+");
  }

  static String digits(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }
}
