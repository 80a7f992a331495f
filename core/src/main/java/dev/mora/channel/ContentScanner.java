package dev.mora.channel;

import java.io.IOException;
import java.io.InputStream;

/**
 * The host's check of a file from outside before anybody opens it, such as a virus scanner.
 * Thread-safe; may block, on the thread that fetches files.
 */
@FunctionalInterface
public interface ContentScanner {

  /**
   * @throws IOException if it cannot tell just now: it is asked again later
   */
  Verdict scan(Content content) throws IOException;

  /** Without a scanner: people at the desk are shown that nobody has looked at the file. */
  static ContentScanner none() {
    return content -> Verdict.NOT_SCANNED;
  }

  /** A file that was fetched and is not shown to anybody yet. */
  interface Content {

    MediaType type();

    long size();

    /** 64 hex digits. */
    String sha256();

    /** From its first byte; the caller closes it. */
    InputStream open() throws IOException;
  }

  /** What the scanner says. */
  enum Verdict {
    CLEAN,
    REFUSED,
    NOT_SCANNED
  }
}
