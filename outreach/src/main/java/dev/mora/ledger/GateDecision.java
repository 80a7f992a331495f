package dev.mora.ledger;

import dev.mora.channel.OutboundMessage;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a {@link GateCheck} answers. Reasons and rules are stable codes without personal data. */
public sealed interface GateDecision {

  static GateDecision pass() {
    return new Pass(Optional.empty(), "");
  }

  /** Sends this instead of what was planned: the same message with today's values. */
  static GateDecision pass(OutboundMessage.Content fresh) {
    return new Pass(Optional.of(fresh), "");
  }

  /** The same, saying which rules looked at it and let it go. */
  static GateDecision pass(OutboundMessage.Content fresh, String allowedBy) {
    return new Pass(Optional.of(fresh), allowedBy);
  }

  static GateDecision suppress(String reason, String rule) {
    return new Suppress(reason, rule);
  }

  static GateDecision later(Instant notBefore, String rule) {
    return new Later(notBefore, rule);
  }

  static GateDecision expire(String rule) {
    return new Expire(rule);
  }

  /**
   * @param allowedBy kept with the submission, without personal data, at most 1,000 characters; may
   *     be empty
   */
  record Pass(Optional<OutboundMessage.Content> fresh, String allowedBy) implements GateDecision {
    public Pass {
      Objects.requireNonNull(fresh, "fresh");
      Objects.requireNonNull(allowedBy, "allowedBy");
    }
  }

  /** Never: this message ends here. */
  record Suppress(String reason, String rule) implements GateDecision {
    public Suppress {
      Objects.requireNonNull(rule, "rule");
      if (reason.isBlank()) {
        throw new IllegalArgumentException("every silence has a reason");
      }
    }
  }

  /** Not now. If {@code notBefore} is not before the dispatch expires, it expires at once. */
  record Later(Instant notBefore, String rule) implements GateDecision {
    public Later {
      Objects.requireNonNull(notBefore, "notBefore");
      Objects.requireNonNull(rule, "rule");
    }
  }

  record Expire(String rule) implements GateDecision {
    public Expire {
      Objects.requireNonNull(rule, "rule");
    }
  }
}
