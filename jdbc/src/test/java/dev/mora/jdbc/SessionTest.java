package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements for many keys and many rows, and what a failure leaves of a connection. */
class SessionTest {

  private static final int MOST = 1_100;
  private static final Sheet INSERT = Sheet.insert("shelf", "k, n");
  private static final Sheet UPDATE = Sheet.update("shelf", "n", "k");

  private final List<String> prepared = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();

  private Session session(Place place) throws SQLException {
    return session(place, place.fresh());
  }

  private Session session(Place place, DataSource source) throws SQLException {
    DataSource watched =
        WatchedSource.of(
            source,
            call -> {
              calls.add(call.name());
              if (call.name().equals("Connection.prepareStatement")) {
                prepared.add(call.sql());
              }
              return call.run();
            });
    Dialect dialect =
        switch (place) {
          case SQLITE -> new SqliteDialect(false);
          case POSTGRESQL -> new PostgresDialect();
          case H2 -> new H2Dialect();
        };
    return new Sessions(watched, dialect).take(Dialect.Part.APPEND);
  }

  private static Session withShelf(Session session, int rows) throws SQLException {
    session.execute("CREATE TABLE shelf (k VARCHAR(20) PRIMARY KEY, n BIGINT)");
    session.write("fill", INSERT, keys(rows), (out, key) -> out.text(key).number(0));
    return session;
  }

  private static List<String> keys(int many) {
    return IntStream.range(0, many).mapToObj(i -> "k" + i).toList();
  }

  private static List<String> listIn(Session session, List<String> keys) {
    return session.listIn(
        "in", "SELECT k FROM shelf WHERE k IN %s", keys, key -> key, row -> row.getString(1));
  }

  private static List<String> listOf(Session session, List<String> keys) {
    return session.listOf(
        "of",
        "WITH w (k, n) AS (%s) SELECT s.k FROM w JOIN shelf s ON s.k = w.k AND s.n = w.n",
        keys,
        (out, key) -> out.text(key).number(0),
        row -> row.getString(1));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void each_of_many_keys_is_found(Place place) throws SQLException {
    Session session = withShelf(session(place), MOST);

    for (int many : new int[] {0, 1, 2, 3, 511, 512, 513, 1024, 1025}) {
      List<String> keys = keys(many);
      assertThat(listIn(session, keys)).as("%d in", many).containsExactlyInAnyOrderElementsOf(keys);
      assertThat(Set.copyOf(listOf(session, keys))).as("%d of", many).isEqualTo(Set.copyOf(keys));
    }
    assertThat(listIn(session, List.of("k1", "k1", "nobody"))).containsExactly("k1");
    session.close();
  }

  /** So that there are few kinds of statements, and none is much longer than its keys. */
  @ParameterizedTest(name = "{0} keys: {1} places")
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 4", "5, 8", "257, 512", "512, 512"})
  void keys_are_asked_for_in_places_of_the_next_power_of_two(int keys, int places)
      throws SQLException {
    Session session = withShelf(session(Place.SQLITE), 1);
    prepared.clear();

    listIn(session, keys(keys));
    listOf(session, keys(keys));

    assertThat(prepared)
        .extracting(sql -> sql.chars().filter(each -> each == '?').count())
        .containsExactly((long) places, 2L * places);
    session.close();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void a_sheet_tells_how_many_rows_it_changed(Place place) throws SQLException {
    Session session = withShelf(session(place), 2);

    int changed =
        session.write(
            "change", UPDATE, List.of("k0", "nobody", "k1"), (out, key) -> out.number(7).text(key));

    assertThat(changed).isEqualTo(2);
    assertThat(session.list("n", "SELECT n FROM shelf", bind -> {}, row -> row.getLong(1)))
        .containsExactly(7L, 7L);
    session.close();
  }

  @ParameterizedTest(name = "{0} rows at once: {1}")
  @CsvSource({"1, false", "2, true", "3, true"})
  void where_arrays_are_taken_two_rows_go_in_one(int rows, boolean together) throws SQLException {
    Session session = withShelf(session(Place.POSTGRESQL), 0);
    prepared.clear();

    session.write("fill", INSERT, keys(rows), (out, key) -> out.text(key).number(0));

    assertThat(prepared).singleElement().asString().matches(together ? ".*unnest.*" : ".*VALUES.*");
    session.close();
  }

  @ParameterizedTest(name = "{0}: lost {1}")
  @CsvSource({"CUT_BEFORE, true", "CUT_AFTER, true", "DEADLOCK, false", "DISK_FULL, false"})
  void a_failure_is_remembered_until_the_next_begin_and_a_lost_connection_for_good(
      FaultySource.Fault fault, boolean lost) throws SQLException {
    var source = new FaultySource(Place.H2.fresh(), fault, 4);
    Session session = session(Place.H2, source.source());
    session.begin(Dialect.Part.READ);
    session.list("first", "SELECT 1", bind -> {}, row -> row.getLong(1));
    assertThat(session.hasFailed()).isFalse();

    assertThatThrownBy(() -> session.list("x", "SELECT 2", bind -> {}, row -> row.getLong(1)))
        .isInstanceOf(LedgerStoreException.class);

    assertThat(session.hasFailed()).isTrue();
    assertThat(session.isLost()).isEqualTo(lost);
    source.mend();
    session.begin(Dialect.Part.READ);
    assertThat(session.hasFailed()).isFalse();
    assertThat(session.isLost()).isEqualTo(lost);
  }

  @ParameterizedTest
  @EnumSource(Dialect.Part.class)
  void who_begins_has_something_to_roll_back(Dialect.Part part) throws SQLException {
    DataSource source = Place.SQLITE.fresh();
    Place.SQLITE.ledger(source).migrate().build().close();
    Session session = session(Place.SQLITE, source);

    session.begin(part);
    session.rollback();
    assertThat(session.isLost()).isFalse();

    session.rollback();
    assertThat(session.isLost()).as("nothing to roll back").isTrue();
  }

  @Test
  void a_connection_ends_with_its_statements_and_its_settings_put_back() throws SQLException {
    Session session = withShelf(session(Place.H2), 1);
    listIn(session, keys(1));
    calls.clear();

    session.close();

    assertThat(calls)
        .containsExactly(
            "Statement.close",
            "Statement.close",
            "Connection.setTransactionIsolation",
            "Connection.setAutoCommit",
            "Connection.close");
  }
}
