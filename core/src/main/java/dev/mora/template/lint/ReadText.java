package dev.mora.template.lint;

import java.util.List;

/**
 * A part of a text, taken apart.
 *
 * @param part {@code header}, {@code body}, {@code footer}, {@code buttons/0/label}
 * @param source as the text form writes it
 * @param whole false if the source was longer than what the linter reads
 */
record ReadText(String part, String source, List<Token> tokens, boolean whole) {

  ReadText {
    tokens = List.copyOf(tokens);
  }

  /** First token of the sentence that this token stands in. */
  int sentenceStart(int token) {
    int at = token;
    while (at > 0 && !tokens.get(at).startsSentence()) {
      at--;
    }
    return at;
  }

  /** Behind the last token of the sentence that this token stands in. */
  int sentenceEnd(int token) {
    int at = token + 1;
    while (at < tokens.size() && !tokens.get(at).startsSentence()) {
      at++;
    }
    return at;
  }

  String quote(int from, int to) {
    String text = source.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    String line = text.replace('\n', ' ');
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
