package dev.mora.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a message of the person opens: an answer on the same channel, for some purposes, for some
 * time. Caps and gaps do not hold it back; hours only after a while. Suppressions, opt-outs and
 * content rules always bind.
 *
 * @param within how long an answer is still an answer
 * @param ignoresHours how long it may come at any hour
 * @param maxReplies contacts on the channel since that message, after which it is none any more
 */
record InboundRule(
    RuleHead head,
    Reopens reopens,
    Set<Purpose> purposes,
    Duration within,
    Duration ignoresHours,
    int maxReplies)
    implements Rule.OfConduct {

  enum Reopens {
    NONE,
    SAME_THREAD
  }

  InboundRule {
    purposes = Set.copyOf(purposes);
  }

  /** When the message came that this request answers; empty if it answers none. */
  Optional<Instant> answered(Situation situation) {
    ContactRequest request = situation.request();
    if (reopens == Reopens.NONE
        || request.initiation() != Initiation.REPLY_TO_INBOUND
        || !purposes.contains(request.purpose())) {
      return Optional.empty();
    }
    return situation
        .lastInbound()
        .filter(at -> request.at().isBefore(at.plus(within)))
        .filter(at -> situation.sentSince(at) < maxReplies);
  }

  /** Until when {@code rule} lets this answer pass. */
  Instant exemptUntil(Rule.OfTime rule, Instant answered) {
    return answered.plus(rule.isAboutHours() ? ignoresHours : within);
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof InboundRule that
        && (reopens == Reopens.NONE || that.reopens == reopens)
        && that.purposes.containsAll(purposes)
        && within.compareTo(that.within) <= 0
        && ignoresHours.compareTo(that.ignoresHours) <= 0
        && maxReplies <= that.maxReplies;
  }
}
