package dev.mora.template.lint;

import dev.mora.json.Nearest;
import dev.mora.language.Language;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateFinding.Level;
import dev.mora.template.Translation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a template says, in each of its languages. Word rules are for Spanish, Portuguese and
 * English; any other language gets an advice that nobody read it. The same template gives the same
 * findings; nothing is read but the library's own word lists and the {@link Phrases} that a host
 * adds. Immutable and safe for threads.
 *
 * <p>It finds what is written, not what is meant: a clean result is no legal opinion. The limits of
 * a provider are checked by {@link MessageTemplate#check()} and by the channel's adapter.
 */
public final class TemplateLinter {

  private static final List<String> PARTS = List.of("header", "body", "footer");

  private final Map<String, LintRule> rules;
  private final List<Disclosure> disclosures;
  private final Optional<Purpose> purpose;
  private final List<Phrases> own;
  private final Map<Language, Lexicon> lexicons;

  private TemplateLinter(
      Map<String, LintRule> rules,
      List<Disclosure> disclosures,
      Optional<Purpose> purpose,
      List<Phrases> own) {
    this.rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    this.disclosures = List.copyOf(disclosures);
    this.purpose = purpose;
    this.own = List.copyOf(own);
    this.lexicons = new EnumMap<>(Language.class);
    own.forEach(more -> lexicons.put(more.language(), lexicon(more.language()).with(more)));
  }

  /** All rules at their own levels, no disclosures. */
  public static TemplateLinter standard() {
    return new TemplateLinter(LintRules.standard(), List.of(), Optional.empty(), List.of());
  }

  /** The same, and these must be said. */
  public TemplateLinter with(Collection<Disclosure> required) {
    List<Disclosure> all = new ArrayList<>(disclosures);
    all.addAll(required);
    return new TemplateLinter(rules, all, purpose, own);
  }

  /** The same, and a host's own phrases are looked for as well. */
  public TemplateLinter with(Phrases phrases) {
    List<Phrases> all = new ArrayList<>(own);
    all.add(phrases);
    return new TemplateLinter(rules, disclosures, purpose, all);
  }

  /**
   * The same, for texts of one purpose. Without it, whether a text speaks of arrears is taken from
   * its words, and a disclosure that is tied to a purpose is not asked for.
   */
  public TemplateLinter forPurpose(Purpose what) {
    return new TemplateLinter(rules, disclosures, Optional.of(what), own);
  }

  /**
   * The same, with another level for one rule, such as an error for {@code asks-reason} where that
   * is banned.
   *
   * @throws IllegalArgumentException if there is no such rule
   */
  public TemplateLinter at(Level level, String rule) {
    Map<String, LintRule> changed = new LinkedHashMap<>(rules);
    changed.put(rule, require(rule).at(level));
    return new TemplateLinter(changed, disclosures, purpose, own);
  }

  /**
   * The same without one rule.
   *
   * @throws IllegalArgumentException if there is no such rule
   */
  public TemplateLinter without(String rule) {
    require(rule);
    Map<String, LintRule> fewer = new LinkedHashMap<>(rules);
    fewer.remove(rule);
    return new TemplateLinter(fewer, disclosures, purpose, own);
  }

  /** What it looks for, in the order of the documentation. */
  public List<LintRule> rules() {
    return List.copyOf(rules.values());
  }

  /** Language by language in the order of the template, then by part and place. */
  public List<TemplateFinding> lint(MessageTemplate template) {
    List<TemplateFinding> out = new ArrayList<>();
    for (Translation translation : template.languages().values()) {
      LintedText text = LintedText.of(template, translation, purpose, this::lexicon);
      Findings findings = new Findings(rules, translation.language());
      WordRules.check(text, rules.values(), findings);
      Preview.check(text, findings);
      Structure.check(text, findings);
      Style.check(text, findings);
      Readability.check(text, findings);
      disclosures.forEach(disclosure -> disclosure.check(text, findings));
      findings.found().stream()
          .sorted(
              Comparator.comparing(TemplateLinter::rank)
                  .thenComparing(TemplateFinding::part)
                  .thenComparing(TemplateFinding::offset))
          .forEach(out::add);
    }
    return List.copyOf(out);
  }

  private Lexicon lexicon(Language language) {
    Lexicon extended = lexicons.get(language);
    return extended == null ? Lexicon.of(language) : extended;
  }

  private static int rank(TemplateFinding finding) {
    int known = PARTS.indexOf(finding.part());
    return finding.part().isEmpty() ? PARTS.size() + 1 : known < 0 ? PARTS.size() : known;
  }

  private LintRule require(String id) {
    LintRule rule = rules.get(id);
    if (rule == null) {
      throw new IllegalArgumentException("no rule " + id + Nearest.hint(id, rules.keySet()));
    }
    return rule;
  }
}
