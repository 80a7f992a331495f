package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanParty;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentTarget;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoanBookTest {

  @Test
  void a_view_has_all_that_the_record_had() {
    for (int i = 0; i < Cases.of(500); i++) {
      Loan loan =
          new RandomLoans(i)
              .next(i).toBuilder()
                  .principal(Loans.money("500"))
                  .disbursedOn(LocalDate.of(2024, 1, 2))
                  .accountNumber("4711")
                  .payUrl("https://pay.example/1")
                  .party(new LoanParty(BorrowerId.of("B-9"), LoanParty.Role.GROUP))
                  .custom("branch", "Norte")
                  .build();

      Loan view = LoanBook.of(loan).loan(0);

      assertThat(view.id()).isEqualTo(loan.id());
      assertThat(view.borrower()).isEqualTo(loan.borrower());
      assertThat(view.product()).isEqualTo(loan.product());
      assertThat(view.status()).isEqualTo(loan.status());
      assertThat(view.principal()).isEqualTo(loan.principal());
      assertThat(view.disbursedOn()).isEqualTo(loan.disbursedOn());
      assertThat(view.accountNumber()).isEqualTo(loan.accountNumber());
      assertThat(view.payUrl()).isEqualTo(loan.payUrl());
      assertThat(view.parties()).isEqualTo(loan.parties());
      assertThat(view.custom()).isEqualTo(loan.custom());
      assertThat(view.pauses()).containsExactlyInAnyOrderElementsOf(loan.pauses());
      assertThat(view.installments()).isEqualTo(byDate(loan.installments()));
      Map<String, Payment> once = new LinkedHashMap<>();
      loan.payments().forEach(p -> once.putIfAbsent(p.id().value(), p));
      assertThat(view.payments()).containsExactlyInAnyOrderElementsOf(once.values());
    }
  }

  @Test
  void a_builder_that_was_used_before_makes_the_book_that_a_new_one_makes() {
    LoanBookBuilder used = LoanBook.builder();
    for (int i = 0; i < Cases.of(300); i++) {
      RandomLoans random = new RandomLoans(i);
      List<Loan> loans = IntStream.range(0, i % 4).mapToObj(random::next).toList();
      loans.forEach(used::add);

      LoanBook again = used.build();

      assertThat(views(again)).as("seed " + i).isEqualTo(views(LoanBook.of(loans)));
      assertThat(again.products()).isEqualTo(LoanBook.of(loans).products());
    }
  }

  @Test
  void what_is_added_to_a_builder_leaves_the_book_before_as_it_was() {
    LoanBookBuilder builder = LoanBook.builder();
    LoanBook first = builder.add(new RandomLoans(1).next(1)).build();
    List<List<Object>> before = views(first);

    LoanBook second = builder.add(new RandomLoans(2).next(2)).build();

    assertThat(views(first)).isEqualTo(before);
    assertThat(views(second)).isEqualTo(views(LoanBook.of(new RandomLoans(2).next(2))));
  }

  private static List<List<Object>> views(LoanBook book) {
    return IntStream.range(0, book.size()).mapToObj(book::loan).map(LoanBookTest::parts).toList();
  }

  private static List<Object> parts(Loan loan) {
    return List.of(
        loan.id(),
        loan.borrower(),
        loan.product(),
        loan.status(),
        loan.installments(),
        loan.payments(),
        loan.pauses(),
        loan.restructures());
  }

  private static List<Installment> byDate(List<Installment> installments) {
    return installments.stream()
        .sorted(Comparator.comparing(Installment::dueOn).thenComparing(Installment::number))
        .toList();
  }

  @Test
  void loans_keep_their_order_and_share_their_texts() {
    Loan one = Loans.parse("due:2024-01-31=100");
    Loan two = Loans.parse("due:2024-02-29=50").toBuilder().product("group").build();

    LoanBook book = LoanBook.of(List.of(one, two, one));

    assertThat(book.size()).isEqualTo(3);
    assertThat(book.installments()).isEqualTo(3);
    assertThat(book.products()).containsExactly("", "group");
    assertThat(book.productCode(2)).isZero();
    assertThat(book.installment(1, 0).dueOn()).isEqualTo(LocalDate.of(2024, 2, 29));
  }

  @Test
  void own_columns_keep_the_order_of_the_host() {
    Loan.Builder loan = Loans.parse("due:2024-01-31=100").toBuilder();
    List<String> columns = IntStream.range(0, 20).mapToObj(i -> "column" + (i * 7) % 20).toList();
    columns.forEach(column -> loan.custom(column, "x"));

    Loan view = LoanBook.of(loan.build()).loan(0);

    assertThat(view.custom().keySet()).containsExactlyElementsOf(columns);
  }

  @Test
  void earlier_schedules_and_what_payers_named_come_back_and_leave_the_columns_alone() {
    Loan plain = Loans.parse("due:2024-01-31=100 pay:2024-01-05=10");
    Loan loan =
        Loans.parse(
            "from:2024-01-01 was:2024-03-01/2024-02-29=100 was:2024-03-01/2024-01-31=100+10+5+1"
                + " re:2024-06-01=12/30.50 due:2024-07-31=70 due:2024-08-31=70"
                + " pay:2024-02-01=20~1.FEES pay:2024-03-02=30~2 pay:2024-03-03=5"
                + " undo:2024-03-04=P2 freeze:2024-03-01..2024-03-09");

    LoanBook book = LoanBook.of(List.of(plain, loan, plain));
    Loan view = book.loan(1);

    assertThat(book.installments()).isEqualTo(4);
    assertThat(book.installments(1)).isEqualTo(2);
    assertThat(view.installments()).isEqualTo(loan.installments());
    assertThat(view.payments()).containsExactlyInAnyOrderElementsOf(loan.payments());
    assertThat(view.restructures()).hasSize(2);
    assertThat(view.restructures().get(0).replaced())
        .isEqualTo(byDate(loan.restructures().get(0).replaced()));
    assertThat(view.restructures().get(1)).isEqualTo(loan.restructures().get(1));
    assertThat(book.loan(2).restructures()).isEmpty();
    assertThat(book.loan(2).payments()).isEqualTo(plain.payments());
    assertThat(book.restructures(1, LocalDate.of(2024, 2, 29))).isZero();
    assertThat(book.restructures(1, LocalDate.of(2024, 3, 1))).isEqualTo(1);
    assertThat(book.restructures(1, LocalDate.of(2024, 6, 1))).isEqualTo(2);
    assertThat(book.restructures(0, LocalDate.of(2024, 6, 1))).isZero();
  }

  @Test
  void what_is_said_before_its_loan_or_its_installment_is_refused() {
    LoanBookBuilder book = LoanBook.builder();

    assertThatIllegalStateException().isThrownBy(() -> book.principal(1));
    assertThatIllegalStateException().isThrownBy(() -> book.custom("branch", "Norte"));

    book.add(Loans.parse("due:2024-01-31=100"));
    book.loan("L-2", "B-2", "", Currency.getInstance("MXN"), Loan.Status.ACTIVE);

    assertThatIllegalStateException().isThrownBy(() -> book.paid(1, 0, 0, 0));
    assertThatIllegalStateException().isThrownBy(() -> book.completedOn(1));
    assertThatIllegalStateException().isThrownBy(() -> book.replacedOn(1));
    assertThatIllegalStateException().isThrownBy(() -> book.target(PaymentTarget.of(1)));
    assertThat(book.build().loan(0).installments().get(0).paid()).isEmpty();
  }
}
