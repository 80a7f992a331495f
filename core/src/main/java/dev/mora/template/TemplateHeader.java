package dev.mora.template;

import java.util.Locale;
import java.util.Objects;

/** What stands above the body of a message. */
public sealed interface TemplateHeader {

  /** One line of text. */
  record Text(Wording wording) implements TemplateHeader {

    public Text {
      if (wording.isEmpty() || wording.toString().isBlank()) {
        throw Misfit.described("an empty header", "text, or no header");
      }
      if (!wording.isOneLine()) {
        throw Misfit.described("a header of several lines", "one line");
      }
      if (!wording.toString().equals(wording.toString().strip())) {
        throw Misfit.described("blanks around the header", "none");
      }
    }
  }

  /** A picture, film, file or place that is given when the message is sent. */
  record Media(Kind kind) implements TemplateHeader {

    public Media {
      Objects.requireNonNull(kind, "kind");
    }
  }

  enum Kind {
    IMAGE,
    VIDEO,
    DOCUMENT,
    LOCATION;

    /** In small letters, as the text form has it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
