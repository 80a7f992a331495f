package dev.mora.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mora.delinquency.Assessments;
import dev.mora.delinquency.DelinquencyPolicy;
import org.junit.jupiter.api.Test;

class PrimitiveLatenessTest {

  @Test
  void the_loop_and_the_policy_find_the_same_days_and_arrears() {
    BookedLoans loans = BookedLoans.draw(5_000, BookedLoans.SEED);
    int[] days = new int[5_000];
    long[] overdue = new long[5_000];

    PrimitiveLateness.measure(loans, days, overdue);

    Assessments assessments = DelinquencyPolicy.standard().assess(loans.book(), loans.asOf());
    assertThatCode(() -> LatenessBenchmark.check(assessments, days, overdue))
        .doesNotThrowAnyException();
    assertThat(days).contains(0, 1, 90, 91);
  }
}
