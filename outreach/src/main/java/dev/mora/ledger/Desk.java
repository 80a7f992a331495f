package dev.mora.ledger;

import dev.mora.channel.SendLimits;
import dev.mora.party.ContactPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One sender in the hands of a {@link Clerk}: how fast it may go, and what slows it down. */
final class Desk {

  private final Books books;
  private final SenderDesk read;
  private SenderDesk desk;
  private final Map<ContactPoint, RecipientPace> recipients = new HashMap<>();
  private final Set<ContactPoint> changed = new LinkedHashSet<>();

  Desk(Books books, SenderId sender) {
    this.books = books;
    read = books.sender(sender);
    desk = read;
  }

  // --- reading

  Optional<Stop> stop() {
    return desk.stop();
  }

  /** The latest acceptance that a status confirmed. */
  Instant alive() {
    return desk.alive();
  }

  boolean isPaused(Instant now) {
    return now.isBefore(desk.pausedUntil());
  }

  Instant pausedUntil() {
    return desk.pausedUntil();
  }

  /** When pace and pauses next let anything go. */
  Instant claimable() {
    return latest(desk.pace().freeAt(), desk.pausedUntil());
  }

  int available(Instant now) {
    return desk.pace().available(now);
  }

  Instant freeAt() {
    return desk.pace().freeAt();
  }

  /** Reads ahead what will be asked for. */
  void expect(Collection<ContactPoint> points) {
    var unread = new LinkedHashSet<>(points);
    unread.removeAll(recipients.keySet());
    if (!unread.isEmpty()) {
      Map<ContactPoint, RecipientPace> found = books.recipients(desk.sender(), unread);
      unread.forEach(to -> recipients.put(to, found.getOrDefault(to, RecipientPace.of(to))));
    }
  }

  /** When this recipient may next be sent to. */
  Instant pairDue(ContactPoint point) {
    return recipient(point).next();
  }

  // --- changing

  void pace(SendLimits limits) {
    pace(desk.pace().at(limits));
  }

  /** Takes what one send costs of the pace of sender and recipient. */
  void take(ContactPoint to, SendLimits limits, Instant at) {
    pace(desk.pace().at(limits).take(at));
    if (!limits.pairGap().isZero()) {
      put(new RecipientPace(to, at.plus(limits.pairGap()), recipient(to).step()));
    }
  }

  /**
   * Gives it back after a send that was none. What makes the recipient wait for longer than that
   * send did was told meanwhile, and stays.
   *
   * @param taken when the send took it
   */
  void giveBack(ContactPoint to, SendLimits limits, Instant taken) {
    pace(desk.pace().at(limits).giveBack());
    RecipientPace pair = recipient(to);
    if (!pair.next().isAfter(taken.plus(limits.pairGap()))) {
      put(new RecipientPace(to, Instant.EPOCH, pair.step()));
    }
  }

  /**
   * The provider called the sender too fast; the longer, the more often in a row. No gate opens in
   * a pause, so whatever was sent before its end was in the air when it began: of the same storm,
   * which is one step.
   *
   * @param sent when the gate of what was refused opened
   */
  Duration slowDown(Instant at, Instant sent) {
    if (!sent.isBefore(desk.pausedUntil())) {
      Duration wait = Backoff.slowSender(desk.slowStep());
      paused(at.plus(wait), desk.slowStep() + 1);
    }
    return Duration.between(at, latest(at, desk.pausedUntil()));
  }

  /** The provider called it too much for one recipient. */
  Duration slowDown(ContactPoint to, Instant at) {
    RecipientPace pair = recipient(to);
    Duration wait = Backoff.pausePair(pair.step());
    put(new RecipientPace(to, latest(pair.next(), at.plus(wait)), pair.step() + 1));
    return wait;
  }

  /**
   * One was accepted: the next slow-down starts small again. In a pause it was in the air when that
   * began, and says of the sender nothing.
   */
  void accepted(ContactPoint to, Instant at) {
    if (!isPaused(at)) {
      paused(desk.pausedUntil(), 0);
    }
    put(new RecipientPace(to, recipient(to).next(), 0));
  }

  /** The provider told something of a message that it had accepted at that moment. */
  void alive(Instant accepted) {
    if (accepted.isAfter(desk.alive())) {
      desk =
          new SenderDesk(
              desk.sender(),
              desk.pace(),
              desk.pausedUntil(),
              desk.slowStep(),
              accepted,
              desk.stop());
    }
  }

  void stop(Stop stop) {
    stopped(Optional.of(stop));
  }

  /** A person lets the sender go on, at once. */
  void resume() {
    stopped(Optional.empty());
    paused(Instant.EPOCH, 0);
  }

  void forget(ContactPoint point) {
    recipients.remove(point);
    changed.remove(point);
    books.removeRecipient(desk.sender(), point);
  }

  /** Writes what has changed. */
  void save() {
    if (!desk.equals(read)) {
      books.put(desk);
    }
    for (ContactPoint to : changed) {
      books.put(desk.sender(), recipient(to));
    }
  }

  private RecipientPace recipient(ContactPoint to) {
    expect(List.of(to));
    return recipients.getOrDefault(to, RecipientPace.of(to));
  }

  private void put(RecipientPace pace) {
    if (!pace.equals(recipients.put(pace.to(), pace))) {
      changed.add(pace.to());
    }
  }

  private void pace(Pace pace) {
    desk =
        new SenderDesk(
            desk.sender(), pace, desk.pausedUntil(), desk.slowStep(), desk.alive(), desk.stop());
  }

  private void paused(Instant until, int step) {
    desk = new SenderDesk(desk.sender(), desk.pace(), until, step, desk.alive(), desk.stop());
  }

  private void stopped(Optional<Stop> stop) {
    desk =
        new SenderDesk(
            desk.sender(), desk.pace(), desk.pausedUntil(), desk.slowStep(), desk.alive(), stop);
  }

  static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
