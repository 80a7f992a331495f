package dev.mora.delinquency;

import java.util.Arrays;

/**
 * How a loan stood on every day of a past: one row for each stretch of days in which nothing
 * happened. Days before the first row are those of the first row.
 */
final class Stretches {

  int size;
  int[] from;
  int[] since;
  int[] daysPastDue;
  int[] counted;

  /** Bit 0: the raw days grow by one a day; bit 1: the counted days do. */
  byte[] slopes;

  byte[] status;
  long[] overdue;
  long[] outstanding;
  long[] outstandingPrincipal;

  Stretches(int rows) {
    from = new int[rows];
    since = new int[rows];
    daysPastDue = new int[rows];
    counted = new int[rows];
    slopes = new byte[rows];
    status = new byte[rows];
    overdue = new long[rows];
    outstanding = new long[rows];
    outstandingPrincipal = new long[rows];
  }

  void clear() {
    size = 0;
  }

  void add(DayWalk walk) {
    if (size == from.length) {
      grow(size * 2);
    }
    from[size] = walk.from;
    since[size] = walk.since;
    daysPastDue[size] = walk.daysPastDue;
    counted[size] = walk.countedDays;
    slopes[size] = (byte) (walk.daysSlope | walk.countedSlope << 1);
    status[size] = (byte) walk.status.ordinal();
    overdue[size] = walk.overdue;
    outstanding[size] = walk.outstanding;
    outstandingPrincipal[size] = walk.outstandingPrincipal;
    size++;
  }

  /** Rows that nobody else writes to. */
  Stretches copy() {
    Stretches copy = new Stretches(0);
    copy.from = Arrays.copyOf(from, size);
    copy.since = Arrays.copyOf(since, size);
    copy.daysPastDue = Arrays.copyOf(daysPastDue, size);
    copy.counted = Arrays.copyOf(counted, size);
    copy.slopes = Arrays.copyOf(slopes, size);
    copy.status = Arrays.copyOf(status, size);
    copy.overdue = Arrays.copyOf(overdue, size);
    copy.outstanding = Arrays.copyOf(outstanding, size);
    copy.outstandingPrincipal = Arrays.copyOf(outstandingPrincipal, size);
    copy.size = size;
    return copy;
  }

  private void grow(int rows) {
    from = Arrays.copyOf(from, rows);
    since = Arrays.copyOf(since, rows);
    daysPastDue = Arrays.copyOf(daysPastDue, rows);
    counted = Arrays.copyOf(counted, rows);
    slopes = Arrays.copyOf(slopes, rows);
    status = Arrays.copyOf(status, rows);
    overdue = Arrays.copyOf(overdue, rows);
    outstanding = Arrays.copyOf(outstanding, rows);
    outstandingPrincipal = Arrays.copyOf(outstandingPrincipal, rows);
  }

  /** The row that holds a day. */
  int row(int day) {
    int row = Arrays.binarySearch(from, 0, size, day);
    return Math.max(0, row >= 0 ? row : -row - 2);
  }

  int daysPastDue(int row, int day) {
    return daysPastDue[row] + (slopes[row] & 1) * Math.max(0, day - from[row]);
  }

  int counted(int row, int day) {
    return counted[row] + (slopes[row] >> 1) * Math.max(0, day - from[row]);
  }

  /** The last day of a row. */
  int end(int row, int last) {
    return row + 1 < size ? from[row + 1] - 1 : last;
  }
}
