package dev.mora.template.lint;

import dev.mora.json.Nearest;
import dev.mora.template.FieldType;
import dev.mora.template.lint.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One place of a phrase: any of some words, beginnings of words, fields, or short sequences. */
final class Choice {

  /** Words of a sequence. */
  static final int LONGEST = 5;

  private final Set<String> words = new HashSet<>();
  private final List<String> beginnings = new ArrayList<>();
  private final Set<String> fieldKinds = new HashSet<>();
  private final Set<String> fieldNames = new HashSet<>();
  private final List<List<Choice>> sequences = new ArrayList<>();
  private boolean number;

  /**
   * A word as a list writes it: {@code pag*}, {@code #}, {@code <money>}, {@code {creditor}}.
   *
   * @throws IllegalArgumentException that says what is expected instead of a word that no text has
   */
  void addWord(String word) {
    if (word.equals("#")) {
      number = true;
    } else if (word.startsWith("<") && word.endsWith(">")) {
      fieldKinds.add(kind(word.substring(1, word.length() - 1)));
    } else if (word.startsWith("{") && word.endsWith("}")) {
      fieldNames.add(word.substring(1, word.length() - 1));
    } else if (word.endsWith("*")) {
      String beginning = letters(word.substring(0, word.length() - 1));
      if (beginning.length() < 2) {
        throw new IllegalArgumentException("two letters before * in " + word);
      }
      beginnings.add(beginning);
    } else {
      words.add(letters(word));
    }
  }

  private static String kind(String kind) {
    List<String> kinds = new ArrayList<>(List.of("field"));
    FieldType.all().forEach(type -> kinds.add(type.word()));
    if (!kinds.contains(kind)) {
      throw new IllegalArgumentException(
          "a kind of field instead of <" + kind + ">" + Nearest.hint(kind, kinds));
    }
    return kind;
  }

  private static String letters(String word) {
    String plain = plain(word);
    boolean digits = plain.chars().allMatch(Character::isDigit);
    if (plain.isEmpty() || digits || !plain.codePoints().allMatch(Choice::isRead)) {
      throw new IllegalArgumentException(
          "a word of letters, or # for a number, instead of \"" + word + "\"");
    }
    return plain;
  }

  private static boolean isRead(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || codePoint == '%'
        || Character.getType(codePoint) == Character.CURRENCY_SYMBOL;
  }

  static List<Choice> ofWords(List<String> words) {
    List<Choice> out = new ArrayList<>();
    for (String word : words) {
      Choice one = new Choice();
      one.addWord(word);
      out.add(one);
    }
    return out;
  }

  void addSequence(List<Choice> sequence) {
    if (sequence.size() > LONGEST) {
      throw new IllegalArgumentException("at most " + LONGEST + " words together");
    }
    sequences.add(List.copyOf(sequence));
  }

  void addAll(Choice other) {
    words.addAll(other.words);
    beginnings.addAll(other.beginnings);
    fieldKinds.addAll(other.fieldKinds);
    fieldNames.addAll(other.fieldNames);
    sequences.addAll(other.sequences);
    number |= other.number;
  }

  boolean isOne(Token token) {
    return switch (token.kind()) {
      case NUMBER -> number;
      case FIELD ->
          fieldNames.contains(token.word())
              || fieldKinds.contains(token.field())
              || fieldKinds.contains("field");
      case WORD -> words.contains(token.word()) || begins(token.word());
    };
  }

  private boolean begins(String word) {
    for (String beginning : beginnings) {
      if (word.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /** Bit n is set if n tokens from {@code at} fit; no sentence begins inside. */
  long lengths(List<Token> tokens, int at) {
    long out = at < tokens.size() && isOne(tokens.get(at)) ? 0b10L : 0;
    for (List<Choice> sequence : sequences) {
      if (fits(sequence, tokens, at)) {
        out |= 1L << sequence.size();
      }
    }
    return out;
  }

  private static boolean fits(List<Choice> sequence, List<Token> tokens, int at) {
    if (at + sequence.size() > tokens.size()) {
      return false;
    }
    for (int i = 0; i < sequence.size(); i++) {
      Token token = tokens.get(at + i);
      if ((i > 0 && token.startsSentence()) || !sequence.get(i).isOne(token)) {
        return false;
      }
    }
    return true;
  }

  /** The keys under which a phrase that starts here is looked up. */
  Set<String> keys() {
    Set<String> out = new HashSet<>();
    words.forEach(word -> out.add(key(word)));
    beginnings.forEach(beginning -> out.add(key(beginning)));
    if (!fieldKinds.isEmpty() || !fieldNames.isEmpty()) {
      out.add("{");
    }
    if (number) {
      out.add("#");
    }
    sequences.forEach(sequence -> out.addAll(sequence.get(0).keys()));
    return out;
  }

  static String key(Token token) {
    return token.kind() == Kind.WORD ? key(token.word()) : token.kind() == Kind.FIELD ? "{" : "#";
  }

  private static String key(String word) {
    return word.length() <= 2 ? word : word.substring(0, 2);
  }

  static String plain(String word) {
    StringBuilder out = new StringBuilder();
    word.codePoints().forEach(c -> Letters.add(c, out));
    return out.toString();
  }
}
