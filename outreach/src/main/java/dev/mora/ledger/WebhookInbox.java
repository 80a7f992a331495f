package dev.mora.ledger;

import dev.mora.channel.ChannelEvent;
import dev.mora.party.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What providers told us, kept raw before anything reads it: at least once in, once in effect.
 * Thread-safe.
 *
 * <pre>
 *  store ──> PENDING ──take──> (applied) ──settle──> DONE
 *               ^────putOff────────┘ └─6th time, or quarantine──> QUARANTINED
 *               └───────────────────────────again────────────────────┘
 * </pre>
 */
public interface WebhookInbox {

  /** Begun six times without being settled, an item is set aside. */
  int MAX_TRIES = 6;

  /**
   * Keeps the bytes. Call it after the signature was checked and before anything is parsed; answer
   * the provider only once it has returned. If it throws, answer 503: the provider tries again.
   *
   * <p>Durable on return. The same bytes on the same channel are kept once; the earlier item is
   * returned, whatever became of it.
   *
   * @throws IllegalStateException if there is no room: what waits, and what was set aside, is never
   *     dropped for a new one
   */
  InboxItem store(Channel channel, String account, byte[] body, Instant receivedAt);

  /**
   * Takes pending items, oldest first, each for the length of the lease; fewer than asked for where
   * their bodies are large, so that an empty list alone means that nothing waits. The try is
   * counted, and durable, before the item is handed out: an item whose reading kills the process is
   * set aside after {@link #MAX_TRIES}.
   */
  List<InboxItem> take(int max, Duration lease);

  /** How many items wait. */
  int pending();

  /**
   * Ends an item: merges its statuses and remembers the keys of its effects, all in one
   * transaction. A status that matches nothing is kept and never fails the others. Settling twice
   * changes nothing.
   *
   * @param effects keys of what was done for other events of the item, for {@link #isDone}
   * @return what each status did, in order
   */
  List<Merged> settle(
      InboxItem item, List<ChannelEvent.Status.Delivery> statuses, Collection<String> effects);

  /** Whether an effect of this key was settled before; remembered for at least eight days. */
  boolean isDone(String effect);

  /** Not now: pending again at once, or quarantined if its tries are used up. */
  default void putOff(InboxItem item, String reason) {
    putOff(item, reason, Duration.ZERO);
  }

  /** Not now: pending again when the wait is over, or quarantined if its tries are used up. */
  void putOff(InboxItem item, String reason, Duration wait);

  /** Sets the whole item aside, until a person has it settled. */
  void quarantine(InboxItem item, String reason);

  /**
   * Takes an item that was set aside in again, from the beginning of its tries: once its parser was
   * mended, say. What it had brought about already is not done twice.
   *
   * @throws IllegalArgumentException if there is no such item, it is not set aside, or its body was
   *     erased
   */
  InboxItem again(long id, String actor);

  /** The oldest 1,000. */
  List<InboxItem> quarantined();
}
