package dev.mora.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Names one message planned for one borrower, for ever. The same parts give the same id on every
 * machine, so a caller that plans again after a crash plans nothing new. Holds no personal data and
 * may be shown to the provider.
 *
 * @param value 26 characters of Crockford's base 32, upper case
 */
public record DispatchId(String value) implements Comparable<DispatchId> {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;

  public DispatchId {
    if (!isShaped(value)) {
      throw new IllegalArgumentException("a dispatch id has 26 characters of Crockford's base 32");
    }
  }

  /**
   * The first 130 bits of the SHA-256 of the parts, each behind its length, so that {@code ("a",
   * "bc")} and {@code ("ab", "c")} differ.
   */
  public static DispatchId of(String... parts) {
    if (parts.length == 0) {
      throw new IllegalArgumentException("a dispatch id needs at least one part");
    }
    var digest = Hashes.sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return new DispatchId(base32(digest.digest()));
  }

  /** Reads what {@link #toString} writes; lower case, {@code O} for 0 and {@code I L} for 1 too. */
  public static DispatchId parse(String text) {
    return new DispatchId(
        text.toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1'));
  }

  private static boolean isShaped(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (ALPHABET.indexOf(value.charAt(i)) < 0) {
        return false;
      }
    }
    return value.length() == LENGTH;
  }

  @Override
  public int compareTo(DispatchId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static String base32(byte[] bytes) {
    var text = new StringBuilder(LENGTH);
    int buffer = 0;
    int bits = 0;
    for (int next = 0; text.length() < LENGTH; ) {
      if (bits < 5) {
        buffer = (buffer << 8 | bytes[next++] & 0xff) & 0xffff;
        bits += 8;
      }
      bits -= 5;
      text.append(ALPHABET.charAt(buffer >> bits & 31));
    }
    return text.toString();
  }
}
