package dev.mora.testkit;

import java.util.LinkedHashMap;
import java.util.List;
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

  /** A file, such as a receipt in PDF. */
  static Reply document(String mediaId, String fileName, String caption) {
    return new Media(
        "document",
        mediaId,
        Map.of("mime_type", "application/pdf", "filename", fileName, "caption", caption));
  }

  /** A voice note. */
  static Reply voice(String mediaId) {
    return new Media(
        "audio", mediaId, Map.of("mime_type", "audio/ogg; codecs=opus", "voice", true));
  }

  /** A row chosen from a list. */
  static Reply row(String id, String title, String description) {
    return new Whole(
        typed(
            "interactive",
            Map.of(
                "type",
                "list_reply",
                "list_reply",
                Map.of("id", id, "title", title, "description", description))));
  }

  /**
   * A Flow that was filled in.
   *
   * @param responseJson JSON inside a string, as the provider gives it
   */
  static Reply flow(String responseJson) {
    return new Whole(
        typed(
            "interactive",
            Map.of(
                "type",
                "nfm_reply",
                "nfm_reply",
                Map.of("name", "flow", "body", "Sent", "response_json", responseJson))));
  }

  /** A sign on one of our messages; an empty emoji takes it back. */
  static Reply reaction(String messageId, String emoji) {
    return new Whole(typed("reaction", Map.of("message_id", messageId, "emoji", emoji)));
  }

  /** Something that this API does not carry, such as a poll (131051). */
  static Reply unsupported() {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("type", "unsupported");
    element.put(
        "errors",
        List.of(
            Map.of(
                "code",
                131051,
                "title",
                "Message type unknown",
                "message",
                "Message type unknown",
                "error_data",
                Map.of("details", "Message type is currently not supported."))));
    return new Whole(element);
  }

  /** The person moved to another number; the message comes from the old one. */
  static Reply changedNumber(String newNumber) {
    return new Whole(
        typed(
            "system",
            Map.of(
                "body",
                "User changed their number",
                "wa_id",
                Notification.digits(newNumber),
                "type",
                "user_changed_number")));
  }

  /** Any message element, {@code type} included. */
  static Reply of(Map<String, Object> element) {
    return new Whole(Map.copyOf(element));
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

  /**
   * A file of a kind.
   *
   * @param more what stands beside the id
   */
  record Media(String kind, String mediaId, Map<String, Object> more) implements Reply {
    public Media {
      more = Map.copyOf(more);
    }

    @Override
    public Map<String, Object> element() {
      Map<String, Object> content = new LinkedHashMap<>(more);
      content.put("id", mediaId);
      content.putIfAbsent("sha256", "x+LZVtzOImQYX9JtTJWmHSgRUPoUHFNpqSDdYbPGNmE=");
      return typed(kind, content);
    }
  }

  /** The element as it is. */
  record Whole(Map<String, Object> element) implements Reply {}

  private static Map<String, Object> typed(String type, Map<String, Object> content) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("type", type);
    element.put(type, content);
    return element;
  }
}
