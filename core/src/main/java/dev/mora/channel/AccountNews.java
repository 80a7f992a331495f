package dev.mora.channel;

import dev.mora.channel.ChannelEvent.Account;
import dev.mora.channel.ChannelEvent.Header;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the provider says of the business account: what it may do, and what is held against it. */
public sealed interface AccountNews extends Account {

  /** Whether nothing, or not everything, can be sent until a person acts or a term is over. */
  default boolean stopsSending() {
    return false;
  }

  /** Something is wrong with the account or the provider's system at large. */
  record Problem(Header header, String key, String code, String reason, Handling handling)
      implements AccountNews {

    @Override
    public boolean stopsSending() {
      return handling == Handling.STOP_SENDER;
    }

    @Override
    public String toString() {
      return "Problem(" + Masked.word(code) + ", " + handling + ")";
    }
  }

  /**
   * A rule was broken: a warning, until a restriction follows.
   *
   * @param violation the provider's word for the rule
   */
  record Violated(Header header, String key, String violation) implements AccountNews {

    @Override
    public String toString() {
      return "Violated(" + Masked.word(violation) + ")";
    }
  }

  /**
   * What is held against the account now; an empty list lifts what was.
   *
   * @param violation the provider's word for why; empty if it was not told
   */
  record Restricted(Header header, String key, String violation, List<Restriction> restrictions)
      implements AccountNews {

    public Restricted {
      restrictions = List.copyOf(restrictions);
    }

    @Override
    public boolean stopsSending() {
      return restrictions.stream().anyMatch(one -> one.kind().stopsReminders());
    }

    @Override
    public String toString() {
      return "Restricted(" + Masked.word(violation) + ", " + restrictions + ")";
    }
  }

  /**
   * @param word the provider's word
   * @param until when it ends; empty if it was not told
   * @param remedy the provider's sentence on what to do; may be empty
   */
  record Restriction(Kind kind, String word, Optional<Instant> until, String remedy) {

    /** What a restriction keeps an account from. */
    public enum Kind {
      /** Writing first. */
      INITIATING(true),
      /** Answering. */
      ANSWERING(true),
      /** Messages about a service: less of them. */
      LESS_UTILITY(false),
      /** Messages about a service: none as such. */
      UTILITY(true),
      NEW_NUMBERS(false),
      CALLING(false),
      UNKNOWN(true);

      private final boolean reminders;

      Kind(boolean reminders) {
        this.reminders = reminders;
      }

      /** Whether a reminder cannot go out as it was approved; what we do not know may be that. */
      public boolean stopsReminders() {
        return reminders;
      }
    }

    @Override
    public String toString() {
      return Masked.word(word) + until.map(end -> " until " + end).orElse("");
    }
  }

  /**
   * The account is, will be, or is no longer disabled.
   *
   * @param word the provider's word
   * @param on the provider's date, as written; empty if it gave none
   */
  record BanChanged(Header header, String key, Ban ban, String word, String on)
      implements AccountNews {

    @Override
    public boolean stopsSending() {
      return ban == Ban.DISABLED || ban == Ban.UNKNOWN;
    }

    @Override
    public String toString() {
      return "BanChanged(" + ban + ")";
    }
  }

  enum Ban {
    SCHEDULED,
    DISABLED,
    LIFTED,
    UNKNOWN
  }

  /** The account came or went: deleted, taken off the platform, connected again. */
  record LinkChanged(Header header, String key, Link link) implements AccountNews {

    @Override
    public boolean stopsSending() {
      return link != Link.RECONNECTED;
    }

    @Override
    public String toString() {
      return "LinkChanged(" + link + ")";
    }
  }

  enum Link {
    DELETED,
    OFFBOARDED,
    RECONNECTED
  }

  /**
   * Messages of one kind to one market cost less from a month on.
   *
   * @param category the provider's word
   * @param tier as written: {@code 25000:50000}
   * @param month as written: {@code 2026-11}
   */
  record PriceTierReached(
      Header header, String key, String category, String region, String tier, String month)
      implements AccountNews {

    @Override
    public String toString() {
      return "PriceTierReached(" + Masked.word(category) + ", " + Masked.word(region) + ")";
    }
  }

  /** Another event of the account, by the provider's word. */
  record Updated(Header header, String key, String word) implements AccountNews {

    @Override
    public String toString() {
      return "Updated(" + Masked.word(word) + ")";
    }
  }

  /** The provider looked at the account and decided. */
  record Reviewed(Header header, String key, String decision) implements AccountNews {

    @Override
    public String toString() {
      return "Reviewed(" + Masked.word(decision) + ")";
    }
  }

  /**
   * @param entityType what it is about, by the provider's word
   * @param type the provider's word for the alert
   * @param description the provider's sentence
   */
  record Alert(
      Header header,
      String key,
      String entityType,
      String entityId,
      Severity severity,
      String status,
      String type,
      String description)
      implements AccountNews {

    @Override
    public String toString() {
      return "Alert(" + severity + ", " + Masked.word(type) + ")";
    }
  }

  enum Severity {
    CRITICAL,
    WARNING,
    INFORMATIONAL,
    UNKNOWN
  }

  /**
   * A form that we let people fill in changed its state or answers badly.
   *
   * @param id the provider's id of the form
   * @param event the provider's word
   * @param from the state before; empty if it did not change
   * @param to the state now; empty if it did not change
   * @param detail the provider's sentence
   */
  record FormChanged(
      Header header, String key, String id, String event, String from, String to, String detail)
      implements AccountNews {

    @Override
    public String toString() {
      return "FormChanged(" + Masked.word(event) + ", " + Masked.word(to) + ")";
    }
  }
}
