package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Loan;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two-part test of the domain reference, section 3.4. */
class MaterialityTest {

  private static final DelinquencyPolicy EU =
      DelinquencyPolicy.standard().toBuilder().materiality(Materiality.of("100", "1")).build();

  @ParameterizedTest(name = "{0} of {1} overdue: {2} days")
  @CsvSource({
    // The worked example: 120 of 5,000 is material, of 15,000 it is not, at 70 days all the same.
    "120.00, 4880.00,  70",
    "120.00, 14880.00, 0",
    // To reach a limit is not to exceed it.
    "100.00, 4900.00,  0",
    "100.01, 4900.00,  70",
    "120.00, 11880.00, 0",
    "120.01, 11880.00, 70",
  })
  void both_limits_must_be_exceeded(String overdue, String later, int materialDays) {
    Loan loan = Loans.parse("due:2024-01-10=" + overdue + " due:2025-01-10=" + later);

    Delinquency d = EU.assess(loan, LocalDate.of(2024, 3, 20));

    assertThat(d.daysPastDue()).isEqualTo(70);
    assertThat(d.countedDays()).isEqualTo(70);
    assertThat(d.materialDays()).hasValue(materialDays);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    // Days run from the day after the due date, like days past due.
    "'',                                        2024-01-10, 0",
    "'',                                        2024-01-11, 1",
    // The second installment makes it material: 60 + 60.
    "due:2024-01-10=60 due:2024-02-10=60,       2024-02-10, 0",
    "due:2024-01-10=60 due:2024-02-10=60,       2024-02-11, 1",
    "due:2024-01-10=60 due:2024-02-10=60,       2024-03-10, 29",
    // A payment to the limit sets it back, the next installment starts it anew.
    "due:2024-01-10=150 due:2024-03-10=60 pay:2024-02-01=50,   2024-01-31, 21",
    "due:2024-01-10=150 due:2024-03-10=60 pay:2024-02-01=50,   2024-02-01, 0",
    "due:2024-01-10=150 due:2024-03-10=60 pay:2024-02-01=50,   2024-03-11, 1",
    "due:2024-01-10=150 due:2024-03-10=60 pay:2024-02-01=49.99, 2024-03-11, 61",
    // A payment that bounced was never made: nothing was set back.
    "due:2024-01-10=150 pay:2024-02-01=150 undo:2024-02-05=P1, 2024-02-04, 0",
    "due:2024-01-10=150 pay:2024-02-01=150 undo:2024-02-05=P1, 2024-02-05, 26",
  })
  void the_days_are_consecutive(String loan, String asOf, int materialDays) {
    String text = loan.isEmpty() ? "due:2024-01-10=150" : loan;

    Delinquency d = EU.assess(Loans.parse(text), LocalDate.parse(asOf));

    assertThat(d.materialDays()).hasValue(materialDays);
  }

  @Test
  void the_counter_is_a_basis_of_its_own() {
    DelinquencyPolicy policy = EU.toBuilder().basis(Basis.COUNTER).build();
    Loan loan = Loans.parse("due:2024-01-10=60 due:2024-02-10=60");

    Delinquency d = policy.assess(loan, LocalDate.of(2024, 3, 10));

    assertThat(d.daysPastDue()).isEqualTo(60);
    assertThat(d.countedDays()).isEqualTo(29);
    assertThat(d.bucket()).isEqualTo("EARLY");
    assertThat(policy.assess(loan, LocalDate.of(2024, 2, 10)).countedDays()).isZero();
  }

  @Test
  void without_it_no_days_are_told() {
    Loan loan = Loans.parse("due:2024-01-10=150");
    LocalDate asOf = LocalDate.of(2024, 3, 10);

    assertThat(DelinquencyPolicy.standard().assess(loan, asOf).materialDays()).isEmpty();
    assertThat(EU.assess(loan.toBuilder().status(Loan.Status.CLOSED).build(), asOf).materialDays())
        .hasValue(0);
  }

  @Test
  void given_figures_tell_only_that_nothing_is_material() {
    LocalDate asOf = LocalDate.of(2024, 3, 10);

    assertThat(EU.given(Loans.parse(""), given("100.00"), asOf).materialDays()).hasValue(0);
    assertThat(EU.given(Loans.parse(""), given("100.01"), asOf).materialDays()).isEmpty();
  }

  private static GivenFacts given(String overdue) {
    return new GivenFacts(
        30, Loans.money(overdue), Loans.money("5000"), Optional.empty(), Optional.empty());
  }
}
