package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent.Message;
import dev.mora.channel.SharedMessage;
import dev.mora.json.JsonSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A place, address cards, an order. */
final class SharedReader {

  private SharedReader() {}

  /** Coordinates are numbers in some versions and text in others. */
  static Message location(MessageReader.Common common, JsonSlice place) {
    String latitude = place.text("latitude");
    String longitude = place.text("longitude");
    if (latitude.isEmpty() || longitude.isEmpty()) {
      return common.unrecognised("location");
    }
    return new SharedMessage.Location(
        common.header(),
        common.from(),
        common.id(),
        common.context(),
        latitude,
        longitude,
        place.text("name"),
        place.text("address"),
        place.text("url"));
  }

  static Message contacts(MessageReader.Common common, JsonSlice cards) {
    return cards.isArray()
        ? new SharedMessage.Contacts(
            common.header(),
            common.from(),
            common.id(),
            common.context(),
            each(cards, SharedReader::card))
        : common.unrecognised("contacts");
  }

  private static SharedMessage.Card card(JsonSlice card) {
    return new SharedMessage.Card(
        card.get("name").text("formatted_name"),
        each(card.get("phones"), phone -> phone.text("phone")),
        each(card.get("emails"), mail -> mail.text("email")),
        card.get("org").text("company"));
  }

  static Message order(MessageReader.Common common, JsonSlice order) {
    return order.isObject()
        ? new SharedMessage.Order(
            common.header(),
            common.from(),
            common.id(),
            common.context(),
            order.text("catalog_id"),
            order.text("text"),
            each(order.get("product_items"), SharedReader::line))
        : common.unrecognised("order");
  }

  private static SharedMessage.Line line(JsonSlice line) {
    return new SharedMessage.Line(
        line.text("product_retailer_id"),
        line.text("quantity"),
        line.text("item_price"),
        line.text("currency"));
  }

  private static <T> List<T> each(JsonSlice array, Function<JsonSlice, T> read) {
    List<T> values = new ArrayList<>();
    if (array.isArray()) {
      array.items().forEach(item -> values.add(read.apply(item)));
    }
    return values;
  }
}
