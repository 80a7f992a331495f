package dev.mora.portfolio.csv;

import dev.mora.delinquency.LoanBookBuilder;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a loan whose rows are all in the plain form straight from the cells into a book. What is not
 * plain it leaves to {@link LoanAssembler}, which reads the same and says what is wrong. Not
 * thread-safe.
 */
final class PlainRows {

  private static final int PARTS = LoanFields.DUE.length;
  private static final int MOST_ROWS = 1_000;
  private static final Loan.Status[] STATUSES = Loan.Status.values();
  private static final byte[][] STATUS_NAMES =
      Arrays.stream(STATUSES).map(status -> utf8(status.name())).toArray(byte[][]::new);

  private final CsvFile loans;
  private final List<String> extraNames;
  private final Set<String> wanted;
  private final Map<String, Unit> units = new HashMap<>();

  private final Words products = new Words();
  private Unit unit = new Unit("");
  private Loan.Status status = Loan.Status.ACTIVE;

  private static final class Unit {

    final byte[] code;

    /** Null if there is no such currency. */
    final @Nullable Currency currency;

    final int scale;

    Unit(String name) {
      code = utf8(name);
      Currency known = null;
      try {
        known = Money.currencyOf(name);
        Money.zero(known);
      } catch (IllegalArgumentException e) {
        known = null;
      }
      currency = known;
      scale = known == null ? 0 : known.getDefaultFractionDigits();
    }
  }

  /**
   * @param loans stands on the row of the loan
   * @param wanted extra columns of loans.csv that are kept
   */
  PlainRows(CsvFile loans, Set<String> wanted) {
    this.loans = loans;
    this.extraNames = loans.extraNames();
    this.wanted = wanted;
  }

  /** The currency of the loan that was added last. */
  Currency currency() {
    Currency known = unit.currency;
    if (known == null) {
      throw new IllegalStateException("add a loan first");
    }
    return known;
  }

  /** Adds the loan with its rows; false, and nothing done, if anything is not plain. */
  boolean add(OrderedRows installments, OrderedRows payments, LoanBookBuilder book) {
    if (!loans.isWhole() || !installments.asCells() || !payments.asCells()) {
      return false;
    }
    int dues = installments.size();
    int paids = payments.size();
    if (dues == 0 || dues > MOST_ROWS || paids > MOST_ROWS || !ofLoan()) {
      return false;
    }
    for (int row = 0; row < dues; row++) {
      if (!isInstallment(installments.file(), row)) {
        return false;
      }
    }
    for (int row = 0; row < paids; row++) {
      if (!isPayment(payments.file(), row)) {
        return false;
      }
    }
    if (!loan(book)) {
      return false;
    }
    for (int row = 0; row < dues; row++) {
      installment(installments.file(), row, book);
    }
    for (int row = 0; row < paids; row++) {
      payment(payments.file(), row, book);
    }
    return true;
  }

  /** What rows of the loan are read by. */
  private boolean ofLoan() {
    if (!is(loans, 0, LoanFields.CURRENCY, unit.code)) {
      String code = loans.cells().string(0, loans.source(LoanFields.CURRENCY));
      unit = units.computeIfAbsent(code, Unit::new);
    }
    return unit.currency != null;
  }

  private boolean loan(LoanBookBuilder book) {
    Cells cells = loans.cells();
    long principal = amount(loans, 0, LoanFields.PRINCIPAL);
    boolean disbursed = has(loans, 0, LoanFields.DISBURSED_ON);
    int disbursedOn = disbursed ? day(loans, 0, LoanFields.DISBURSED_ON) : Fields.NO_DAY;
    int borrower = cells.at(0, loans.source(LoanFields.BORROWER));
    int length = cells.to[borrower] - cells.from[borrower];
    if (principal < 0
        || (disbursed && disbursedOn == Fields.NO_DAY)
        || length == 0
        || length > IdTable.LONGEST_ID
        || !status()) {
      return false;
    }
    book.loan(
            cells.string(0, loans.source(Table.ID)),
            cells.string(0, loans.source(LoanFields.BORROWER)),
            products.of(cells, 0, loans.source(LoanFields.PRODUCT)),
            currency(),
            status)
        .principal(principal);
    if (disbursed) {
      book.disbursedOn(disbursedOn);
    }
    for (int i = 0; i < extraNames.size(); i++) {
      if (wanted.contains(extraNames.get(i))) {
        String value = cells.string(0, loans.extra(i));
        if (!value.isEmpty()) {
          book.custom(extraNames.get(i), value);
        }
      }
    }
    return true;
  }

