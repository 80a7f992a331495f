package dev.mora.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unmatched statuses in memory, in the order in which they came, within a limit. */
final class WaitingRoom {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);

  private final Undo undo;
  private final int limit;
  private final Map<String, Unmatched> byKey = new LinkedHashMap<>();
  private final Map<Object, Set<String>> keys = new HashMap<>();

  WaitingRoom(Undo undo, int limit) {
    this.undo = undo;
    this.limit = limit;
  }

  void put(Unmatched waiting) {
    undo.put(byKey, waiting.key(), waiting);
    index(waiting);
  }

  void remove(Unmatched waiting) {
    undo.remove(byKey, waiting.key());
    undo.later(() -> index(waiting));
    unindex(waiting);
  }

  /** By dispatch or provider id; a key may outlive what it stood for. */
  private void index(Unmatched waiting) {
    keysOf(waiting)
        .forEach(id -> keys.computeIfAbsent(id, k -> new LinkedHashSet<>()).add(waiting.key()));
  }

  private void unindex(Unmatched waiting) {
    for (Object id : keysOf(waiting)) {
      Set<String> same = keys.getOrDefault(id, new LinkedHashSet<>());
      same.remove(waiting.key());
      if (same.isEmpty()) {
        keys.remove(id);
      }
    }
  }

  private static List<Object> keysOf(Unmatched waiting) {
    Object providerId = waiting.status().providerMessageId();
    return waiting
        .dispatch()
        .map(dispatch -> List.of(providerId, dispatch))
        .orElse(List.of(providerId));
  }

  Map<String, Unmatched> find(Collection<String> wanted) {
    var found = new LinkedHashMap<String, Unmatched>();
    for (String key : wanted) {
      Unmatched waiting = byKey.get(key);
      if (waiting != null) {
        found.put(key, waiting);
      }
    }
    return found;
  }

  List<Unmatched> of(Collection<DispatchId> dispatches, Collection<String> providerIds) {
    var wanted = new LinkedHashSet<String>();
    dispatches.forEach(id -> wanted.addAll(keys.getOrDefault(id, Set.of())));
    providerIds.forEach(id -> wanted.addAll(keys.getOrDefault(id, Set.of())));
    return List.copyOf(find(wanted).values());
  }

  List<Unmatched> due(Instant now, int most) {
    return byKey.values().stream()
        .filter(waiting -> waiting.nextTry().filter(next -> !next.isAfter(now)).isPresent())
        .limit(most)
        .toList();
  }

  List<Unmatched> first(int most) {
    return byKey.values().stream().limit(most).toList();
  }

  /** Whether one more may wait; the oldest of those that are listed only make room. */
  boolean hasRoom(Instant now) {
    int gone = 0;
    while (byKey.size() >= limit) {
      Unmatched oldest = byKey.values().iterator().next();
      if (!oldest.since().plus(UnmatchedStatuses.TRIED_FOR).isBefore(now)) {
        break;
      }
      byKey.remove(oldest.key());
      unindex(oldest);
      gone++;
    }
    if (gone > 0) {
      LOG.warn("{} statuses forgotten: nobody knew their messages for seven days", gone);
    }
    return byKey.size() < limit;
  }
}
