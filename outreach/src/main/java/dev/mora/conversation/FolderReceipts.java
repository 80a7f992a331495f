package dev.mora.conversation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Files in a folder. A draft has a name of its own, so that two at once do not mix. */
final class FolderReceipts implements ReceiptStore {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final String KEPT = ".receipt";
  private static final String DRAFT = ".part";

  private final Path folder;
  private final Sinks sinks;

  /** How a draft is written to. */
  interface Sinks {
    OutputStream open(Path part) throws IOException;
  }

  FolderReceipts(Path folder) {
    this(folder, Files::newOutputStream);
  }

  FolderReceipts(Path folder, Sinks sinks) {
    this.folder = folder;
    this.sinks = sinks;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Draft open(String key) throws IOException {
    Path file = file(key);
    Path part = Files.createTempFile(folder, key + "-", DRAFT);
    OutputStream sink;
    try {
      sink = new BufferedOutputStream(sinks.open(part));
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    return new Draft() {
      @Override
      public OutputStream sink() {
        return sink;
      }

      @Override
      public InputStream read() throws IOException {
        sink.flush();
        return Files.newInputStream(part);
      }

      @Override
      public void keep() throws IOException {
        sink.close();
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
          written.force(true);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
      }

      @Override
      public void close() {
        try {
          try {
            sink.close();
          } finally {
            Files.deleteIfExists(part);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /** So that the new name survives a power cut too. */
  private void forceFolder() throws IOException {
    FileChannel names;
    try {
      names = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (AccessDeniedException windows) {
      return; // opens no folder, and writes names through
    }
    try (names) {
      names.force(true);
    }
  }

  @Override
  public Optional<InputStream> read(String key) throws IOException {
    try {
      return Optional.of(Files.newInputStream(file(key)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  @Override
  public void remove(String key) throws IOException {
    Files.deleteIfExists(file(key));
  }

  @Override
  public void forEach(Consumer<String> visitor) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + KEPT)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        visitor.accept(name.substring(0, name.length() - KEPT.length()));
      }
    }
  }

  @Override
  public void forgetDraftsBefore(Instant before) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + DRAFT)) {
      for (Path part : parts) {
        if (isOlder(part, before)) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  private static boolean isOlder(Path part, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(part).toInstant().isBefore(before);
    } catch (NoSuchFileException ended) {
      return false;
    }
  }

  private Path file(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("a key has 1 to 100 letters, digits or -");
    }
    return folder.resolve(key + KEPT);
  }
}
