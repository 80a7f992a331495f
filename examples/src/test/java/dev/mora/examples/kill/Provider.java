package dev.mora.examples.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A provider in a process of its own that outlives those who send: counts each body that it may
 * have taken, answers badly as {@link Fate} says, and tells statuses to whoever listens.
 *
 * <p>Arguments: seed, start of the {@link FastClock}, whether it tells statuses. Prints its
 * address; ends with its input.
 */
final class Provider {

  static final String SECRET = "kill-app-secret";
  static final String NUMBER_ID = "100000000000001";

  private static final Pattern CORRELATION =
      Pattern.compile("\"biz_opaque_callback_data\"\\s*:\\s*\"mora1:local:([^\"]+)\"");
  private static final int TELLERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final long seed;
  private final FastClock clock;
  private final boolean talks;
  private final Map<String, Integer> bodies = new TreeMap<>();
  private final Map<String, Integer> throttled = new TreeMap<>();
  private final List<URI> hooks = new CopyOnWriteArrayList<>();
  private final AtomicInteger untold = new AtomicInteger();
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService tellers = Executors.newScheduledThreadPool(TELLERS);
  private int counted;

  private Provider(long seed, FastClock clock, boolean talks) {
    this.seed = seed;
    this.clock = clock;
    this.talks = talks;
  }

  public static void main(String... args) throws IOException {
    Provider provider =
        new Provider(
            Long.parseLong(args[0]),
            new FastClock(Long.parseLong(args[1])),
            Boolean.parseBoolean(args[2]));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", provider::messages);
    server.createContext("/hook", provider::hook);
    server.createContext("/await", provider::await);
    server.createContext("/report", provider::report);
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // until whoever started it is gone
    }
    System.exit(0);
  }

  // --- sends

  private void messages(HttpExchange exchange) throws IOException {
    String body = text(exchange);
    Matcher correlation = CORRELATION.matcher(body);
    if (!correlation.find()) {
      answer(exchange, 400, "{\"error\":{\"code\":100,\"message\":\"no correlation\"}}");
      return;
    }
    String dispatch = correlation.group(1);
    Fate fate = new Fate(seed, dispatch);
    if (fate.isThrottledFirst() && first(throttled, dispatch)) {
      answer(exchange, 429, "{\"error\":{\"code\":130429,\"message\":\"Rate limit hit\"}}");
      return;
    }
    int nth = count(dispatch);
    String wamid = "wamid." + dispatch + "." + nth;
    if (talks && fate.isToldBeforeTheAnswer()) {
      tellNow(status(wamid, dispatch, "sent"));
    }
    if (talks && !fate.isNeverTold()) {
      schedule(fate, wamid, dispatch);
    }
    tellers.schedule(
        () -> {
          reply(exchange, fate, wamid);
          return null;
        },
        fate.answerMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static void reply(HttpExchange exchange, Fate fate, String wamid) throws IOException {
    if (fate.isDropped()) {
      exchange.close();
    } else if (fate.isServerError()) {
      answer(exchange, 500, "");
    } else {
      answer(
          exchange,
          200,
          "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"+1\",\"wa_id\":\"1\"}],"
              + "\"messages\":[{\"id\":\""
              + wamid
              + "\",\"message_status\":\"accepted\"}]}");
    }
  }

  private synchronized int count(String dispatch) {
    counted++;
    notifyAll();
    return bodies.merge(dispatch, 1, Integer::sum);
  }

  private synchronized boolean first(Map<String, Integer> seen, String dispatch) {
    return seen.merge(dispatch, 1, Integer::sum) == 1;
  }

  // --- statuses

  private void schedule(Fate fate, String wamid, String dispatch) {
    List<String> order =
        fate.isToldBackwards()
            ? List.of("read", "delivered", "sent")
            : List.of("sent", "delivered", "read");
    int wait = 0;
    for (String state : order) {
      wait = Math.max(wait, fate.statusMillis(state));
      byte[] body = status(wamid, dispatch, state);
      tell(body, wait);
      if (fate.isToldTwice()) {
        tell(body, wait + 20);
      }
    }
  }

  private byte[] status(String wamid, String dispatch, String state) {
    return ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{"
            + "\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\","
            + "\"metadata\":{\"display_phone_number\":\"525555550100\",\"phone_number_id\":\""
            + NUMBER_ID
            + "\"},\"statuses\":[{\"id\":\""
            + wamid
            + "\",\"status\":\""
            + state
            + "\",\"timestamp\":\""
            + clock.instant().getEpochSecond()
            + "\",\"recipient_id\":\"5215500000000\",\"biz_opaque_callback_data\":\"mora1:local:"
            + dispatch
            + "\"}]}}]}]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void tell(byte[] body, long millis) {
    untold.incrementAndGet();
    tellers.schedule(() -> deliver(body), millis, TimeUnit.MILLISECONDS);
  }

  private void tellNow(byte[] body) {
    untold.incrementAndGet();
    deliver(body);
  }

  /** To the next one that listens; if nobody takes it, again a little later. */
  private void deliver(byte[] body) {
    List<URI> listening = List.copyOf(hooks);
    for (int i = 0; i < listening.size(); i++) {
      URI hook = listening.get(Math.floorMod(turn.getAndIncrement(), listening.size()));
      if (post(hook, body)) {
        untold.decrementAndGet();
        return;
      }
    }
    tellers.schedule(() -> deliver(body), 200, TimeUnit.MILLISECONDS);
  }

  private boolean post(URI hook, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(hook)
            .timeout(PATIENCE)
            .header("X-Hub-Signature-256", sign(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException e) {
      hooks.remove(hook); // dead: whoever comes after it listens elsewhere, and says so
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  // --- for the crew

  /** A worker says where it listens; one that died is found out by its first refusal. */
  private void hook(HttpExchange exchange) throws IOException {
    hooks.add(URI.create(text(exchange)));
    answer(exchange, 200, "");
  }

  /** Waits until so many bodies have come, at most half a second; answers how many there are. */
  private void await(HttpExchange exchange) throws IOException {
    int wanted = Integer.parseInt(text(exchange));
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
    int now;
    synchronized (this) {
      while (counted < wanted && System.nanoTime() < until) {
        try {
          TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - System.nanoTime()));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
      now = counted;
    }
    answer(exchange, 200, now + " " + untold.get());
  }

  /** One line for each dispatch that came: id, how many bodies. */
  private synchronized void report(HttpExchange exchange) throws IOException {
    List<String> lines = new ArrayList<>();
    bodies.forEach((dispatch, n) -> lines.add(dispatch + " " + n));
    answer(exchange, 200, String.join("\n", lines));
  }

  private static String text(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }
}
