package dev.mora.contact;

import dev.mora.contact.Suppression.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each reason to keep silent still lets through. A reason that is not named lets nothing
 * through and is not permanent.
 */
record SuppressionRule(RuleHead head, Map<Reason, Effect> effects) implements Rule.OfFacts {

  SuppressionRule {
    effects = Map.copyOf(effects);
  }

  /**
   * @param permanent nothing is expected to lift it
   * @param exceptRoles who may still be spoken to
   * @param exceptPurposes for what
   * @param answers whether a message of the person is still answered
   */
  record Effect(
      boolean permanent,
      Set<RecipientRole> exceptRoles,
      Set<Purpose> exceptPurposes,
      boolean answers) {

    static final Effect STOP = new Effect(false, Set.of(), Set.of(), false);

    Effect {
      exceptRoles = Set.copyOf(exceptRoles);
      exceptPurposes = Set.copyOf(exceptPurposes);
    }

    boolean stops(Situation situation, boolean answer) {
      ContactRequest request = situation.request();
      return !(exceptRoles.contains(request.role())
          || exceptPurposes.contains(request.purpose())
          || answers && answer);
    }

    boolean isAtLeastAsTightAs(Effect that) {
      return that.exceptRoles.containsAll(exceptRoles)
          && that.exceptPurposes.containsAll(exceptPurposes)
          && (that.answers || !answers);
    }
  }

  @Override
  public Optional<Objection> objection(Situation situation) {
    Instant at = situation.request().at();
    boolean answer = situation.isAnswer();
    return situation.request().suppressions().stream()
        .filter(each -> each.holds(situation.request(), at))
        .filter(each -> effect(each).stops(situation, answer))
        .min(
            Comparator.comparing((Suppression each) -> each.until().orElse(Instant.MAX))
                .reversed()
                .thenComparing(Suppression::reason))
        .map(this::objection);
  }

  private Objection objection(Suppression suppression) {
    return new Objection(
        suppression.reason().name(),
        suppression.until().isEmpty() && effect(suppression).permanent(),
        suppression.until(),
        "",
        Map.of(
            "reason",
            suppression.reason().name(),
            "until",
            suppression.until().map(Instant::toString).orElse("")));
  }

  private Effect effect(Suppression suppression) {
    return effects.getOrDefault(suppression.reason(), Effect.STOP);
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof SuppressionRule that
        && head.binding().covers(that.head.binding())
        && effects.entrySet().stream()
            .allMatch(
                each ->
                    each.getValue()
                        .isAtLeastAsTightAs(that.effects.getOrDefault(each.getKey(), Effect.STOP)));
  }
}
