package dev.mora.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What stands above the body of a message. */
public sealed interface TemplateHeader {

  /** One line of text. */
  record Text(Wording wording) implements TemplateHeader {

    public Text {
      PlainText.requireVisible("an empty header", "text, or no header", wording.toString());
      if (!wording.isOneLine()) {
        throw Misfit.described("a header of several lines", "one line");
      }
      if (!wording.toString().equals(wording.toString().strip())) {
        throw Misfit.described("blanks around the header", "none");
      }
    }
  }

  /**
   * A picture, film, file or place that is given when the message is sent.
   *
   * @param field of the same type that gives it; empty in a template that was only read, which
   *     keeps its header but cannot be sent
   */
  record Media(Kind kind, Optional<String> field) implements TemplateHeader {

    public Media {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(field, "field");
    }

    public static Media of(Kind kind, String field) {
      return new Media(kind, Optional.of(field));
    }

    /** A header that nothing fills. */
    public static Media unfilled(Kind kind) {
      return new Media(kind, Optional.empty());
    }
  }

  enum Kind {
    IMAGE,
    VIDEO,
    DOCUMENT,
    LOCATION;

    /** In small letters, as the text form and the field types have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
      return Arrays.stream(values()).map(Kind::word).toList();
    }
  }
}
