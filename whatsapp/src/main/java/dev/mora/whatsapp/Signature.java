package dev.mora.whatsapp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** HMAC-SHA256 over the bytes as they came, as {@code X-Hub-Signature-256} carries it. */
final class Signature {

  private static final String PREFIX = "sha256=";
  private static final int BYTES = 32;

  private Signature() {}

  static String header(AppSecret secret, byte[] body) {
    return PREFIX + HexFormat.of().formatHex(secret.hmac(body));
  }

  /** Tries all secrets, whichever matches, and compares in constant time. */
  static boolean matches(List<AppSecret> secrets, byte[] body, String header) {
    byte[] claimed = claimed(header);
    if (claimed.length != BYTES) {
      return false;
    }
    boolean matches = false;
    for (AppSecret secret : secrets) {
      matches |= MessageDigest.isEqual(secret.hmac(body), claimed);
    }
    return matches;
  }

  /** The bytes of 64 lower-case hex digits behind the prefix; none for anything else. */
  private static byte[] claimed(String header) {
    if (!header.startsWith(PREFIX) || header.length() != PREFIX.length() + 2 * BYTES) {
      return new byte[0];
    }
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < 2 * BYTES; i++) {
      char c = header.charAt(PREFIX.length() + i);
      boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
      if (!hex) {
        return new byte[0];
      }
      bytes[i / 2] = (byte) (bytes[i / 2] << 4 | HexFormat.fromHexDigit(c));
    }
    return bytes;
  }

  static boolean sameText(String one, String other) {
    return MessageDigest.isEqual(sha256(one), sha256(other));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
