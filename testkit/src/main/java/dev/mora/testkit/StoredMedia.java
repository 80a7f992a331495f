package dev.mora.testkit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file on the stand-in's shelf, until it is too old. */
record StoredMedia(
    String id, String phoneNumberId, String mimeType, byte[] bytes, Instant at, Duration life) {

  /** For ids that uploads give. */
  static final Duration UPLOADED = Duration.ofDays(30);

  /** For ids in notifications. */
  static final Duration RECEIVED = Duration.ofDays(7);

  /** For addresses of downloads. */
  static final Duration ADDRESS = Duration.ofMinutes(5);

  boolean isAlive(Instant now) {
    return now.isBefore(at.plus(life));
  }

  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The notification of a person who sends it. */
  Reply reply(String kind, String caption) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("mime_type", mimeType);
    about.put("sha256", Base64.getEncoder().encodeToString(sha256()));
    if (!caption.isEmpty()) {
      about.put("caption", caption);
    }
    return new Reply.Media(kind, id, about);
  }

  Map<String, Object> resolved(String url) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("messaging_product", "whatsapp");
    out.put("url", url);
    out.put("mime_type", mimeType);
    out.put("sha256", HexFormat.of().formatHex(sha256()));
    out.put("file_size", bytes.length);
    out.put("id", id);
    return out;
  }
}
