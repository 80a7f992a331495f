package dev.mora.template;

import java.util.Objects;

/**
 * A message that must not be sent as it is: a value is missing, blank or too long, or nobody wrote
 * the text in that language. Thrown before anything is sent. Carries names and lengths, never a
 * value.
 */
public final class InvalidMessage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String template;
  private final String field;

  InvalidMessage(Reason reason, String template, String field, String message) {
    super("template " + template + ": " + message);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.template = template;
    this.field = field;
  }

  public Reason reason() {
    return reason;
  }

  public String template() {
    return template;
  }

  /** The field or part it is about; empty if it is about the whole message. */
  public String field() {
    return field;
  }

  /** What stops a message. */
  public enum Reason {
    MISSING_VALUE,
    /** No value for a field whose policy is to leave such a borrower alone. */
    SKIP,
    UNKNOWN_FIELD,
    WRONG_TYPE,
    /** Nothing visible is left of a text. */
    BLANK_VALUE,
    /** A value that the field or its place cannot take, such as negative days. */
    BAD_VALUE,
    /** A text that would have to be cleaned, with a profile that refuses to. */
    UNCLEAN_VALUE,
    /** The text names the creditor, or its phone, and none was given. */
    NO_CREDITOR,
    NO_SUCH_LANGUAGE,
    TOO_LONG,
    /** The template has a part of a kind that nothing fills. */
    UNSUPPORTED_PART
  }
}
