package dev.mora.contact;

import java.util.Map;
import java.util.Optional;

/** No contact over an address that is missing, unreadable or known to be wrong. */
record ContactPointRule(RuleHead head) implements Rule.OfFacts {

  @Override
  public Optional<Objection> objection(Situation situation) {
    return situation.request().contactPointUsable()
        ? Optional.empty()
        : Optional.of(Objection.no("CONTACT_POINT_UNUSABLE", true, Map.of()));
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof ContactPointRule that && head.binding().covers(that.head.binding());
  }
}
