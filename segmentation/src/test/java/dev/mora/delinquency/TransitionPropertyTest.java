package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Loan;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for the transitions of any loan; each case is told by its seed. */
class TransitionPropertyTest {

  private static final long SEED = 20_261_123L;

  @Test
  void a_naive_walk_day_by_day_finds_the_same() {
    int found = 0;
    for (int i = 0; i < Cases.of(10_000); i++) {
      RandomPasts random = new RandomPasts(SEED + i);
      Loan loan = random.next(i);
      DelinquencyPolicy policy = random.policy();
      LocalDate from = random.asOf();
      LocalDate to = from.plusDays(random.random().nextInt(40));

      List<String> expected = new NaiveTransitions(loan, policy).between(from, to);

      found += expected.size();
      assertThat(NaiveTransitions.lines(feed(policy).between(loan, from, to)))
          .as("seed %s from %s to %s", SEED + i, from, to)
          .isEqualTo(expected);
    }
    assertThat(found).isGreaterThan(Cases.telling(4_000));
  }

  /** However a span of days is cut into runs, the same is told, and told again when asked again. */
  @Test
  void a_run_that_was_skipped_leaves_nothing_out() {
    for (int i = 0; i < Cases.of(2_000); i++) {
      RandomPasts random = new RandomPasts(SEED - i);
      Loan loan = random.next(i);
      DelinquencyFeed feed = feed(random.policy());
      LocalDate from = random.asOf();
      LocalDate to = from.plusDays(random.random().nextInt(90));
      List<Transition> parts = new ArrayList<>();
      for (LocalDate day = from; day.isBefore(to); ) {
        LocalDate next = day.plusDays(1 + random.random().nextInt(20));
        next = next.isAfter(to) ? to : next;
        parts.addAll(feed.between(loan, day, next));
        day = next;
      }

      assertThat(feed.between(loan, from, to)).as("seed %s", SEED - i).isEqualTo(parts);
    }
  }

  @Test
  void each_change_goes_on_where_the_one_before_ended() {
    for (int i = 0; i < Cases.of(2_000); i++) {
      RandomPasts random = new RandomPasts(SEED + i);
      Loan loan = random.next(i);
      LocalDate from = RandomLoans.START.minusDays(30);
      List<Transition> all = feed(random.policy()).between(loan, from, from.plusDays(260));

      for (int t = 1; t < all.size(); t++) {
        Transition before = all.get(t - 1);
        Transition next = all.get(t);
        assertThat(next.on()).as("seed %s", SEED + i).isAfterOrEqualTo(before.on());
        assertThat(next.before().bucket())
            .as("seed %s", SEED + i)
            .isEqualTo(
                next.change().equals(before.change())
                    ? before.before().bucket()
                    : before.after().bucket());
      }
    }
  }

  private static DelinquencyFeed feed(DelinquencyPolicy policy) {
    return DelinquencyFeed.of(policy, ZoneOffset.UTC);
  }
}
