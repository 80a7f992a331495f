package dev.mora.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads whole documents into located trees. Strict: RFC 8259 without any extension, UTF-8 without a
 * byte order mark, each key once, nothing behind the end, and within {@link JsonLimits}. Whatever
 * is wrong is an {@link InvalidDocument}.
 */
public final class Json {

  private Json() {}

  /** Within {@link JsonLimits#FILE}. */
  public static JsonValue parse(String source, String text) {
    return parse(source, text, JsonLimits.FILE);
  }

  public static JsonValue parse(String source, String text, JsonLimits limits) {
    Position root = Position.root(source, 1, 1);
    if (text.length() > limits.maxBytes() || utf8Length(text) > limits.maxBytes()) {
      throw tooLarge(root, limits);
    }
    return TreeParser.parse(text, limits, root);
  }

  /**
   * @param source name for faults: a file, a resource, an endpoint
   */
  public static JsonValue parse(String source, byte[] utf8, JsonLimits limits) {
    Position root = Position.root(source, 1, 1);
    return TreeParser.parse(decode(utf8, limits, root), limits, root);
  }

  /**
   * Within {@link JsonLimits#FILE}; faults name the path as given.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static JsonValue read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Within {@link JsonLimits#FILE}; reads to the end, or one byte beyond the limit, and does not
   * close.
   *
   * @throws UncheckedIOException if the stream cannot be read
   */
  public static JsonValue read(String source, InputStream in) {
    try {
      return parse(source, in.readNBytes(JsonLimits.FILE.maxBytes() + 1), JsonLimits.FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(source + ": " + e.getMessage(), e);
    }
  }

  /** The text of the bytes; a fault at the first that is not UTF-8. */
  static String decode(byte[] utf8, JsonLimits limits, Position root) {
    if (utf8.length > limits.maxBytes()) {
      throw tooLarge(root, limits);
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(utf8.length);
    if (decoder.decode(ByteBuffer.wrap(utf8), chars, true).isError()) {
      String good = chars.flip().toString();
      int line = 1 + (int) good.chars().filter(c -> c == '\n').count();
      int column = good.length() - good.lastIndexOf('\n');
      throw new InvalidDocument(
          Fault.of(root.at(line, column).location(), "bytes that are no text", "UTF-8"));
    }
    return chars.flip().toString();
  }

  private static InvalidDocument tooLarge(Position root, JsonLimits limits) {
    return new InvalidDocument(
        Fault.of(
            root.location(),
            "more than " + limits.maxBytes() + " bytes",
            "at most " + limits.maxBytes()));
  }

  private static long utf8Length(String text) {
    return text.chars()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate((char) c) ? 2 : 3)
        .sum();
  }
}
