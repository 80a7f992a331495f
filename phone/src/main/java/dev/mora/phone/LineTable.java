package dev.mora.phone;

import dev.mora.party.PhoneNumber;

/**
 * How many people have a line, and how it was written, for many lines: open addressing over plain
 * arrays, 13 bytes a slot and at most two slots in three taken, so about 26 MB for a million lines.
 */
final class LineTable {

  static final int AS_IT_IS = 1;
  static final int MENDED = 2;

  private long[] lines = new long[1 << 10];
  private int[] people = new int[1 << 10];
  private byte[] ways = new byte[1 << 10];
  private int size;

  /** A line has 15 digits at most, so it fits; 0 is no line. */
  private static long key(PhoneNumber number) {
    return Long.parseLong(number.line());
  }

  /**
   * @param way how the mobile digit was written
   * @return how many have the line, this one included
   */
  int add(PhoneNumber number, int way) {
    if (size * 3L > lines.length * 2L) {
      grow();
    }
    int slot = slot(key(number));
    if (lines[slot] == 0) {
      lines[slot] = key(number);
      size++;
    }
    ways[slot] |= (byte) way;
    return ++people[slot];
  }

  int people(PhoneNumber number) {
    return people[slot(key(number))];
  }

  int size() {
    return size;
  }

  /** Lines with at least so many people. */
  int sharedBy(int least) {
    int count = 0;
    for (int each : people) {
      count += each >= least ? 1 : 0;
    }
    return count;
  }

  /** How many people stand on shared lines, each once for each line. */
  long sharing() {
    long count = 0;
    for (int each : people) {
      count += each >= 2 ? each : 0;
    }
    return count;
  }

  int most() {
    int most = 0;
    for (int each : people) {
      most = Math.max(most, each);
    }
    return most;
  }

  int writtenBothWays() {
    int count = 0;
    for (byte each : ways) {
      count += each == (AS_IT_IS | MENDED) ? 1 : 0;
    }
    return count;
  }

  private int slot(long line) {
    int mask = lines.length - 1;
    long mixed = line * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 40) & mask;
    while (lines[slot] != 0 && lines[slot] != line) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldLines = lines;
    int[] oldPeople = people;
    byte[] oldWays = ways;
    lines = new long[oldLines.length * 2];
    people = new int[lines.length];
    ways = new byte[lines.length];
    for (int i = 0; i < oldLines.length; i++) {
      if (oldLines[i] != 0) {
        int slot = slot(oldLines[i]);
        lines[slot] = oldLines[i];
        people[slot] = oldPeople[i];
        ways[slot] = oldWays[i];
      }
    }
  }
}
