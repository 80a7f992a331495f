package dev.mora.whatsapp;

import static dev.mora.whatsapp.JsonBytes.piece;

import dev.mora.channel.FreeForm;
import dev.mora.channel.OutboundMessage;
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

  private static final byte[] START =
      piece("{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",");
  private static final byte[] TO = piece("\"to\":");
  private static final byte[] RECIPIENT = piece("\"recipient\":");
  private static final byte[] CONTEXT = piece(",\"context\":{\"message_id\":");
  private static final byte[] IDENTITY = piece(",\"recipient_identity_key_hash\":");
  private static final byte[] CORRELATION =
      piece(",\"type\":\"template\",\"biz_opaque_callback_data\":");
  private static final byte[] NAME = piece(",\"template\":{\"name\":");
  private static final byte[] LANGUAGE =
      piece(",\"language\":{\"policy\":\"deterministic\",\"code\":");
  private static final byte[] COMPONENTS = piece(",\"components\":[");
  private static final byte[] HEADER = piece("{\"type\":\"header\",\"parameters\":[");
  private static final byte[] BODY = piece("{\"type\":\"body\",\"parameters\":[");
  private static final byte[] NAMED = piece("{\"type\":\"text\",\"parameter_name\":");
  private static final byte[] TEXT = piece(",\"text\":");
  private static final byte[] POSITIONAL = piece("{\"type\":\"text\",\"text\":");
  private static final byte[] URL = piece("{\"type\":\"button\",\"sub_type\":\"url\",\"index\":");
  private static final byte[] QUICK_REPLY =
      piece("{\"type\":\"button\",\"sub_type\":\"quick_reply\",\"index\":");
  private static final byte[] COPY_CODE =
      piece("{\"type\":\"button\",\"sub_type\":\"copy_code\",\"index\":");
  private static final byte[] URL_TEXT = piece(",\"parameters\":[{\"type\":\"text\",\"text\":");
  private static final byte[] PAYLOAD =
      piece(",\"parameters\":[{\"type\":\"payload\",\"payload\":");
  private static final byte[] COUPON =
      piece(",\"parameters\":[{\"type\":\"coupon_code\",\"coupon_code\":");
  private static final byte[] TYPE = piece("{\"type\":");
  private static final byte[] COMMA = piece(",");
  private static final byte[] COLON_OBJECT = piece(":{");
  private static final byte[] COLON = piece(":");
  private static final byte[] FILE_NAME = piece(",\"filename\":");
  private static final byte[] LATITUDE = piece("\"latitude\":");
  private static final byte[] LONGITUDE = piece(",\"longitude\":");
  private static final byte[] PLACE_NAME = piece(",\"name\":");
  private static final byte[] ADDRESS = piece(",\"address\":");
  private static final byte[] END = piece("}");
  private static final byte[] END_TWICE = piece("}}");
  private static final byte[] END_LIST = piece("]");
  private static final byte[] END_PARAMETERS = piece("]}");
  private static final byte[] END_PARAMETER = piece("}]}");
  private static final byte[] END_MEDIA = piece("}}]}");

  private static final String[] INDEXES = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

  private MessageBody() {}

  static byte[] of(OutboundMessage message) {
    return message.content() instanceof OutboundMessage.Template template
        ? template(message, template.rendering())
        : FreeFormBody.of(message, (FreeForm) message.content());
  }

  private static byte[] template(OutboundMessage message, Rendering rendering) {
    JsonBytes out = new JsonBytes();
    template(out, message, rendering);
    out.allocate();
    template(out, message, rendering);
    return out.written();
  }

  private static void template(JsonBytes out, OutboundMessage message, Rendering rendering) {
    out.piece(START).piece(message.to() instanceof PhoneNumber ? TO : RECIPIENT);
    out.quoted(message.to().address());
    if (message.inReplyTo().isPresent()) {
      out.piece(CONTEXT).quoted(message.inReplyTo().get()).piece(END);
    }
    if (message.identityHash().isPresent()) {
      out.piece(IDENTITY).quoted(message.identityHash().get());
    }
    out.piece(CORRELATION).quoted(message.correlation());
    out.piece(NAME).quoted(rendering.template());
    out.piece(LANGUAGE).quoted(rendering.language()).piece(END);
    if (hasComponents(rendering)) {
      out.piece(COMPONENTS);
      boolean first = true;
      if (rendering.header().isPresent()) {
        first = part(out, HEADER, rendering.header().get(), rendering, first);
      }
      if (rendering.media().isPresent()) {
        media(out, rendering.media().get());
        first = false;
      }
      first = part(out, BODY, rendering.body(), rendering, first);
      buttons(out, rendering.buttons(), first);
      out.piece(END_LIST);
    }
    out.piece(END_TWICE);
  }

  private static boolean hasComponents(Rendering rendering) {
    if (rendering.body().size() > 0
        || rendering.media().isPresent()
        || (rendering.header().isPresent() && rendering.header().get().size() > 0)) {
      return true;
    }
    for (int i = 0; i < rendering.buttons().size(); i++) {
      if (hasParameter(rendering.buttons().get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean part(
      JsonBytes out, byte[] start, Part part, Rendering rendering, boolean first) {
    int values = part.size();
    if (values == 0) {
      return first;
    }
    if (!first) {
      out.piece(COMMA);
    }
    out.piece(start);
    boolean named = rendering.variables() == Rendering.Variables.NAMED;
    for (int i = 0; i < values; i++) {
      if (i > 0) {
        out.piece(COMMA);
      }
      if (named) {
        out.piece(NAMED).quoted(VariableNames.named(part.name(i))).piece(TEXT);
      } else {
        out.piece(POSITIONAL);
      }
      out.quoted(part.shown(i)).piece(END);
    }
    out.piece(END_PARAMETERS);
    return false;
  }

  /** Takes no caption; a document is shown under its file name. */
  private static void media(JsonBytes out, Media media) {
    String kind = media.kind().word();
    out.piece(HEADER).piece(TYPE).quoted(kind).piece(COMMA).quoted(kind).piece(COLON_OBJECT);
    if (media instanceof Media.File file) {
      out.quoted(file.ref().isLink() ? "link" : "id").piece(COLON).quoted(file.ref().reference());
      if (!file.ref().fileName().isEmpty()) {
        out.piece(FILE_NAME).quoted(file.ref().fileName());
      }
    } else if (media instanceof Media.Place place) {
      out.piece(LATITUDE).number(place.point().latitude().toPlainString());
      out.piece(LONGITUDE).number(place.point().longitude().toPlainString());
      out.piece(PLACE_NAME).quoted(place.point().name());
      out.piece(ADDRESS).quoted(place.point().address());
    }
    out.piece(END_MEDIA);
  }

  private static void buttons(JsonBytes out, List<Button> buttons, boolean noneBefore) {
    boolean first = noneBefore;
    for (int i = 0; i < buttons.size(); i++) {
      Button button = buttons.get(i);
      if (!hasParameter(button)) {
        continue;
      }
      if (!first) {
        out.piece(COMMA);
      }
      first = false;
      String index = i < INDEXES.length ? INDEXES[i] : Integer.toString(i);
      if (button instanceof Button.Url url) {
        out.piece(URL).quoted(index).piece(URL_TEXT).quoted(url.suffix());
      } else if (button instanceof Button.QuickReply reply) {
        out.piece(QUICK_REPLY).quoted(index).piece(PAYLOAD).quoted(reply.payload());
      } else if (button instanceof Button.CopyCode copy) {
        out.piece(COPY_CODE).quoted(index).piece(COUPON).quoted(copy.code());
      }
      out.piece(END_PARAMETER);
    }
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
