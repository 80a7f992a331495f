package dev.mora.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many rows of one table are written: row by row, or from all of them at once as {@link
 * Columns} has them. Both take the parameters in the order of {@code set} and then {@code where}.
 *
 * @param set what is written
 * @param where what tells the row; none: a new one
 * @param mayExist a new row that is there already is left as it is
 */
record Sheet(String table, List<String> set, List<String> where, boolean mayExist) {

  static Sheet insert(String table, String columns) {
    return new Sheet(table, names(columns), List.of(), false);
  }

  static Sheet insertMissing(String table, String columns) {
    return new Sheet(table, names(columns), List.of(), true);
  }

  static Sheet update(String table, String set, String where) {
    return new Sheet(table, names(set), names(where), false);
  }

  private static List<String> names(String columns) {
    return List.of(columns.split(",\\s*"));
  }

  private boolean isNew() {
    return where.isEmpty();
  }

  /** With a parameter for each column. */
  String each() {
    return isNew()
        ? insert()
            + "VALUES ("
            + String.join(", ", Collections.nCopies(set.size(), "?"))
            + ")"
            + missing()
        : "UPDATE "
            + table
            + " SET "
            + set.stream().map(name -> name + " = ?").collect(Collectors.joining(", "))
            + " WHERE "
            + where.stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
  }

  /**
   * With all rows in one.
   *
   * @param rows what to select them from
   */
  String all(String rows) {
    if (isNew()) {
      return insert() + "SELECT * FROM " + rows + missing();
    }
    var names = new ArrayList<>(set);
    names.addAll(where);
    return "UPDATE "
        + table
        + " AS t SET "
        + IntStream.range(0, set.size())
            .mapToObj(i -> set.get(i) + " = r.c" + i)
            .collect(Collectors.joining(", "))
        + " FROM "
        + rows
        + IntStream.range(0, names.size())
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(", ", " AS r (", ")"))
        + " WHERE "
        + IntStream.range(set.size(), names.size())
            .mapToObj(i -> "t." + names.get(i) + " = r.c" + i)
            .collect(Collectors.joining(" AND "));
  }

  private String insert() {
    return "INSERT INTO " + table + " (" + String.join(", ", set) + ") ";
  }

  private String missing() {
    return mayExist ? " ON CONFLICT DO NOTHING" : "";
  }
}
