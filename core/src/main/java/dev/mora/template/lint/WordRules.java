package dev.mora.template.lint;

import dev.mora.template.Category;
import dev.mora.template.lint.PhraseList.Hit;
import java.util.ArrayList;
import java.util.List;

/** Looks for the phrases that may not be said, part by part; the same words are told once. */
final class WordRules {

  private WordRules() {}

  static void check(LintedText text, Iterable<LintRule> rules, Findings findings) {
    Lexicon lexicon = text.lexicon().orElse(null);
    if (lexicon == null) {
      findings.whole("language-not-read", "", text.translation().language());
      return;
    }
    for (ReadText part : text.parts()) {
      List<Hit> told = new ArrayList<>();
      for (LintRule rule : rules) {
        if (rule.concern() == Concern.PROMOTIONAL && text.category() != Category.UTILITY) {
          continue;
        }
        for (Hit hit : lexicon.hits(rule.id(), part)) {
          if (told.stream().noneMatch(hit::isWithin)) {
            told.add(hit);
            findings.add(rule.id(), part, hit.from(), hit.to());
          }
        }
      }
    }
  }
}
