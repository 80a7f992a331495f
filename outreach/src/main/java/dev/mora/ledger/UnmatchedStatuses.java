package dev.mora.ledger;

import dev.mora.channel.ChannelEvent.Status.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statuses that came before anybody knew their message. Each is tried again every 30 seconds for
 * ten minutes, then every hour for seven days; older ones are listed only, and make room when it is
 * needed. Not thread-safe: the ledger locks.
 */
final class UnmatchedStatuses {

  private static final Logger LOG = LoggerFactory.getLogger(UnmatchedStatuses.class);
  private static final Duration OFTEN = Duration.ofSeconds(30);
  private static final Duration OFTEN_FOR = Duration.ofMinutes(10);
  private static final Duration SELDOM = Duration.ofHours(1);
  private static final Duration TRIED_FOR = Duration.ofDays(7);

  private final int limit;
  private final Map<String, Unmatched> byKey = new LinkedHashMap<>();
  private final Map<String, Map<String, Delivery>> byProviderId = new LinkedHashMap<>();
  private final Map<DispatchId, Map<String, Delivery>> byDispatch = new LinkedHashMap<>();

  UnmatchedStatuses(int limit) {
    this.limit = limit;
  }

  void keep(Delivery status, Optional<Correlation> correlation, Instant at) {
    if (contains(status)) {
      return;
    }
    byKey.put(key(status), new Unmatched(status, at, nextTry(at, at)));
    byProviderId
        .computeIfAbsent(status.providerMessageId(), key -> new LinkedHashMap<>())
        .put(key(status), status);
    correlation.ifPresent(
        ours ->
            byDispatch
                .computeIfAbsent(ours.dispatch(), key -> new LinkedHashMap<>())
                .put(key(status), status));
  }

  boolean contains(Delivery status) {
    return byKey.containsKey(key(status));
  }

  /** Takes out those that carry a provider id. */
  List<Delivery> waitingFor(String providerMessageId) {
    return taken(byProviderId.getOrDefault(providerMessageId, Map.of()));
  }

  /** Takes out those that carry the correlation of a dispatch. */
  List<Delivery> waitingFor(DispatchId dispatch) {
    return taken(byDispatch.getOrDefault(dispatch, Map.of()));
  }

  List<Unmatched> all() {
    return List.copyOf(byKey.values());
  }

  void remove(Delivery status) {
    byKey.remove(key(status));
    byProviderId.computeIfPresent(
        status.providerMessageId(), (key, statuses) -> without(statuses, status));
    Correlation.parse(status.correlation())
        .ifPresent(
            ours ->
                byDispatch.computeIfPresent(
                    ours.dispatch(), (key, statuses) -> without(statuses, status)));
  }

  // --- trying again

  /** When to try next after a try in vain; empty once it is listed only. */
  static Optional<Instant> nextTry(Instant since, Instant tried) {
    boolean young = tried.isBefore(since.plus(OFTEN_FOR));
    Instant next = tried.plus(young ? OFTEN : SELDOM);
    return next.isAfter(since.plus(TRIED_FOR)) ? Optional.empty() : Optional.of(next);
  }

  /** Those whose next try has come; each is put off to the one after. */
  List<Delivery> due(Instant now) {
    var due = new ArrayList<Delivery>();
    byKey.replaceAll(
        (key, waiting) -> {
          if (waiting.nextTry().isEmpty() || waiting.nextTry().get().isAfter(now)) {
            return waiting;
          }
          due.add(waiting.status());
          return new Unmatched(waiting.status(), waiting.since(), nextTry(waiting.since(), now));
        });
    return due;
  }

  // --- room

  /** Whether there is no room, even once the oldest of those that are listed only have gone. */
  boolean isFull(Instant now) {
    int gone = 0;
    while (byKey.size() >= limit) {
      Unmatched oldest = byKey.values().iterator().next();
      if (!oldest.since().plus(TRIED_FOR).isBefore(now)) {
        break;
      }
      remove(oldest.status());
      gone++;
    }
    if (gone > 0) {
      LOG.warn("{} statuses forgotten: nobody knew their messages for seven days", gone);
    }
    return byKey.size() >= limit;
  }

  private static String key(Delivery status) {
    return Unmatched.keyOf(status);
  }

  private List<Delivery> taken(Map<String, Delivery> statuses) {
    List<Delivery> found = List.copyOf(statuses.values());
    found.forEach(this::remove);
    return found;
  }

  @SuppressWarnings("NullAway") // null takes the mapping out
  private static Map<String, Delivery> without(Map<String, Delivery> statuses, Delivery status) {
    statuses.remove(key(status));
    return statuses.isEmpty() ? null : statuses;
  }
}
