package dev.mora.whatsapp;

import dev.mora.channel.FreeForm;
import dev.mora.channel.Handling;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.party.Channel;
import dev.mora.party.EmailAddress;
import dev.mora.party.ScopedUserId;
import dev.mora.template.Category;
import dev.mora.template.Rendering;
import dev.mora.template.Rendering.Button;
import dev.mora.template.TemplateHeader;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Refuses here what the provider would refuse there, so that no bad message costs a request. The
 * codes are the provider's own with {@code local-} in front. Limits are of the Cloud API v25.0.
 */
final class LocalCheck {

  static final int BODY = 1024;
  static final int HEADER = 60;
  static final int PAYLOAD = 256;
  static final int URL = 2000;
  static final int MESSAGE_ID = 1024;
  static final int IDENTITY = 256;

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,20}");
  private static final Pattern UNFIT = Pattern.compile("[\\n\\r\\t]| {5}");

  private LocalCheck() {}

  static Optional<SendResult.Refused> of(OutboundMessage message, Optional<InstantSource> clock) {
    if (message.to() instanceof EmailAddress) {
      return refused("131009", "WhatsApp needs a phone number in E.164 or a user id to send to");
    }
    if (message.inReplyTo().filter(id -> id.length() > MESSAGE_ID).isPresent()
        || message.identityHash().filter(hash -> hash.length() > IDENTITY).isPresent()) {
      return refused("131009", "the id of a message or the hash of an identity is too long");
    }
    if (message.content() instanceof FreeForm said) {
      return freeForm(message, said, clock);
    }
    Rendering rendering = ((OutboundMessage.Template) message.content()).rendering();
    return message.to() instanceof ScopedUserId && rendering.category() == Category.AUTHENTICATION
        ? refused("131062", "a code for signing in goes to a number, not to a user id")
        : template(rendering);
  }

  private static Optional<SendResult.Refused> freeForm(
      OutboundMessage message, FreeForm said, Optional<InstantSource> clock) {
    OpenWindow window = said.window();
    if (!window.channel().equals(Channel.WHATSAPP) || !window.with().equals(message.to())) {
      return refused("131047", "the window is open for another person or channel");
    }
    if (clock.isEmpty()) {
      return refused("131047", "no clock is configured: nothing tells that the window is open");
    }
    if (!window.isOpenAt(clock.get().instant())) {
      return refused("131047", "the window is not open: only templates may be sent");
    }
    if (said instanceof FreeForm.Reaction reaction
        && (message.inReplyTo().isPresent() || reaction.messageId().length() > MESSAGE_ID)) {
      return refused("131009", "a reaction replies to nothing but its own message");
    }
    return FreeFormCheck.of(said).flatMap(fault -> refused("131009", fault));
  }

  private static Optional<SendResult.Refused> template(Rendering rendering) {
    if (length(rendering.body().text()) > BODY) {
      return refused("132005", "a body of more than " + BODY + " characters");
    }
    if (rendering.header().filter(header -> length(header.text()) > HEADER).isPresent()) {
      return refused("132005", "a header of more than " + HEADER + " characters");
    }
    if (rendering.media().isPresent()
        && rendering.media().get() instanceof Rendering.Media.File file) {
      String fault = FreeFormCheck.name(file.kind() == TemplateHeader.Kind.DOCUMENT, file.ref());
      if (fault != null) {
        return refused("132012", fault);
      }
    }
    return Stream.concat(rendering.header().stream(), Stream.of(rendering.body()))
        .flatMap(part -> part.values().stream())
        .flatMap(value -> value(value).stream())
        .findFirst()
        .or(() -> buttons(rendering));
  }

  private static Optional<SendResult.Refused> value(Rendering.Value value) {
    if (value.text().isBlank()) {
      return refused("131008", "the value of " + value.name() + " is empty");
    }
    if (UNFIT.matcher(value.text()).find()) {
      return refused(
          "132012", "the value of " + value.name() + " has a line break, tab or 5 blanks in a row");
    }
    return Optional.empty();
  }

  private static Optional<SendResult.Refused> buttons(Rendering rendering) {
    for (int i = 0; i < rendering.buttons().size(); i++) {
      Button button = rendering.buttons().get(i);
      if (button instanceof Button.QuickReply reply && length(reply.payload()) > PAYLOAD) {
        return refused(
            "131009", "button " + i + ": a payload of more than " + PAYLOAD + " characters");
      }
      if (button instanceof Button.Url url && url.url().length() > URL) {
        return refused("131009", "button " + i + ": a URL of more than " + URL + " characters");
      }
      if (button instanceof Button.CopyCode copy && !CODE.matcher(copy.code()).matches()) {
        return refused("132018", "button " + i + ": a code that is not 1 to 20 letters and digits");
      }
    }
    return Optional.empty();
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Optional<SendResult.Refused> refused(String code, String reason) {
    return Optional.of(refused(code, reason, Handling.FAIL_MESSAGE));
  }

  /**
   * @param code the provider's own for such a message
   */
  static SendResult.Refused refused(String code, String reason, Handling handling) {
    return new SendResult.Refused("local-" + code, reason, handling);
  }
}
