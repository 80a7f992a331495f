package dev.mora.conversation;

import static dev.mora.conversation.TrayItemJson.text;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message;
import dev.mora.channel.MessageContext;
import dev.mora.channel.SharedMessage;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link MessageJson} says of a place, cards, an order, a form or a permission. */
final class SharedMessageJson {

  private SharedMessageJson() {}

  static JsonObject write(JsonObject out, SharedMessage message) {
    if (message instanceof SharedMessage.Location place) {
      return out.with("kind", "location")
          .with("latitude", text(place.latitude()))
          .with("longitude", text(place.longitude()))
          .with("name", text(place.name()))
          .with("address", text(place.address()))
          .with("url", text(place.url()));
    }
    if (message instanceof SharedMessage.Contacts contacts) {
      List<JsonObject> cards = contacts.cards().stream().map(SharedMessageJson::card).toList();
      return out.with("kind", "contacts").with("cards", JsonArray.of(cards));
    }
    if (message instanceof SharedMessage.Order order) {
      List<JsonObject> lines = order.lines().stream().map(SharedMessageJson::line).toList();
      return out.with("kind", "order")
          .with("catalog", text(order.catalog()))
          .with("text", text(order.text()))
          .with("lines", JsonArray.of(lines));
    }
    if (message instanceof SharedMessage.Form form) {
      JsonObject fields = JsonObject.of();
      for (Map.Entry<String, String> field : form.fields().entrySet()) {
        fields = fields.with(text(field.getKey()), text(field.getValue()));
      }
      return out.with("kind", "form")
          .with("name", text(form.name()))
          .with("body", text(form.body()))
          .with("token", text(form.token()))
          .with("fields", fields)
          .with("json", text(form.json()));
    }
    SharedMessage.CallPermission call = (SharedMessage.CallPermission) message;
    JsonObject answer =
        out.with("kind", "call-permission")
            .with("granted", call.granted())
            .with("permanent", call.permanent())
            .with("source", text(call.source()));
    return call.until().map(until -> answer.with("until", until.toString())).orElse(answer);
  }

  static SharedMessage read(
      JsonObject in, Header header, Message.Sender from, String id, MessageContext context) {
    return switch (in.string("kind")) {
      case "location" ->
          new SharedMessage.Location(
              header,
              from,
              id,
              context,
              in.string("latitude"),
              in.string("longitude"),
              in.string("name"),
              in.string("address"),
              in.string("url"));
      case "contacts" ->
          new SharedMessage.Contacts(
              header,
              from,
              id,
              context,
              in.array("cards").objects().stream().map(SharedMessageJson::card).toList());
      case "order" ->
          new SharedMessage.Order(
              header,
              from,
              id,
              context,
              in.string("catalog"),
              in.string("text"),
              in.array("lines").objects().stream().map(SharedMessageJson::line).toList());
      case "form" ->
          new SharedMessage.Form(
              header,
              from,
              id,
              context,
              in.string("name"),
              in.string("body"),
              in.string("token"),
              strings(in.object("fields")),
              in.string("json"));
      default ->
          new SharedMessage.CallPermission(
              header,
              from,
              id,
              context,
              in.bool("granted", false),
              in.bool("permanent", false),
              in.optionalString("until").map(Instant::parse),
              in.string("source"));
    };
  }

  private static JsonObject card(SharedMessage.Card card) {
    return JsonObject.of()
        .with("name", text(card.name()))
        .with("phones", JsonArray.ofStrings(texts(card.phones())))
        .with("emails", JsonArray.ofStrings(texts(card.emails())))
        .with("organization", text(card.organization()));
  }

  private static SharedMessage.Card card(JsonObject in) {
    return new SharedMessage.Card(
        in.string("name"),
        in.array("phones").strings(),
        in.array("emails").strings(),
        in.string("organization"));
  }

  private static JsonObject line(SharedMessage.Line line) {
    return JsonObject.of()
        .with("item", text(line.item()))
        .with("quantity", text(line.quantity()))
        .with("price", text(line.price()))
        .with("currency", text(line.currency()));
  }

  private static SharedMessage.Line line(JsonObject in) {
    return new SharedMessage.Line(
        in.string("item"), in.string("quantity"), in.string("price"), in.string("currency"));
  }

  private static List<String> texts(List<String> values) {
    return values.stream().map(TrayItemJson::text).toList();
  }

  private static Map<String, String> strings(JsonObject in) {
    Map<String, String> values = new LinkedHashMap<>();
    in.keys().forEach(key -> values.put(key, in.string(key)));
    return values;
  }
}
