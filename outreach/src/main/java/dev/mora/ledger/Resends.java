package dev.mora.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an unknown may be sent once more: by {@link UnknownPolicy#RESEND} only with proof that
 * its status would have come; by {@link LedgerSettings#retryExplicitServerError} only what a server
 * said no to, and only once; by either only what would still be sent today.
 */
final class Resends {

  /** The reason of an unknown that a server said no to, if that may be retried. */
  static final String SAID_NO = "server-said-no";

  /** How long a status may take to contradict the server. */
  static final Duration CONTRADICTION = Duration.ofSeconds(120);

  /** Ends that would say of a message that it was never sent. */
  private static final Set<Transition> NEVER_SENT =
      EnumSet.of(Transition.SUPPRESSED, Transition.EXPIRED, Transition.CANCELLED);

  private final Clerk clerk;
  private final Campaigns campaigns;
  private final LedgerSettings settings;

  Resends(Clerk clerk, Campaigns campaigns, LedgerSettings settings) {
    this.clerk = clerk;
    this.campaigns = campaigns;
    this.settings = settings;
  }

  /** Why not, as a stable code; empty if it may. */
  Optional<String> refusal(Row row) {
    DispatchEntry entry = row.entry;
    Instant since = entry.unknownSince().orElse(Instant.MAX);
    if (settings.unknownPolicy() != UnknownPolicy.RESEND) {
      return Optional.of("resend-off");
    }
    if (clerk.leaseNow().isBefore(plus(since, settings))) {
      return Optional.of("before-deadline");
    }
    if (entry.resends() >= settings.maxResends()) {
      return Optional.of("resends-used");
    }
    Optional<String> over = over(row);
    if (over.isPresent()) {
      return over;
    }
    Instant lost = clerk.lastAt(row, Transition.LOST).orElse(Instant.MAX);
    boolean alive = clerk.desk(entry.header().sender()).alive().isAfter(lost);
    return alive ? Optional.empty() : Optional.of("no-liveness");
  }

  /** Why it would not be sent today, whatever became of it. */
  Optional<String> over(Row row) {
    DispatchEntry entry = row.entry;
    if (row.dispatch == null) {
      return Optional.of("erased");
    }
    if (!clerk.now().isBefore(entry.header().expiresAt())) {
      return Optional.of("expired");
    }
    return campaigns.isCancelled(entry.campaign())
        ? Optional.of("campaign-cancelled")
        : Optional.empty();
  }

  /** Whether the no of a server to its last body lets it go once more. */
  boolean mayRetry(Row row) {
    return settings.retryExplicitServerError() && !clerk.has(row, Transition.RESENT);
  }

  /**
   * What a server said no to, long enough ago, the oldest first. None while a notification waits to
   * be read: it may say otherwise.
   */
  List<BookedRow> retriable(int most) {
    return settings.retryExplicitServerError() && clerk.books.pendingCount() == 0
        ? clerk.books.unknownsUntil(clerk.leaseNow().minus(CONTRADICTION), SAID_NO, most)
        : List.of();
  }

  private static Instant plus(Instant since, LedgerSettings settings) {
    return since.equals(Instant.MAX) ? since : since.plus(settings.unknownDeadline());
  }

  /** What may have been sent stays an unknown, whatever keeps it from being sent again. */
  static Move honest(DispatchEntry entry, Move move) {
    return entry.awaitsResend() && NEVER_SENT.contains(move.transition())
        ? move.as(Transition.HELD)
        : move;
  }
}
