package dev.mora.whatsapp;

import dev.mora.json.JsonWriter;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Rendering;
import dev.mora.template.Rendering.Button;
import dev.mora.template.Rendering.Media;
import dev.mora.template.Rendering.Part;
import java.util.List;

/**
 * The bytes of one message as {@code POST /{phone number id}/messages} takes them. The number keeps
 * its {@code +}: without it Meta puts the sender's own country code in front and a stranger reads
 * about the debt. {@code language.policy} and {@code recipient_type} are optional in Meta's
 * examples and required in its OpenAPI document, so both are sent.
 */
final class MessageBody {

  private MessageBody() {}

  static byte[] template(String correlation, PhoneNumber to, Rendering rendering) {
    JsonWriter out = open(correlation, to, "template");
    out.name("template").object();
    out.field("name", rendering.template());
    out.name("language").object();
    out.field("policy", "deterministic").field("code", rendering.language());
    out.end();
    if (hasComponents(rendering)) {
      out.name("components").array();
      rendering.header().ifPresent(header -> part(out, "header", header, rendering));
      rendering.media().ifPresent(media -> media(out, media));
      part(out, "body", rendering.body(), rendering);
      buttons(out, rendering.buttons());
      out.end();
    }
    return out.end().end().toBytes();
  }

  static byte[] text(String correlation, PhoneNumber to, String body) {
    JsonWriter out = open(correlation, to, "text");
    out.name("text").object().field("preview_url", false).field("body", body).end();
    return out.end().toBytes();
  }

  private static JsonWriter open(String correlation, PhoneNumber to, String type) {
    return JsonWriter.create()
        .object()
        .field("messaging_product", "whatsapp")
        .field("recipient_type", "individual")
        .field("to", to.e164())
        .field("type", type)
        .field("biz_opaque_callback_data", correlation);
  }

  private static boolean hasComponents(Rendering rendering) {
    return !rendering.body().values().isEmpty()
        || rendering.media().isPresent()
        || rendering.header().filter(header -> !header.values().isEmpty()).isPresent()
        || rendering.buttons().stream().anyMatch(MessageBody::hasParameter);
  }

  private static void part(JsonWriter out, String type, Part part, Rendering rendering) {
    if (part.values().isEmpty()) {
      return;
    }
    out.object().field("type", type).name("parameters").array();
    for (Rendering.Value value : part.values()) {
      out.object().field("type", "text");
      if (rendering.variables() == Rendering.Variables.NAMED) {
        out.field("parameter_name", VariableNames.named(value.name()));
      }
      out.field("text", value.text()).end();
    }
    out.end().end();
  }

  /** Takes no caption; a document is shown under its file name. */
  private static void media(JsonWriter out, Media media) {
    String kind = media.kind().word();
    out.object().field("type", "header").name("parameters").array();
    out.object().field("type", kind).name(kind).object();
    if (media instanceof Media.File file) {
      out.field(file.ref().isLink() ? "link" : "id", file.ref().reference());
      if (!file.ref().fileName().isEmpty()) {
        out.field("filename", file.ref().fileName());
      }
    } else if (media instanceof Media.Place place) {
      out.name("latitude").value(place.point().latitude());
      out.name("longitude").value(place.point().longitude());
      out.field("name", place.point().name()).field("address", place.point().address());
    }
    out.end().end().end().end();
  }

  private static void buttons(JsonWriter out, List<Button> buttons) {
    for (int i = 0; i < buttons.size(); i++) {
      Button button = buttons.get(i);
      if (!hasParameter(button)) {
        continue;
      }
      if (button instanceof Button.Url url) {
        button(out, "url", i, "text", url.suffix());
      } else if (button instanceof Button.QuickReply reply) {
        button(out, "quick_reply", i, "payload", reply.payload());
      } else if (button instanceof Button.CopyCode copy) {
        button(out, "copy_code", i, "coupon_code", copy.code());
      }
    }
  }

  private static void button(JsonWriter out, String kind, int index, String type, String value) {
    out.object().field("type", "button").field("sub_type", kind);
    out.field("index", Integer.toString(index)).name("parameters").array();
    out.object().field("type", type).field(type, value).end();
    out.end().end();
  }

  /** A fixed URL needs nothing; a quick reply without payload comes back with its label. */
  private static boolean hasParameter(Button button) {
    if (button instanceof Button.Url url) {
      return !url.suffix().isEmpty();
    }
    if (button instanceof Button.CopyCode) {
      return true;
    }
    return button instanceof Button.QuickReply reply && !reply.payload().isEmpty();
  }
}
