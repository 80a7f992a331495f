package dev.mora.channel;

import java.util.Objects;

/**
 * A file at a provider, as a message announced it.
 *
 * @param mediaId the provider's
 * @param mimeType as announced; empty if it was not
 * @param sha256 as announced, base64 or hex; empty if it was not
 * @param most bytes that are read; a longer file is refused
 */
public record MediaReference(String mediaId, String mimeType, String sha256, long most) {

  public MediaReference {
    Objects.requireNonNull(mimeType, "mimeType");
    Objects.requireNonNull(sha256, "sha256");
    if (mediaId.isBlank()) {
      throw new IllegalArgumentException("a file has an id");
    }
    if (most < 1) {
      throw new IllegalArgumentException("at least 1 byte is read: " + most);
    }
  }

  @Override
  public String toString() {
    return "MediaReference(" + MediaType.plain(mimeType) + ")";
  }
}
