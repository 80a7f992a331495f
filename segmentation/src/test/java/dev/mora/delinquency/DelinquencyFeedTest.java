package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.delinquency.DelinquencyFeed.Mark;
import dev.mora.delinquency.DelinquencyFeed.Step;
import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelinquencyFeedTest {

  private static final ZoneId MEXICO = ZoneId.of("America/Mexico_City");
  private static final DelinquencyFeed FEED =
      DelinquencyFeed.of(DelinquencyPolicy.standard(), MEXICO);

  private static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }

  private static Loan loan(String text) {
    return Loans.parse(text);
  }

  /** Kind, day, buckets and days. */
  private static List<String> told(List<Transition> transitions) {
    return transitions.stream()
        .map(
            one ->
                "%s %s %s(%d) %s(%d)%s"
                    .formatted(
                        one.getClass().getSimpleName(),
                        one.on(),
                        one.before().bucket(),
                        one.before().countedDays(),
                        one.after().bucket(),
                        one.after().countedDays(),
                        one.isRestated() ? " restated" : ""))
        .toList();
  }

  @Test
  void each_bucket_is_told_on_its_first_day() {
    Loan loan = loan("due:2026-01-31=100 pay:2026-05-15=100");

    List<Transition> all = FEED.between(loan, day("2026-01-31"), day("2026-06-01"));

    assertThat(told(all))
        .containsExactly(
            "BucketEntered 2026-02-01 (0) EARLY(1)",
            "BucketLeft 2026-03-03 EARLY(30) MID(31)",
            "BucketEntered 2026-03-03 EARLY(30) MID(31)",
            "RolledForward 2026-03-03 EARLY(30) MID(31)",
            "BucketLeft 2026-04-02 MID(60) LATE(61)",
            "BucketEntered 2026-04-02 MID(60) LATE(61)",
            "RolledForward 2026-04-02 MID(60) LATE(61)",
            "BucketLeft 2026-05-02 LATE(90) VERY_LATE(91)",
            "BucketEntered 2026-05-02 LATE(90) VERY_LATE(91)",
            "RolledForward 2026-05-02 LATE(90) VERY_LATE(91)",
            "BucketLeft 2026-05-15 VERY_LATE(103) (0)",
            "Cured 2026-05-15 VERY_LATE(103) (0)");
    assertThat(all.get(0).at()).isEqualTo("2026-02-02T06:00:00Z");
    assertThat(all.get(0).after().overdueAmount()).isEqualTo(Loans.money("100"));
    assertThat(all.get(0).toString()).doesNotContain("100");
  }

  /**
   * The anchor moves because old installments are paid: between two runs the loan goes from LATE
   * back to EARLY and on to MID. Kill Bill's scheduled checks lose such a state, since they look on
   * the day of the run only.
   */
  @Test
  void a_state_between_two_runs_is_told_though_the_anchor_moved() {
    Loan loan = loan("due:2026-01-31=100 due:2026-03-31=100 pay:2026-04-10=100");

    List<Transition> all = FEED.between(loan, day("2026-04-05"), day("2026-05-05"));

    assertThat(told(all))
        .containsExactly(
            "BucketLeft 2026-04-10 LATE(68) EARLY(10)",
            "BucketEntered 2026-04-10 LATE(68) EARLY(10)",
            "RolledBack 2026-04-10 LATE(68) EARLY(10)",
            "BucketLeft 2026-05-01 EARLY(30) MID(31)",
            "BucketEntered 2026-05-01 EARLY(30) MID(31)",
            "RolledForward 2026-05-01 EARLY(30) MID(31)");
  }

  @Test
  void a_cure_between_two_runs_is_told_though_the_loan_is_late_on_both() {
    Loan loan = loan("due:2026-01-31=100 due:2026-03-31=100 pay:2026-03-20=100");

    assertThat(told(FEED.between(loan, day("2026-03-15"), day("2026-04-15"))))
        .containsExactly(
            "BucketLeft 2026-03-20 MID(47) (0)",
            "Cured 2026-03-20 MID(47) (0)",
            "BucketEntered 2026-04-01 (0) EARLY(1)");
  }

  /** Edge case 5 of the domain reference: the lender knew it on the 20th and not before. */
  @Test
  void a_payment_that_was_booked_late_is_told_when_it_was_booked() {
    Loan loan = loan("due:2026-01-31=100 pay:2026-02-15=100@2026-02-20");

    assertThat(told(FEED.between(loan, day("2026-01-31"), day("2026-03-31"))))
        .containsExactly(
            "BucketEntered 2026-02-01 (0) EARLY(1)",
            "BucketLeft 2026-02-20 EARLY(19) (0) restated",
            "Cured 2026-02-20 EARLY(19) (0) restated");
  }

  @Test
  void a_reversal_brings_all_its_days_back_at_once() {
    Loan loan = loan("due:2026-01-31=100 pay:2026-01-31=100#P undo:2026-04-05=P");

    assertThat(told(FEED.between(loan, day("2026-01-31"), day("2026-04-30"))))
        .containsExactly("BucketEntered 2026-04-05 (0) LATE(64)");
  }

  @Test
  void days_between_two_buckets_are_in_none() {
    DelinquencyPolicy gaps =
        DelinquencyPolicy.builder()
            .buckets(Buckets.of(Bucket.of("A", 5, 10), Bucket.of("B", 21, 30)))
            .build();
    Loan loan = loan("due:2026-01-31=100 pay:2026-02-02=100 due:2026-02-10=100");

    List<Transition> all =
        DelinquencyFeed.of(gaps, MEXICO).between(loan, day("2026-01-31"), day("2026-03-31"));

    assertThat(told(all))
        .containsExactly(
            "Cured 2026-02-02 (1) (0)",
            "BucketEntered 2026-02-15 (4) A(5)",
            "BucketLeft 2026-02-21 A(10) (11)",
            "BucketEntered 2026-03-03 (20) B(21)",
            "BucketLeft 2026-03-13 B(30) (31)");
  }

  @Test
  void a_payment_is_one_step_and_the_same_day_may_be_told_again() {
    Loan loan = loan("due:2026-01-31=100");
    Step late = FEED.start(loan, day("2026-02-10"));

    Step paid =
        FEED.paid(
            late.mark(),
            loan,
            Payment.of("P-1", day("2026-02-10"), Loans.money("100")),
            day("2026-02-10"));

    assertThat(late.transitions()).isEmpty();
    assertThat(late.mark().quietUntil()).isEqualTo("2026-03-02");
    assertThat(told(paid.transitions()))
        .containsExactly(
            "BucketLeft 2026-02-10 EARLY(10) (0) restated",
            "Cured 2026-02-10 EARLY(10) (0) restated");
    assertThat(paid.delinquency().daysPastDue()).isZero();
    assertThat(paid.loan().payments()).hasSize(1);
    assertThat(FEED.next(paid.mark(), paid.loan(), day("2026-02-10")).transitions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2026-03-02, true", "2026-03-03, false"})
  void an_untouched_loan_need_not_be_asked_before_its_bucket_ends(String on, boolean quiet) {
    Mark mark = FEED.start(loan("due:2026-01-31=100"), day("2026-02-10")).mark();

    assertThat(mark.isQuietOn(day(on))).isEqualTo(quiet);
  }

  @Test
  void a_new_status_is_of_the_day_on_which_it_is_seen() {
    Loan loan = loan("due:2026-01-31=100");
    Mark mark = FEED.start(loan, day("2026-02-10")).mark();
    Loan writtenOff = loan.toBuilder().status(Loan.Status.WRITTEN_OFF).build();
    Loan closed = loan.toBuilder().status(Loan.Status.CLOSED).build();

    Step step = FEED.next(mark, writtenOff, day("2026-03-10"));

    assertThat(told(step.transitions()))
        .containsExactly(
            "BucketLeft 2026-03-03 EARLY(30) MID(31)",
            "BucketEntered 2026-03-03 EARLY(30) MID(31)",
            "RolledForward 2026-03-03 EARLY(30) MID(31)",
            "BucketLeft 2026-03-10 MID(37) WRITTEN_OFF(38)",
            "BucketEntered 2026-03-10 MID(37) WRITTEN_OFF(38)");
    assertThat(FEED.next(step.mark(), writtenOff, day("2026-06-10")).transitions()).isEmpty();
    assertThat(told(FEED.next(mark, closed, day("2026-02-20")).transitions()))
        .containsExactly("BucketLeft 2026-02-20 EARLY(19) (0)", "Cured 2026-02-20 EARLY(19) (0)");
  }

  @Test
  void a_new_status_of_the_day_that_was_told_corrects_it() {
    Loan loan = loan("due:2026-01-31=100");
    Mark mark = FEED.start(loan, day("2026-02-10")).mark();
    Loan writtenOff = loan.toBuilder().status(Loan.Status.WRITTEN_OFF).build();

    List<Transition> told = FEED.next(mark, writtenOff, day("2026-02-10")).transitions();

    assertThat(told(told))
        .containsExactly(
            "BucketLeft 2026-02-10 EARLY(10) WRITTEN_OFF(10) restated",
            "BucketEntered 2026-02-10 EARLY(10) WRITTEN_OFF(10) restated");
    assertThat(told).extracting(Transition::loan).containsOnly(loan.id());
    assertThat(told).extracting(Transition::borrower).containsOnly(loan.borrower());
  }

  @Test
  void what_was_told_is_corrected_before_a_new_status_is_told() {
    Loan loan = loan("due:2026-01-31=100");
    Mark mark = FEED.start(loan, day("2026-02-10")).mark();
    Loan changed = loan("due:2026-01-31=100 pay:2026-02-10=100 status:SOLD");

    assertThat(told(FEED.next(mark, changed, day("2026-03-10")).transitions()))
        .containsExactly(
            "BucketLeft 2026-02-10 EARLY(10) (0) restated",
            "Cured 2026-02-10 EARLY(10) (0) restated",
            "BucketEntered 2026-03-10 (0) SOLD(0)");
  }

  @Test
  void a_schedule_that_the_host_has_changed_corrects_what_was_told() {
    Mark mark = FEED.start(loan("due:2026-01-31=100"), day("2026-02-10")).mark();

    Step step = FEED.next(mark, loan("due:2026-02-28=100"), day("2026-03-05"));

    assertThat(told(step.transitions()))
        .containsExactly(
            "BucketLeft 2026-02-10 EARLY(10) (0) restated",
            "Cured 2026-02-10 EARLY(10) (0) restated",
            "BucketEntered 2026-03-01 (0) EARLY(1)");
  }

  @Test
  void a_mark_of_another_loan_or_a_later_day_is_refused() {
    Loan loan = loan("due:2026-01-31=100");
    Mark mark = FEED.start(loan, day("2026-02-10")).mark();

    assertThatThrownBy(() -> FEED.next(mark, loan, day("2026-02-09")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mark of loan L-1 on 2026-02-10 does not go before loan L-1 on 2026-02-09");
    assertThatThrownBy(() -> FEED.next(mark, Loan.of("L-2", "B-1", "MXN"), day("2026-02-10")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FEED.between(loan, day("2026-02-10"), day("2026-02-09")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mark(mark.told(), day("2026-02-09")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Loans that are quiet and untouched are not asked; yet nothing is missing at the end. */
  @Test
  void steps_tell_what_a_full_recomputation_tells() {
    int asked = 0;
    int quiet = 0;
    for (int i = 0; i < Cases.of(1_500); i++) {
      RandomPasts random = new RandomPasts(77_000 + i);
      DelinquencyPolicy policy = random.policy();
      DelinquencyFeed feed = DelinquencyFeed.of(policy, MEXICO);
      LocalDate start = RandomLoans.START.minusDays(5);
      Loan whole = random.next(i);
      Loan loan = at(whole, start);
      Step step = feed.start(loan, start);
      List<Transition> steps = new ArrayList<>();
      LocalDate day = start;
      for (int n = 0; n < 25; n++) {
        day = day.plusDays(1 + random.random().nextInt(12));
        Loan now = at(whole, day);
        boolean touched =
            now.payments().size() != loan.payments().size()
                || !now.installments().equals(loan.installments())
                || !now.restructures().equals(loan.restructures());
        String name = "seed %s on %s".formatted(77_000 + i, day);
        if (!touched && step.mark().isQuietOn(day)) {
          quiet++;
          assertThat(policy.assess(now, day).bucket())
              .as(name)
              .isEqualTo(step.mark().told().bucket());
          continue;
        }
        asked++;
        loan = now;
        step = feed.next(step.mark(), loan, day);
        steps.addAll(step.transitions());
        assertThat(step.delinquency()).as(name).isEqualTo(policy.assess(now, day));
        assertThat(step.mark().told().countedDays())
            .as(name)
            .isEqualTo(step.delinquency().countedDays());
        assertThat(step.mark().told().bucket()).as(name).isEqualTo(step.delinquency().bucket());
      }

      assertThat(steps)
          .as("seed %s", 77_000 + i)
          .isEqualTo(feed.between(whole, start, step.mark().told().asOf()));
    }
    assertThat(asked).isGreaterThan(Cases.telling(3_000));
    assertThat(quiet).isGreaterThan(Cases.telling(3_000));
  }

  /** What a host has of the loan on a day. */
  private static Loan at(Loan whole, LocalDate day) {
    return RandomPasts.completed(RandomPasts.known(whole, day), day);
  }

  @Test
  void many_loans_are_followed_in_one_call() {
    Loan one = loan("due:2026-01-31=100");
    Loan two = Loan.of("L-2", "B-2", "MXN").installment("2026-02-28", "50");
    Map<dev.mora.loan.LoanId, Mark> marks = new HashMap<>();
    marks.put(one.id(), FEED.start(one, day("2026-01-31")).mark());

    List<Step> steps = FEED.next(marks, List.of(one, two), day("2026-03-01"));

    assertThat(told(steps.get(0).transitions()))
        .containsExactly("BucketEntered 2026-02-01 (0) EARLY(1)");
    assertThat(steps.get(1).transitions()).isEmpty();
    assertThat(steps.get(1).mark().told().bucket()).isEqualTo("EARLY");
    assertThat(steps)
        .extracting(step -> step.delinquency().loan())
        .containsExactly(one.id(), two.id());
  }

  @Test
  void what_is_booked_later_is_not_seen_by_a_step() {
    Loan loan =
        loan("due:2026-01-31=100").toBuilder()
            .payment(
                new Payment(
                    PaymentId.of("P"),
                    day("2026-02-01"),
                    day("2026-02-20"),
                    Loans.money("100"),
                    Optional.empty()))
            .build();

    Step step = FEED.start(loan, day("2026-02-10"));

    assertThat(step.mark().told().bucket()).isEqualTo("EARLY");
    assertThat(step.delinquency().daysPastDue()).isEqualTo(10);
    assertThat(step.mark().quietUntil()).isEqualTo("2026-02-19");
  }
}
