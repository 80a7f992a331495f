package dev.mora.template.lint;

import dev.mora.language.Words;
import dev.mora.template.TemplateFinding.Level;
import java.util.Set;

/**
 * One thing that the linter looks for.
 *
 * @param id stable; what a finding and {@link TemplateLinter#at} name it by
 * @param errorIn language codes ({@code es_CO}) in which it is an error whatever the level
 * @param said what a finding says; each {@code %s} takes a detail
 * @param mend what to write instead
 * @param source where the rule comes from
 */
public record LintRule(
    String id,
    Concern concern,
    Level level,
    Set<String> errorIn,
    Words said,
    Words mend,
    String source) {

  public LintRule {
    errorIn = Set.copyOf(errorIn);
  }

  Level levelIn(String language) {
    return errorIn.contains(language) ? Level.ERROR : level;
  }

  LintRule at(Level other) {
    return new LintRule(id, concern, other, errorIn, said, mend, source);
  }
}
