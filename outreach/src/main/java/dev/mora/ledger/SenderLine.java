package dev.mora.ledger;

import dev.mora.channel.MessageSender;
import dev.mora.channel.SendLimits;
import java.util.concurrent.Semaphore;

/** One sender and how many of its requests may be open. */
final class SenderLine {

  final MessageSender sender;
  final SenderId id;
  private final int most;
  private final int capacity;
  private final Semaphore own;
  private final Semaphore shared;
  private final AdaptiveRate rate = new AdaptiveRate();

  SenderLine(MessageSender sender, Semaphore shared) {
    this.sender = sender;
    this.shared = shared;
    id = SenderId.of(sender);
    most = sender.limits().maxInFlight();
    capacity = Math.min(most, Math.max(1, shared.availablePermits()));
    own = new Semaphore(most);
  }

  /** How many requests may be open. */
  int capacity() {
    return capacity;
  }

  /**
   * What the sender declares, slower for a while after it was called too fast.
   *
   * @param nanos {@link Worker#nanos}
   */
  SendLimits limits(long nanos) {
    return rate.of(sender.limits(), nanos);
  }

  void tooFast(long nanos) {
    rate.tooFast(sender.limits(), nanos);
  }

  int room() {
    return Math.min(own.availablePermits(), shared.availablePermits());
  }

  /** Whether anybody has a place: on the way to the gate, or in the air. */
  boolean isUnderWay() {
    return own.availablePermits() < most;
  }

  boolean tryEnter() {
    if (!own.tryAcquire()) {
      return false;
    }
    if (!shared.tryAcquire()) {
      own.release();
      return false;
    }
    return true;
  }

  void leave() {
    shared.release();
    own.release();
  }
}
