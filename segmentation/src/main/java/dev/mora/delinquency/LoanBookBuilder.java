package dev.mora.delinquency;

import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanParty;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentTarget;
import dev.mora.loan.Restructure;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fills a {@link LoanBook} loan by loan: first the loan, then its installments, payments, pauses
 * and restructures in any order. Days are epoch days, amounts minor units of the loan's currency.
 * What is said before a loan has begun, or of an installment before the loan has one, is an {@link
 * IllegalStateException}. Not thread-safe.
 */
public final class LoanBookBuilder {

  /** Payments that are compared each with each sooner than by a table. */
  private static final int FEW = 24;

  private static final Loan.Status[] STATUSES = Loan.Status.values();
  private static final Pause.Kind[] KINDS = Pause.Kind.values();

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
  final InstallmentColumns installments = new InstallmentColumns();
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

  /** Installment number that each payment is for, or -1; empty if no payment names any. */
  final IntColumn target = new IntColumn();

  /** Ordinal of the component that each payment is for, or -1; as long as {@link #target}. */
  final IntColumn targetPart = new IntColumn();

  final Map<Integer, Eras> eras = new HashMap<>();

  private final List<Row> rows = new ArrayList<>();
  private final TreeMap<Integer, EraRows> replaced = new TreeMap<>();
  private @Nullable String accountNumber;
  private @Nullable String payUrl;
  private final List<LoanParty> parties = new ArrayList<>();
  private final Map<String, String> custom = new LinkedHashMap<>();

  /** A payment of the loan that is being filled. */
  private record Row(
      String id, int paidOn, int bookedOn, long amount, String reverses, int target, int part) {

    /** Of one booking day a payment stands before a reversal, which may undo it. */
    static final Comparator<Row> ORDER =
        Comparator.comparingInt(Row::paidOn)
            .thenComparingInt(Row::bookedOn)
            .thenComparing(row -> !row.reverses.isEmpty())
            .thenComparing(Row::id);

    Row on(int installment, int component) {
      return new Row(id, paidOn, bookedOn, amount, reverses, installment, component);
    }
  }

  /** A restructure of the loan that is being filled. */
  private static final class EraRows {
    int daysPastDue = -1;
    long capitalised = -1;
    final InstallmentColumns installments = new InstallmentColumns();
  }

  LoanBookBuilder() {
    clear();
  }

  private void clear() {
    ids.clear();
    borrowers.clear();
    products.clear();
    currencies.clear();
    extras.clear();
    installments.clear();
    paymentIds.clear();
    eras.clear();
    principal.clear();
    amount.clear();
    for (IntColumn column :
        List.of(
            borrower,
            product,
            currency,
            status,
            disbursedOn,
            installmentsFrom,
            paymentsFrom,
            paidOn,
            bookedOn,
            reverses,
            reversedBy,
            pausesFrom,
            pauseStart,
            pauseEnd,
            pauseKind,
            target,
            targetPart)) {
      column.clear();
    }
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
    loan.installments().forEach(this::add);
    for (Payment p : loan.payments()) {
      payment(
          p.id().value(),
          Days.of(p.paidOn()),
          Days.of(p.bookedOn()),
          p.amount().minorUnits(),
          p.reverses().map(Object::toString).orElse(""));
      p.target().ifPresent(this::target);
    }
    for (Pause p : loan.pauses()) {
      pause(Days.of(p.startOn()), Days.of(p.endOn()), p.kind());
    }
    for (Restructure r : loan.restructures()) {
      int on = Days.of(r.on());
      restructure(on);
      r.daysPastDue().ifPresent(days -> daysAtRestructure(on, days));
      r.capitalised().ifPresent(money -> capitalised(on, money.minorUnits()));
      for (Installment old : r.replaced()) {
        add(old);
        replacedOn(on);
      }
    }
    loan.parties().forEach(this::party);
    loan.custom().forEach(this::custom);
    return this;
  }

  private void add(Installment i) {
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
    installments.add(
        installmentNumber,
        dueOnEpochDay,
        notNegative(duePrincipal),
        notNegative(dueInterest),
        notNegative(dueFees),
        notNegative(duePenalties));
    return this;
  }

  /**
   * What was paid to date on the installment that was added last; none more than is due.
   *
   * @throws IllegalArgumentException if more was paid than is due
   */
  public LoanBookBuilder paid(
      long paidPrincipal, long paidInterest, long paidFees, long paidPenalties) {
    requireInstallment();
    installments.paid(
        notNegative(paidPrincipal),
        notNegative(paidInterest),
        notNegative(paidFees),
        notNegative(paidPenalties));
    return this;
  }

  /** When the installment that was added last was fully paid. */
  public LoanBookBuilder completedOn(int epochDay) {
    requireInstallment();
    installments.completedOn(epochDay);
    return this;
  }

  /**
   * Takes the installment that was added last out of the schedule in force: it stood until the
   * restructure of that day. Say first what was paid on it.
   */
  public LoanBookBuilder replacedOn(int epochDay) {
    requireInstallment();
    era(epochDay).installments.add(installments, installments.size() - 1);
    installments.removeLast();
    return this;
  }

  /** The loan was restructured on that day; said again it changes nothing. */
  public LoanBookBuilder restructure(int onEpochDay) {
    era(onEpochDay);
    return this;
  }

  private EraRows era(int onEpochDay) {
    requireLoan();
    return replaced.computeIfAbsent(onEpochDay, day -> new EraRows());
  }

