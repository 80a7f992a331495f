package dev.mora.template.lint;

import dev.mora.template.TemplateFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what the rules find in one text. A rule that a host took out finds nothing. */
final class Findings {

  private final Map<String, LintRule> rules;
  private final String language;
  private final List<TemplateFinding> found = new ArrayList<>();

  Findings(Map<String, LintRule> rules, String language) {
    this.rules = rules;
    this.language = language;
  }

  /** About some words. */
  void add(String id, ReadText text, int from, int to) {
    int start = text.tokens().get(from).start();
    int end = text.tokens().get(to - 1).end();
    at(id, text.part(), start, end - start, text.quote(from, to));
  }

  /** About a part, or the whole text if the part is empty. */
  void whole(String id, String part, Object... details) {
    at(id, part, 0, 0, details);
  }

  void at(String id, String part, int offset, int length, Object... details) {
    LintRule rule = rules.get(id);
    if (rule != null) {
      found.add(
          new TemplateFinding(
              rule.levelIn(language),
              id,
              language,
              part,
              offset,
              length,
              rule.said().with(details),
              rule.mend()));
    }
  }

  List<TemplateFinding> found() {
    return List.copyOf(found);
  }
}
