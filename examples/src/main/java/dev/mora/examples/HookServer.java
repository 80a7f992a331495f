package dev.mora.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mora.outreach.Outreach;
import dev.mora.whatsapp.WebhookHandler;
import dev.mora.whatsapp.WebhookReceiver;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A webhook on the JDK's own server, as a host would write it. Reading happens later, in {@code
 * Outreach.work}. Listens on this machine only.
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
      WebhookReceiver receiver =
          WebhookReceiver.of(webhook, body -> outreach.receive(webhook.channel(), body));
      http.createContext(PATH, WebhookHandler.of(receiver));
      http.createContext("/", HookServer::elsewhere);
      http.setExecutor(server.threads);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
    }
  }

  /** For whoever has configured another path. */
  private static void elsewhere(HttpExchange exchange) throws IOException {
    byte[] said =
        ("nothing here: the webhook is at " + PATH + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    try (exchange) {
      boolean bare = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(404, bare ? -1 : said.length);
      if (!bare) {
        exchange.getResponseBody().write(said);
      }
    }
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + PATH);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
