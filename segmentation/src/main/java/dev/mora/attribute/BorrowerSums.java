package dev.mora.attribute;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the loans of each borrower come to without those that were sold, and which loans they all
 * are. Not thread-safe.
 */
final class BorrowerSums {

  static final int NONE = -1;

  private final List<Currency> currencies = new ArrayList<>();

  /** Of those who owe in more than one currency. */
  private final Map<Integer, Map<Currency, Long>> several = new HashMap<>();

  private int[] active = new int[64];
  private int[] days = new int[64];
  private long[] overdue = new long[64];
  private int[] currency = filled(64);
  private int[] first = filled(64);
  private int[] last = filled(64);
  private int[] next = filled(64);

  void add(int loan, int borrower, Loan.Status status, int daysPastDue, long minor, Currency unit) {
    ensure(loan, borrower);
    if (first[borrower] == NONE) {
      first[borrower] = loan;
    } else {
      next[last[borrower]] = loan;
    }
    last[borrower] = loan;
    if (status == Loan.Status.SOLD) {
      return;
    }
    active[borrower] += status == Loan.Status.ACTIVE ? 1 : 0;
    days[borrower] = Math.max(days[borrower], daysPastDue);
    int code = currencies.indexOf(unit);
    if (code < 0) {
      code = currencies.size();
      currencies.add(unit);
    }
    if (currency[borrower] == NONE) {
      currency[borrower] = code;
    }
    if (currency[borrower] == code) {
      overdue[borrower] = Math.addExact(overdue[borrower], minor);
    } else {
      several.computeIfAbsent(borrower, key -> new HashMap<>()).merge(unit, minor, Math::addExact);
    }
  }

  private void ensure(int loan, int borrower) {
    if (loan >= next.length) {
      next = grown(next, loan);
    }
    if (borrower >= active.length) {
      currency = grown(currency, borrower);
      first = grown(first, borrower);
      last = grown(last, borrower);
      active = Arrays.copyOf(active, first.length);
      days = Arrays.copyOf(days, first.length);
      overdue = Arrays.copyOf(overdue, first.length);
    }
  }

  private static int[] grown(int[] column, int index) {
    int length = Math.max(index + 1, column.length + (column.length >> 1));
    int[] longer = Arrays.copyOf(column, length);
    Arrays.fill(longer, column.length, length, NONE);
    return longer;
  }

  private static int[] filled(int length) {
    int[] column = new int[length];
    Arrays.fill(column, NONE);
    return column;
  }

  int active(int borrower) {
    return active[borrower];
  }

  int daysPastDue(int borrower) {
    return days[borrower];
  }

  /** Each currency apart, one of them first, the others by their codes. */
  List<Money> overdue(int borrower, Currency unit) {
    if (currency[borrower] == NONE) {
      return List.of(Money.zero(unit));
    }
    Currency own = currencies.get(currency[borrower]);
    Map<Currency, Long> more = several.getOrDefault(borrower, Map.of());
    List<Money> amounts = new ArrayList<>();
    amounts.add(Money.ofMinor(own, overdue[borrower]));
    more.forEach((other, minor) -> amounts.add(Money.ofMinor(other, minor)));
    return more.isEmpty() && own.equals(unit) ? amounts : DebtFacts.sums(amounts, unit);
  }

  /** {@link #NONE} if it has none. */
  int firstLoan(int borrower) {
    return borrower < first.length ? first[borrower] : NONE;
  }

  /** Of the same borrower; {@link #NONE} behind the last. */
  int nextLoan(int loan) {
    return next[loan];
  }
}
