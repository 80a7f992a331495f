package dev.mora.whatsapp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One POST, at most one body, a whole answer or a reason why there is none. Nothing here retries.
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

  private final WhatsAppConfig config;
  private final LongSupplier nanoTime;
  private final ExecutorService threads;
  private final ScheduledThreadPoolExecutor alarms;
  private @Nullable HttpClient client;
  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
  private long lastUsed;

  CloudApiTransport(WhatsAppConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    threads = Executors.newCachedThreadPool(daemons("mora-whatsapp-"));
    alarms = new ScheduledThreadPoolExecutor(1, daemons("mora-whatsapp-deadline-"));
    alarms.setRemoveOnCancelPolicy(true);
  }

  /** Never completes exceptionally, and ends within {@code budget}. */
  CompletableFuture<Exchange> post(URI uri, String token, byte[] body, Duration budget) {
    WitnessBody witness = new WitnessBody(body);
    long start = System.nanoTime();
    AtomicInteger status = new AtomicInteger();
    HttpClient current = take();
    @Nullable CompletableFuture<HttpResponse<BoundedBody.Read>> exchange = null;
    ScheduledFuture<?> alarm;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json; charset=utf-8")
              .header("Accept", "application/json")
              .POST(witness)
              .build();
      exchange =
          current.sendAsync(
              request,
              info -> {
                status.set(info.statusCode());
                return new BoundedBody(config.responseLimit());
              });
      open.add(exchange);
      alarm = cancelAfter(budget, exchange);
    } catch (RuntimeException e) {
      if (exchange != null) {
        exchange.cancel(true);
        open.remove(exchange);
      }
      return CompletableFuture.completedFuture(failed(witness, e, status.get(), start, budget));
    }
    CompletableFuture<?> ending = exchange;
    return exchange.handle(
        (response, failure) -> {
          alarm.cancel(false);
          give(ending);
          return response == null
              ? failed(witness, failure, status.get(), start, budget)
              : new Exchange.Answer(
                  response.statusCode(),
                  response.body().bytes(),
                  response.body().cut(),
                  retryAfter(response.headers()));
        });
  }

  /** Cancels on a thread of its own: what the host hung on the result runs there too. */
  private ScheduledFuture<?> cancelAfter(Duration budget, CompletableFuture<?> exchange) {
    Runnable cut = () -> threads.execute(() -> exchange.cancel(true));
    return alarms.schedule(cut, budget.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Exchange failed(
      WitnessBody witness, @Nullable Throwable failure, int status, long start, Duration budget) {
    long nanos = System.nanoTime() - start;
    String what = nanos >= budget.toNanos() ? "deadline" : describe(failure);
    if (witness.seal()) {
      return new Exchange.NothingSent(what);
    }
    String phase = status == 0 ? "before an answer" : "inside the answer, HTTP " + status;
    return new Exchange.Unclear(
        what + " " + phase + " after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
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
    threads.shutdown();
  }
}
