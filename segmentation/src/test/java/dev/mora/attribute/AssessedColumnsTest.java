package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.delinquency.Assessments;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.delinquency.LoanBook;
import dev.mora.delinquency.LoanBookBuilder;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AssessedColumnsTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 21);
  private static final long SEED = 41;
  private static final List<Optional<Condition>> CONDITIONS =
      List.of(
          Optional.of(Attributes.COUNTED_DAYS.above(120)),
          Optional.of(Attributes.OVERDUE_AMOUNT.above(Money.parse("200.00 MXN"))),
          Optional.of(Attributes.OVERDUE_AMOUNT.above(Money.parse("90.00 GTQ"))),
          Optional.of(Attributes.PRODUCT.is("group")),
          Optional.of(Attributes.DAYS_TO_DUE.atMost(3)),
          Optional.of(Attributes.CREDIT_SCORE.isKnown()));

  @Test
  void assessments_answer_as_the_facts_of_each_loan_do() {
    Assessments assessments = DelinquencyPolicy.standard().assess(book(3_000), AS_OF);
    Set<Attribute<?>> wanted =
        Set.of(
            Attributes.COUNTED_DAYS,
            Attributes.OVERDUE_AMOUNT,
            Attributes.PRODUCT,
            Attributes.DAYS_TO_DUE,
            Attributes.CREDIT_SCORE);
    List<CaseFacts> cases = new ArrayList<>();
    for (int loan = 0; loan < assessments.size(); loan++) {
      cases.add(CaseFacts.of(assessments.delinquency(loan)));
    }

    CaseColumns columns = CaseColumns.of(Attributes.standard(), wanted, assessments);

    int[] found = new int[columns.size()];
    FirstTrue.of(CONDITIONS).find(columns, found);
    int[] expected = cases.stream().mapToInt(AssessedColumnsTest::firstTrue).toArray();
    assertThat(found).as("seed %d", SEED).isEqualTo(expected);
    assertThat(found).as("all but the score decide").contains(0, 1, 2, 3, 4, 6);
  }

  private static int firstTrue(CaseFacts facts) {
    for (int i = 0; i < CONDITIONS.size(); i++) {
      Condition when = CONDITIONS.get(i).orElseThrow();
      if (Check.of(when, Attributes.standard()).on(facts) == Truth.TRUE) {
        return i;
      }
    }
    return CONDITIONS.size();
  }

  private static LoanBook book(int loans) {
    SplittableRandom random = new SplittableRandom(SEED);
    LoanBookBuilder book = LoanBook.builder();
    int asOf = Math.toIntExact(AS_OF.toEpochDay());
    for (int i = 0; i < loans; i++) {
      Currency currency = Currency.getInstance(random.nextBoolean() ? "MXN" : "GTQ");
      book.loan("L" + i, "B" + i, random.nextBoolean() ? "solo" : "group", currency, status(i));
      int first = asOf - random.nextInt(200);
      for (int k = 1; k <= 6; k++) {
        book.installment(k, first + 30 * k, 50_00, 5_00, 0, 0);
      }
      for (int k = random.nextInt(5); k > 0; k--) {
        book.payment("P" + k, first + 30 * k, first + 30 * k, 55_00, "");
      }
    }
    return book.build();
  }

  private static Loan.Status status(int loan) {
    return loan % 17 == 0 ? Loan.Status.WRITTEN_OFF : Loan.Status.ACTIVE;
  }
}
