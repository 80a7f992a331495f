package dev.mora.conversation;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Message;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A tray item as text: what was written is read back equal. */
final class TrayItemJson {

  private static final String SCHEMA = "mora/tray-item-1";

  private TrayItemJson() {}

  static String write(TrayItem item) {
    JsonObject out =
        JsonObject.of()
            .with("schema", SCHEMA)
            .with("key", item.key())
            .with("state", item.state().name())
            .with("intent", item.intent().name())
            .with("routing", routing(item.routing()))
            .with("daysPastDue", item.daysPastDue())
            .with("segment", text(item.segment()))
            .with("at", item.at().toString());
    if (item.borrower().isPresent()) {
      out = out.with("borrower", item.borrower().get().value());
    }
    if (item.loan().isPresent()) {
      out = out.with("loan", item.loan().get().value());
    }
    if (item.message().isPresent()) {
      out = out.with("message", message(item.message().get()));
    }
    return out.toJson();
  }

  static TrayItem read(String text) {
    JsonObject in = Json.parse("tray item", text).asObject().requireSchema(SCHEMA);
    return new TrayItem(
        in.string("key"),
        in.optionalString("borrower").map(BorrowerId::of),
        in.optionalString("loan").map(LoanId::of),
        in.oneOf("intent", Intent.class),
        routing(in.object("routing")),
        in.integer("daysPastDue"),
        in.string("segment"),
        Instant.parse(in.string("at")),
        in.optionalObject("message").map(TrayItemJson::message),
        in.oneOf("state", TrayItem.State.class));
  }

  private static JsonObject routing(Routing routing) {
    return JsonObject.of()
        .with("queue", routing.queue())
        .with("priority", routing.priority())
        .with("rule", text(routing.rule()))
        .with("es", text(routing.es()))
        .with("pt", text(routing.pt()))
        .with("en", text(routing.en()));
  }

  private static Routing routing(JsonObject in) {
    return new Routing(
        in.string("queue"),
        in.integer("priority"),
        in.string("rule"),
        in.string("es"),
        in.string("pt"),
        in.string("en"));
  }

  private static JsonObject message(Message message) {
    ChannelEvent.Header header = message.header();
    JsonObject out =
        JsonObject.of()
            .with("channel", header.channel().name())
            .with("account", text(header.account()))
            .with("at", header.at().toString())
            .with("number", text(message.from().number()))
            .with("userId", text(message.from().userId()))
            .with("profileName", text(message.from().profileName()))
            .with("messageId", text(message.messageId()))
            .with("replyTo", text(message.replyTo()));
    if (message instanceof Message.Text said) {
      return out.with("kind", "text").with("body", text(said.body()));
    }
    if (message instanceof Message.Choice choice) {
      return out.with("kind", "choice")
          .with("payload", text(choice.payload()))
          .with("label", text(choice.label()));
    }
    if (message instanceof Message.Media media) {
      return out.with("kind", "media")
          .with("media", media.kind().name())
          .with("mediaId", text(media.mediaId()))
          .with("mimeType", text(media.mimeType()))
          .with("sha256", text(media.sha256()))
          .with("caption", text(media.caption()))
          .with("filename", text(media.filename()));
    }
    Message.Unrecognised other = (Message.Unrecognised) message;
    return out.with("kind", "unrecognised")
        .with("type", text(other.type()))
        .with("raw", text(other.raw()));
  }

  private static Message message(JsonObject in) {
    ChannelEvent.Header header =
        new ChannelEvent.Header(
            Channel.of(in.string("channel")), in.string("account"), Instant.parse(in.string("at")));
    Message.Sender from =
        new Message.Sender(in.string("number"), in.string("userId"), in.string("profileName"));
    String id = in.string("messageId");
    String replyTo = in.string("replyTo");
    return switch (in.string("kind")) {
      case "text" -> new Message.Text(header, from, id, replyTo, in.string("body"));
      case "choice" ->
          new Message.Choice(header, from, id, replyTo, in.string("payload"), in.string("label"));
      case "media" ->
          new Message.Media(
              header,
              from,
              id,
              replyTo,
              in.oneOf("media", Message.Media.Kind.class),
              in.string("mediaId"),
              in.string("mimeType"),
              in.string("sha256"),
              in.string("caption"),
              in.string("filename"));
      default ->
          new Message.Unrecognised(header, from, id, replyTo, in.string("type"), in.string("raw"));
    };
  }

  /** Halves of characters, which people's phones do send, as question marks: no file holds them. */
  private static String text(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
