package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.delinquency.SecondLoans.Draw;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecondDelinquencyTest {

  private static final int PAIRS = Cases.of(50_000);

  private static final Set<Draw> DRAWN = EnumSet.allOf(Draw.class);

  @ParameterizedTest
  @ValueSource(longs = {20_240_115L, 7_919L})
  void a_second_implementation_from_the_documents_alone_gives_the_same_lateness(long seed) {
    for (int i = 0; i < PAIRS; i++) {
      SecondLoans.Pair pair = new SecondLoans(new Random(seed + 1_000_003L * i), DRAWN).next();

      Delinquency told = pair.policy().assess(pair.loan(), pair.asOf());

      assertThat(SecondDelinquency.Answer.of(told))
          .as("seed %d, pair %d%n%s", seed, i, new Lazy(pair))
          .isEqualTo(
              SecondDelinquency.assess(pair.loan(), pair.meant(), pair.calendar(), pair.asOf()));
    }
  }

  /** Writes the pair only when a failure asks for it. */
  private record Lazy(SecondLoans.Pair pair) {

    @Override
    public String toString() {
      return pair.text();
    }
  }
}
