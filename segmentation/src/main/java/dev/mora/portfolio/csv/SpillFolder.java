package dev.mora.portfolio.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Temporary files in a folder of their own, made with the first of them. Not thread-safe. */
final class SpillFolder implements AutoCloseable {

  private final @Nullable Path parent;
  private @Nullable Path folder;

  /**
   * @param parent null for the temporary folder of the system
   */
  SpillFolder(@Nullable Path parent) {
    this.parent = parent;
  }

  Path file() {
    try {
      Path in = folder;
      if (in == null) {
        in =
            parent == null
                ? Files.createTempDirectory("mora-")
                : Files.createTempDirectory(parent, "mora-");
        folder = in;
      }
      return Files.createTempFile(in, "rows-", ".run");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file could be made", e);
    }
  }

  /** Deletes the folder and what is in it. */
  @Override
  public void close() {
    Path in = folder;
    if (in == null) {
      return;
    }
    try (var files = Files.list(in)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
