package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mora.calendar.BusinessDays;
import dev.mora.delinquency.MonthlyDays.Sampling;
import dev.mora.history.ContactRecord;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Restructure;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past of a loan on both sides of each day on which something begins or ends. */
class LoanPastLimitsTest {

  private static final DelinquencyPolicy STANDARD = DelinquencyPolicy.standard();

  private static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }

  private static LoanPast past(Loan loan, String asOf) {
    return LoanPast.of(loan, STANDARD, day(asOf)).orElseThrow();
  }

  private static LoanPast past(String loan, String asOf) {
    return past(Loans.parse(loan), asOf);
  }

  /** Number, due date, day met and day replaced of each installment. */
  private static List<String> told(LoanPast past) {
    return past.installments().stream()
        .map(
            i ->
                i.number()
                    + " "
                    + i.dueOn()
                    + i.metOn().map(on -> " met " + on).orElse("")
                    + i.replacedOn().map(on -> " replaced " + on).orElse(""))
        .toList();
  }

  private static final String RESTRUCTURED =
      "was:2026-03-10/2026-01-31=100 was:2026-03-10/2026-02-28=100 was:2026-03-10/2026-03-10=100"
          + " due:2026-04-10=150 due:2026-05-10=150 re:2026-03-10"
          + " pay:2026-02-03=100 pay:2026-04-05=150";

  @Test
  void each_schedule_has_the_payments_of_its_own_time() {
    LoanPast past = past(RESTRUCTURED, "2026-04-30");

    // What was due on the day of the restructure never fell due.
    assertThat(told(past))
        .containsExactly(
            "1 2026-01-31 met 2026-02-03",
            "2 2026-02-28 replaced 2026-03-10",
            "1 2026-04-10 met 2026-04-05",
            "2 2026-05-10");
    assertThat(past.restructures()).isEqualTo(1);
    assertThat(past.isWhole()).isTrue();
    assertThat(past.daysPastDue(day("2026-03-09"))).isEqualTo(9);
    assertThat(past.daysPastDue(day("2026-03-10"))).isZero();
    assertThat(past.paymentDefault(1, 2)).contains(true);
    assertThat(past.paymentDefault(1, 3)).contains(false);
    assertThat(past).hasToString("LoanPast(L-1 to 2026-04-30)");
  }

  @Test
  void before_its_restructure_a_loan_has_the_old_schedule_alone() {
    LoanPast past = past(RESTRUCTURED, "2026-03-09");

    assertThat(told(past))
        .containsExactly("1 2026-01-31 met 2026-02-03", "2 2026-02-28", "3 2026-03-10");
    assertThat(past.restructures()).isZero();
    assertThat(past.isWhole()).isTrue();
  }

  @Test
  void on_the_day_of_its_restructure_the_new_schedule_is_in_force() {
    LoanPast past = past(RESTRUCTURED, "2026-03-10");

    assertThat(told(past))
        .containsExactly(
            "1 2026-01-31 met 2026-02-03",
            "2 2026-02-28 replaced 2026-03-10",
            "1 2026-04-10",
            "2 2026-05-10");
    assertThat(past.restructures()).isEqualTo(1);
  }

  @Test
  void two_restructures_end_two_schedules() {
    LoanPast past =
        past(
            "was:2026-03-10/2026-01-31=100 was:2026-04-10/2026-03-31=110 due:2026-05-31=120"
                + " pay:2026-06-05=120",
            "2026-06-30");

    assertThat(told(past))
        .containsExactly(
            "1 2026-01-31 replaced 2026-03-10",
            "1 2026-03-31 replaced 2026-04-10",
            "1 2026-05-31 met 2026-06-05");
    assertThat(past.history(YearMonth.of(2026, 6), 7)).hasToString("X01RR0C");
  }

  @Test
  void a_schedule_that_is_lost_leaves_months_without_data() {
    LoanPast past = past("re:2026-03-10=40 due:2026-04-10=100", "2026-05-31");

    assertThat(past.isWhole()).isFalse();
    assertThat(past.paymentDefault(1, 0)).isEmpty();
    assertThat(past.history(YearMonth.of(2026, 5), 5)).hasToString("XXR12");
    assertThat(told(past)).containsExactly("1 2026-04-10");
  }

  @Test
  void a_schedule_whose_payments_have_no_day_cannot_be_told() {
    Installment old = Loans.parse("due:2026-01-31=100").installments().get(0);
    Loan undated =
        Loans.parse("due:2026-04-10=100").toBuilder()
            .restructure(Restructure.of(day("2026-03-10"), List.of(paid(old, old, null))))
            .build();

    assertThat(LoanPast.of(undated, STANDARD, day("2026-05-31"))).isEmpty();
  }

  private static Installment paid(Installment of, Installment amounts, String completedOn) {
    return new Installment(
        of.number(),
        of.dueOn(),
        of.due(),
        Optional.of(amounts.due()),
        Optional.ofNullable(completedOn).map(LocalDate::parse));
  }

  @Test
  void an_installment_with_amounts_paid_to_date_is_met_on_its_completion_by_the_day() {
    List<Installment> due =
        Loans.parse("due:2026-01-31=100 due:2026-02-28=100 due:2026-03-31=0 due:2026-04-30=60")
            .installments();
    Loan loan =
        Loans.parse("").toBuilder()
            .installment(paid(due.get(0), due.get(0), "2026-02-05"))
            .installment(paid(due.get(1), due.get(3), null))
            .installment(paid(due.get(2), due.get(2), null))
            .installment(paid(due.get(3), due.get(3), "2026-05-02"))
            .build();

    assertThat(told(past(loan, "2026-05-02")))
        .containsExactly(
            "1 2026-01-31 met 2026-02-05", "2 2026-02-28", "4 2026-04-30 met 2026-05-02");
    assertThat(told(past(loan, "2026-05-01")))
        .containsExactly("1 2026-01-31 met 2026-02-05", "2 2026-02-28", "4 2026-04-30");
    assertThat(past(loan, "2026-05-02").paidOfDue(1)).isEmpty();
  }

  @Test
  void a_schedule_of_nothing_is_not_told() {
    assertThat(LoanPast.of(Loans.parse("due:2026-01-31=0"), STANDARD, day("2026-03-31"))).isEmpty();
    assertThat(
            PortfolioPast.of(
                    LoanBook.of(Loans.parse("due:2026-01-31=0")), STANDARD, day("2026-03-31"))
                .on(day("2026-02-28"))
                .leftOut())
        .hasSize(1);
  }

  @Test
  void a_reader_goes_from_loan_to_loan_of_any_product_and_currency() {
    DelinquencyPolicy policy =
        STANDARD.toBuilder()
            .tolerance(Tolerance.ofInstallment("1.00"))
            .product("strict", b -> b.tolerance(Tolerance.NONE))
            .build();
    List<Loan> loans = new ArrayList<>();
    for (String product : List.of("mild", "strict")) {
      for (String unit : List.of("MXN", "CLP", "USD")) {
        Loan one = Loan.of(product + unit, "B", unit).installment("2026-05-01", "1");
        loans.add(one.toBuilder().product(product).build());
      }
    }
    loans.add(Loans.parse(RESTRUCTURED).toBuilder().product("strict").build());
    PastReader reader = PastReader.of(LoanBook.of(loans), policy, day("2026-05-11"));

    List<Integer> days = new ArrayList<>();
    for (int i = 0; i < loans.size(); i++) {
      LoanPast past = reader.past(i).orElseThrow();
      days.add(past.daysPastDue(day("2026-05-11")));
      assertThat(past.spells()).hasSize(List.of(0, 0, 0, 1, 1, 1, 3).get(i));
    }

    assertThat(days).containsExactly(0, 0, 0, 10, 10, 10, 1);
  }

  @Test
  void due_dates_of_each_schedule_move_off_its_closed_days() {
    DelinquencyPolicy following =
        STANDARD.toBuilder().businessDays(BusinessDays.Convention.FOLLOWING).build();
    // 31 January and 28 February 2026 are Saturdays, 10 May is a Sunday.
    LoanPast past =
        LoanPast.of(Loans.parse(RESTRUCTURED), following, day("2026-05-31")).orElseThrow();

    assertThat(told(past))
        .containsExactly(
            "1 2026-02-02 met 2026-02-03",
            "2 2026-03-02 replaced 2026-03-10",
            "1 2026-04-10 met 2026-04-05",
            "2 2026-05-11");
  }

  @Test
  void days_before_1970_are_days_like_others() {
    LoanPast past = past("from:1965-01-10 due:1965-01-31=100 pay:1965-03-03=100", "1965-03-31");

    assertThat(past.history(YearMonth.of(1965, 3), 4)).hasToString("X01C");
    assertThat(past.daysPastDue(day("1965-02-28"))).isEqualTo(28);
    assertThat(past.daysPastDue(day("1965-01-01"))).isZero();
  }

  @ParameterizedTest(name = "{0} marks {1}")
  @CsvSource({
    // Late since 1 February; the restructure opens and ends a month, pauses touch a month end.
    "was:2026-03-01/2026-01-31=100 due:2026-05-31=9, X01R0",
    "was:2026-03-31/2026-01-31=100 due:2026-05-31=9, X01R0",
    "was:2026-04-01/2026-01-31=100 due:2026-05-31=9, X012R",
    "due:2026-01-31=100 pause:2026-02-28..2026-03-01, X0P23",
    "due:2026-01-31=100 pause:2026-03-01..2026-03-30, X0123",
    "due:2026-01-31=100 pause:2026-03-01..2026-03-31, X01P3",
    "due:2026-01-31=100 pause:2026-03-31..2026-04-05, X01P3",
    "due:2026-01-31=100 pause:2026-04-01..2026-04-05, X0123",
    "due:2026-01-31=100 pause:2026-02-10..2026-02-12 pause:2026-03-30..2026-04-02, X01P3",
    "due:2026-01-31=100 status:CLOSED, X012C",
    "due:2026-01-31=100 status:SOLD, X012W"
  })
  void a_letter_stands_in_its_month(String loan, String history) {
    assertThat(past(loan, "2026-04-30").history(YearMonth.of(2026, 4), 5)).hasToString(history);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "?",
      value = {
        "1, 2026-03-30, 0",
        "1, 2026-03-31, 1",
        "2, 2026-03-31, 0.5",
        "1, 2026-04-29, 1",
        "1, 2026-04-30, 1",
        "3, 2026-04-29, ?",
        "3, 2026-04-30, 0.6667"
      })
  void a_period_has_the_payments_behind_one_due_date_up_to_the_next(
      int periods, String asOf, Double ratio) {
    LoanPast past =
        past(
            "due:2026-02-28=100 due:2026-03-31=100 due:2026-04-30=100"
                + " pay:2026-03-31=100 pay:2026-04-30=100",
            asOf);

    assertThat(past.paidOfDue(periods).isPresent()).isEqualTo(ratio != null);
    past.paidOfDue(periods).ifPresent(found -> assertThat(found).isCloseTo(ratio, within(0.0001)));
  }

  @ParameterizedTest
  @CsvSource({"2026-02-28, 0, 0", "2026-03-01, 1, 1", "2026-03-31, 1, 31", "2026-04-01, 2, 16.5"})
  void lateness_is_of_what_was_due_before_the_day(String asOf, int installments, double mean) {
    Optional<Lateness> lateness = past("due:2026-02-28=100 due:2026-03-31=100", asOf).lateness();

    assertThat(lateness.map(Lateness::installments).orElse(0)).isEqualTo(installments);
    assertThat(lateness.map(Lateness::meanDays).orElse(0.0)).isEqualTo(mean);
  }

  @ParameterizedTest(name = "late again since {0}, seen on {1}")
  @CsvSource(
      nullValues = "?",
      value = {
        // Cured on 12 April, so a month ends on 12 May.
        "2026-05-11, 2026-05-11, ?",
        "2026-05-11, 2026-05-12, true",
        "2026-05-12, 2026-05-11, ?",
        "2026-05-12, 2026-05-12, false",
        "2026-05-12, 2026-05-13, false"
      })
  void a_default_again_is_told_from_the_end_of_its_months_on(
      String due, String asOf, Boolean again) {
    LoanPast past = past("due:2026-03-31=100 pay:2026-04-12=100 due:" + due + "=100", asOf);

    assertThat(past.defaultedAgain(past.spells().get(0), 1, 1))
        .isEqualTo(Optional.ofNullable(again));
  }

  @Test
  void months_of_days_know_their_end_and_count_from_the_limit_on() {
    MonthlyDays days = MonthlyDays.of(YearMonth.of(2026, 5), 30, 29, 31);

    assertThat(days.last()).isEqualTo(YearMonth.of(2026, 5));
    assertThat(days.months()).isEqualTo(3);
    assertThat(days.times(30, 3)).isEqualTo(2);
    assertThat(days.episodes(30, 3)).isEqualTo(2);
    assertThat(days.worst(1)).isEqualTo(31);
    assertThat(days).hasToString("MonthlyDays([30, 29, 31] to 2026-05)");
    assertThat(days)
        .isEqualTo(MonthlyDays.of(YearMonth.of(2026, 5), 30, 29, 31))
        .hasSameHashCodeAs(MonthlyDays.of(YearMonth.of(2026, 5), 30, 29, 31))
        .isNotEqualTo(MonthlyDays.of(YearMonth.of(2026, 6), 30, 29, 31))
        .isNotEqualTo(MonthlyDays.of(YearMonth.of(2026, 5), 30, 29, 32));
    assertThat(days.hashCode()).isNotEqualTo(MonthlyDays.of(YearMonth.of(2026, 6)).hashCode());
    assertThatThrownBy(() -> MonthlyDays.of(YearMonth.of(2026, 5), 0, -1))
        .hasMessageContaining("negative: -1");
    assertThat(past("due:2026-03-31=100", "2026-05-10").monthly(1, Sampling.MONTH_END).last())
        .isEqualTo(YearMonth.of(2026, 4));
  }

  @Test
  void a_history_without_months_has_no_data() {
    PaymentHistory one = new PaymentHistory("0");

    assertThat(one.current()).isEqualTo('0');
    assertThat(one.previous()).isEqualTo('X');
    assertThat(new PaymentHistory("").current()).isEqualTo('X');
  }

  @Test
  void an_installment_is_open_until_it_is_met_or_replaced() {
    List<InstallmentPast> all = past(RESTRUCTURED, "2026-05-20").installments();

    assertThat(all).extracting(InstallmentPast::isOpen).containsExactly(false, false, false, true);
    assertThat(all)
        .extracting(one -> one.lateness(day("2026-05-20")))
        .containsExactly(3, 10, 0, 10);
    assertThat(all.get(3)).hasToString("InstallmentPast(2, due 2026-05-10)");
  }

  @Test
  void a_schedule_may_have_many_installments() {
    StringBuilder text = new StringBuilder("from:2026-01-01");
    for (int week = 0; week < 40; week++) {
      text.append(" due:").append(day("2026-01-05").plusWeeks(week)).append("=10");
    }

    LoanPast past = past(text + " pay:2026-01-04=165", "2026-12-31");

    assertThat(past.installments()).hasSize(40);
    assertThat(past.installment(15).metOn()).contains(day("2026-01-04"));
    assertThat(past.installment(16).metOn()).isEmpty();
    assertThat(past.installment(39).dueOn()).isEqualTo(day("2026-10-05"));
    assertThat(past.worstLatenessAfter(day("2026-12-01"))).isEqualTo(248);
  }

  @Test
  void every_contact_disturbs_a_self_cure_unless_it_is_named_harmless() {
    LoanPast past = past("due:2026-03-31=100 pay:2026-04-12=100", "2026-05-10");
    ContactRecord contact =
        new ContactRecord(
            BorrowerId.of("B-1"),
            Optional.of(past.loan()),
            Instant.parse("2026-04-05T12:00:00Z"),
            Channel.SMS,
            ContactRecord.Direction.OUT,
            ContactRecord.Outcome.DELIVERED,
            "greeting");

    assertThat(SelfCure.in(ZoneOffset.UTC).of(past, List.of(contact))).isEmpty();
    assertThat(SelfCure.in(ZoneOffset.UTC).of(past, List.of())).hasSize(1);
    assertThat(new SelfCure(ZoneOffset.UTC, Set.of("greeting")).of(past, List.of(contact)))
        .hasSize(1);
  }
}
