package dev.mora.portfolio.csv;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts that come again and again, made once of their bytes. Not thread-safe. */
final class Words {

  private static final int SLOTS = 1 << 9;

  private final byte[][] bytes = new byte[SLOTS][];
  private final @Nullable String[] words = new String[SLOTS];

  /** The text of a field. */
  String of(Cells cells, int row, int field) {
    int at = cells.at(row, field);
    int from = cells.from[at];
    int to = cells.to[at];
    if (from == to) {
      return "";
    }
    long print = Forms.print(cells.text, from, to);
    int slot = (int) (print ^ print >>> 32) & (SLOTS - 1);
    String known = words[slot];
    if (known == null || !Arrays.equals(bytes[slot], 0, bytes[slot].length, cells.text, from, to)) {
      known = cells.string(row, field);
      bytes[slot] = Arrays.copyOfRange(cells.text, from, to);
      words[slot] = known;
    }
    return known;
  }
}
