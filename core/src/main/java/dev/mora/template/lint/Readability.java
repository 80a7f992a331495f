package dev.mora.template.lint;

import dev.mora.language.Language;
import dev.mora.template.lint.Token.Kind;
import java.util.List;

/**
 * How easily a text reads, from 0 (hard) to 100 (easy), by the measure of its language: Spanish by
 * Szigriszt-Pazos (fluent from 55 on the INFLESZ scale), Portuguese by Flesch as Martins and others
 * fitted it (from 50), English by Flesch (from 60). A field counts as a word of two syllables.
 */
final class Readability {

  /** Below this many words the measures say nothing. */
  private static final int FEWEST_WORDS = 20;

  private Readability() {}

  static void check(LintedText text, Findings findings) {
    ReadText body = text.body();
    if (text.language().isEmpty() || Style.words(body.tokens()) < FEWEST_WORDS) {
      return;
    }
    Language language = text.language().get();
    int ease = ease(language, body);
    int fluent = fluent(language);
    if (ease < fluent) {
      findings.whole("readability", "body", ease, fluent);
    }
  }

  static int fluent(Language language) {
    return switch (language) {
      case ES -> 55;
      case PT -> 50;
      case EN -> 60;
    };
  }

  static int ease(Language language, ReadText text) {
    List<Token> tokens = text.tokens();
    double words = Math.max(1, Style.words(tokens));
    double sentences = Math.max(1, tokens.stream().filter(Token::startsSentence).count());
    double syllables = tokens.stream().mapToInt(token -> syllables(language, token)).sum();
    double perSentence = words / sentences;
    double perWord = syllables / words;
    double ease =
        switch (language) {
          case ES -> 206.835 - 62.3 * perWord - perSentence;
          case PT -> 248.835 - 84.6 * perWord - 1.015 * perSentence;
          case EN -> 206.835 - 84.6 * perWord - 1.015 * perSentence;
        };
    return (int) Math.max(0, Math.min(100, Math.round(ease)));
  }

  private static int syllables(Language language, Token token) {
    if (token.kind() == Kind.FIELD) {
      return 2;
    }
    String word = token.word();
    int count = 0;
    for (int i = 0; i < word.length(); i++) {
      boolean starts = isVowel(word, i) && (i == 0 || !isVowel(word, i - 1));
      boolean hiatus =
          i > 0 && language != Language.EN && isStrong(word, i) && isStrong(word, i - 1);
      count += starts || hiatus ? 1 : 0;
    }
    boolean silent =
        language == Language.EN && count > 1 && word.endsWith("e") && !word.endsWith("le");
    return Math.max(token.kind() == Kind.NUMBER ? 2 : 1, count - (silent ? 1 : 0));
  }

  private static boolean isVowel(String word, int at) {
    return "aeiouy".indexOf(word.charAt(at)) >= 0;
  }

  private static boolean isStrong(String word, int at) {
    return "aeo".indexOf(word.charAt(at)) >= 0;
  }
}
