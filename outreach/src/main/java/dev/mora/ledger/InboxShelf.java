package dev.mora.ledger;

import dev.mora.party.Channel;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Notifications in the order in which they came, within limits: for a new one the bodies of settled
 * ones go first, then the settled ones themselves; the others stay. Not thread-safe.
 */
final class InboxShelf {

  private final InboxLimits limits;
  private final Map<Long, InboxItem> items = new LinkedHashMap<>();
  private final Map<String, Long> bySha256 = new HashMap<>();
  private final Set<Long> settled = new LinkedHashSet<>();
  private final Set<Long> settledBodies = new LinkedHashSet<>();
  private long bytes;
  private long lastId;

  InboxShelf(InboxLimits limits) {
    this.limits = limits;
  }

  long nextId() {
    return ++lastId;
  }

  Optional<InboxItem> find(Channel channel, String sha256) {
    return Optional.ofNullable(bySha256.get(channel + "/" + sha256)).map(items::get);
  }

  /**
   * Empty if it was settled and is forgotten.
   *
   * @throws IllegalArgumentException if there never was one
   */
  Optional<InboxItem> find(long id) {
    if (id < 1 || id > lastId) {
      throw new IllegalArgumentException("this inbox never stored item " + id);
    }
    return Optional.ofNullable(items.get(id));
  }

  List<InboxItem> in(InboxItem.Status status) {
    return items.values().stream().filter(item -> item.status() == status).toList();
  }

  List<InboxItem> bodiesAfter(long id) {
    return items.values().stream()
        .filter(item -> item.id() > id && item.body().length > 0)
        .filter(item -> item.status() != InboxItem.Status.PENDING)
        .toList();
  }

  void put(InboxItem item) {
    InboxItem before = items.put(item.id(), item);
    bySha256.put(key(item), item.id());
    bytes += item.body().length - (before == null ? 0 : before.body().length);
    boolean done = item.status() == InboxItem.Status.DONE;
    mark(settled, item.id(), done);
    mark(settledBodies, item.id(), done && item.body().length > 0);
  }

  /** Whether one more fits in. */
  boolean makeRoom(int length) {
    if (length > limits.bodyBytes()) {
      return false;
    }
    while (bytes + length > limits.bodyBytes() && !settledBodies.isEmpty()) {
      find(settledBodies.iterator().next()).map(InboxItem::withoutBody).ifPresent(this::put);
    }
    while (items.size() >= limits.notifications() && !settled.isEmpty()) {
      find(settled.iterator().next()).ifPresent(this::drop);
    }
    return bytes + length <= limits.bodyBytes() && items.size() < limits.notifications();
  }

  void forgetBodiesBefore(Instant before) {
    for (long id : List.copyOf(settledBodies)) {
      find(id)
          .filter(item -> item.receivedAt().isBefore(before))
          .map(InboxItem::withoutBody)
          .ifPresent(this::put);
    }
  }

  private void drop(InboxItem item) {
    items.remove(item.id());
    bySha256.remove(key(item));
    bytes -= item.body().length;
    settled.remove(item.id());
    settledBodies.remove(item.id());
  }

  private static void mark(Set<Long> ids, long id, boolean in) {
    if (in) {
      ids.add(id);
    } else {
      ids.remove(id);
    }
  }

  private static String key(InboxItem item) {
    return item.channel() + "/" + item.sha256();
  }
}
