package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lender's own figures on 15 March, seen through a policy. */
class GivenFiguresTest {

  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 15);
  private static final DelinquencyPolicy STANDARD = DelinquencyPolicy.standard();

  private static GivenFacts facts(int days, LocalDate nextOn, String nextAmount) {
    return new GivenFacts(
        days,
        Loans.money("100"),
        Loans.money("300"),
        Optional.of(nextOn),
        Optional.of(Loans.money(nextAmount)));
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, 0, ''",
    "ACTIVE, 1, EARLY",
    "WRITTEN_OFF, 0, WRITTEN_OFF",
    "WRITTEN_OFF, 40," + " WRITTEN_OFF",
    "SOLD, 40, SOLD"
  })
  void the_bucket_is_of_the_days_or_the_status(Loan.Status status, int days, String bucket) {
    Loan loan = Loans.parse("status:" + status);

    Delinquency d = STANDARD.given(loan, GivenFacts.of(days, Loans.money("100")), AS_OF);

    assertThat(d.bucket()).isEqualTo(bucket);
    assertThat(d.countedDays()).isEqualTo(days);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"2024-03-14, -, -", "2024-03-15, 0, 50.00", "2024-03-16, 1, 0.00"})
  void a_date_that_has_passed_is_no_next_due_date(LocalDate on, Integer daysToDue, String today) {
    Delinquency d = STANDARD.given(Loans.parse(""), facts(9, on, "50"), AS_OF);

    assertThat(d.nextDueOn().isPresent()).isEqualTo(daysToDue != null);
    assertThat(d.daysToDue())
        .isEqualTo(daysToDue == null ? OptionalInt.empty() : OptionalInt.of(daysToDue));
    assertThat(d.nextDueAmount().isPresent()).isEqualTo(daysToDue != null);
    assertThat(d.dueToday().map(money -> money.amount().toPlainString()))
        .isEqualTo(Optional.ofNullable(today));
  }

  @ParameterizedTest(name = "{0} days, {2} due on {1}: {3} and {4}")
  @CsvSource({
    "0, 2024-03-15, 50, 0, 1",
    "0, 2024-03-15, 0,  0, 0",
    "0, 2024-03-16, 50, 0, 0",
    "5, 2024-03-16, 50, 5, 6",
    "5, 2024-03-15, 50, 5, 6"
  })
  void the_day_end_count_has_what_is_due_today_in_it(
      int days, LocalDate nextOn, String amount, int exclusive, int inclusive) {
    DelinquencyPolicy dayEnd =
        STANDARD.toBuilder().count(DelinquencyPolicy.Count.INCLUSIVE_DAY_END).build();
    GivenFacts facts = facts(days, nextOn, amount);

    assertThat(STANDARD.given(Loans.parse(""), facts, AS_OF).countedDays()).isEqualTo(exclusive);
    assertThat(dayEnd.given(Loans.parse(""), facts, AS_OF).countedDays()).isEqualTo(inclusive);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // what the host knows of the restructure, days, since, capitalised
        "'', 2024-03-01, -, -, -",
        "=0, 2024-03-01, 0, -, -",
        "=44, 2024-03-01, 44, 2024-01-17, -",
        "=44/0, 2024-03-01, 44, 2024-01-17, 0.00",
        "=44/12.50, 2024-03-01, 44, 2024-01-17, 12.50"
      })
  void a_restructure_tells_what_the_host_knows_of_it(
      String known, LocalDate on, Integer days, LocalDate since, String capitalised) {
    Loan loan = Loans.parse("re:2024-03-01" + known);

    Restructured told =
        STANDARD.given(loan, GivenFacts.of(3, Loans.money("1")), AS_OF).restructured();

    assertThat(told.count()).isEqualTo(1);
    assertThat(told.on()).contains(on);
    assertThat(told.daysPastDue())
        .isEqualTo(days == null ? OptionalInt.empty() : OptionalInt.of(days));
    assertThat(told.originalPastDueSince()).isEqualTo(Optional.ofNullable(since));
    assertThat(told.capitalised().map(Money::amount).map(Object::toString))
        .isEqualTo(Optional.ofNullable(capitalised));
    assertThat(told).hasToString("Restructured(1, last 2024-03-01)");
  }

  @Test
  void a_restructure_has_a_day_and_no_restructure_has_none() {
    Optional<LocalDate> none = Optional.empty();
    OptionalInt days = OptionalInt.empty();

    assertThat(Restructured.NONE).hasToString("Restructured(0, last never)");
    assertThatThrownBy(() -> new Restructured(0, Optional.of(AS_OF), days, none, Optional.empty()))
        .hasMessageContaining("restructured 0 times");
    assertThatThrownBy(() -> new Restructured(1, none, days, none, Optional.empty()))
        .hasMessageContaining("restructured 1 times");
    assertThatThrownBy(() -> new Restructured(-1, none, days, none, Optional.empty()))
        .hasMessageContaining("restructured -1 times");
  }
}
