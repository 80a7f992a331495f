package dev.mora.template.lint;

import dev.mora.template.lint.Token.Case;
import dev.mora.template.lint.Token.Kind;
import java.util.List;

/** Shouting, and sentences of more than 35 words. */
final class Style {

  static final int LONGEST_SENTENCE = 35;

  /** Letters of a word in capitals that may be an abbreviation. */
  private static final int SHORT = 4;

  private Style() {}

  static void check(LintedText text, Findings findings) {
    for (ReadText part : text.parts()) {
      if (!part.whole()) {
        findings.whole("too-long-to-read", part.part(), TextReader.MOST);
      }
      capitals(text, part, findings);
      exclamation(part, findings);
    }
    for (ReadText part : text.message()) {
      sentences(part, findings);
    }
  }

  /** Two long words in capitals side by side; an office's letters apart are none. */
  private static void capitals(LintedText text, ReadText part, Findings findings) {
    List<Token> tokens = part.tokens();
    int last = -1;
    for (int i = 0; i < tokens.size(); i++) {
      if (isShouted(text, tokens.get(i))) {
        if (last >= 0 && areOneCry(tokens, last, i)) {
          findings.add("pressure-capitals", part, last, i + 1);
          return;
        }
        last = i;
      }
    }
  }

  private static boolean isShouted(LintedText text, Token token) {
    return token.letters() == Case.SHOUTED
        && token.word().length() >= SHORT
        && !text.lexicon().map(l -> l.is("notname", token) && !isCry(token)).orElse(false);
  }

  /** With nothing between but short words, numbers and fields. */
  private static boolean areOneCry(List<Token> tokens, int from, int to) {
    return tokens.subList(from + 1, to).stream()
        .noneMatch(
            token ->
                token.kind() == Kind.WORD
                    && token.letters() == Case.SMALL
                    && token.word().length() > SHORT);
  }

  /** In the list of words that are no names, but no keyword either. */
  private static boolean isCry(Token token) {
    return List.of(
            "aviso",
            "urgente",
            "urgent",
            "importante",
            "important",
            "ultimo",
            "ultima",
            "final",
            "notice",
            "atencion",
            "atencao",
            "attention",
            "pague",
            "warning",
            "last",
            "deudor",
            "devedor",
            "debtor")
        .contains(token.word());
  }

  private static void exclamation(ReadText part, Findings findings) {
    String source = part.source();
    int count = 0;
    for (int i = 0; i < source.length() && i < TextReader.MOST; i++) {
      if (source.charAt(i) == '!') {
        count++;
        boolean twice = i + 1 < source.length() && source.charAt(i + 1) == '!';
        if (twice || count == 3) {
          findings.at("pressure-exclamation", part.part(), i, twice ? 2 : 1, twice ? "!!" : "!");
          return;
        }
      }
    }
  }

  private static void sentences(ReadText part, Findings findings) {
    for (int from = 0; from < part.tokens().size(); ) {
      int to = part.sentenceEnd(from);
      int words = words(part.tokens().subList(from, to));
      if (words > LONGEST_SENTENCE) {
        int start = part.tokens().get(from).start();
        int end = part.tokens().get(to - 1).end();
        findings.at("long-sentence", part.part(), start, end - start, words);
      }
      from = to;
    }
  }

  /** Words as a reader counts them: a contraction is one, a currency sign none. */
  static int words(List<Token> tokens) {
    int words = 0;
    int end = -1;
    for (Token token : tokens) {
      boolean sign =
          token.kind() == Kind.WORD && !Character.isLetterOrDigit(token.word().codePointAt(0));
      words += token.start() < end || sign ? 0 : 1;
      end = token.end();
    }
    return words;
  }
}
