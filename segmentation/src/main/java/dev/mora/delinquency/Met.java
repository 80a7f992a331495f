package dev.mora.delinquency;

import java.util.Arrays;

/** The installments of a past as columns, schedule by schedule and by due date within each. */
final class Met {

  int size;
  int[] number = new int[16];
  int[] dueOn = new int[16];
  long[] due = new long[16];

  /** {@link Days#NONE} if it is not met. */
  int[] metOn = new int[16];

  /** {@link Days#NONE} if nothing took its place. */
  int[] replacedOn = new int[16];

  void clear() {
    size = 0;
  }

  void add(int installment, int day, long amount, int met, int replaced) {
    if (size == number.length) {
      fit(size * 2);
    }
    number[size] = installment;
    dueOn[size] = day;
    due[size] = amount;
    metOn[size] = met;
    replacedOn[size] = replaced;
    size++;
  }

  Met copy() {
    Met copy = new Met();
    copy.number = number;
    copy.dueOn = dueOn;
    copy.due = due;
    copy.metOn = metOn;
    copy.replacedOn = replacedOn;
    copy.size = size;
    copy.fit(size);
    return copy;
  }

  private void fit(int rows) {
    number = Arrays.copyOf(number, rows);
    dueOn = Arrays.copyOf(dueOn, rows);
    due = Arrays.copyOf(due, rows);
    metOn = Arrays.copyOf(metOn, rows);
    replacedOn = Arrays.copyOf(replacedOn, rows);
  }

  /** Days from the due date until it was met or replaced, at most to {@code day}. */
  int lateness(int i, int day) {
    int end = metOn[i] != Days.NONE ? metOn[i] : replacedOn[i] != Days.NONE ? replacedOn[i] : day;
    return Math.max(0, Math.min(end, day) - dueOn[i]);
  }

  /** The most days late at the end of {@code day} of those that were open on {@code first}. */
  int worst(int first, int day) {
    int worst = 0;
    for (int i = 0; i < size; i++) {
      int end = metOn[i] != Days.NONE ? metOn[i] : replacedOn[i];
      if (end == Days.NONE || end >= first) {
        worst = Math.max(worst, lateness(i, day));
      }
    }
    return worst;
  }
}
