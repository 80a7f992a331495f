package dev.mora.jdbc;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a query as a file of a portfolio folder. */
final class CsvSpool implements AutoCloseable {

  private final BufferedWriter out;
  private final int[] types;
  private final RowPlaces places = new RowPlaces();

  private CsvSpool(BufferedWriter out, int[] types) {
    this.out = out;
    this.types = types;
  }

  static CsvSpool to(Path file, ResultSetMetaData columns) throws IOException, SQLException {
    int[] types = new int[columns.getColumnCount()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      types[i] = columns.getColumnType(i + 1);
      names.add(name(columns.getColumnLabel(i + 1)));
    }
    BufferedWriter out = Files.newBufferedWriter(file);
    out.write(String.join(",", names) + "\n");
    return new CsvSpool(out, types);
  }

  /** Databases fold unquoted names to upper or lower case; ours are lower case. */
  private static String name(String label) {
    return label.equals(label.toUpperCase(Locale.ROOT)) ? label.toLowerCase(Locale.ROOT) : label;
  }

  void row(ResultSet row) throws SQLException {
    long breaks = 0;
    try {
      for (int i = 0; i < types.length; i++) {
        String value = value(row, i + 1, types[i]);
        out.write(i == 0 ? "" : ",");
        if (value != null) {
          breaks += value.lines().count() > 1 || value.endsWith("\n") ? breaksIn(value) : 0;
          out.write('"' + value.replace("\"", "\"\"") + '"');
        }
      }
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    places.row(breaks);
  }

  /** As a reader of lines counts them: CR LF is one. */
  private static long breaksIn(String value) {
    return value.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
  }

  private static @Nullable String value(ResultSet row, int column, int type) throws SQLException {
    return switch (type) {
      case Types.NUMERIC, Types.DECIMAL -> number(row, column);
      case Types.TIMESTAMP_WITH_TIMEZONE -> moment(row, column);
      case Types.TIMESTAMP -> timestamp(row, column);
      case Types.DATE -> date(row, column);
      default -> row.getString(column);
    };
  }

  private static @Nullable String number(ResultSet row, int column) throws SQLException {
    BigDecimal number = row.getBigDecimal(column);
    return number == null ? null : plain(number);
  }

  private static @Nullable String moment(ResultSet row, int column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant().toString();
  }

  /** 750.0000 is 750: a column may have a wider scale than its currency. */
  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static @Nullable String timestamp(ResultSet row, int column) throws SQLException {
    try {
      return moment(row, column);
    } catch (SQLException withoutZone) {
      LocalDateTime at = row.getObject(column, LocalDateTime.class);
      return at == null ? null : at.toInstant(ZoneOffset.UTC).toString();
    }
  }

  private static @Nullable String date(ResultSet row, int column) throws SQLException {
    Object date = row.getObject(column);
    return date instanceof Date day ? day.toLocalDate().toString() : row.getString(column);
  }

  RowPlaces places() {
    return places;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
