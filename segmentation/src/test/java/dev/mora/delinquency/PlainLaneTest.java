package dev.mora.delinquency;

import static dev.mora.delinquency.DelinquencyPolicy.Allocation.BY_INSTALLMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainLaneTest {

  @Test
  void the_short_way_says_the_same_as_the_long_way_of_every_loan() {
    int taken = 0;
    int all = 0;
    for (long seed = 1; seed <= Cases.of(800); seed++) {
      RandomLoans random = new RandomLoans(seed);
      List<Loan> loans = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        loans.add(random.next(i));
      }
      LoanBook book = LoanBook.of(loans);
      DelinquencyPolicy any = random.policy();
      DelinquencyPolicy policy =
          seed % 2 == 0 ? any : any.toBuilder().allocation(BY_INSTALLMENT).build();
      LocalDate asOf = random.asOf();
      PlainLane lane = PlainLane.of(book);
      Assessor shortWay = new Assessor();
      Assessor longWay = new Assessor();
      for (int loan = 0; loan < book.size(); loan++) {
        Rules rules = new Rules(policy.forProduct(book.product(loan)).terms(), book.currency(loan));

        shortWay.assess(book, loan, rules, Days.of(asOf), lane);
        longWay.assess(book, loan, rules, Days.of(asOf));

        assertThat(figures(shortWay))
            .as("seed %d, loan %d: %s as of %s", seed, loan, loans.get(loan), asOf)
            .isEqualTo(figures(longWay));
        all++;
        taken += lane.measure(new Assessor(), loan, rules, Days.of(asOf)) ? 1 : 0;
      }
    }

    assertThat(all).isEqualTo(100 * Cases.of(800));
    assertThat(taken).isGreaterThan(Cases.telling(10_000));
  }

  @Test
  void columns_of_a_book_say_the_same_as_each_loan_by_itself() {
    for (long seed = 1_001; seed <= 1_000 + Cases.of(100); seed++) {
      RandomLoans random = new RandomLoans(seed);
      List<Loan> loans = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        loans.add(random.next(i));
      }
      DelinquencyPolicy policy = random.policy();

      Assessments columns = policy.assess(LoanBook.of(loans), random.asOf());

      for (int loan = 0; loan < columns.size(); loan++) {
        Delinquency one = columns.delinquency(loan);
        assertThat(columns(columns, loan)).as("seed %d, loan %d", seed, loan).isEqualTo(of(one));
      }
    }
  }

  @Test
  void a_schedule_too_large_to_add_up_goes_the_long_way() {
    LoanBook book =
        LoanBook.builder()
            .loan("L", "B", "", Loans.MXN, Loan.Status.ACTIVE)
            .installment(1, 19_000, Long.MAX_VALUE, 0, 0, 0)
            .installment(2, 19_030, Long.MAX_VALUE, 0, 0, 0)
            .build();
    Rules rules = new Rules(DelinquencyPolicy.standard().terms(), Loans.MXN);

    boolean taken = PlainLane.of(book).measure(new Assessor(), 0, rules, 19_010);

    assertThat(taken).isFalse();
  }

  private static List<Object> figures(Assessor a) {
    return List.of(
        a.status,
        a.since,
        a.daysPastDue,
        a.countedDays,
        a.pausedDays,
        a.bucket,
        a.overdue,
        a.overdueInstallments,
        a.dueToday,
        a.nextDueOn,
        a.nextDue,
        a.outstanding,
        a.outstandingPrincipal,
        a.credit,
        a.tolerated,
        a.installmentsPaid,
        a.installmentsTotal);
  }

  private static List<Object> columns(Assessments a, int loan) {
    return List.of(
        a.daysPastDue(loan),
        a.countedDays(loan),
        a.pastDueSince(loan),
        a.overdueAmount(loan),
        a.overdueInstallments(loan),
        a.dueToday(loan),
        a.nextDueOn(loan),
        a.nextDueAmount(loan),
        a.outstanding(loan),
        a.outstandingPrincipal(loan),
        a.bucket(loan));
  }

  private static List<Object> of(Delinquency d) {
    return List.of(
        d.daysPastDue(),
        d.countedDays(),
        d.pastDueSince().map(Days::of).orElse(Assessments.NO_DATE),
        d.overdueAmount().minorUnits(),
        d.overdueInstallments().orElse(0),
        d.dueToday().map(Money::minorUnits).orElse(0L),
        d.nextDueOn().map(Days::of).orElse(Assessments.NO_DATE),
        d.nextDueAmount().map(Money::minorUnits).orElse(0L),
        d.outstanding().minorUnits(),
        d.outstandingPrincipal().map(Money::minorUnits).orElse(0L),
        d.bucket());
  }
}
