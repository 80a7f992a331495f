package dev.mora.channel;

import dev.mora.party.ContactPoint;
import dev.mora.template.Rendering;
import java.util.Objects;

/**
 * One message on its way out.
 *
 * @param correlation {@code mora1:<env>:<dispatch id>}: comes back with each status; holds no
 *     personal data; 1 to 512 characters
 */
public record OutboundMessage(String correlation, ContactPoint to, Content content) {

  public OutboundMessage {
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(content, "content");
    if (correlation.isBlank() || correlation.length() > 512) {
      throw new IllegalArgumentException("a correlation has 1 to 512 characters");
    }
  }

  @Override
  public String toString() {
    return "OutboundMessage(" + correlation + ")";
  }

  /** What is said. */
  public sealed interface Content {}

  /** An approved template, filled and rendered in one language. */
  public record Template(Rendering rendering) implements Content {

    public Template {
      Objects.requireNonNull(rendering, "rendering");
    }
  }

  /** Free text; needs a window that is open when it is sent. */
  public record Text(String body, OpenWindow window) implements Content {

    public Text {
      Objects.requireNonNull(window, "window");
      if (body.isBlank()) {
        throw new IllegalArgumentException("a text must not be blank");
      }
    }

    @Override
    public String toString() {
      return "Text(" + body.length() + " characters)";
    }
  }
}
