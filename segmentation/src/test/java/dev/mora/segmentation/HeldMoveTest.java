package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.language.Language;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nearest change of a case in a segment that holds: whether it would go at once. */
class HeldMoveTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  private static final int CASES = Draws.of(1_000);

  private static SegmentationPolicy policy(Hold hold) {
    return SegmentationPolicy.builder("p", "1")
        .rule("late", "LATE", Attributes.COUNTED_DAYS.above(30))
        .rule("early", "EARLY", Attributes.COUNTED_DAYS.above(0))
        .hold("LATE", hold)
        .otherwise("CURRENT")
        .build();
  }

  private static CaseFacts late(int days) {
    return CaseFacts.builder(Attributes.standard())
        .loan(LoanId.of("L-1"))
        .set(Attributes.COUNTED_DAYS, days)
        .set(Attributes.CURRENCY, "MXN")
        .set(Attributes.OVERDUE_AMOUNT, Money.of(days == 0 ? "0" : "100", "MXN"))
        .build();
  }

  private static SegmentationRun day(SegmentationPolicy policy, int day, SegmentMemory memory) {
    return SegmentationRun.of(policy, DelinquencyPolicy.standard(), DAY.plusDays(day))
        .memory(memory);
  }

  private static SegmentMemory after(SegmentationPolicy policy, int day, CaseFacts facts) {
    Holding holding = new Holding(policy, SegmentMemory.none(), DAY.plusDays(day));
    holding.place("L-1", facts, policy.segment(facts));
    return holding.memory();
  }

  private static String said(Explanation why, String segment) {
    return why.nearest(segment).orElseThrow().in(Language.EN);
  }

  @Test
  void a_change_that_lets_go_waits_for_no_hold() {
    SegmentationPolicy policy = policy(Hold.days(9));
    SegmentMemory memory = after(policy, 0, late(40));

    Explanation kept = day(policy, 2, memory).segment(late(5)).explanation();

    assertThat(kept.kept()).isPresent();
    assertThat(said(kept, "EARLY")).isEqualTo("when the hold ends it would go to EARLY");
    assertThat(said(kept, "CURRENT"))
        .isEqualTo("with 5 fewer days past due (up to 0) it would go to CURRENT");
  }

  @Test
  void a_cure_waits_where_the_hold_stays_on_it() {
    SegmentationPolicy policy = policy(Hold.days(9).evenIfCured());
    SegmentMemory memory = after(policy, 0, late(40));

    Explanation kept = day(policy, 2, memory).segment(late(5)).explanation();

    assertThat(said(kept, "CURRENT"))
        .isEqualTo(
            "with 5 fewer days past due (up to 0) when the hold ends it would go to CURRENT");
  }

  /** Each row: the day, the days late by then, and what is said of the way to EARLY. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 40 | with 10 fewer days past due (up to 30) when the hold ends it would go to EARLY",
        "2 | 42 | with 12 fewer days past due (up to 30) when the hold ends it would go to EARLY",
        "7 | 47 | with 17 fewer days past due (up to 30) when the hold ends it would go to EARLY",
        "8 | 48 | with 18 fewer days past due (up to 30) it would go to EARLY"
      })
  void a_case_that_the_rules_leave_there_would_be_held_too(int day, int days, String told) {
    SegmentationPolicy policy = policy(Hold.days(9));
    SegmentMemory memory = after(policy, 0, late(40));

    Explanation there = day(policy, day, memory).segment(late(days)).explanation();

    assertThat(there.kept()).isEmpty();
    assertThat(said(there, "EARLY")).isEqualTo(told);
    assertThat(said(there, "CURRENT"))
        .isEqualTo("with " + days + " fewer days past due (up to 0) it would go to CURRENT");
  }

  /** What is told is done, and the next run, a day later, sees it. */
  @ParameterizedTest
  @ValueSource(longs = {20261122L, 7L})
  void a_change_that_is_made_moves_a_case_just_as_it_was_told(long seed) {
    Random random = new Random(seed);
    int moved = 0;
    int held = 0;
    for (int c = 0; c < CASES; c++) {
      SegmentationPolicy policy = randomPolicy(random);
      SegmentMemory memory = SegmentMemory.none();
      CaseFacts facts = late(0);
      Placement before = policy.segment(facts);
      int days = 1 + random.nextInt(4);
      for (int day = 0; day < days; day++) {
        facts = late(random.nextInt(5));
        Holding holding = new Holding(policy, memory, DAY.plusDays(day));
        before = holding.place("L-1", facts, policy.segment(facts));
        memory = holding.memory();
      }
      for (String segment : List.of("A", "B", "REST")) {
        Optional<Move> told = before.explanation().nearest(segment);
        if (told.isEmpty() || told.get().changes().isEmpty()) {
          continue;
        }
        Move move = told.get();
        CaseFacts.Builder changed = facts.toBuilder();
        move.changes().forEach(one -> changed.setAny(one.attribute(), one.to()));

        Placement after = day(policy, days, memory).segment(changed.build());

        String about = "seed " + seed + ", case " + c + ", " + move + ": " + policy.toJson();
        assertThat(policy.segment(changed.build()).segment()).as(about).isEqualTo(segment);
        assertThat(after.segment())
            .as(about)
            .isEqualTo(move.held() ? before.segment() : move.segment());
        moved += move.held() ? 0 : 1;
        held += move.held() ? 1 : 0;
      }
    }
    assertThat(moved).isGreaterThan(CASES / 10);
    assertThat(held).isGreaterThan(CASES / 20);
  }

  private static SegmentationPolicy randomPolicy(Random random) {
    Condition small = Attributes.OVERDUE_AMOUNT.below(Money.of("50", "MXN"));
    SegmentationPolicy.Builder policy =
        SegmentationPolicy.builder("p", "1")
            .rule("a", "A", Attributes.COUNTED_DAYS.atLeast(1 + random.nextInt(4)))
            .rule(
                "b",
                "B",
                random.nextBoolean()
                    ? Attributes.COUNTED_DAYS.atLeast(random.nextInt(3))
                    : Condition.not(small))
            .otherwise("REST");
    for (String segment : List.of("A", "B", "REST")) {
      int days = random.nextInt(5);
      int runs = 1 + random.nextInt(3);
      if (days > 0 || runs > 1) {
        Optional<Condition> unless = random.nextBoolean() ? Optional.of(small) : Optional.empty();
        policy.hold(segment, new Hold(days, runs, unless, random.nextBoolean()));
      }
    }
    return policy.build();
  }
}
