package dev.mora.contact;

import dev.mora.party.Consents;
import java.util.Map;
import java.util.Optional;

/** Whether a channel may be used at all, and with whose consent. */
record ChannelRule(RuleHead head, Policy policy) implements Rule.OfFacts {

  enum Policy {
    FORBIDDEN,
    /** A recorded opt-in to the channel, or one that the host declares to hold for everybody. */
    NEEDS_CONSENT,
    /** A consent to advertising, which no record of ours can show yet. */
    NEEDS_MARKETING_CONSENT
  }

  @Override
  public Optional<Objection> objection(Situation situation) {
    String channel = situation.request().channel().name();
    return switch (policy) {
      case FORBIDDEN ->
          Optional.of(Objection.no("CHANNEL_FORBIDDEN", true, Map.of("channel", channel)));
      case NEEDS_MARKETING_CONSENT ->
          Optional.of(
              Objection.needs(
                  "prior express consent to advertising over " + channel,
                  Map.of("channel", channel)));
      case NEEDS_CONSENT ->
          hasConsent(situation)
              ? Optional.empty()
              : Optional.of(Objection.needs("opt-in to " + channel, Map.of("channel", channel)));
    };
  }

  private static boolean hasConsent(Situation situation) {
    return situation.isAnswer()
        || situation.consentForAll().isPresent()
        || situation
                .request()
                .consents()
                .standing(situation.request().borrower().id(), situation.request().channel())
            == Consents.Standing.IN;
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof ChannelRule that
        && head.binding().covers(that.head.binding())
        && (policy == that.policy || policy == Policy.FORBIDDEN);
  }
}
