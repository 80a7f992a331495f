package dev.mora.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The bodies of one dispatch that went to the gate more than once, as its events tell of them:
 * which of them a person called unsent, and which the provider told to have failed.
 */
final class Bodies {

  private final DispatchEntry entry;
  private final Set<String> failed = new HashSet<>();
  private final Map<Long, Instant> gates = new HashMap<>();
  private final List<Instant> disclaimed = new ArrayList<>();
  private long lastFence;
  private boolean answered;

  private Bodies(DispatchEntry entry) {
    this.entry = entry;
  }

  static Bodies of(DispatchEntry entry, List<LedgerEvent> events) {
    var bodies = new Bodies(entry);
    DispatchEntry step = DispatchEntry.planned(entry.header(), entry.template());
    for (LedgerEvent event : events) {
      bodies.add(step, event);
      step = step.after(event);
    }
    return bodies;
  }

  private void add(DispatchEntry before, LedgerEvent event) {
    switch (event.transition()) {
      case SUBMITTED -> {
        lastFence = before.fence();
        gates.put(lastFence, event.when().orElse(event.at()));
        answered = false;
      }
      case ACCEPTED, ACCEPTED_HELD -> answered = true;
      case FOUND_UNSENT -> disclaimed.addAll(before.evidence().contactsAt());
      case COUNTED -> event.when().ifPresent(disclaimed::remove);
      case TOLD_FAILED, ONE_FAILED -> failed.add(event.blankedProviderId().orElse(""));
      default -> {}
    }
  }

  /**
   * Whether another body may have arrived, or may still, if this one failed: nothing is settled as
   * long as fewer failed than may have been accepted. Which of them the last attempt is, only its
   * answer says; without it, one that a person called unsent counts among them.
   *
   * @param providerMessageId what the provider calls the one that failed
   */
  boolean mayArriveBeside(String providerMessageId) {
    var told = new HashSet<String>(failed);
    told.add(providerMessageId.isEmpty() ? "" : Evidence.blanked(providerMessageId));
    return told.size() < mayBeAccepted(providerMessageId);
  }

  /** The same if nothing more fails. */
  boolean mayArrive() {
    return failed.size() < mayBeAccepted("");
  }

  private int mayBeAccepted(String providerMessageId) {
    int counted = entry.evidence().contactsAt().size();
    int all = counted + disclaimed.size();
    return answered
        ? Math.max(counted, Math.min(all, entry.evidence().with(providerMessageId).size()))
        : all;
  }

  /** The gate of a body that a person called unsent, unless it is the last one to have gone. */
  Optional<Instant> disclaimed(long fence) {
    return Optional.ofNullable(gates.get(fence))
        .filter(gate -> fence != lastFence && disclaimed.contains(gate));
  }

  /** The latest gate of those that a person called unsent. */
  Optional<Instant> lastDisclaimed() {
    return disclaimed.isEmpty()
        ? Optional.empty()
        : Optional.of(disclaimed.get(disclaimed.size() - 1));
  }
}
