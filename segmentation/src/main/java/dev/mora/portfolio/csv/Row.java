package dev.mora.portfolio.csv;

/**
 * One row of a file.
 *
 * @param values by the columns of the table; empty text where the file has no such column
 * @param extra by the further columns of the file
 * @param problem what is wrong with the row as a whole; empty if nothing
 */
record Row(long line, String[] values, String[] extra, String problem) {

  private static final String[] NOTHING = {};

  static Row of(long line, String[] values) {
    return new Row(line, values, NOTHING, "");
  }

  static Row broken(long line, String[] values, String problem) {
    return new Row(line, values, NOTHING, problem);
  }

  String id() {
    return values[Table.ID];
  }

  boolean isBroken() {
    return !problem.isEmpty();
  }
}
