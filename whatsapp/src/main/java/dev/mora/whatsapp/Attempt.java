package dev.mora.whatsapp;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, at most one end of it, and what may be said of it if it fails. Its clock
 * runs from when it is made until it ends.
 */
final class Attempt {

  private final GraphRequest request;
  private final String token;
  private final Duration budget;
  private final @Nullable WitnessBody witness;
  private final long start = System.nanoTime();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile AnswerHead head = AnswerHead.NONE;
  private volatile @Nullable CompletableFuture<?> exchange;
  private volatile long nanos;

  Attempt(GraphRequest request, String token, Duration budget) {
    this.request = request;
    this.token = token;
    this.budget = budget;
    witness = request.body() == null ? null : new WitnessBody(request.body().get());
  }

  HttpRequest request() {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .header("Authorization", "Bearer " + token)
            .header("User-Agent", UserAgent.VALUE);
    request.headers().forEach(builder::header);
    return builder
        .header("Accept", "application/json")
        .method(request.method(), witness == null ? BodyPublishers.noBody() : witness)
        .build();
  }

  Duration budget() {
    return budget;
  }

  void left(CompletableFuture<?> sent) {
    exchange = sent;
  }

  void answered(AnswerHead begun) {
    head = begun;
  }

  /** True once, for whoever was first to know how it went. */
  boolean ends() {
    boolean first = ended.compareAndSet(false, true);
    if (first) {
      nanos = System.nanoTime() - start;
    }
    return first;
  }

  void cancel() {
    CompletableFuture<?> sent = exchange;
    if (sent != null) {
      sent.cancel(true);
    }
  }

  /** True if no body left and none ever will; without a body nothing proves it. */
  boolean seal() {
    return witness != null && witness.seal();
  }

  /** What to tell of one that has ended without an answer. */
  Exchange failed(@Nullable Throwable failure) {
    String what = nanos >= budget.toNanos() ? "deadline" : describe(failure);
    if (seal()) {
      return new Exchange.NothingSent(what);
    }
    AnswerHead begun = head;
    String phase =
        begun.status() == 0 ? "before an answer" : "inside the answer, HTTP " + begun.status();
    return new Exchange.Unclear(
        what + " " + phase + " after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms", begun);
  }

  /**
   * Class names only: messages of exceptions may hold addresses or what was received. None, where
   * the client gives an answer without asking for its body, as that of a proxy that wants a login.
   */
  private static String describe(@Nullable Throwable failure) {
    List<String> names = new ArrayList<>();
    Throwable next = failure;
    while (next != null && names.size() < 4) {
      if (!(next instanceof CompletionException)) {
        names.add(next.getClass().getSimpleName());
      }
      next = next.getCause();
    }
    return names.isEmpty() ? "an answer that nobody could read" : String.join(" <- ", names);
  }
}
