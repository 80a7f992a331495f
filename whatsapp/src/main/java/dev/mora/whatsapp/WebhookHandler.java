package dev.mora.whatsapp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Mounts a {@link WebhookReceiver} on the JDK's own server: {@code createContext(path, …)}. A host
 * with a module descriptor requires {@code jdk.httpserver} for it, and nothing for all else here.
 */
public final class WebhookHandler implements HttpHandler {

  private final WebhookReceiver receiver;

  private WebhookHandler(WebhookReceiver receiver) {
    this.receiver = receiver;
  }

  public static WebhookHandler of(WebhookReceiver receiver) {
    return new WebhookHandler(Objects.requireNonNull(receiver, "receiver"));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      WebhookReceiver.Reply reply =
          receiver.handle(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawQuery(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody());
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