  private boolean status() {
    if (!has(loans, 0, LoanFields.STATUS)) {
      status = Loan.Status.ACTIVE;
      return true;
    }
    if (is(loans, 0, LoanFields.STATUS, STATUS_NAMES[status.ordinal()])) {
      return true;
    }
    for (Loan.Status one : STATUSES) {
      if (is(loans, 0, LoanFields.STATUS, STATUS_NAMES[one.ordinal()])) {
        status = one;
        return true;
      }
    }
    return false;
  }

  private boolean isInstallment(CsvFile in, int row) {
    if (number(in, row) < 0
        || (row > 0 && number(in, row) <= number(in, row - 1))
        || day(in, row, LoanFields.DUE_ON) == Fields.NO_DAY
        || !sameCurrency(in, row)
        || has(in, row, LoanFields.REPLACED_ON)) {
      return false;
    }
    boolean paid = isPaid(in, row);
    for (int part = 0; part < PARTS; part++) {
      long due = amount(in, row, LoanFields.DUE[part]);
      long met = paid ? amount(in, row, LoanFields.PAID[part]) : 0;
      if (met < 0 || due < met) {
        return false;
      }
    }
    return !has(in, row, LoanFields.COMPLETED_ON)
        || day(in, row, LoanFields.COMPLETED_ON) != Fields.NO_DAY;
  }

  private static boolean isPaid(CsvFile in, int row) {
    boolean any = false;
    if (in.has(LoanFields.PAID[0])) {
      for (int column : LoanFields.PAID) {
        any |= has(in, row, column);
      }
    }
    return any;
  }

  private void installment(CsvFile in, int row, LoanBookBuilder book) {
    book.installment(
        number(in, row),
        day(in, row, LoanFields.DUE_ON),
        amount(in, row, LoanFields.DUE[0]),
        amount(in, row, LoanFields.DUE[1]),
        amount(in, row, LoanFields.DUE[2]),
        amount(in, row, LoanFields.DUE[3]));
    if (isPaid(in, row)) {
      book.paid(
          amount(in, row, LoanFields.PAID[0]),
          amount(in, row, LoanFields.PAID[1]),
          amount(in, row, LoanFields.PAID[2]),
          amount(in, row, LoanFields.PAID[3]));
    }
    if (has(in, row, LoanFields.COMPLETED_ON)) {
      book.completedOn(day(in, row, LoanFields.COMPLETED_ON));
    }
  }

  private boolean isPayment(CsvFile in, int row) {
    int length = in.cells().length(row, in.source(LoanFields.PAYMENT_ID));
    return length > 0
        && length <= IdTable.LONGEST_ID
        && day(in, row, LoanFields.PAID_ON) != Fields.NO_DAY
        && bookedOn(in, row) != Fields.NO_DAY
        && amount(in, row, LoanFields.AMOUNT) > 0
        && sameCurrency(in, row)
        && !has(in, row, LoanFields.REVERSES)
        && !has(in, row, LoanFields.TARGET)
        && !has(in, row, LoanFields.TARGET_PART);
  }

  private void payment(CsvFile in, int row, LoanBookBuilder book) {
    book.payment(
        in.cells().string(row, in.source(LoanFields.PAYMENT_ID)),
        day(in, row, LoanFields.PAID_ON),
        bookedOn(in, row),
        amount(in, row, LoanFields.AMOUNT),
        "");
  }

  private static int bookedOn(CsvFile in, int row) {
    boolean said = has(in, row, LoanFields.BOOKED_ON);
    return day(in, row, said ? LoanFields.BOOKED_ON : LoanFields.PAID_ON);
  }

  private static int number(CsvFile in, int row) {
    return (int) value(in, row, LoanFields.NUMBER);
  }

  private static int day(CsvFile in, int row, int column) {
    return (int) value(in, row, column);
  }

  private long amount(CsvFile in, int row, int column) {
    return Forms.minor(value(in, row, column), unit.scale);
  }

  private static long value(CsvFile in, int row, int column) {
    Cells cells = in.cells();
    return cells.values[cells.at(row, in.source(column))];
  }

  private boolean sameCurrency(CsvFile in, int row) {
    int place = in.currency();
    return place < 0 || !hasField(in, row, place) || isField(in, row, place, unit.code);
  }

  private static boolean has(CsvFile in, int row, int column) {
    int field = in.source(column);
    return field >= 0 && hasField(in, row, field);
  }

  private static boolean hasField(CsvFile in, int row, int field) {
    int at = in.cells().at(row, field);
    return in.cells().to[at] > in.cells().from[at];
  }

  private static boolean is(CsvFile in, int row, int column, byte[] expected) {
    return isField(in, row, in.source(column), expected);
  }

  private static boolean isField(CsvFile in, int row, int field, byte[] expected) {
    Cells cells = in.cells();
    int at = cells.at(row, field);
    return Arrays.equals(cells.text, cells.from[at], cells.to[at], expected, 0, expected.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
