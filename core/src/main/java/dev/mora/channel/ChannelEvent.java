package dev.mora.channel;

import dev.mora.event.DomainEvent;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something a provider told us. Five families; each has an {@code Unrecognised}, so that a new type
 * of the provider breaks nobody, and every event keeps what was written: {@link Header#raw}. {@code
 * toString} of each shows no personal data.
 */
public sealed interface ChannelEvent extends DomainEvent {

  /** Where it came in and when, and as what. */
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
   * @param raw the item as the provider wrote it, with all that has no place in the event
   */
  record Header(Channel channel, String account, Instant at, Raw raw) {

    public Header {
      Objects.requireNonNull(channel, "channel");
      Objects.requireNonNull(account, "account");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(raw, "raw");
    }

    /** Of an event that nobody wrote down. */
    public Header(Channel channel, String account, Instant at) {
      this(channel, account, at, Raw.NONE);
    }
  }

  /** What became of a message of ours. */
  sealed interface Status extends ChannelEvent {

    /**
     * @param correlation ours, as sent; empty if the provider did not return it
     * @param recipientId digits or provider id of the recipient; empty if unknown
     * @param detail what else was said
     */
    record Delivery(
        Header header,
        String providerMessageId,
        String correlation,
        State state,
        Optional<Failure> failure,
        String recipientId,
        Detail detail)
        implements Status {

      public Delivery {
        Objects.requireNonNull(detail, "detail");
      }

      public Delivery(
          Header header,
          String providerMessageId,
          String correlation,
          State state,
          Optional<Failure> failure,
          String recipientId) {
        this(header, providerMessageId, correlation, state, failure, recipientId, Detail.NONE);
      }

      /** In a group each of its people has a status. */
      @Override
      public String key() {
        String one = providerMessageId + "|" + state + "|" + header.at().getEpochSecond();
        return detail.participant().isEmpty() ? one : one + "|" + detail.participant();
      }

      @Override
      public String toString() {
        return "Delivery(" + state + ", " + Masked.correlation(correlation) + ")";
      }
    }

    /** A status word we do not know. Moves nothing. */
    record Unrecognised(Header header, String key, String type, String raw) implements Status {

      @Override
      public String toString() {
        return "Unrecognised(status " + Masked.word(type) + ")";
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

    /**
     * What a status says beside what became of the message. Personal data.
     *
     * @param word the provider's own word for the state: {@code played} is a kind of read
     * @param userId the provider's own id of the recipient
     * @param group the group that it went to
     * @param participant who of the group it is about
     * @param price what kind of price it has; empty where the provider did not say
     * @param conversation the provider's id of the conversation it is billed in
     */
    record Detail(
        String word,
        String userId,
        String group,
        String participant,
        Optional<Price> price,
        String conversation) {

      public static final Detail NONE = new Detail("", "", "", "", Optional.empty(), "");

      @Override
      public String toString() {
        return "Detail(" + Masked.word(word) + ", " + price + ")";
      }
    }

    /**
     * How the provider counts one message; the amount is on no notification.
     *
     * @param model {@code PMP}: for each message
     * @param category the provider's word: {@code utility}, {@code marketing}
     * @param type {@code regular}, {@code free_customer_service}, {@code free_entry_point}
     * @param billable as told; on its way out, so {@code type} decides
     */
    record Price(String model, String category, String type, Optional<Boolean> billable) {

      /** Whether this message costs nothing, by its type, or else as told. */
      public boolean isFree() {
        return type.isEmpty() ? billable.filter(b -> !b).isPresent() : type.startsWith("free_");
      }
    }
  }

