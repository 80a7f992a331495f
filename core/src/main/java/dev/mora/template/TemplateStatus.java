package dev.mora.template;

import dev.mora.event.DomainEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * What a provider, or a comparison with its copy, says about one template in one language.
 *
 * @param language {@code es_MX}
 * @param reason the provider's word, or what differs; empty if none was given
 * @param at the provider's time, or that of the comparison
 */
public record TemplateStatus(
    String template, String language, State state, String reason, Instant at)
    implements DomainEvent {

  public TemplateStatus {
    language = Languages.normal(language);
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
  }

  /** Whether new messages may be sent with it. */
  public boolean isSendable() {
    return state.sendable;
  }

  /** The provider's states, and two of our own. A state that we do not know stops sends. */
  public enum State {
    PENDING(false),
    APPROVED(true),
    /** Still sendable, with a warning for its quality. */
    FLAGGED(true),
    REINSTATED(true),
    REJECTED(false),
    PAUSED(false),
    DISABLED(false),
    IN_APPEAL(false),
    LIMIT_EXCEEDED(false),
    PENDING_DELETION(false),
    DELETED(false),
    ARCHIVED(false),
    /** The provider took it for another category: its price and its law changed. */
    RECATEGORIZED(false),
    /** The provider's copy says something else than ours. */
    DRIFTED(false),
    UNKNOWN(false);

    private final boolean sendable;

    State(boolean sendable) {
      this.sendable = sendable;
    }

    /** By the provider's word in any case; {@link #UNKNOWN} for a word that is none of these. */
    public static State of(String word) {
      String name = word.toUpperCase(Locale.ROOT);
      return Arrays.stream(values())
          .filter(state -> state.name().equals(name))
          .findFirst()
          .orElse(UNKNOWN);
    }
  }
}
