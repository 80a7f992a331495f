package dev.mora.examples;

import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The language of words for people. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class Language {

  @Option(
      names = "--lang",
      defaultValue = "es",
      paramLabel = "es|pt|en",
      description = "Language of explanations; default ${DEFAULT-VALUE}.")
  private dev.mora.language.Language language;

  static dev.mora.language.Language parse(String tag) {
    try {
      return dev.mora.language.Language.of(tag);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("found " + tag + ", expected es, pt or en");
    }
  }

  String tag() {
    return language.code();
  }

  dev.mora.language.Language words() {
    return language;
  }

  String pick(String es, String pt, String en) {
    return language.pick(es, pt, en);
  }
}
