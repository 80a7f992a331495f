package dev.mora.whatsapp;

import dev.mora.channel.Card;
import dev.mora.channel.FreeForm;
import dev.mora.channel.OutboundMessage;
import dev.mora.json.JsonWriter;
import dev.mora.party.PhoneNumber;
import dev.mora.template.MediaRef;
import java.util.List;

/** The bytes of a message that needs no template, as the Cloud API v25.0 takes them. */
final class FreeFormBody {

  private FreeFormBody() {}

  static byte[] of(OutboundMessage message, FreeForm said) {
    JsonWriter out =
        JsonWriter.create()
            .object()
            .field("messaging_product", "whatsapp")
            .field("recipient_type", "individual")
            .field(
                message.to() instanceof PhoneNumber ? "to" : "recipient", message.to().address());
    message.inReplyTo().ifPresent(id -> out.name("context").object().field("message_id", id).end());
    message.identityHash().ifPresent(hash -> out.field("recipient_identity_key_hash", hash));
    out.field("type", type(said)).field("biz_opaque_callback_data", message.correlation());
    out.name(type(said)).object();
    content(out, said);
    return out.end().end().toBytes();
  }

  /** A body for {@code POST /{phone number id}/messages} that is no message. */
  static byte[] read(String messageId, boolean typing) {
    JsonWriter out =
        JsonWriter.create()
            .object()
            .field("messaging_product", "whatsapp")
            .field("status", "read")
            .field("message_id", messageId);
    if (typing) {
      out.name("typing_indicator").object().field("type", "text").end();
    }
    return out.end().toBytes();
  }

  private static String type(FreeForm said) {
    if (said instanceof OutboundMessage.Text) {
      return "text";
    }
    if (said instanceof FreeForm.File file) {
      return type(file.kind());
    }
    if (said instanceof FreeForm.Place) {
      return "location";
    }
    return said instanceof FreeForm.Reaction ? "reaction" : "interactive";
  }

  private static String type(FreeForm.FileKind kind) {
    return switch (kind) {
      case IMAGE -> "image";
      case VIDEO -> "video";
      case AUDIO, VOICE -> "audio";
      case DOCUMENT -> "document";
      case STICKER -> "sticker";
    };
  }

  private static void content(JsonWriter out, FreeForm said) {
    if (said instanceof OutboundMessage.Text text) {
      out.field("preview_url", false).field("body", text.body());
    } else if (said instanceof FreeForm.File file) {
      file(out, file.ref());
      if (!file.caption().isEmpty()) {
        out.field("caption", file.caption());
      }
      if (file.kind() == FreeForm.FileKind.VOICE) {
        out.field("voice", true);
      }
    } else if (said instanceof FreeForm.Place place) {
      out.name("latitude").value(place.point().latitude());
      out.name("longitude").value(place.point().longitude());
      out.field("name", place.point().name()).field("address", place.point().address());
    } else if (said instanceof FreeForm.Reaction reaction) {
      out.field("message_id", reaction.messageId()).field("emoji", reaction.emoji());
    } else if (said instanceof FreeForm.Buttons buttons) {
      card(out.field("type", "button"), buttons.card());
      out.name("action").object().name("buttons").array();
      for (FreeForm.Option option : buttons.options()) {
        out.object().field("type", "reply").name("reply").object();
        out.field("id", option.id()).field("title", option.label()).end().end();
      }
      out.end().end();
    } else if (said instanceof FreeForm.Choices choices) {
      card(out.field("type", "list"), choices.card());
      out.name("action").object().field("button", choices.label());
      sections(out.name("sections").array(), choices.sections());
      out.end().end();
    } else if (said instanceof FreeForm.Link link) {
      card(out.field("type", "cta_url"), link.card());
      out.name("action").object().field("name", "cta_url").name("parameters").object();
      out.field("display_text", link.label()).field("url", link.url()).end().end();
    }
  }

  private static void file(JsonWriter out, MediaRef ref) {
    out.field(ref.isLink() ? "link" : "id", ref.reference());
    if (!ref.fileName().isEmpty()) {
      out.field("filename", ref.fileName());
    }
  }

  private static void card(JsonWriter out, Card card) {
    if (!card.title().isEmpty()) {
      out.name("header").object().field("type", "text").field("text", card.title()).end();
    } else if (card.picture().isPresent()) {
      String type = type(card.picture().get().kind());
      out.name("header").object().field("type", type).name(type).object();
      file(out, card.picture().get().ref());
      out.end().end();
    }
    out.name("body").object().field("text", card.body()).end();
    if (!card.footer().isEmpty()) {
      out.name("footer").object().field("text", card.footer()).end();
    }
  }

  private static void sections(JsonWriter out, List<FreeForm.Section> sections) {
    for (FreeForm.Section section : sections) {
      out.object();
      if (!section.title().isEmpty()) {
        out.field("title", section.title());
      }
      out.name("rows").array();
      for (FreeForm.Option row : section.options()) {
        out.object().field("id", row.id()).field("title", row.label());
        if (!row.description().isEmpty()) {
          out.field("description", row.description());
        }
        out.end();
      }
      out.end().end();
    }
  }
}
