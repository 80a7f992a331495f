package dev.mora.portfolio.csv;

import dev.mora.delinquency.LoanBookBuilder;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
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

  private final CsvFile loans;
  private final List<String> extraNames;
  private final Set<String> wanted;
  private final Map<String, Unit> units = new HashMap<>();

  private String product = "";
  private Unit unit = new Unit("", null, 0);
  private Loan.Status status = Loan.Status.ACTIVE;

  private int[] number = new int[16];
  private int[] dueOn = new int[16];
  private int[] completedOn = new int[16];
  private long[] amounts = new long[16 * PARTS * 2];
  private boolean[] isPaid = new boolean[16];
  private int[] paidOn = new int[16];
  private int[] bookedOn = new int[16];
  private long[] amount = new long[16];

  /**
   * @param currency null if there is no such currency
   */
  private record Unit(String code, @Nullable Currency currency, int scale) {

    static Unit of(String code) {
      try {
        Currency currency = Money.currencyOf(code);
        Money.zero(currency);
        return new Unit(code, currency, currency.getDefaultFractionDigits());
      } catch (IllegalArgumentException e) {
        return new Unit(code, null, 0);
      }
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
    ensure(Math.max(dues, paids));
    for (int row = 0; row < dues; row++) {
      if (!installment(installments.file(), row)) {
        return false;
      }
    }
    for (int row = 0; row < paids; row++) {
      if (!payment(payments.file(), row)) {
        return false;
      }
    }
    return loan(book) && fill(book, payments, dues, paids);
  }

  /** What rows of the loan are read by. */
  private boolean ofLoan() {
    Cells cells = loans.cells();
    int at = cells.at(0, loans.source(LoanFields.CURRENCY));
    if (!Chars.is(unit.code, cells.text, cells.from[at], cells.to[at])) {
      unit = units.computeIfAbsent(cells.string(0, loans.source(LoanFields.CURRENCY)), Unit::of);
    }
    return unit.currency != null;
  }

  private boolean loan(LoanBookBuilder book) {
    Cells cells = loans.cells();
    long principal = amount(loans, 0, LoanFields.PRINCIPAL);
    int disbursedOn = day(loans, 0, LoanFields.DISBURSED_ON, Fields.NO_DAY);
    boolean disbursed = has(loans, 0, LoanFields.DISBURSED_ON);
    int borrower = cells.at(0, loans.source(LoanFields.BORROWER));
    int length = cells.to[borrower] - cells.from[borrower];
    if (principal < 0
        || (disbursed && disbursedOn == Fields.NO_DAY)
        || length == 0
        || length > IdTable.LONGEST_ID
        || !status()) {
      return false;
    }
    int name = cells.at(0, loans.source(LoanFields.PRODUCT));
    if (!Chars.is(product, cells.text, cells.from[name], cells.to[name])) {
      product = cells.string(0, loans.source(LoanFields.PRODUCT));
    }
    book.loan(
            cells.string(0, loans.source(Table.ID)),
            cells.string(0, loans.source(LoanFields.BORROWER)),
            product,
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
    if (is(loans, 0, LoanFields.STATUS, status.name())) {
      return true;
    }
    for (Loan.Status one : STATUSES) {
      if (is(loans, 0, LoanFields.STATUS, one.name())) {
        status = one;
        return true;
      }
    }
    return false;
  }

  private boolean installment(CsvFile in, int row) {
    Cells cells = in.cells();
    int at = cells.at(row, in.source(LoanFields.NUMBER));
    number[row] = Chars.count(cells.text, cells.from[at], cells.to[at]);
    dueOn[row] = day(in, row, LoanFields.DUE_ON, Fields.NO_DAY);
    completedOn[row] = Fields.NO_DAY;
    if (number[row] < 0
        || dueOn[row] == Fields.NO_DAY
        || (row > 0 && number[row] <= number[row - 1])
        || !sameCurrency(in, row)
        || has(in, row, LoanFields.REPLACED_ON)) {
      return false;
    }
    int first = row * PARTS * 2;
    for (int i = 0; i < PARTS; i++) {
      long due = amount(in, row, LoanFields.DUE[i]);
      if (due < 0) {
        return false;
      }
      amounts[first + i] = due;
    }
    isPaid[row] = false;
    if (in.source(LoanFields.PAID[0]) >= 0 && !paid(in, row, first)) {
      return false;
    }
    if (has(in, row, LoanFields.COMPLETED_ON)) {
      completedOn[row] = day(in, row, LoanFields.COMPLETED_ON, Fields.NO_DAY);
      return completedOn[row] != Fields.NO_DAY;
    }
    return true;
  }

  private boolean paid(CsvFile in, int row, int first) {
    boolean any = false;
    for (int column : LoanFields.PAID) {
      any |= has(in, row, column);
    }
    isPaid[row] = any;
    for (int i = 0; any && i < PARTS; i++) {
      long paid = amount(in, row, LoanFields.PAID[i]);
      if (paid < 0 || paid > amounts[first + i]) {
        return false;
      }
      amounts[first + PARTS + i] = paid;
    }
    return true;
  }

  private boolean payment(CsvFile in, int row) {
    Cells cells = in.cells();
    int at = cells.at(row, in.source(LoanFields.PAYMENT_ID));
    int length = cells.to[at] - cells.from[at];
    paidOn[row] = day(in, row, LoanFields.PAID_ON, Fields.NO_DAY);
    bookedOn[row] = day(in, row, LoanFields.BOOKED_ON, paidOn[row]);
    amount[row] = amount(in, row, LoanFields.AMOUNT);
    return length > 0
        && length <= IdTable.LONGEST_ID
        && paidOn[row] != Fields.NO_DAY
        && bookedOn[row] != Fields.NO_DAY
        && amount[row] > 0
        && sameCurrency(in, row)
        && !has(in, row, LoanFields.REVERSES)
        && !has(in, row, LoanFields.TARGET)
        && !has(in, row, LoanFields.TARGET_PART);
  }

  private boolean fill(LoanBookBuilder book, OrderedRows payments, int dues, int paids) {
    for (int row = 0; row < dues; row++) {
      int a = row * PARTS * 2;
      book.installment(
          number[row], dueOn[row], amounts[a], amounts[a + 1], amounts[a + 2], amounts[a + 3]);
      if (isPaid[row]) {
        book.paid(amounts[a + 4], amounts[a + 5], amounts[a + 6], amounts[a + 7]);
      }
      if (completedOn[row] != Fields.NO_DAY) {
        book.completedOn(completedOn[row]);
      }
    }
    for (int row = 0; row < paids; row++) {
      CsvFile in = payments.file();
      String id = in.cells().string(row, in.source(LoanFields.PAYMENT_ID));
      book.payment(id, paidOn[row], bookedOn[row], amount[row], "");
    }
    return true;
  }

  private boolean sameCurrency(CsvFile in, int row) {
    int place = in.currency();
    return place < 0 || !hasField(in, row, place) || isField(in, row, place, unit.code);
  }

  private long amount(CsvFile in, int row, int column) {
    Cells cells = in.cells();
    int at = cells.at(row, in.source(column));
    return Chars.amount(cells.text, cells.from[at], cells.to[at], unit.scale);
  }

  private static int day(CsvFile in, int row, int column, int otherwise) {
    if (!has(in, row, column)) {
      return otherwise;
    }
    Cells cells = in.cells();
    int at = cells.at(row, in.source(column));
    return Chars.day(cells.text, cells.from[at], cells.to[at]);
  }

  private static boolean has(CsvFile in, int row, int column) {
    int field = in.source(column);
    return field >= 0 && hasField(in, row, field);
  }

  private static boolean hasField(CsvFile in, int row, int field) {
    int at = in.cells().at(row, field);
    return in.cells().to[at] > in.cells().from[at];
  }

  private static boolean is(CsvFile in, int row, int column, String expected) {
    return isField(in, row, in.source(column), expected);
  }

  private static boolean isField(CsvFile in, int row, int field, String expected) {
    Cells cells = in.cells();
    int at = cells.at(row, field);
    return Chars.is(expected, cells.text, cells.from[at], cells.to[at]);
  }

  private void ensure(int rows) {
    if (rows <= number.length) {
      return;
    }
    int length = rows * 2;
    number = Arrays.copyOf(number, length);
    dueOn = Arrays.copyOf(dueOn, length);
    completedOn = Arrays.copyOf(completedOn, length);
    amounts = Arrays.copyOf(amounts, length * PARTS * 2);
    isPaid = Arrays.copyOf(isPaid, length);
    paidOn = Arrays.copyOf(paidOn, length);
    bookedOn = Arrays.copyOf(bookedOn, length);
    amount = Arrays.copyOf(amount, length);
  }
}
