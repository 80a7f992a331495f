package dev.mora.whatsapp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that a callback of Meta's has to answer, for any web framework. Thread-safe; knows no address
 * and no path, so a host mounts it where it likes, before anything that reads or parses bodies.
 *
 * <pre>
 *  GET   handshake ............ 200 and the challenge, or 403
 *  POST  too large ............ 413, nothing more is read
 *        not signed by Meta ... 401, nothing is parsed
 *        not stored ........... 503, and Meta sends it again for days
 *        stored ............... 200
 *  any other .................. 405
 * </pre>
 *
 * <pre>{@code
 * WebhookReceiver receiver =
 *     WebhookReceiver.of(webhook, body -> outreach.receive(webhook.channel(), body));
 * }</pre>
 */
public final class WebhookReceiver {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

  private final WhatsAppWebhook webhook;
  private final Predicate<byte[]> store;

  private WebhookReceiver(WhatsAppWebhook webhook, Predicate<byte[]> store) {
    this.webhook = webhook;
    this.store = store;
  }

  /**
   * @param store keeps the bytes of a verified body: true once they are durable. Called on the
   *     caller's thread; an exception of any kind is a 503, an error goes on to the server
   * @throws IllegalArgumentException if {@code webhook} only parses: it could verify nothing
   */
  public static WebhookReceiver of(WhatsAppWebhook webhook, Predicate<byte[]> store) {
    if (!webhook.verifiesBodies()) {
      throw new IllegalArgumentException(
          "a webhook that only parses has no secret to receive with: make it by WhatsAppWebhook.of");
    }
    return new WebhookReceiver(webhook, Objects.requireNonNull(store, "store"));
  }

  /**
   * @param query as it stands behind the {@code ?} of the request, not decoded; empty if there is
   *     none, and the null that some servers give then is taken for it
   * @param headers by their names in any case, each with all its values
   * @param body the bytes as they came in
   */
  public Reply handle(String method, String query, Map<String, List<String>> headers, byte[] body) {
    try {
      return handle(method, query, headers, new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads as much as is allowed and no more. Closes nothing, and waits for the bytes as long as the
   * server lets it.
   *
   * @param body not read by anybody before
   * @throws IOException if the body breaks off; then nobody waits for an answer
   */
  public Reply handle(
      String method, String query, Map<String, List<String>> headers, InputStream body)
      throws IOException {
    return switch (method) {
      case "GET" -> handshake(query(Objects.requireNonNullElse(query, "")));
      case "POST" -> notification(headers, body);
      default -> new Reply(405, Map.of("Allow", "GET, POST"), "");
    };
  }

  private Reply handshake(Map<String, String> query) {
    Optional<String> challenge =
        webhook.handshake(
            query.getOrDefault("hub.mode", ""),
            query.getOrDefault("hub.verify_token", ""),
            query.getOrDefault("hub.challenge", ""));
    return challenge
        .map(text -> new Reply(200, Map.of("Content-Type", "text/plain"), text))
        .orElseGet(() -> Reply.of(403));
  }

  private Reply notification(Map<String, List<String>> headers, InputStream body)
      throws IOException {
    if (isAnnouncedTooLarge(headers)) {
      return Reply.of(413);
    }
    byte[] bytes = body.readNBytes(WhatsAppWebhook.MAX_BYTES);
    if (bytes.length == WhatsAppWebhook.MAX_BYTES && body.read() >= 0) {
      return Reply.of(413);
    }
    List<String> signatures = values(headers, "X-Hub-Signature-256");
    if (signatures.size() != 1 || !webhook.verify(bytes, signatures.get(0))) {
      return Reply.of(401);
    }
    return Reply.of(isStored(bytes) ? 200 : 503);
  }

  private boolean isStored(byte[] body) {
    try {
      return store.test(body);
    } catch (Exception e) { // also a checked one, as other languages throw it undeclared
      // its message may quote what it could not store
      LOG.error("a notification could not be stored: {}", e.getClass().getName());
      return false;
    }
  }

  /** What says nothing of its length, or nothing that can be read, is counted while it comes. */
  private static boolean isAnnouncedTooLarge(Map<String, List<String>> headers) {
    return values(headers, "Content-Length").stream()
        .anyMatch(
            length ->
                length.matches("[0-9]{1,18}")
                    && Long.parseLong(length) > WhatsAppWebhook.MAX_BYTES);
  }

  private static List<String> values(Map<String, List<String>> headers, String name) {
    List<String> values = new ArrayList<>();
    headers.forEach(
        (key, each) -> {
          if (name.equalsIgnoreCase(key)) {
            values.addAll(each);
          }
        });
    return values;
  }

  /** What is asked twice or cannot be decoded was asked by nobody. */
  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.merge(
            decoded(pair.substring(0, equals)),
            decoded(pair.substring(equals + 1)),
            (one, again) -> "");
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @Override
  public String toString() {
    return "WebhookReceiver(" + webhook + ")";
  }

  /**
   * What to answer.
   *
   * @param headers to set besides those of the framework
   * @param body ASCII; empty if there is none
   */
  public record Reply(int status, Map<String, String> headers, String body) {

    public Reply {
      headers = Map.copyOf(headers);
      Objects.requireNonNull(body, "body");
    }

    static Reply of(int status) {
      return new Reply(status, Map.of(), "");
    }

    @Override
    public String toString() {
      return "Reply(" + status + ")";
    }
  }
}
