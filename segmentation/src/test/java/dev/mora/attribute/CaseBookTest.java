package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.Place;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.delinquency.RestructurePolicy;
import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Direction;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.loan.Restructure;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.GivenFacts;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseToPay;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseBookTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 21);
  private static final BorrowerId ROSA = BorrowerId.of("B-9");

  private static Loan loan() {
    return Loan.of("L-17", "B-9", "MXN")
        .installment("2026-08-05", "100")
        .installment("2026-09-05", "100")
        .installment("2026-10-05", "100")
        .installment("2026-12-05", "100");
  }

  private static Money mxn(String amount) {
    return Money.of(amount, "MXN");
  }

  private static Portfolio.Builder with(Loan... loans) {
    Portfolio.Builder portfolio = Portfolio.builder().borrower(Borrower.of("B-9", "Rosa").build());
    for (Loan loan : loans) {
      portfolio.loan(loan);
    }
    return portfolio;
  }

  private static CaseBook book(Portfolio.Builder portfolio) {
    return CaseBook.of(portfolio.build(), DelinquencyPolicy.standard(), AS_OF);
  }

  private static CaseFacts facts(Portfolio.Builder portfolio) {
    return book(portfolio).cases().get(0).facts();
  }

  @Test
  void a_loan_tells_its_debt_and_its_past() {
    Loan loan = loan().payment("2026-08-15", "100").payment("2026-10-20", "100");

    CaseFacts facts = facts(with(loan));

    assertThat(facts.get(Attributes.COUNTED_DAYS)).contains(47);
    assertThat(facts.get(Attributes.DAYS_TO_DUE)).contains(14);
    assertThat(facts.get(Attributes.OVERDUE_AMOUNT)).contains(mxn("100"));
    assertThat(facts.get(Attributes.OUTSTANDING)).contains(mxn("200"));
    assertThat(facts.get(Attributes.PAID_SHARE)).contains(new BigDecimal("50"));
    assertThat(facts.get(Attributes.INSTALLMENTS_PAID)).contains(2);
    assertThat(facts.get(Attributes.INSTALLMENTS_TOTAL)).contains(4);
    assertThat(facts.get(Attributes.DAYS_SINCE_PAYMENT)).contains(32);
    // Month ends: October 26 days late, September 25, August 0.
    assertThat(facts.get(Attributes.TIMES_1_IN_6M)).contains(2);
    assertThat(facts.get(Attributes.TIMES_30_IN_12M)).contains(0);
    // Lateness 10, 45 and 47 so far: 34 on average.
    assertThat(facts.get(Attributes.WORST_DAYS_PAST_DUE_12M)).contains(47);
    assertThat(facts.get(Attributes.AVERAGE_LATENESS)).contains(34);
    assertThat(facts.get(Attributes.FIRST_PAYMENT_DEFAULT)).contains(true);
  }

  @Test
  void what_the_input_lacks_is_unknown() {
    CaseFacts facts = facts(with(Loan.of("L-17", "B-9", "MXN")));

    for (Attribute<?> attribute :
        Set.of(
            Attributes.PRODUCT,
            Attributes.PRINCIPAL,
            Attributes.INCOME,
            Attributes.PAID_SHARE,
            Attributes.TIMES_30_IN_12M,
            Attributes.AVERAGE_LATENESS,
            Attributes.PROMISE_STATE,
            Attributes.PROMISES_BROKEN_90D,
            Attributes.CREDIT_SCORE,
            Attributes.AGE,
            Attributes.REGION,
            Attributes.ATTEMPTS_7D,
            Attributes.READ_BUT_SILENT,
            Attributes.DAYS_SINCE_PAYMENT,
            Attributes.FIRST_PAYMENT_DEFAULT,
            Attributes.DEBTOR_TYPE,
            Attributes.PLAN_STATE,
            Attributes.RESTRUCTURES)) {
      assertThat(facts.knows(attribute)).as(attribute.name()).isFalse();
    }
    assertThat(facts.get(Attributes.BUCKET)).contains("");
    assertThat(facts.get(Attributes.REACHABLE)).contains(Set.of());
  }

  @Test
  void a_payment_that_was_booked_later_is_not_seen_by_history() {
    Payment late =
        new Payment(
            PaymentId.of("P-1"),
            LocalDate.of(2026, 11, 20),
            AS_OF.plusDays(1),
            mxn("300"),
            Optional.empty());

    CaseFacts facts = facts(with(loan().toBuilder().payment(late).build()));

    assertThat(facts.knows(Attributes.DAYS_SINCE_PAYMENT)).isFalse();
    assertThat(facts.get(Attributes.WORST_DAYS_PAST_DUE_12M)).contains(108);
  }

  @Test
  void a_payment_that_was_undone_met_nothing() {
    Payment paid = Payment.of("P-1", LocalDate.of(2026, 8, 5), mxn("100"));
    Payment undone =
        new Payment(
            PaymentId.of("P-2"),
            LocalDate.of(2026, 8, 20),
            LocalDate.of(2026, 8, 20),
            mxn("100"),
            Optional.of(PaymentId.of("P-1")));

    CaseFacts facts = facts(with(loan().toBuilder().payment(paid).payment(undone).build()));

    assertThat(facts.get(Attributes.FIRST_PAYMENT_DEFAULT)).contains(true);
    assertThat(facts.knows(Attributes.DAYS_SINCE_PAYMENT)).isFalse();
  }

  @Test
  void a_payment_stands_whose_undoing_was_undone() {
    Payment paid = Payment.of("P-1", LocalDate.of(2026, 8, 5), mxn("100"));
    Payment undone = Payment.reversal("P-2", LocalDate.of(2026, 8, 20), paid);
    Payment restored = Payment.reversal("P-3", LocalDate.of(2026, 8, 25), undone);

    CaseFacts facts =
        facts(with(loan().toBuilder().payment(paid).payment(undone).payment(restored).build()));

    assertThat(facts.get(Attributes.DAYS_SINCE_PAYMENT)).contains(108);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-21, 1", "2026-11-22, 0"})
  void restructures_are_counted_up_to_the_as_of_date(String on, int count) {
    Restructure restructure =
        Restructure.of(LocalDate.parse(on), Loan.of("L-17", "B-9", "MXN").installments());

    assertThat(
            facts(with(loan().toBuilder().restructure(restructure).build()))
                .get(Attributes.RESTRUCTURES))
        .contains(count);
    assertThat(facts(with(loan())).get(Attributes.RESTRUCTURES)).contains(0);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, , true",
    "2026-11-21, , ?",
    "2026-11-22, , ?",
    "2026-11-20, 2026-11-20, false",
    "2026-11-20, 2026-11-21, true",
    "2026-11-25, 2026-11-21, false"
  })
  void a_first_payment_is_missed_from_the_day_after_on(String due, String paidOn, String missed) {
    Loan loan = Loan.of("L-17", "B-9", "MXN").installment(due, "100");

    CaseFacts facts = facts(with(paidOn == null ? loan : loan.payment(paidOn, "100")));

    assertThat(facts.get(Attributes.FIRST_PAYMENT_DEFAULT).map(String::valueOf).orElse("?"))
        .isEqualTo(missed);
  }

  /** Month ends of delinquency.md 7.2 need a loan of a year; three dues are enough to count. */
  @Test
  void month_ends_before_the_as_of_month_are_counted() {
    Loan loan =
        Loan.of("L-17", "B-9", "MXN").installment("2026-05-31", "100").payment("2026-09-15", "100");

    CaseFacts facts = facts(with(loan));

    // June 30 days, July 61, August 92, September paid.
    assertThat(facts.get(Attributes.TIMES_1_IN_6M)).contains(3);
    assertThat(facts.get(Attributes.TIMES_30_IN_12M)).contains(3);
    assertThat(facts.get(Attributes.TIMES_60_IN_12M)).contains(2);
    assertThat(facts.get(Attributes.TIMES_90_IN_12M)).contains(1);
    assertThat(facts.get(Attributes.WORST_DAYS_PAST_DUE_12M)).contains(107);
  }

  private static Installment paidToDate(int number, String due, String paid, String completed) {
    return new Installment(
        number,
        LocalDate.parse(due),
        Amounts.ofPrincipal(mxn("100")),
        Optional.of(Amounts.ofPrincipal(mxn(paid))),
        Optional.ofNullable(completed).map(LocalDate::parse));
  }

  @Test
  void the_past_of_paid_to_date_installments_is_told_by_completion() {
    Loan.Builder loan = Loan.of("L-17", "B-9", "MXN").toBuilder();
    loan.installment(paidToDate(1, "2026-08-05", "100", "2026-09-10"));
    loan.installment(paidToDate(2, "2026-10-05", "40", null));

    CaseFacts facts = facts(with(loan.build()));

    // August 26 days, September 0 (met), October 26.
    assertThat(facts.get(Attributes.TIMES_1_IN_6M)).contains(2);
    assertThat(facts.get(Attributes.WORST_DAYS_PAST_DUE_12M)).contains(47);
    assertThat(facts.get(Attributes.AVERAGE_LATENESS)).contains(42);
  }

  @Test
  void a_paid_installment_without_its_date_leaves_the_past_unknown() {
    Loan.Builder loan = Loan.of("L-17", "B-9", "MXN").toBuilder();
    loan.installment(paidToDate(1, "2026-08-05", "100", null));

    CaseFacts facts = facts(with(loan.build()));

    assertThat(facts.knows(Attributes.TIMES_1_IN_6M)).isFalse();
    assertThat(facts.get(Attributes.COUNTED_DAYS)).contains(0);
  }

  @Test
  void promises_are_judged_by_what_was_paid() {
    LoanId id = LoanId.of("L-17");
    Loan loan = loan().payment("2026-10-02", "50").payment("2026-11-01", "10");
    Portfolio.Builder portfolio = with(loan);
    for (String dates : Set.of("2026-10-01 2026-10-03", "2026-10-10 2026-10-12")) {
      String[] day = dates.split(" ");
      portfolio.promise(
          PromiseToPay.of(id, LocalDate.parse(day[0]), LocalDate.parse(day[1]), mxn("50")));
    }
    portfolio.promise(PromiseToPay.of(id, AS_OF, AS_OF.plusDays(3), mxn("50")));
    portfolio.promise(PromiseToPay.of(id, AS_OF.plusDays(1), AS_OF.plusDays(2), mxn("50")));

    CaseFacts facts = facts(portfolio);

    assertThat(facts.get(Attributes.PROMISE_STATE)).contains("OPEN");
    assertThat(facts.get(Attributes.PROMISES_BROKEN_90D)).contains(1);
    assertThat(facts.get(Attributes.PROMISES_KEPT_SHARE)).contains(new BigDecimal("50"));
  }

  @Test
  void a_loan_without_a_promise_has_none_only_where_promises_are_kept() {
    assertThat(facts(with(loan())).get(Attributes.PROMISE_STATE)).isEmpty();
    assertThat(facts(with(loan()).keepsPromises()).get(Attributes.PROMISE_STATE)).contains("NONE");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-19, OPEN", "2026-11-18, ?"})
  void without_payments_a_promise_is_unknown_once_its_window_ends(String due, String state) {
    LoanId id = LoanId.of("L-17");
    Portfolio.Builder portfolio =
        with(Loan.of("L-17", "B-9", "MXN"))
            .given(id, GivenFacts.of(20, mxn("50")))
            .promise(
                PromiseToPay.of(id, LocalDate.of(2026, 11, 10), LocalDate.parse(due), mxn("50")));

    CaseFacts facts = facts(portfolio);

    assertThat(facts.get(Attributes.PROMISE_STATE).orElse("?")).isEqualTo(state);
    assertThat(facts.get(Attributes.DAYS_PAST_DUE)).contains(20);
  }

  private static ContactRecord contact(String at, Direction direction, Outcome outcome) {
    return new ContactRecord(
        ROSA, Optional.empty(), Instant.parse(at), Channel.WHATSAPP, direction, outcome, "");
  }

  @Test
  void contacts_are_counted_in_the_days_of_the_person() {
    Portfolio.Builder portfolio =
        Portfolio.builder()
            .borrower(Borrower.of("B-9", "Rosa").zone(ZoneId.of("America/Mexico_City")).build())
            .loan(loan())
            // The 14th in Mexico: outside of seven days; then the first moment of the 15th.
            .contact(contact("2026-11-15T05:59:59Z", Direction.OUT, Outcome.DELIVERED))
            .contact(contact("2026-11-15T06:00:00Z", Direction.OUT, Outcome.READ))
            .contact(contact("2026-11-16T12:00:00Z", Direction.OUT, Outcome.REJECTED))
            .contact(contact("2026-11-18T12:00:00Z", Direction.OUT, Outcome.FAILED))
            .contact(contact("2026-11-10T12:00:00Z", Direction.IN, Outcome.REPLIED))
            // Still the 21st in Mexico, then the 22nd: not seen.
            .contact(contact("2026-11-22T05:59:59Z", Direction.OUT, Outcome.UNKNOWN))
            .contact(contact("2026-11-22T06:00:00Z", Direction.IN, Outcome.REPLIED));

    CaseFacts facts = facts(portfolio);

    assertThat(facts.get(Attributes.ATTEMPTS_7D)).contains(3);
    assertThat(facts.get(Attributes.DAYS_SINCE_CONTACT)).contains(0);
    assertThat(facts.get(Attributes.DAYS_SINCE_REPLY)).contains(11);
    assertThat(facts.get(Attributes.READ_BUT_SILENT)).contains(true);
  }

  @Test
  void a_borrower_is_reachable_where_there_is_an_address_and_no_refusal() {
    Consent out =
        new Consent(
            ROSA, Channel.SMS, Consent.State.OUT, Instant.parse("2026-11-21T12:00:00Z"), "");
    Consent later =
        new Consent(
            ROSA, Channel.CALL, Consent.State.OUT, Instant.parse("2026-11-22T12:00:00Z"), "");
    Portfolio.Builder portfolio =
        Portfolio.builder()
            .borrower(
                Borrower.of("B-9", "Rosa")
                    .phone("+525512345678")
                    .place(Place.of("MX", "Jalisco"))
                    .birthYear(1990)
                    .creditScore(600)
                    .build())
            .loan(loan())
            .consent(out)
            .consent(later);

    CaseFacts facts = facts(portfolio);

    assertThat(facts.get(Attributes.REACHABLE)).contains(Set.of("whatsapp", "call"));
    assertThat(facts.get(Attributes.AGE)).contains(36);
    assertThat(facts.get(Attributes.REGION)).contains("Jalisco");
    assertThat(facts.get(Attributes.CREDIT_SCORE)).contains(new BigDecimal("600"));
  }

  @Test
  void a_borrower_is_its_worst_loan_with_all_debts_in_each_currency() {
    Loan first = Loan.of("L-1", "B-9", "MXN").installment("2026-11-20", "100");
    Loan worst = Loan.of("L-2", "B-9", "MXN").installment("2026-11-01", "50");
    Loan dollars = Loan.of("L-3", "B-9", "USD").installment("2026-11-10", "7");

    CaseBook book = book(with(first, worst, dollars));

    CaseFacts rosa = book.borrower(ROSA);
    assertThat(rosa.loan()).isEmpty();
    assertThat(rosa.get(Attributes.COUNTED_DAYS)).contains(20);
    assertThat(rosa.get(Attributes.OVERDUE_AMOUNT)).contains(mxn("150"));
    assertThat(rosa.amount(Attributes.OVERDUE_AMOUNT, Money.currencyOf("USD")))
        .contains(Money.of("7", "USD"));
    CaseFacts inDollars = book.cases().get(2).facts();
    assertThat(inDollars.get(Attributes.BORROWER_OVERDUE_AMOUNT)).contains(Money.of("7", "USD"));
    assertThat(inDollars.amount(Attributes.BORROWER_OVERDUE_AMOUNT, Money.currencyOf("MXN")))
        .contains(mxn("150"));
    assertThat(inDollars.get(Attributes.BORROWER_DAYS_PAST_DUE)).contains(20);
    assertThat(inDollars.get(Attributes.LOANS)).contains(3);
  }

  /**
   * Each row: due dates of the loans of one borrower, a status before some; what is told of her.
   */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "CLOSED:2026-01-05 2026-11-24,         ACTIVE, 3",
        "PENDING:2026-11-20 2026-12-01,        ACTIVE, 10",
        "2026-12-11 2026-11-23,                ACTIVE, 2",
        "2026-11-23 2026-12-11,                ACTIVE, 2",
        "CLOSED:2026-01-05 PENDING:2026-12-01, CLOSED, -"
      })
  void of_loans_equally_late_one_that_owes_speaks_and_of_these_the_next_due(
      String loans, String status, Integer daysToDue) {
    Portfolio.Builder portfolio = with();
    int n = 0;
    for (String each : loans.split(" ")) {
      String[] parts = each.split(":");
      portfolio.loan(
          Loan.of("L-" + n++, "B-9", "MXN").installment(parts[parts.length - 1], "100").toBuilder()
              .status(parts.length == 1 ? Loan.Status.ACTIVE : Loan.Status.valueOf(parts[0]))
              .build());
    }

    CaseFacts rosa = book(portfolio).borrower(ROSA);

    assertThat(rosa.get(Attributes.STATUS)).contains(status);
    assertThat(rosa.get(Attributes.DAYS_TO_DUE)).isEqualTo(Optional.ofNullable(daysToDue));
  }

  @Test
  void a_loan_that_was_not_lent_has_no_share_paid() {
    Loan pending = loan().toBuilder().status(Loan.Status.PENDING).build();
    Loan tomorrow = loan().toBuilder().disbursedOn(AS_OF.plusDays(1)).build();
    Loan closed = loan().toBuilder().status(Loan.Status.CLOSED).build();

    assertThat(facts(with(pending)).get(Attributes.PAID_SHARE)).isEmpty();
    assertThat(facts(with(tomorrow)).get(Attributes.PAID_SHARE)).isEmpty();
    assertThat(facts(with(closed)).get(Attributes.PAID_SHARE)).contains(new BigDecimal("100"));
  }

  /** 100 of 400 paid before 300 became three times 120, of which one was paid. */
  @ParameterizedTest
  @CsvSource({
    "RESET,             2026-10-31, 25",
    "RESET,             2026-11-21, 33.33",
    "ORIGINAL_SCHEDULE, 2026-10-31, 25",
    "ORIGINAL_SCHEDULE, 2026-11-21, 55"
  })
  void a_share_is_of_the_schedule_that_is_assessed(
      RestructurePolicy.Kind kind, LocalDate asOf, BigDecimal share) {
    Loan.Builder loan =
        Loan.of("L-17", "B-9", "MXN")
            .installment("2026-12-10", "120")
            .installment("2027-01-10", "120")
            .installment("2027-02-10", "120")
            .payment("2026-08-05", "100")
            .payment("2026-11-20", "120")
            .toBuilder();
    loan.restructure(
        new Restructure(
            LocalDate.of(2026, 11, 1),
            loan().installments(),
            OptionalInt.empty(),
            Optional.empty()));
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .restructures(new RestructurePolicy(kind, 0))
            .build();

    CaseFacts facts = CaseBook.of(with(loan.build()).build(), policy, asOf).cases().get(0).facts();

    assertThat(facts.get(Attributes.PAID_SHARE)).contains(share);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"0, 0", "2147483647, 2147483647", "2147483648, -", "4294967295, -", "-1, -"})
  void a_count_is_never_negative_and_no_larger_than_a_whole_number(String text, Integer count) {
    Attributes attributes = Attributes.standard().custom("loan.visits", AttributeType.COUNT);
    Portfolio portfolio = with(loan().toBuilder().custom("visits", text).build()).build();

    CaseBook book =
        CaseBook.of(portfolio, DelinquencyPolicy.standard(), AS_OF, attributes, attributes.all());

    assertThat(book.cases().get(0).facts().value("loan.visits"))
        .isEqualTo(Optional.ofNullable(count));
    assertThat(book.faults()).hasSize(count == null ? 1 : 0);
  }

  @Test
  void a_loan_that_was_sold_is_no_debt_of_the_borrower_to_us() {
    Loan ours = Loan.of("L-1", "B-9", "MXN").installment("2026-11-20", "100");
    Loan sold =
        Loan.of("L-2", "B-9", "MXN").installment("2026-05-01", "50").toBuilder()
            .status(Loan.Status.SOLD)
            .build();

    CaseBook both = book(with(sold, ours));
    CaseBook none = book(with(sold));

    CaseFacts rosa = both.borrower(ROSA);
    assertThat(rosa.get(Attributes.STATUS)).contains("ACTIVE");
    assertThat(rosa.get(Attributes.COUNTED_DAYS)).contains(1);
    assertThat(rosa.get(Attributes.OVERDUE_AMOUNT)).contains(mxn("100"));
    CaseFacts loan = both.cases().get(1).facts();
    assertThat(loan.get(Attributes.BORROWER_DAYS_PAST_DUE)).contains(1);
    assertThat(loan.get(Attributes.BORROWER_OVERDUE_AMOUNT)).contains(mxn("100"));
    assertThat(none.borrower(ROSA).get(Attributes.STATUS)).contains("SOLD");
    assertThat(none.cases().get(0).facts().get(Attributes.BORROWER_OVERDUE_AMOUNT))
        .contains(mxn("0"));
  }

  @Test
  void a_column_with_unreadable_values_is_one_fault_and_unknown() {
    Attributes attributes =
        Attributes.standard()
            .custom("loan.visits", AttributeType.COUNT)
            .custom("borrower.vip", AttributeType.FLAG);
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(Borrower.of("B-9", "Rosa").custom("vip", "true").build())
            .loan(loan().toBuilder().custom("visits", "two").build())
            .loan(Loan.of("L-2", "B-9", "MXN").toBuilder().custom("visits", "x").build())
            .loan(Loan.of("L-3", "B-9", "MXN").toBuilder().custom("visits", " ").build())
            .loan(Loan.of("L-4", "B-9", "MXN").toBuilder().custom("visits", "2").build())
            .loan(Loan.of("L-5", "B-7", "MXN"))
            .build();

    CaseBook book =
        CaseBook.of(portfolio, DelinquencyPolicy.standard(), AS_OF, attributes, attributes.all());

    assertThat(book.cases())
        .extracting(one -> one.facts().value("loan.visits").orElse("?"))
        .containsExactly("?", "?", "?", 2, "?");
    assertThat(book.cases().get(0).facts().get(Attribute.flag("borrower.vip"))).contains(true);
    assertThat(book.faults())
        .extracting(DataFault::message)
        .containsExactly(
            "loans.csv borrower_id (L-5): found B-7: expected a borrower of this portfolio; taken"
                + " as one of whom nothing is known -> noted",
            "loans.csv visits (L-17): found 2 other values, this the first: expected a value of"
                + " type count; taken as unknown -> noted");
  }

  /**
   * Installments of 100: 60 is not less than 60 %, 59.99 is; the day before the 60 is too long ago.
   */
  @ParameterizedTest
  @CsvSource({
    "2026-11-21, 59.99, 1",
    "2026-11-21, 60.00, 0",
    "2026-09-23, 59.99, 1",
    "2026-09-22, 59.99, 0",
    "2026-11-22, 10.00, 0"
  })
  void a_payment_in_part_is_less_than_60_percent_within_60_days(
      LocalDate paidOn, String amount, int partial) {
    CaseFacts facts = facts(with(loan().payment(paidOn.toString(), amount)));

    assertThat(facts.get(Attributes.PARTIAL_PAYMENTS_60D)).contains(partial);
  }

  @Test
  void flags_of_the_debtor_are_unknown_without_their_columns() {
    CaseFacts none = facts(with(loan()));
    CaseFacts ofLoan = facts(with(loan().toBuilder().custom("disputed", "1").build()));
    CaseFacts wrong = facts(with(loan().toBuilder().custom("hardship", "maybe").build()));

    assertThat(none.knows(Attributes.DISPUTED)).isFalse();
    assertThat(none.knows(Attributes.HARDSHIP)).isFalse();
    assertThat(none.get(Attributes.PARTIAL_PAYMENTS_60D)).contains(0);
    assertThat(ofLoan.get(Attributes.DISPUTED)).contains(true);
    assertThat(wrong.knows(Attributes.HARDSHIP)).isFalse();
  }

  @Test
  void a_flag_of_the_debtor_that_cannot_be_read_is_told() {
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(Borrower.of("B-9", "Rosa").custom("hardship", "sí").build())
            .loan(loan().toBuilder().custom("disputed", "yes").build())
            .build();
    Attributes all = Attributes.standard();

    CaseBook wanted = CaseBook.of(portfolio, DelinquencyPolicy.standard(), AS_OF, all, all.all());
    CaseBook others =
        CaseBook.of(
            portfolio,
            DelinquencyPolicy.standard(),
            AS_OF,
            all,
            List.of(Attributes.PARTIAL_PAYMENTS_60D));

    assertThat(wanted.cases().get(0).facts().knows(Attributes.DISPUTED)).isFalse();
    assertThat(wanted.faults())
        .extracting(DataFault::message)
        .containsExactly(
            "loans.csv disputed (L-17): found another value: expected a value of type flag; taken"
                + " as unknown -> noted",
            "borrowers.csv hardship (B-9): found another value: expected a value of type flag;"
                + " taken as unknown -> noted");
    assertThat(others.faults()).isEmpty();
  }

  @Test
  void a_payment_in_part_whose_reversal_was_reversed_stands() {
    Loan loan = loan().payment("2026-11-01", "10");
    Payment first = loan.payments().get(0);
    Payment undone = Payment.reversal("R-1", LocalDate.of(2026, 11, 2), first);
    Payment again = Payment.reversal("R-2", LocalDate.of(2026, 11, 3), undone);

    CaseFacts bounced = facts(with(loan.toBuilder().payment(undone).build()));
    CaseFacts stands = facts(with(loan.toBuilder().payment(undone).payment(again).build()));

    assertThat(bounced.get(Attributes.PARTIAL_PAYMENTS_60D)).contains(0);
    assertThat(stands.get(Attributes.PARTIAL_PAYMENTS_60D)).contains(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-99999999", "1e99999999", "1e13", "0.0000001"})
  void a_number_that_is_too_long_to_write_out_is_unknown_at_once(String text) {
    Attributes attributes = Attributes.standard().custom("loan.rate", AttributeType.NUMBER);
    Portfolio portfolio = with(loan().toBuilder().custom("rate", text).build()).build();

    CaseBook book =
        CaseBook.of(portfolio, DelinquencyPolicy.standard(), AS_OF, attributes, attributes.all());

    assertThat(book.cases().get(0).facts().value("loan.rate")).isEmpty();
    assertThat(book.faults()).hasSize(1);
  }

  @Test
  void contacts_of_the_last_days_are_counted_by_how_far_they_got() {
    Portfolio.Builder portfolio = with(loan());
    for (Object[] one :
        new Object[][] {
          {"2026-11-21T12:00:00Z", Direction.OUT, Outcome.FAILED},
          {"2026-11-07T12:00:00Z", Direction.OUT, Outcome.DELIVERED},
          {"2026-11-06T12:00:00Z", Direction.OUT, Outcome.READ},
          {"2026-11-08T12:00:00Z", Direction.OUT, Outcome.REJECTED},
          {"2026-10-23T12:00:00Z", Direction.OUT, Outcome.READ},
          {"2026-10-22T12:00:00Z", Direction.IN, Outcome.REPLIED}
        }) {
      portfolio.contact(
          new ContactRecord(
              ROSA,
              Optional.empty(),
              Instant.parse((String) one[0]),
              Channel.WHATSAPP,
              (Direction) one[1],
              (Outcome) one[2],
              ""));
    }

    CaseFacts facts = facts(portfolio);

    assertThat(facts.get(Attributes.ATTEMPTS_15D)).contains(2);
    assertThat(facts.get(Attributes.REACHED_15D)).contains(1);
    assertThat(facts.get(Attributes.READS_30D)).contains(2);
    assertThat(facts.get(Attributes.REPLIES_30D)).contains(0);
  }
}
