package dev.mora.template.lint;

import dev.mora.language.Language;
import dev.mora.template.lint.PhraseList.Hit;
import dev.mora.template.lint.Token.Break;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The words of one language, by the rule or the mark that they stand for. */
final class Lexicon {

  /** Words between a negation and what it negates. */
  private static final int NEGATION_REACH = 7;

  /** Findings of one rule in one part; a text that has more is told often enough. */
  private static final int MOST = 12;

  private final Map<String, PhraseList> sections;
  private final Map<String, Choice> lists;

  Lexicon(Map<String, PhraseList> sections, Map<String, Choice> lists) {
    this.sections = Map.copyOf(sections);
    this.lists = Map.copyOf(lists);
  }

  static Lexicon of(Language language) {
    return Loaded.ALL.get(language.ordinal());
  }

  /** The same with a host's own phrases. */
  Lexicon with(Phrases own) {
    Map<String, PhraseList> all = new HashMap<>(sections);
    own.sections().forEach((section, more) -> all.merge(section, more, PhraseList::and));
    return new Lexicon(all, lists);
  }

  Set<String> sections() {
    return sections.keySet();
  }

  Map<String, Choice> lists() {
    return lists;
  }

  /** The phrases of a rule that are neither negated nor excused, left to right, apart. */
  List<Hit> hits(String section, ReadText text) {
    PhraseList phrases = sections.getOrDefault(section, PhraseList.EMPTY);
    PhraseList anywhere = sections.getOrDefault("any", PhraseList.EMPTY);
    List<Hit> out = new ArrayList<>();
    Hit denied = new Hit(-1, -1);
    for (int i = 0; i < text.tokens().size() && out.size() < MOST; i++) {
      Hit hit = phrases.at(text, i).orElse(null);
      if (hit == null) {
        continue;
      }
      if (isDenied(text, i, denied)) {
        denied = hit;
      } else if (!phrases.excuses(text, hit) && !anywhere.excuses(text, hit)) {
        out.add(hit);
        i = hit.to() - 1;
      }
    }
    return out;
  }

  boolean has(String section, ReadText text) {
    return !hits(section, text).isEmpty();
  }

  /** Whether a word is in a list. */
  boolean is(String list, Token token) {
    return list(list).isOne(token);
  }

  Phrase phrase(String source) {
    return Phrase.parse(source, lists, list("not"));
  }

  /**
   * A negation before the token, or what was denied already, with only words in between that carry
   * it on: neither a gift nor a prize of a raffle.
   */
  private boolean isDenied(ReadText text, int token, Hit denied) {
    List<Token> tokens = text.tokens();
    for (int i = token; i > 0 && token - i < NEGATION_REACH; i--) {
      if (tokens.get(i).before() != Break.NONE) {
        return false;
      }
      Token left = tokens.get(i - 1);
      if (i == denied.to()) {
        return true;
      }
      if (list("not").isOne(left)) {
        return i < 2 || !list("if").isOne(tokens.get(i - 2));
      }
      if (!list("carry").isOne(left)) {
        return false;
      }
    }
    return false;
  }

  private Choice list(String name) {
    return Objects.requireNonNull(lists.get(name), name);
  }

  /** Read once, when the first text is. */
  private static final class Loaded {
    static final List<Lexicon> ALL =
        List.of(
            LexiconFile.read(Language.ES),
            LexiconFile.read(Language.PT),
            LexiconFile.read(Language.EN));
  }
}
