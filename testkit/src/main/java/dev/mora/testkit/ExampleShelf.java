package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Files for the eyes of a reviewer: an upload is begun with length and type, the bytes follow, a
 * handle comes back (Graph API v25.0, Resumable Upload). The bytes are counted and forgotten.
 */
final class ExampleShelf {

  private static final Set<String> TYPES =
      Set.of("image/jpeg", "image/jpg", "image/png", "video/mp4", "application/pdf");

  private final Map<String, Long> lengths = new ConcurrentHashMap<>();
  private final AtomicInteger uploads = new AtomicInteger();

  static boolean isUpload(Call call) {
    return call.node().startsWith("upload:");
  }

  ResponseDefinitionBuilder begin(Call call) {
    String length = call.query().getOrDefault("file_length", "");
    String type = call.query().getOrDefault("file_type", "");
    if (!length.matches("[1-9]\\d{0,8}")) {
      return GraphAnswer.error(MessageRequest.parameter("file_length must be the size in bytes"));
    }
    if (!TYPES.contains(type)) {
      return GraphAnswer.error(
          MessageRequest.parameter("file_type must be one of the supported types"));
    }
    String id = "upload:" + base64("attachment:example-" + uploads.incrementAndGet());
    lengths.put(id, Long.parseLong(length));
    return GraphAnswer.json(Map.of("id", id + "?sig=" + base64("sig" + uploads.get())));
  }

  ResponseDefinitionBuilder take(Call call, String offset) {
    Long length = lengths.get(call.node());
    if (length == null || call.query().getOrDefault("sig", "").isEmpty()) {
      return GraphAnswer.unsupported(call);
    }
    if (!offset.equals("0") || call.body().length != length) {
      return GraphAnswer.error(
          MessageRequest.parameter(
              "expected " + length + " bytes from file_offset 0, got " + call.body().length));
    }
    lengths.remove(call.node());
    return GraphAnswer.json(Map.of("h", "4::" + base64(call.node())));
  }

  void clear() {
    lengths.clear();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
