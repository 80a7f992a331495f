package dev.mora.outreach;

import dev.mora.language.Language;
import java.util.Objects;

/**
 * Why something was done or left alone: a stable code, and words for a person.
 *
 * @param code a rule id or a code of this package, such as {@code no-step-today}
 */
public record Reason(String code, String es, String pt, String en) {

  public Reason {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(es, "es");
    Objects.requireNonNull(pt, "pt");
    Objects.requireNonNull(en, "en");
  }

  /** In the language of a BCP 47 tag: Spanish, Portuguese, English for all others. */
  public String in(String language) {
    return Language.of(language, Language.EN).pick(es, pt, en);
  }

  @Override
  public String toString() {
    return code;
  }
}
