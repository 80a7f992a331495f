package dev.mora.ledger;

import dev.mora.channel.SendResult;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One send under way, from the open gate until its outcome is recorded or given up. */
final class Flight {

  final Claim claim;
  final SenderLine line;
  final long claimedNanos;
  final CompletableFuture<DispatchEntry> landed = new CompletableFuture<>();
  final AtomicReference<@Nullable SendResult> result = new AtomicReference<>();
  private volatile boolean unrecorded;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable CompletionStage<SendResult> exchange;

  Flight(Claim claim, SenderLine line, long claimedNanos) {
    this.claim = claim;
    this.line = line;
    this.claimedNanos = claimedNanos;
  }

  void exchange(CompletionStage<SendResult> stage) {
    exchange = stage;
  }

  /** True for the first caller alone: who ends a flight gives its permit back once. */
  boolean end() {
    return over.compareAndSet(false, true);
  }

  /**
   * @throws NullPointerException before it has come
   */
  Answer answer() {
    return new Answer(claim, Objects.requireNonNull(result.get(), "result"));
  }

  /** Whether recording its answer failed the last time. */
  boolean isUnrecorded() {
    return unrecorded && !isOver();
  }

  void unrecorded(boolean failed) {
    unrecorded = failed;
  }

  boolean isOver() {
    return over.get();
  }

  void abandon() {
    CompletionStage<SendResult> stage = exchange;
    if (stage != null) {
      try {
        stage.toCompletableFuture().cancel(true);
      } catch (UnsupportedOperationException notCancellable) {
        // its own deadline ends it
      }
    }
  }
}
