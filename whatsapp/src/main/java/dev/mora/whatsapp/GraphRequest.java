package dev.mora.whatsapp;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request of any kind, without its token.
 *
 * @param contentType empty where there is no body
 * @param body asked for a fresh one at each attempt; null where there is none
 */
record GraphRequest(
    String method, URI uri, String contentType, @Nullable Supplier<BodyPublisher> body) {

  private static final String JSON = "application/json; charset=utf-8";

  static GraphRequest get(URI uri) {
    return new GraphRequest("GET", uri, "", null);
  }

  static GraphRequest delete(URI uri) {
    return new GraphRequest("DELETE", uri, "", null);
  }

  static GraphRequest post(URI uri, byte[] json) {
    return upload(uri, JSON, () -> BodyPublishers.ofByteArray(json));
  }

  static GraphRequest upload(URI uri, String contentType, Supplier<BodyPublisher> body) {
    return new GraphRequest("POST", uri, contentType, body);
  }
}
