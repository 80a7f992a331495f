package dev.mora.ledger;

import dev.mora.channel.ChannelEvent;
import dev.mora.party.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The inbox of a {@link StoredLedger}. */
final class StoredInbox implements WebhookInbox {

  /** How many a list for a person shows. */
  static final int LISTED = 1000;

  /** Of the bodies that are handed out at once, and about a page more. */
  private static final long MOST_BYTES = 16L << 20;

  private static final Duration EFFECTS_REMEMBERED = Duration.ofDays(8);

  private final LedgerStore store;
  private final Counter counter;

  StoredInbox(LedgerStore store, Counter counter) {
    this.store = store;
    this.counter = counter;
  }

  @Override
  public InboxItem store(Channel channel, String account, byte[] body, Instant receivedAt) {
    Storable.text("account", account);
    byte[] kept = body.clone();
    return store.keep(channel, account, kept, Hashes.hex(kept), receivedAt);
  }

  @Override
  public List<InboxItem> take(int max, Duration lease) {
    return counter.write(sitting -> take(sitting.clerk.books, max, lease));
  }

  private static List<InboxItem> take(Books books, int max, Duration lease) {
    Instant now = books.leaseNow();
    var begun = new ArrayList<InboxItem>();
    long bytes = 0;
    while (begun.size() < max && bytes < MOST_BYTES) {
      List<InboxItem> page = books.pending(now, max - begun.size());
      if (page.isEmpty()) {
        break;
      }
      for (InboxItem item : page) {
        if (item.tries() >= MAX_TRIES) {
          put(books, item.with(InboxItem.Status.QUARANTINED, item.tries(), "not applied"));
        } else {
          InboxItem tried = item.with(item.status(), item.tries() + 1, item.reason());
          books.put(tried, now.plus(lease));
          begun.add(tried);
          bytes += tried.body().length;
        }
      }
    }
    return List.copyOf(begun);
  }

  @Override
  public int pending() {
    return counter.read(sitting -> sitting.clerk.books.pendingCount());
  }

  @Override
  public List<Merged> settle(
      InboxItem item, List<ChannelEvent.Status.Delivery> told, Collection<String> done) {
    return counter.write(
        sitting -> {
          Books books = sitting.clerk.books;
          List<Merged> merged =
              sitting.statuses.mergeStored(told.stream().map(Storable::mended).toList());
          books.addEffects(blanked(done), books.now());
          books
              .item(item.id())
              .map(stored -> stored.with(InboxItem.Status.DONE, stored.tries(), ""))
              .ifPresent(stored -> put(books, stored));
          return merged;
        });
  }

  @Override
  public boolean isDone(String effect) {
    List<String> keys = List.of(Evidence.blanked(effect), effect); // the second of an older library
    return counter.read(sitting -> !sitting.clerk.books.effects(keys).isEmpty());
  }

  /** A key may hold a provider's id of a message, which holds a number. */
  private static Set<String> blanked(Collection<String> effects) {
    return effects.stream().map(Evidence::blanked).collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void putOff(InboxItem item, String reason, Duration wait) {
    counter.run(
        sitting -> {
          Books books = sitting.clerk.books;
          Optional<InboxItem> waiting =
              books.item(item.id()).filter(stored -> stored.status() == InboxItem.Status.PENDING);
          waiting.ifPresent(
              stored -> {
                boolean again = stored.tries() < MAX_TRIES;
                InboxItem.Status status =
                    again ? InboxItem.Status.PENDING : InboxItem.Status.QUARANTINED;
                books.put(stored.with(status, stored.tries(), reason), books.leaseNow().plus(wait));
              });
        });
  }

  @Override
  public void quarantine(InboxItem item, String reason) {
    counter.run(
        sitting -> {
          Books books = sitting.clerk.books;
          books
              .item(item.id())
              .map(stored -> stored.with(InboxItem.Status.QUARANTINED, stored.tries(), reason))
              .ifPresent(stored -> put(books, stored));
        });
  }

  @Override
  public InboxItem again(long id, String actor) {
    return counter.write(
        sitting -> {
          Books books = sitting.clerk.books;
          InboxItem item =
              books
                  .item(id)
                  .filter(stored -> stored.status() == InboxItem.Status.QUARANTINED)
                  .orElseThrow(
                      () -> new IllegalArgumentException("item " + id + " is not set aside"));
          if (item.body().length == 0) {
            throw new IllegalArgumentException("the body of item " + id + " was erased");
          }
          InboxItem renewed = item.with(InboxItem.Status.PENDING, 0, "again, says " + actor);
          put(books, renewed);
          return renewed;
        });
  }

  @Override
  public List<InboxItem> quarantined() {
    return counter.read(sitting -> sitting.clerk.books.items(InboxItem.Status.QUARANTINED, LISTED));
  }

  /**
   * Bodies of settled items, effects older than the provider's memory, statuses that are listed
   * only.
   */
  static void forgetBefore(Books books, Instant before) {
    Instant forgettable = books.now().minus(EFFECTS_REMEMBERED);
    Instant listedOnly = books.now().minus(UnmatchedStatuses.TRIED_FOR);
    books.forgetBodies(before);
    books.forgetUnmatched(before.isBefore(listedOnly) ? before : listedOnly);
    books.forgetEffects(before.isBefore(forgettable) ? before : forgettable);
  }

  private static void put(Books books, InboxItem item) {
    books.put(item, Instant.EPOCH);
  }
}
