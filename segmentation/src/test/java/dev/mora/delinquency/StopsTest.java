package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Pause;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of pauses of the domain reference, section 6, in both ways to count them. */
class StopsTest {

  private static DelinquencyPolicy policy(DelinquencyPolicy.Pauses pauses, int grace) {
    return DelinquencyPolicy.standard().toBuilder()
        .pauses(pauses)
        .grace(Grace.subtract(grace))
        .build();
  }

  @ParameterizedTest(name = "{0} {1} grace {2} on {3}")
  @CsvSource({
    // Frozen at the value of its first day, then the days behind its last.
    "freeze:2024-06-20..2024-07-10, OVERLAP_WITH_OVERDUE, 0, 2024-06-19, 9,  9",
    "freeze:2024-06-20..2024-07-10, OVERLAP_WITH_OVERDUE, 0, 2024-06-20, 10, 10",
    "freeze:2024-06-20..2024-07-10, OVERLAP_WITH_OVERDUE, 0, 2024-06-21, 11, 10",
    "freeze:2024-06-20..2024-07-10, OVERLAP_WITH_OVERDUE, 0, 2024-07-10, 30, 10",
    "freeze:2024-06-20..2024-07-10, OVERLAP_WITH_OVERDUE, 0, 2024-07-11, 31, 11",
    "freeze:2024-06-20..2024-07-10, WHOLE_PERIOD,         0, 2024-07-11, 31, 11",
    // Grace was used up before: 10 - 3, then one by one.
    "freeze:2024-06-20..2024-07-10, OVERLAP_WITH_OVERDUE, 3, 2024-07-11, 31, 8",
    // Frozen within the grace days: 0, then the days after, as the formula has it.
    "freeze:2024-06-12..2024-07-10, OVERLAP_WITH_OVERDUE, 5, 2024-07-10, 30, 0",
    "freeze:2024-06-12..2024-07-10, OVERLAP_WITH_OVERDUE, 5, 2024-07-13, 33, 3",
    // Begun before the debt fell due: 0, and never more than without a freeze.
    "freeze:2024-06-01..2024-06-15, OVERLAP_WITH_OVERDUE, 0, 2024-06-15, 5,  0",
    "freeze:2024-06-01..2024-06-15, OVERLAP_WITH_OVERDUE, 0, 2024-06-18, 8,  3",
    "freeze:2024-06-01..2024-06-15, WHOLE_PERIOD,         0, 2024-06-18, 8,  3",
    // Over before the debt fell due: nothing at all, in both ways.
    "freeze:2024-05-01..2024-06-10, OVERLAP_WITH_OVERDUE, 0, 2024-06-18, 8,  8",
    "freeze:2024-05-01..2024-06-10, WHOLE_PERIOD,         0, 2024-06-18, 8,  8",
    // Two that overlap are one, two apart are two.
    "freeze:2024-06-15..2024-06-25 freeze:2024-06-20..2024-06-30, OVERLAP_WITH_OVERDUE, 0,"
        + " 2024-07-05, 25, 10",
    "freeze:2024-06-15..2024-06-20 freeze:2024-06-20..2024-06-30, OVERLAP_WITH_OVERDUE, 0,"
        + " 2024-07-05, 25, 10",
    "freeze:2024-06-15..2024-06-20 freeze:2024-06-25..2024-06-30, OVERLAP_WITH_OVERDUE, 0,"
        + " 2024-07-05, 25, 15",
    // A pause behind a freeze takes its days off what came after.
    "freeze:2024-06-15..2024-06-20 pause:2024-06-25..2024-06-30,  OVERLAP_WITH_OVERDUE, 0,"
        + " 2024-07-05, 25, 15",
    "freeze:2024-06-15..2024-06-25 pause:2024-06-20..2024-06-30,  OVERLAP_WITH_OVERDUE, 0,"
        + " 2024-07-05, 25, 10",
    // A legal hold forbids contact; the count runs.
    "hold:2024-06-15..2024-06-25,   OVERLAP_WITH_OVERDUE, 0, 2024-07-05, 25, 25",
    "hold:2024-06-15..2024-06-25,   WHOLE_PERIOD,         0, 2024-07-05, 25, 25",
    // 20: touching and overlapping pauses count each day once.
    "pause:2024-06-11..2024-06-16 pause:2024-06-16..2024-06-26, OVERLAP_WITH_OVERDUE, 0,"
        + " 2024-07-20, 40, 25",
    "pause:2024-06-11..2024-06-20 pause:2024-06-15..2024-06-19, WHOLE_PERIOD,         0,"
        + " 2024-07-20, 40, 31",
  })
  void each_kind_stops_the_count_in_its_way(
      String pauses,
      DelinquencyPolicy.Pauses counting,
      int grace,
      LocalDate asOf,
      int days,
      int counted) {
    Delinquency d =
        policy(counting, grace).assess(Loans.parse("due:2024-06-10=100 " + pauses), asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.countedDays()).isEqualTo(counted);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money("100"));
  }

  @ParameterizedTest(name = "freeze up to {0}, on {1}")
  @CsvSource({
    "2024-06-09, 2024-06-10, 1",
    "2024-06-09, 2024-06-12, 3",
    "2024-06-10, 2024-06-10, 0",
    "2024-06-10, 2024-06-12, 2",
    "2024-06-11, 2024-06-12, 1",
  })
  void a_freeze_whose_last_day_is_the_due_date_holds_the_day_end_of_it_too(
      LocalDate last, LocalDate asOf, int counted) {
    DelinquencyPolicy inclusive =
        DelinquencyPolicy.standard().toBuilder()
            .count(DelinquencyPolicy.Count.INCLUSIVE_DAY_END)
            .build();

    Delinquency d =
        inclusive.assess(Loans.parse("due:2024-06-10=100 freeze:2024-06-01.." + last), asOf);

    assertThat(d.countedDays()).isEqualTo(counted);
  }

  @ParameterizedTest(name = "moratorium {0}: {1} late")
  @CsvSource({
    // Due on its first day is due on its last; due before it stays late.
    "2024-06-10..2024-07-10, 1, 100.00",
    "2024-06-11..2024-07-11, 2, 200.00",
  })
  void a_moratorium_moves_what_falls_due_from_its_first_day_on(
      String moratorium, int overdueInstallments, String overdue) {
    Delinquency d =
        DelinquencyPolicy.standard()
            .assess(
                Loans.parse(
                    "due:2024-05-10=100 due:2024-06-10=100 due:2024-07-10=100 moratorium:"
                        + moratorium),
                LocalDate.of(2024, 6, 11));

    assertThat(d.overdueInstallments()).hasValue(overdueInstallments);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.daysPastDue()).isEqualTo(32);
    assertThat(d.pastDueSince()).contains(LocalDate.of(2024, 5, 10));
  }

  @Test
  void a_moved_due_date_keeps_the_one_that_was_agreed() {
    String loan =
        "due:2024-05-10=100 due:2024-06-10=100 due:2024-07-10=100 pay:2024-05-10=100"
            + " moratorium:2024-06-01..2024-07-01";
    DelinquencyPolicy policy = DelinquencyPolicy.standard();

    Delinquency before = policy.assess(Loans.parse(loan), LocalDate.of(2024, 5, 31));
    Delinquency during = policy.assess(Loans.parse(loan), LocalDate.of(2024, 6, 20));
    Delinquency after = policy.assess(Loans.parse(loan), LocalDate.of(2024, 7, 15));

    // Nobody looks ahead: before it begins the old date stands.
    assertThat(before.nextDueOn()).contains(LocalDate.of(2024, 6, 10));
    assertThat(during.daysPastDue()).isZero();
    assertThat(during.nextDueOn()).contains(LocalDate.of(2024, 7, 10));
    assertThat(during.contractualNextDueOn()).contains(LocalDate.of(2024, 6, 10));
    assertThat(during.activePauses()).containsExactly(Pause.Kind.MORATORIUM);
    assertThat(after.daysPastDue()).isEqualTo(5);
    assertThat(after.pastDueSince()).contains(LocalDate.of(2024, 7, 10));
    assertThat(after.contractualPastDueSince()).contains(LocalDate.of(2024, 6, 10));
    assertThat(after.nextDueOn()).contains(LocalDate.of(2024, 8, 9));
    assertThat(after.activePauses()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: due 2024-06-10 becomes {1}")
  @CsvSource({
    "moratorium:2024-06-01..2024-06-11,                                  2024-06-20",
    "moratorium:2024-06-01..2024-06-11 moratorium:2024-06-11..2024-06-21, 2024-06-30",
    "moratorium:2024-06-01..2024-06-21 moratorium:2024-06-11..2024-06-26, 2024-07-05",
    "moratorium:2024-06-01..2024-06-11 moratorium:2024-06-20..2024-06-25, 2024-06-25",
    "moratorium:2024-06-01..2024-06-11 moratorium:2024-06-21..2024-06-25, 2024-06-20",
    "moratorium:2024-06-11..2024-06-21,                                  2024-06-10",
  })
  void several_moratoria_move_each_day_once(String moratoria, LocalDate due) {
    Delinquency d =
        DelinquencyPolicy.standard()
            .assess(Loans.parse("due:2024-06-10=100 " + moratoria), LocalDate.of(2024, 8, 1));

    assertThat(d.pastDueSince()).contains(due);
  }

  @Test
  void a_legal_hold_stops_the_count_where_the_policy_says_so() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .legalHolds(DelinquencyPolicy.LegalHolds.STOP)
            .build();

    Delinquency d =
        policy.assess(
            Loans.parse("due:2024-06-10=100 hold:2024-06-15..2024-06-25"),
            LocalDate.of(2024, 6, 25));

    assertThat(d.countedDays()).isEqualTo(5);
    assertThat(d.pausedDays()).isEqualTo(10);
    assertThat(d.activePauses()).containsExactly(Pause.Kind.LEGAL_HOLD);
  }

  @Test
  void each_installment_is_frozen_for_itself() {
    Delinquency d =
        DelinquencyPolicy.standard().toBuilder()
            .buckets(Buckets.of(Bucket.of("NEW", 1, 10), Bucket.from("OLD", 11)))
            .build()
            .assess(
                Loans.parse("due:2024-06-10=100 due:2024-06-25=50 freeze:2024-06-20..2024-07-20"),
                LocalDate.of(2024, 7, 23));

    // 10 + 3 and 0 + 3.
    assertThat(d.countedDays()).isEqualTo(13);
    assertThat(d.installmentBuckets())
        .containsEntry("OLD", Loans.money("100"))
        .containsEntry("NEW", Loans.money("50"));
  }
}
