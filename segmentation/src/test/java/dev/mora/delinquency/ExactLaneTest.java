package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Loan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactLaneTest {

  private static final int MORE_THAN_A_BLOCK = 700;

  @Test
  void columns_say_the_same_as_the_long_way_of_each_loan() {
    int taken = 0;
    int all = 0;
    for (long seed = 1; seed <= Cases.of(150); seed++) {
      RandomLoans random = new RandomLoans(seed);
      List<Loan> loans = new ArrayList<>();
      for (int i = 0; i < MORE_THAN_A_BLOCK; i++) {
        loans.add(i % 4 == 0 ? inAnyStatus(random.next(i), i / 4) : random.next(i));
      }
      LoanBook book = LoanBook.of(loans);
      DelinquencyPolicy exact = exact(random.policy());
      DelinquencyPolicy policy =
          seed % 3 == 0
              ? exact.toBuilder()
                  .product("group", b -> b.tolerance(Tolerance.ofInstallment("15.00")))
                  .build()
              : exact;
      LocalDate asOf = random.asOf();
      ExactLane lane = new ExactLane(book, Days.of(asOf));
      Assessor longWay = new Assessor();

      Assessments columns = policy.assess(book, asOf);

      for (int loan = 0; loan < book.size(); loan++) {
        longWay.assess(book, loan, columns.rule(loan), Days.of(asOf));
        assertThat(figures(columns, loan))
            .as("seed %d, loan %d: %s as of %s", seed, loan, loans.get(loan), asOf)
            .isEqualTo(figures(longWay, columns.rule(loan)));
        all++;
        taken += ExactLane.takes(columns.rule(loan)) && lane.isPlain(loan) ? 1 : 0;
      }
    }

    assertThat(all).isEqualTo(MORE_THAN_A_BLOCK * Cases.of(150));
    assertThat(taken).isGreaterThan(Cases.telling(20_000));
  }

  @Test
  void a_loan_without_installments_owes_nothing() {
    LoanBook book = LoanBook.of(Loans.parse("pay:2024-02-01=50"));

    Assessments columns = DelinquencyPolicy.standard().assess(book, LocalDate.parse("2024-03-01"));

    assertThat(columns.pastDueSince(0)).isEqualTo(Assessments.NO_DATE);
    assertThat(columns.overdueAmount(0)).isZero();
    assertThat(columns.overdueInstallments(0)).isZero();
    assertThat(columns.countedDays(0)).isZero();
  }

  private static Loan inAnyStatus(Loan loan, int i) {
    Loan.Status[] all = Loan.Status.values();
    return loan.toBuilder()
        .status(all[i % all.length])
        .disbursedOn(RandomLoans.START.plusDays(i % 90))
        .build();
  }

  private static DelinquencyPolicy exact(DelinquencyPolicy any) {
    return DelinquencyPolicy.standard().toBuilder()
        .grace(any.grace())
        .order(any.order())
        .pauses(any.pauses())
        .buckets(any.buckets())
        .build();
  }

  private static List<Object> figures(Assessments columns, int loan) {
    return List.of(
        columns.pastDueSince(loan),
        columns.overdueAmount(loan),
        columns.overdueInstallments(loan),
        columns.daysPastDue(loan),
        columns.countedDays(loan),
        columns.bucket(loan),
        columns.status(loan));
  }

  private static List<Object> figures(Assessor a, Rules rules) {
    return List.of(
        a.since,
        a.overdue,
        a.overdueInstallments,
        a.daysPastDue,
        a.countedDays,
        Assessments.bucketName(a.bucket, a.status.name(), rules.buckets),
        a.status);
  }
}
