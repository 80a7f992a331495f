package dev.mora.template;

import dev.mora.json.Fault;
import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonLocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Tells the two forms of a file apart by their first character. */
final class TemplateFile {

  private TemplateFile() {}

  static MessageTemplate load(Path file) {
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MessageTemplate read(String source, InputStream in) {
    try {
      return read(source, in.readNBytes(JsonLimits.FILE.maxBytes() + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageTemplate read(String source, byte[] bytes) {
    int at = startsWithMark(bytes) ? 3 : 0; // JSON with one is refused as such
    while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at < bytes.length && bytes[at] == '{'
        ? JsonFormReader.read(Json.parse(source, bytes, JsonLimits.FILE))
        : TextFormReader.read(source, utf8(source, bytes));
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  static MessageTemplate parse(String source, String text) {
    return (text.startsWith("\ufeff") ? text.substring(1) : text).stripLeading().startsWith("{")
        ? JsonFormReader.read(Json.parse(source, text))
        : TextFormReader.read(source, text);
  }

  private static String utf8(String source, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      String before = text.substring(0, text.indexOf('\ufffd'));
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      throw Fault.of(new JsonLocation(source, line, column, ""), "bytes that are no text", "UTF-8")
          .asException();
    }
    return text;
  }
}
