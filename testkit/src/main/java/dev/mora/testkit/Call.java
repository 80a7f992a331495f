package dev.mora.testkit;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request to {@code /{version}/{node}/{edge}?query}.
 *
 * @param edge empty where the node itself is asked
 */
record Call(String method, String node, String edge, Map<String, String> query, byte[] body) {

  private static final Pattern PATH =
      Pattern.compile("/v\\d+\\.\\d+/([^/?]+)(?:/([a-z_]+))?/?(?:\\?(.*))?");

  static Optional<Call> of(LoggedRequest request) {
    Matcher path = PATH.matcher(request.getUrl());
    if (!path.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Call(
            request.getMethod().getName(),
            path.group(1),
            Optional.ofNullable(path.group(2)).orElse(""),
            query(Optional.ofNullable(path.group(3)).orElse("")),
            request.getBody()));
  }

  static Map<String, String> query(String text) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        out.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return out;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  boolean is(String wantedMethod, String wantedEdge) {
    return method.equals(wantedMethod) && edge.equals(wantedEdge);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Empty where the body is no JSON object. */
  Map<String, Object> json() {
    try {
      return MessageRequest.object(Json.read(text(), Object.class));
    } catch (RuntimeException e) {
      return Map.of();
    }
  }
}
