package dev.mora.whatsapp;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request of any kind, without its token.
 *
 * @param headers of its own, beside those that every request has
 * @param body asked for a fresh one at each attempt; null where there is none
 */
record GraphRequest(
    String method, URI uri, Map<String, String> headers, @Nullable Supplier<BodyPublisher> body) {

  private static final String TYPE = "Content-Type";
  private static final String JSON = "application/json; charset=utf-8";
  private static final String BYTES = "application/octet-stream";

  static GraphRequest get(URI uri) {
    return new GraphRequest("GET", uri, Map.of(), null);
  }

  static GraphRequest delete(URI uri) {
    return new GraphRequest("DELETE", uri, Map.of(), null);
  }

  static GraphRequest post(URI uri, byte[] json) {
    return upload(uri, JSON, () -> BodyPublishers.ofByteArray(json));
  }

  static GraphRequest upload(URI uri, String contentType, Supplier<BodyPublisher> body) {
    return new GraphRequest("POST", uri, Map.of(TYPE, contentType), body);
  }

  static GraphRequest bytes(URI uri, Map<String, String> headers, Supplier<BodyPublisher> body) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(TYPE, BYTES);
    return new GraphRequest("POST", uri, all, body);
  }
}
