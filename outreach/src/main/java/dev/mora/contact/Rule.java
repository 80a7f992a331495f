package dev.mora.contact;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** One rule of a pack or of the desk. Immutable. */
sealed interface Rule {

  RuleHead head();

  /** Whether this rule, put in the place of {@code other}, lets nothing more through. */
  boolean isAtLeastAsTightAs(Rule other);

  /** A rule that depends on the clock. */
  sealed interface OfTime extends Rule permits WindowRule, DayOffRule, CapRule, GapRule {

    /** The first moment at or after {@code t} at which this rule alone agrees, in one zone. */
    Passage next(Instant t, ZoneId zone, Situation situation);

    /** Stable code of a deferral by this rule. */
    String reason();

    /** Whether an answer to a person passes for as long as hours are ignored, or whole. */
    boolean isAboutHours();
  }

  /** A rule that does not depend on the clock. */
  sealed interface OfFacts extends Rule
      permits ChannelRule, RecipientRule, SuppressionRule, OptOutRule, ContactPointRule {

    /** What it objects; empty if it agrees. */
    Optional<Objection> objection(Situation situation);
  }

  /** A rule that neither forbids nor defers. */
  sealed interface OfConduct extends Rule permits InboundRule, ContentRule {}

  /**
   * @param from {@link Instant#MAX} if never
   * @param until the first moment behind {@code from} at which the rule has to be asked again
   * @param missing what has to be known first; empty if nothing
   */
  record Passage(Instant from, Instant until, String missing, Map<String, String> inputs) {

    static Passage open(Instant from, Instant until, Map<String, String> inputs) {
      return new Passage(from, until, "", inputs);
    }

    static Passage never(Map<String, String> inputs) {
      return new Passage(Instant.MAX, Instant.MAX, "", inputs);
    }

    static Passage unknown(Instant t, String missing) {
      return new Passage(t, t, missing, Map.of("missing", missing));
    }
  }

  /**
   * @param missing what has to be known; empty for a plain no
   */
  record Objection(
      String reason,
      boolean permanent,
      Optional<Instant> until,
      String missing,
      Map<String, String> inputs) {

    static Objection no(String reason, boolean permanent, Map<String, String> inputs) {
      return new Objection(reason, permanent, Optional.empty(), "", inputs);
    }

    static Objection needs(String missing, Map<String, String> inputs) {
      return new Objection("NEEDS_DATA", false, Optional.empty(), missing, inputs);
    }
  }
}
