package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.contract.Proof;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which databases and drivers the other tests ran on: a figure without that says little. */
class DatabasesTest {

  @ParameterizedTest
  @EnumSource(Place.class)
  void a_ledger_opens_on_the_database_that_the_figures_name(Place place) throws SQLException {
    try (Connection connection = place.fresh().getConnection()) {
      DatabaseMetaData meta = connection.getMetaData();

      assertThat(meta.getDatabaseProductName()).isEqualToIgnoringCase(place.name());
      var figures = new LinkedHashMap<String, Object>();
      figures.put("database", meta.getDatabaseProductVersion());
      figures.put("driver", meta.getDriverName() + " " + meta.getDriverVersion());
      Proof.figures("versions", meta.getDatabaseProductName(), figures);
    }
  }
}
