package dev.mora.ledger;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an unknown may be sent once more, by {@link UnknownPolicy#RESEND}: only with proof that
 * its status would have come, and only what would still be sent today.
 */
final class Resends {

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
    Instant now = clerk.now();
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
    if (row.dispatch == null) {
      return Optional.of("erased");
    }
    if (!now.isBefore(entry.header().expiresAt())) {
      return Optional.of("expired");
    }
    if (campaigns.isCancelled(entry.campaign())) {
      return Optional.of("campaign-cancelled");
    }
    Instant lost = clerk.lastAt(row, Transition.LOST).orElse(Instant.MAX);
    boolean alive = clerk.desk(entry.header().sender()).alive().isAfter(lost);
    return alive ? Optional.empty() : Optional.of("no-liveness");
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
