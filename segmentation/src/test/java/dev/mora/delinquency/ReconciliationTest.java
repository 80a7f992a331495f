package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.loan.Loan;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {

  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 15);
  private static final String LOAN =
      "due:2024-01-31=100+10 due:2024-02-29=100+10 due:2024-03-31=100+10 ";

  private static GivenFacts theirs(int days, String overdue, String outstanding) {
    return new GivenFacts(
        days, Loans.money(overdue), Loans.money(outstanding), Optional.empty(), Optional.empty());
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                               | 41 | 220.00 | 330.00 | GRACE           | 3
                                               | 45 | 220.00 | 330.00 | DAY_END         |
          pause:2024-02-05..2024-02-15         | 34 | 220.00 | 330.00 | PAUSE           | 10
          pay:2024-02-05=110 pay:2024-03-17=110| 0  | 0.00   | 110.00 | PAYMENT_AFTER   | 2024-03-17
          pay:2024-02-05=110@2024-03-16        | 44 | 220.00 | 330.00 | BOOKED_LATER    |
          pay:2024-02-05=110                   | 44 | 220.00 | 330.00 | PAYMENT_MISSING | 2024-02-05
          pay:2024-02-05=108                   | 15 | 110.00 | 222.00 | TOLERANCE       | 2.00 MXN
          pay:2024-02-05=110 undo:2024-03-01=P1| 15 | 110.00 | 220.00 | REVERSAL        | -
          pay:2024-03-10=115                   | 44 | 105.00 | 215.00 | ALLOCATION      | BY_COMPONENT
                                               | 46 | 220.00 | 330.00 | OTHER_DATE      | 2024-03-17
                                               | 44 | 220.00 | 300.00 | PRINCIPAL_ONLY  |
          """)
  void each_difference_has_the_reading_that_gives_the_cores_figure(
      String events, int days, String overdue, String outstanding, Cause.Kind kind, String detail) {
    Loan loan = Loans.parse(LOAN + (events == null ? "" : events));
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder().grace(Grace.subtract(3)).build();

    Reconciliation r = Reconciliation.of(policy, loan, theirs(days, overdue, outstanding), AS_OF);

    assertThat(r.agrees()).isFalse();
    assertThat(r.differences())
        .allSatisfy(
            d -> assertThat(d.cause()).contains(new Cause(kind, detail == null ? "" : detail)));
  }

  @Test
  void equal_figures_agree_and_a_next_date_that_is_not_given_is_not_compared() {
    Reconciliation r =
        Reconciliation.of(
            DelinquencyPolicy.standard(), Loans.parse(LOAN), theirs(44, "220", "330"), AS_OF);

    assertThat(r.agrees()).isTrue();
    assertThat(r.in("en")).isEqualTo("L-1: agrees");
  }

  @Test
  void the_oldest_open_date_as_the_next_one_is_recognised() {
    GivenFacts facts =
        new GivenFacts(
            44,
            Loans.money("220"),
            Loans.money("330"),
            Optional.of(LocalDate.of(2024, 1, 31)),
            Optional.of(Loans.money("110.00")));

    Reconciliation r =
        Reconciliation.of(DelinquencyPolicy.standard(), Loans.parse(LOAN), facts, AS_OF);

    assertThat(r.differences())
        .singleElement()
        .satisfies(
            d -> assertThat(d.cause().orElseThrow().kind()).isEqualTo(Cause.Kind.OLDEST_AS_NEXT));
  }

  @Test
  void the_words_come_in_three_languages_and_say_when_nothing_explains_it() {
    Reconciliation r =
        Reconciliation.of(
            DelinquencyPolicy.standard(), Loans.parse(LOAN), theirs(45, "123.45", "330"), AS_OF);

    assertThat(r.in("es-MX"))
        .contains("días de mora: nosotros 44, el core 45")
        .contains("causa probable: cuenta también el día del vencimiento")
        .contains("monto vencido: nosotros 220.00 MXN, el core 123.45 MXN")
        .contains("ninguna lectura conocida lo explica");
    assertThat(r.in("pt")).contains("dias de atraso").contains("causa provável");
    assertThat(r.in("en")).contains("days past due: ours 44, the core's 45").contains("probably");
    assertThatThrownBy(() -> r.in("fr")).isInstanceOf(IllegalArgumentException.class);
  }
}
