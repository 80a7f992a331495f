package dev.mora.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Notifications on their way to the callback: signed, in the order of their time, tried again while
 * the callback does not answer 200.
 */
final class Callbacks {

  private static final int TRIES = 10;

  private final InstantSource clock;
  private final String secret;
  private final String verifyToken;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final PriorityQueue<Waiting> queue =
      new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::order));
  private final Object delivery = new Object();
  private @Nullable Supplier<URI> callback;
  private long order;

  Callbacks(
      InstantSource clock, String secret, String verifyToken, @Nullable Supplier<URI> callback) {
    this.clock = clock;
    this.secret = secret;
    this.verifyToken = verifyToken;
    this.callback = callback;
  }

  synchronized void to(Supplier<URI> value) {
    callback = value;
  }

  synchronized void add(Instant due, Function<Instant, byte[]> body) {
    queue.add(new Waiting(due, order++, 0, due, body));
  }

  synchronized int waiting() {
    return queue.size();
  }

  synchronized Optional<Instant> nextDue() {
    return Optional.ofNullable(queue.peek()).map(Waiting::due);
  }

  synchronized void clear() {
    queue.clear();
  }

  void deliverDue(Instant now) {
    synchronized (delivery) {
      for (Waiting next = poll(now); next != null; next = poll(now)) {
        if (!post(next)) {
          again(next, now);
        }
      }
    }
  }

  boolean subscribe() {
    String challenge = "1158201444";
    URI target = target().orElseThrow(() -> new IllegalStateException("no callback is set"));
    URI asked =
        URI.create(
            target
                + "?hub.mode=subscribe&hub.verify_token="
                + verifyToken
                + "&hub.challenge="
                + challenge);
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(asked).timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().equals(challenge);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized @Nullable Waiting poll(Instant now) {
    Waiting next = queue.peek();
    return next == null || callback == null || next.due.isAfter(now) ? null : queue.poll();
  }

  private synchronized void again(Waiting failed, Instant now) {
    if (failed.tries + 1 < TRIES) {
      Instant due = now.plusSeconds(1L << failed.tries);
      queue.add(new Waiting(due, failed.order, failed.tries + 1, failed.at, failed.body));
    }
  }

  private synchronized Optional<URI> target() {
    return Optional.ofNullable(callback).map(Supplier::get);
  }

  private boolean post(Waiting one) {
    byte[] body = one.body.apply(one.at);
    return deliver(body, sign(body)) == 200;
  }

  int deliver(byte[] body, String signature) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                target().orElseThrow(() -> new IllegalStateException("no callback is set")))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!signature.isEmpty()) {
      request.header("X-Hub-Signature-256", signature);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private record Waiting(
      Instant due, long order, int tries, Instant at, Function<Instant, byte[]> body) {}
}
