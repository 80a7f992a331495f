package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.Inbound;
import dev.mora.channel.Inbound.Rejection;
import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonReader;
import dev.mora.json.JsonValue;
import dev.mora.party.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One body of the webhook: entries of changes of items. Each of them is cut out and read by itself,
 * so that a bad one costs no other; bytes that are not JSON cost all of them. Keys may come in any
 * order: what needs its neighbours waits until they are there.
 */
final class NotificationReader {

  private static final String SOURCE = "webhook";
  private static final String PRODUCT = "whatsapp_business_account";
  private static final Set<String> ITEMS = Set.of("messages", "statuses", "errors");

  private final Times times;
  private final List<ChannelEvent> events = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();

  /** Something cut out of the body, as it was written. */
  private record Piece(String pointer, String raw) {

    JsonReader open() {
      return JsonReader.of(SOURCE, utf8(), JsonLimits.WIRE);
    }

    JsonValue tree() {
      return Json.parse(SOURCE, utf8(), JsonLimits.WIRE);
    }

    Piece at(String key, String inside) {
      return new Piece(pointer + "/" + key, inside);
    }

    private byte[] utf8() {
      return raw.getBytes(StandardCharsets.UTF_8);
    }
  }

  private record Item(String kind, Piece piece) {}

  NotificationReader(Instant receivedAt) {
    times = new Times(receivedAt);
  }

  Inbound read(byte[] body) {
    try {
      document(JsonReader.of(SOURCE, body, JsonLimits.WIRE));
    } catch (InvalidDocument e) {
      startOver();
      reject("", e);
    }
    if (events.isEmpty() && rejections.isEmpty()) {
      rejections.add(new Rejection("", "found no event, expected messages, statuses or others"));
    }
    return new Inbound(events, rejections);
  }

  private void document(JsonReader in) {
    String object = "";
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "object" -> object = text(in);
        case "entry" -> each(in, "", this::entry);
        default -> in.skip();
      }
    }
    in.endObject();
    in.end();
    if (!object.equals(PRODUCT)) {
      startOver();
      rejections.add(new Rejection("/object", "found another text, expected \"" + PRODUCT + "\""));
    }
  }

  private void entry(Piece entry) {
    String account = "";
    String time = "";
    List<Piece> changes = new ArrayList<>();
    int before = rejections.size();
    JsonReader in = entry.open();
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "id" -> account = text(in);
        case "time" -> time = text(in);
        case "changes" -> each(in, entry.pointer(), changes::add);
        default -> in.skip();
      }
    }
    if (changes.isEmpty() && rejections.size() == before) {
      rejections.add(new Rejection(entry.pointer(), "found no changes, expected at least one"));
    }
    for (Piece change : changes) {
      try {
        change(change, account, time);
      } catch (InvalidDocument e) {
        reject(change.pointer(), e);
      }
    }
  }

  private void change(Piece change, String account, String time) {
    String field = "";
    Piece value = change.at("value", "null");
    JsonReader in = change.open();
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "field" -> field = text(in);
        case "value" -> value = change.at("value", in.raw());
        default -> in.skip();
      }
    }
    if (field.equals("messages")) {
      conversation(value, account);
    } else {
      notice(value, field, account, time);
    }
  }

  /** A field that we keep as it is, for whoever knows it. */
  private void notice(Piece value, String field, String account, String time) {
    JsonObject object = value.tree().asObject();
    boolean quality = object.has("new_quality_score"); // Meta's own sample prints another field
    String type = quality ? "message_template_quality_update" : field;
    Header header = new Header(Channel.WHATSAPP, account, times.of(time));
    String key = hash(account, type, time, object.toJson());
    events.add(
        type.startsWith("message_template_") || type.startsWith("template_")
            ? new ChannelEvent.Template.Unrecognised(header, key, type, value.raw())
            : new ChannelEvent.Account.Unrecognised(header, key, type, value.raw()));
  }

  private void conversation(Piece value, String account) {
    List<Item> items = new ArrayList<>();
    List<JsonObject> contacts = new ArrayList<>();
    JsonObject metadata = JsonObject.of();
    JsonReader in = value.open();
    int before = rejections.size();
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      if (ITEMS.contains(name)) {
        each(in, value.pointer(), piece -> items.add(new Item(name, piece)));
      } else if (name.equals("contacts")) {
        each(in, value.pointer(), piece -> contacts.add(piece.tree().asObject()));
      } else if (name.equals("metadata")) {
        metadata = value.at(name, in.raw()).tree().asObject();
      } else {
        in.skip();
      }
    }
    String phoneNumberId = Loose.text(metadata, "phone_number_id");
    String sender = phoneNumberId.isEmpty() ? account : phoneNumberId;
    for (Item item : items) {
      try {
        events.add(event(item, sender, contacts));
      } catch (InvalidDocument e) {
        reject(item.piece().pointer(), e);
      }
    }
    if (items.isEmpty() && rejections.size() == before) {
      rejections.add(
          new Rejection(value.pointer(), "found no event, expected messages, statuses or errors"));
    }
  }

  private ChannelEvent event(Item item, String account, List<JsonObject> contacts) {
    JsonObject object = item.piece().tree().asObject();
    return switch (item.kind()) {
      case "messages" ->
          new MessageReader(account, times, contacts).read(object, item.piece().raw());
      case "statuses" -> StatusReader.read(object, item.piece().raw(), account, times);
      default -> problem(object, item.piece().raw(), account);
    };
  }

  /**
   * A problem of the whole account has no time and no id of its own. The time of receipt is part of
   * its key: told twice is better than not told again.
   */
  private ChannelEvent problem(JsonObject error, String raw, String account) {
    Instant at = times.receivedAt();
    return new ChannelEvent.Account.Unrecognised(
        new Header(Channel.WHATSAPP, account, at),
        hash(account, "errors", at.toString(), error.toJson()),
        "errors",
        raw);
  }

  private void each(JsonReader in, String prefix, Consumer<Piece> element) {
    if (in.peek() != JsonReader.Kind.ARRAY) {
      rejections.add(
          new Rejection(
              prefix + in.location().pointer(), "found something else, expected an array"));
      in.skip();
      return;
    }
    in.beginArray();
    while (in.hasNext()) {
      Piece piece = new Piece(prefix + in.location().pointer(), in.raw());
      try {
        element.accept(piece);
      } catch (InvalidDocument e) {
        reject(piece.pointer(), e);
      }
    }
    in.endArray();
  }

  private static String text(JsonReader in) {
    return Loose.text(in.value());
  }

  private void startOver() {
    events.clear();
    rejections.clear();
  }

  private void reject(String pointer, InvalidDocument e) {
    Fault fault = e.faults().get(0);
    String reason = "found " + fault.found() + ", expected " + fault.expected();
    rejections.add(new Rejection(pointer, Loose.masked(reason)));
  }

  static String hash(String... parts) {
    return HexFormat.of().formatHex(Signature.sha256(String.join("\n", parts)));
  }
}
