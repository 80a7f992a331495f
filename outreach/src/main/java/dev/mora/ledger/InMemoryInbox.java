package dev.mora.ledger;

import dev.mora.channel.ChannelEvent;
import dev.mora.party.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inbox of an {@link InMemoryLedger}, under the ledger's lock. */
final class InMemoryInbox implements WebhookInbox {

  private final LedgerLock lock;
  private final InstantSource clock;
  private final Statuses statuses;
  private final InboxShelf shelf;
  private final RememberedEffects effects;
  private final Map<Long, Instant> leases = new HashMap<>();
  private final Map<Long, InboxItem> waiting = new LinkedHashMap<>();

  InMemoryInbox(LedgerLock lock, InstantSource clock, InboxLimits limits, Statuses statuses) {
    this.lock = lock;
    this.clock = clock;
    this.statuses = statuses;
    shelf = new InboxShelf(limits);
    effects = new RememberedEffects(limits.effects());
  }

  @Override
  public InboxItem store(Channel channel, String account, byte[] body, Instant receivedAt) {
    byte[] kept = body.clone();
    String sha256 = Hashes.hex(kept);
    return lock.locked(
        () -> {
          Optional<InboxItem> known = shelf.find(channel, sha256);
          if (known.isPresent()) {
            return known.get();
          }
          if (statuses.isFull()) {
            throw full("too many statuses wait for their messages");
          }
          if (effects.isFull(clock.instant())) {
            throw full("too many effects within eight days");
          }
          if (!shelf.makeRoom(kept.length)) {
            throw full("too many notifications wait");
          }
          var item =
              new InboxItem(
                  shelf.nextId(),
                  channel,
                  account,
                  kept,
                  sha256,
                  receivedAt,
                  InboxItem.Status.PENDING,
                  0,
                  "");
          put(item);
          return item;
        });
  }

  private static IllegalStateException full(String why) {
    return new IllegalStateException("the inbox is full: " + why);
  }

  @Override
  public List<InboxItem> take(int max, Duration lease) {
    return lock.locked(
        () -> {
          Instant now = clock.instant();
          var begun = new ArrayList<InboxItem>();
          var spent = new ArrayList<InboxItem>();
          for (InboxItem item : waiting.values()) {
            if (begun.size() == max) {
              break;
            }
            if (now.isBefore(leases.getOrDefault(item.id(), Instant.MIN))) {
              continue;
            }
            if (item.tries() >= MAX_TRIES) {
              spent.add(item.with(InboxItem.Status.QUARANTINED, item.tries(), "not applied"));
            } else {
              begun.add(item.with(item.status(), item.tries() + 1, item.reason()));
            }
          }
          spent.forEach(this::put);
          for (InboxItem item : begun) {
            put(item);
            leases.put(item.id(), now.plus(lease));
          }
          return List.copyOf(begun);
        });
  }

  @Override
  public int pending() {
    return lock.locked(waiting::size);
  }

  @Override
  public List<Merged> settle(
      InboxItem item, List<ChannelEvent.Status.Delivery> told, Collection<String> done) {
    return lock.locked(
        () -> {
          List<Merged> merged = told.stream().map(statuses::mergeStored).toList();
          effects.add(done, clock.instant());
          shelf
              .find(item.id())
              .map(stored -> stored.with(InboxItem.Status.DONE, stored.tries(), ""))
              .ifPresent(this::put);
          return merged;
        });
  }

  @Override
  public boolean isDone(String effect) {
    return lock.locked(() -> effects.contains(effect));
  }

  @Override
  public void putOff(InboxItem item, String reason) {
    lock.run(
        () ->
            shelf
                .find(item.id())
                .filter(stored -> stored.status() == InboxItem.Status.PENDING)
                .ifPresent(stored -> putOffStored(stored, reason)));
  }

  private void putOffStored(InboxItem stored, String reason) {
    leases.remove(stored.id());
    boolean again = stored.tries() < MAX_TRIES;
    put(
        stored.with(
            again ? InboxItem.Status.PENDING : InboxItem.Status.QUARANTINED,
            stored.tries(),
            reason));
  }

  @Override
  public void quarantine(InboxItem item, String reason) {
    lock.run(
        () ->
            shelf
                .find(item.id())
                .map(stored -> stored.with(InboxItem.Status.QUARANTINED, stored.tries(), reason))
                .ifPresent(this::put));
  }

  @Override
  public List<InboxItem> quarantined() {
    return lock.locked(() -> shelf.in(InboxItem.Status.QUARANTINED));
  }

  /** Bodies of settled items, and effects older than the provider's memory. */
  void forgetBefore(Instant before) {
    shelf.forgetBodiesBefore(before);
    effects.forgetBefore(before, clock.instant());
  }

  private void put(InboxItem item) {
    shelf.put(item);
    if (item.status() == InboxItem.Status.PENDING) {
      waiting.put(item.id(), item);
    } else {
      waiting.remove(item.id());
      leases.remove(item.id());
    }
  }
}
