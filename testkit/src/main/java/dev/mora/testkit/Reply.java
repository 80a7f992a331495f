package dev.mora.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Something that a person does in the chat. */
public sealed interface Reply {

  /** The message element of a notification, without id, sender and time. */
  Map<String, Object> element();

  static Reply text(String body) {
    return new Text(body);
  }

  /** A tap on a quick reply of a template. */
  static Reply button(String payload, String label) {
    return new Button(payload, label);
  }

  /** A tap on a reply button of an interactive message. */
  static Reply choice(String id, String title) {
    return new Choice(id, title);
  }

  /** A picture, such as a receipt. */
  static Reply image(String mediaId, String caption) {
    return new Image(mediaId, caption);
  }

  record Text(String body) implements Reply {
    @Override
    public Map<String, Object> element() {
      return typed("text", Map.of("body", body));
    }
  }

  record Button(String payload, String label) implements Reply {
    @Override
    public Map<String, Object> element() {
      return typed("button", Map.of("payload", payload, "text", label));
    }
  }

  record Choice(String id, String title) implements Reply {
    @Override
    public Map<String, Object> element() {
      return typed(
          "interactive",
          Map.of("type", "button_reply", "button_reply", Map.of("id", id, "title", title)));
    }
  }

  record Image(String mediaId, String caption) implements Reply {
    @Override
    public Map<String, Object> element() {
      return typed(
          "image",
          Map.of(
              "id",
              mediaId,
              "mime_type",
              "image/jpeg",
              "sha256",
              "x+LZVtzOImQYX9JtTJWmHSgRUPoUHFNpqSDdYbPGNmE=",
              "caption",
              caption));
    }
  }

  private static Map<String, Object> typed(String type, Map<String, Object> content) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("type", type);
    element.put(type, content);
    return element;
  }
}
