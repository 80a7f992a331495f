package dev.mora.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body by name (RFC 7578). */
final class MultipartForm {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern TYPE = Pattern.compile("(?im)^content-type: *([^\\r\\n]+)");

  private final Map<String, Part> parts = new LinkedHashMap<>();

  private MultipartForm() {}

  /**
   * @param type as its headers have it; empty if they say nothing
   */
  record Part(String type, boolean file, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Without a part if the body is no such form. */
  static MultipartForm read(String contentType, byte[] body) {
    MultipartForm form = new MultipartForm();
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
        || !boundary.find()) {
      return form;
    }
    byte[] line = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
    int start = indexOf(body, line, 0);
    while (start >= 0) {
      int next = indexOf(body, line, start + line.length);
      if (next > 0) {
        form.add(Arrays.copyOfRange(body, start + line.length, next));
      }
      start = next;
    }
    return form;
  }

  Optional<Part> part(String name) {
    return Optional.ofNullable(parts.get(name));
  }

  String text(String name) {
    return part(name).map(Part::text).orElse("");
  }

  /** CRLF, headers, CRLF CRLF, content, CRLF. */
  private void add(byte[] part) {
    byte[] gap = {'\r', '\n', '\r', '\n'};
    int end = indexOf(part, gap, 0);
    if (end < 0 || part.length < end + 6) {
      return;
    }
    String headers = new String(part, 0, end, StandardCharsets.UTF_8);
    Matcher name = NAME.matcher(headers);
    Matcher type = TYPE.matcher(headers);
    if (name.find()) {
      parts.put(
          name.group(1),
          new Part(
              type.find() ? type.group(1).strip() : "",
              headers.contains("filename"),
              Arrays.copyOfRange(part, end + 4, part.length - 2)));
    }
  }

  private static int indexOf(byte[] in, byte[] wanted, int from) {
    for (int i = from; i <= in.length - wanted.length; i++) {
      if (in[i] == wanted[0] && Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
