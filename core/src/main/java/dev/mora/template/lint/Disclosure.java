package dev.mora.template.lint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a text must say, handed in by the host or by the contact rules of a jurisdiction.
 * Each wording is a phrase of the word lists ({@code capital|principal}, {@code llam* ..3 <text>},
 * {@code {creditorPhone}}); several of one wording stand apart by {@code ||}.
 *
 * @param id names it in findings
 * @param says by language code ({@code es}, or {@code es_PY} where it differs): wordings that must
 *     all be there
 * @param when the purposes it is required for; empty if for all, and then also for a text whose
 *     purpose is not known
 * @param source law and article, or the contract
 */
public record Disclosure(
    String id, Map<String, List<String>> says, Set<Purpose> when, String source) {

  public Disclosure {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a disclosure needs an id");
    }
    Map<String, List<String>> copy = new LinkedHashMap<>();
    says.forEach((language, wordings) -> copy.put(language, List.copyOf(wordings)));
    says = Map.copyOf(copy);
    when = Set.copyOf(when);
    says.forEach((language, wordings) -> wordings.forEach(w -> phrases(language, w)));
  }

  /** Required for every purpose. */
  public static Disclosure of(String id, Map<String, List<String>> says, String source) {
    return new Disclosure(id, says, Set.of(), source);
  }

  void check(LintedText text, Findings findings) {
    boolean applies = when.isEmpty() || text.purpose().filter(when::contains).isPresent();
    if (!applies) {
      return;
    }
    String code = text.translation().language();
    Optional<List<String>> wordings =
        Optional.ofNullable(says.get(code))
            .or(() -> Optional.ofNullable(says.get(code.split("_", 2)[0])));
    if (wordings.isEmpty()) {
      findings.whole("disclosure-language", "", id);
      return;
    }
    for (String wording : wordings.get()) {
      if (phrases(code, wording).stream().noneMatch(phrase -> stands(phrase, text))) {
        findings.whole("disclosure-missing", "", id + ": " + wording, source);
      }
    }
  }

  private static List<Phrase> phrases(String language, String wording) {
    return List.of(wording.split("\\|\\|", -1)).stream()
        .map(
            each ->
                LintedText.languageOf(language)
                    .map(l -> Lexicon.of(l).phrase(each))
                    .orElseGet(() -> Phrase.parse(each, Map.of(), new Choice())))
        .toList();
  }

  private static boolean stands(Phrase phrase, LintedText text) {
    for (ReadText part : text.parts()) {
      for (int i = 0; i < part.tokens().size(); i++) {
        if (phrase.match(part.tokens(), i) >= 0) {
          return true;
        }
      }
    }
    return false;
  }
}
