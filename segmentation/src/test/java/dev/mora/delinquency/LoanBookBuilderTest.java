package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanParty;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentTarget;
import dev.mora.loan.Restructure;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoanBookBuilderTest {

  private static final int DAY = 19_800;
  private static final LoanParty PARTY =
      new LoanParty(BorrowerId.of("B-2"), LoanParty.Role.GUARANTOR);

  private static LoanBookBuilder loan(String id) {
    return LoanBook.builder().loan(id, "B-1", "micro", Loans.MXN, Loan.Status.ACTIVE);
  }

  private static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }

  @Test
  void a_loan_is_filled_in_one_sentence() {
    Loan loan =
        loan("L-1")
            .principal(0)
            .disbursedOn(DAY)
            .accountNumber("4711")
            .payUrl("https://pay.example/1")
            .party(PARTY)
            .custom("branch", "Norte")
            .installment(1, DAY + 10, 100, 20, 3, 4)
            .paid(100, 20, 3, 4)
            .completedOn(DAY + 12)
            .replacedOn(DAY + 15)
            .restructure(DAY + 15)
            .daysAtRestructure(DAY + 15, 0)
            .capitalised(DAY + 15, 0)
            .installment(2, DAY + 30, 50, 6, 7, 8)
            .payment("P", DAY + 1, DAY + 2, 1, "")
            .target(PaymentTarget.of(2, Component.FEES))
            .pause(DAY + 5, DAY + 6, Pause.Kind.LEGAL_HOLD)
            .add(Loan.of("L-2", "B-3", "MXN"))
            .build()
            .loan(0);

    assertThat(loan.principal()).contains(Loans.money("0"));
    assertThat(loan.disbursedOn()).contains(date(DAY));
    assertThat(loan.accountNumber()).contains("4711");
    assertThat(loan.payUrl()).contains("https://pay.example/1");
    assertThat(loan.parties()).containsExactly(PARTY);
    assertThat(loan.custom()).containsEntry("branch", "Norte");
    assertThat(loan.installments())
        .extracting(i -> i.number() + " " + i.dueOn() + " " + i.due().total().amount())
        .containsExactly("2 " + date(DAY + 30) + " 0.71");
    Restructure restructure = loan.restructures().get(0);
    assertThat(restructure.on()).isEqualTo(date(DAY + 15));
    assertThat(restructure.daysPastDue()).isEqualTo(OptionalInt.of(0));
    assertThat(restructure.capitalised()).contains(Loans.money("0"));
    Installment old = restructure.replaced().get(0);
    assertThat(old.due().penalties()).isEqualTo(Loans.money("0.04"));
    assertThat(old.paid()).contains(old.due());
    assertThat(old.completedOn()).contains(date(DAY + 12));
    Payment payment = loan.payments().get(0);
    assertThat(payment.bookedOn()).isEqualTo(date(DAY + 2));
    assertThat(payment.target()).contains(PaymentTarget.of(2, Component.FEES));
    assertThat(loan.pauses())
        .containsExactly(new Pause(date(DAY + 5), date(DAY + 6), Pause.Kind.LEGAL_HOLD));
  }

  @Test
  void nothing_is_said_before_the_first_loan() {
    List<Consumer<LoanBookBuilder>> all =
        List.of(
            b -> b.principal(1),
            b -> b.disbursedOn(DAY),
            b -> b.accountNumber("1"),
            b -> b.payUrl("https://pay.example/1"),
            b -> b.party(PARTY),
            b -> b.custom("branch", "Norte"),
            b -> b.installment(1, DAY, 1, 0, 0, 0),
            b -> b.payment("P", DAY, DAY, 1, ""),
            b -> b.pause(DAY, DAY + 1, Pause.Kind.PAUSE),
            b -> b.restructure(DAY));

    for (Consumer<LoanBookBuilder> one : all) {
      assertThatIllegalStateException()
          .isThrownBy(() -> one.accept(LoanBook.builder()))
          .withMessage("begin a loan first");
    }
  }

  @Test
  void what_is_no_amount_or_no_span_is_refused() {
    List<Consumer<LoanBookBuilder>> all =
        List.of(
            b -> b.principal(-1),
            b -> b.installment(1, DAY, -1, 0, 0, 0),
            b -> b.installment(1, DAY, 0, -1, 0, 0),
            b -> b.installment(1, DAY, 0, 0, -1, 0),
            b -> b.installment(1, DAY, 0, 0, 0, -1),
            b -> b.installment(1, DAY, 9, 9, 9, 9).paid(-1, 0, 0, 0),
            b -> b.installment(1, DAY, 9, 9, 9, 9).paid(10, 0, 0, 0),
            b -> b.installment(1, DAY, 9, 9, 9, 9).paid(0, 10, 0, 0),
            b -> b.installment(1, DAY, 9, 9, 9, 9).paid(0, 0, 10, 0),
            b -> b.installment(1, DAY, 9, 9, 9, 9).paid(0, 0, 0, 10),
            b -> b.payment("P", DAY, DAY, 0, ""),
            b -> b.pause(DAY, DAY, Pause.Kind.PAUSE),
            b -> b.pause(DAY, DAY - 1, Pause.Kind.PAUSE),
            b -> b.daysAtRestructure(DAY, -1),
            b -> b.capitalised(DAY, -1),
            b -> b.loan("X", "B", "", Currency.getInstance("XXX"), Loan.Status.ACTIVE));

    for (Consumer<LoanBookBuilder> one : all) {
      assertThatThrownBy(() -> one.accept(loan("L-1")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void installments_stand_by_due_date_and_number_with_all_that_is_theirs() {
    LoanBook book =
        loan("L-0")
            .installment(1, DAY, 1, 0, 0, 0)
            .installment(2, DAY + 1, 1, 0, 0, 0)
            .loan("L-1", "B-1", "", Loans.MXN, Loan.Status.ACTIVE)
            .installment(3, DAY + 20, 30, 3, 0, 0)
            .installment(2, DAY + 10, 20, 2, 0, 0)
            .paid(20, 2, 0, 0)
            .completedOn(DAY + 11)
            .installment(1, DAY + 20, 10, 1, 0, 0)
            .build();

    assertThat(IntStream.range(0, 3).mapToObj(i -> book.installment(1, i)))
        .extracting(
            i ->
                "%d %d %s %s %s %s"
                    .formatted(
                        i.number(),
                        i.dueOn().toEpochDay() - DAY,
                        i.due().principal().minorUnits(),
                        i.due().interest().minorUnits(),
                        i.paid().map(paid -> paid.total().minorUnits()).orElse(-1L),
                        i.completedOn().isPresent()))
        .containsExactly("2 10 20 2 22 true", "1 20 10 1 -1 false", "3 20 30 3 -1 false");
    assertThat(book.installments(0)).isEqualTo(2);
    assertThatThrownBy(() -> book.installment(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> book.installment(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest(name = "{0} payments before")
  @CsvSource({"0", "20", "30"})
  void payments_stand_by_value_date_booking_and_id_each_id_once(int before) {
    LoanBookBuilder b = loan("L-0").payment("P", DAY, DAY, 5, "");
    b.loan("L-1", "B-1", "", Loans.MXN, Loan.Status.ACTIVE);
    for (int i = 0; i < before; i++) {
      b.payment("A" + i, DAY - 100 + i, DAY - 100 + i, 1, "");
    }
    b.payment("D", DAY + 2, DAY + 2, 4, "")
        .payment("C", DAY + 1, DAY + 3, 3, "")
        .payment("AB", DAY + 1, DAY + 2, 2, "B")
        .payment("B", DAY + 1, DAY + 2, 2, "")
        .payment("D", DAY + 9, DAY + 9, 9, "")
        .payment("AA", DAY + 2, DAY + 2, 7, "");

    LoanBook book = b.build();
    List<Payment> all = book.loan(1).payments();

    assertThat(all.subList(before, all.size()))
        .extracting(p -> p.id() + " " + p.amount().minorUnits())
        .containsExactly("B 2", "AB 2", "C 3", "AA 7", "D 4");
    assertThat(all.get(before + 1).reverses()).contains(all.get(before).id());
    assertThat(book.payments()).isEqualTo(before + 6);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "23, 24", "24, 25", "30, 31"})
  void a_payment_that_comes_twice_at_the_end_is_one(int before, int payments) {
    LoanBookBuilder b = loan("L-1").payment("X", DAY - 200, DAY - 200, 1, "");
    for (int i = 0; i < before; i++) {
      b.payment("A" + i, DAY - 100 + i, DAY - 100 + i, 1, "");
    }
    b.payment("X", DAY, DAY, 8, "");

    assertThat(b.build().payments()).isEqualTo(payments);
  }

  @Test
  void of_several_reversals_the_one_booked_first_counts() {
    LoanBook book =
        loan("L-1")
            .payment("P", DAY, DAY, 5, "")
            .payment("R2", DAY + 5, DAY + 9, 5, "P")
            .payment("R1", DAY + 6, DAY + 8, 5, "P")
            .payment("R3", DAY + 7, DAY + 8, 5, "P")
            .build();

    assertThat(book.paymentIds[book.reversedBy[0]]).isEqualTo("R1");
    assertThat(Arrays.stream(book.reverses)).containsExactly(-1, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"A, -", "-, B", "B, A"})
  void reversals_do_not_go_in_a_circle(String first, String second) {
    LoanBookBuilder b =
        loan("L-1")
            .payment("A", DAY, DAY, 5, first == null ? "" : first)
            .payment("B", DAY + 1, DAY + 1, 5, second == null ? "" : second);

    assertThatThrownBy(b::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loan L-1", "is reversed in a circle");
  }

  @ParameterizedTest(name = "on day {0}")
  @CsvSource({
    "0, ''",
    "1, PAUSE",
    "4, PAUSE",
    "5, 'PAUSE,MORATORIUM'",
    "6, MORATORIUM",
    "9, 'PAUSE,MORATORIUM'",
    "10, PAUSE",
    "12, PAUSE",
    "13, ''"
  })
  void a_pause_is_active_on_both_its_ends(int day, String kinds) {
    LoanBook book =
        loan("L-0")
            .pause(DAY + 90, DAY + 91, Pause.Kind.PAUSE)
            .loan("L-1", "B-1", "", Loans.MXN, Loan.Status.ACTIVE)
            .pause(DAY + 9, DAY + 12, Pause.Kind.PAUSE)
            .pause(DAY + 5, DAY + 9, Pause.Kind.MORATORIUM)
            .pause(DAY + 1, DAY + 5, Pause.Kind.PAUSE)
            .pause(DAY + 1, DAY + 2, Pause.Kind.PAUSE)
            .build();

    assertThat(String.join(",", book.activePauses(1, DAY + day).stream().map(Enum::name).toList()))
        .isEqualTo(kinds);
    assertThat(book.activePauses(0, DAY + day)).isEmpty();
    assertThat(book.hasMoratorium(1)).isTrue();
    assertThat(book.hasMoratorium(0)).isFalse();
    assertThat(book.loan(1).pauses())
        .extracting(p -> p.startOn().toEpochDay() - DAY + "-" + (p.endOn().toEpochDay() - DAY))
        .containsExactly("1-2", "1-5", "5-9", "9-12");
  }

  @Test
  void what_a_loan_does_not_have_is_empty() {
    LoanBook book =
        loan("L-0")
            .party(PARTY)
            .custom("branch", "Norte")
            .restructure(DAY)
            .loan("L-1", "B-2", "group", Currency.getInstance("USD"), Loan.Status.SOLD)
            .build();

    assertThat(book.parties(0)).containsExactly(PARTY);
    assertThat(book.custom(0)).containsEntry("branch", "Norte");
    assertThat(book.isRestructured(0)).isTrue();
    assertThat(book.parties(1)).isEmpty();
    assertThat(book.custom(1)).isEmpty();
    assertThat(book.isRestructured(1)).isFalse();
    assertThat(book.principal(1)).isEqualTo(Optional.empty());
    assertThat(book.disbursedOn(1)).isEqualTo(Optional.empty());
    assertThat(book.productCode(1)).isEqualTo(1);
    assertThat(book.status(1)).isEqualTo(Loan.Status.SOLD);
    assertThat(book.borrower(1)).isEqualTo(BorrowerId.of("B-2"));
    assertThat(book.currency(1).getCurrencyCode()).isEqualTo("USD");
  }

  @Test
  void what_few_loans_have_is_kept_each_by_itself_and_goes_to_no_other_loan() {
    LoanBook book =
        loan("L-0")
            .accountNumber("4711")
            .add(Loan.of("L-1", "B", "MXN"))
            .payUrl("https://pay.example/1")
            .add(Loan.of("L-2", "B", "MXN"))
            .party(PARTY)
            .add(Loan.of("L-3", "B", "MXN"))
            .custom("branch", "Norte")
            .add(Loan.of("L-4", "B", "MXN"))
            .build();

    assertThat(IntStream.range(0, 5).mapToObj(book::loan))
        .extracting(
            l ->
                "%s %s %d %d"
                    .formatted(
                        l.accountNumber().orElse("-"),
                        l.payUrl().isPresent(),
                        l.parties().size(),
                        l.custom().size()))
        .containsExactly(
            "4711 false 0 0", "- true 0 0", "- false 1 0", "- false 0 1", "- false 0 0");
  }
}
