package dev.mora.jdbc;

import java.util.Map;
import java.util.TreeMap;

/** Which row of a query stands on which line of its file: a value may have lines of its own. */
final class RowPlaces {

  /** From a line on: how many lines more than rows there were before. */
  private final TreeMap<Long, Long> moreLines = new TreeMap<>(Map.of(0L, 1L));

  private long nextLine = 2;
  private long rows;

  void row(long breaks) {
    rows++;
    nextLine += 1 + breaks;
    if (breaks > 0) {
      moreLines.put(nextLine, nextLine - rows - 1);
    }
  }

  /** 0 for the header and for no line. */
  long rowAt(long line) {
    return line < 2 ? 0 : line - moreLines.floorEntry(line).getValue();
  }
}
