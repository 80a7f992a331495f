package dev.mora.portfolio.csv;

import dev.mora.delinquency.LoanBook;
import dev.mora.delinquency.LoanBookBuilder;
import dev.mora.loan.Component;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.LoanParty;
import dev.mora.loan.Pause;
import dev.mora.loan.PaymentTarget;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.GivenFacts;
import dev.mora.promise.PromiseToPay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one loan of its rows, or lists why it cannot be made. */
final class LoanAssembler {

  private static final DataFault.Effect SKIPPED = DataFault.Effect.LOAN_SKIPPED;

  private final Faults faults;
  private final List<String> extraNames;
  private final boolean givenFile;

  /**
   * @param extraNames columns of loans.csv that become attributes
   * @param givenFile whether loans may do without installments
   */
  LoanAssembler(Faults faults, List<String> extraNames, boolean givenFile) {
    this.faults = faults;
    this.extraNames = extraNames;
    this.givenFile = givenFile;
  }

  /** A loan alone in its book, and what was said of it. */
  record Assembled(LoanBook book, @Nullable GivenFacts given, List<PromiseToPay> promises) {}

  /** The rows of one loan. */
  record Rows(
      Row loan,
      List<Row> installments,
      List<Row> payments,
      List<Row> pauses,
      List<Row> restructures,
      List<Row> parties,
      List<Row> promises,
      List<Row> given) {}

  /** Null if the loan is skipped. */
  @Nullable Assembled assemble(Rows rows) {
    LoanBookBuilder book = LoanBook.builder();
    Currency currency = loan(rows.loan(), book);
    if (currency == null) {
      return null;
    }
    Set<Integer> numbers = new HashSet<>();
    boolean ok = installments(rows.installments(), currency, book, numbers);
    ok &= payments(rows.payments(), currency, book, numbers);
    ok &= pauses(rows.pauses(), book);
    ok &= restructures(rows.restructures(), currency, book);
    parties(rows.parties(), book);
    List<PromiseToPay> promises = new ArrayList<>();
    ok &= promises(rows.promises(), currency, promises);
    List<GivenFacts> given = new ArrayList<>();
    ok &= given(rows.given(), currency, given);
    if (!ok) {
      return null;
    }
    given.forEach(facts -> owingNothing(rows.loan(), rows.given().get(0), facts));
    if (rows.installments().isEmpty() && given.isEmpty()) {
      noSchedule(rows.loan());
    }
    return new Assembled(
        book.build(), given.isEmpty() ? null : given.get(0), List.copyOf(promises));
  }

  private void noSchedule(Row loan) {
    String status = loan.values()[LoanFields.STATUS];
    if (!status.equals("PENDING") && !status.equals("CLOSED")) {
      faults.add(
          Table.LOANS,
          loan,
          -1,
          "a loan without installments" + (givenFile ? " and without given figures" : ""),
          "at least one installment; it owes nothing like this",
          DataFault.Effect.NOTED);
    }
  }

  /** The status wins over the figures; see {@link dev.mora.delinquency.DelinquencyPolicy}. */
  private void owingNothing(Row loan, Row row, GivenFacts facts) {
    String status = loan.values()[LoanFields.STATUS];
    if ((status.equals("PENDING") || status.equals("CLOSED"))
        && (facts.daysPastDue() > 0 || !facts.outstanding().isZero())) {
      faults.add(
          Table.GIVEN,
          row,
          facts.daysPastDue() > 0 ? LoanFields.GIVEN_DAYS : LoanFields.GIVEN_OUTSTANDING,
          "days or a debt of a loan of status " + status,
          "0: such a loan owes nothing, and is taken so",
          DataFault.Effect.NOTED);
    }
  }

  private @Nullable Currency loan(Row row, LoanBookBuilder book) {
    Fields f = new Fields(Table.LOANS, row, faults, SKIPPED);
    if (!f.ok()) {
      return null;
    }
    String id = f.required(Table.ID);
    String borrower = f.required(LoanFields.BORROWER);
    Currency currency = currency(f, LoanFields.CURRENCY);
    Loan.Status status = f.oneOf(LoanFields.STATUS, Loan.Status.class, Loan.Status.ACTIVE);
    int disbursedOn =
        f.has(LoanFields.DISBURSED_ON) ? f.day(LoanFields.DISBURSED_ON) : Fields.NO_DAY;
    long principal = currency == null ? 0 : f.amount(LoanFields.PRINCIPAL, currency);
    if (!f.ok() || currency == null || status == null) {
      return null;
    }
    book.loan(id, borrower, f.text(LoanFields.PRODUCT), currency, status).principal(principal);
    if (disbursedOn != Fields.NO_DAY) {
      book.disbursedOn(disbursedOn);
    }
    if (f.has(LoanFields.ACCOUNT_NUMBER)) {
      book.accountNumber(f.text(LoanFields.ACCOUNT_NUMBER));
    }
    if (f.has(LoanFields.PAY_URL)) {
      book.payUrl(f.text(LoanFields.PAY_URL));
    }
    for (int i = 0; i < row.extra().length; i++) {
      if (!row.extra()[i].isEmpty()) {
        book.custom(extraNames.get(i), row.extra()[i]);
      }
    }
    return currency;
  }

