package dev.mora.template.lint;

import dev.mora.json.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sequence of words to look for, as the word lists write it:
 *
 * <pre>
 *  vamos|iremos a? su|tu casa    words, alternatives, one that may be missing
 *  embarg*                       a word that begins so
 *  avisar* ..4 @kin              up to four words between (.. is three), then one of a list
 *  # horas   &lt;money&gt;   {creditor}   a number, a field by kind, a field by name
 *  de_parte|en_nombre            alternatives of several words
 *  ^ aviso                       only where a sentence begins
 * </pre>
 *
 * A phrase stays within a sentence, and a gap never holds a word that negates. All ends that are
 * possible from one start are followed at once as the bits of a word, so the time for a start is
 * bounded by the length of the phrase, never by how often it nearly fits.
 */
final class Phrase {

  private static final int LONGEST = 62;

  private record Step(Choice choice, boolean optional, int gap) {}

  private final String source;
  private final boolean atStart;
  private final List<Step> steps;
  private final Choice negators;

  private Phrase(String source, boolean atStart, List<Step> steps, Choice negators) {
    this.source = source;
    this.atStart = atStart;
    this.steps = List.copyOf(steps);
    this.negators = negators;
  }

  /**
   * @param lists what {@code @name} stands for
   * @param negators what no gap holds
   * @throws IllegalArgumentException if it is empty, begins with a gap or an optional word, or
   *     names an unknown list
   */
  static Phrase parse(String source, Map<String, Choice> lists, Choice negators) {
    List<Step> steps = new ArrayList<>();
    boolean atStart = false;
    int gap = 0;
    int longest = 0;
    for (String word : source.strip().split("\\s+", -1)) {
      if (word.equals("^")) {
        atStart = true;
      } else if (word.startsWith("..")) {
        gap = gap(word.substring(2));
      } else {
        boolean optional = word.length() > 1 && word.endsWith("?");
        steps.add(
            new Step(
                choice(optional ? word.substring(0, word.length() - 1) : word, lists),
                optional,
                gap));
        longest += gap + Choice.LONGEST;
        gap = 0;
      }
    }
    if (steps.isEmpty() || steps.get(0).optional() || steps.get(0).gap() > 0 || longest > LONGEST) {
      throw new IllegalArgumentException(
          "a phrase that begins with a word and stays within " + LONGEST + " words");
    }
    return new Phrase(source, atStart, steps, negators);
  }

  private static int gap(String digits) {
    if (!digits.matches("[1-9]?")) {
      throw new IllegalArgumentException("a gap of 1 to 9 words instead of .." + digits);
    }
    return digits.isEmpty() ? 3 : digits.charAt(0) - '0';
  }

  /**
   * @param name with its {@code @}
   */
  static Choice list(String name, Map<String, Choice> lists) {
    Choice list = lists.get(name.substring(1));
    if (list == null) {
      throw new IllegalArgumentException(
          "a list that there is instead of "
              + name
              + Nearest.hint(name.substring(1), lists.keySet()));
    }
    return list;
  }

  /** {@code a|b*|@list}; a hyphen parts words as {@code _} does. */
  private static Choice choice(String word, Map<String, Choice> lists) {
    Choice out = new Choice();
    for (String each : word.split("\\|", -1)) {
      String together = each.replace('-', '_');
      if (each.startsWith("@")) {
        out.addAll(list(each, lists));
      } else if (together.contains("_") && !each.startsWith("{") && !each.startsWith("<")) {
        out.addSequence(Choice.ofWords(List.of(together.split("_", -1))));
      } else {
        out.addWord(each);
      }
    }
    return out;
  }

  /** Behind the last token of the shortest fit that begins at this token, or -1. */
  int match(List<Token> tokens, int at) {
    if (atStart && !tokens.get(at).startsSentence()) {
      return -1;
    }
    long ends = 1;
    for (Step step : steps) {
      long from = step.gap() == 0 ? ends : across(tokens, at, ends, step.gap());
      long next = step.optional() ? ends : 0;
      for (long rest = from; rest != 0; rest &= rest - 1) {
        int offset = Long.numberOfTrailingZeros(rest);
        if (offset == 0 || inSentence(tokens, at + offset)) {
          next |= step.choice().lengths(tokens, at + offset) << offset;
        }
      }
      ends = next;
      if (ends == 0) {
        return -1;
      }
    }
    return at + Long.numberOfTrailingZeros(ends);
  }

  private long across(List<Token> tokens, int at, long ends, int gap) {
    long all = ends;
    for (int i = 0; i < gap; i++) {
      long more = all;
      for (long rest = all; rest != 0; rest &= rest - 1) {
        int offset = Long.numberOfTrailingZeros(rest);
        if (inSentence(tokens, at + offset) && !negators.isOne(tokens.get(at + offset))) {
          more |= 1L << (offset + 1);
        }
      }
      all = more;
    }
    return all;
  }

  private static boolean inSentence(List<Token> tokens, int at) {
    return at < tokens.size() && !tokens.get(at).startsSentence();
  }

  Set<String> keys() {
    return steps.get(0).choice().keys();
  }

  @Override
  public String toString() {
    return source;
  }

  /** Phrases by what their first word begins with. */
  static Map<String, List<Phrase>> index(List<Phrase> phrases) {
    Map<String, List<Phrase>> out = new HashMap<>();
    for (Phrase phrase : phrases) {
      phrase.keys().forEach(key -> out.computeIfAbsent(key, k -> new ArrayList<>()).add(phrase));
    }
    return out;
  }
}
