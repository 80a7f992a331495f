package dev.mora.ledger;

import dev.mora.channel.SendLimits;
import dev.mora.party.ContactPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One sender in {@link MemoryBooks}: what waits for it, how fast it may go, what slows it down. */
final class Desk {

  private static final class Pair {
    Instant next = Instant.MIN;
    int step;
  }

  final ReadyQueue queue = new ReadyQueue();
  Pace pace = new Pace(Duration.ZERO, 1, Instant.EPOCH);
  @Nullable Stop stop;
  private final Map<ContactPoint, Pair> pairs = new HashMap<>();
  private Instant pausedUntil = Instant.MIN;
  private int slowStep;

  boolean isPaused(Instant now) {
    return now.isBefore(pausedUntil);
  }

  Instant pausedUntil() {
    return pausedUntil;
  }

  /** When pace and pauses next let anything go. */
  Instant claimable() {
    return latest(pace.freeAt(), pausedUntil);
  }

  /** When this recipient may next be sent to. */
  Instant pairDue(ContactPoint point) {
    Pair pair = pairs.get(point);
    return pair == null ? Instant.MIN : pair.next;
  }

  /** Takes what one send costs of the pace of sender and recipient. */
  void take(ContactPoint to, SendLimits limits, Instant at) {
    pace = pace.at(limits).take(at);
    if (!limits.pairGap().isZero()) {
      pair(to).next = at.plus(limits.pairGap());
    }
  }

  /** Gives it back after a send that was none. */
  void giveBack(ContactPoint to) {
    pace = pace.giveBack();
    pair(to).next = Instant.MIN;
  }

  /** The provider called the sender too fast; the longer, the more often in a row. */
  Duration slowDown(Instant at) {
    Duration wait = Backoff.slowSender(slowStep++);
    pausedUntil = latest(pausedUntil, at.plus(wait));
    return wait;
  }

  /** The provider called it too much for one recipient. */
  Duration slowDown(ContactPoint to, Instant at) {
    Pair pair = pair(to);
    Duration wait = Backoff.pausePair(pair.step++);
    pair.next = latest(pair.next, at.plus(wait));
    return wait;
  }

  /** One was accepted: the next slow-down starts small again. */
  void accepted(ContactPoint to) {
    slowStep = 0;
    pair(to).step = 0;
  }

  /** A person lets the sender go on, at once. */
  void resume() {
    stop = null;
    pausedUntil = Instant.MIN;
    slowStep = 0;
  }

  void forget(ContactPoint point) {
    pairs.remove(point);
  }

  private Pair pair(ContactPoint to) {
    return pairs.computeIfAbsent(to, key -> new Pair());
  }

  static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
