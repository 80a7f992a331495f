package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.delinquency.DelinquencyPolicy.Allocation;
import dev.mora.delinquency.DelinquencyPolicy.Reversals;
import dev.mora.loan.Component;
import dev.mora.loan.Loan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two installments of 100 and 10 of interest, and what is left of them. */
class LinesTest {

  private static final String LOAN = "due:2024-01-31=100+10 due:2024-02-29=100+10 ";
  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 15);

  private static Rules rules(UnaryOperator<DelinquencyPolicy.Builder> change) {
    return new Rules(
        change.apply(DelinquencyPolicy.standard().toBuilder()).build().terms(), Loans.MXN);
  }

  /** {@code month-day left/principal} for each line, then the credit if there is any. */
  private static String text(Lines lines) {
    StringJoiner text = new StringJoiner(", ");
    for (int i = 0; i < lines.size; i++) {
      text.add(
          LocalDate.ofEpochDay(lines.day[i]).toString().substring(5)
              + (lines.reversal[i] ? "! " : " ")
              + amount(lines.left[i])
              + "/"
              + amount(lines.leftPrincipal[i]));
    }
    return text + (lines.credit == 0 ? "" : " +" + amount(lines.credit));
  }

  private static String amount(long minorUnits) {
    return BigDecimal.valueOf(minorUnits, 2).stripTrailingZeros().toPlainString();
  }

  private static String filled(String events, Rules rules, LocalDate asOf) {
    Lines lines = new Lines();
    lines.fill(LoanBook.of(Loans.parse(LOAN + events)), 0, rules, Days.of(asOf));
    return text(lines);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BY_INSTALLMENT |                                       | 01-31 110/100, 02-29 110/100
          BY_INSTALLMENT | pay:2024-02-05=6                      | 01-31 104/100, 02-29 110/100
          BY_INSTALLMENT | pay:2024-02-05=60                     | 01-31 50/50, 02-29 110/100
          BY_INSTALLMENT | pay:2024-03-15=60                     | 01-31 50/50, 02-29 110/100
          BY_INSTALLMENT | pay:2024-03-16=60                     | 01-31 110/100, 02-29 110/100
          BY_INSTALLMENT | pay:2024-02-05=110                    | 01-31 0/0, 02-29 110/100
          BY_INSTALLMENT | pay:2024-03-10=115                    | 01-31 0/0, 02-29 105/100
          BY_INSTALLMENT | pay:2024-01-05=220                    | 01-31 0/0, 02-29 0/0
          BY_INSTALLMENT | pay:2024-01-05=230.50                 | 01-31 0/0, 02-29 0/0 +10.5
          BY_COMPONENT   | pay:2024-03-10=115                    | 01-31 5/5, 02-29 100/100
          BY_COMPONENT   | pay:2024-02-28=115                    | 01-31 0/0, 02-29 105/100
          BY_COMPONENT   | pay:2024-02-29=115                    | 01-31 5/5, 02-29 100/100
          BY_COMPONENT   | pay:2024-03-10=225                    | 01-31 0/0, 02-29 0/0 +5
          CURRENT_FIRST  | pay:2024-03-10=115                    | 01-31 105/100, 02-29 0/0
          CURRENT_FIRST  | pay:2024-02-28=115                    | 01-31 0/0, 02-29 105/100
          CURRENT_FIRST  | pay:2024-02-29=115                    | 01-31 105/100, 02-29 0/0
          CURRENT_FIRST  | pay:2024-01-30=5                      | 01-31 105/100, 02-29 110/100
          TARGETED       | pay:2024-02-05=60~2                   | 01-31 110/100, 02-29 50/50
          TARGETED       | pay:2024-02-05=60~1                   | 01-31 50/50, 02-29 110/100
          TARGETED       | pay:2024-02-05=60~2.PRINCIPAL         | 01-31 110/100, 02-29 50/40
          TARGETED       | pay:2024-02-05=115~2.PRINCIPAL        | 01-31 95/95, 02-29 10/0
          TARGETED       | pay:2024-02-05=60~9                   | 01-31 50/50, 02-29 110/100
          TARGETED       | pay:2024-02-05=60                     | 01-31 50/50, 02-29 110/100
          TARGETED       | pay:2024-02-05=60~2 pay:2024-02-06=60 | 01-31 50/50, 02-29 50/50
          """)
  void money_goes_where_the_allocation_says(Allocation allocation, String events, String left) {
    Rules rules = rules(b -> b.allocation(allocation));

    assertThat(filled(events == null ? "" : events, rules, AS_OF)).isEqualTo(left);
  }

  @ParameterizedTest(name = "{0} {1} on {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ORIGINAL_DUE_DATE | pay:2024-02-05=110 undo:2024-03-01=P1 | 2024-02-29 | 01-31 0/0, 02-29 110/100
          ORIGINAL_DUE_DATE | pay:2024-02-05=110 undo:2024-03-01=P1 | 2024-03-01 | 01-31 110/100, 02-29 110/100
          REVERSAL_DATE     | pay:2024-02-05=110 undo:2024-03-01=P1 | 2024-02-29 | 01-31 0/0, 02-29 110/100
          REVERSAL_DATE     | pay:2024-02-05=110 undo:2024-03-01=P1 | 2024-03-01 | 01-31 0/0, 02-29 110/100, 03-01! 110/100
          REVERSAL_DATE     | pay:2024-02-05=110 undo:2024-02-29=P1 | 2024-03-01 | 01-31 0/0, 02-29 110/100, 02-29! 110/100
          REVERSAL_DATE     | pay:2024-02-05=110 undo:2024-02-28=P1 | 2024-03-01 | 01-31 0/0, 02-28! 110/100, 02-29 110/100
          REVERSAL_DATE     | pay:2024-02-05=60 undo:2024-03-01=P1  | 2024-03-01 | 01-31 50/50, 02-29 110/100, 03-01! 60/50
          REVERSAL_DATE     | pay:2024-02-05=110 pay:2024-02-06=150 undo:2024-03-01=P1 | 2024-03-01 | 01-31 0/0, 02-29 0/0, 03-01! 70/70
          REVERSAL_DATE     | pay:2024-02-05=110 pay:2024-02-06=250 undo:2024-03-01=P1 | 2024-03-01 | 01-31 0/0, 02-29 0/0, 03-01! 0/0 +30
          REVERSAL_DATE     | pay:2024-02-05=220 pay:2024-02-06=30 undo:2024-03-01=P2  | 2024-03-01 | 01-31 0/0, 02-29 0/0, 03-01! 0/0
          ORIGINAL_DUE_DATE | pay:2024-02-05=110 undo:2024-03-01=P1 undo:2024-03-05=R2 | 2024-03-04 | 01-31 110/100, 02-29 110/100
          ORIGINAL_DUE_DATE | pay:2024-02-05=110 undo:2024-03-01=P1 undo:2024-03-05=R2 | 2024-03-05 | 01-31 0/0, 02-29 110/100
          REVERSAL_DATE     | pay:2024-02-05=110 undo:2024-03-01=P1 undo:2024-03-05=R2 | 2024-03-05 | 01-31 0/0, 02-29 0/0, 03-01! 110/100
          """)
  void a_reversed_payment_opens_what_it_had_paid_or_is_a_debt_of_its_own(
      Reversals reversals, String events, LocalDate asOf, String left) {
    assertThat(filled(events, rules(b -> b.reversals(reversals)), asOf)).isEqualTo(left);
  }

  @ParameterizedTest(name = "from {0}, seen {1}, known by {2}: {3}")
  @CsvSource({
    // Valued on 5 February, booked on the 20th, undone on 10 March.
    "2024-02-05, 2024-03-09, 2024-02-20, '01-31 50/50, 02-29 110/100'",
    "2024-02-06, 2024-03-09, 2024-02-20, '01-31 110/100, 02-29 110/100'",
    "2024-02-05, 2024-03-10, 2024-03-10, '01-31 110/100, 02-29 110/100'",
    "2024-02-05, 2024-03-10, 2024-03-09, '01-31 50/50, 02-29 110/100'",
    "2024-02-05, 2024-03-09, 2024-02-19, '01-31 110/100, 02-29 110/100'",
  })
  void money_counts_from_a_day_as_far_as_it_is_known(
      LocalDate from, LocalDate seen, LocalDate known, String left) {
    LoanBook book =
        LoanBook.of(
            Loans.parse(LOAN + "pay:2024-02-05=60@2024-02-20 undo:2024-03-10=P1@2024-03-10"));
    Lines lines = new Lines();

    lines.fill(
        book,
        0,
        rules(b -> b),
        Days.of(from),
        Days.of(LocalDate.of(2024, 3, 1)),
        Days.of(seen),
        Days.of(known));

    assertThat(text(lines)).isEqualTo(left);
  }

  @Test
  void dates_are_moved_and_agreed_ones_are_kept() {
    Lines lines = new Lines();

    lines.fill(
        LoanBook.of(Loans.parse(LOAN + "moratorium:2024-02-20..2024-03-01")),
        0,
        rules(b -> b),
        Days.of(AS_OF));

    assertThat(text(lines)).isEqualTo("01-31 110/100, 03-10 110/100");
    assertThat(LocalDate.ofEpochDay(lines.contractual[1])).isEqualTo("2024-02-29");
  }

  @Test
  void scratch_memory_that_was_larger_says_the_same_as_a_new_one() {
    Lines used = new Lines();
    used.detailed = true;
    Loan large = Loans.parse(LOAN.repeat(20) + "pay:2024-01-20=3000 undo:2024-01-25=P1");
    Rules rules = rules(b -> b.reversals(Reversals.REVERSAL_DATE));
    LoanBook small = LoanBook.of(Loans.parse(LOAN + "pay:2024-02-05=60 undo:2024-03-01=P1"));

    used.fill(LoanBook.of(large), 0, rules, Days.of(AS_OF));
    used.fill(small, 0, rules, Days.of(AS_OF));

    assertThat(text(used)).isEqualTo("01-31 50/50, 02-29 110/100, 03-01! 60/50");
    assertThat(used.leftOf(2, Component.INTEREST)).isEqualTo(10_00);
    assertThat(used.leftOf(0, Component.INTEREST)).isZero();
    assertThat(used.isInstallment(small, 0)).isTrue();
    assertThat(used.isInstallment(small, 2)).isFalse();
  }
}
