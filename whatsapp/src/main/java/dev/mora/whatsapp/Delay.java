package dev.mora.whatsapp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets time pass without a thread that waits. */
@FunctionalInterface
public interface Delay {

  /** Completes when the time is over, never exceptionally. */
  CompletionStage<Void> after(Duration time);

  /** On a scheduler of the host's, which stays the host's to close. */
  static Delay on(ScheduledExecutorService scheduler) {
    return time -> {
      CompletableFuture<Void> over = new CompletableFuture<>();
      scheduler.schedule(() -> over.complete(null), time.toNanos(), TimeUnit.NANOSECONDS);
      return over;
    };
  }
}