  /** A person wrote to us. */
  sealed interface Message extends ChannelEvent
      permits Message.Text,
          Message.Choice,
          Message.Media,
          Message.Unsupported,
          Message.Opened,
          Message.Unrecognised,
          SharedMessage,
          MessageChange {

    Sender from();

    /** The provider's id of this message; personal data on WhatsApp. */
    String messageId();

    /** What it answers and where it comes from. */
    MessageContext context();

    /** The provider's id of the message that this one answers; empty if none. */
    default String replyTo() {
      return context().replyTo();
    }

    @Override
    default String key() {
      return messageId();
    }

    /**
     * Who wrote. Any part may be empty; of the first two never both.
     *
     * @param number digits as the provider prints them, without {@code +}
     * @param userId the provider's own id of the person, for this business
     * @param profileName what the person calls himself
     * @param username what others find the person by
     * @param parentUserId the provider's id of the person for a group of businesses
     * @param identity changes when somebody else may hold the account
     */
    record Sender(
        String number,
        String userId,
        String profileName,
        String username,
        String parentUserId,
        String identity) {

      public Sender(String number, String userId, String profileName) {
        this(number, userId, profileName, "", "", "");
      }

      @Override
      public String toString() {
        return "Sender(***)";
      }
    }

    record Text(Header header, Sender from, String messageId, MessageContext context, String body)
        implements Message {

      public Text(Header header, Sender from, String messageId, String replyTo, String body) {
        this(header, from, messageId, MessageContext.replyingTo(replyTo), body);
      }

      @Override
      public String toString() {
        return "Text(" + body.length() + " characters)";
      }
    }

    /**
     * A tap on a button or a list row: the payload is ours, the label is what the person saw.
     *
     * @param description the second line of a list row; empty for a button
     */
    record Choice(
        Header header,
        Sender from,
        String messageId,
        MessageContext context,
        String payload,
        String label,
        String description)
        implements Message {

      public Choice(
          Header header,
          Sender from,
          String messageId,
          String replyTo,
          String payload,
          String label) {
        this(header, from, messageId, MessageContext.replyingTo(replyTo), payload, label, "");
      }

      @Override
      public String toString() {
        return "Choice(" + Masked.word(payload) + ")";
      }
    }

    /**
     * A picture, a recording or a file; pictures and documents are often receipts.
     *
     * @param url where the bytes are for a few minutes; empty where the provider has to be asked
     * @param animated of a sticker
     */
    record Media(
        Header header,
        Sender from,
        String messageId,
        MessageContext context,
        Kind kind,
        String mediaId,
        String mimeType,
        String sha256,
        String caption,
        String filename,
        String url,
        boolean animated)
        implements Message {

      public Media(
          Header header,
          Sender from,
          String messageId,
          String replyTo,
          Kind kind,
          String mediaId,
          String mimeType,
          String sha256,
          String caption,
          String filename) {
        this(
            header,
            from,
            messageId,
            MessageContext.replyingTo(replyTo),
            kind,
            mediaId,
            mimeType,
            sha256,
            caption,
            filename,
            "",
            false);
      }

      public enum Kind {
        IMAGE,
        DOCUMENT,
        /** A sound file. */
        AUDIO,
        /** Spoken into the app. */
        VOICE,
        VIDEO,
        STICKER;

        /** Whether it can be the picture of a receipt. */
        public boolean isPaper() {
          return this == IMAGE || this == DOCUMENT;
        }
      }

      @Override
      public String toString() {
        return "Media(" + kind + ", " + Masked.word(MediaType.plain(mimeType)) + ")";
      }
    }

    /**
     * Something that the provider does not pass on: the person has to be asked.
     *
     * @param type the provider's word for it, such as {@code poll}; empty if it gave none
     * @param code the provider's error code; empty if it gave none
     */
    record Unsupported(
        Header header,
        Sender from,
        String messageId,
        MessageContext context,
        String type,
        String code)
        implements Message {

      @Override
      public String toString() {
        return "Unsupported(" + Masked.word(type) + ", " + Masked.word(code) + ")";
      }
    }

    /** The person opened the conversation and wrote nothing yet. */
    record Opened(Header header, Sender from, String messageId, MessageContext context)
        implements Message {

      @Override
      public String toString() {
        return "Opened()";
      }
    }

    record Unrecognised(
        Header header,
        Sender from,
        String messageId,
        MessageContext context,
        String type,
        String raw)
        implements Message {

      public Unrecognised(
          Header header, Sender from, String messageId, String replyTo, String type, String raw) {
        this(header, from, messageId, MessageContext.replyingTo(replyTo), type, raw);
      }

      @Override
      public String toString() {
        return "Unrecognised(message " + Masked.word(type) + ")";
      }
    }
  }

  /** The provider says something about a person, who wrote nothing: it opens no window. */
  sealed interface Person extends ChannelEvent permits Person.Unrecognised, PersonNews {

    /** The person, as far as it was told. */
    Message.Sender person();

    record Unrecognised(Header header, String key, Message.Sender person, String type, String raw)
        implements Person {

      @Override
      public String toString() {
        return "Unrecognised(person " + Masked.word(type) + ")";
      }
    }
  }

  /** The provider changed something about a template. */
  sealed interface Template extends ChannelEvent permits Template.Unrecognised, TemplateNews {

    record Unrecognised(Header header, String key, String type, String raw) implements Template {

      @Override
      public String toString() {
        return "Unrecognised(template " + Masked.word(type) + ")";
      }
    }
  }

  /** The provider says something about the account. */
  sealed interface Account extends ChannelEvent
      permits Account.Unrecognised, AccountNews, SenderNews, StaffNews {

    record Unrecognised(Header header, String key, String type, String raw) implements Account {

      @Override
      public String toString() {
        return "Unrecognised(account " + Masked.word(type) + ")";
      }
    }
  }
}
