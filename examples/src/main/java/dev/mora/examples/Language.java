package dev.mora.examples;

import picocli.CommandLine.Option;

/** The language of words for people. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class Language {

  @Option(
      names = "--lang",
      defaultValue = "es",
      paramLabel = "es|pt|en",
      description = "Language of explanations; default ${DEFAULT-VALUE}.")
  private dev.mora.language.Language language;

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
