package dev.mora.contact;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may be spoken to about the debt. */
record RecipientRule(RuleHead head, Set<RecipientRole> allowed) implements Rule.OfFacts {

  RecipientRule {
    allowed = Set.copyOf(allowed);
  }

  @Override
  public Optional<Objection> objection(Situation situation) {
    RecipientRole role = situation.request().role();
    return allowed.contains(role)
        ? Optional.empty()
        : Optional.of(Objection.no("RECIPIENT_NOT_ALLOWED", true, Map.of("role", role.name())));
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof RecipientRule that
        && head.binding().covers(that.head.binding())
        && that.allowed.containsAll(allowed);
  }
}
