package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.party.Channel;
import java.util.List;

/**
 * One inbound message. A type that we do not know, and a known one in a shape that we do not know,
 * is kept as {@code Unrecognised}: it still opens the window and reaches a person. So is the answer
 * to a flow ({@code nfm_reply}): it holds a whole form, which one payload cannot stand for.
 */
final class MessageReader {

  private final String account;
  private final Times times;
  private final List<JsonObject> contacts;

  MessageReader(String account, Times times, List<JsonObject> contacts) {
    this.account = account;
    this.times = times;
    this.contacts = contacts;
  }

  /**
   * @throws dev.mora.json.InvalidDocument if it has no id or nobody who wrote it
   */
  Message read(JsonObject message, String raw) {
    String id = Loose.text(message, "id");
    if (id.isEmpty()) {
      throw message.invalid("a message without id", "an id");
    }
    String type = Loose.text(message, "type");
    Common common =
        new Common(
            new Header(Channel.WHATSAPP, account, times.of(Loose.text(message, "timestamp"))),
            sender(message),
            id,
            Loose.text(Loose.object(message, "context"), "id"));
    return switch (type) {
      case "text" -> text(common, message, raw);
      case "button" -> button(common, message, raw);
      case "interactive" -> interactive(common, message, raw);
      case "image" -> media(common, message, Message.Media.Kind.IMAGE, raw);
      case "document" -> media(common, message, Message.Media.Kind.DOCUMENT, raw);
      default -> common.unrecognised(type, raw);
    };
  }

  private record Common(Header header, Message.Sender from, String id, String replyTo) {

    Message choice(String payload, String label) {
      return new Message.Choice(header, from, id, replyTo, payload, label);
    }

    Message unrecognised(String type, String raw) {
      return new Message.Unrecognised(header, from, id, replyTo, type, raw);
    }
  }

  private static Message text(Common common, JsonObject message, String raw) {
    JsonObject text = Loose.object(message, "text");
    boolean readable = text.optionalValue("body").filter(JsonString.class::isInstance).isPresent();
    return readable
        ? new Message.Text(
            common.header(), common.from(), common.id(), common.replyTo(), text.string("body"))
        : common.unrecognised("text", raw);
  }

  /** A tap on a template's quick reply. Without a payload of ours it comes back with its label. */
  private static Message button(Common common, JsonObject message, String raw) {
    JsonObject button = Loose.object(message, "button");
    String label = Loose.text(button, "text");
    String payload = Loose.text(button, "payload");
    if (payload.isEmpty() && label.isEmpty()) {
      return common.unrecognised("button", raw);
    }
    return common.choice(payload.isEmpty() ? label : payload, label);
  }

  private static Message interactive(Common common, JsonObject message, String raw) {
    JsonObject interactive = Loose.object(message, "interactive");
    String kind = Loose.text(interactive, "type");
    JsonObject reply = Loose.object(interactive, kind);
    String payload = Loose.text(reply, "id");
    boolean tap = kind.equals("button_reply") || kind.equals("list_reply");
    return tap && !payload.isEmpty()
        ? common.choice(payload, Loose.text(reply, "title"))
        : common.unrecognised(kind.isEmpty() ? "interactive" : "interactive." + kind, raw);
  }

  private static Message media(
      Common common, JsonObject message, Message.Media.Kind kind, String raw) {
    String type = Loose.text(message, "type");
    JsonObject media = Loose.object(message, type);
    String id = Loose.text(media, "id");
    if (id.isEmpty()) {
      return common.unrecognised(type, raw);
    }
    return new Message.Media(
        common.header(),
        common.from(),
        common.id(),
        common.replyTo(),
        kind,
        id,
        Loose.text(media, "mime_type"),
        Loose.text(media, "sha256"),
        Loose.text(media, "caption"),
        Loose.text(media, "filename"));
  }

  /**
   * The number may be missing or empty for people with a username, and then Meta's own id of the
   * person (BSUID) stands alone. The name is taken only from a contact that names the same person.
   */
  private Message.Sender sender(JsonObject message) {
    String from = Loose.text(message, "from");
    String number = number(from);
    String userId = Loose.text(message, "from_user_id");
    if (userId.isEmpty() && number.isEmpty()) {
      userId = from;
    }
    JsonObject contact = contact(number, userId);
    if (number.isEmpty()) {
      number = number(Loose.text(contact, "wa_id"));
    }
    if (userId.isEmpty()) {
      userId = Loose.text(contact, "user_id");
    }
    if (number.isEmpty() && userId.isEmpty()) {
      throw message.invalid("a message without a sender", "a number or a user id");
    }
    return new Message.Sender(number, userId, Loose.text(Loose.object(contact, "profile"), "name"));
  }

  private JsonObject contact(String number, String userId) {
    if (number.isEmpty() && userId.isEmpty() && contacts.size() == 1) {
      return contacts.get(0);
    }
    return contacts.stream()
        .filter(
            contact ->
                same(number, number(Loose.text(contact, "wa_id")))
                    || same(userId, Loose.text(contact, "user_id")))
        .findFirst()
        .orElseGet(JsonObject::of);
  }

  private static boolean same(String one, String other) {
    return !one.isEmpty() && one.equals(other);
  }

  /** Digits without {@code +}; empty if it is something else. */
  private static String number(String text) {
    String digits = text.startsWith("+") ? text.substring(1) : text;
    return digits.matches("\\d{5,20}") ? digits : "";
  }
}
