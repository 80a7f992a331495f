package dev.mora.whatsapp;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything that is asked of the Graph API besides sending: numbers, templates, media. One for
 * each configuration; thread-safe; no call blocks. A future never completes exceptionally and ends
 * within its deadline, unless the host takes longer to give another token.
 *
 * <p>No call is repeated here but one that a refused access token answers for: nothing was done,
 * and it is put once more with another token, if the host has one and gives it in time. A caller
 * may repeat what only reads.
 *
 * <pre>
 *  WhatsAppSender, WhatsAppNumber, … ──> GraphClient ── token ──> CloudApiTransport ──> Exchange
 *                                            └── GraphReader ──> GraphAnswer
 * </pre>
 */
final class GraphClient implements AutoCloseable {

  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_:.=+-]+(/[A-Za-z0-9_:.=+-]+)*");

  /** What was known of a debtor when a message was let through counts for so long. */
  static final Duration FRESH = Duration.ofSeconds(5);

  private static final Exchange TOO_LATE = new Exchange.NothingSent("the token came too late");

  private final WhatsAppConfig config;
  private final LongSupplier nanoTime;
  private final Tokens tokens;
  private final CloudApiTransport transport;
  private final AnswerReader answers;

  GraphClient(WhatsAppConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    tokens = new Tokens(config.tokens(), nanoTime);
    transport = new CloudApiTransport(config, nanoTime);
    answers = new AnswerReader(WhatsAppErrors.standard(), new Patience(nanoTime));
  }

  static GraphClient of(WhatsAppConfig config) {
    return new GraphClient(config, System::nanoTime);
  }

  /**
   * @param path below the version, without a slash in front: {@code
   *     106540352242922/message_templates}
   * @param query in its own order, unencoded
   */
  CompletableFuture<GraphAnswer> get(String path, Map<String, String> query) {
    return call(GraphRequest.get(uri(path, query)));
  }

  /** The body is a JSON document. */
  CompletableFuture<GraphAnswer> post(String path, byte[] json) {
    return post(path, Map.of(), json);
  }

  /** The same with a query. */
  CompletableFuture<GraphAnswer> post(String path, Map<String, String> query, byte[] json) {
    return call(GraphRequest.post(uri(path, query), json));
  }

  CompletableFuture<GraphAnswer> delete(String path, Map<String, String> query) {
    return call(GraphRequest.delete(uri(path, query)));
  }

  /**
   * Any body by {@code POST}, such as {@code multipart/form-data}.
   *
   * @param body a publisher for each attempt; of more than no bytes
   */
  CompletableFuture<GraphAnswer> upload(
      String path, String contentType, Supplier<BodyPublisher> body, Duration deadline) {
    return exchange(GraphRequest.upload(uri(path, Map.of()), contentType, body), deadline)
        .thenApply(GraphReader::read);
  }

  /** Bytes as they are by {@code POST}, with further headers. */
  CompletableFuture<GraphAnswer> upload(
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      Supplier<BodyPublisher> bytes,
      Duration deadline) {
    GraphRequest request = GraphRequest.bytes(uri(path, query), headers, bytes);
    return exchange(request, deadline).thenApply(GraphReader::read);
  }

  /**
   * Streams the answer of a {@code GET} on any address into a sink; another status than 2xx never
   * reaches the sink. No redirect is followed: a 3xx is a failure. The address gets the access
   * token, so the caller has judged it.
   */
  <T> CompletableFuture<GraphFetched<T>> fetch(
      URI address, BodyHandler<T> sink, Duration deadline) {
    long start = nanoTime.getAsLong();
    String token;
    try {
      token = tokens.current();
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(GraphFetched.failed(noToken(e)));
    }
    return transport
        .fetch(address, token, sink, deadline)
        .thenCompose(
            first -> {
              Optional<String> other = otherToken(first.exchange(), token);
              if (other.isEmpty()) {
                return CompletableFuture.completedFuture(first);
              }
              Duration left = deadline.minus(since(start));
              return isOver(left)
                  ? CompletableFuture.completedFuture(
                      new CloudApiTransport.Fetched<T>(TOO_LATE, Optional.empty()))
                  : transport.fetch(address, other.get(), sink, left);
            })
        .thenApply(
            last ->
                last.value()
                    .<GraphFetched<T>>map(GraphFetched::of)
                    .orElseGet(() -> GraphFetched.failed(GraphReader.failure(last.exchange()))));
  }

  private CompletableFuture<GraphAnswer> call(GraphRequest request) {
    return exchange(request, config.exchangeDeadline()).thenApply(GraphReader::read);
  }

  private CompletableFuture<Exchange> exchange(GraphRequest request, Duration budget) {
    String token;
    try {
      token = tokens.current();
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(new Exchange.NothingSent(Tokens.problem(e)));
    }
    return exchange(request, token, budget, budget, nanoTime.getAsLong());
  }

  /**
   * Sends a message. Each attempt, and there is a second one only if the first token is refused,
   * begins within {@link #FRESH} of the start or not at all.
   *
   * @param start on the clock of this client, before the host was asked for the token
   */
  CompletableFuture<Exchange> send(
      GraphRequest request, String token, Duration budget, long start) {
    return since(start).compareTo(FRESH) > 0
        ? CompletableFuture.completedFuture(TOO_LATE)
        : exchange(request, token, budget, FRESH, start);
  }

  /** One exchange, and one more if its token was refused and the host has another in time. */
  private CompletableFuture<Exchange> exchange(
      GraphRequest request, String token, Duration budget, Duration fresh, long start) {
    Duration whole = budget.minus(since(start));
    if (isOver(whole)) {
      return CompletableFuture.completedFuture(TOO_LATE);
    }
    return transport
        .exchange(request, token, whole)
        .thenCompose(
            first -> {
              Optional<String> other = otherToken(first, token);
              if (other.isEmpty()) {
                return CompletableFuture.completedFuture(first);
              }
              Duration passed = since(start); // the host may have taken its time
              Duration left = budget.minus(passed);
              return isOver(left) || passed.compareTo(fresh) > 0
                  ? CompletableFuture.completedFuture(TOO_LATE)
                  : transport.exchange(request, other.get(), left);
            });
  }

  private Duration since(long start) {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  private static boolean isOver(Duration left) {
    return left.isNegative() || left.isZero();
  }

  /** A token of the host for an attempt that begins now. */
  String token() {
    return tokens.current();
  }

  private Optional<String> otherToken(Exchange first, String refused) {
    if (!answers.blamesTheToken(first)) {
      return Optional.empty();
    }
    try {
      return tokens.insteadOf(refused);
    } catch (RuntimeException e) {
      return Optional.empty(); // the refusal stands
    }
  }

  private static GraphFailure noToken(RuntimeException e) {
    return GraphFailure.local(GraphFailure.Kind.NOT_SENT, Tokens.problem(e));
  }

  private URI uri(String path, Map<String, String> query) {
    if (!PATH.matcher(path).matches() || path.contains("..")) {
      throw new IllegalArgumentException(
          "a path has letters, digits, _, -, ., :, =, + and / between");
    }
    String asked =
        query.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(config.root() + "/" + path + (asked.isEmpty() ? "" : "?" + asked));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Ends at once what is still open. */
  @Override
  public void close() {
    transport.close();
  }
}
