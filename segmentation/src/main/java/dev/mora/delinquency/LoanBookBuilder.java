package dev.mora.delinquency;

import dev.mora.loan.Amounts;
import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanParty;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills a {@link LoanBook} loan by loan: first the loan, then its installments, payments and pauses
 * in any order. Days are epoch days, amounts minor units of the loan's currency. What is said
 * before a loan has begun, or of an installment before the loan has one, is an {@link
 * IllegalStateException}. Not thread-safe.
 */
public final class LoanBookBuilder {

  private static final int COMPONENTS = Component.values().length;

  final List<String> ids = new ArrayList<>();
  final IntColumn borrower = new IntColumn();
  final Codes<String> borrowers = new Codes<>();
  final IntColumn product = new IntColumn();
  final Codes<String> products = new Codes<>();
  final IntColumn currency = new IntColumn();
  final Codes<Currency> currencies = new Codes<>();
  final IntColumn status = new IntColumn();
  final LongColumn principal = new LongColumn();
  final IntColumn disbursedOn = new IntColumn();
  final Map<Integer, LoanBook.Extras> extras = new HashMap<>();
  final IntColumn installmentsFrom = new IntColumn();
  final IntColumn number = new IntColumn();
  final IntColumn dueOn = new IntColumn();
  final LongColumn[] due = columns();
  final IntColumn hasPaid = new IntColumn();
  final LongColumn[] paid = columns();
  final IntColumn completedOn = new IntColumn();
  final IntColumn paymentsFrom = new IntColumn();
  final List<String> paymentIds = new ArrayList<>();
  final IntColumn paidOn = new IntColumn();
  final IntColumn bookedOn = new IntColumn();
  final LongColumn amount = new LongColumn();
  final IntColumn reverses = new IntColumn();
  final IntColumn reversedBy = new IntColumn();
  final IntColumn pausesFrom = new IntColumn();
  final IntColumn pauseStart = new IntColumn();
  final IntColumn pauseEnd = new IntColumn();
  final IntColumn pauseKind = new IntColumn();

  private final List<Row> rows = new ArrayList<>();
  private @Nullable String accountNumber;
  private @Nullable String payUrl;
  private final List<LoanParty> parties = new ArrayList<>();
  private final Map<String, String> custom = new LinkedHashMap<>();

  /** A payment of the loan that is being filled. */
  private record Row(String id, int paidOn, int bookedOn, long amount, String reverses) {

    static final Comparator<Row> ORDER =
        Comparator.comparingInt(Row::paidOn)
            .thenComparing(row -> !row.reverses.isEmpty())
            .thenComparingInt(Row::bookedOn)
            .thenComparing(Row::id);
  }

  LoanBookBuilder() {
    installmentsFrom.add(0);
    paymentsFrom.add(0);
    pausesFrom.add(0);
  }

  /** The whole of a loan. See {@link LoanBook#of(Loan)}. */
  public LoanBookBuilder add(Loan loan) {
    loan(
        loan.id().value(), loan.borrower().value(), loan.product(), loan.currency(), loan.status());
    loan.principal().ifPresent(money -> principal(money.minorUnits()));
    loan.disbursedOn().ifPresent(date -> disbursedOn(Days.of(date)));
    loan.accountNumber().ifPresent(this::accountNumber);
    loan.payUrl().ifPresent(this::payUrl);
    for (Installment i : loan.installments()) {
      Amounts d = i.due();
      installment(
          i.number(),
          Days.of(i.dueOn()),
          d.principal().minorUnits(),
          d.interest().minorUnits(),
          d.fees().minorUnits(),
          d.penalties().minorUnits());
      i.paid()
          .ifPresent(
              p ->
                  paid(
                      p.principal().minorUnits(),
                      p.interest().minorUnits(),
                      p.fees().minorUnits(),
                      p.penalties().minorUnits()));
      i.completedOn().ifPresent(date -> completedOn(Days.of(date)));
    }
    for (Payment p : loan.payments()) {
      payment(
          p.id().value(),
          Days.of(p.paidOn()),
          Days.of(p.bookedOn()),
          p.amount().minorUnits(),
          p.reverses().map(Object::toString).orElse(""));
    }
    for (Pause p : loan.pauses()) {
      pause(Days.of(p.startOn()), Days.of(p.endOn()), p.kind());
    }
    loan.parties().forEach(this::party);
    loan.custom().forEach(this::custom);
    return this;
  }

  /** Ends the loan before and begins this one. */
  public LoanBookBuilder loan(
      String id, String borrowerId, String productName, Currency unit, Loan.Status state) {
    endLoan();
    Money.zero(unit);
    ids.add(id);
    borrower.add(borrowers.of(borrowerId));
    product.add(products.of(productName));
    currency.add(currencies.of(unit));
    status.add(state.ordinal());
    principal.add(-1);
    disbursedOn.add(Days.NONE);
    return this;
  }

