package dev.mora.template;

import dev.mora.language.Language;
import dev.mora.language.Words;
import java.util.Objects;

/**
 * Something about a template that a person should look at.
 *
 * @param rule stable id, such as {@code unused-field}
 * @param language the text it is about ({@code es_MX}); empty if it is about all
 * @param part where in that text, by the keys of the JSON form below the language: {@code header},
 *     {@code body}, {@code footer}, {@code buttons/0/label}; empty if it is about the whole
 * @param offset first UTF-16 unit in that part as the text form writes it, braces of fields
 *     included; 0 with length 0 if it is about the whole part
 * @param length UTF-16 units from the offset
 * @param said what is wrong, one sentence
 * @param mend what to write instead, one sentence
 */
public record TemplateFinding(
    Level level,
    String rule,
    String language,
    String part,
    int offset,
    int length,
    Words said,
    Words mend) {

  public TemplateFinding {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(said, "said");
    Objects.requireNonNull(mend, "mend");
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("offset " + offset + " and length " + length + " from 0");
    }
  }

  /** About a part, or with an empty part about a whole text. */
  public static TemplateFinding of(
      Level level, String rule, String language, String part, Words said, Words mend) {
    return new TemplateFinding(level, rule, language, part, 0, 0, said, mend);
  }

  /** In English. */
  public String message() {
    return message(Language.EN);
  }

  public String message(Language language) {
    return said.in(language);
  }

  public String mend(Language language) {
    return mend.in(language);
  }

  /** How bad it is. */
  public enum Level {
    /** A provider will refuse it, no message can be sent with it, or it may not be said. */
    ERROR,
    WARNING,
    /** Could be better. */
    ADVICE
  }
}
