package dev.mora.examples;

import dev.mora.channel.ChannelEvent;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;

/** One event as a line of JSON: file, type, family, ids, then what it says. Holds personal data. */
final class EventLine {

  private EventLine() {}

  static JsonObject of(String file, ChannelEvent event) {
    JsonObject line =
        JsonObject.of()
            .with("file", file)
            .with("event", event.getClass().getSimpleName())
            .with("family", family(event))
            .with("channel", event.header().channel().name())
            .with("account", event.header().account())
            .with("at", event.at().toString());
    if (event instanceof ChannelEvent.Status.Delivery status) {
      return status(line, status);
    }
    if (event instanceof ChannelEvent.Message message) {
      return message(line, message);
    }
    if (event instanceof ChannelEvent.Status.Unrecognised raw) {
      return unrecognised(line, raw.type(), raw.raw());
    }
    if (event instanceof ChannelEvent.Template.Unrecognised raw) {
      return unrecognised(line, raw.type(), raw.raw());
    }
    ChannelEvent.Account.Unrecognised raw = (ChannelEvent.Account.Unrecognised) event;
    return unrecognised(line, raw.type(), raw.raw());
  }

  private static String family(ChannelEvent event) {
    if (event instanceof ChannelEvent.Status) {
      return "status";
    }
    if (event instanceof ChannelEvent.Message) {
      return "message";
    }
    return event instanceof ChannelEvent.Template ? "template" : "account";
  }

  private static JsonObject status(JsonObject line, ChannelEvent.Status.Delivery status) {
    JsonObject full =
        line.with("message_id", status.providerMessageId())
            .with("correlation", status.correlation())
            .with("state", status.state().name())
            .with("recipient", status.recipientId());
    return status
        .failure()
        .map(
            failure ->
                full.with("code", failure.code())
                    .with("reason", failure.reason())
                    .with("handling", failure.handling().name()))
        .orElse(full);
  }

  private static JsonObject message(JsonObject line, ChannelEvent.Message message) {
    JsonObject full =
        line.with("message_id", message.messageId())
            .with("reply_to", message.replyTo())
            .with("from", message.from().number())
            .with("user_id", message.from().userId())
            .with("profile_name", message.from().profileName());
    if (message instanceof ChannelEvent.Message.Text text) {
      return full.with("body", text.body());
    }
    if (message instanceof ChannelEvent.Message.Choice choice) {
      return full.with("payload", choice.payload()).with("label", choice.label());
    }
    if (message instanceof ChannelEvent.Message.Media media) {
      return full.with("kind", media.kind().name())
          .with("media_id", media.mediaId())
          .with("mime_type", media.mimeType())
          .with("sha256", media.sha256())
          .with("caption", media.caption())
          .with("filename", media.filename());
    }
    ChannelEvent.Message.Unrecognised raw = (ChannelEvent.Message.Unrecognised) message;
    return unrecognised(full, raw.type(), raw.raw());
  }

  /** The raw JSON stands in the line as JSON; as text if it is more than a strict reader takes. */
  private static JsonObject unrecognised(JsonObject line, String type, String raw) {
    JsonObject full = line.with("type", type);
    try {
      return full.with("raw", Json.parse("raw", raw));
    } catch (InvalidDocument e) {
      return full.with("raw", raw);
    }
  }
}
