package dev.mora.whatsapp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over the bytes as they came, as {@code X-Hub-Signature-256} carries it. */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";
  private static final int BYTES = 32;

  private Signature() {}

  /** A MAC with its key in it, which is never used itself: each body takes a copy. */
  static Mac key(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("an app secret must not be blank");
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  static String header(Mac key, byte[] body) {
    return PREFIX + HexFormat.of().formatHex(hmac(key, body));
  }

  /** Tries all keys, whichever matches, and compares in constant time. */
  static boolean matches(List<Mac> keys, byte[] body, String header) {
    byte[] claimed = claimed(header);
    if (claimed.length != BYTES) {
      return false;
    }
    boolean matches = false;
    for (Mac key : keys) {
      matches |= MessageDigest.isEqual(hmac(key, body), claimed);
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

  /** A provider of MACs that cannot be copied is asked for a new one; the JDK's can. */
  private static byte[] hmac(Mac key, byte[] body) {
    try {
      return ((Mac) key.clone()).doFinal(body);
    } catch (CloneNotSupportedException e) {
      synchronized (key) {
        return key.doFinal(body);
      }
    }
  }
}
