package dev.mora.channel;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * How one attempt to send ended. Every attempt ends in exactly one of four ways; nothing ever
 * resends an {@link Unknown}.
 */
public sealed interface SendResult {

  Kind kind();

  /** Answers with the function of this result's own kind. */
  <T> T fold(
      Function<Accepted, T> accepted,
      Function<Refused, T> refused,
      Function<NotSent, T> notSent,
      Function<Unknown, T> unknown);

  enum Kind {
    ACCEPTED,
    REFUSED,
    NOT_SENT,
    UNKNOWN
  }

  /**
   * The provider took it; nothing is said about delivery.
   *
   * @param providerMessageId personal data on WhatsApp: it holds the number
   * @param held parked by the provider for its own checks: accepted, not to be resent
   * @param recipientId how the provider names the recipient; empty if it did not say
   */
  record Accepted(String providerMessageId, boolean held, String recipientId)
      implements SendResult {

    public Accepted {
      if (providerMessageId.isBlank()) {
        throw new IllegalArgumentException("an accepted message has an id");
      }
      Objects.requireNonNull(recipientId, "recipientId");
    }

    public Accepted(String providerMessageId) {
      this(providerMessageId, false, "");
    }

    @Override
    public Kind kind() {
      return Kind.ACCEPTED;
    }

    @Override
    public <T> T fold(
        Function<Accepted, T> accepted,
        Function<Refused, T> refused,
        Function<NotSent, T> notSent,
        Function<Unknown, T> unknown) {
      return accepted.apply(this);
    }

    @Override
    public String toString() {
      return "Accepted(held=" + held + ")";
    }
  }

  /**
   * What the provider's support asks for. No personal data.
   *
   * @param status of HTTP; 0 if no answer came
   * @param trace the provider's own mark for the exchange; empty if it gave none
   * @param usedPercent of the provider's call limits, as it told; -1 if it did not
   */
  record Answered(int status, String trace, int usedPercent) {

    /** Nothing was heard. */
    public static final Answered NOTHING = new Answered(0, "", -1);

    public Answered {
      Objects.requireNonNull(trace, "trace");
    }
  }

  /**
   * The provider said no: this attempt was not sent.
   *
   * @param code the provider's own code
   * @param reason for an operator; holds no personal data
   */
  record Refused(
      String code, String reason, Handling handling, Duration retryAfter, Answered answered)
      implements SendResult {

    public Refused {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(handling, "handling");
      Objects.requireNonNull(retryAfter, "retryAfter");
      Objects.requireNonNull(answered, "answered");
    }

    public Refused(String code, String reason, Handling handling, Duration retryAfter) {
      this(code, reason, handling, retryAfter, Answered.NOTHING);
    }

    public Refused(String code, String reason, Handling handling) {
      this(code, reason, handling, Duration.ZERO);
    }

    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }

    @Override
    public <T> T fold(
        Function<Accepted, T> accepted,
        Function<Refused, T> refused,
        Function<NotSent, T> notSent,
        Function<Unknown, T> unknown) {
      return refused.apply(this);
    }
  }

  /** Proven: no byte of the body left this machine. */
  record NotSent(String reason, Duration retryAfter) implements SendResult {

    public NotSent {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(retryAfter, "retryAfter");
    }

    @Override
    public Kind kind() {
      return Kind.NOT_SENT;
    }

    @Override
    public <T> T fold(
        Function<Accepted, T> accepted,
        Function<Refused, T> refused,
        Function<NotSent, T> notSent,
        Function<Unknown, T> unknown) {
      return notSent.apply(this);
    }
  }

  /**
   * It may have been sent. Counts as sent, is shown, and waits for a status.
   *
   * @param evidence exception class, phase, elapsed time; no personal data
   * @param saidNo the provider answered, in its own form, that its server could not do it: its word
   *     alone, for such a server may have done it all the same
   */
  record Unknown(String evidence, Answered answered, boolean saidNo) implements SendResult {

    public Unknown {
      Objects.requireNonNull(evidence, "evidence");
      Objects.requireNonNull(answered, "answered");
    }

    public Unknown(String evidence, Answered answered) {
      this(evidence, answered, false);
    }

    public Unknown(String evidence) {
      this(evidence, Answered.NOTHING);
    }

    @Override
    public Kind kind() {
      return Kind.UNKNOWN;
    }

    @Override
    public <T> T fold(
        Function<Accepted, T> accepted,
        Function<Refused, T> refused,
        Function<NotSent, T> notSent,
        Function<Unknown, T> unknown) {
      return unknown.apply(this);
    }
  }
}
