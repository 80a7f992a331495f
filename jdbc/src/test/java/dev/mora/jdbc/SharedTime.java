package dev.mora.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock in a file: the same moment for every process, moved on by one of them. */
record SharedTime(Path file) implements InstantSource {

  static SharedTime begin(Path file, Instant start) {
    SharedTime time = new SharedTime(file);
    time.set(start);
    return time;
  }

  void advance(Duration by) {
    set(instant().plus(by));
  }

  private void set(Instant now) {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, now.toString());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Instant instant() {
    try {
      return Instant.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It never goes back, so it is a monotonic one too. */
  long nanos() {
    return Duration.between(Instant.EPOCH, instant()).toNanos();
  }
}
