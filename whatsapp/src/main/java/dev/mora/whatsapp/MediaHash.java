package dev.mora.whatsapp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 as notifications (base64) and answers (hex) write it. */
final class MediaHash {

  private MediaHash() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** Whether an announced hash, in either writing, is this one; none announced is never wrong. */
  static boolean fits(String announced, byte[] digest) {
    String text = announced.strip();
    return text.isEmpty()
        || text.equalsIgnoreCase(hex(digest))
        || text.replace('-', '+')
            .replace('_', '/')
            .replaceFirst("=+$", "")
            .equals(Base64.getEncoder().withoutPadding().encodeToString(digest));
  }
}
