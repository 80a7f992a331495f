package dev.mora.delinquency;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How loans of one age did, cohort by cohort of their disbursement, in one currency. A loan is
 * looked at on the day on which it is 1, 2, 3... months (or weeks) old. A cohort is shown up to the
 * age that each of its loans has reached, and without rates where it has fewer loans than {@link
 * #minimum()}. What was written off or sold stays in its cohort and counts as late as its payments
 * say. Immutable.
 *
 * @param days a loan is late with this many raw days or more
 * @param minimum 30 unless said otherwise
 * @param leftOut loans of any currency whose past or disbursement is not known
 */
public record Vintages(
    LocalDate asOf,
    Currency currency,
    Step step,
    int days,
    List<Cohort> cohorts,
    int minimum,
    int leftOut) {

  private static final int SMALL = 30;

  public Vintages {
    cohorts = List.copyOf(cohorts);
    if (days < 1 || minimum < 1) {
      throw new IllegalArgumentException("days and minimum are 1 or more");
    }
  }

  /** What a cohort is made of and its age counted in. */
  public enum Step {
    MONTH,
    /** Monday to Sunday, for short loans. */
    WEEK;

    LocalDate cohort(LocalDate disbursedOn) {
      return this == MONTH
          ? disbursedOn.withDayOfMonth(1)
          : disbursedOn.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    LocalDate at(LocalDate disbursedOn, int age) {
      return this == MONTH ? disbursedOn.plusMonths(age) : disbursedOn.plusWeeks(age);
    }

    /** The last age that a loan has reached. */
    int age(LocalDate disbursedOn, LocalDate asOf) {
      ChronoUnit unit = this == MONTH ? ChronoUnit.MONTHS : ChronoUnit.WEEKS;
      int age = Math.toIntExact(unit.between(disbursedOn, asOf));
      return at(disbursedOn, age + 1).isAfter(asOf) ? age : age + 1;
    }
  }

  /**
   * Loans that were disbursed in one month or week.
   *
   * @param from its first day
   * @param lent what was lent in all
   * @param points one for each age from 1 on that every loan has reached
   */
  public record Cohort(LocalDate from, int loans, Money lent, List<Point> points) {

    public Cohort {
      points = List.copyOf(points);
    }
  }

  /**
   * A cohort at one age.
   *
   * @param ever loans that were late at this age or an earlier one; never falls with the age
   * @param late loans that are late at this age
   * @param lateBalance outstanding principal of those; may fall with the age
   */
  public record Point(int age, int ever, int late, Money lateBalance) {}

  /**
   * One for each currency, by code.
   *
   * @param days a loan is late with this many raw days or more; 30 for ever-30
   */
  public static List<Vintages> of(PortfolioPast past, Step step, int days) {
    Map<Currency, Map<LocalDate, List<Integer>>> cohorts =
        new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
    LoanBook book = past.book();
    int leftOut = 0;
    for (int i = 0; i < book.size(); i++) {
      Optional<LocalDate> disbursed = book.disbursedOn(i);
      if (!past.isTold(i) || disbursed.isEmpty()) {
        leftOut++;
      } else if (book.status(i) == Loan.Status.PENDING) {
        continue;
      } else if (!disbursed.get().isAfter(past.asOf())) {
        cohorts
            .computeIfAbsent(book.currency(i), unit -> new TreeMap<>())
            .computeIfAbsent(step.cohort(disbursed.get()), start -> new ArrayList<>())
            .add(i);
      }
    }
    List<Vintages> all = new ArrayList<>();
    for (Map.Entry<Currency, Map<LocalDate, List<Integer>>> of : cohorts.entrySet()) {
      List<Cohort> list = new ArrayList<>();
      Curve curve = new Curve(past, step, days);
      of.getValue().forEach((start, loans) -> list.add(curve.of(start, loans)));
      all.add(new Vintages(past.asOf(), of.getKey(), step, days, list, SMALL, leftOut));
    }
    return List.copyOf(all);
  }

  /** Follows the loans of one cohort. */
  private static final class Curve {

    private final PortfolioPast past;
    private final Step step;
    private final int days;
    private final Assessor then;

    Curve(PortfolioPast past, Step step, int days) {
      this.past = past;
      this.step = step;
      this.days = days;
      then = past.scratch();
    }

    Cohort of(LocalDate start, List<Integer> loans) {
      int last = loans.stream().mapToInt(i -> step.age(disbursed(i), past.asOf())).min().orElse(0);
      Currency unit = past.book().currency(loans.get(0));
      int[] ever = new int[last + 1];
      int[] late = new int[last + 1];
      long[] balance = new long[last + 1];
      Money lent = Money.zero(unit);
      for (int loan : loans) {
        lent = lent.plus(past.lent(loan));
        follow(loan, ever, late, balance);
      }
      List<Point> points = new ArrayList<>();
      for (int age = 1; age <= last; age++) {
        points.add(new Point(age, ever[age], late[age], Money.ofMinor(unit, balance[age])));
      }
      return new Cohort(start, loans.size(), lent, points);
    }

    private void follow(int loan, int[] ever, int[] late, long[] balance) {
      LocalDate disbursed = disbursed(loan);
      boolean was = false;
      boolean paid = false;
      for (int age = 1; age < ever.length; age++) {
        if (!paid) {
          LocalDate day = step.at(disbursed, age);
          past.assess(then, loan, day);
          paid = then.outstanding == 0 && !past.isPaidAfter(loan, day);
          if (then.daysPastDue >= days) {
            was = true;
            late[age]++;
            balance[age] = Math.addExact(balance[age], then.outstandingPrincipal);
          }
        }
        ever[age] += was ? 1 : 0;
      }
    }

    private LocalDate disbursed(int loan) {
      return past.book().disbursedOn(loan).orElseThrow();
    }
  }

  public Vintages withMinimum(int loans) {
    return new Vintages(asOf, currency, step, days, cohorts, loans, leftOut);
  }

  /** Loans that were ever so late over all of the cohort; empty if the cohort is too small. */
  public Optional<Ratio> everLate(Cohort cohort, int age) {
    return point(cohort, age).map(p -> Ratio.of(p.ever(), cohort.loans()));
  }

  /** Principal that is so late at this age over what was lent; empty if the cohort is too small. */
  public Optional<Ratio> lateBalance(Cohort cohort, int age) {
    return point(cohort, age).map(p -> Ratio.of(p.lateBalance(), cohort.lent()));
  }

  private Optional<Point> point(Cohort cohort, int age) {
    return cohort.loans() < minimum
        ? Optional.empty()
        : cohort.points().stream().filter(p -> p.age() == age).findFirst();
  }

  /** One row for each cohort and age, under a header. */
  public static void writeCsv(List<Vintages> all, Appendable out) {
    CsvText csv = new CsvText(out);
    csv.line(
        "as_of",
        "currency",
        "step",
        "late_from_days",
        "cohort",
        "loans",
        "lent",
        "age",
        "ever_late_loans",
        "late_loans",
        "late_balance",
        "ever_late_percent",
        "late_balance_percent");
    for (Vintages v : all) {
      for (Cohort cohort : v.cohorts) {
        for (Point p : cohort.points()) {
          csv.line(
              v.asOf,
              v.currency,
              v.step,
              v.days,
              cohort.from(),
              cohort.loans(),
              cohort.lent(),
              p.age(),
              p.ever(),
              p.late(),
              p.lateBalance(),
              v.everLate(cohort, p.age()).flatMap(ratio -> ratio.percent(4)),
              v.lateBalance(cohort, p.age()).flatMap(ratio -> ratio.percent(4)));
        }
      }
    }
  }

  /**
   * Both curves for people, ages to the right.
   *
   * @param language {@code es}, {@code pt} or {@code en}, with or without a country
   */
  public String in(String language) {
    return VintagesText.of(this, language);
  }
}
