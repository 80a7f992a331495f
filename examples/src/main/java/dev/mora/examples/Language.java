package dev.mora.examples;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The language of words for people. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class Language {

  private enum Tag {
    ES,
    PT,
    EN
  }

  @Option(
      names = "--lang",
      defaultValue = "es",
      paramLabel = "es|pt|en",
      description = "Language of explanations; default ${DEFAULT-VALUE}.")
  private Tag language;

  String tag() {
    return language.name().toLowerCase(Locale.ROOT);
  }

  /** As the library says it. */
  dev.mora.attribute.Language words() {
    return dev.mora.attribute.Language.of(tag());
  }

  String pick(String es, String pt, String en) {
    return switch (language) {
      case ES -> es;
      case PT -> pt;
      case EN -> en;
    };
  }
}
