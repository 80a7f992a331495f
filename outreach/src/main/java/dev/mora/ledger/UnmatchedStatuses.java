package dev.mora.ledger;

import dev.mora.channel.ChannelEvent.Status.Delivery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statuses that came before anybody knew their message. Not thread-safe: the ledger locks. */
final class UnmatchedStatuses {

  private final Map<String, Unmatched> byKey = new LinkedHashMap<>();
  private final Map<String, Map<String, Delivery>> byProviderId = new LinkedHashMap<>();
  private final Map<DispatchId, Map<String, Delivery>> byDispatch = new LinkedHashMap<>();

  void keep(Delivery status, Optional<Correlation> correlation, Instant at) {
    if (byKey.putIfAbsent(key(status), new Unmatched(status, at)) != null) {
      return;
    }
    byProviderId
        .computeIfAbsent(status.providerMessageId(), key -> new LinkedHashMap<>())
        .put(key(status), status);
    correlation.ifPresent(
        ours ->
            byDispatch
                .computeIfAbsent(ours.dispatch(), key -> new LinkedHashMap<>())
                .put(key(status), status));
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

  /** Keeps the time at which it was first seen. */
  void since(Delivery status, Instant since) {
    byKey.computeIfPresent(key(status), (key, waiting) -> new Unmatched(status, since));
  }

  private static String key(Delivery status) {
    return status.key() + "|" + status.correlation();
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
