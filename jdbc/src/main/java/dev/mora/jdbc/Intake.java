package dev.mora.jdbc;

import dev.mora.ledger.InboxItem;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes notifications in, all that have gathered with one commit: whoever comes while a commit is
 * under way goes with the next. Thread-safe.
 */
final class Intake {

  private static final int MOST = 256;

  /** Of one commit's bodies, unless a single one is larger. */
  private static final long MOST_BYTES = 8L << 20;

  /** A notification on its way in. */
  record Letter(Channel channel, String account, byte[] body, String sha256, Instant receivedAt) {

    private Key key() {
      return new Key(channel.name(), sha256);
    }
  }

  private record Key(String channel, String sha256) {}

  /** Waits for the commit; touched by the holder of {@link #committing} only. */
  private static final class Waiting {
    private final Letter letter;
    private @Nullable InboxItem kept;
    private @Nullable RuntimeException failure;

    private Waiting(Letter letter) {
      this.letter = letter;
    }

    private boolean isDone() {
      return kept != null || failure != null;
    }
  }

  private final JdbcStore store;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock committing = new ReentrantLock();
  private final int mostUnmatched;
  private int uncounted;

  /**
   * @param mostUnmatched statuses that may wait for their message: while there are so many nothing
   *     more is taken in. Counted after each hundredth part of it
   */
  Intake(JdbcStore store, int mostUnmatched) {
    this.store = store;
    this.mostUnmatched = mostUnmatched;
    uncounted = mostUnmatched;
  }

  InboxItem keep(Letter letter) {
    var mine = new Waiting(letter);
    queue.add(mine);
    committing.lock();
    try {
      while (!mine.isDone()) {
        commit(gathered());
      }
    } finally {
      committing.unlock();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return Objects.requireNonNull(mine.kept);
  }

  private List<Waiting> gathered() {
    var batch = new ArrayList<Waiting>();
    long bytes = 0;
    Waiting next = queue.poll();
    while (next != null) {
      batch.add(next);
      bytes += next.letter.body.length;
      next = batch.size() < MOST && bytes < MOST_BYTES ? queue.poll() : null;
    }
    return batch;
  }

  private void commit(List<Waiting> batch) {
    Map<Key, Letter> letters = new LinkedHashMap<>();
    batch.stream()
        .map(waiting -> waiting.letter)
        .sorted(Comparator.comparing(Letter::sha256))
        .forEach(letter -> letters.putIfAbsent(letter.key(), letter));
    try {
      requireRoom(letters.size());
      Map<Key, InboxItem> kept = keep(letters);
      batch.forEach(waiting -> waiting.kept = kept.get(waiting.letter.key()));
    } catch (RuntimeException e) {
      batch.forEach(waiting -> waiting.failure = e);
    } catch (Error died) {
      batch.forEach(
          waiting ->
              waiting.failure =
                  new IllegalStateException("taking in died of " + died.getClass().getName()));
      throw died;
    }
  }

  private void requireRoom(int letters) {
    uncounted += letters;
    if (uncounted * 100L < mostUnmatched) {
      return;
    }
    long waiting = store.append(UnmatchedTable::count);
    if (waiting >= mostUnmatched) {
      throw new IllegalStateException(
          "the inbox is full: too many statuses wait for their messages");
    }
    uncounted = 0;
  }

  /** Another process may keep the same at the same moment: then its item is read. */
  private Map<Key, InboxItem> keep(Map<Key, Letter> letters) {
    try {
      return store.append(session -> insert(session, letters));
    } catch (LedgerStoreException e) {
      if (!e.isDuplicate()) {
        throw e;
      }
      return store.append(session -> insert(session, letters));
    }
  }

  private static Map<Key, InboxItem> insert(Session session, Map<Key, Letter> letters) {
    Map<Key, InboxItem> known = known(session, letters);
    var fresh = new LinkedHashMap<>(letters);
    known.keySet().forEach(fresh::remove);
    if (fresh.isEmpty()) {
      return known;
    }
    session.batch(
        "insert notifications",
        "INSERT INTO mora_inbox (channel, account, body, sha256, received_at, status, tries,"
            + " reason, lease_until) VALUES (?, ?, ?, ?, ?, 'PENDING', 0, '', ?)",
        fresh.values(),
        (out, letter) ->
            out.text(letter.channel.name())
                .text(letter.account)
                .bytes(letter.body)
                .text(letter.sha256)
                .moment(letter.receivedAt)
                .moment(Instant.MIN));
    known.putAll(ids(session, fresh));
    return known;
  }

  private static Map<Key, InboxItem> known(Session session, Map<Key, Letter> letters) {
    var known = new HashMap<Key, InboxItem>();
    session
        .listIn(
            "known notifications",
            "SELECT * FROM mora_inbox WHERE sha256 IN %s",
            letters.values(),
            Letter::sha256,
            InboxTable::item)
        .forEach(item -> known.put(new Key(item.channel().name(), item.sha256()), item));
    known.keySet().retainAll(letters.keySet());
    return known;
  }

  /** Without reading the bodies back. */
  private static Map<Key, InboxItem> ids(Session session, Map<Key, Letter> fresh) {
    var items = new HashMap<Key, InboxItem>();
    session
        .listIn(
            "ids of notifications",
            "SELECT id, channel, sha256 FROM mora_inbox WHERE sha256 IN %s",
            fresh.values(),
            Letter::sha256,
            row -> Map.entry(row.getLong(1), new Key(row.getString(2), row.getString(3))))
        .forEach(
            found -> {
              Letter letter = fresh.get(found.getValue());
              if (letter != null) {
                items.put(found.getValue(), pending(found.getKey(), letter));
              }
            });
    return items;
  }

  private static InboxItem pending(long id, Letter letter) {
    return new InboxItem(
        id,
        letter.channel,
        letter.account,
        letter.body,
        letter.sha256,
        letter.receivedAt,
        InboxItem.Status.PENDING,
        0,
        "");
  }
}
