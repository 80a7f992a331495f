package dev.mora.whatsapp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
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

  /** Beside them {@link #CUTS}, one for deadlines and one of the JDK's client that selects. */
  static final int THREADS = 4;

  /** What the host hung on a result that misses its deadline runs there, and may be slow. */
  static final int CUTS = 2;

  private final WhatsAppConfig config;
  private final LongSupplier nanoTime;
  private final ExecutorService threads;
  private final ExecutorService cuts;
  private final ScheduledThreadPoolExecutor alarms;
  private @Nullable HttpClient client;
  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
  private long lastUsed;

  CloudApiTransport(WhatsAppConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    threads = pool(THREADS, "mora-whatsapp-");
    cuts = pool(CUTS, "mora-whatsapp-cut-");
    alarms = new ScheduledThreadPoolExecutor(1, daemons("mora-whatsapp-deadline-"));
    alarms.setRemoveOnCancelPolicy(true);
  }

  /** What a streamed exchange gave: a value of its sink, or an exchange that has none. */
  record Fetched<T>(Exchange exchange, Optional<T> value) {}

  /** Never completes exceptionally, and ends within {@code budget}. */
  CompletableFuture<Exchange> exchange(GraphRequest request, String token, Duration budget) {
    Attempt attempt = new Attempt(request, token, budget);
    return run(
        attempt, info -> new BoundedBody(config.responseLimit()), this::answer, attempt::failed);
  }

  /** The same for a {@code GET} whose 2xx goes into a sink and whose others are read bounded. */
  <T> CompletableFuture<Fetched<T>> fetch(
      URI uri, String token, BodyHandler<T> sink, Duration budget) {
    Attempt attempt = new Attempt(GraphRequest.get(uri), token, budget);
    return run(
        attempt,
        info -> streamed(sink, info),
        response ->
            response.body().value() == null
                ? new Fetched<T>(answer(response, response.body().refusal()), Optional.empty())
                : new Fetched<T>(answer(response, null), Optional.of(response.body().value())),
        failure -> new Fetched<T>(attempt.failed(failure), Optional.empty()));
  }

  private record Piece<T>(@Nullable T value, BoundedBody.@Nullable Read refusal) {}

  private <T> BodySubscriber<Piece<T>> streamed(BodyHandler<T> sink, ResponseInfo info) {
    return info.statusCode() / 100 == 2
        ? BodySubscribers.mapping(sink.apply(info), value -> new Piece<T>(value, null))
        : BodySubscribers.mapping(
            new BoundedBody(config.responseLimit()), read -> new Piece<T>(null, read));
  }

  private Exchange answer(HttpResponse<BoundedBody.Read> response) {
    return answer(response, response.body());
  }

  private static Exchange.Answer answer(HttpResponse<?> response, BoundedBody.@Nullable Read read) {
    return new Exchange.Answer(
        response.statusCode(),
        read == null ? new byte[0] : read.bytes(),
        read != null && read.cut(),
        retryAfter(response.headers()),
        RateUsage.of(response.headers()));
  }

  private <B, R> CompletableFuture<R> run(
      Attempt attempt,
      BodyHandler<B> handler,
      Function<HttpResponse<B>, R> answered,
      Function<@Nullable Throwable, R> failed) {
    @Nullable CompletableFuture<HttpResponse<B>> exchange = null;
    ScheduledFuture<?> alarm;
    try {
      exchange =
          take()
              .sendAsync(
                  attempt.request(),
                  info -> {
                    attempt.status.set(info.statusCode());
                    return handler.apply(info);
                  });
      open.add(exchange);
      alarm = cutAtDeadline(attempt, exchange);
    } catch (RuntimeException e) {
      if (exchange != null) {
        exchange.cancel(true);
        open.remove(exchange);
      }
      return CompletableFuture.completedFuture(failed.apply(e));
    }
    CompletableFuture<?> ending = exchange;
    return exchange.handle(
        (response, failure) -> {
          alarm.cancel(false);
          give(ending);
          return response == null ? failed.apply(failure) : answered.apply(response);
        });
  }

  /** One request on its way, and what may be said of it if it fails. */
  private static final class Attempt {

    private final GraphRequest request;
    private final String token;
    private final Duration budget;
    private final @Nullable WitnessBody witness;
    private final long start = System.nanoTime();
    private final AtomicInteger status = new AtomicInteger();

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
      if (witness != null) {
        builder.header("Content-Type", request.contentType());
      }
      return builder
          .header("Accept", "application/json")
          .method(request.method(), witness == null ? BodyPublishers.noBody() : witness)
          .build();
    }

    /** True if no body left and none ever will; without a body nothing proves it. */
    boolean seal() {
      return witness != null && witness.seal();
    }

    Exchange failed(@Nullable Throwable failure) {
      long nanos = System.nanoTime() - start;
      String what = nanos >= budget.toNanos() ? "deadline" : describe(failure);
      if (seal()) {
        return new Exchange.NothingSent(what);
      }
      String phase =
          status.get() == 0 ? "before an answer" : "inside the answer, HTTP " + status.get();
      return new Exchange.Unclear(
          what + " " + phase + " after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
    }
  }

  /** Nothing leaves from the deadline on, however long the threads that cancel are held up. */
  private ScheduledFuture<?> cutAtDeadline(Attempt attempt, CompletableFuture<?> exchange) {
    Runnable cut =
        () -> {
          attempt.seal();
          cuts.execute(() -> exchange.cancel(true));
        };
    return alarms.schedule(cut, attempt.budget.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Class names only: messages of exceptions may hold addresses or what was received. */
  private static String describe(@Nullable Throwable failure) {
    List<String> names = new ArrayList<>();
    Throwable next = failure;
    while (next != null && names.size() < 4) {
      if (!(next instanceof CompletionException)) {
        names.add(next.getClass().getSimpleName());
      }
      next = next.getCause();
    }
    return String.join(" <- ", names);
  }

  /** Whole seconds; other forms and anything beyond an hour count as not given. */
  private static Duration retryAfter(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("");
    if (!value.matches("\\d{1,4}") || Integer.parseInt(value) > 3600) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(Integer.parseInt(value));
  }

  private synchronized HttpClient take() {
    long now = nanoTime.getAsLong();
    HttpClient current = client;
    if (current == null || (open.isEmpty() && now - lastUsed > IDLE_LIMIT.toNanos())) {
      current = build();
      client = current;
    }
    lastUsed = now;
    return current;
  }

  private synchronized void give(CompletableFuture<?> exchange) {
    open.remove(exchange);
    lastUsed = nanoTime.getAsLong();
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

  /**
   * The JDK's client works on these threads. It completes a result on the default executor of
   * {@link CompletableFuture}, or here on the thread that cuts it: what the host hung on the result
   * runs there.
   */
  private static ExecutorService pool(int threads, String prefix) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(prefix));
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
    alarms.shutdownNow();
    open.forEach(exchange -> exchange.cancel(true));
    cuts.shutdown();
    threads.shutdown();
  }
}