  private static @Nullable Currency currency(Fields f, int column) {
    String code = f.text(column);
    try {
      Currency currency = Money.currencyOf(code);
      Money.zero(currency);
      return currency;
    } catch (IllegalArgumentException e) {
      List<String> codes =
          Currency.getAvailableCurrencies().stream()
              .map(Currency::getCurrencyCode)
              .sorted()
              .toList();
      f.fault(
          column, Fields.shown(code), "an ISO 4217 currency code" + Fields.nearest(code, codes));
      return null;
    }
  }

  private static void sameCurrency(Table table, Fields f, Currency currency) {
    int column = table.column("currency");
    if (f.has(column) && !f.text(column).equals(currency.getCurrencyCode())) {
      f.fault(
          column,
          Masked.plain(f.text(column)) + ", a second currency in one loan",
          "the loan's currency " + currency);
    }
  }

  /**
   * @param all takes the numbers of all installments, those of replaced schedules too
   */
  private boolean installments(
      List<Row> rows, Currency currency, LoanBookBuilder book, Set<Integer> all) {
    boolean ok = true;
    long total = 0;
    Map<String, Set<Integer>> numbers = new HashMap<>();
    for (Row row : rows) {
      Fields f = new Fields(Table.INSTALLMENTS, row, faults, SKIPPED);
      if (f.ok()) {
        String schedule = f.text(LoanFields.REPLACED_ON);
        total +=
            installment(
                f, currency, book, numbers.computeIfAbsent(schedule, key -> new HashSet<>()));
      }
      if (f.ok() && total < 0) {
        f.fault(-1, "a schedule too large to add up", "amounts that fit");
        total = 0;
      }
      ok &= f.ok();
    }
    numbers.values().forEach(all::addAll);
    return ok;
  }

  /** What is due with it. */
  private long installment(
      Fields f, Currency currency, LoanBookBuilder book, Set<Integer> numbers) {
    int number = f.count(LoanFields.NUMBER);
    if (number >= 0 && !numbers.add(number)) {
      f.fault(LoanFields.NUMBER, number + " again", "each installment once");
    }
    int dueOn = f.day(LoanFields.DUE_ON);
    long[] due = new long[LoanFields.DUE.length];
    long[] paid = new long[due.length];
    boolean anyPaid = false;
    for (int i = 0; i < due.length; i++) {
      due[i] = f.amount(LoanFields.DUE[i], currency);
      anyPaid |= f.has(LoanFields.PAID[i]);
    }
    if (anyPaid) {
      for (int i = 0; i < due.length; i++) {
        paid[i] = f.amount(LoanFields.PAID[i], currency);
        if (f.ok() && paid[i] > due[i]) {
          f.fault(LoanFields.PAID[i], "more than is due", "at most what is due");
        }
      }
    }
    int completedOn =
        f.has(LoanFields.COMPLETED_ON) ? f.day(LoanFields.COMPLETED_ON) : Fields.NO_DAY;
    int replacedOn = f.has(LoanFields.REPLACED_ON) ? f.day(LoanFields.REPLACED_ON) : Fields.NO_DAY;
    sameCurrency(Table.INSTALLMENTS, f, currency);
    if (!f.ok()) {
      return 0;
    }
    book.installment(number, dueOn, due[0], due[1], due[2], due[3]);
    if (anyPaid) {
      book.paid(paid[0], paid[1], paid[2], paid[3]);
    }
    if (completedOn != Fields.NO_DAY) {
      book.completedOn(completedOn);
    }
    if (replacedOn != Fields.NO_DAY) {
      book.replacedOn(replacedOn);
    }
    return due[0] + due[1] + due[2] + due[3];
  }

  private boolean payments(
      List<Row> rows, Currency currency, LoanBookBuilder book, Set<Integer> installments) {
    boolean ok = true;
    Map<String, String> reverses = new HashMap<>();
    rows.forEach(
        row ->
            reverses.put(row.values()[LoanFields.PAYMENT_ID], row.values()[LoanFields.REVERSES]));
    Map<String, Long> amounts = new HashMap<>();
    for (Row row : rows) {
      Fields f = new Fields(Table.PAYMENTS, row, faults, SKIPPED);
      if (f.ok()) {
        PaymentTarget named = target(f, installments);
        amounts.put(f.text(LoanFields.PAYMENT_ID), payment(f, currency, book, reverses));
        if (f.ok() && named != null) {
          book.target(named);
        }
      }
      ok &= f.ok();
    }
    if (ok) {
      reversals(rows, amounts);
    }
    return ok;
  }

