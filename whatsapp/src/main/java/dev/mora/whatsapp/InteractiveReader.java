package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent.Message;
import dev.mora.channel.SharedMessage;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A tap on one of our buttons or rows, a form that came back, an answer to our wish to call. */
final class InteractiveReader {

  private static final String TOKEN = "flow_token";

  private InteractiveReader() {}

  static Message read(MessageReader.Common common, JsonSlice interactive) {
    String kind = interactive.text("type");
    JsonSlice reply = interactive.get(kind);
    return switch (kind) {
      case "button_reply", "list_reply" -> choice(common, kind, reply);
      case "nfm_reply" -> form(common, reply);
      case "call_permission_reply" -> permission(common, reply);
      default -> unrecognised(common, kind);
    };
  }

  private static Message unrecognised(MessageReader.Common common, String kind) {
    return common.unrecognised(kind.isEmpty() ? "interactive" : "interactive." + kind);
  }

  private static Message choice(MessageReader.Common common, String kind, JsonSlice reply) {
    String payload = reply.text("id");
    return payload.isEmpty()
        ? unrecognised(common, kind)
        : new Message.Choice(
            common.header(),
            common.from(),
            common.id(),
            common.context(),
            payload,
            reply.text("title"),
            reply.text("description"));
  }

  /** The answers are JSON within a string of JSON. */
  private static Message form(MessageReader.Common common, JsonSlice reply) {
    String json = reply.text("response_json");
    if (json.isEmpty()) {
      return unrecognised(common, "nfm_reply");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    String token = "";
    try {
      JsonSlice answers =
          JsonSlice.of("form", json.getBytes(StandardCharsets.UTF_8), JsonLimits.WIRE).checked();
      token = answers.get(TOKEN).text();
      for (JsonSlice key : answers.keys()) {
        String name = key.text();
        String value = scalar(answers.get(name));
        if (!value.isEmpty() && !name.equals(TOKEN)) {
          fields.put(name, value);
        }
      }
    } catch (InvalidDocument unreadable) {
      fields.clear(); // what was written stands in the event all the same
    }
    return new SharedMessage.Form(
        common.header(),
        common.from(),
        common.id(),
        common.context(),
        reply.text("name"),
        reply.text("body"),
        token,
        fields,
        json);
  }

  private static String scalar(JsonSlice value) {
    if (value.isTrue() || value.isFalse()) {
      return Boolean.toString(value.isTrue());
    }
    return value.text();
  }

  private static Message permission(MessageReader.Common common, JsonSlice reply) {
    String response = reply.text("response");
    boolean granted = response.equals("accept");
    if (!granted && !response.equals("reject")) {
      return unrecognised(common, "call_permission_reply");
    }
    return new SharedMessage.CallPermission(
        common.header(),
        common.from(),
        common.id(),
        common.context(),
        granted,
        reply.get("is_permanent").isTrue(),
        Times.term(reply.get("expiration_timestamp")),
        reply.text("response_source"));
  }
}
