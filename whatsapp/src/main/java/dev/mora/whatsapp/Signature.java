package dev.mora.whatsapp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over the bytes as they came, as {@code X-Hub-Signature-256} carries it. */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern HEADER = Pattern.compile("sha256=[0-9a-f]{64}");

  private Signature() {}

  static SecretKeySpec key(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("an app secret must not be blank");
    }
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  static String header(SecretKeySpec key, byte[] body) {
    return "sha256=" + HexFormat.of().formatHex(hmac(key, body));
  }

  /** Tries all keys, whichever matches, and compares in constant time. */
  static boolean matches(List<SecretKeySpec> keys, byte[] body, String header) {
    if (!HEADER.matcher(header).matches()) {
      return false;
    }
    byte[] claimed = HexFormat.of().parseHex(header, "sha256=".length(), header.length());
    boolean matches = false;
    for (SecretKeySpec key : keys) {
      matches |= MessageDigest.isEqual(hmac(key, body), claimed);
    }
    return matches;
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

  private static byte[] hmac(SecretKeySpec key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }
}