  private void reversals(List<Row> rows, Map<String, Long> amounts) {
    Set<String> reversed = new HashSet<>();
    for (Row row : rows) {
      String target = row.values()[LoanFields.REVERSES];
      if (target.isEmpty()) {
        continue;
      }
      if (!reversed.add(target)) {
        faults.add(
            Table.PAYMENTS,
            row,
            LoanFields.REVERSES,
            Masked.plain(target) + " again",
            "each payment reversed once; the earliest reversal counts",
            DataFault.Effect.ROW_IGNORED);
      } else {
        mismatch(row, target, amounts);
      }
    }
  }

  private void mismatch(Row row, String target, Map<String, Long> amounts) {
    Long ours = amounts.get(row.values()[LoanFields.PAYMENT_ID]);
    Long theirs = amounts.get(target);
    if (ours != null && !ours.equals(theirs)) {
      faults.add(
          Table.PAYMENTS,
          row,
          LoanFields.AMOUNT,
          "another amount than that of the payment",
          "the amount of " + target + ", which is undone whole",
          DataFault.Effect.NOTED);
    }
  }

  /** Its amount. */
  private static long payment(
      Fields f, Currency currency, LoanBookBuilder book, Map<String, String> reverses) {
    String id = f.required(LoanFields.PAYMENT_ID);
    int paidOn = f.day(LoanFields.PAID_ON);
    int bookedOn = f.has(LoanFields.BOOKED_ON) ? f.day(LoanFields.BOOKED_ON) : paidOn;
    long amount = f.positive(LoanFields.AMOUNT, currency);
    sameCurrency(Table.PAYMENTS, f, currency);
    String target = f.text(LoanFields.REVERSES);
    if (!target.isEmpty() && !reverses.containsKey(target)) {
      f.fault(LoanFields.REVERSES, Masked.plain(target), "a payment of the same loan");
    }
    int steps = 0;
    for (String p = target; !p.isEmpty(); p = reverses.getOrDefault(p, "")) {
      if (++steps > reverses.size()) {
        f.fault(LoanFields.REVERSES, Masked.plain(target), "a payment that is not in a circle");
        break;
      }
    }
    if (f.ok()) {
      book.payment(id, paidOn, bookedOn, amount, target);
    }
    return amount;
  }

  /** Null if the payer named nothing, or after a fault. */
  private static @Nullable PaymentTarget target(Fields f, Set<Integer> installments) {
    if (!f.has(LoanFields.TARGET)) {
      if (f.has(LoanFields.TARGET_PART)) {
        f.fault(LoanFields.TARGET, "nothing", "the installment whose component is named");
      }
      return null;
    }
    int number = f.count(LoanFields.TARGET);
    if (number >= 0 && !installments.contains(number)) {
      f.fault(LoanFields.TARGET, Integer.toString(number), "an installment of the loan");
    }
    Component part =
        f.has(LoanFields.TARGET_PART) ? f.oneOf(LoanFields.TARGET_PART, Component.class) : null;
    if (!f.ok()) {
      return null;
    }
    return part == null ? PaymentTarget.of(number) : PaymentTarget.of(number, part);
  }

  private boolean restructures(List<Row> rows, Currency currency, LoanBookBuilder book) {
    boolean ok = true;
    Set<Integer> seen = new HashSet<>();
    for (Row row : rows) {
      Fields f = new Fields(Table.RESTRUCTURES, row, faults, SKIPPED);
      if (f.ok()) {
        restructure(f, currency, book, seen);
      }
      ok &= f.ok();
    }
    return ok;
  }

  private static void restructure(
      Fields f, Currency currency, LoanBookBuilder book, Set<Integer> seen) {
    int on = f.day(LoanFields.RESTRUCTURED_ON);
    if (f.ok() && !seen.add(on)) {
      f.fault(
          LoanFields.RESTRUCTURED_ON,
          Masked.plain(f.text(LoanFields.RESTRUCTURED_ON)) + " again",
          "each restructure of a loan once");
    }
    int days = f.has(LoanFields.RESTRUCTURE_DAYS) ? f.count(LoanFields.RESTRUCTURE_DAYS) : -1;
    long capitalised =
        f.has(LoanFields.CAPITALISED)
            ? f.amount(LoanFields.CAPITALISED, currency)
            : Fields.NO_AMOUNT;
    sameCurrency(Table.RESTRUCTURES, f, currency);
    if (!f.ok()) {
      return;
    }
    book.restructure(on);
    if (days >= 0) {
      book.daysAtRestructure(on, days);
    }
    if (capitalised >= 0) {
      book.capitalised(on, capitalised);
    }
  }

