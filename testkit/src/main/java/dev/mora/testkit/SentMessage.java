package dev.mora.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/** A message that the stand-in took, in domain words. */
public final class SentMessage {

  private final String id;
  private final String account;
  private final String to;
  private final String correlation;
  private final String template;
  private final String language;
  private final Map<String, String> values;
  private final List<String> payloads;
  private final String text;
  private final Instant at;

  SentMessage(
      String id,
      String account,
      String to,
      String correlation,
      String template,
      String language,
      Map<String, String> values,
      List<String> payloads,
      String text,
      Instant at) {
    this.id = id;
    this.account = account;
    this.to = to;
    this.correlation = correlation;
    this.template = template;
    this.language = language;
    this.values = Map.copyOf(values);
    this.payloads = List.copyOf(payloads);
    this.text = text;
    this.at = Objects.requireNonNull(at);
  }

  /** The provider's id of it. */
  public String id() {
    return id;
  }

  /** Phone number id of the account that sent it. */
  public String account() {
    return account;
  }

  /** As the sender wrote it, with its {@code +}. */
  public String to() {
    return to;
  }

  /** The sender's correlation string; empty if it gave none. */
  public String correlation() {
    return correlation;
  }

  /** Template name; empty for free text. */
  public String template() {
    return template;
  }

  /** Language code of the template; empty for free text. */
  public String language() {
    return language;
  }

  /**
   * What a variable of the template was filled with.
   *
   * @throws NoSuchElementException naming the variables that there are
   */
  public String value(String field) {
    String value = values.get(field);
    if (value == null) {
      throw new NoSuchElementException(
          "template "
              + template
              + " was sent without a value of "
              + field
              + ", only "
              + values.keySet());
    }
    return value;
  }

  public Map<String, String> values() {
    return values;
  }

  /** Payloads of the quick replies, in button order. */
  public List<String> payloads() {
    return payloads;
  }

  /** What the person reads: the body with its variables put in, or the free text. */
  public String text() {
    return text;
  }

  /** When it was taken, by the stand-in's clock. */
  public Instant at() {
    return at;
  }

  @Override
  public String toString() {
    return "SentMessage(" + template + ", " + correlation + ")";
  }
}
