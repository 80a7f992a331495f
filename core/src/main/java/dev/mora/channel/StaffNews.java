package dev.mora.channel;

import dev.mora.channel.ChannelEvent.Account;
import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message;
import java.util.OptionalInt;

/** What people of the lender do in the provider's own app with a number that we send from too. */
public sealed interface StaffNews extends Account {

  /**
   * Somebody of the lender wrote to a person by hand: a contact like any other.
   *
   * @param to whom, with the digits or the provider's id
   * @param message what was written; its {@code from} is us
   */
  record Wrote(Header header, Message.Sender to, Message message) implements StaffNews {

    @Override
    public String key() {
      return "echo|" + message.messageId();
    }

    @Override
    public String toString() {
      return "Wrote(" + message + ")";
    }
  }

  /**
   * A part of the conversations of before. Nothing is done about what was said then: its messages
   * stand in the raw JSON.
   *
   * @param phase which part of the time; empty if it was not told
   * @param chunk which piece of the phase; empty if it was not told
   * @param progress percent of all; empty if it was not told
   * @param threads how many conversations this part holds
   * @param messages how many messages this part holds
   * @param code why there is no history; empty if there is
   */
  record History(
      Header header,
      String key,
      OptionalInt phase,
      OptionalInt chunk,
      OptionalInt progress,
      int threads,
      int messages,
      String code)
      implements StaffNews {

    @Override
    public String toString() {
      return "History(" + messages + " messages)";
    }
  }

  /**
   * An entry of the app's address book.
   *
   * @param action the provider's word: {@code add}, {@code remove}
   */
  record AddressBook(
      Header header, String key, Message.Sender person, String action, String fullName)
      implements StaffNews {

    @Override
    public String toString() {
      return "AddressBook(" + Masked.word(action) + ")";
    }
  }
}
