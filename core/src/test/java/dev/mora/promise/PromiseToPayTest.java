package dev.mora.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.CuratedHolidays;
import dev.mora.calendar.Place;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.money.CurrencyMismatch;
import dev.mora.money.Money;
import dev.mora.promise.PromiseToPay.State;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromiseToPayTest {

  private static final LoanId LOAN = LoanId.of("L-1");
  private static final PromiseTerms TERMS = PromiseTerms.standard();

  /** Made on Monday 2 November, due on Tuesday 10; with grace it runs to Thursday 12. */
  private static final PromiseToPay PROMISE =
      PromiseToPay.of(LOAN, day("2026-11-02"), day("2026-11-10"), mxn("100.00"));

  private static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }

  private static Money mxn(String amount) {
    return Money.of(amount, "MXN");
  }

  /** {@code 2026-11-05=40.00} or, booked another day, {@code 2026-11-05/2026-11-06=40.00}. */
  private static List<Payment> payments(String text) {
    List<Payment> payments = new ArrayList<>();
    for (String one : text == null ? new String[0] : text.split(" ")) {
      String[] parts = one.split("=");
      String[] days = parts[0].split("/");
      payments.add(
          new Payment(
              PaymentId.of("P-" + payments.size()),
              day(days[0]),
              day(days[days.length - 1]),
              mxn(parts[1]),
              Optional.empty()));
    }
    return payments;
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-02, , OPEN",
    "2026-11-10, , OPEN",
    "2026-11-12, , OPEN",
    "2026-11-13, , BROKEN",
    "2026-11-05, 2026-11-05=100.00, KEPT",
    "2026-11-04, 2026-11-05=100.00, OPEN",
    "2026-11-12, 2026-11-12=100.00, KEPT",
    "2026-11-13, 2026-11-12=100.00, KEPT",
    "2026-11-13, 2026-11-13=100.00, BROKEN",
    "2026-11-12, 2026-11-05=99.99, OPEN",
    "2026-11-13, 2026-11-05=99.99, PARTIALLY_KEPT",
    "2026-11-13, 2026-11-05=60.00 2026-11-11=40.00, KEPT",
    "2026-11-13, 2026-11-05=60.00 2026-11-13=40.00, PARTIALLY_KEPT",
    "2026-11-13, 2026-11-05=250.00, KEPT",
    "2026-11-13, 2026-11-01=100.00, BROKEN",
    "2026-11-13, 2026-11-02=100.00, BROKEN",
    "2026-11-13, 2026-11-02/2026-11-03=100.00, KEPT",
    "2026-11-13, 2026-11-01/2026-11-03=100.00, BROKEN"
  })
  void a_promise_is_judged_by_the_payments_in_its_window(
      LocalDate asOf, String paid, State expected) {
    assertThat(PROMISE.stateOn(asOf, payments(paid), TERMS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"89.99, PARTIALLY_KEPT", "90.00, KEPT", "90.01, KEPT"})
  void a_minimum_share_is_enough(String paid, State expected) {
    PromiseTerms ninety = TERMS.minimumShare(new BigDecimal("0.90"));

    State state = PROMISE.stateOn(day("2026-11-13"), payments("2026-11-05=" + paid), ninety);

    assertThat(state).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // reversed on, asked on, state
    "2026-11-06, 2026-11-05, KEPT",
    "2026-11-06, 2026-11-06, OPEN",
    "2026-11-06, 2026-11-13, BROKEN",
    "2026-11-19, 2026-11-18, KEPT",
    "2026-11-19, 2026-11-19, BROKEN",
    "2026-11-20, 2026-11-20, KEPT"
  })
  void a_reversal_undoes_a_kept_promise_within_the_look_back(
      LocalDate reversedOn, LocalDate asOf, State expected) {
    Payment paid = Payment.of("P-1", day("2026-11-05"), mxn("100.00"));
    Payment reversal = Payment.reversal("R-1", reversedOn, paid);

    assertThat(PROMISE.stateOn(asOf, List.of(reversal, paid), TERMS)).isEqualTo(expected);
  }

  @Test
  void a_reversal_that_is_reversed_undoes_nothing() {
    Payment paid = Payment.of("P-1", day("2026-11-05"), mxn("100.00"));
    Payment reversal = Payment.reversal("R-1", day("2026-11-06"), paid);
    Payment again = Payment.reversal("R-2", day("2026-11-07"), reversal);

    assertThat(PROMISE.stateOn(day("2026-11-13"), List.of(paid, reversal, again), TERMS))
        .isEqualTo(State.KEPT);
  }

  @Test
  void payments_that_reverse_each_other_do_not_hang() {
    Payment a =
        new Payment(
            PaymentId.of("A"),
            day("2026-11-05"),
            day("2026-11-05"),
            mxn("1"),
            Optional.of(PaymentId.of("B")));
    Payment b =
        new Payment(
            PaymentId.of("B"),
            day("2026-11-05"),
            day("2026-11-05"),
            mxn("1"),
            Optional.of(PaymentId.of("A")));

    assertThat(PROMISE.stateOn(day("2026-11-13"), List.of(a, b), TERMS)).isEqualTo(State.BROKEN);
  }

  @Test
  void a_payment_told_twice_counts_once() {
    Payment half = Payment.of("P-1", day("2026-11-05"), mxn("50.00"));

    assertThat(PROMISE.paidOn(day("2026-11-13"), List.of(half, half), TERMS))
        .isEqualTo(mxn("50.00"));
  }

  @Test
  void what_the_host_has_decided_wins() {
    PromiseToPay cancelled =
        new PromiseToPay(
            LOAN, day("2026-11-02"), day("2026-11-10"), mxn("100"), Optional.of(State.CANCELLED));

    assertThat(cancelled.stateOn(day("2026-11-13"), payments("2026-11-05=100.00"), TERMS))
        .isEqualTo(State.CANCELLED);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-05, 2026-12-07", // plus two is Monday 7
    "2026-12-06, 2026-12-10", // Tuesday 8 and Wednesday 9 are holidays in Peru
    "2026-12-03, 2026-12-07", // Saturday moves to Monday
    "2029-06-05, 2029-06-07" // a Thursday that nobody knows stays
  })
  void a_window_that_ends_on_a_closed_day_runs_to_the_next_open_one(
      LocalDate dueOn, LocalDate end) {
    BusinessDays peru = BusinessDays.of(CuratedHolidays.shipped(), Place.of("PE"));

    assertThat(TERMS.businessDays(peru).endOf(dueOn)).isEqualTo(end);
  }

  @Test
  void another_currency_is_refused() {
    Payment soles = Payment.of("P-1", day("2026-11-05"), Money.of("100", "PEN"));

    assertThatThrownBy(() -> PROMISE.stateOn(day("2026-11-13"), List.of(soles), TERMS))
        .isInstanceOf(CurrencyMismatch.class);
  }

  @Test
  void a_promise_is_positive_and_not_due_before_it_is_made() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PromiseToPay.of(LOAN, day("2026-11-02"), day("2026-11-01"), mxn("100")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PromiseToPay.of(LOAN, day("2026-11-02"), day("2026-11-03"), mxn("0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.1", "1.0001", "0.12345678901"})
  void a_share_is_above_0_and_at_most_1(BigDecimal share) {
    assertThatIllegalArgumentException().isThrownBy(() -> TERMS.minimumShare(share));
  }

  @Test
  void days_of_terms_are_not_negative() {
    assertThatIllegalArgumentException().isThrownBy(() -> TERMS.graceDays(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> TERMS.lookBackDays(-1));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void the_state_agrees_with_a_day_by_day_walk_in_any_order_of_payments(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<Payment> payments = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        LocalDate on = day("2026-10-30").plusDays(random.nextInt(18));
        payments.add(Payment.of("P-" + i, on, mxn((1 + random.nextInt(10)) * 10 + ".00")));
      }
      Collections.shuffle(payments, random);
      LocalDate asOf = day("2026-11-02").plusDays(random.nextInt(15));

      assertThat(PROMISE.stateOn(asOf, payments, TERMS))
          .as("seed %d round %d", seed, round)
          .isEqualTo(walked(payments, asOf));
    }
  }

  private static State walked(List<Payment> payments, LocalDate asOf) {
    long paid = 0;
    for (LocalDate day = day("2026-11-03"); !day.isAfter(asOf); day = day.plusDays(1)) {
      if (day.isAfter(day("2026-11-12"))) {
        return paid == 0 ? State.BROKEN : State.PARTIALLY_KEPT;
      }
      for (Payment payment : payments) {
        paid += payment.paidOn().equals(day) ? payment.amount().minorUnits() : 0;
      }
      if (paid >= 10_000) {
        return State.KEPT;
      }
    }
    return State.OPEN;
  }
}
