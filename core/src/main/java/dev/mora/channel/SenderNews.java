package dev.mora.channel;

import dev.mora.channel.ChannelEvent.Account;
import dev.mora.channel.ChannelEvent.Header;
import java.util.Optional;
import java.util.OptionalLong;

/** What the provider says of a sender of ours, a phone number, and of how much we may send. */
public sealed interface SenderNews extends Account {

  /**
   * How many people may be written to first in 24 hours.
   *
   * @param word as the provider wrote it: {@code TIER_2K}, {@code 2000}; empty if it was not told
   * @param people empty if there is no limit, or none was understood
   * @param unlimited whether the provider says that there is none
   */
  record Reach(String word, OptionalLong people, boolean unlimited) {

    public static final Reach NOT_TOLD = new Reach("", OptionalLong.empty(), false);

    @Override
    public String toString() {
      return word.isEmpty() ? "not told" : Masked.word(word);
    }
  }

  /**
   * The speed or the standing of a number changed.
   *
   * @param number as the provider prints it
   * @param event the provider's word: {@code ONBOARDING}, {@code THROUGHPUT_UPGRADE}
   */
  record NumberChanged(
      Header header, String key, String number, String event, Reach before, Reach now)
      implements SenderNews {

    @Override
    public String toString() {
      return "NumberChanged(" + Masked.word(event) + ", " + now + ")";
    }
  }

  /**
   * What the account may do.
   *
   * @param numbers how many phone numbers the business may have; empty if it was not told
   * @param numbersOfAccount how many this account of it may have; empty if it was not told
   */
  record CapabilityChanged(
      Header header, String key, Reach reach, OptionalLong numbers, OptionalLong numbersOfAccount)
      implements SenderNews {

    @Override
    public String toString() {
      return "CapabilityChanged(" + reach + ")";
    }
  }

  /**
   * The name that people see was approved or not.
   *
   * @param kind whether it is the name shown or the name to be found by
   * @param decision the provider's word
   * @param reason the provider's words; empty if it gave none
   */
  record NameReviewed(
      Header header,
      String key,
      String number,
      Kind kind,
      String decision,
      String name,
      String reason)
      implements SenderNews {

    public enum Kind {
      SHOWN,
      USERNAME
    }

    @Override
    public String toString() {
      return "NameReviewed(" + kind + ", " + Masked.word(decision) + ")";
    }
  }

  /**
   * Somebody changed, or wants to change, what protects a number.
   *
   * @param event the provider's word: {@code PIN_CHANGED}
   * @param requester the provider's id of who did it; empty if it was not told
   */
  record SecurityChanged(
      Header header, String key, String number, String event, Optional<String> requester)
      implements SenderNews {

    @Override
    public String toString() {
      return "SecurityChanged(" + Masked.word(event) + ")";
    }
  }
}
