package dev.mora.channel;

import dev.mora.event.DomainEvent;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something a provider told us. Four families; each has an {@code Unrecognised} that keeps the raw
 * JSON, so that a new type of the provider loses nothing and breaks nobody. {@code toString} of
 * each shows no personal data.
 */
public sealed interface ChannelEvent extends DomainEvent {

  /** Where it came in and when. */
  Header header();

  /** What makes this event this one: the same key twice is the same event told twice. */
  String key();

  @Override
  default Instant at() {
    return header().at();
  }

  /**
   * @param account the provider account it belongs to (phone number id, or the business account for
   *     template and account events)
   * @param at the provider's time, or the time of receipt where it gave none
   */
  record Header(Channel channel, String account, Instant at) {

    public Header {
      Objects.requireNonNull(channel, "channel");
      Objects.requireNonNull(account, "account");
      Objects.requireNonNull(at, "at");
    }
  }

  /** What became of a message of ours. */
  sealed interface Status extends ChannelEvent {

    /**
     * @param correlation ours, as sent; empty if the provider did not return it
     * @param recipientId digits or provider id of the recipient; empty if unknown
     */
    record Delivery(
        Header header,
        String providerMessageId,
        String correlation,
        State state,
        Optional<Failure> failure,
        String recipientId)
        implements Status {

      @Override
      public String key() {
        return providerMessageId + "|" + state + "|" + header.at().getEpochSecond();
      }

      @Override
      public String toString() {
        return "Delivery(" + state + ", " + correlation + ")";
      }
    }

    /** A status word we do not know. Moves nothing. */
    record Unrecognised(Header header, String key, String type, String raw) implements Status {

      @Override
      public String toString() {
        return "Unrecognised(status " + type + ")";
      }
    }

    enum State {
      SENT,
      DELIVERED,
      READ,
      FAILED
    }

    /** Why a message failed, in the terms of a refusal. */
    record Failure(String code, String reason, Handling handling) {}
  }

  /** A person wrote to us. */
  sealed interface Message extends ChannelEvent {

    Sender from();

    /** The provider's id of this message; personal data on WhatsApp. */
    String messageId();

    /** The provider's id of the message that this one answers; empty if none. */
    String replyTo();

    @Override
    default String key() {
      return messageId();
    }

    /**
     * Who wrote. Any part may be empty, never all.
     *
     * @param number digits as the provider prints them, without {@code +}
     * @param userId the provider's own id of the person
     * @param profileName what the person calls himself
     */
    record Sender(String number, String userId, String profileName) {

      @Override
      public String toString() {
        return "Sender(***)";
      }
    }

    record Text(Header header, Sender from, String messageId, String replyTo, String body)
        implements Message {

      @Override
      public String toString() {
        return "Text(" + body.length() + " characters)";
      }
    }

    /** A tap on a button or a list row: the payload is ours, the label is what the person saw. */
    record Choice(
        Header header, Sender from, String messageId, String replyTo, String payload, String label)
        implements Message {

      @Override
      public String toString() {
        return "Choice(" + payload + ")";
      }
    }

    /** A picture or a file, often a receipt. */
    record Media(
        Header header,
        Sender from,
        String messageId,
        String replyTo,
        Kind kind,
        String mediaId,
        String mimeType,
        String sha256,
        String caption,
        String filename)
        implements Message {

      public enum Kind {
        IMAGE,
        DOCUMENT
      }

      @Override
      public String toString() {
        return "Media(" + kind + ", " + mimeType + ")";
      }
    }

    record Unrecognised(
        Header header, Sender from, String messageId, String replyTo, String type, String raw)
        implements Message {

      @Override
      public String toString() {
        return "Unrecognised(message " + type + ")";
      }
    }
  }

  /** The provider changed something about a template. */
  sealed interface Template extends ChannelEvent {

    record Unrecognised(Header header, String key, String type, String raw) implements Template {

      @Override
      public String toString() {
        return "Unrecognised(template " + type + ")";
      }
    }
  }

  /** The provider says something about the account. */
  sealed interface Account extends ChannelEvent {

    record Unrecognised(Header header, String key, String type, String raw) implements Account {

      @Override
      public String toString() {
        return "Unrecognised(account " + type + ")";
      }
    }
  }
}
