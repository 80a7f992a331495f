package dev.mora.conversation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the host keeps what people send. Files are personal data: Mora names them by keys that say
 * nothing, and removes them with the erasure of a borrower and at the end of their retention.
 * Thread-safe; may block.
 */
public interface ReceiptStore {

  /**
   * Begins a file that nobody sees before it is {@linkplain Draft#keep kept}.
   *
   * @param key 1 to 100 letters, digits or -
   */
  Draft open(String key) throws IOException;

  /** The bytes of a file that was kept; the caller closes it. */
  Optional<InputStream> read(String key) throws IOException;

  /** Does nothing if there is no such file. */
  void remove(String key) throws IOException;

  /** Visits the keys of all files that are kept. */
  void forEach(Consumer<String> visitor) throws IOException;

  /**
   * Removes drafts that nobody closed, as of a process that died. Unless it is overridden, a store
   * has none: its drafts end with the process.
   *
   * @param before drafts that were written to at or after this may still be at work and stay
   */
  default void forgetDraftsBefore(Instant before) throws IOException {}

  /** Forgets everything when the process ends. */
  static ReceiptStore inMemory() {
    return new MemoryReceipts();
  }

  /** One file for each in a folder, which is made if it is not there. */
  static ReceiptStore in(Path folder) {
    return new FolderReceipts(folder);
  }

  /** A file that is being written; closing it without keeping it leaves nothing behind. */
  interface Draft extends AutoCloseable {

    OutputStream sink();

    /** What was written so far, from its first byte. */
    InputStream read() throws IOException;

    /** Makes the file visible under its key, in the place of an earlier one; durable on return. */
    void keep() throws IOException;

    @Override
    void close();
  }
}
