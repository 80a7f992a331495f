package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent.Message.Sender;
import dev.mora.json.JsonSlice;
import java.util.List;

/**
 * Who wrote. The number may be missing or empty for people with a username, and then Meta's own id
 * of the person (BSUID) stands alone. The name is taken only from a contact that names the same
 * person.
 */
final class SenderReader {

  private static final int SHORTEST = 5;
  private static final int LONGEST = 20;

  private SenderReader() {}

  /**
   * @throws dev.mora.json.InvalidDocument if it names nobody
   */
  static Sender read(Item message, List<JsonSlice> contacts) {
    String from = message.text("from");
    String number = number(from);
    String userId = message.text("from_user_id");
    if (userId.isEmpty() && number.isEmpty()) {
      userId = from.isEmpty() ? known(message.get("system")) : from;
    }
    JsonSlice contact = contact(number, userId, contacts);
    if (number.isEmpty()) {
      number = number(contact.text("wa_id"));
    }
    if (userId.isEmpty()) {
      userId = contact.text("user_id");
    }
    if (number.isEmpty() && userId.isEmpty()) {
      throw message.json().invalid("a message without a sender", "a number or a user id");
    }
    JsonSlice profile = contact.get("profile");
    String parent = message.text("from_parent_user_id");
    return new Sender(
        number,
        userId,
        profile.text("name"),
        profile.text("username"),
        parent.isEmpty() ? contact.text("parent_user_id") : parent,
        contact.text("identity_key_hash"));
  }

  /** A change of ids may name the person by the ids alone. */
  private static String known(JsonSlice system) {
    String before = system.text("previous_user_id");
    return before.isEmpty() ? system.text("user_id") : before;
  }

  private static JsonSlice contact(String number, String userId, List<JsonSlice> contacts) {
    if (number.isEmpty() && userId.isEmpty() && contacts.size() == 1) {
      return contacts.get(0);
    }
    for (JsonSlice contact : contacts) {
      JsonSlice known = contact.get("wa_id");
      boolean sameNumber =
          !number.isEmpty() && (known.says(number) || number.equals(number(known.text())));
      if (sameNumber || !userId.isEmpty() && contact.get("user_id").says(userId)) {
        return contact;
      }
    }
    return JsonSlice.missing();
  }

  /** Digits without {@code +}; empty if it is something else. */
  static String number(String text) {
    String digits = text.startsWith("+") ? text.substring(1) : text;
    if (digits.length() < SHORTEST || digits.length() > LONGEST) {
      return "";
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return "";
      }
    }
    return digits;
  }
}
