package dev.mora.template.lint;

import dev.mora.template.Category;

/** Looks for the phrases that may not be said, part by part. */
final class WordRules {

  private WordRules() {}

  static void check(LintedText text, Iterable<LintRule> rules, Findings findings) {
    Lexicon lexicon = text.lexicon().orElse(null);
    if (lexicon == null) {
      findings.whole("language-not-read", "", text.translation().language());
      return;
    }
    for (ReadText part : text.parts()) {
      for (LintRule rule : rules) {
        if (rule.concern() != Concern.PROMOTIONAL || text.category() == Category.UTILITY) {
          lexicon
              .hits(rule.id(), part)
              .forEach(hit -> findings.add(rule.id(), part, hit.from(), hit.to()));
        }
      }
    }
  }
}
