package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.delinquency.MonthlyDays.Sampling;
import dev.mora.loan.Loan;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for the past of any loan; each case is told by its seed. */
class LoanPastPropertyTest {

  private static final long SEED = 20_261_122L;
  private static final int LOANS = Cases.of(1_500);

  /** An active loan as it is known, on an earlier day; completion dates tell what was paid. */
  private static Loan then(Loan loan, LocalDate day, LocalDate asOf) {
    Loan known = RandomPasts.known(loan, asOf);
    return RandomPasts.completed(known, day, day.equals(asOf));
  }

  @Test
  void every_day_is_as_an_assessment_of_what_is_known_says() {
    int told = 0;
    for (int i = 0; i < LOANS; i++) {
      RandomPasts random = new RandomPasts(SEED + i);
      Loan loan = random.next(i);
      DelinquencyPolicy policy = random.policy();
      LocalDate asOf = random.asOf();
      Optional<LoanPast> past = LoanPast.of(loan, policy, asOf);
      if (past.isEmpty()) {
        continue;
      }
      told++;
      for (LocalDate day = asOf; day.isAfter(asOf.minusDays(200)); ) {
        Delinquency d = policy.assess(then(loan, day, asOf), day);
        Standing standing = past.get().on(day);

        assertThat(
                List.of(
                    standing.daysPastDue(),
                    standing.countedDays(),
                    standing.bucket(),
                    standing.status(),
                    standing.overdueAmount(),
                    standing.outstanding(),
                    standing.outstandingPrincipal()))
            .as("seed %s on %s as of %s", SEED + i, day, asOf)
            .isEqualTo(
                List.of(
                    d.daysPastDue(),
                    d.countedDays(),
                    d.bucket(),
                    d.status(),
                    d.overdueAmount(),
                    d.outstanding(),
                    d.outstandingPrincipal().orElseThrow()));
        assertThat(past.get().daysPastDue(day)).isEqualTo(d.daysPastDue());
        assertThat(past.get().countedDays(day)).isEqualTo(d.countedDays());
        day = day.minusDays(1 + random.random().nextInt(9));
      }
    }
    assertThat(told).isGreaterThan(Cases.telling(LOANS / 2));
  }

  /** Met since the first payment day from which on at least k were met, one day after the other. */
  @Test
  void an_installment_is_met_since_the_day_from_which_on_so_many_were_met() {
    for (int i = 0; i < LOANS; i++) {
      RandomPasts random = new RandomPasts(SEED + i);
      Loan loan = random.next(i);
      DelinquencyPolicy policy = random.policy();
      LocalDate asOf = random.asOf();
      Optional<LoanPast> past = LoanPast.of(loan, policy, asOf);
      boolean plain =
          loan.restructures().isEmpty()
              && loan.installments().stream().allMatch(one -> one.paid().isEmpty());
      if (past.isEmpty() || !plain) {
        continue;
      }
      Loan known = RandomPasts.known(loan, asOf);
      List<LocalDate> days =
          known.payments().stream()
              .map(Payment::paidOn)
              .filter(day -> !day.isAfter(asOf))
              .distinct()
              .sorted()
              .toList();
      List<InstallmentPast> installments = past.get().installments();
      for (int k = 0; k < installments.size(); k++) {
        Optional<LocalDate> met = Optional.empty();
        for (int d = days.size() - 1; d >= 0; d--) {
          if (policy.assess(known, days.get(d)).installmentsPaid().orElseThrow() <= k) {
            break;
          }
          met = Optional.of(days.get(d));
        }

        assertThat(installments.get(k).metOn())
            .as("seed %s, installment %s, as of %s", SEED + i, k, asOf)
            .isEqualTo(met);
      }
    }
  }

  @Test
  void what_is_known_later_changes_no_feature() {
    for (int i = 0; i < LOANS; i++) {
      RandomPasts random = new RandomPasts(SEED + i);
      Loan loan = random.next(i);
      DelinquencyPolicy policy = random.policy();
      LocalDate asOf = random.asOf();
      Loan.Builder more = loan.toBuilder();
      for (int n = 1 + random.random().nextInt(3); n > 0; n--) {
        more.payment(random.later(loan, asOf, n));
      }

      assertThat(features(more.build(), policy, asOf))
          .as("seed %s as of %s", SEED + i, asOf)
          .isEqualTo(features(loan, policy, asOf));
    }
  }

