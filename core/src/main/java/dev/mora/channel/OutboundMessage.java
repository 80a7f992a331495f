package dev.mora.channel;

import dev.mora.json.JsonObject;
import dev.mora.party.ContactPoint;
import dev.mora.template.Rendering;
import java.util.Objects;
import java.util.Optional;

/**
 * One message on its way out. How long a provider keeps trying to deliver it is no property of a
 * message on WhatsApp but of its template, and of free answers not to be set at all.
 *
 * @param correlation {@code mora1:<env>:<dispatch id>}: comes back with each status; holds no
 *     personal data; 1 to 512 characters
 * @param inReplyTo the provider's id of the message that this one quotes
 * @param identityHash deliver only if the provider still knows the person under this hash, where
 *     the channel can check that: a number may have changed hands
 */
public record OutboundMessage(
    String correlation,
    ContactPoint to,
    Content content,
    Optional<String> inReplyTo,
    Optional<String> identityHash) {

  public OutboundMessage {
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(content, "content");
    if (correlation.isBlank() || correlation.length() > 512) {
      throw new IllegalArgumentException("a correlation has 1 to 512 characters");
    }
    if (inReplyTo.filter(String::isBlank).isPresent()
        || identityHash.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("what a message replies to, or a hash, is not blank");
    }
  }

  public OutboundMessage(String correlation, ContactPoint to, Content content) {
    this(correlation, to, content, Optional.empty(), Optional.empty());
  }

  public OutboundMessage replyingTo(String providerMessageId) {
    return new OutboundMessage(
        correlation, to, content, Optional.of(providerMessageId), identityHash);
  }

  public OutboundMessage onlyIfStill(String identityHash) {
    return new OutboundMessage(correlation, to, content, inReplyTo, Optional.of(identityHash));
  }

  @Override
  public String toString() {
    return "OutboundMessage(" + correlation + ")";
  }

  /** What is said. */
  public sealed interface Content permits Template, FreeForm {}

  /** An approved template, filled and rendered in one language. */
  public record Template(Rendering rendering) implements Content {

    public Template {
      Objects.requireNonNull(rendering, "rendering");
    }
  }

  /** Free text; needs a window that is open when it is sent. */
  public record Text(String body, OpenWindow window) implements FreeForm {

    public Text {
      Objects.requireNonNull(window, "window");
      if (body.isBlank()) {
        throw new IllegalArgumentException("a text must not be blank");
      }
    }

    @Override
    public JsonObject said() {
      return JsonObject.of().with("text", body);
    }

    @Override
    public String toString() {
      return "Text(" + body.length() + " characters)";
    }
  }
}
