package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

  @ParameterizedTest
  @EnumSource(Place.class)
  void tables_are_made_only_when_asked_for(Place place) {
    DataSource empty = place.fresh();

    assertThatThrownBy(() -> place.ledger(empty).store())
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("found no table mora_schema, expected schema version 3")
        .hasMessageContaining("migrate()");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void migrating_again_changes_nothing(Place place) throws SQLException {
    DataSource source = place.fresh();
    place.ledger(source).migrate().store().close();

    place.ledger(source).migrate().store().close();

    assertThat(numbers(source, "SELECT version FROM mora_schema ORDER BY version"))
        .containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void files_that_another_migrator_has_run_are_enough(Place place) throws SQLException {
    DataSource source = place.fresh();
    String folder = "/META-INF/mora/sql/" + place.name().toLowerCase(java.util.Locale.ROOT);
    for (String file : Schema.MIGRATIONS) {
      run(source, Schema.statements(text(folder + "/" + file)));
    }

    place.ledger(source).store().close();

    assertThat(numbers(source, "SELECT version FROM mora_schema ORDER BY version"))
        .containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void a_schema_of_a_later_library_is_refused(Place place) throws SQLException {
    DataSource source = place.fresh();
    place.ledger(source).migrate().store().close();
    run(source, List.of("INSERT INTO mora_schema (version, name) VALUES (4, 'later')"));

    assertThatThrownBy(() -> place.ledger(source).migrate().store())
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("mora_schema: found schema version 4, expected at most 3");
    assertThat(numbers(source, "SELECT version FROM mora_schema ORDER BY version"))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void comments_and_line_ends_do_not_matter_to_the_files() {
    String file = "-- a; b\nCREATE TABLE x (\n  a TEXT, -- c; d\n  b TEXT);\r\n\nINSERT INTO x;\n";

    assertThat(Schema.statements(file)).hasSize(2).last().isEqualTo("INSERT INTO x");
  }

  private static String text(String path) {
    try (var in = SchemaTest.class.getResourceAsStream(path)) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(),
          java.nio.charset.StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void run(DataSource source, List<String> statements) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<Integer> numbers(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      var found = new ArrayList<Integer>();
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
      return found;
    }
  }
}
