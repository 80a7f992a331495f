package dev.mora.whatsapp;

import dev.mora.channel.MediaType;
import java.util.Optional;

/** Kinds of files and their limits (Cloud API, media reference of 2025). */
enum MediaKind {
  IMAGE(5L << 20),
  DOCUMENT(100L << 20),
  AUDIO(16L << 20),
  VIDEO(16L << 20),
  STICKER(100L << 10),
  ANIMATED_STICKER(500L << 10);

  private final long most;

  MediaKind(long most) {
    this.most = most;
  }

  /** In bytes. */
  long most() {
    return most;
  }

  /** Of a MIME type that the Cloud API takes; empty for any other. */
  static Optional<MediaKind> of(String mimeType) {
    return switch (MediaType.plain(mimeType)) {
      case "image/jpeg", "image/png" -> Optional.of(IMAGE);
      case "image/webp" -> Optional.of(ANIMATED_STICKER);
      case "text/plain",
          "application/pdf",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation" ->
          Optional.of(DOCUMENT);
      case "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg" -> Optional.of(AUDIO);
      case "video/mp4", "video/3gpp" -> Optional.of(VIDEO);
      default -> Optional.empty();
    };
  }

  /** Like {@link #of(String)}; a sticker that does not move has a smaller limit. */
  static Optional<MediaKind> of(String mimeType, byte[] head) {
    return of(mimeType).map(kind -> kind == ANIMATED_STICKER && !moves(head) ? STICKER : kind);
  }

  /** The flag of the extended WebP header (RFC 9649, section 2.7). */
  private static boolean moves(byte[] head) {
    return head.length > 20
        && head[12] == 'V'
        && head[13] == 'P'
        && head[14] == '8'
        && head[15] == 'X'
        && (head[20] & 2) != 0;
  }
}
