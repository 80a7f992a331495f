package dev.mora.delinquency;

import dev.mora.loan.Installment;
import dev.mora.loan.Restructure;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a restructured loan was before. Few loans have it, so it stands beside the columns: loan
 * {@code k} of {@link #book} is the schedule that stood until {@code on[k]}, with all payments and
 * pauses of the loan.
 */
final class Eras {

  /** First days of the new schedules, ascending. */
  final int[] on;

  /** Raw days on each of them as the host gives them, or -1. */
  final int[] daysPastDue;

  /** Minor units, or -1. */
  final long[] capitalised;

  final LoanBook book;

  Eras(int[] on, int[] daysPastDue, long[] capitalised, LoanBook book) {
    this.on = on;
    this.daysPastDue = daysPastDue;
    this.capitalised = capitalised;
    this.book = book;
  }

  int size() {
    return on.length;
  }

  /** How many restructures there were on that day. */
  int countOn(int day) {
    int count = 0;
    while (count < on.length && on[count] <= day) {
      count++;
    }
    return count;
  }

  /** Whether the schedule of a day is there. */
  boolean isKnown(int day) {
    int era = countOn(day);
    return era == size() || book.installments(era) > 0;
  }

  /** Whether every schedule is there and says when it was paid. */
  boolean isTold() {
    for (int k = 0; k < size(); k++) {
      if (!PastReader.isTold(book, k)) {
        return false;
      }
    }
    return true;
  }

  List<Restructure> records() {
    List<Restructure> records = new ArrayList<>();
    for (int k = 0; k < on.length; k++) {
      Currency unit = book.currency(k);
      List<Installment> replaced = new ArrayList<>();
      for (int i = 0; i < book.installments(k); i++) {
        replaced.add(book.installment(k, i));
      }
      records.add(
          new Restructure(
              LocalDate.ofEpochDay(on[k]),
              replaced,
              daysPastDue[k] < 0 ? OptionalInt.empty() : OptionalInt.of(daysPastDue[k]),
              capitalised[k] < 0
                  ? Optional.empty()
                  : Optional.of(Money.ofMinor(unit, capitalised[k]))));
    }
    return records;
  }
}