  private static List<Object> features(Loan loan, DelinquencyPolicy policy, LocalDate asOf) {
    List<Object> all = new ArrayList<>();
    LoanPast.of(loan, policy, asOf)
        .ifPresent(
            past -> {
              for (int back = 0; back < 90; back++) {
                all.add(past.on(asOf.minusDays(back)));
              }
              all.add(past.installments());
              all.add(past.history(YearMonth.from(asOf), 15));
              all.add(past.monthly(12, Sampling.MONTH_END));
              all.add(past.monthly(12, Sampling.WORST_OF_MONTH));
              all.add(past.lateness());
              all.add(past.worstLatenessAfter(asOf.minusMonths(6)));
              all.add(past.spells());
              all.add(past.restructures());
              for (int n = 1; n <= 3; n++) {
                all.add(past.paymentDefault(n, 7));
                all.add(past.paidOfDue(n));
              }
              past.spells()
                  .forEach(
                      spell -> {
                        all.add(past.defaultedAgain(spell, 5, 2));
                        all.add(spell.isSustained(Period.ofMonths(3), asOf));
                      });
            });
    return all;
  }

  @Test
  void spells_are_the_runs_of_days_with_a_count() {
    for (int i = 0; i < LOANS; i++) {
      RandomPasts random = new RandomPasts(SEED + i);
      Loan loan = random.next(i);
      LocalDate asOf = random.asOf();
      Optional<LoanPast> past = LoanPast.of(loan, random.policy(), asOf);
      if (past.isEmpty()) {
        continue;
      }
      List<String> runs = new ArrayList<>();
      LocalDate began = null;
      int worst = 0;
      for (LocalDate day = RandomLoans.START.minusDays(200);
          !day.isAfter(asOf);
          day = day.plusDays(1)) {
        int counted = past.get().countedDays(day);
        if (counted > 0) {
          began = began == null ? day : began;
          worst = Math.max(worst, counted);
        } else if (began != null) {
          runs.add(began + " " + day + " " + worst);
          began = null;
          worst = 0;
        }
      }
      if (began != null) {
        runs.add(began + " ? " + worst);
      }

      assertThat(past.get().spells())
          .as("seed %s as of %s", SEED + i, asOf)
          .extracting(
              spell ->
                  spell.lateFrom()
                      + " "
                      + spell.curedOn().map(LocalDate::toString).orElse("?")
                      + " "
                      + spell.worstCountedDays())
          .isEqualTo(runs);
    }
  }

  @Test
  void the_worst_of_a_month_is_never_better_than_its_end() {
    for (int i = 0; i < LOANS; i++) {
      RandomPasts random = new RandomPasts(SEED + i);
      Loan loan = random.next(i);
      DelinquencyPolicy policy =
          random.policy().forProduct(loan.product()).toBuilder()
              .allocation(DelinquencyPolicy.Allocation.BY_INSTALLMENT)
              .tolerance(Tolerance.NONE)
              .reversals(DelinquencyPolicy.Reversals.ORIGINAL_DUE_DATE)
              .build();
      // A moratorium that begins later moves due dates, a restructure ends installments.
      boolean moved =
          !loan.restructures().isEmpty()
              || loan.pauses().stream().anyMatch(one -> one.kind() == Pause.Kind.MORATORIUM);
      boolean undone = loan.payments().stream().anyMatch(one -> one.reverses().isPresent());
      Optional<LoanPast> past = LoanPast.of(loan, policy, random.asOf());
      if (undone || moved || past.isEmpty()) {
        continue;
      }
      MonthlyDays ends = past.get().monthly(9, Sampling.MONTH_END);
      MonthlyDays worst = past.get().monthly(9, Sampling.WORST_OF_MONTH);

      for (int back = 0; back < 9; back++) {
        assertThat(worst.days(back))
            .as("seed %s", SEED + i)
            .isGreaterThanOrEqualTo(ends.days(back));
      }
    }
  }

  @Test
  void a_sum_over_time_is_what_was_paid() {
    Loan loan =
        Loan.of("L-1", "B-1", "MXN").installment("2026-01-31", "100").payment("2026-02-10", "40");

    LoanPast past =
        LoanPast.of(loan, DelinquencyPolicy.standard(), LocalDate.parse("2026-03-01"))
            .orElseThrow();

    assertThat(past.on(LocalDate.parse("2026-02-09")).overdueAmount())
        .isEqualTo(Money.of("100", "MXN"));
    assertThat(past.on(LocalDate.parse("2026-02-10")).overdueAmount())
        .isEqualTo(Money.of("60", "MXN"));
  }
}
