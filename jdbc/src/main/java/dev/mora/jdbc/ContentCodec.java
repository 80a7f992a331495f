package dev.mora.jdbc;

import dev.mora.channel.FreeForm;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonWriter;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Category;
import dev.mora.template.GeoPoint;
import dev.mora.template.MediaRef;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What a dispatch says, as one JSON text: lossless, and marked with the version of its form, so
 * that a later library reads what an earlier one wrote. An earlier library refuses a later form.
 */
final class ContentCodec {

  /** The latest form; of form 1 are templates and texts, which earlier libraries read too. */
  static final int FORM = 2;

  /** Wider than what any channel takes; faults quote nothing. */
  private static final JsonLimits LIMITS =
      new JsonLimits(8 << 20, 16, 4 << 20, 32, 512, 10_000, 200_000, false);

  private ContentCodec() {}

  static String write(OutboundMessage.Content content) {
    JsonWriter out = JsonWriter.create().object();
    if (content instanceof OutboundMessage.Template template) {
      rendering(out.field("form", 1).name("template"), template.rendering());
    } else if (content instanceof OutboundMessage.Text text) {
      out.field("form", 1).name("text").object().field("body", text.body());
      window(out, text.window());
      out.end();
    } else if (content instanceof FreeForm said) {
      out.field("form", FORM).field("said", said.said()).name("window").object();
      window(out, said.window());
      out.end();
    }
    return out.end().text();
  }

  static OutboundMessage.Content read(String json) {
    JsonObject in =
        Json.parse("content of a dispatch", json.getBytes(StandardCharsets.UTF_8), LIMITS)
            .asObject();
    int form = in.integer("form");
    if (form > FORM) {
      throw new LedgerStoreException(
          "content of form " + form + ": written by a later library; expected up to " + FORM);
    }
    Optional<JsonObject> template = in.optionalObject("template");
    if (template.isPresent()) {
      return new OutboundMessage.Template(rendering(template.get()));
    }
    Optional<JsonObject> said = in.optionalObject("said");
    if (said.isPresent()) {
      return FreeForm.of(said.get(), window(in.object("window")));
    }
    JsonObject text = in.object("text");
    return new OutboundMessage.Text(text.string("body"), window(text));
  }

  // --- window

  private static void window(JsonWriter out, OpenWindow window) {
    Address with = Address.of(window.with());
    out.field("channel", window.channel().name())
        .field("kind", with.kind())
        .field("with", with.value())
        .field("openedAt", window.openedAt().toString())
        .field("closesAt", window.closesAt().toString());
  }

  private static OpenWindow window(JsonObject in) {
    return new OpenWindow(
        Channel.of(in.string("channel")),
        new Address(in.string("kind"), in.string("with")).point(),
        Instant.parse(in.string("openedAt")),
        Instant.parse(in.string("closesAt")));
  }

  // --- template

  private static void rendering(JsonWriter out, Rendering rendering) {
    out.object()
        .field("template", rendering.template())
        .field("version", rendering.version())
        .field("category", rendering.category().name())
        .field("contentHash", rendering.contentHash())
        .field("language", rendering.language())
        .field("variables", rendering.variables().name());
    if (rendering.header().isPresent()) {
      part(out.name("header"), rendering.header().get());
    }
    if (rendering.media().isPresent()) {
      media(out.name("media").object(), rendering.media().get());
    }
    part(out.name("body"), rendering.body());
    out.field("footer", rendering.footer()).name("buttons").array();
    for (Rendering.Button button : rendering.buttons()) {
      button(out, button);
    }
    out.end().end();
  }

  private static Rendering rendering(JsonObject in) {
    return new Rendering(
        in.string("template"),
        in.string("version"),
        in.oneOf("category", Category.class),
        in.string("contentHash"),
        in.string("language"),
        in.oneOf("variables", Rendering.Variables.class),
        in.optionalObject("header").map(ContentCodec::part),
        in.optionalObject("media").map(ContentCodec::media),
        part(in.object("body")),
        in.string("footer"),
        in.array("buttons").objects().stream().map(ContentCodec::button).toList());
  }

  private static void part(JsonWriter out, Rendering.Part part) {
    out.object().field("text", part.text()).name("values").array();
    for (Rendering.Value value : part.values()) {
      out.array().value(value.name()).value(value.text()).end();
    }
    out.end().end();
  }

  private static Rendering.Part part(JsonObject in) {
    return new Rendering.Part(
        in.string("text"),
        in.array("values").values().stream()
            .map(
                pair -> {
                  JsonArray both = pair.asArray();
                  return new Rendering.Value(both.strings().get(0), both.strings().get(1));
                })
            .toList());
  }

  private static void media(JsonWriter out, Rendering.Media media) {
    out.field("kind", media.kind().name());
    if (media instanceof Rendering.Media.File file) {
      out.field("ref", file.ref().reference()).field("name", file.ref().fileName());
    } else if (media instanceof Rendering.Media.Place place) {
      GeoPoint point = place.point();
      out.field("latitude", point.latitude().toPlainString());
      out.field("longitude", point.longitude().toPlainString());
      out.field("name", point.name()).field("address", point.address());
    }
    out.end();
  }

  private static Rendering.Media media(JsonObject in) {
    TemplateHeader.Kind kind = in.oneOf("kind", TemplateHeader.Kind.class);
    return kind == TemplateHeader.Kind.LOCATION
        ? new Rendering.Media.Place(
            GeoPoint.of(
                in.string("latitude"),
                in.string("longitude"),
                in.string("name"),
                in.string("address")))
        : new Rendering.Media.File(kind, new MediaRef(in.string("ref"), in.string("name")));
  }

  private static void button(JsonWriter out, Rendering.Button button) {
    out.object();
    if (button instanceof Rendering.Button.QuickReply reply) {
      out.field("kind", "reply").field("label", reply.label()).field("payload", reply.payload());
    } else if (button instanceof Rendering.Button.Url url) {
      out.field("kind", "url").field("label", url.label());
      out.field("url", url.url()).field("suffix", url.suffix());
    } else if (button instanceof Rendering.Button.CopyCode copy) {
      out.field("kind", "code").field("label", copy.label()).field("code", copy.code());
    } else if (button instanceof Rendering.Button.Phone phone) {
      out.field("kind", "phone").field("label", phone.label());
      out.field("number", phone.number().e164());
    } else if (button instanceof Rendering.Button.Fixed fixed) {
      out.field("kind", "fixed").field("label", fixed.label());
    }
    out.end();
  }

  private static Rendering.Button button(JsonObject in) {
    String label = in.string("label");
    return switch (in.string("kind")) {
      case "reply" -> new Rendering.Button.QuickReply(label, in.string("payload"));
      case "url" -> new Rendering.Button.Url(label, in.string("url"), in.string("suffix"));
      case "code" -> new Rendering.Button.CopyCode(label, in.string("code"));
      case "phone" -> new Rendering.Button.Phone(label, PhoneNumber.of(in.string("number")));
      case "fixed" -> new Rendering.Button.Fixed(label);
      default -> throw new LedgerStoreException("a button of a kind that this library lacks");
    };
  }
}