  private boolean pauses(List<Row> rows, LoanBookBuilder book) {
    boolean ok = true;
    for (Row row : rows) {
      Fields f = new Fields(Table.PAUSES, row, faults, SKIPPED);
      if (f.ok()) {
        int start = f.day(LoanFields.START_ON);
        int end = f.day(LoanFields.END_ON);
        Pause.Kind kind = f.oneOf(LoanFields.KIND, Pause.Kind.class, Pause.Kind.PAUSE);
        if (f.ok() && end <= start) {
          f.fault(
              LoanFields.END_ON,
              Masked.plain(f.text(LoanFields.END_ON)),
              "a date after start_on " + f.text(LoanFields.START_ON));
        }
        if (f.ok() && kind != null) {
          book.pause(start, end, kind);
        }
      }
      ok &= f.ok();
    }
    return ok;
  }

  /** A person who cannot be read is no reason to skip the loan. */
  private void parties(List<Row> rows, LoanBookBuilder book) {
    for (Row row : rows) {
      Fields f = new Fields(Table.PARTIES, row, faults, DataFault.Effect.ROW_IGNORED);
      if (f.ok()) {
        String borrower = f.required(LoanFields.PARTY);
        LoanParty.Role role = f.oneOf(LoanFields.ROLE, LoanParty.Role.class);
        if (f.ok() && role != null) {
          book.party(new LoanParty(BorrowerId.of(borrower), role));
        }
      }
    }
  }

  private boolean promises(List<Row> rows, Currency currency, List<PromiseToPay> promises) {
    boolean ok = true;
    for (Row row : rows) {
      Fields f = new Fields(Table.PROMISES, row, faults, SKIPPED);
      if (f.ok()) {
        LocalDate promisedOn = f.date(LoanFields.PROMISED_ON);
        LocalDate dueOn = f.date(LoanFields.PROMISE_DUE_ON);
        long amount = f.positive(LoanFields.PROMISE_AMOUNT, currency);
        sameCurrency(Table.PROMISES, f, currency);
        Optional<PromiseToPay.State> state =
            f.has(LoanFields.PROMISE_STATE)
                ? Optional.ofNullable(f.oneOf(LoanFields.PROMISE_STATE, PromiseToPay.State.class))
                : Optional.empty();
        if (promisedOn != null && dueOn != null && dueOn.isBefore(promisedOn)) {
          f.fault(
              LoanFields.PROMISE_DUE_ON,
              Masked.plain(dueOn.toString()),
              "a date on or after promised_on " + promisedOn);
        }
        if (f.ok() && promisedOn != null && dueOn != null) {
          promises.add(
              new PromiseToPay(
                  LoanId.of(f.text(Table.ID)),
                  promisedOn,
                  dueOn,
                  Money.ofMinor(currency, amount),
                  state));
        }
      }
      ok &= f.ok();
    }
    return ok;
  }

  private boolean given(List<Row> rows, Currency currency, List<GivenFacts> given) {
    boolean ok = true;
    for (Row row : rows) {
      Fields f = new Fields(Table.GIVEN, row, faults, SKIPPED);
      if (f.ok()) {
        GivenFacts facts = given(f, currency);
        if (facts != null && !given.isEmpty()) {
          f.fault(Table.ID, "the loan again", "given figures once for each loan");
        } else if (facts != null) {
          given.add(facts);
        }
      }
      ok &= f.ok();
    }
    return ok;
  }

  /** Null after a fault. */
  static @Nullable GivenFacts given(Fields f, Currency currency) {
    int days = f.count(LoanFields.GIVEN_DAYS);
    long overdue = f.amount(LoanFields.GIVEN_OVERDUE, currency);
    long outstanding = f.amount(LoanFields.GIVEN_OUTSTANDING, currency);
    LocalDate nextOn = f.has(LoanFields.GIVEN_NEXT_ON) ? f.date(LoanFields.GIVEN_NEXT_ON) : null;
    Optional<Money> next =
        f.has(LoanFields.GIVEN_NEXT_AMOUNT)
            ? Optional.of(f.amount(LoanFields.GIVEN_NEXT_AMOUNT, currency))
                .filter(minor -> minor >= 0)
                .map(minor -> Money.ofMinor(currency, minor))
            : Optional.empty();
    sameCurrency(Table.GIVEN, f, currency);
    if (f.ok() && overdue > outstanding) {
      f.fault(LoanFields.GIVEN_OVERDUE, "more than is outstanding", "at most what is outstanding");
    }
    return f.ok()
        ? new GivenFacts(
            days,
            Money.ofMinor(currency, overdue),
            Money.ofMinor(currency, outstanding),
            Optional.ofNullable(nextOn),
            next)
        : null;
  }
}
