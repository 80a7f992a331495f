package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Message;
import dev.mora.channel.StaffNews;
import dev.mora.json.JsonSlice;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Coexistence: what people of the lender do in the WhatsApp Business app. */
final class StaffReader {

  private StaffReader() {}

  /**
   * @throws dev.mora.json.InvalidDocument if it has no id or says to whom
   */
  static ChannelEvent wrote(Item echo) {
    String number = SenderReader.number(echo.text("to"));
    String userId = echo.text("to_user_id");
    if (userId.isEmpty() && number.isEmpty()) {
      userId = echo.text("to");
    }
    if (userId.isEmpty() && number.isEmpty()) {
      throw echo.json().invalid("a message to nobody", "a number or a user id");
    }
    ChannelEvent written = new MessageReader(List.of()).read(echo);
    return written instanceof Message message
        ? new StaffNews.Wrote(message.header(), new Message.Sender(number, userId, ""), message)
        : written;
  }

  static ChannelEvent history(Item history, Instant at) {
    JsonSlice metadata = history.get("metadata");
    int threads = 0;
    int messages = 0;
    JsonSlice written = history.get("threads");
    for (JsonSlice thread : written.isArray() ? written.items() : List.<JsonSlice>of()) {
      threads++;
      JsonSlice said = thread.get("messages");
      for (JsonSlice message : said.isArray() ? said.items() : List.<JsonSlice>of()) {
        messages += message.isObject() ? 1 : 0;
      }
    }
    return new StaffNews.History(
        history.header(at),
        history.hash("history"),
        small(metadata.get("phase")),
        small(metadata.get("chunk_order")),
        small(metadata.get("progress")),
        threads,
        messages,
        StatusReader.code(history.get("errors")));
  }

  private static OptionalInt small(JsonSlice number) {
    long value = number.whole(-1);
    return value < 0 || value > Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of((int) value);
  }

  /**
   * @throws dev.mora.json.InvalidDocument if it names nobody
   */
  static ChannelEvent addressBook(Item entry) {
    JsonSlice contact = entry.get("contact");
    String number = SenderReader.number(contact.text("phone_number"));
    String userId = contact.text("user_id");
    if (number.isEmpty() && userId.isEmpty()) {
      throw entry.json().invalid("an entry of nobody", "a number or a user id");
    }
    return new StaffNews.AddressBook(
        entry.header(entry.times().of(entry.get("metadata").get("timestamp"))),
        entry.hash("smb_app_state_sync"),
        new Message.Sender(number, userId, contact.text("first_name")),
        entry.text("action"),
        contact.text("full_name"));
  }
}
