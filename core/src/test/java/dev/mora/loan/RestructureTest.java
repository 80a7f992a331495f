package dev.mora.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.money.CurrencyMismatch;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RestructureTest {

  private static final LocalDate MARCH = LocalDate.of(2024, 3, 1);
  private static final LocalDate JUNE = LocalDate.of(2024, 6, 1);

  private static Installment old(String currency) {
    return Installment.of(1, MARCH, Amounts.ofPrincipal(Money.of("100", currency)));
  }

  @Test
  void a_loan_has_its_restructures_by_date_and_hands_them_on() {
    Loan loan =
        Loan.of("L-1", "B-1", "MXN").toBuilder()
            .restructure(Restructure.of(JUNE, List.of()))
            .restructure(Restructure.of(MARCH, List.of(old("MXN"))))
            .build();

    assertThat(loan.restructures()).extracting(Restructure::on).containsExactly(MARCH, JUNE);
    assertThat(loan.toBuilder().build().restructures()).isEqualTo(loan.restructures());
    assertThat(loan.installments()).isEmpty();
  }

  @Test
  void two_on_one_day_and_another_currency_are_refused() {
    Loan.Builder loan =
        Loan.of("L-1", "B-1", "MXN").toBuilder().restructure(Restructure.of(MARCH, List.of()));

    assertThatThrownBy(() -> loan.restructure(Restructure.of(JUNE, List.of(old("USD")))))
        .isInstanceOf(CurrencyMismatch.class);
    assertThatThrownBy(
            () ->
                loan.restructure(
                    new Restructure(
                        JUNE, List.of(), OptionalInt.of(3), Optional.of(Money.of("1", "USD")))))
        .isInstanceOf(CurrencyMismatch.class);
    loan.restructure(Restructure.of(MARCH, List.of()));
    assertThatThrownBy(loan::build).hasMessageContaining("two restructures on 2024-03-01");
  }

  @Test
  void what_cannot_be_is_refused_and_amounts_are_not_told() {
    assertThatThrownBy(
            () -> new Restructure(MARCH, List.of(), OptionalInt.of(-1), Optional.empty()))
        .hasMessageContaining("-1");
    assertThatThrownBy(
            () ->
                new Restructure(
                    MARCH, List.of(), OptionalInt.empty(), Optional.of(Money.of("-1", "MXN"))))
        .hasMessageContaining("capitalised");
    assertThatThrownBy(() -> PaymentTarget.of(-1)).hasMessageContaining("-1");
    assertThat(
            new Restructure(
                MARCH, List.of(), OptionalInt.of(9), Optional.of(Money.of("77", "MXN"))))
        .hasToString("Restructure(2024-03-01)");
    assertThat(
            Payment.of("P", MARCH, Money.of("1", "MXN"))
                .on(PaymentTarget.of(2, Component.FEES))
                .target())
        .contains(new PaymentTarget(2, Optional.of(Component.FEES)));
  }
}
