package dev.mora.contact;

import dev.mora.party.Consent;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whoever said stop on a channel is not contacted there. One confirmation may follow, as long as
 * nothing was sent since.
 *
 * @param words by language; a message that is one of them, and nothing else, is an opt-out
 */
record OptOutRule(RuleHead head, Map<String, Set<String>> words) implements Rule.OfFacts {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  OptOutRule {
    Map<String, Set<String>> folded = new LinkedHashMap<>();
    words.forEach(
        (language, each) -> {
          Set<String> set = new LinkedHashSet<>();
          each.forEach(word -> set.add(fold(word)));
          folded.put(language, Set.copyOf(set));
        });
    words = Map.copyOf(folded);
  }

  @Override
  public Optional<Objection> objection(Situation situation) {
    ContactRequest request = situation.request();
    Optional<Consent> newest =
        request
            .consents()
            .newest(request.borrower().id(), request.channel())
            .filter(each -> each.state() == Consent.State.OUT);
    if (newest.isEmpty() || isTheOneConfirmation(situation, newest.get())) {
      return Optional.empty();
    }
    return Optional.of(
        Objection.no(
            "OPT_OUT",
            true,
            Map.of("channel", request.channel().name(), "since", newest.get().at().toString())));
  }

  private static boolean isTheOneConfirmation(Situation situation, Consent out) {
    return situation.request().purpose() == Purpose.OPT_OUT_CONFIRMATION
        && situation.sentSince(out.at()) == 0;
  }

  boolean isOptOut(String message) {
    String folded = fold(message);
    return words.values().stream().anyMatch(each -> each.contains(folded));
  }

  /** Letters and digits in lower case without accents, words parted by one blank. */
  static String fold(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return NO_LETTERS.matcher(bare).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof OptOutRule that
        && head.binding().covers(that.head.binding())
        && that.words.entrySet().stream()
            .allMatch(
                each -> words.getOrDefault(each.getKey(), Set.of()).containsAll(each.getValue()));
  }
}
