package dev.mora.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL for all tests of a JVM: started by the first that asks, ended with the JVM. Its
 * data is on no disk that matters, so it does not wait for one unless {@code mora.postgres.fsync}
 * is {@code on}.
 *
 * <p>As a program it prints its JDBC URL, and ends when its input does: tests that kill processes
 * start it beside them.
 */
public final class PostgresServer {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private PostgresServer() {}

  /** Of the database {@code postgres}, user {@code postgres}. */
  public static synchronized String url() {
    EmbeddedPostgres running = server;
    if (running == null) {
      running = start();
      server = running;
    }
    return running.getJdbcUrl("postgres", "postgres");
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setPGStartupWait(Duration.ofMinutes(2))
          .setServerConfig("fsync", System.getProperty("mora.postgres.fsync", "off"))
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("max_connections", "100")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A URL whose unqualified names go to a schema of its own, which is there and empty. */
  public static String urlOfNewSchema() {
    String schema = "s" + SCHEMAS.incrementAndGet();
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url() + "&reWriteBatchedInserts=true&currentSchema=" + schema;
  }

  public static void main(String... args) throws IOException {
    System.out.println(url());
    System.out.flush();
    while (System.in.read() >= 0) {
      // until whoever started it is gone
    }
    System.exit(0);
  }
}
