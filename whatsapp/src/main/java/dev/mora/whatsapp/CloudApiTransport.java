package dev.mora.whatsapp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request, at most one body, a whole answer or a reason why there is none. Nothing here
 * retries.
 *
 * <p>HTTP/1.1, because a lost HTTP/2 connection loses many requests at once and newer clients
 * repeat what a GOAWAY says was not processed. No redirects, cookies or authenticator. The JDK's
 * own request timeout stops at the response headers, so the whole exchange has its own deadline,
 * which cancels the very future that {@code sendAsync} gave: anything else would leave the
 * connection open. A client that was idle for {@link #IDLE_LIMIT} is dropped with its connections,
 * since the provider may be closing them.
 */
final class CloudApiTransport implements AutoCloseable {

  static final Duration IDLE_LIMIT = Duration.ofSeconds(20);

  /** Beside them one for deadlines, one of the JDK's client that selects, and the results'. */
  static final int THREADS = 3;

  private final WhatsAppConfig config;
  private final LongSupplier nanoTime;
  private final ExecutorService threads;
  private final ResultThreads results;
  private final ScheduledThreadPoolExecutor alarms;
  private @Nullable HttpClient client;
  private final Set<Attempt> open = ConcurrentHashMap.newKeySet();
  private long lastUsed;

  CloudApiTransport(WhatsAppConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    threads = clientThreads();
    alarms = new ScheduledThreadPoolExecutor(1, daemons("mora-whatsapp-deadline-"));
    alarms.setRemoveOnCancelPolicy(true);
    results = new ResultThreads(alarms, daemons("mora-whatsapp-result-"));
  }

  /** What a streamed exchange gave: a value of its sink, or an exchange that has none. */
  record Fetched<T>(Exchange exchange, Optional<T> value) {}

  /** Never completes exceptionally, and ends within {@code budget}. */
  CompletableFuture<Exchange> exchange(GraphRequest request, String token, Duration budget) {
    Attempt attempt = new Attempt(request, token, budget);
    return run(
        attempt,
        info -> new BoundedBody(config.responseLimit()),
        CloudApiTransport::answer,
        Function.identity());
  }

  /** The same for a {@code GET} whose 2xx goes into a sink and whose others are read bounded. */
  <T> CompletableFuture<Fetched<T>> fetch(
      URI uri, String token, BodyHandler<T> sink, Duration budget) {
    Attempt attempt = new Attempt(GraphRequest.get(uri), token, budget);
    return run(
        attempt,
        info -> streamed(sink, info),
        (head, piece) ->
            piece.value() == null
                ? new Fetched<T>(answer(head, piece.refusal()), Optional.empty())
                : new Fetched<T>(answer(head, null), Optional.of(piece.value())),
        failure -> new Fetched<T>(failure, Optional.empty()));
  }

  private record Piece<T>(@Nullable T value, BoundedBody.@Nullable Read refusal) {}

  private <T> BodySubscriber<Piece<T>> streamed(BodyHandler<T> sink, ResponseInfo info) {
    return info.statusCode() / 100 == 2
        ? BodySubscribers.mapping(sink.apply(info), value -> new Piece<T>(value, null))
        : BodySubscribers.mapping(
            new BoundedBody(config.responseLimit()), read -> new Piece<T>(null, read));
  }

  private static Exchange.Answer answer(AnswerHead head, BoundedBody.@Nullable Read read) {
    return new Exchange.Answer(
        head, read == null ? new byte[0] : read.bytes(), read != null && read.cut());
  }

  private <B, R> CompletableFuture<R> run(
      Attempt attempt,
      BodyHandler<B> handler,
      BiFunction<AnswerHead, B, R> answered,
      Function<Exchange, R> failed) {
    CompletableFuture<R> result = new CompletableFuture<>();
    try {
      CompletableFuture<?> exchange =
          take(attempt)
              .sendAsync(
                  attempt.request(),
                  info -> {
                    AnswerHead head = AnswerHead.of(info);
                    attempt.answered(head);
                    return BodySubscribers.mapping(
                        handler.apply(info),
                        body -> {
                          end(attempt, result, () -> answered.apply(head, body));
                          return body;
                        });
                  });
      attempt.left(exchange);
      ScheduledFuture<?> alarm =
          alarms.schedule(
              () -> cut(attempt, result, failed), attempt.budget().toNanos(), TimeUnit.NANOSECONDS);
      exchange.whenComplete(
          (response, failure) -> {
            alarm.cancel(false);
            end(attempt, result, () -> failed.apply(attempt.failed(failure)));
          });
    } catch (RuntimeException | Error e) { // such as no memory for one more thread
      attempt.cancel();
      end(attempt, result, () -> failed.apply(attempt.failed(e)));
    }
    return result;
  }

  /** Nothing leaves from the deadline on, whatever the threads are busy with. */
  private <R> void cut(Attempt attempt, CompletableFuture<R> result, Function<Exchange, R> failed) {
    attempt.seal();
    end(
        attempt,
        result,
        () -> {
          attempt.cancel();
          return failed.apply(attempt.failed(null));
        });
  }

  /**
   * The first that is known of an attempt is its result. A whole answer is known with its last
   * byte: the JDK's own future comes later, from a pool that the whole process shares.
   */
  private <R> void end(Attempt attempt, CompletableFuture<R> result, Supplier<R> outcome) {
    if (attempt.ends()) {
      try {
        give(attempt);
      } finally {
        results.execute(() -> result.completeAsync(outcome, Runnable::run));
      }
    }
  }

  private synchronized HttpClient take(Attempt attempt) {
    long now = nanoTime.getAsLong();
    HttpClient current = client;
    if (current == null || (open.isEmpty() && now - lastUsed > IDLE_LIMIT.toNanos())) {
      current = build();
      client = current;
    }
    open.add(attempt);
    lastUsed = now;
    return current;
  }

  private synchronized void give(Attempt attempt) {
    if (open.remove(attempt)) {
      lastUsed = nanoTime.getAsLong();
    }
  }

  private HttpClient build() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout())
            .executor(threads);
    if (config.isLoopback()) {
      builder.proxy(HttpClient.Builder.NO_PROXY);
    }
    return builder.build();
  }

  private static ExecutorService clientThreads() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("mora-whatsapp-"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Ends at once what is still open. */
  @Override
  public void close() {
    results.close();
    alarms.shutdownNow();
    open.forEach(Attempt::cancel);
    threads.shutdown();
  }
}
