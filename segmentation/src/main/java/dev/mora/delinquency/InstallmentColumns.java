package dev.mora.delinquency;

import dev.mora.loan.Component;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Installments that grow, in columns of one length. Not thread-safe. */
final class InstallmentColumns {

  private static final int COMPONENTS = Component.values().length;
  private static final int PRINCIPAL = Component.PRINCIPAL.ordinal();
  private static final int INTEREST = Component.INTEREST.ordinal();
  private static final int FEES = Component.FEES.ordinal();
  private static final int PENALTIES = Component.PENALTIES.ordinal();

  private int[] number = {};
  private int[] dueOn = {};
  private int[] completedOn = {};
  private boolean[] hasPaid = {};
  private final long[][] due = new long[COMPONENTS][0];

  /** Of no length as long as no installment carries what was paid on it. */
  private final long[][] paid = new long[COMPONENTS][0];

  private int size;

  int size() {
    return size;
  }

  void add(int itsNumber, int day, long principal, long interest, long fees, long penalties) {
    int at = size++;
    if (at == number.length) {
      grow(IntColumn.longer(at));
    }
    number[at] = itsNumber;
    dueOn[at] = day;
    completedOn[at] = Days.NONE;
    hasPaid[at] = false;
    due[PRINCIPAL][at] = principal;
    due[INTEREST][at] = interest;
    due[FEES][at] = fees;
    due[PENALTIES][at] = penalties;
    if (paid[0].length > 0) {
      for (long[] component : paid) {
        component[at] = 0;
      }
    }
  }

  private void grow(int length) {
    number = Arrays.copyOf(number, length);
    dueOn = Arrays.copyOf(dueOn, length);
    completedOn = Arrays.copyOf(completedOn, length);
    hasPaid = Arrays.copyOf(hasPaid, length);
    for (int c = 0; c < COMPONENTS; c++) {
      due[c] = Arrays.copyOf(due[c], length);
      paid[c] = paid[c].length == 0 ? paid[c] : Arrays.copyOf(paid[c], length);
    }
  }

  /**
   * On the installment that was added last.
   *
   * @throws IllegalArgumentException if more was paid than is due
   */
  void paid(long principal, long interest, long fees, long penalties) {
    int last = size - 1;
    if (principal > due[PRINCIPAL][last]
        || interest > due[INTEREST][last]
        || fees > due[FEES][last]
        || penalties > due[PENALTIES][last]) {
      throw new IllegalArgumentException("installment " + number[last] + " has more paid than due");
    }
    if (paid[0].length == 0) {
      Arrays.setAll(paid, c -> new long[number.length]);
    }
    hasPaid[last] = true;
    paid[PRINCIPAL][last] = principal;
    paid[INTEREST][last] = interest;
    paid[FEES][last] = fees;
    paid[PENALTIES][last] = penalties;
  }

  /** The installment that was added last. */
  void completedOn(int day) {
    completedOn[size - 1] = day;
  }

  void add(InstallmentColumns other, int index) {
    add(
        other.number[index],
        other.dueOn[index],
        other.due[PRINCIPAL][index],
        other.due[INTEREST][index],
        other.due[FEES][index],
        other.due[PENALTIES][index]);
    if (other.hasPaid[index]) {
      paid(
          other.paid[PRINCIPAL][index],
          other.paid[INTEREST][index],
          other.paid[FEES][index],
          other.paid[PENALTIES][index]);
    }
    completedOn(other.completedOn[index]);
  }

  void removeLast() {
    size--;
  }

  void clear() {
    size = 0;
  }

  /** By due date and number. */
  void sort(int from) {
    boolean ascends = true;
    for (int i = from + 1; i < size; i++) {
      ascends &= dueOn[i - 1] < dueOn[i];
    }
    if (ascends) {
      // As nearly every schedule does.
      return;
    }
    int[] order =
        IntStream.range(from, size)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(i -> dueOn[i]).thenComparingInt(i -> number[i]))
            .mapToInt(i -> i)
            .toArray();
    InstallmentColumns sorted = new InstallmentColumns();
    for (int i : order) {
      sorted.add(this, i);
    }
    size = from;
    for (int i = 0; i < order.length; i++) {
      add(sorted, i);
    }
  }

  int[] numbers() {
    return Arrays.copyOf(number, size);
  }

  int[] dueOn() {
    return Arrays.copyOf(dueOn, size);
  }

  int[] completedOn() {
    return Arrays.copyOf(completedOn, size);
  }

  boolean[] hasPaid() {
    return Arrays.copyOf(hasPaid, size);
  }

  /** By component. */
  long[][] due() {
    return Arrays.stream(due).map(column -> Arrays.copyOf(column, size)).toArray(long[][]::new);
  }

  /** By component; each without a value if nothing was paid to date on any. */
  long[][] paid() {
    boolean any = false;
    for (int i = 0; i < size; i++) {
      any |= hasPaid[i];
    }
    int length = any ? size : 0;
    return Arrays.stream(paid).map(column -> Arrays.copyOf(column, length)).toArray(long[][]::new);
  }
}
