package dev.mora.conversation;

import static dev.mora.conversation.TrayItemJson.text;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message;
import dev.mora.channel.MessageChange;
import dev.mora.channel.MessageContext;
import dev.mora.channel.MessageContext.Product;
import dev.mora.channel.MessageContext.Referral;
import dev.mora.channel.Raw;
import dev.mora.channel.SharedMessage;
import dev.mora.json.JsonObject;
import dev.mora.party.Channel;
import java.time.Instant;

/** A message as JSON, read back equal: who, when, in answer to what, and then what it says. */
final class MessageJson {

  private MessageJson() {}

  static JsonObject write(Message message) {
    Header header = message.header();
    Message.Sender from = message.from();
    JsonObject out =
        JsonObject.of()
            .with("channel", header.channel().name())
            .with("account", text(header.account()))
            .with("at", header.at().toString())
            .with("number", text(from.number()))
            .with("userId", text(from.userId()))
            .with("profileName", text(from.profileName()))
            .with("messageId", text(message.messageId()))
            .with("replyTo", text(message.replyTo()));
    out = given(out, "username", from.username());
    out = given(out, "parentUserId", from.parentUserId());
    out = given(out, "identity", from.identity());
    out = given(out, "wire", header.raw().text());
    out = context(out, message.context());
    if (message instanceof Message.Text said) {
      return out.with("kind", "text").with("body", text(said.body()));
    }
    if (message instanceof Message.Choice choice) {
      return given(
          out.with("kind", "choice")
              .with("payload", text(choice.payload()))
              .with("label", text(choice.label())),
          "description",
          choice.description());
    }
    if (message instanceof Message.Media media) {
      JsonObject file =
          out.with("kind", "media")
              .with("media", media.kind().name())
              .with("mediaId", text(media.mediaId()))
              .with("mimeType", text(media.mimeType()))
              .with("sha256", text(media.sha256()))
              .with("caption", text(media.caption()))
              .with("filename", text(media.filename()));
      return given(file, "url", media.url()).with("animated", media.animated());
    }
    if (message instanceof Message.Unsupported unsupported) {
      return out.with("kind", "unsupported")
          .with("type", text(unsupported.type()))
          .with("code", text(unsupported.code()));
    }
    if (message instanceof Message.Opened) {
      return out.with("kind", "opened");
    }
    if (message instanceof SharedMessage shared) {
      return SharedMessageJson.write(out, shared);
    }
    if (message instanceof MessageChange change) {
      return change(out, change);
    }
    Message.Unrecognised other = (Message.Unrecognised) message;
    return out.with("kind", "unrecognised")
        .with("type", text(other.type()))
        .with("raw", text(other.raw()));
  }

  private static JsonObject change(JsonObject out, MessageChange change) {
    JsonObject earlier = out.with("of", text(change.of()));
    if (change instanceof MessageChange.Reaction reaction) {
      return earlier.with("kind", "reaction").with("emoji", text(reaction.emoji()));
    }
    return change instanceof MessageChange.Edited edited
        ? earlier.with("kind", "edited").with("now", write(edited.now()))
        : earlier.with("kind", "deleted");
  }

  static Message read(JsonObject in) {
    Header header =
        new Header(
            Channel.of(in.string("channel")),
            in.string("account"),
            Instant.parse(in.string("at")),
            Raw.of(given(in, "wire")));
    Message.Sender from =
        new Message.Sender(
            in.string("number"),
            in.string("userId"),
            in.string("profileName"),
            given(in, "username"),
            given(in, "parentUserId"),
            given(in, "identity"));
    String id = in.string("messageId");
    MessageContext context = context(in);
    return switch (in.string("kind")) {
      case "text" -> new Message.Text(header, from, id, context, in.string("body"));
      case "choice" ->
          new Message.Choice(
              header,
              from,
              id,
              context,
              in.string("payload"),
              in.string("label"),
              given(in, "description"));
      case "media" ->
          new Message.Media(
              header,
              from,
              id,
              context,
              in.oneOf("media", Message.Media.Kind.class),
              in.string("mediaId"),
              in.string("mimeType"),
              in.string("sha256"),
              in.string("caption"),
              in.string("filename"),
              given(in, "url"),
              in.bool("animated", false));
      case "unsupported" ->
          new Message.Unsupported(header, from, id, context, in.string("type"), in.string("code"));
      case "opened" -> new Message.Opened(header, from, id, context);
      case "reaction" ->
          new MessageChange.Reaction(
              header, from, id, context, in.string("of"), in.string("emoji"));
      case "edited" ->
          new MessageChange.Edited(
              header, from, id, context, in.string("of"), read(in.object("now")));
      case "deleted" -> new MessageChange.Deleted(header, from, id, context, in.string("of"));
      case "unrecognised" ->
          new Message.Unrecognised(header, from, id, context, in.string("type"), in.string("raw"));
      default -> SharedMessageJson.read(in, header, from, id, context);
    };
  }

  private static JsonObject context(JsonObject out, MessageContext context) {
    JsonObject all = given(out, "group", context.group());
    if (context.forwarded()) {
      all = all.with("forwarded", context.forwardedOften() ? "often" : "once");
    }
    if (context.product().isPresent()) {
      Product product = context.product().get();
      all =
          all.with(
              "product",
              JsonObject.of()
                  .with("catalog", text(product.catalog()))
                  .with("item", text(product.item())));
    }
    if (context.referral().isPresent()) {
      Referral from = context.referral().get();
      all =
          all.with(
              "referral",
              JsonObject.of()
                  .with("sourceType", text(from.sourceType()))
                  .with("sourceId", text(from.sourceId()))
                  .with("url", text(from.url()))
                  .with("headline", text(from.headline()))
                  .with("body", text(from.body()))
                  .with("mediaType", text(from.mediaType()))
                  .with("clickId", text(from.clickId())));
    }
    return all;
  }

  private static MessageContext context(JsonObject in) {
    String forwarded = given(in, "forwarded");
    return new MessageContext(
        in.string("replyTo"),
        !forwarded.isEmpty(),
        forwarded.equals("often"),
        given(in, "group"),
        in.optionalObject("product")
            .map(product -> new Product(product.string("catalog"), product.string("item"))),
        in.optionalObject("referral").map(MessageJson::referral));
  }

  private static Referral referral(JsonObject in) {
    return new Referral(
        in.string("sourceType"),
        in.string("sourceId"),
        in.string("url"),
        in.string("headline"),
        in.string("body"),
        in.string("mediaType"),
        in.string("clickId"));
  }

  static JsonObject given(JsonObject out, String key, String value) {
    return value.isEmpty() ? out : out.with(key, text(value));
  }

  static String given(JsonObject in, String key) {
    return in.optionalString(key).orElse("");
  }
}
