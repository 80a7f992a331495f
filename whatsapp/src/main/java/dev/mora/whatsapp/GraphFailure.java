package dev.mora.whatsapp;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a call for management, media or templates did not succeed. {@code toString} holds no personal
 * data and nothing that the provider wrote but codes and its trace id.
 *
 * @param status of HTTP, also of an answer that broke off; 0 if none came
 * @param code the provider's; empty if the answer had no readable error
 * @param subcode tells more about errors of templates ({@code 23880xx}); deprecated by Meta
 *     elsewhere
 * @param meaning in English, from {@link WhatsAppErrors} or what was seen on the way
 * @param detail what the provider wrote for people, digit runs masked, at most 500 characters; may
 *     quote what was sent, so it is for the operator's screen and no log
 * @param trace {@code fbtrace_id} or the header {@code x-fb-trace-id}, which Meta's support asks
 *     for; empty if there was none
 * @param isTransient the provider says that the same call may work later
 * @param retryAfter as the provider asked; zero if it did not
 */
public record GraphFailure(
    Kind kind,
    int status,
    OptionalLong code,
    OptionalLong subcode,
    String meaning,
    String detail,
    String trace,
    boolean isTransient,
    Duration retryAfter,
    RateUsage usage) {

  /** What is known about the call. */
  public enum Kind {
    /** Proven: no whole request left this machine. */
    NOT_SENT,
    /** The provider said no: nothing was done. */
    REFUSED,
    /** It may have been done: what changes something is not to be repeated unseen. */
    UNKNOWN
  }

  public GraphFailure {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(meaning, "meaning");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(trace, "trace");
  }

  static GraphFailure local(Kind kind, String meaning) {
    return new GraphFailure(
        kind,
        0,
        OptionalLong.empty(),
        OptionalLong.empty(),
        meaning,
        "",
        "",
        false,
        Duration.ZERO,
        RateUsage.NONE);
  }

  /** An answer that began and broke off. */
  static GraphFailure cut(AnswerHead head, String evidence) {
    return new GraphFailure(
        Kind.UNKNOWN,
        head.status(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        evidence,
        "",
        head.trace(),
        false,
        head.retryAfter(),
        head.usage());
  }

  /** An answer of 2xx that does not hold what this call is for. */
  static GraphFailure unreadable(int status, String meaning) {
    return new GraphFailure(
        Kind.UNKNOWN,
        status,
        OptionalLong.empty(),
        OptionalLong.empty(),
        meaning,
        "",
        "",
        false,
        Duration.ZERO,
        RateUsage.NONE);
  }

  GraphFailure as(Kind kind, String meaning) {
    return new GraphFailure(
        kind, status, code, subcode, meaning, detail, trace, isTransient, retryAfter, usage);
  }

  /** The code or the subcode, whichever the provider put it in. */
  public boolean says(long code) {
    return this.code.equals(OptionalLong.of(code)) || subcode.equals(OptionalLong.of(code));
  }

  /** The row of the table, of the subcode if that has one. */
  public Optional<WhatsAppErrors.Meaning> row() {
    WhatsAppErrors table = WhatsAppErrors.standard();
    Optional<WhatsAppErrors.Meaning> sub =
        subcode.isPresent() ? table.find(subcode.getAsLong()) : Optional.empty();
    return sub.isPresent() || code.isEmpty() ? sub : table.find(code.getAsLong());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind + ": " + meaning);
    String separator = " (";
    if (status > 0) {
      text.append(separator).append("HTTP ").append(status);
      separator = ", ";
    }
    if (code.isPresent()) {
      text.append(separator).append("code ").append(code.getAsLong());
      separator = ", ";
    }
    if (subcode.isPresent()) {
      text.append(separator).append("subcode ").append(subcode.getAsLong());
      separator = ", ";
    }
    if (!trace.isEmpty()) {
      text.append(separator).append("trace ").append(trace);
      separator = ", ";
    }
    return separator.equals(" (") ? text.toString() : text.append(")").toString();
  }
}
