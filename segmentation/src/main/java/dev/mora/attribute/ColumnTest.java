package dev.mora.attribute;

import java.util.Arrays;

/** A question to one column, which parts the cases of a block. */
final class ColumnTest {

  private final LaneColumn column;
  private final int place;
  private final long[] limits;

  /** 1 for each code, or number of shared bytes, for which it holds. */
  private final int[] held;

  ColumnTest(Ask.One test, LaneColumn column) {
    this.column = column;
    place = test.column();
    limits = test.values().toggles();
    long[] samples = column.samples(limits);
    long[] bits = new long[samples.length + 1];
    Arrays.setAll(
        bits,
        code -> (code == 0 ? test.missing() : test.values().holds(samples[code - 1])) ? 1 : 0);
    long[] spread = column.bytes() == null ? bits : column.spread(bits);
    held = Arrays.stream(spread).mapToInt(Math::toIntExact).toArray();
  }

  /** Lists the cases for which it holds and those for which not; gives the number of the former. */
  int part(Scratch scratch, int block, int[] cases, int n, int[] yes, int[] no) {
    byte[][] bytes = column.bytes();
    if (bytes != null) {
      return Passes.part(bytes[block], held, cases, n, yes, no);
    }
    return Passes.part(
        column.codes(scratch, place, block, limits, cases, n), held, cases, n, yes, no);
  }
}
