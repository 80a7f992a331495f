package dev.mora.template.lint;

/**
 * A word, a number or a field of a text.
 *
 * @param word in small letters without accents; of a field its name
 * @param start first unit in the source
 * @param end behind the last unit in the source
 */
record Token(Kind kind, String word, String field, int start, int end, Break before, Case letters) {

  /** What kind of thing it is. */
  enum Kind {
    WORD,
    NUMBER,
    FIELD
  }

  /** What stands between the thing before and this one. */
  enum Break {
    NONE,
    COMMA,
    /** A sentence begins here. */
    SENTENCE
  }

  /** How a word is written. */
  enum Case {
    SMALL,
    CAPITAL,
    /** Two letters or more, all capitals. */
    SHOUTED
  }

  boolean startsSentence() {
    return before == Break.SENTENCE;
  }
}
