package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message;
import dev.mora.channel.ChannelEvent.Message.Media.Kind;
import dev.mora.channel.MessageChange;
import dev.mora.channel.MessageContext;
import dev.mora.json.JsonSlice;
import java.util.List;

/**
 * One inbound message. A type that we do not know, and a known one in a shape that we do not know,
 * is kept as {@code Unrecognised}: it still opens the window and reaches a person.
 */
final class MessageReader {

  private final List<JsonSlice> contacts;

  /**
   * @param contacts of the same change, objects
   */
  MessageReader(List<JsonSlice> contacts) {
    this.contacts = contacts;
  }

  /** What all messages have. */
  record Common(Header header, Message.Sender from, String id, MessageContext context) {

    Message unrecognised(String type) {
      return new Message.Unrecognised(header, from, id, context, type, header.raw().text());
    }
  }

  /**
   * @throws dev.mora.json.InvalidDocument if it has no id or nobody who wrote it
   */
  ChannelEvent read(Item message) {
    String id = message.text("id");
    if (id.isEmpty()) {
      throw message.json().invalid("a message without id", "an id");
    }
    String type = message.text("type");
    Message.Sender from = SenderReader.read(message, contacts);
    Header header = message.header(message.times().of(message.get("timestamp")));
    return type.equals("system")
        ? SystemReader.read(message, header, id, from)
        : content(new Common(header, from, id, ContextReader.read(message)), type, message.json());
  }

  private static Message content(Common common, String type, JsonSlice message) {
    return switch (type) {
      case "text" -> text(common, message.get("text").get("body"));
      case "button" -> button(common, message.get("button"));
      case "interactive" -> InteractiveReader.read(common, message.get("interactive"));
      case "image" -> media(common, type, message.get(type), Kind.IMAGE);
      case "document" -> media(common, type, message.get(type), Kind.DOCUMENT);
      case "audio" ->
          media(
              common,
              type,
              message.get(type),
              message.get(type).get("voice").isTrue() ? Kind.VOICE : Kind.AUDIO);
      case "video" -> media(common, type, message.get(type), Kind.VIDEO);
      case "sticker" -> media(common, type, message.get(type), Kind.STICKER);
      case "location" -> SharedReader.location(common, message.get(type));
      case "contacts" -> SharedReader.contacts(common, message.get(type));
      case "order" -> SharedReader.order(common, message.get(type));
      case "reaction" -> reaction(common, message.get(type));
      case "edit" -> edit(common, message.get(type));
      case "revoke" -> revoke(common, message.get(type));
      case "unsupported" ->
          new Message.Unsupported(
              common.header(),
              common.from(),
              common.id(),
              common.context(),
              message.get(type).text("type"),
              StatusReader.code(message.get("errors")));
      case "request_welcome" ->
          new Message.Opened(common.header(), common.from(), common.id(), common.context());
      default -> common.unrecognised(type);
    };
  }

  private static Message text(Common common, JsonSlice body) {
    return body.isString()
        ? new Message.Text(
            common.header(), common.from(), common.id(), common.context(), body.text())
        : common.unrecognised("text");
  }

  /** A tap on a template's quick reply. Without a payload of ours it comes back with its label. */
  private static Message button(Common common, JsonSlice button) {
    String label = button.text("text");
    String payload = button.text("payload");
    if (payload.isEmpty() && label.isEmpty()) {
      return common.unrecognised("button");
    }
    return new Message.Choice(
        common.header(),
        common.from(),
        common.id(),
        common.context(),
        payload.isEmpty() ? label : payload,
        label,
        "");
  }

  private static Message media(Common common, String type, JsonSlice media, Kind kind) {
    String id = media.text("id");
    if (id.isEmpty()) {
      return common.unrecognised(type);
    }
    return new Message.Media(
        common.header(),
        common.from(),
        common.id(),
        common.context(),
        kind,
        id,
        media.text("mime_type"),
        media.get("sha256").text(),
        media.text("caption"),
        media.text("filename"),
        media.text("url"),
        media.get("animated").isTrue());
  }

  private static Message reaction(Common common, JsonSlice reaction) {
    String of = reaction.text("message_id");
    return of.isEmpty()
        ? common.unrecognised("reaction")
        : new MessageChange.Reaction(
            common.header(),
            common.from(),
            common.id(),
            common.context(),
            of,
            reaction.text("emoji"));
  }

  /** The words of now come as a message without an envelope. */
  private static Message edit(Common common, JsonSlice edit) {
    String of = edit.text("original_message_id");
    JsonSlice now = edit.get("message");
    String type = now.text("type");
    if (of.isEmpty() || type.isEmpty() || type.equals("edit")) {
      return common.unrecognised("edit");
    }
    return new MessageChange.Edited(
        common.header(),
        common.from(),
        common.id(),
        common.context(),
        of,
        content(common, type, now));
  }

  private static Message revoke(Common common, JsonSlice revoke) {
    String of = revoke.text("original_message_id");
    return of.isEmpty()
        ? common.unrecognised("revoke")
        : new MessageChange.Deleted(
            common.header(), common.from(), common.id(), common.context(), of);
  }
}
