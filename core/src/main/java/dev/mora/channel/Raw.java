package dev.mora.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a provider wrote, byte for byte, as JSON or whatever it writes. Personal data; equal to
 * another of the same bytes. Immutable.
 */
public final class Raw {

  /** Nothing was written. */
  public static final Raw NONE = new Raw(new byte[0]);

  private final byte[] bytes;

  private Raw(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Raw of(String text) {
    return text.isEmpty() ? NONE : new Raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of the bytes {@code from} up to before {@code to}. */
  public static Raw of(byte[] body, int from, int to) {
    return from == to ? NONE : new Raw(Arrays.copyOfRange(body, from, to));
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  public int size() {
    return bytes.length;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** As UTF-8; what is no UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Raw that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Raw(" + bytes.length + " bytes)";
  }
}
