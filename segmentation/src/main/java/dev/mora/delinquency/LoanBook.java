package dev.mora.delinquency;

import dev.mora.loan.Amounts;
import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.LoanParty;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.loan.PaymentTarget;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The loans of a portfolio as primitive columns: dates are epoch days, amounts minor units, texts
 * codes of a dictionary; installments, payments and pauses are flat arrays in which each loan has
 * its stretch. {@link #loan} and {@link #installment} are record views. Immutable and thread-safe.
 *
 * <p>Within a loan installments stand by due date and number, payments by value date, booking date
 * and id, a reversal behind the payments of its day. A payment id that comes again within a loan is
 * left out. Schedules that a restructure replaced stand apart; {@link #installment} knows the one
 * in force only.
 */
public final class LoanBook {

  private static final Component[] COMPONENTS = Component.values();
  private static final Loan.Status[] STATUSES = Loan.Status.values();
  private static final Pause.Kind[] KINDS = Pause.Kind.values();

  static final LoanBook NOTHING = builder().build();

  /** What a few loans have and no column is worth. */
  record Extras(
      @Nullable String accountNumber,
      @Nullable String payUrl,
      List<LoanParty> parties,
      Map<String, String> custom) {}

  final String[] ids;
  final int[] borrower;
  final List<String> borrowers;
  final int[] product;
  final List<String> products;
  final int[] currency;
  final List<Currency> currencies;
  final int[] status;
  final long[] principal;
  final int[] disbursedOn;
  final Map<Integer, Extras> extras;

  final int[] installmentsFrom;
  final int[] number;
  final int[] dueOn;
  final long[][] due;

  /** For each loan whether its installments carry what was paid on them. */
  final boolean[] paidToDate;

  final boolean[] hasPaid;

  /** Each component without a value if nothing was paid to date on any installment. */
  final long[][] paid;

  final int[] completedOn;

  final int[] paymentsFrom;
  final String[] paymentIds;
  final int[] paidOn;
  final int[] bookedOn;
  final long[] amount;

  /** For each payment the payment that it undoes, or -1. */
  final int[] reverses;

  /** For each payment the one that undoes it, or -1. */
  final int[] reversedBy;

  /** For each payment the installment that it is for, or -1; empty if none names any. */
  final int[] target;

  /** For each payment the ordinal of the component that it is for, or -1; empty as above. */
  final int[] targetPart;

  final int[] pausesFrom;
  final int[] pauseStart;
  final int[] pauseEnd;
  final int[] pauseKind;

  /** For each loan what it was before it was restructured; empty if no loan ever was. */
  private final @Nullable Eras[] eras;

  private volatile @Nullable RunningSums sums;

  LoanBook(LoanBookBuilder b) {
    ids = b.ids.toArray(new String[0]);
    borrower = b.borrower.toArray();
    borrowers = b.borrowers.values();
    product = b.product.toArray();
    products = b.products.values();
    currency = b.currency.toArray();
    currencies = b.currencies.values();
    status = b.status.toArray();
    principal = b.principal.toArray();
    disbursedOn = b.disbursedOn.toArray();
    extras = Map.copyOf(b.extras);
    installmentsFrom = b.installmentsFrom.toArray();
    number = b.installments.numbers();
    dueOn = b.installments.dueOn();
    due = b.installments.due();
    hasPaid = b.installments.hasPaid();
    paid = b.installments.paid();
    completedOn = b.installments.completedOn();
    paidToDate = new boolean[ids.length];
    for (int loan = 0; loan < ids.length; loan++) {
      for (int i = installmentsFrom[loan]; i < installmentsFrom[loan + 1]; i++) {
        paidToDate[loan] |= hasPaid[i];
      }
    }
    paymentsFrom = b.paymentsFrom.toArray();
    paymentIds = b.paymentIds.toArray(new String[0]);
    paidOn = b.paidOn.toArray();
    bookedOn = b.bookedOn.toArray();
    amount = b.amount.toArray();
    reverses = b.reverses.toArray();
    reversedBy = b.reversedBy.toArray();
    target = b.target.toArray();
    targetPart = b.targetPart.toArray();
    eras = new Eras[b.eras.isEmpty() ? 0 : ids.length];
    b.eras.forEach((loan, before) -> eras[loan] = before);
    pausesFrom = b.pausesFrom.toArray();
    pauseStart = b.pauseStart.toArray();
    pauseEnd = b.pauseEnd.toArray();
    pauseKind = b.pauseKind.toArray();
  }

  /**
   * @throws IllegalArgumentException if a payment reverses one that the loan does not have
   */
  public static LoanBook of(Loan loan) {
    return builder().add(loan).build();
  }

  /** In the given order. See {@link #of(Loan)}. */
  public static LoanBook of(Iterable<Loan> loans) {
    LoanBookBuilder b = builder();
    loans.forEach(b::add);
    return b.build();
  }

  public static LoanBookBuilder builder() {
    return new LoanBookBuilder();
  }

  /** Number of loans. */
  public int size() {
    return ids.length;
  }

  public int installments() {
    return number.length;
  }

  public int payments() {
    return amount.length;
  }

  public LoanId id(int loan) {
    return LoanId.of(ids[loan]);
  }

  public BorrowerId borrower(int loan) {
    return BorrowerId.of(borrowers.get(borrower[loan]));
  }

  public String product(int loan) {
    return products.get(product[loan]);
  }

  /** Code of the product within this book, below {@link #products()}'s size. */
  public int productCode(int loan) {
    return product[loan];
  }

  /** All products of the book, by their codes. */
  public List<String> products() {
    return products;
  }

  public Currency currency(int loan) {
    return currencies.get(currency[loan]);
  }

  public Loan.Status status(int loan) {
    return STATUSES[status[loan]];
  }

  public Optional<Money> principal(int loan) {
    return principal[loan] < 0
        ? Optional.empty()
        : Optional.of(Money.ofMinor(currency(loan), principal[loan]));
  }

  boolean hasMoratorium(int loan) {
    for (int p = pausesFrom[loan]; p < pausesFrom[loan + 1]; p++) {
      if (pauseKind[p] == Pause.Kind.MORATORIUM.ordinal()) {
        return true;
      }
    }
    return false;
  }

  /** Kinds of the pauses that hold on a day, both ends included, each once. */
  List<Pause.Kind> activePauses(int loan, int day) {
    if (pausesFrom[loan] == pausesFrom[loan + 1]) {
      return List.of();
    }
    return IntStream.range(pausesFrom[loan], pausesFrom[loan + 1])
        .filter(p -> pauseStart[p] <= day && day <= pauseEnd[p])
        .mapToObj(p -> KINDS[pauseKind[p]])
        .distinct()
        .sorted()
        .toList();
  }

  @Nullable Eras eras(int loan) {
    return eras.length == 0 ? null : eras[loan];
  }

  /** Those bound beside the borrower. */
  public List<LoanParty> parties(int loan) {
    Extras more = extras.get(loan);
    return more == null ? List.of() : more.parties();
  }

  /** Whether the loan was ever restructured, also later than any day that is looked at. */
  public boolean isRestructured(int loan) {
    return eras(loan) != null;
  }

  /** Further columns of the host. */
  public Map<String, String> custom(int loan) {
    Extras more = extras.isEmpty() ? null : extras.get(loan);
    return more == null ? Map.of() : more.custom();
  }

  /** How often the loan was restructured on or before that day. */
  public int restructures(int loan, LocalDate day) {
    Eras before = eras(loan);
    return before == null ? 0 : before.countOn(Days.of(day));
  }

  public Optional<LocalDate> disbursedOn(int loan) {
    return Days.date(disbursedOn[loan]);
  }

  /** Number of installments of one loan. */
  public int installments(int loan) {
    return installmentsFrom[loan + 1] - installmentsFrom[loan];
  }

  /**
   * A view of one installment.
   *
   * @param index 0 for the one that is due first
   */
  public Installment installment(int loan, int index) {
    int i = installmentsFrom[loan] + Objects.checkIndex(index, installments(loan));
    Currency unit = currency(loan);
    return new Installment(
        number[i],
        LocalDate.ofEpochDay(dueOn[i]),
        amounts(unit, due, i),
        hasPaid[i] ? Optional.of(amounts(unit, paid, i)) : Optional.empty(),
        Days.date(completedOn[i]));
  }

  /** A view of one loan with all that it has. */
  public Loan loan(int loan) {
    Currency unit = currency(loan);
    Loan.Builder b =
        Loan.builder(id(loan), borrower(loan), unit).product(product(loan)).status(status(loan));
    principal(loan).ifPresent(b::principal);
    disbursedOn(loan).ifPresent(b::disbursedOn);
    for (int i = 0; i < installments(loan); i++) {
      b.installment(installment(loan, i));
    }
    for (int p = paymentsFrom[loan]; p < paymentsFrom[loan + 1]; p++) {
      b.payment(payment(unit, p));
    }
    for (int p = pausesFrom[loan]; p < pausesFrom[loan + 1]; p++) {
      b.pause(
          new Pause(
              LocalDate.ofEpochDay(pauseStart[p]),
              LocalDate.ofEpochDay(pauseEnd[p]),
              KINDS[pauseKind[p]]));
    }
    Eras before = eras(loan);
    if (before != null) {
      before.records().forEach(b::restructure);
    }
    Extras more = extras.get(loan);
    if (more != null) {
      if (more.accountNumber() != null) {
        b.accountNumber(more.accountNumber());
      }
      if (more.payUrl() != null) {
        b.payUrl(more.payUrl());
      }
      more.parties().forEach(b::party);
      more.custom().forEach(b::custom);
    }
    return b.build();
  }

  /** Worked out when they are first asked for. */
  RunningSums sums() {
    RunningSums known = sums;
    if (known == null) {
      known = RunningSums.of(this);
      sums = known;
    }
    return known;
  }

  private Payment payment(Currency unit, int p) {
    return new Payment(
        PaymentId.of(paymentIds[p]),
        LocalDate.ofEpochDay(paidOn[p]),
        LocalDate.ofEpochDay(bookedOn[p]),
        Money.ofMinor(unit, amount[p]),
        reverses[p] < 0 ? Optional.empty() : Optional.of(PaymentId.of(paymentIds[reverses[p]])),
        target(p));
  }

  private Optional<PaymentTarget> target(int p) {
    if (target.length == 0 || target[p] < 0) {
      return Optional.empty();
    }
    return Optional.of(
        targetPart[p] < 0
            ? PaymentTarget.of(target[p])
            : PaymentTarget.of(target[p], COMPONENTS[targetPart[p]]));
  }

  private static Amounts amounts(Currency unit, long[][] columns, int i) {
    Money[] parts = new Money[COMPONENTS.length];
    for (Component c : COMPONENTS) {
      long[] column = columns[c.ordinal()];
      parts[c.ordinal()] = Money.ofMinor(unit, column.length == 0 ? 0 : column[i]);
    }
    return new Amounts(
        parts[Component.PRINCIPAL.ordinal()],
        parts[Component.INTEREST.ordinal()],
        parts[Component.FEES.ordinal()],
        parts[Component.PENALTIES.ordinal()]);
  }
}
