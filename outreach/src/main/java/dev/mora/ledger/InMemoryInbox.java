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
import java.util.function.Function;

/** The inbox of an {@link InMemoryLedger}, under the ledger's lock. */
final class InMemoryInbox implements WebhookInbox {

  private static final Duration EFFECTS_REMEMBERED = Duration.ofDays(8);

  private final LedgerLock lock;
  private final InstantSource clock;
  private final Function<ChannelEvent.Status.Delivery, Merged> merge;
  private final Map<Long, InboxItem> items = new LinkedHashMap<>();
  private final Map<Long, Instant> leases = new HashMap<>();
  private final Map<String, Long> bySha256 = new HashMap<>();
  private final Map<String, Instant> effects = new LinkedHashMap<>();
  private final Map<Long, InboxItem> waiting = new LinkedHashMap<>();
  private long sequence;

  InMemoryInbox(
      LedgerLock lock, InstantSource clock, Function<ChannelEvent.Status.Delivery, Merged> merge) {
    this.lock = lock;
    this.clock = clock;
    this.merge = merge;
  }

  @Override
  public InboxItem store(Channel channel, String account, byte[] body, Instant receivedAt) {
    byte[] kept = body.clone();
    String sha256 = Hashes.hex(kept);
    return lock.locked(
        () -> {
          Long known = bySha256.get(channel + "/" + sha256);
          if (known != null) {
            return item(known);
          }
          var item =
              new InboxItem(
                  ++sequence,
                  channel,
                  account,
                  kept,
                  sha256,
                  receivedAt,
                  InboxItem.Status.PENDING,
                  0,
                  "");
          bySha256.put(channel + "/" + sha256, item.id());
          put(item);
          return item;
        });
  }

  @Override
  public List<InboxItem> take(int max, Duration lease) {
    return lock.locked(
        () -> {
          Instant now = clock.instant();
          var taken = new ArrayList<InboxItem>();
          for (InboxItem item : List.copyOf(waiting.values())) {
            if (taken.size() == max) {
              break;
            }
            if (now.isBefore(leases.getOrDefault(item.id(), Instant.MIN))) {
              continue;
            }
            if (item.tries() >= MAX_TRIES) {
              put(with(item, InboxItem.Status.QUARANTINED, item.tries(), "not applied"));
              continue;
            }
            InboxItem begun = with(item, InboxItem.Status.PENDING, item.tries() + 1, item.reason());
            put(begun);
            leases.put(item.id(), now.plus(lease));
            taken.add(begun);
          }
          return List.copyOf(taken);
        });
  }

  @Override
  public int pending() {
    return lock.locked(waiting::size);
  }

  @Override
  public List<Merged> settle(
      InboxItem item, List<ChannelEvent.Status.Delivery> statuses, Collection<String> done) {
    return lock.locked(
        () -> {
          List<Merged> merged = statuses.stream().map(merge).toList();
          Instant now = clock.instant();
          done.forEach(effect -> effects.putIfAbsent(effect, now));
          InboxItem stored = item(item.id());
          put(with(stored, InboxItem.Status.DONE, stored.tries(), ""));
          return merged;
        });
  }

  @Override
  public boolean isDone(String effect) {
    return lock.locked(() -> effects.containsKey(effect));
  }

  @Override
  public void putOff(InboxItem item, String reason) {
    lock.locked(
        () -> {
          InboxItem stored = item(item.id());
          if (stored.status() == InboxItem.Status.PENDING) {
            leases.remove(item.id());
            boolean again = stored.tries() < MAX_TRIES;
            put(
                with(
                    stored,
                    again ? InboxItem.Status.PENDING : InboxItem.Status.QUARANTINED,
                    stored.tries(),
                    reason));
          }
          return stored;
        });
  }

  @Override
  public void quarantine(InboxItem item, String reason) {
    lock.locked(
        () -> {
          InboxItem stored = item(item.id());
          put(with(stored, InboxItem.Status.QUARANTINED, stored.tries(), reason));
          return stored;
        });
  }

  @Override
  public List<InboxItem> quarantined() {
    return lock.locked(
        () ->
            items.values().stream()
                .filter(item -> item.status() == InboxItem.Status.QUARANTINED)
                .toList());
  }

  /** Bodies of settled items, and effects older than the provider's memory. */
  void forgetBefore(Instant before) {
    for (InboxItem item : List.copyOf(items.values())) {
      if (item.status() == InboxItem.Status.DONE && item.receivedAt().isBefore(before)) {
        put(
            new InboxItem(
                item.id(),
                item.channel(),
                item.account(),
                new byte[0],
                item.sha256(),
                item.receivedAt(),
                item.status(),
                item.tries(),
                item.reason()));
      }
    }
    Instant forgettable = clock.instant().minus(EFFECTS_REMEMBERED);
    effects.values().removeIf(at -> at.isBefore(before) && at.isBefore(forgettable));
  }

  private InboxItem item(long id) {
    InboxItem item = items.get(id);
    if (item == null) {
      throw new IllegalArgumentException("this inbox never stored item " + id);
    }
    return item;
  }

  private void put(InboxItem item) {
    items.put(item.id(), item);
    if (item.status() == InboxItem.Status.PENDING) {
      waiting.put(item.id(), item);
    } else {
      waiting.remove(item.id());
      leases.remove(item.id());
    }
  }

  private static InboxItem with(InboxItem item, InboxItem.Status status, int tries, String reason) {
    return new InboxItem(
        item.id(),
        item.channel(),
        item.account(),
        item.body(),
        item.sha256(),
        item.receivedAt(),
        status,
        tries,
        SafeText.of(reason));
  }
}
