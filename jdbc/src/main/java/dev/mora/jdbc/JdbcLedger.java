package dev.mora.jdbc;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Durability;
import dev.mora.ledger.InboxLimits;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.LedgerStore;
import dev.mora.ledger.StoredLedger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in the host's database: what it has acknowledged survives the end of the process, and on
 * a {@link Durability#DURABLE} one the loss of power. Any number of threads, and on PostgreSQL any
 * number of processes, share it.
 *
 * <pre>{@code
 * DeliveryLedger ledger = JdbcLedger.sqlite(Path.of("ledger.db")).migrate().build();
 * DeliveryLedger shared = JdbcLedger.postgres(dataSource).settings(settings).build();
 * }</pre>
 *
 * <p>The tables are called {@code mora_…} and stand where unqualified names of the connection go.
 * Three connections are kept open (writer, webhook intake, reader), each further reader takes one
 * for a moment; a pool should have room for that. The ledger closes its connections, never the data
 * source.
 */
public final class JdbcLedger {

  private JdbcLedger() {}

  /**
   * In one file on a local disk, made if it is not there, with the driver {@code sqlite-jdbc} on
   * the host's path. Journal WAL, synchronous FULL: durable. Several processes of one machine may
   * share it; they take turns.
   */
  public static Builder sqlite(Path file) {
    return sqlite(new DriverSource("jdbc:sqlite:" + file.toAbsolutePath()));
  }

  /** The same through the host's own connections. */
  public static Builder sqlite(DataSource source) {
    return new Builder(source, SqliteDialect::new);
  }

  /** For several processes that send. Needs PostgreSQL 13 or later. */
  public static Builder postgres(DataSource source) {
    return new Builder(source, lossy -> new PostgresDialect());
  }

  /**
   * In a file of H2 2.2 or later. Its URL must say {@code WRITE_DELAY=0}, or commits are lost by a
   * kill and messages sent twice; even so the loss of power may take the last ones.
   */
  public static Builder h2(DataSource source) {
    return new Builder(source, lossy -> new H2Dialect());
  }

  /**
   * By a URL that begins with {@code jdbc:sqlite:}, {@code jdbc:postgresql:} or {@code jdbc:h2:},
   * for a command line; connections are not pooled.
   *
   * @throws IllegalArgumentException if it begins otherwise
   */
  public static Builder url(String jdbcUrl) {
    var source = new DriverSource(jdbcUrl);
    if (jdbcUrl.startsWith("jdbc:sqlite:")) {
      return sqlite(source);
    }
    if (jdbcUrl.startsWith("jdbc:postgresql:")) {
      return postgres(source);
    }
    if (jdbcUrl.startsWith("jdbc:h2:")) {
      return h2(source);
    }
    throw new IllegalArgumentException(
        "a ledger's URL begins with jdbc:sqlite:, jdbc:postgresql: or jdbc:h2:");
  }

  /** Collects what a ledger needs. Not thread-safe. */
  public static final class Builder {

    private final DataSource source;
    private final Function<Boolean, Dialect> dialect;
    private LedgerSettings settings = LedgerSettings.of("local");
    private @Nullable InstantSource clock;
    private boolean pretends;
    private int mostUnmatched = InboxLimits.standard().unmatched();
    private boolean lossy;
    private boolean migrate;

    private Builder(DataSource source, Function<Boolean, Dialect> dialect) {
      this.source = Objects.requireNonNull(source, "source");
      this.dialect = dialect;
    }

    /** Default: those of the environment {@code local}. */
    public Builder settings(LedgerSettings value) {
      settings = Objects.requireNonNull(value, "settings");
      return this;
    }

    /**
     * Runs leases and waiting times by another clock than the database's: for tests and
     * demonstrations.
     */
    public Builder clock(InstantSource value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Like {@link #clock}, but leases run by the database's clock: the worker of a demonstration on
     * a pretended day that was killed is gone for the one that is started after it.
     */
    public Builder pretending(InstantSource value) {
      pretends = true;
      return clock(value);
    }

    /**
     * How many statuses may wait for their message, 100,000 unless told. While there are so many,
     * notifications are answered with 503: the provider brings them again for days.
     */
    public Builder mostUnmatched(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("at least one status may wait: " + value);
      }
      mostUnmatched = value;
      return this;
    }

    /**
     * Takes a database that may lose what it has acknowledged. After a kill or a power cut messages
     * may then be sent a second time, so it is for tests and dry runs.
     */
    public Builder allowLossy() {
      lossy = true;
      return this;
    }

    /** Makes or updates the tables first; without it they must be there. */
    public Builder migrate() {
      migrate = true;
      return this;
    }

    /**
     * @throws LedgerStoreException if the database cannot be reached, its tables are not those of
     *     this library, or it may lose what it has acknowledged and {@link #allowLossy} was not
     *     said
     */
    public DeliveryLedger build() {
      return StoredLedger.of(store(), settings);
    }

    /** The store alone, for a ledger of the host's own making. */
    public LedgerStore store() {
      Dialect database = dialect.apply(lossy);
      return new JdbcStore(
          new Sessions(source, database),
          database,
          checked(database),
          clock,
          pretends,
          mostUnmatched);
    }

    private Durability checked(Dialect database) {
      try (Connection connection = source.getConnection()) {
        database.open(connection, Dialect.Part.WRITE);
        Durability durability = database.durability(connection);
        requireDurable(durability, database);
        var schema = new Schema(database);
        if (migrate) {
          schema.migrate(connection);
        }
        schema.require(connection);
        database.restore(connection);
        return durability;
      } catch (SQLException e) {
        throw LedgerStoreException.of("open the ledger", database, e);
      }
    }

    private void requireDurable(Durability durability, Dialect database) {
      if (lossy || durability == database.promised()) {
        return;
      }
      throw new LedgerStoreException(
          database.name()
              + ": found a database that may lose what it has acknowledged ("
              + durability
              + "), expected "
              + database.remedy()
              + "; allowLossy() accepts it for tests and dry runs");
    }
  }
}
