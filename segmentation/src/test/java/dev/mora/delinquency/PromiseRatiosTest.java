package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.promise.PromiseTerms;
import dev.mora.promise.PromiseToPay;
import dev.mora.promise.PromiseToPay.State;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A promise of 100 made on 1 January for the 4th, whose window ends on the 6th, and the next. */
class PromiseRatiosTest {

  private static final LocalDate DAY = LocalDate.of(2026, 2, 1);

  private static LocalDate january(int day) {
    return LocalDate.of(2026, 1, day);
  }

  private static PromiseToPay promise(int day, State... decided) {
    return new PromiseToPay(
        Loans.parse("").id(),
        january(day),
        january(day).plusDays(3),
        Loans.money("100"),
        Arrays.stream(decided).findFirst());
  }

  private static Payment paid(int day, LocalDate bookedOn, String amount) {
    return new Payment(
        PaymentId.of("P" + day), january(day), bookedOn, Loans.money(amount), Optional.empty());
  }

  private static PromiseRatios ratios(
      List<PromiseToPay> promises, List<Payment> payments, LocalDate asOf) {
    return PromiseRatios.of(promises, payments, Loans.MXN, asOf, PromiseTerms.standard());
  }

  @ParameterizedTest(name = "the next made on the {0}th, {2} paid on the {1}th")
  @CsvSource({
    "6, 3, 40,  SUPERSEDED",
    "7, 3, 40,  PARTIALLY_KEPT",
    "6, 3, 100, KEPT",
    "7, 3, 100, KEPT",
    "6, 6, 100, KEPT",
    "5, 6, 100, SUPERSEDED",
    "7, 7, 100, BROKEN"
  })
  void a_promise_that_is_open_when_the_next_is_made_is_superseded(
      int next, int paidOn, String amount, State state) {
    List<Payment> payments = List.of(paid(paidOn, january(paidOn), amount));

    PromiseRatios ratios = ratios(List.of(promise(next), promise(1)), payments, DAY);

    assertThat(ratios.states().get(0)).isEqualTo(state);
    assertThat(ratios.states()).hasSize(2);
  }

  /** Made on the 1st, due on the 4th, window to the 6th, look-back to the 13th; paid on the 3rd. */
  @ParameterizedTest(name = "the next made on the {0}th, the payment undone on the {1}th")
  @CsvSource({
    "5, 6,  BROKEN, 0.000000",
    "5, 13, BROKEN, 0.000000",
    "5, 14, KEPT,   1.000000",
    "4, 5,  BROKEN, 0.000000",
    "3, 5,  BROKEN, 0.000000",
    "2, 5,  SUPERSEDED,",
    "5, 5,  SUPERSEDED,"
  })
  void a_promise_whose_payment_bounces_is_broken_though_a_new_one_was_made(
      int next, int undoneOn, State state, BigDecimal share) {
    Payment paid = paid(3, january(3), "100");
    List<Payment> payments = List.of(paid, Payment.reversal("R", january(undoneOn), paid));
    PromiseToPay open = promise(next, State.OPEN);

    PromiseRatios ratios = ratios(List.of(promise(1), open), payments, DAY);

    assertThat(ratios.states().get(0)).isEqualTo(state);
    assertThat(ratios.paidShare()).isEqualTo(Optional.ofNullable(share));
    assertThat(ratios.keptShare()).isEqualTo(Optional.ofNullable(share));
  }

  @ParameterizedTest
  @CsvSource({"2026-01-07, 1", "2026-01-08, 2"})
  void a_promise_made_after_the_date_is_not_seen(LocalDate asOf, int seen) {
    assertThat(ratios(List.of(promise(1), promise(8)), List.of(), asOf).states()).hasSize(seen);
  }

  @ParameterizedTest
  @CsvSource({"2026-02-01, KEPT", "2026-02-02, BROKEN"})
  void a_payment_booked_after_the_date_is_not_seen(LocalDate bookedOn, State state) {
    List<Payment> payments = List.of(paid(3, bookedOn, "100"));

    assertThat(ratios(List.of(promise(1)), payments, DAY).states()).containsExactly(state);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // decided, paid in time, kept, paid of promised
        "KEPT, 0.01, 1.000000, 1.000000",
        "BROKEN, 100, 0.000000, 1.000000",
        "BROKEN, 30, 0.000000, 0.300000",
        "PARTIALLY_KEPT, 250, 0.000000, 1.000000",
        "CANCELLED, 100, -, -"
      })
  void what_the_host_has_decided_stands_though_a_new_promise_was_made(
      State decided, String amount, BigDecimal kept, BigDecimal share) {
    List<Payment> payments = List.of(paid(3, january(3), amount));
    PromiseToPay open = promise(5, State.OPEN);

    PromiseRatios ratios = ratios(List.of(promise(1, decided), open), payments, DAY);

    assertThat(ratios.states()).containsExactly(decided, State.OPEN);
    assertThat(ratios.keptShare()).isEqualTo(Optional.ofNullable(kept));
    assertThat(ratios.paidShare()).isEqualTo(Optional.ofNullable(share));
  }

  @Test
  void states_are_shown_and_amounts_are_not() {
    assertThat(ratios(List.of(promise(1)), List.of(), DAY)).hasToString("PromiseRatios[BROKEN]");
  }
}
