package dev.mora.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.money.CurrencyMismatch;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoanTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-05");

  private static Money mxn(String amount) {
    return Money.of(amount, "MXN");
  }

  private static Amounts amounts(String principal, String interest, String fees, String pens) {
    return new Amounts(mxn(principal), mxn(interest), mxn(fees), mxn(pens));
  }

  @Test
  void four_amounts_add_up_part_by_part() {
    Amounts due = amounts("100", "10", "8", "5");
    Amounts paid = amounts("40", "10", "8", "0");

    assertThat(due.total()).isEqualTo(mxn("123"));
    assertThat(due.minus(paid)).isEqualTo(amounts("60", "0", "0", "5"));
    assertThat(due.minus(paid).plus(paid)).isEqualTo(due);
    assertThat(due.of(Component.FEES)).isEqualTo(mxn("8"));
    assertThat(due.covers(paid)).isTrue();
    assertThat(paid.covers(due)).isFalse();
    assertThat(amounts("100", "0", "0", "0").covers(amounts("0", "0.01", "0", "0"))).isFalse();
  }

  @Test
  void an_amount_is_never_negative_nor_of_another_currency() {
    assertThatIllegalArgumentException().isThrownBy(() -> amounts("1", "0", "-0.01", "0"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> amounts("1", "0", "0", "0").minus(amounts("0", "1", "0", "0")));
    assertThatThrownBy(() -> new Amounts(mxn("1"), Money.of("1", "PEN"), mxn("0"), mxn("0")))
        .isInstanceOf(CurrencyMismatch.class);
  }

  @Test
  void an_installment_never_has_more_paid_than_due_in_any_part() {
    Amounts due = amounts("100", "10", "0", "0");

    assertThat(new Installment(1, DAY, due, Optional.of(due), Optional.of(DAY)).total())
        .isEqualTo(mxn("110"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Installment(
                    7, DAY, due, Optional.of(amounts("0", "10.01", "0", "0")), Optional.empty()))
        .withMessage("installment 7 has more paid than due");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Installment.of(-1, DAY, due))
        .withMessageContaining("-1");
  }

  @Test
  void a_payment_is_positive_and_a_reversal_names_what_it_undoes() {
    Payment paid = Payment.of("P-1", DAY, mxn("5"));

    Payment reversal = Payment.reversal("R-1", DAY.plusDays(3), paid);

    assertThat(reversal.reverses()).contains(PaymentId.of("P-1"));
    assertThat(reversal.amount()).isEqualTo(mxn("5"));
    assertThatIllegalArgumentException().isThrownBy(() -> Payment.of("P-1", DAY, mxn("0")));
    assertThatIllegalArgumentException().isThrownBy(() -> Payment.of("P-1", DAY, mxn("-1")));
  }

  @Test
  void a_pause_ends_after_it_starts() {
    assertThat(Pause.of(DAY, DAY.plusDays(1)).kind()).isEqualTo(Pause.Kind.PAUSE);
    assertThatIllegalArgumentException().isThrownBy(() -> Pause.of(DAY, DAY));
  }

  @Test
  void ids_are_not_blank() {
    assertThatIllegalArgumentException().isThrownBy(() -> LoanId.of(""));
    assertThatIllegalArgumentException().isThrownBy(() -> PaymentId.of(" "));
  }

  @Test
  void a_loan_grows_by_copies() {
    Loan bare = Loan.of("L-17", "B-9", "MXN");

    Loan loan = bare.installment("2026-11-05", "750.00").payment("2026-11-06", "50.00");

    assertThat(bare.installments()).isEmpty();
    assertThat(loan.installments()).extracting(Installment::number).containsExactly(1);
    assertThat(loan.payments()).extracting(Payment::id).containsExactly(PaymentId.of("L-17-1"));
    assertThat(loan.status()).isEqualTo(Loan.Status.ACTIVE);
  }

  @Test
  void a_loan_keeps_one_currency() {
    Loan.Builder loan =
        Loan.builder(LoanId.of("L-1"), BorrowerId.of("B-1"), Money.currencyOf("MXN"));
    Money soles = Money.of("1", "PEN");

    assertThatThrownBy(() -> loan.principal(soles)).isInstanceOf(CurrencyMismatch.class);
    assertThatThrownBy(() -> loan.payment(Payment.of("P", DAY, soles)))
        .isInstanceOf(CurrencyMismatch.class);
    assertThatThrownBy(() -> loan.installment(Installment.of(1, DAY, Amounts.ofPrincipal(soles))))
        .isInstanceOf(CurrencyMismatch.class);
  }

  @Test
  void a_copy_has_all_that_the_loan_has() {
    Loan loan =
        Loan.builder(LoanId.of("L-1"), BorrowerId.of("B-1"), Money.currencyOf("MXN"))
            .product("micro")
            .status(Loan.Status.WRITTEN_OFF)
            .principal(mxn("1000"))
            .disbursedOn(DAY)
            .accountNumber("12345678")
            .payUrl("https://pay.example/1")
            .installment(Installment.of(1, DAY, Amounts.ofPrincipal(mxn("1000"))))
            .payment(Payment.of("P-1", DAY, mxn("1")))
            .pause(Pause.of(DAY, DAY.plusDays(9)))
            .party(new LoanParty(BorrowerId.of("B-2"), LoanParty.Role.GUARANTOR))
            .custom("z", "1")
            .custom("a", "2")
            .build();

    Loan copy = loan.toBuilder().build();

    assertThat(copy).usingRecursiveComparison().isEqualTo(loan);
    assertThat(copy.custom().keySet()).containsExactly("z", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"05/11/2026", "2026-11-5", "2026-02-29", ""})
  void a_day_in_another_form_is_told_with_the_form_that_is_meant(String written) {
    Loan bare = Loan.of("L-17", "B-9", "MXN");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bare.installment(written, "750.00"))
        .withMessage("found " + written + ": expected a date such as 2026-11-05");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bare.payment(written, "750.00"))
        .withMessage("found " + written + ": expected a date such as 2026-11-05");
  }
}
