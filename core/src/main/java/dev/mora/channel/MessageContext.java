package dev.mora.channel;

import java.util.Objects;
import java.util.Optional;

/**
 * What a message answers and where it comes from. Any part may be empty.
 *
 * @param replyTo the provider's id of the message that this one answers; personal data on WhatsApp
 * @param forwarded whether the person passed on what somebody else wrote
 * @param forwardedOften the same, for what went from hand to hand
 * @param group the provider's id of the group it was written in; empty for a word to us alone
 * @param product what the person asks about, from a catalogue
 * @param referral the advertisement that the person came from
 */
public record MessageContext(
    String replyTo,
    boolean forwarded,
    boolean forwardedOften,
    String group,
    Optional<Product> product,
    Optional<Referral> referral) {

  public static final MessageContext NONE =
      new MessageContext("", false, false, "", Optional.empty(), Optional.empty());

  public MessageContext {
    Objects.requireNonNull(replyTo, "replyTo");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(referral, "referral");
  }

  /**
   * @param messageId empty for none
   */
  public static MessageContext replyingTo(String messageId) {
    return messageId.isEmpty()
        ? NONE
        : new MessageContext(messageId, false, false, "", Optional.empty(), Optional.empty());
  }

  @Override
  public String toString() {
    return "MessageContext(" + (replyTo.isEmpty() ? "" : "a reply") + ")";
  }

  /** One thing of a catalogue. */
  public record Product(String catalog, String item) {}

  /**
   * @param sourceType {@code ad} or {@code post}
   * @param clickId the provider's id of the click
   */
  public record Referral(
      String sourceType,
      String sourceId,
      String url,
      String headline,
      String body,
      String mediaType,
      String clickId) {

    @Override
    public String toString() {
      return "Referral(" + Masked.word(sourceType) + ")";
    }
  }
}
