package dev.mora.channel;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * What a file is by its first bytes, whatever its sender calls it. Nothing is unpacked or rendered.
 */
public enum MediaType {
  JPEG("image/jpeg", "image/jpg"),
  PNG("image/png"),
  WEBP("image/webp"),
  PDF("application/pdf"),
  OGG("audio/ogg", "audio/opus"),
  MP3("audio/mpeg", "audio/mp3"),
  AAC("audio/aac"),
  AMR("audio/amr"),

  /** Sound or pictures of the ISO family. */
  MP4("video/mp4", "audio/mp4", "video/3gpp"),

  /** Word, Excel and PowerPoint before 2007. */
  OLE("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"),

  /** Word, Excel and PowerPoint since 2007, and any other ZIP. */
  ZIP(
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
  TEXT("text/plain"),

  /** Begins as one thing and holds another that a reader would open: never to be shown. */
  MIXED(),
  UNKNOWN();

  /** Bytes that {@link #of} looks at; PDF readers take a header anywhere in them. */
  public static final int HEAD = 1024;

  private final Set<String> mimeTypes;

  MediaType(String... mimeTypes) {
    this.mimeTypes = Set.of(mimeTypes);
  }

  public boolean isPicture() {
    return this == JPEG || this == PNG || this == WEBP;
  }

  /**
   * Whether a sender may call it so.
   *
   * @param mimeType may carry parameters: {@code audio/ogg; codecs=opus}
   */
  public boolean fits(String mimeType) {
    return mimeTypes.contains(plain(mimeType));
  }

  /** Without parameters, in lower case. */
  public static String plain(String mimeType) {
    int end = mimeType.indexOf(';');
    return (end < 0 ? mimeType : mimeType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * @param head the first {@link #HEAD} bytes of a file, or all of it
   */
  public static MediaType of(byte[] head) {
    MediaType first = beginning(head);
    return first != TEXT && first != UNKNOWN && holdsAnother(first, head) ? MIXED : first;
  }

  private static MediaType beginning(byte[] head) {
    if (starts(head, 0, 0xFF, 0xD8, 0xFF)) {
      return JPEG;
    }
    if (starts(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return PNG;
    }
    if (starts(head, 0, 'R', 'I', 'F', 'F') && starts(head, 8, 'W', 'E', 'B', 'P')) {
      return WEBP;
    }
    if (starts(head, 0, '%', 'P', 'D', 'F', '-')) {
      return PDF;
    }
    if (starts(head, 0, 'O', 'g', 'g', 'S')) {
      return OGG;
    }
    if (starts(head, 4, 'f', 't', 'y', 'p')) {
      return MP4;
    }
    if (starts(head, 0, '#', '!', 'A', 'M', 'R')) {
      return AMR;
    }
    if (starts(head, 0, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
      return OLE;
    }
    if (starts(head, 0, 'P', 'K', 3, 4)) {
      return ZIP;
    }
    if (starts(head, 0, 'I', 'D', '3')) {
      return MP3;
    }
    if (head.length > 1 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xE0) == 0xE0) {
      return (head[1] & 0xF6) == 0xF0 ? AAC : MP3; // the frame of ADTS has layer 0
    }
    return isText(head) ? TEXT : UNKNOWN;
  }

  private static boolean holdsAnother(MediaType first, byte[] head) {
    String text =
        new String(head, 0, Math.min(HEAD, head.length), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    return text.indexOf("%pdf-", first == PDF ? 1 : 0) >= 0
        || text.contains("<script")
        || text.contains("<html")
        || text.contains("<?php")
        || text.contains("<svg");
  }

  /** UTF-8 without control characters but those of lines, and the markup of no page. */
  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return false;
      }
    }
    return head.length > 0 && isUtf8(head) && !holdsAnother(TEXT, head);
  }

  /** The last character may be cut off. */
  private static boolean isUtf8(byte[] head) {
    return !StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), false)
        .isError();
  }

  private static boolean starts(byte[] head, int at, int... bytes) {
    if (head.length < at + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[at + i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
