package dev.mora.ledger;

import dev.mora.party.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notifications and their effects in memory, within limits. */
final class MemoryInbox {

  private final Undo undo;
  private final WaitingRoom waiting;
  private final InboxShelf shelf;
  private final RememberedEffects effects;
  private final Map<Long, InboxItem> pending = new LinkedHashMap<>();
  private final Map<Long, Instant> leases = new HashMap<>();

  MemoryInbox(Undo undo, InboxLimits limits, WaitingRoom waiting) {
    this.undo = undo;
    this.waiting = waiting;
    shelf = new InboxShelf(limits);
    effects = new RememberedEffects(limits.effects());
  }

  /** Outside of any work. */
  InboxItem keep(
      Channel channel,
      String account,
      byte[] body,
      String sha256,
      Instant receivedAt,
      Instant now) {
    Optional<InboxItem> known = shelf.find(channel, sha256);
    if (known.isPresent()) {
      return known.get();
    }
    if (!waiting.hasRoom(now)) {
      throw full("too many statuses wait for their messages");
    }
    if (effects.isFull(now)) {
      throw full("too many effects within eight days");
    }
    if (!shelf.makeRoom(body.length)) {
      throw full("too many notifications wait");
    }
    var item =
        new InboxItem(
            shelf.nextId(),
            channel,
            account,
            body,
            sha256,
            receivedAt,
            InboxItem.Status.PENDING,
            0,
            "");
    place(item, Instant.EPOCH);
    return item;
  }

  private static IllegalStateException full(String why) {
    return new IllegalStateException("the inbox is full: " + why);
  }

  Optional<InboxItem> item(long id) {
    return shelf.find(id);
  }

  List<InboxItem> pending(Instant now, int most) {
    return pending.values().stream()
        .filter(item -> !now.isBefore(leaseUntil(item)))
        .limit(most)
        .toList();
  }

  int pendingCount() {
    return pending.size();
  }

  List<InboxItem> items(InboxItem.Status status, int most) {
    return shelf.in(status).stream().limit(most).toList();
  }

  List<InboxItem> bodies(long after, int most) {
    return shelf.bodiesAfter(after).stream().limit(most).toList();
  }

  void put(InboxItem item, Instant leaseUntil) {
    InboxItem before = shelf.find(item.id()).orElseThrow();
    Instant lease = leaseUntil(before);
    undo.later(() -> place(before, lease));
    place(item, leaseUntil);
  }

  private Instant leaseUntil(InboxItem item) {
    return leases.getOrDefault(item.id(), Instant.EPOCH);
  }

  private void place(InboxItem item, Instant leaseUntil) {
    shelf.put(item);
    if (item.status() == InboxItem.Status.PENDING) {
      pending.put(item.id(), item);
      leases.put(item.id(), leaseUntil);
    } else {
      pending.remove(item.id());
      leases.remove(item.id());
    }
  }

  void forgetBodies(Instant before) {
    undo.requireOpen();
    shelf.forgetBodiesBefore(before);
  }

  Set<String> effects(Collection<String> keys) {
    var known = new LinkedHashSet<>(keys);
    known.removeIf(key -> !effects.contains(key));
    return known;
  }

  void addEffects(Collection<String> keys, Instant at) {
    List<String> added = keys.stream().filter(key -> !effects.contains(key)).toList();
    undo.later(() -> effects.remove(added));
    effects.add(keys, at);
  }

  void forgetEffects(Instant before) {
    undo.requireOpen();
    effects.forgetBefore(before);
  }
}
