package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent.Message.Sender;
import dev.mora.channel.PersonNews;
import dev.mora.json.JsonSlice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a person chose for messages of ours in Meta's settings. */
final class PreferenceReader {

  private PreferenceReader() {}

  /**
   * @param value holds the contacts of all preferences
   * @throws dev.mora.json.InvalidDocument if it says neither of whom nor what
   */
  static PersonNews read(Item value, Item preference) {
    String word = preference.text("value");
    if (word.isEmpty()) {
      throw preference.json().invalid("a preference without a value", "stop or resume");
    }
    Instant at = preference.times().of(preference.get("timestamp"));
    return new PersonNews.Preference(
        preference.header(at),
        preference.hash("user_preferences"),
        person(value.get("contacts"), preference),
        preference.text("category"),
        wish(word),
        word,
        preference.text("detail"),
        preference.text("signup_id"));
  }

  private static PersonNews.Wish wish(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "stop" -> PersonNews.Wish.STOP;
      case "resume" -> PersonNews.Wish.RESUME;
      case "signup" -> PersonNews.Wish.SIGNUP;
      default -> PersonNews.Wish.UNKNOWN;
    };
  }

  private static Sender person(JsonSlice contacts, Item preference) {
    String number = SenderReader.number(preference.text("wa_id"));
    String given = preference.text("user_id");
    String userId = given.isEmpty() && number.isEmpty() ? preference.text("wa_id") : given;
    for (JsonSlice contact : contacts.isArray() ? contacts.items() : List.<JsonSlice>of()) {
      String known = SenderReader.number(contact.text("wa_id"));
      String knownId = contact.text("user_id");
      boolean same =
          !number.isEmpty() && number.equals(known) || !userId.isEmpty() && userId.equals(knownId);
      if (same) {
        return new Sender(
            number.isEmpty() ? known : number,
            userId.isEmpty() ? knownId : userId,
            contact.get("profile").text("name"));
      }
    }
    if (number.isEmpty() && userId.isEmpty()) {
      throw preference.json().invalid("a preference of nobody", "a number or a user id");
    }
    return new Sender(number, userId, "");
  }
}