  public LoanBookBuilder principal(long minorUnits) {
    requireLoan();
    principal.set(ids.size() - 1, notNegative(minorUnits));
    return this;
  }

  public LoanBookBuilder disbursedOn(int epochDay) {
    requireLoan();
    disbursedOn.set(ids.size() - 1, epochDay);
    return this;
  }

  public LoanBookBuilder accountNumber(String value) {
    requireLoan();
    accountNumber = value;
    return this;
  }

  public LoanBookBuilder payUrl(String value) {
    requireLoan();
    payUrl = value;
    return this;
  }

  public LoanBookBuilder party(LoanParty value) {
    requireLoan();
    parties.add(value);
    return this;
  }

  public LoanBookBuilder custom(String column, String value) {
    requireLoan();
    custom.put(column, value);
    return this;
  }

  public LoanBookBuilder installment(
      int installmentNumber,
      int dueOnEpochDay,
      long duePrincipal,
      long dueInterest,
      long dueFees,
      long duePenalties) {
    requireLoan();
    number.add(installmentNumber);
    dueOn.add(dueOnEpochDay);
    put(
        due,
        notNegative(duePrincipal),
        notNegative(dueInterest),
        notNegative(dueFees),
        notNegative(duePenalties));
    hasPaid.add(0);
    put(paid, 0, 0, 0, 0);
    completedOn.add(Days.NONE);
    return this;
  }

  /**
   * What was paid to date on the installment that was added last; none more than is due.
   *
   * @throws IllegalArgumentException if more was paid than is due
   */
  public LoanBookBuilder paid(
      long paidPrincipal, long paidInterest, long paidFees, long paidPenalties) {
    int last = lastInstallment();
    long[] parts = new long[COMPONENTS];
    parts[Component.PRINCIPAL.ordinal()] = notNegative(paidPrincipal);
    parts[Component.INTEREST.ordinal()] = notNegative(paidInterest);
    parts[Component.FEES.ordinal()] = notNegative(paidFees);
    parts[Component.PENALTIES.ordinal()] = notNegative(paidPenalties);
    for (int c = 0; c < COMPONENTS; c++) {
      if (parts[c] > due[c].get(last)) {
        throw new IllegalArgumentException(
            "installment " + number.get(last) + " has more paid than due");
      }
      paid[c].set(last, parts[c]);
    }
    hasPaid.set(last, 1);
    return this;
  }

  /** When the installment that was added last was fully paid. */
  public LoanBookBuilder completedOn(int epochDay) {
    completedOn.set(lastInstallment(), epochDay);
    return this;
  }

  /**
   * @param reversed the id of the payment that this one undoes whole; empty if none
   */
  public LoanBookBuilder payment(
      String id, int paidOnEpochDay, int bookedOnEpochDay, long minorUnits, String reversed) {
    requireLoan();
    if (minorUnits <= 0) {
      throw new IllegalArgumentException("a payment must be positive: " + id);
    }
    rows.add(new Row(id, paidOnEpochDay, bookedOnEpochDay, minorUnits, reversed));
    return this;
  }

  public LoanBookBuilder pause(int startEpochDay, int endEpochDay, Pause.Kind kind) {
    requireLoan();
    if (endEpochDay <= startEpochDay) {
      throw new IllegalArgumentException("a pause must end after it starts");
    }
    pauseStart.add(startEpochDay);
    pauseEnd.add(endEpochDay);
    pauseKind.add(kind.ordinal());
    return this;
  }

  /**
   * The book; add nothing to this builder afterwards.
   *
   * @throws IllegalArgumentException if a payment reverses one that its loan does not have
   */
  public LoanBook build() {
    endLoan();
    return new LoanBook(this);
  }

  long[][] amounts(LongColumn[] columns) {
    return Arrays.stream(columns).map(LongColumn::toArray).toArray(long[][]::new);
  }

  private void endLoan() {
    if (ids.size() < installmentsFrom.size()) {
      return;
    }
    sortInstallments(installmentsFrom.get(installmentsFrom.size() - 1), number.size());
    endPayments();
    sortPauses(pausesFrom.get(pausesFrom.size() - 1), pauseStart.size());
    installmentsFrom.add(number.size());
    paymentsFrom.add(amount.size());
    pausesFrom.add(pauseStart.size());
    if (accountNumber != null || payUrl != null || !parties.isEmpty() || !custom.isEmpty()) {
      extras.put(
          ids.size() - 1,
          new LoanBook.Extras(
              accountNumber,
              payUrl,
              List.copyOf(parties),
              Collections.unmodifiableMap(new LinkedHashMap<>(custom))));
      accountNumber = null;
      payUrl = null;
      parties.clear();
      custom.clear();
    }
  }