  /** Raw days that the old schedule had on the day of the restructure, as the host knows them. */
  public LoanBookBuilder daysAtRestructure(int onEpochDay, int days) {
    if (days < 0) {
      throw new IllegalArgumentException("days past due must not be negative: " + days);
    }
    era(onEpochDay).daysPastDue = days;
    return this;
  }

  /** Arrears that a restructure made part of the new schedule. */
  public LoanBookBuilder capitalised(int onEpochDay, long minorUnits) {
    era(onEpochDay).capitalised = notNegative(minorUnits);
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
    rows.add(new Row(id, paidOnEpochDay, bookedOnEpochDay, minorUnits, reversed, -1, -1));
    return this;
  }

  /** What the payer of the payment that was added last named. */
  public LoanBookBuilder target(PaymentTarget named) {
    if (rows.isEmpty()) {
      throw new IllegalStateException("add a payment of this loan first");
    }
    int last = rows.size() - 1;
    int part = named.component().map(Enum::ordinal).orElse(-1);
    rows.set(last, rows.get(last).on(named.installment(), part));
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
   * The book. What is added afterwards belongs to another one.
   *
   * @throws IllegalArgumentException if a payment reverses one that its loan does not have
   */
  public LoanBook build() {
    endLoan();
    LoanBook book = new LoanBook(this);
    clear();
    return book;
  }

  private void endLoan() {
    if (ids.size() < installmentsFrom.size()) {
      return;
    }
    installments.sort(installmentsFrom.get(installmentsFrom.size() - 1));
    endPayments();
    sortPauses(pausesFrom.get(pausesFrom.size() - 1), pauseStart.size());
    if (!replaced.isEmpty()) {
      eras.put(ids.size() - 1, endEras());
      replaced.clear();
    }
    rows.clear();
    installmentsFrom.add(installments.size());
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
    if (!inOrder()) {
      Set<String> seen = new HashSet<>();
      rows.removeIf(row -> !seen.add(row.id));
      rows.sort(Row.ORDER);
    }
    boolean reversals = false;
    for (Row row : rows) {
      paymentIds.add(row.id);
      paidOn.add(row.paidOn);
      bookedOn.add(row.bookedOn);
      amount.add(row.amount);
      reverses.add(-1);
      reversedBy.add(-1);
      target(row, amount.size() - 1);
      reversals |= !row.reverses.isEmpty();
    }
    if (reversals) {
      joinReversals(from);
    }
  }

  /** Whether the payments came one after the other, none of them twice. */
  private boolean inOrder() {
    int size = rows.size();
    if (size > FEW) {
      return false;
    }
    for (int i = 1; i < size; i++) {
      if (rows.get(i - 1).paidOn >= rows.get(i).paidOn) {
        return false;
      }
      for (int k = 0; k < i; k++) {
        if (rows.get(k).id.equals(rows.get(i).id)) {
          return false;
        }
      }
    }
    return true;
  }

  private void joinReversals(int from) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      index.put(rows.get(i).id, from + i);
    }
    for (int i = 0; i < rows.size(); i++) {
      String target = rows.get(i).reverses;
      if (!target.isEmpty()) {
        join(from + i, target, index);
      }
    }
  }

  /** The columns of targets begin with the first one that there is. */
  private void target(Row row, int payment) {
    if (row.target < 0 && target.size() == 0) {
      return;
    }
    while (target.size() < payment) {
      target.add(-1);
      targetPart.add(-1);
    }
    target.add(row.target);
    targetPart.add(row.part);
  }

  /** The earlier schedules, each as a loan of its own with all payments and pauses. */
  private Eras endEras() {
    int loan = ids.size() - 1;
    LoanBookBuilder b = new LoanBookBuilder();
    for (EraRows era : replaced.values()) {
      b.loan(
          ids.get(loan),
          borrowers.get(borrower.get(loan)),
          products.get(product.get(loan)),
          currencies.get(currency.get(loan)),
          STATUSES[status.get(loan)]);
      b.disbursedOn(disbursedOn.get(loan));
      for (int i = 0; i < era.installments.size(); i++) {
        b.installments.add(era.installments, i);
      }
      b.rows.addAll(rows);
      for (int p = pausesFrom.get(loan); p < pauseStart.size(); p++) {
        b.pause(pauseStart.get(p), pauseEnd.get(p), KINDS[pauseKind.get(p)]);
      }
    }
    return new Eras(
        replaced.keySet().stream().mapToInt(day -> day).toArray(),
        replaced.values().stream().mapToInt(era -> era.daysPastDue).toArray(),
        replaced.values().stream().mapToLong(era -> era.capitalised).toArray(),
        b.build());
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
    // Of several reversals the one that was known first: what is booked later changes nothing.
    int before = reversedBy.get(undone);
    if (before < 0 || bookedOn.get(reversal) < bookedOn.get(before)) {
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

  private static long notNegative(long minorUnits) {
    if (minorUnits < 0) {
      throw new IllegalArgumentException("an amount of a loan must not be negative");
    }
    return minorUnits;
  }

  /** Of this loan: the one before it is closed. */
  private void requireInstallment() {
    if (installments.size() == installmentsFrom.get(installmentsFrom.size() - 1)) {
      throw new IllegalStateException("add an installment of this loan first");
    }
  }

  private void requireLoan() {
    if (ids.isEmpty()) {
      throw new IllegalStateException("begin a loan first");
    }
  }
}
