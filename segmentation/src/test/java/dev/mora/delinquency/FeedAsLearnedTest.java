package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.delinquency.DelinquencyFeed.Step;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Pause;
import dev.mora.loan.Restructure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loan as its host has it day by day: a restructure is known from its own day on, not before. */
class FeedAsLearnedTest {

  private static final long SEED = 991_000L;

  /** Each step must say what a whole recomputation with today's knowledge says. */
  @Test
  void steps_over_a_restructure_tell_what_looking_back_over_it_tells() {
    int restructured = 0;
    int told = 0;
    for (int i = 0; i < Cases.of(1_200); i++) {
      RandomPasts random = new RandomPasts(SEED + 2 * i);
      DelinquencyPolicy policy = random.policy();
      DelinquencyFeed feed = DelinquencyFeed.of(policy, ZoneOffset.UTC);
      Loan whole = random.next(i);
      if (whole.restructures().isEmpty()
          || whole.restructures().stream().anyMatch(one -> one.replaced().isEmpty())) {
        continue;
      }
      restructured++;
      LocalDate start = RandomLoans.START.minusDays(5);
      Step step = feed.start(at(whole, start), start);
      List<Transition> steps = new ArrayList<>();
      LocalDate day = start;
      for (int n = 0; n < 25; n++) {
        day = day.plusDays(1 + random.random().nextInt(12));
        step = feed.next(step.mark(), at(whole, day), day);
        steps.addAll(step.transitions());
        assertThat(step.delinquency())
            .as("seed %s on %s", SEED + 2 * i, day)
            .isEqualTo(
                policy.assess(RandomPasts.completed(RandomPasts.known(whole, day), day), day));
      }

      told += steps.size();
      assertThat(steps).as("seed %s", SEED + 2 * i).isEqualTo(feed.between(whole, start, day));
    }
    assertThat(restructured).isGreaterThan(Cases.telling(100));
    assertThat(told).isGreaterThan(Cases.telling(200));
  }

  private static Loan at(Loan whole, LocalDate day) {
    return RandomPasts.completed(RandomPasts.known(learned(whole, day), day), day);
  }

  /** With the restructures up to a day, and the schedule that they left in force. */
  private static Loan learned(Loan whole, LocalDate day) {
    Loan.Builder b =
        Loan.builder(whole.id(), whole.borrower(), whole.currency())
            .product(whole.product())
            .status(whole.status());
    whole.disbursedOn().ifPresent(b::disbursedOn);
    List<Installment> schedule = whole.installments();
    for (Restructure one : whole.restructures()) {
      if (one.on().isAfter(day)) {
        schedule = one.replaced();
        break;
      }
      b.restructure(one);
    }
    schedule.forEach(b::installment);
    whole.payments().forEach(b::payment);
    for (Pause pause : whole.pauses()) {
      b.pause(pause);
    }
    return b.build();
  }
}
