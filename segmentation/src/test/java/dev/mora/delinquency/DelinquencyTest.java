package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Amounts;
import dev.mora.loan.Loan;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelinquencyTest {

  private static final LocalDate DAY = LocalDate.of(2024, 3, 15);
  private static final String LOAN = "due:2024-01-31=100+10+8+5 due:2024-03-15=100+10";

  private static Delinquency of(String loan) {
    return DelinquencyPolicy.standard().assess(Loans.parse(loan), DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "due:2024-01-31=100+10+8+5 due:2024-03-15=100+10, true",
    "due:2024-01-31=100+10+8+5 due:2024-03-15=100+10 pay:2024-03-16=9, true",
    "due:2024-01-31=100+10+8+5 due:2024-03-15=100+11, false",
    "due:2024-01-30=100+10+8+5 due:2024-03-15=100+10, false",
    "due:2024-01-31=100+10+5+8 due:2024-03-15=100+10, false",
    "due:2024-01-31=100+10+8+5 due:2024-03-16=100+10, false"
  })
  void two_are_equal_if_all_their_parts_are(String other, boolean equal) {
    assertThat(of(LOAN).equals(of(other))).isEqualTo(equal);
    assertThat(of(LOAN).hashCode() == of(other).hashCode()).isEqualTo(equal);
    assertThat(of(LOAN)).isNotEqualTo(LOAN);
  }

  @Test
  void amounts_are_told_component_by_component() {
    Delinquency d = of(LOAN);

    assertThat(d.arrears()).contains(amounts("100", "10", "8", "5"));
    assertThat(d.cureAmounts()).contains(amounts("200", "20", "8", "5"));
    assertThat(d.payoffAmounts()).contains(amounts("200", "20", "8", "5"));
    assertThat(d.cureAmount()).isEqualTo(Loans.money("233"));
  }

  private static Amounts amounts(String principal, String interest, String fees, String penalties) {
    return new Amounts(
        Loans.money(principal), Loans.money(interest), Loans.money(fees), Loans.money(penalties));
  }

  @Test
  void it_says_whose_figures_it_has_and_shows_no_amount() {
    Loan loan = Loans.parse(LOAN).toBuilder().product("group").build();
    DelinquencyPolicy policy = DelinquencyPolicy.standard();

    Delinquency ours = policy.assess(loan, DAY);
    Delinquency given = policy.given(loan, GivenFacts.of(9, Loans.money("123")), DAY);

    assertThat(ours.isGiven()).isFalse();
    assertThat(given.isGiven()).isTrue();
    assertThat(List.of(ours.product(), given.product())).containsOnly("group");
    assertThat(ours).hasToString("Delinquency(L-1, 2024-03-15, 44 days, counted 44, bucket MID)");
    assertThat(LoanPast.of(loan, policy, DAY).orElseThrow().on(DAY))
        .hasToString("Standing(L-1, 2024-03-15, 44 days, counted 44, bucket MID)");
  }

  @ParameterizedTest
  @CsvSource({"A B, A B", "'A,B', '\"A,B\"'", "'A\"B', '\"A\"\"B\"'", "' A', '\" A\"'", "Ñ, Ñ"})
  void a_field_is_quoted_where_it_would_be_read_otherwise(String id, String field) {
    StringBuilder out = new StringBuilder();
    Loan loan = Loan.of("L", id, "CLP").installment("2024-03-15", "120000");

    DelinquencyCsv.to(out).accept(DelinquencyPolicy.standard().assess(loan, DAY));

    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "L,"
                + field
                + ",ACTIVE,CLP,2024-03-15,0,0,,,0,0,120000,0,2024-03-15,120000,120000,120000,0,0,,");
  }
}
