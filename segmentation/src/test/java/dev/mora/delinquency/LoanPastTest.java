package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mora.delinquency.MonthlyDays.Sampling;
import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Direction;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import dev.mora.loan.Restructure;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.promise.PromiseTerms;
import dev.mora.promise.PromiseToPay;
import dev.mora.promise.PromiseToPay.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoanPastTest {

  /** Lateness 0, 12, 45 and, on 2026-06-30, 30 days so far. */
  private static final String LOAN =
      "due:2026-02-28=100 due:2026-03-31=100 due:2026-04-30=100 due:2026-05-31=100"
          + " pay:2026-02-20=100 pay:2026-04-12=100 pay:2026-06-14=100";

  private static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }

  private static LoanPast past(String loan, String asOf) {
    return LoanPast.of(Loans.parse(loan), DelinquencyPolicy.standard(), day(asOf)).orElseThrow();
  }

  @Test
  void every_installment_was_met_on_a_day_or_is_open() {
    LoanPast past = past(LOAN, "2026-06-30");

    assertThat(past.installments())
        .extracting(one -> one.metOn().map(LocalDate::toString).orElse("open"))
        .containsExactly("2026-02-20", "2026-04-12", "2026-06-14", "open");
    assertThat(past.installments())
        .extracting(one -> one.lateness(past.asOf()))
        .containsExactly(0, 12, 45, 30);
    Lateness lateness = past.lateness().orElseThrow();
    assertThat(lateness.installments()).isEqualTo(4);
    assertThat(lateness.meanDays()).isEqualTo(21.75);
    assertThat(lateness.standardDeviation()).isCloseTo(17.152, within(0.001));
    assertThat(lateness.onTimeShare()).isEqualTo(0.25);
    assertThat(lateness.worstDays()).isEqualTo(45);
    assertThat(past.worstLatenessAfter(day("2026-06-14"))).isEqualTo(30);
    assertThat(past.worstLatenessAfter(day("2026-06-13"))).isEqualTo(45);
  }

  @Test
  void month_ends_hide_what_was_late_within_a_month() {
    LoanPast past = past(LOAN, "2026-06-30");

    assertThat(past.monthly(5, Sampling.MONTH_END))
        .isEqualTo(MonthlyDays.of(YearMonth.of(2026, 5), 0, 0, 0, 0, 31));
    assertThat(past.monthly(5, Sampling.WORST_OF_MONTH))
        .isEqualTo(MonthlyDays.of(YearMonth.of(2026, 5), 0, 0, 0, 12, 31));
    assertThat(past.monthly(YearMonth.of(2026, 6), 1, Sampling.WORST_OF_MONTH).days(0))
        .isEqualTo(45);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05, 5, X0002",
    "2026-06, 3, 021",
  })
  void months_before_the_first_due_date_have_no_data(String last, int months, String history) {
    LoanPast past = past(LOAN, "2026-06-30");

    // January lies before the first due date, of which alone the beginning is known.
    assertThat(past.history(YearMonth.parse(last), months)).hasToString(history);
    assertThat(past.history(5)).hasToString("X0002");
  }

  @Test
  void letters_tell_what_days_do_not() {
    Loan paused = Loans.parse("from:2026-01-10 due:2026-01-31=100 pause:2026-02-20..2026-03-05");
    Loan paid = Loans.parse("from:2026-01-10 due:2026-01-31=100 pay:2026-02-10=100");
    Loan off = Loans.parse("from:2026-01-10 due:2026-01-31=100 status:WRITTEN_OFF");
    Loan restructured =
        Loans.parse("due:2026-05-31=100").toBuilder()
            .restructure(
                Restructure.of(day("2026-03-10"), Loans.parse("due:2026-01-31=100").installments()))
            .build();

    assertThat(history(paused)).isEqualTo("X0P23");
    assertThat(history(paid)).isEqualTo("X0CCC");
    assertThat(history(off)).isEqualTo("X012W");
    assertThat(history(restructured)).isEqualTo("X01R0");
    LoanPast past = of(restructured);
    assertThat(past.restructures()).isEqualTo(1);
    assertThat(past.installments())
        .extracting(one -> one.dueOn() + " " + one.replacedOn().map(Object::toString).orElse(""))
        .containsExactly("2026-01-31 2026-03-10", "2026-05-31 ");
    assertThat(past.daysPastDue(day("2026-03-09"))).isEqualTo(37);
    assertThat(past.daysPastDue(day("2026-03-10"))).isZero();
  }

  private static LoanPast of(Loan loan) {
    return LoanPast.of(loan, DelinquencyPolicy.standard(), day("2026-04-30")).orElseThrow();
  }

  private static String history(Loan loan) {
    return of(loan).history(YearMonth.of(2026, 4), 5).oldestFirst();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "?",
      value = {
        // n, days, as of, default
        "1, 0, 2026-02-28, false",
        "2, 0, 2026-03-30, ?",
        "2, 0, 2026-03-31, true",
        "2, 11, 2026-04-11, true",
        "2, 12, 2026-04-11, ?",
        "2, 12, 2026-04-12, false",
        "3, 30, 2026-06-30, true",
        "3, 45, 2026-06-30, false",
        "4, 30, 2026-06-29, ?",
        "4, 30, 2026-06-30, true",
        "5, 0, 2026-06-30, ?"
      })
  void a_payment_default_is_told_from_the_day_on_which_it_can_be(
      int n, int days, String asOf, Boolean defaulted) {
    assertThat(past(LOAN, asOf).paymentDefault(n, days)).isEqualTo(Optional.ofNullable(defaulted));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "?",
      value = {
        // April's period is 04-01 to 04-30, May's 05-01 to 05-31; the payment of June is in none.
        "1, 2026-06-29, 0",
        "2, 2026-06-29, 0.5",
        "3, 2026-06-29, 0.3333",
        "4, 2026-06-29, 0.5",
        "5, 2026-06-29, ?",
        "1, 2026-03-01, 1"
      })
  void paid_is_set_against_due_in_the_periods_that_have_ended(
      int periods, String asOf, Double ratio) {
    assertThat(past(LOAN, asOf).paidOfDue(periods).isPresent()).isEqualTo(ratio != null);
    past(LOAN, asOf)
        .paidOfDue(periods)
        .ifPresent(found -> assertThat(found).isCloseTo(ratio, within(0.0001)));
  }

  @Test
  void a_cure_is_sustained_when_its_probation_has_passed() {
    LoanPast past = past(LOAN, "2026-06-30");

    List<LateSpell> spells = past.spells();

    assertThat(spells).hasSize(2);
    LateSpell first = spells.get(0);
    assertThat(first.pastDueSince()).isEqualTo("2026-03-31");
    assertThat(first.lateFrom()).isEqualTo("2026-04-01");
    assertThat(first.curedOn()).contains(day("2026-04-12"));
    assertThat(first.lateAgainOn()).contains(day("2026-05-01"));
    assertThat(first.daysToCure()).contains(12);
    assertThat(first.worstCountedDays()).isEqualTo(11);
    assertThat(first.isSustained(Period.ofDays(19), past.asOf())).contains(true);
    assertThat(first.isSustained(Period.ofDays(20), past.asOf())).contains(false);
    assertThat(spells.get(1).isCured()).isFalse();
    assertThat(spells.get(1).isSustained(Period.ofMonths(3), past.asOf())).isEmpty();
    assertThat(past.defaultedAgain(first, 12, 1)).contains(true);
    assertThat(past.defaultedAgain(first, 13, 1)).contains(false);
    assertThat(past.defaultedAgain(first, 90, 6)).isEmpty();
    assertThat(past.defaultedAgain(spells.get(1), 1, 6)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-31, OUT, DELIVERED, '', 1",
    "2026-04-01, OUT, DELIVERED, '', 0",
    "2026-04-12, OUT, UNKNOWN, '', 0",
    "2026-04-13, OUT, DELIVERED, '', 1",
    "2026-04-05, OUT, FAILED, '', 1",
    "2026-04-05, OUT, REJECTED, '', 1",
    "2026-04-05, IN, REPLIED, '', 1",
    "2026-04-05, OUT, READ, greeting, 1"
  })
  void a_self_cure_is_one_without_a_contact_between(
      String on, Direction direction, Outcome outcome, String template, int cures) {
    ContactRecord contact =
        new ContactRecord(
            BorrowerId.of("B-1"),
            Optional.empty(),
            Instant.parse(on + "T12:00:00Z"),
            Channel.WHATSAPP,
            direction,
            outcome,
            template);

    SelfCure rule = new SelfCure(ZoneOffset.UTC, Set.of("greeting"));

    assertThat(rule.of(past(LOAN, "2026-06-30"), List.of(contact))).hasSize(cures);
  }

  @Test
  void a_day_behind_the_as_of_date_is_refused() {
    LoanPast past = past(LOAN, "2026-06-30");

    assertThatThrownBy(() -> past.on(day("2026-07-01")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the past of loan L-1 ends on 2026-06-30, asked for 2026-07-01");
    assertThatThrownBy(() -> past.history(YearMonth.of(2026, 7), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> past.paidOfDue(0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(LoanPast.of(Loans.parse(""), DelinquencyPolicy.standard(), day("2026-07-01")))
        .isEmpty();
  }

  /** Section 8.1: five kept, two paid 40, two nothing, one open. */
  @Test
  void promises_are_kept_by_count_and_by_amount() {
    List<PromiseToPay> promises = new ArrayList<>();
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      LocalDate made = day("2026-01-01").plusDays(10L * i);
      Loan loan = Loans.parse("");
      promises.add(PromiseToPay.of(loan.id(), made, made.plusDays(3), Loans.money("100")));
      if (i < 7) {
        payments.add(Payment.of("P" + i, made.plusDays(2), Loans.money(i < 5 ? "100" : "40")));
      }
    }

    PromiseRatios ratios = ratios(promises, payments, "2026-04-02");

    assertThat(ratios.count(State.KEPT)).isEqualTo(5);
    assertThat(ratios.count(State.PARTIALLY_KEPT)).isEqualTo(2);
    assertThat(ratios.count(State.BROKEN)).isEqualTo(2);
    assertThat(ratios.count(State.OPEN)).isEqualTo(1);
    assertThat(ratios.resolved()).isEqualTo(9);
    assertThat(ratios.keptShare()).contains(new BigDecimal("0.555556"));
    assertThat(ratios.paidShare()).contains(new BigDecimal("0.644444"));
    assertThat(ratios.toString()).doesNotContain("580");
  }

  /** The window ends on the 6th, the look-back on the 13th. */
  @ParameterizedTest
  @CsvSource({"2026-01-13, BROKEN, 0.000000", "2026-01-14, KEPT, 1.000000"})
  void a_payment_that_bounces_within_the_look_back_never_counted(
      String bounced, State state, BigDecimal share) {
    Payment paid = Payment.of("P", day("2026-01-03"), Loans.money("100"));
    PromiseToPay promise =
        PromiseToPay.of(
            Loans.parse("").id(), day("2026-01-01"), day("2026-01-04"), Loans.money("100"));

    PromiseRatios ratios =
        ratios(
            List.of(promise),
            List.of(paid, Payment.reversal("R", day(bounced), paid)),
            "2026-02-01");

    assertThat(ratios.states()).containsExactly(state);
    assertThat(ratios.paidShare()).contains(share);
  }

  private static PromiseRatios ratios(
      List<PromiseToPay> promises, List<Payment> payments, String asOf) {
    return PromiseRatios.of(promises, payments, Loans.MXN, day(asOf), PromiseTerms.standard());
  }
}
