package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.ledger.Durability;
import dev.mora.ledger.LedgerStore;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {

  @TempDir Path folder;

  @Test
  void sqlite_is_durable_in_a_file_and_syncs_each_commit() throws SQLException {
    Path file = folder.resolve("ledger.db");
    try (LedgerStore store = JdbcLedger.sqlite(file).migrate().store()) {
      assertThat(store.durability()).isEqualTo(Durability.DURABLE);
    }
    var dialect = new SqliteDialect(false);
    try (var connection = new DriverSource("jdbc:sqlite:" + file).getConnection()) {
      dialect.open(connection, Dialect.Part.WRITE);
      assertThat(dialect.durability(connection)).isEqualTo(Durability.DURABLE);
      connection.createStatement().execute("PRAGMA synchronous=NORMAL");
      assertThat(dialect.durability(connection)).isEqualTo(Durability.PROCESS_CRASH_ONLY);
    }
  }

  @Test
  void sqlite_in_memory_is_refused() {
    assertThatThrownBy(() -> JdbcLedger.url("jdbc:sqlite::memory:").migrate().store())
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("(NONE)")
        .hasMessageContaining("journal_mode=WAL");
  }

  @Test
  void h2_with_a_delayed_write_is_refused_unless_it_may_lose() {
    String url = "jdbc:h2:file:" + folder.resolve("delayed");

    assertThatThrownBy(() -> JdbcLedger.url(url).migrate().store())
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("WRITE_DELAY=0")
        .hasMessageContaining("allowLossy()");
    try (LedgerStore store = JdbcLedger.url(url).allowLossy().migrate().store()) {
      assertThat(store.durability()).isEqualTo(Durability.NONE);
    }
  }

  @Test
  void h2_without_delay_survives_the_process() {
    String url = "jdbc:h2:file:" + folder.resolve("prompt") + ";WRITE_DELAY=0";

    try (LedgerStore store = JdbcLedger.url(url).migrate().store()) {
      assertThat(store.durability()).isEqualTo(Durability.PROCESS_CRASH_ONLY);
    }
  }

  @Test
  void postgresql_without_fsync_is_refused() {
    assertThatThrownBy(() -> JdbcLedger.url(PostgresServer.urlOfNewSchema()).migrate().store())
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("fsync=on");
  }

  @Test
  void a_url_of_another_database_is_refused() {
    assertThatThrownBy(() -> JdbcLedger.url("jdbc:oracle:thin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql:");
  }
}
