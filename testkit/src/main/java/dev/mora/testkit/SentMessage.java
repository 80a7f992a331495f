package dev.mora.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/** A message that the stand-in took, in domain words. */
public final class SentMessage {

  private final Head head;
  private final Content content;
  private final String json;

  SentMessage(Head head, Content content, String json) {
    this.head = head;
    this.content = content;
    this.json = json;
  }

  /** Who, to whom, when. */
  record Head(
      String id, String account, String to, String correlation, String replyTo, Instant at) {
    Head {
      Objects.requireNonNull(at, "at");
    }
  }

  /** What. */
  record Content(
      String kind,
      String template,
      String language,
      Map<String, String> values,
      List<String> payloads,
      String media,
      String text) {
    Content {
      values = Map.copyOf(values);
      payloads = List.copyOf(payloads);
    }
  }

  /** The provider's id of it. */
  public String id() {
    return head.id();
  }

  /** Phone number id of the account that sent it. */
  public String account() {
    return head.account();
  }

  /** As the sender wrote it, with its {@code +}; a business-scoped user id where it gave that. */
  public String to() {
    return head.to();
  }

  /** The sender's correlation string; empty if it gave none. */
  public String correlation() {
    return head.correlation();
  }

  /** Id of the message that it answers; empty if none. */
  public String replyTo() {
    return head.replyTo();
  }

  /** The provider's word: {@code template}, {@code text}, {@code interactive}, {@code image}. */
  public String kind() {
    return content.kind();
  }

  /** Template name; empty for a message that is none. */
  public String template() {
    return content.template();
  }

  /** Language code of the template; empty for a message that is none. */
  public String language() {
    return content.language();
  }

  /**
   * What a variable of the template was filled with.
   *
   * @throws NoSuchElementException naming the variables that there are
   */
  public String value(String field) {
    String value = values().get(field);
    if (value == null) {
      throw new NoSuchElementException(
          "template "
              + template()
              + " was sent without a value of "
              + field
              + ", only "
              + values().keySet());
    }
    return value;
  }

  public Map<String, String> values() {
    return content.values();
  }

  /** Payloads of the quick replies, ids of reply buttons or of list rows, in their order. */
  public List<String> payloads() {
    return content.payloads();
  }

  /** Media id or link of a picture, film, file or sound that is no template's; empty if none. */
  public String media() {
    return content.media();
  }

  /** What the person reads: the body with its variables put in, free text or a caption. */
  public String text() {
    return content.text();
  }

  /** The posted JSON as it came. */
  public String json() {
    return json;
  }

  /** When it was taken, by the stand-in's clock. */
  public Instant at() {
    return head.at();
  }

  @Override
  public String toString() {
    return "SentMessage(" + template() + ", " + correlation() + ")";
  }
}