  private void sortInstallments(int from, int to) {
    Comparator<Integer> byDate =
        Comparator.<Integer>comparingInt(dueOn::get).thenComparingInt(number::get);
    int[] order = order(from, to, byDate);
    if (order.length == 0) {
      return;
    }
    permute(number, order, from);
    permute(dueOn, order, from);
    permute(hasPaid, order, from);
    permute(completedOn, order, from);
    for (int c = 0; c < COMPONENTS; c++) {
      permute(due[c], order, from);
      permute(paid[c], order, from);
    }
  }

  private void sortPauses(int from, int to) {
    int[] order =
        order(
            from,
            to,
            Comparator.<Integer>comparingInt(pauseStart::get).thenComparingInt(pauseEnd::get));
    if (order.length == 0) {
      return;
    }
    permute(pauseStart, order, from);
    permute(pauseEnd, order, from);
    permute(pauseKind, order, from);
  }

  /** Leaves repeated ids out, sorts, and joins each reversal with what it undoes. */
  private void endPayments() {
    if (rows.isEmpty()) {
      return;
    }
    int from = amount.size();
    Set<String> seen = new HashSet<>();
    rows.removeIf(row -> !seen.add(row.id));
    rows.sort(Row.ORDER);
    Map<String, Integer> index = new HashMap<>();
    for (Row row : rows) {
      index.put(row.id, amount.size());
      paymentIds.add(row.id);
      paidOn.add(row.paidOn);
      bookedOn.add(row.bookedOn);
      amount.add(row.amount);
      reverses.add(-1);
      reversedBy.add(-1);
    }
    for (int i = 0; i < rows.size(); i++) {
      String target = rows.get(i).reverses;
      if (!target.isEmpty()) {
        join(from + i, target, index);
      }
    }
    rows.clear();
  }

  private void join(int reversal, String target, Map<String, Integer> index) {
    Integer undone = index.get(target);
    String loan = ids.get(ids.size() - 1);
    if (undone == null) {
      throw new IllegalArgumentException(
          "loan "
              + loan
              + ": payment "
              + paymentIds.get(reversal)
              + " reverses "
              + target
              + ", which the loan does not have");
    }
    for (int p = undone; p >= 0; p = reverses.get(p)) {
      if (p == reversal) {
        throw new IllegalArgumentException(
            "loan " + loan + ": payment " + target + " is reversed in a circle");
      }
    }
    reverses.set(reversal, undone);
    if (reversedBy.get(undone) < 0) {
      reversedBy.set(undone, reversal);
    }
  }

  private static int[] order(int from, int to, Comparator<Integer> by) {
    boolean sorted = true;
    for (int i = from + 1; i < to && sorted; i++) {
      sorted = by.compare(i - 1, i) <= 0;
    }
    if (sorted) {
      return new int[0];
    }
    Integer[] order = new Integer[to - from];
    Arrays.setAll(order, i -> from + i);
    Arrays.sort(order, by);
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  private static void permute(IntColumn column, int[] order, int from) {
    int[] moved = Arrays.stream(order).map(column::get).toArray();
    for (int i = 0; i < moved.length; i++) {
      column.set(from + i, moved[i]);
    }
  }

  private static void permute(LongColumn column, int[] order, int from) {
    long[] moved = Arrays.stream(order).mapToLong(column::get).toArray();
    for (int i = 0; i < moved.length; i++) {
      column.set(from + i, moved[i]);
    }
  }

  private static void put(
      LongColumn[] columns, long principal, long interest, long fees, long penalties) {
    columns[Component.PRINCIPAL.ordinal()].add(principal);
    columns[Component.INTEREST.ordinal()].add(interest);
    columns[Component.FEES.ordinal()].add(fees);
    columns[Component.PENALTIES.ordinal()].add(penalties);
  }

  private static LongColumn[] columns() {
    LongColumn[] columns = new LongColumn[COMPONENTS];
    Arrays.setAll(columns, i -> new LongColumn());
    return columns;
  }

  private static long notNegative(long minorUnits) {
    if (minorUnits < 0) {
      throw new IllegalArgumentException("an amount of a loan must not be negative");
    }
    return minorUnits;
  }

  /** Of this loan: the one before it is closed. */
  private int lastInstallment() {
    if (number.size() == installmentsFrom.get(installmentsFrom.size() - 1)) {
      throw new IllegalStateException("add an installment of this loan first");
    }
    return number.size() - 1;
  }

  private void requireLoan() {
    if (ids.isEmpty()) {
      throw new IllegalStateException("begin a loan first");
    }
  }
}
