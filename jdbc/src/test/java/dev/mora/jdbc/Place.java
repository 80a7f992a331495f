package dev.mora.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;

/** Somewhere to keep a ledger for one test. */
enum Place {
  SQLITE {
    @Override
    String freshUrl() {
      return "jdbc:sqlite:" + FOLDER.resolve(UUID.randomUUID() + ".db");
    }

    @Override
    JdbcLedger.Builder ledger(DataSource source) {
      return JdbcLedger.sqlite(source);
    }
  },
  POSTGRESQL {
    @Override
    String freshUrl() {
      return PostgresServer.urlOfNewSchema();
    }

    @Override
    JdbcLedger.Builder ledger(DataSource source) {
      return JdbcLedger.postgres(source).allowLossy();
    }
  },
  H2 {
    @Override
    String freshUrl() {
      return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    JdbcLedger.Builder ledger(DataSource source) {
      return JdbcLedger.h2(source).allowLossy();
    }
  };

  private static final Path FOLDER = folder();

  /** An empty database of its own. */
  DataSource fresh() {
    return new DriverSource(freshUrl());
  }

  /** The same, for a process that opens it too: not on H2, which is in memory here. */
  abstract String freshUrl();

  abstract JdbcLedger.Builder ledger(DataSource source);

  /** In memory where the machine has such a folder: what a test writes need not reach a disk. */
  static Path folder() {
    Path memory = Path.of("/dev/shm");
    try {
      Path folder =
          Files.isWritable(memory)
              ? Files.createTempDirectory(memory, "mora")
              : Files.createTempDirectory("mora");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // left behind in a temporary folder
    }
  }
}
