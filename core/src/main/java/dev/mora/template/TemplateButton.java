package dev.mora.template;

import dev.mora.json.JsonObject;
import dev.mora.party.PhoneNumber;
import java.util.List;
import java.util.Objects;

/** A button below a message, in the order of the template. Labels take no fields. */
public sealed interface TemplateButton {

  /** What the person sees on it; empty for a kind that we do not know. */
  String label();

  /**
   * @param payload comes back when the button is tapped; takes no fields
   */
  record QuickReply(String label, String payload) implements TemplateButton {

    public QuickReply {
      PlainText.check("label", label);
      PlainText.check("payload", payload);
    }
  }

  /**
   * Opens a page.
   *
   * @param url {@code http} or {@code https}; at most one field, and only at the end, behind the
   *     {@code /} or {@code ?} that ends the host: no value can change where the link leads
   */
  record Url(String label, Wording url) implements TemplateButton {

    public Url {
      PlainText.check("label", label);
      String source = url.toString();
      String fixed = url.literalText();
      if (url.startsWithField() || !fixed.matches("https?://[^\\s/?#@\\\\]+([/?#]\\S*)?")) {
        throw new Misfit(
            source, "a URL that starts with https:// and a host, without a user", List.of());
      }
      if (url.pieces().size() > 2 || (url.pieces().size() == 2 && !url.endsWithField())) {
        throw new Misfit(source, "at most one field, at the end of the URL", List.of());
      }
      if (url.endsWithField() && !fixed.matches("https?://[^/?#]+[/?].*")) {
        throw new Misfit(source, "a / or ? between the host and the field", List.of());
      }
    }
  }

  /** Calls a number. */
  record Phone(String label, PhoneNumber number) implements TemplateButton {

    public Phone {
      PlainText.check("label", label);
      Objects.requireNonNull(number, "number");
    }
  }

  /** Puts a code, such as a payment reference, on the clipboard. */
  record CopyCode(String label, Wording code) implements TemplateButton {

    public CopyCode {
      PlainText.check("label", label);
      if (!CleanText.isVisible(CleanText.of(code.toString())) || !code.isOneLine()) {
        throw new Misfit(code.toString(), "a code of one line", List.of());
      }
      if (!code.toString().equals(code.toString().strip())) {
        throw new Misfit(code.toString(), "a code without blanks at its ends", List.of());
      }
    }
  }

  /** A button of a kind that we do not know, kept as it was read. */
  record Other(JsonObject json) implements TemplateButton {

    public Other {
      Objects.requireNonNull(json, "json");
    }

    @Override
    public String label() {
      return "";
    }
  }
}
