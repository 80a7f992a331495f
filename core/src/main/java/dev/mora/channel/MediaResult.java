package dev.mora.channel;

import java.util.Objects;

/** What came of fetching a file. */
public sealed interface MediaResult {

  /**
   * The sink has all of it, and it is what was announced.
   *
   * @param type by its first bytes
   * @param sha256 64 hex digits, of the bytes that the sink was given
   */
  record Fetched(MediaType type, long size, String sha256) implements MediaResult {

    public Fetched {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(sha256, "sha256");
    }
  }

  /** It will not become better: whatever the sink has is to be thrown away. */
  record Refused(Fault fault) implements MediaResult {

    public Refused {
      Objects.requireNonNull(fault, "fault");
    }
  }

  /**
   * It may work later: whatever the sink has is to be thrown away.
   *
   * @param why without personal data
   */
  record Failed(String why) implements MediaResult {

    public Failed {
      Objects.requireNonNull(why, "why");
    }
  }

  /** Why a file is not taken. */
  enum Fault {
    /** More bytes than the limit. */
    TOO_LARGE,

    /** It is something else than announced, or two things at once. */
    TYPE,

    /** Its hash is not the announced one. */
    HASH,

    /** The provider named an address that is not one of its own. */
    ADDRESS,

    /** The provider does not have it, or not any more. */
    GONE
  }
}
