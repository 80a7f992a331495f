package dev.mora.whatsapp;

import dev.mora.channel.MediaType;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;

/**
 * A file of the host that WhatsApp takes: looked at and hashed once, read again when it is sent,
 * which fails if it has other bytes by then. {@code toString} shows its type only.
 */
public final class MediaFile {

  private static final int CHUNK = 1 << 16;

  private final String mimeType;
  private final String sha256;
  private final long size;
  private final Source source;

  /** Where the bytes are. */
  private interface Source {
    InputStream open() throws IOException;

    BodyPublisher publish() throws FileNotFoundException;
  }

  private MediaFile(String mimeType, Source source) throws IOException {
    MediaKind rough =
        MediaKind.of(mimeType)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "WhatsApp takes no file of type " + MediaType.plain(mimeType)));
    this.mimeType = MediaType.plain(mimeType);
    this.source = source;
    MessageDigest digest = MediaHash.sha256();
    byte[] head = new byte[0];
    long read = 0;
    try (InputStream in = source.open()) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
        head = read == 0 ? Arrays.copyOf(chunk, Math.min(n, MediaType.HEAD)) : head;
        read += n;
        digest.update(chunk, 0, n);
        if (read > rough.most()) {
          throw tooLarge(rough);
        }
      }
    }
    MediaKind kind = MediaKind.of(mimeType, head).orElse(rough);
    if (read > kind.most()) {
      throw tooLarge(kind);
    }
    if (!MediaType.of(head).fits(mimeType)) {
      throw new IllegalArgumentException(
          "expected " + this.mimeType + ", found " + MediaType.of(head) + " by the first bytes");
    }
    size = read;
    sha256 = MediaHash.hex(digest.digest());
  }

  private IllegalArgumentException tooLarge(MediaKind kind) {
    return new IllegalArgumentException(
        "a file of type " + mimeType + " has at most " + kind.most() + " bytes on WhatsApp");
  }

  /**
   * Reads the file once.
   *
   * @throws IllegalArgumentException if WhatsApp would not take it: another type than it is, or too
   *     large
   */
  public static MediaFile of(Path path, String mimeType) throws IOException {
    return new MediaFile(
        mimeType,
        new Source() {
          @Override
          public InputStream open() throws IOException {
            return Files.newInputStream(path);
          }

          @Override
          public BodyPublisher publish() throws FileNotFoundException {
            return BodyPublishers.ofFile(path);
          }
        });
  }

  /** Like {@link #of(Path, String)}, of bytes in memory. */
  public static MediaFile of(byte[] bytes, String mimeType) {
    byte[] own = bytes.clone();
    try {
      return new MediaFile(
          mimeType,
          new Source() {
            @Override
            public InputStream open() {
              return new ByteArrayInputStream(own);
            }

            @Override
            public BodyPublisher publish() {
              return BodyPublishers.ofByteArray(own);
            }
          });
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory does not fail
    }
  }

  public String mimeType() {
    return mimeType;
  }

  public long size() {
    return size;
  }

  /** 64 hex digits. */
  public String sha256() {
    return sha256;
  }

  /**
   * The three fields that an upload has; the name is ours, the host's stays at home.
   *
   * @param changed called if the bytes that were to leave are not those that were hashed
   * @throws GraphException if the file is gone or has another size
   */
  BodyPublisher form(String boundary, Runnable changed) {
    String head =
        field(boundary, "messaging_product", "whatsapp")
            + field(boundary, "type", mimeType)
            + "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
            + "Content-Type: "
            + mimeType
            + "\r\n\r\n";
    return BodyPublishers.concat(
        BodyPublishers.ofString(head, StandardCharsets.US_ASCII),
        bytes(changed),
        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.US_ASCII));
  }

  /**
   * The file alone.
   *
   * @param changed as for {@link #form}
   * @throws GraphException if it is gone or has another size
   */
  BodyPublisher bytes(Runnable changed) {
    BodyPublisher now;
    try {
      now = source.publish();
    } catch (FileNotFoundException e) {
      throw notSent("the file cannot be read, it is gone since it was looked at");
    }
    if (now.contentLength() != size) {
      throw changed();
    }
    return new UnchangedBytes(now, size, sha256, changed);
  }

  /** What becomes of an upload whose bytes are others: no whole request left. */
  static GraphException changed() {
    return notSent("the file changed since it was looked at");
  }

  private static GraphException notSent(String why) {
    return new GraphException(GraphFailure.local(GraphFailure.Kind.NOT_SENT, why));
  }

  private static String field(String boundary, String name, String value) {
    return "--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  /** Nobody who writes a file knows it. */
  static String boundary() {
    return "mora-" + UUID.randomUUID();
  }

  @Override
  public String toString() {
    return "MediaFile(" + mimeType + ", " + size + " bytes)";
  }
}
