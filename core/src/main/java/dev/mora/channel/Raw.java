package dev.mora.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a provider wrote, byte for byte, as JSON or whatever it writes. Personal data; equal to
 * another of the same bytes. Immutable.
 */
public final class Raw {

  /** A body up to this size is kept whole for its parts; of a larger one each part is copied. */
  private static final int SMALL = 16 << 10;

  /** Nothing was written. */
  public static final Raw NONE = new Raw(new byte[0], 0, 0);

  private final byte[] bytes;
  private final int from;
  private final int to;

  private Raw(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  public static Raw of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return text.isEmpty() ? NONE : new Raw(utf8, 0, utf8.length);
  }

  /**
   * The bytes {@code from} up to before {@code to}.
   *
   * @param body not changed by anybody from now on
   */
  public static Raw of(byte[] body, int from, int to) {
    if (from == to) {
      return NONE;
    }
    return body.length <= SMALL
        ? new Raw(body, Objects.checkFromToIndex(from, to, body.length), to)
        : new Raw(Arrays.copyOfRange(body, from, to), 0, to - from);
  }

  public boolean isEmpty() {
    return from == to;
  }

  public int size() {
    return to - from;
  }

  /** A copy. */
  public byte[] bytes() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** As UTF-8; what is no UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Raw that
        && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return "Raw(" + size() + " bytes)";
  }
}
