package dev.mora.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mora.outreach.Outreach;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A webhook on the JDK's own server, as a host would write it: shake hands, verify over the raw
 * bytes, store, answer. Reading happens later, in {@code Outreach.work}. Listens on this machine
 * only.
 */
final class HookServer implements AutoCloseable {

  static final String PATH = "/hooks/whatsapp";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  private HookServer(HttpServer server) {
    this.server = server;
  }

  /**
   * @param port 0 takes a free one
   */
  static HookServer start(int port, WhatsAppWebhook webhook, Outreach outreach) {
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress("localhost", port), 64);
      HookServer server = new HookServer(http);
      http.createContext(PATH, exchange -> answer(exchange, webhook, outreach));
      http.setExecutor(server.threads);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
    }
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + PATH);
  }

  private static void answer(HttpExchange exchange, WhatsAppWebhook webhook, Outreach outreach)
      throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "GET" -> shakeHands(exchange, webhook);
        case "POST" -> exchange.sendResponseHeaders(status(exchange, webhook, outreach), -1);
        default -> exchange.sendResponseHeaders(405, -1);
      }
    }
  }

  private static void shakeHands(HttpExchange exchange, WhatsAppWebhook webhook)
      throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    Optional<String> challenge =
        webhook.handshake(
            query.getOrDefault("hub.mode", ""),
            query.getOrDefault("hub.verify_token", ""),
            query.getOrDefault("hub.challenge", ""));
    if (challenge.isEmpty()) {
      exchange.sendResponseHeaders(403, -1);
      return;
    }
    byte[] text = challenge.get().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
  }

  private static int status(HttpExchange exchange, WhatsAppWebhook webhook, Outreach outreach)
      throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(WhatsAppWebhook.MAX_BYTES + 1);
    if (body.length > WhatsAppWebhook.MAX_BYTES) {
      return 413;
    }
    String signature =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"))
            .orElse("");
    if (!webhook.verify(body, signature)) {
      return 401;
    }
    return outreach.receive(webhook.channel(), body) ? 200 : 503;
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : Optional.ofNullable(raw).orElse("").split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
