package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Registration of one number, its two-step PIN and what can be read of it. Ten registrations in 72
 * hours are taken, the next is refused (133016).
 */
final class NumberDesk {

  private static final Duration COUNTED = Duration.ofHours(72);
  private static final List<String> BY_DEFAULT =
      List.of(
          "verified_name",
          "code_verification_status",
          "display_phone_number",
          "quality_rating",
          "platform_type",
          "throughput");

  private final String id;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Deque<Instant> changes = new ArrayDeque<>();
  private boolean registered = true;
  private @Nullable String pin;

  NumberDesk(String id) {
    this.id = id;
    fields.put("verified_name", "Microfinanciera");
    fields.put("code_verification_status", "VERIFIED");
    fields.put("display_phone_number", "+1 555-000-0000");
    fields.put("quality_rating", "GREEN");
    fields.put("platform_type", "CLOUD_API");
    fields.put("throughput", Map.of("level", "STANDARD"));
    fields.put("whatsapp_business_manager_messaging_limit", "TIER_2K");
    fields.put("status", "CONNECTED");
    fields.put("name_status", "APPROVED");
    health("AVAILABLE");
  }

  void set(String field, Object value) {
    fields.put(field, value);
  }

  void health(String canSend) {
    fields.put(
        "health_status",
        Map.of(
            "can_send_message",
            canSend,
            "entities",
            List.of(Map.of("entity_type", "PHONE_NUMBER", "id", id, "can_send_message", canSend))));
  }

  void pin(String value) {
    pin = value;
  }

  Optional<String> pin() {
    return Optional.ofNullable(pin);
  }

  boolean isRegistered() {
    return registered;
  }

  void registered(boolean value) {
    registered = value;
    fields.put("status", value ? "CONNECTED" : "DISCONNECTED");
  }

  ResponseDefinitionBuilder register(Map<String, Object> body, Instant now) {
    if (!"whatsapp".equals(body.get("messaging_product"))) {
      return GraphAnswer.error(MessageRequest.parameter("messaging_product must be whatsapp"));
    }
    String given = MessageRequest.text(body, "pin");
    if (!given.matches("\\d{6}")) {
      return GraphAnswer.error(MessageRequest.parameter("Param pin must be 6 characters long."));
    }
    if (tooMany(now)) {
      return tooManyAnswer();
    }
    if (pin != null && !pin.equals(given)) {
      return GraphAnswer.error(
          GraphError.of(133005, "Two step verification PIN Mismatch", "Pin provided is incorrect"));
    }
    pin = given;
    registered(true);
    changes.add(now);
    return GraphAnswer.success();
  }

  ResponseDefinitionBuilder deregister(Instant now) {
    if (tooMany(now)) {
      return tooManyAnswer();
    }
    registered(false);
    changes.add(now);
    return GraphAnswer.success();
  }

  ResponseDefinitionBuilder twoStep(Map<String, Object> body) {
    String given = MessageRequest.text(body, "pin");
    if (!given.matches("\\d{6}")) {
      return GraphAnswer.error(MessageRequest.parameter("Param pin must be 6 characters long."));
    }
    pin = given;
    return GraphAnswer.success();
  }

  ResponseDefinitionBuilder read(String asked) {
    List<String> names = asked.isEmpty() ? BY_DEFAULT : List.of(asked.split(",", -1));
    Map<String, Object> out = new LinkedHashMap<>();
    for (String name : names) {
      Object value = fields.get(name.strip().replaceFirst("\\{.*", ""));
      if (value != null) {
        out.put(name.strip(), value);
      }
    }
    out.put("id", id);
    return GraphAnswer.json(out);
  }

  private boolean tooMany(Instant now) {
    while (!changes.isEmpty() && !changes.peek().plus(COUNTED).isAfter(now)) {
      changes.poll();
    }
    return changes.size() >= 10;
  }

  private static ResponseDefinitionBuilder tooManyAnswer() {
    return GraphAnswer.error(
        GraphError.of(
            133016,
            "Account register or deregister rate limit exceeded",
            "There were too many registration attempts for this phone number"));
  }
}
