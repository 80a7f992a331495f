package dev.mora.delinquency;

import dev.mora.loan.Component;
import dev.mora.loan.Pause;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came in of the principal that fell due in a period, in one currency. Payments are allocated
 * by the delinquency policy and count by value date, net of what was reversed.
 *
 * @param from the day before the period
 * @param to its last day
 * @param due principal of installments due in the period
 * @param received principal received in the period for installments due up to its end; what was
 *     paid for later ones is a prepayment and not in it
 * @param onTime of {@code due}, what was received on or before its due date
 * @param leftOut loans of any currency without payments of their own, or whose schedule was changed
 */
public record RepaymentRates(
    LocalDate from,
    LocalDate to,
    Currency currency,
    Money due,
    Money received,
    Money onTime,
    int leftOut) {

  private static final int PRINCIPAL = Component.PRINCIPAL.ordinal();
  private static final int MORATORIUM = Pause.Kind.MORATORIUM.ordinal();

  /** Principal received over principal due; above 1 where arrears were caught up. */
  public Ratio current() {
    return Ratio.of(received, due);
  }

  /** Principal received on or before its due date over principal due. */
  public Ratio onTimeRate() {
    return Ratio.of(onTime, due);
  }

  /**
   * One for each currency, by code.
   *
   * @param from the day before the period; before the past's own day
   */
  public static List<RepaymentRates> of(PortfolioPast past, LocalDate from, LocalDate to) {
    if (!from.isBefore(to) || to.isAfter(past.asOf())) {
      throw new IllegalArgumentException(
          "a period ends after " + from + " and up to " + past.asOf() + ": " + to);
    }
    return new Sum(past, Days.of(from), Days.of(to)).rates(from, to);
  }

  /** Adds up the loans. */
  private static final class Sum {

    private final PortfolioPast past;
    private final int from;
    private final int to;
    private final Lines lines = new Lines();
    private final Map<Currency, long[]> sums =
        new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
    private int leftOut;

    Sum(PortfolioPast past, int from, int to) {
      this.past = past;
      this.from = from;
      this.to = to;
    }

    List<RepaymentRates> rates(LocalDate first, LocalDate last) {
      LoanBook book = past.book();
      for (int i = 0; i < book.size(); i++) {
        if (past.isTold(i) && !book.paidToDate[i] && !isChanged(book, i)) {
          add(book, i);
        } else {
          leftOut++;
        }
      }
      List<RepaymentRates> all = new ArrayList<>();
      sums.forEach(
          (unit, sum) ->
              all.add(
                  new RepaymentRates(
                      first,
                      last,
                      unit,
                      Money.ofMinor(unit, sum[0]),
                      Money.ofMinor(unit, sum[1]),
                      Money.ofMinor(unit, sum[2]),
                      leftOut)));
      return List.copyOf(all);
    }

    /** Whether the schedule of the period is another one than today's. */
    private boolean isChanged(LoanBook book, int loan) {
      for (int p = book.pausesFrom[loan]; p < book.pausesFrom[loan + 1]; p++) {
        if (book.pauseKind[p] == MORATORIUM && book.pauseStart[p] <= to) {
          return true;
        }
      }
      return book.eras(loan) != null;
    }

    private void add(LoanBook book, int loan) {
      long[] sum = sums.computeIfAbsent(book.currency(loan), unit -> new long[3]);
      Rules rules = past.rules(loan);
      sum[1] += left(book, loan, rules, from) - left(book, loan, rules, to);
      int first = book.installmentsFrom[loan];
      int before = Days.NONE;
      for (int day : dueDays(book, loan)) {
        if (day == before || day <= from || day > to) {
          continue;
        }
        before = day;
        lines.fill(book, loan, rules, day);
        int at = first;
        for (int k = 0; k < lines.size; k++) {
          if (lines.reversal[k]) {
            continue;
          }
          if (lines.day[k] == day) {
            long due = book.due[PRINCIPAL].length == 0 ? 0 : book.due[PRINCIPAL][at];
            sum[0] = Math.addExact(sum[0], due);
            sum[2] += due - lines.leftPrincipal[k];
          }
          at++;
        }
      }
    }

    /** Effective due dates of the installments that {@link #lines} have, in order. */
    private int[] dueDays(LoanBook book, int loan) {
      int[] days = new int[book.installments(loan)];
      int at = 0;
      for (int k = 0; k < lines.size; k++) {
        if (!lines.reversal[k]) {
          days[at++] = lines.day[k];
        }
      }
      return days;
    }

    private long left(LoanBook book, int loan, Rules rules, int on) {
      lines.fill(book, loan, rules, on);
      long sum = 0;
      for (int i = 0; i < lines.size && lines.day[i] <= to; i++) {
        sum += lines.leftPrincipal[i];
      }
      return sum;
    }
  }
}
