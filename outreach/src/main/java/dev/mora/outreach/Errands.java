package dev.mora.outreach;

import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEvent;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The errands that still run. Thread-safe; forgets each when it has ended or its time is over. */
final class Errands {

  private static final Duration SWEEP = Duration.ofMinutes(10);

  private final Map<DispatchId, Errand> running = new ConcurrentHashMap<>();
  private volatile Instant nextSweep = Instant.MIN;

  /** As it runs here, or as the process that planned it wrote it down. */
  Optional<Errand> of(Dispatch dispatch) {
    return Optional.ofNullable(running.get(dispatch.id())).or(() -> Brief.read(dispatch));
  }

  /** Unless one of this id runs already: the first one counts. */
  boolean add(DispatchId id, Errand errand) {
    return running.putIfAbsent(id, errand) == null;
  }

  /** In the place of one with older facts. */
  void renew(DispatchId id, Errand errand) {
    running.merge(id, errand, (old, fresh) -> fresh.madeAt().isBefore(old.madeAt()) ? old : fresh);
  }

  void drop(DispatchId id) {
    running.remove(id);
  }

  /** What ended at the gate or at the provider is asked about no more. */
  void heard(DispatchEvent event) {
    boolean parked =
        event instanceof DispatchEvent.Stopped stopped && stopped.state() == State.PARKED;
    if (!parked && !(event instanceof DispatchEvent.Deferred)) {
      drop(event.dispatch());
    }
  }

  /** What was cancelled or expired without coming to the gate. */
  void sweep(Instant now) {
    if (now.isBefore(nextSweep)) {
      return;
    }
    nextSweep = now.plus(SWEEP);
    running.values().removeIf(errand -> !errand.endsAt().isAfter(now));
  }

  int size() {
    return running.size();
  }
}
