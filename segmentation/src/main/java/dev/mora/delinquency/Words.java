package dev.mora.delinquency;

import java.util.Locale;

/** Picks one of the three languages that explanations are written in. */
final class Words {

  private Words() {}

  /**
   * @throws IllegalArgumentException for another language
   */
  static String pick(String language, String es, String pt, String en) {
    return switch (language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0]) {
      case "es" -> es;
      case "pt" -> pt;
      case "en" -> en;
      default ->
          throw new IllegalArgumentException(
              "explanations are in es, pt and en, not in " + language);
    };
  }
}
