package dev.mora.template.lint;

import dev.mora.template.lint.Token.Break;
import dev.mora.template.lint.Token.Case;
import dev.mora.template.lint.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes a text apart into words, numbers, fields and sentences, in one pass. */
final class TextReader {

  /** UTF-16 units of one part that are read. A provider's longest part has 1,024 characters. */
  static final int MOST = 8_192;

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "sr", "sra", "srta", "lic", "ing", "dr", "dra", "no", "nro", "num", "art", "av", "cia",
          "ref", "mr", "mrs", "ms", "ltd", "inc", "etc", "approx", "depto", "tel", "exp", "proc");

  /** English endings behind an apostrophe, as words of their own. */
  private static final Map<String, String> SHORT =
      Map.of("ll", "will", "re", "are", "ve", "have", "m", "am", "d", "would");

  private final String source;
  private final int end;
  private final Map<String, String> fields;
  private final List<Token> tokens = new ArrayList<>();
  private Break before = Break.SENTENCE;

  private TextReader(String source, Map<String, String> fields) {
    this.source = source;
    this.fields = fields;
    this.end = Math.min(source.length(), MOST);
  }

  /**
   * @param fields kind by name
   */
  static ReadText read(String part, String source, Map<String, String> fields) {
    TextReader reader = new TextReader(source, fields);
    int at = 0;
    while (at < reader.end) {
      at = reader.next(at);
    }
    return new ReadText(part, source, reader.tokens, reader.end == source.length());
  }

  private int next(int at) {
    int c = source.codePointAt(at);
    if (c == '{' && source.indexOf('}', at) > at && !(at > 0 && source.charAt(at - 1) == '\\')) {
      return field(at);
    }
    if (Character.isDigit(c)) {
      return number(at);
    }
    if (Character.isLetter(c)) {
      return word(at);
    }
    if (Character.getType(c) == Character.CURRENCY_SYMBOL || c == '%') {
      add(Kind.WORD, Character.toString(c), "", at, at + Character.charCount(c), Case.SMALL);
      return at + Character.charCount(c);
    }
    mark(c, at);
    return at + Character.charCount(c);
  }

  private int field(int at) {
    int close = source.indexOf('}', at) + 1;
    String name = source.substring(at + 1, close - 1);
    add(Kind.FIELD, name, fields.getOrDefault(name, "text"), at, close, Case.SMALL);
    return close;
  }

  private int number(int at) {
    int to = at;
    while (to < end
        && (Character.isDigit(source.charAt(to))
            || (".,:/".indexOf(source.charAt(to)) >= 0
                && to + 1 < end
                && Character.isDigit(source.charAt(to + 1))))) {
      to++;
    }
    to = Math.max(to, at + Character.charCount(source.codePointAt(at)));
    add(Kind.NUMBER, source.substring(at, to), "", at, to, Case.SMALL);
    return to;
  }

  private int word(int at) {
    StringBuilder word = new StringBuilder();
    int to = at;
    int last = at;
    int letters = 0;
    int capitals = 0;
    int apostrophe = -1;
    while (to < end) {
      int c = source.codePointAt(to);
      if (Character.isLetterOrDigit(c)) {
        Letters.add(c, word);
        letters++;
        capitals += Character.isUpperCase(c) ? 1 : 0;
        last = to + Character.charCount(c);
      } else if ((c == '\'' || c == '\u2019') && apostrophe < 0 && letterAt(to + 1)) {
        apostrophe = word.length();
      } else if (!Letters.isSilent(c)) {
        break;
      }
      to += Character.charCount(c);
    }
    Case how =
        capitals == letters && letters > 1
            ? Case.SHOUTED
            : Character.isUpperCase(source.codePointAt(at)) ? Case.CAPITAL : Case.SMALL;
    contracted(word.toString(), apostrophe, at, last, how);
    return last;
  }

  private boolean letterAt(int at) {
    return at < end && Character.isLetter(source.charAt(at));
  }

  private void contracted(String word, int apostrophe, int at, int to, Case how) {
    if (apostrophe < 0) {
      add(Kind.WORD, word, "", at, to, how);
      return;
    }
    String head = word.substring(0, apostrophe);
    String tail = word.substring(apostrophe);
    if (tail.equals("t") && head.endsWith("n")) {
      String verb =
          head.equals("won")
              ? "will"
              : head.equals("can") ? "can" : head.substring(0, head.length() - 1);
      add(Kind.WORD, verb, "", at, to, how);
      add(Kind.WORD, "not", "", at, to, Case.SMALL);
    } else {
      add(Kind.WORD, head, "", at, to, how);
      if (SHORT.containsKey(tail)) {
        add(Kind.WORD, SHORT.getOrDefault(tail, tail), "", at, to, Case.SMALL);
      } else if (!tail.equals("s")) {
        add(Kind.WORD, tail, "", at, to, Case.SMALL);
      }
    }
  }

  private void mark(int c, int at) {
    if (c == '\n'
        || c == '!'
        || c == '?'
        || c == '\u00a1'
        || c == '\u00bf'
        || c == ';'
        || c == '\u2026'
        || (c == '.' && endsSentence(at))) {
      before = Break.SENTENCE;
    } else if (before == Break.NONE
        && !Character.isWhitespace(c)
        && !Letters.isSilent(c)
        && !(c == '-' && at > 0 && Character.isLetter(source.charAt(at - 1)) && letterAt(at + 1))) {
      before = Break.COMMA;
    }
  }

  /** Not the full stop of {@code S.A.}, {@code Sr.} or {@code No. 7}. */
  private boolean endsSentence(int at) {
    boolean apart = at + 1 >= end || !Character.isLetterOrDigit(source.charAt(at + 1));
    if (!apart || tokens.isEmpty()) {
      return apart;
    }
    Token last = tokens.get(tokens.size() - 1);
    boolean initial = last.end() == at && (last.word().length() == 1 && last.kind() == Kind.WORD);
    return !initial && !(last.end() == at && ABBREVIATIONS.contains(last.word()) && followed(at));
  }

  private boolean followed(int at) {
    return at + 2 < end && !source.substring(at + 1, end).isBlank();
  }

  private void add(Kind kind, String word, String field, int from, int to, Case how) {
    tokens.add(
        new Token(kind, word, field, from, to, tokens.isEmpty() ? Break.SENTENCE : before, how));
    before = Break.NONE;
  }
}
