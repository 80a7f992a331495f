package dev.mora.ledger;

import dev.mora.channel.SendResult;
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

  boolean hasResult() {
    return result.get() != null;
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
