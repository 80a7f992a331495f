package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.channel.Inbound.Rejection;
import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonSlice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One body of the webhook: entries of changes of items. Each item is held to the limits and read by
 * itself, so that a bad one costs no other; brackets that are not JSON cost all of them. Keys may
 * come in any order.
 */
final class NotificationReader {

  /** The provider batches up to 1,000 changes; beyond twenty times that nobody means well. */
  static final int MOST_EVENTS = 20_000;

  /** Each is a line for a person. */
  static final int MOST_REJECTIONS = 200;

  private static final String SOURCE = "webhook";
  private static final String PRODUCT = "whatsapp_business_account";
  private static final Set<String> KNOWN =
      Set.of("messaging_product", "metadata", "contacts", "messages", "statuses", "errors");

  private final byte[] body;
  private final Times times;
  private final List<ChannelEvent> events = new ArrayList<>(4);
  private final List<Rejection> rejections = new ArrayList<>(0);
  private int beyond;

  NotificationReader(byte[] body, Instant receivedAt) {
    this.body = body;
    times = new Times(receivedAt);
  }

  Inbound read() {
    try {
      document(JsonSlice.of(SOURCE, body, JsonLimits.WIRE));
    } catch (InvalidDocument e) {
      events.clear();
      rejections.clear();
      reject("", e);
    }
    if (events.isEmpty() && rejections.isEmpty()) {
      reject("", "found no event, expected messages, statuses or others");
    }
    if (beyond > 0) {
      rejections.add(new Rejection("", "found " + beyond + " items more than are read at once"));
    }
    return new Inbound(events, rejections);
  }

  private void document(JsonSlice root) {
    requireObject(root).checkedKeys();
    if (!root.get("object").says(PRODUCT)) {
      reject("/object", "found another text, expected \"" + PRODUCT + "\"");
      return;
    }
    for (JsonSlice entry : array(root.get("entry"))) {
      try {
        entry(requireObject(entry).checkedKeys());
      } catch (InvalidDocument e) {
        reject(entry, e);
      }
    }
  }

  private void entry(JsonSlice entry) {
    int before = rejections.size() + beyond;
    boolean none = true;
    for (JsonSlice change : array(entry.get("changes"))) {
      none = false;
      try {
        change(requireObject(change).checkedKeys(), entry);
      } catch (InvalidDocument e) {
        reject(change, e);
      }
    }
    if (none && rejections.size() + beyond == before) {
      reject(entry.pointer(), "found no changes, expected at least one");
    }
  }

  private void change(JsonSlice change, JsonSlice entry) {
    JsonSlice value = requireObject(change.get("value"));
    JsonSlice field = change.get("field");
    if (field.says("messages")) {
      conversation(value.checkedKeys(), entry);
    } else {
      JsonSlice time = entry.get("time");
      new NoticeReader(field.text(), time.text(), times.of(time))
          .read(new Item(body, value, entry.text("id"), times), this::isolated);
    }
  }

  private void conversation(JsonSlice value, JsonSlice entry) {
    String phoneNumberId = value.get("metadata").text("phone_number_id");
    String account = phoneNumberId.isEmpty() ? entry.text("id") : phoneNumberId;
    Item ours = new Item(body, value, account, times);
    JsonSlice messages = value.get("messages");
    JsonSlice statuses = value.get("statuses");
    JsonSlice errors = value.get("errors");
    int before = events.size() + rejections.size() + beyond;
    if (!statuses.isMissing() && !messages.isMissing() || !errors.isMissing()) {
      JsonSlice[] inOrder = {messages, statuses, errors};
      Arrays.sort(inOrder, Comparator.comparingInt(JsonSlice::start));
      for (JsonSlice each : inOrder) {
        conversation(ours, each, messages, statuses);
      }
    } else {
      conversation(ours, messages.isMissing() ? statuses : messages, messages, statuses);
    }
    if (events.size() + rejections.size() + beyond == before) {
      nothingKnown(ours, value);
    }
  }

  private void conversation(Item ours, JsonSlice items, JsonSlice messages, JsonSlice statuses) {
    if (items == messages) {
      MessageReader reader = new MessageReader(contacts(ours.get("contacts")));
      for (JsonSlice message : array(items)) {
        isolated(message, () -> reader.read(ours.of(message)));
      }
    } else if (items == statuses) {
      for (JsonSlice status : array(items)) {
        isolated(status, () -> StatusReader.read(ours.of(status)));
      }
    } else {
      for (JsonSlice error : array(items)) {
        isolated(error, () -> AccountReader.problem(ours.of(error)));
      }
    }
  }

  /** A value with a key of tomorrow and nothing of today is kept as it is. */
  private void nothingKnown(Item ours, JsonSlice value) {
    for (JsonSlice key : value.keys()) {
      if (!KNOWN.contains(key.text())) {
        isolated(
            value,
            () ->
                new ChannelEvent.Account.Unrecognised(
                    ours.header(times.receivedAt()),
                    ours.hash("messages"),
                    "messages",
                    ours.raw()));
        return;
      }
    }
    reject(value.pointer(), "found no event, expected messages, statuses or errors");
  }

  private List<JsonSlice> contacts(JsonSlice contacts) {
    List<JsonSlice> good = new ArrayList<>(1);
    for (JsonSlice contact : array(contacts)) {
      try {
        good.add(requireObject(contact).checked());
      } catch (InvalidDocument e) {
        reject(contact, e);
      }
    }
    return good;
  }

  /** Reads one item within the limits; what is wrong with it is its own. */
  private void isolated(JsonSlice item, Reading reading) {
    if (events.size() >= MOST_EVENTS) {
      beyond++;
      return;
    }
    try {
      requireObject(item).checked();
      events.add(reading.read());
    } catch (InvalidDocument e) {
      reject(item, e);
    }
  }

  /** One item becomes one event. */
  interface Reading {
    ChannelEvent read();
  }

  /** Whoever has items hands them over one by one. */
  interface Isolation {
    void each(JsonSlice item, Reading reading);
  }

  private Iterable<JsonSlice> array(JsonSlice array) {
    if (!array.isArray() && !array.isMissing()) {
      reject(array.pointer(), "found something else, expected an array");
    }
    return array.isArray() ? array.items() : List.of();
  }

  private static JsonSlice requireObject(JsonSlice value) {
    if (!value.isObject()) {
      throw value.invalid(value.describe(), "an object");
    }
    return value;
  }

  private void reject(JsonSlice where, InvalidDocument e) {
    if (rejections.size() >= MOST_REJECTIONS) {
      beyond++;
    } else {
      reject(where.pointer(), e);
    }
  }

  private void reject(String pointer, InvalidDocument e) {
    Fault fault = e.faults().get(0);
    reject(pointer, "found " + fault.found() + ", expected " + fault.expected());
  }

  private void reject(String pointer, String reason) {
    if (rejections.size() >= MOST_REJECTIONS) {
      beyond++;
    } else {
      rejections.add(new Rejection(pointer, Loose.masked(reason)));
    }
  }
}
