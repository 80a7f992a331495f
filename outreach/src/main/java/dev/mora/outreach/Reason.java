package dev.mora.outreach;

import java.util.Locale;
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
    return switch (Locale.forLanguageTag(language.replace('_', '-')).getLanguage()) {
      case "es" -> es;
      case "pt" -> pt;
      default -> en;
    };
  }

  @Override
  public String toString() {
    return code;
  }
}
