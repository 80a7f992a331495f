package dev.mora.channel;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message.Sender;
import dev.mora.channel.ChannelEvent.Person;

/** What changed about a person, by the provider's word and not by the person's own to us. */
public sealed interface PersonNews extends Person {

  /**
   * What the person chose in the provider's settings for messages from us.
   *
   * @param category what kind of messages, by the provider's word: {@code marketing_messages}
   * @param word the provider's word for the choice
   * @param detail the provider's sentence about it; may be empty
   * @param signup the provider's id of the form somebody signed up with; empty if none
   */
  record Preference(
      Header header,
      String key,
      Sender person,
      String category,
      Wish wish,
      String word,
      String detail,
      String signup)
      implements PersonNews {

    @Override
    public String toString() {
      return "Preference(" + Masked.word(category) + ", " + wish + ")";
    }
  }

  enum Wish {
    STOP,
    /** Takes an earlier stop back; consent is still ours to have. */
    RESUME,
    SIGNUP,
    UNKNOWN
  }

  /**
   * The account moved to another number. It proves that the account moved, not who holds it: no
   * conversation about a debt moves with it before somebody has made sure.
   *
   * @param newNumber digits; empty if it was not told
   * @param newUserId empty if it was not told
   */
  record NumberChanged(Header header, String key, Sender person, String newNumber, String newUserId)
      implements PersonNews {

    @Override
    public String toString() {
      return "NumberChanged(***)";
    }
  }

  /** The provider gave the person another id. */
  record UserIdChanged(
      Header header,
      String key,
      Sender person,
      String previousUserId,
      String userId,
      String previousParentUserId,
      String parentUserId)
      implements PersonNews {

    @Override
    public String toString() {
      return "UserIdChanged(***)";
    }
  }

  /**
   * Somebody else may hold the account, or the same person a new device.
   *
   * @param identity what stands for the account's keys from now on
   * @param acknowledged whether we told the provider that we know
   */
  record IdentityChanged(
      Header header, String key, Sender person, String identity, boolean acknowledged)
      implements PersonNews {

    @Override
    public String toString() {
      return "IdentityChanged(***)";
    }
  }
}
