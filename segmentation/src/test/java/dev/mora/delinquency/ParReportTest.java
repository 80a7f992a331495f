package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.delinquency.PortfolioSnapshot.Kind;
import dev.mora.delinquency.PortfolioSnapshot.Position;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.loan.Restructure;
import dev.mora.money.CurrencyMismatch;
import dev.mora.money.Money;
import dev.mora.portfolio.GivenFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParReportTest {

  private static final long SEED = 20_261_122L;
  private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
  private static final List<String> BUCKETS = List.of("EARLY", "MID", "LATE", "VERY_LATE");

  /** Example D: five loans, the fifth restructured and current. */
  private static PortfolioSnapshot.Builder exampleD(boolean withD) {
    PortfolioSnapshot.Builder b =
        PortfolioSnapshot.builder(DAY, BUCKETS)
            .add(open("A", "CURRENT", 0, "1000", "0", false))
            .add(open("B", "EARLY", 12, "500", "100", false))
            .add(open("C", "MID", 45, "300", "150", false))
            .add(open("E", "CURRENT", 0, "100", "0", true));
    return withD
        ? b.add(open("D", "VERY_LATE", 95, "200", "200", false))
        : b.add(Position.gone(LoanId.of("D"), Kind.WRITTEN_OFF, Loans.MXN));
  }

  private static Position open(
      String id, String state, int days, String principal, String overdue, boolean restructured) {
    return new Position(
        LoanId.of(id),
        Kind.OPEN,
        state,
        days,
        Loans.money(principal),
        Optional.of(Loans.money(overdue)),
        restructured);
  }

  private static ParReport only(PortfolioSnapshot snapshot) {
    List<ParReport> reports = ParReport.of(snapshot);
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000.00, 3, 47.62, 52.38, 60.00",
    "7, 1000.00, 3, 47.62, 52.38, 60.00",
    "30, 500.00, 2, 23.81, 28.57, 40.00",
    "60, 200.00, 1, 9.52, 14.29, 20.00",
    "90, 200.00, 1, 9.52, 14.29, 20.00",
    "180, 0.00, 0, 0.00, 4.76, 0.00"
  })
  void principal_at_risk_is_the_whole_principal_of_loans_that_are_late_by_more(
      int days, String principal, int loans, String par, String withRestructured, String count) {
    ParReport.Line line = only(exampleD(true).build()).moreThan(days);

    assertThat(line.principal()).isEqualTo(Loans.money(principal));
    assertThat(line.loans()).isEqualTo(loans);
    assertThat(line.par()).hasToString(par + " %");
    assertThat(line.parWithRestructured()).hasToString(withRestructured + " %");
    assertThat(line.byCount()).hasToString(count + " %");
  }

  @Test
  void gross_coverage_and_arrears_follow_example_d() {
    ParReport report = only(exampleD(true).build());

    assertThat(report.gross()).isEqualTo(Loans.money("2100"));
    assertThat(report.loans()).isEqualTo(5);
    assertThat(report.restructured()).isEqualTo(Loans.money("100"));
    assertThat(report.riskCoverage(Loans.money("360"))).hasToString("60.00 %");
    assertThat(report.overduePrincipal()).contains(Loans.money("450"));
    assertThat(report.arrearsRate().map(Object::toString)).contains("21.43 %");
  }

  @Test
  void a_write_off_leaves_gross_and_numerator_and_flatters_the_ratio() {
    ParReport report = only(exampleD(false).build());

    assertThat(report.gross()).isEqualTo(Loans.money("1900"));
    assertThat(report.moreThan(30).par()).hasToString("15.79 %");
    assertThat(report.moreThan(30).parWithRestructured()).hasToString("21.05 %");
  }

  @ParameterizedTest
  @CsvSource({"30, 0.00", "31, 100.00"})
  void par30_begins_with_the_31st_day(int days, String par) {
    PortfolioSnapshot snapshot =
        PortfolioSnapshot.builder(DAY, BUCKETS)
            .add(open("A", "EARLY", days, "700", "700", false))
            .build();

    assertThat(only(snapshot).moreThan(30).par()).hasToString(par + " %");
  }

  @Test
  void flows_are_measured_by_the_mean_gross_portfolio() {
    AverageGross average =
        AverageGross.of(List.of(only(exampleD(true).build()), only(exampleD(false).build())));

    assertThat(average.writeOffRatio(Loans.money("200"))).hasToString("10.00 %");
    assertThat(average.provisionExpenseRatio(Loans.money("50"))).hasToString("2.50 %");
    assertThatThrownBy(() -> average.writeOffRatio(Money.of("1.00", "USD")))
        .isInstanceOf(CurrencyMismatch.class);
    assertThatThrownBy(() -> AverageGross.of(List.of())).hasMessageContaining("one or more");
    assertThatThrownBy(() -> new AverageGross(Loans.money("1"), 0))
        .hasMessageContaining("one or more");
  }

  @Test
  void each_currency_has_a_report_of_its_own() {
    PortfolioSnapshot snapshot =
        exampleD(true)
            .add(Position.open(LoanId.of("U"), "MID", 40, Money.of("80.00", "USD")))
            .add(Position.open(LoanId.of("V"), "CURRENT", 0, Money.of("20.00", "USD")))
            .leaveOut(LoanId.of("W"))
            .build();

    List<ParReport> reports = ParReport.of(snapshot, List.of(30));

    assertThat(reports.stream().map(r -> r.currency().getCurrencyCode()))
        .containsExactly("MXN", "USD");
    assertThat(reports.get(0).gross()).isEqualTo(Loans.money("2100"));
    assertThat(reports.get(1).moreThan(30).par()).hasToString("80.00 %");
    assertThat(reports.get(1).arrearsRate()).isEmpty();
    assertThat(reports.get(1).leftOut()).isEqualTo(1);
  }

  @Test
  void a_report_reads_well_and_says_what_its_thresholds_mean() {
    assertThat(only(exampleD(true).build()).in("es"))
        .isEqualTo(
            """
            Cartera en riesgo (PAR) · 2026-06-30 · MXN
              créditos vigentes               5
              cartera bruta (capital)  2,100.00
              reestructurado             100.00
              capital vencido            450.00  21.43 %

                       días  créditos  % créditos   capital      PAR  PAR+reestr.
              PAR1      > 1         3     60.00 %  1,000.00  47.62 %      52.38 %
              PAR7      > 7         3     60.00 %  1,000.00  47.62 %      52.38 %
              PAR30    > 30         2     40.00 %    500.00  23.81 %      28.57 %
              PAR60    > 60         1     20.00 %    200.00   9.52 %      14.29 %
              PAR90    > 90         1     20.00 %    200.00   9.52 %      14.29 %
              PAR180  > 180         0      0.00 %      0.00   0.00 %       4.76 %
              PAR30: capital de los créditos con 31 días de mora o más.
            """);
    assertThat(only(exampleD(true).build()).in("pt")).contains("31 dias de atraso ou mais");
    assertThat(only(exampleD(true).leaveOut(LoanId.of("W")).build()).in("en-US"))
        .contains("without data")
        .contains("31 days late or more");
  }

  @Test
  void a_report_is_written_as_csv() {
    StringBuilder out = new StringBuilder();

    ParReport.writeCsv(ParReport.of(exampleD(true).build(), List.of(30)), out);

    assertThat(out.toString())
        .isEqualTo(
            """
            as_of,currency,more_than_days,loans,principal,principal_with_restructured,open_loans,\
            gross_portfolio,par_percent,par_with_restructured_percent,by_count_percent
            2026-06-30,MXN,30,2,500.00,600.00,5,2100.00,23.8095,28.5714,40.0000
            """);
  }

  @Test
  void a_portfolio_without_open_loans_has_no_ratios() {
    PortfolioSnapshot snapshot =
        PortfolioSnapshot.builder(DAY, BUCKETS)
            .add(Position.gone(LoanId.of("A"), Kind.PAID_OFF, Loans.MXN))
            .build();

    ParReport report = only(snapshot);

    assertThat(report.moreThan(30).par().value()).isEmpty();
    assertThat(report.moreThan(30).par()).hasToString("-");
    assertThat(report.gross().isZero()).isTrue();
    assertThatThrownBy(() -> report.moreThan(31)).hasMessageContaining("no PAR31 among [1, 7, 30");
    assertThatThrownBy(() -> ParReport.of(snapshot, List.of(-1))).hasMessageContaining("0 or more");
  }

  @Test
  void a_second_computation_finds_the_same_on_random_portfolios() {
    for (int i = 0; i < Cases.of(1_000); i++) {
      PortfolioSnapshot snapshot = new RandomSnapshots(SEED + i).on(DAY, i % 60);

      for (ParReport report : ParReport.of(snapshot)) {
        for (ParReport.Line line : report.lines()) {
          assertThat(plain(line.par()))
              .as("seed %s, %s", SEED + i, line)
              .isEqualTo(
                  naive(snapshot, report.currency().getCurrencyCode(), line.moreThan(), false));
          assertThat(plain(line.parWithRestructured()))
              .as("seed %s, %s", SEED + i, line)
              .isEqualTo(
                  naive(snapshot, report.currency().getCurrencyCode(), line.moreThan(), true));
        }
      }
    }
  }

  private static Optional<BigDecimal> plain(Ratio ratio) {
    return ratio.value().map(value -> value.setScale(9, RoundingMode.HALF_UP));
  }

  private static Optional<BigDecimal> naive(
      PortfolioSnapshot snapshot, String currency, int n, boolean restructured) {
    long late = 0;
    long all = 0;
    for (Position p : snapshot.positions()) {
      if (p.kind() != Kind.OPEN || !p.currency().getCurrencyCode().equals(currency)) {
        continue;
      }
      all += p.principal().minorUnits();
      if (p.daysPastDue() >= n + 1 || (restructured && p.restructured())) {
        late += p.principal().minorUnits();
      }
    }
    return all == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(late).divide(BigDecimal.valueOf(all), 9, RoundingMode.HALF_UP));
  }

  @Test
  void a_snapshot_of_a_book_is_what_its_assessments_say() {
    for (int i = 0; i < Cases.of(1_000); i++) {
      RandomLoans random = new RandomLoans(SEED + i);
      List<Loan> loans = new ArrayList<>();
      for (int n = 0; n < 12; n++) {
        loans.add(
            random.next(n).toBuilder()
                .status(Loan.Status.values()[random.random().nextInt(5)])
                .build());
      }
      DelinquencyPolicy policy = random.policy();
      LocalDate asOf = random.asOf();

      LoanBook book = LoanBook.of(loans);
      PortfolioSnapshot snapshot = PortfolioSnapshot.of(policy.assess(book, asOf));
      PortfolioSnapshot.Builder byRecords = PortfolioSnapshot.builder(asOf, policy);
      for (Loan loan : loans) {
        if (loan.installments().isEmpty() && loan.status() == Loan.Status.ACTIVE) {
          byRecords.leaveOut(loan.id());
        } else {
          byRecords.add(policy.assess(loan, asOf));
        }
      }

      PortfolioSnapshot second = byRecords.build();
      assertThat(snapshot.states()).as("seed %s", SEED + i).isEqualTo(second.states());
      assertThat(snapshot.leftOut()).isEqualTo(second.leftOut());
      for (int n = 0; n < snapshot.positions().size(); n++) {
        Position one = snapshot.positions().get(n);
        Position other = second.positions().get(n);
        assertThat(one.loan()).isEqualTo(other.loan());
        assertThat(one.kind()).isEqualTo(other.kind());
        assertThat(one.state()).as("seed %s, %s", SEED + i, one.loan()).isEqualTo(other.state());
        assertThat(one.daysPastDue()).isEqualTo(other.daysPastDue());
        assertThat(one.principal()).isEqualTo(other.principal());
        assertThat(one.overduePrincipal())
            .as("seed %s, %s", SEED + i, one.loan())
            .isEqualTo(other.overduePrincipal());
      }
    }
  }

  @Test
  void overdue_principal_is_that_of_the_late_installments_alone() {
    DelinquencyPolicy policy = DelinquencyPolicy.standard();
    Loan loan =
        Loans.parse(
            "due:2026-05-01=100+10 due:2026-06-01=100+10 due:2026-07-01=100+10"
                + " pay:2026-05-01=150");

    Position position =
        PortfolioSnapshot.of(policy.assess(LoanBook.of(loan), DAY)).positions().get(0);

    assertThat(position.overduePrincipal()).contains(Loans.money("70"));
    assertThat(position.principal()).isEqualTo(Loans.money("170"));
    assertThat(position.state()).isEqualTo("EARLY");
  }

  @Test
  void a_restructured_loan_is_in_the_second_figure_from_its_restructure_on() {
    Loan loan =
        Loans.parse("due:2026-06-10=100 due:2026-12-10=100").toBuilder()
            .restructure(
                Restructure.of(
                    LocalDate.of(2026, 6, 1), Loans.parse("due:2026-03-10=200").installments()))
            .build();
    PortfolioPast past = PortfolioPast.of(LoanBook.of(loan), DelinquencyPolicy.standard(), DAY);

    ParReport before = only(past.on(LocalDate.of(2026, 5, 31)));
    ParReport after = only(past.on(LocalDate.of(2026, 6, 5)));

    assertThat(before.moreThan(60).par()).hasToString("100.00 %");
    assertThat(before.restructured().isZero()).isTrue();
    assertThat(after.moreThan(30).par()).hasToString("0.00 %");
    assertThat(after.moreThan(30).parWithRestructured()).hasToString("100.00 %");
    assertThat(past.on(DAY).positions().get(0).restructured()).isTrue();
  }

  @Test
  void a_loan_whose_old_schedule_is_gone_is_left_out_before_its_restructure() {
    Loan loan =
        Loans.parse("due:2026-06-10=100").toBuilder()
            .restructure(Restructure.of(LocalDate.of(2026, 6, 1), List.of()))
            .build();
    DelinquencyPolicy policy = DelinquencyPolicy.standard();
    LocalDate may = LocalDate.of(2026, 5, 31);

    PortfolioSnapshot byBook = PortfolioSnapshot.of(policy.assess(LoanBook.of(loan), may));
    PortfolioSnapshot byRecord =
        PortfolioSnapshot.builder(may, policy).add(policy.assess(loan, may)).build();
    PortfolioSnapshot past = PortfolioPast.of(LoanBook.of(loan), policy, DAY).on(may);

    assertThat(List.of(byBook.leftOut(), byRecord.leftOut(), past.leftOut()))
        .containsOnly(Set.of(loan.id()));
    assertThat(PortfolioSnapshot.of(policy.assess(LoanBook.of(loan), DAY)).leftOut()).isEmpty();
  }

  @Test
  void what_cannot_be_in_a_snapshot_is_refused() {
    PortfolioSnapshot.Builder b = exampleD(true);

    assertThatThrownBy(() -> b.add(open("A", "CURRENT", 0, "1", "0", false)))
        .hasMessage("loan A is there already");
    assertThatThrownBy(() -> b.leaveOut(LoanId.of("A"))).hasMessage("loan A is there already");
    assertThatThrownBy(() -> b.add(open("Z", "EARLLY", 3, "1", "0", false)))
        .hasMessageStartingWith("no bucket EARLLY among");
    assertThatThrownBy(() -> open("Z", "", 0, "1", "0", false))
        .hasMessageContaining("an open loan has a state");
    assertThatThrownBy(() -> open("Z", "MID", 40, "1", "2", false))
        .hasMessageContaining("a part of the principal");
    assertThatThrownBy(() -> PortfolioSnapshot.builder(DAY, List.of("PAID_OFF")))
        .hasMessageContaining("PAID_OFF");
    assertThatThrownBy(() -> new Ratio(BigDecimal.ONE, BigDecimal.ONE.negate()))
        .hasMessageContaining("must not be negative");
    assertThatThrownBy(() -> Ratio.of(Money.of("1.00", "USD"), Loans.money("1")))
        .isInstanceOf(CurrencyMismatch.class);
  }

  @Test
  void par0_is_what_is_late_by_a_day_or_more() {
    PortfolioSnapshot snapshot =
        PortfolioSnapshot.builder(DAY, BUCKETS)
            .add(open("A", "CURRENT", 0, "300", "0", false))
            .add(open("B", "EARLY", 1, "700", "700", false))
            .build();

    ParReport report = ParReport.of(snapshot, List.of(0)).get(0);

    assertThat(report.moreThan(0).par()).hasToString("70.00 %");
    assertThat(report.moreThan(30).par()).hasToString("0.00 %");
    assertThat(AverageGross.of(List.of(report)).writeOffRatio(Loans.money("100")))
        .hasToString("10.00 %");
    assertThat(snapshot).hasToString("PortfolioSnapshot(2026-06-30, 2 loans)");
  }

  @ParameterizedTest(name = "tolerance {0} for each {1}, on {2}")
  @CsvSource({
    // The first owes 10 of 100, the second 100 from 1 June on.
    "9.99, INSTALLMENT, 2026-06-01, 10",
    "10,   INSTALLMENT, 2026-06-01, 0",
    "9.99, INSTALLMENT, 2026-06-02, 110",
    "10,   INSTALLMENT, 2026-06-02, 100",
    "109,  LOAN,        2026-06-02, 110",
    "110,  LOAN,        2026-06-02, 0"
  })
  void what_is_tolerated_and_what_is_due_today_is_not_overdue_principal(
      BigDecimal amount, Tolerance.Scope scope, LocalDate day, String overdue) {
    Loan loan = Loans.parse("due:2026-05-01=100 due:2026-06-01=100 pay:2026-05-01=90");
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .tolerance(new Tolerance(amount, BigDecimal.ZERO, scope, Tolerance.Combine.MAX))
            .build();
    LoanBook book = LoanBook.of(loan);

    PortfolioSnapshot then = PortfolioPast.of(book, policy, DAY).on(day);
    PortfolioSnapshot today = PortfolioSnapshot.of(policy.assess(book, day));

    assertThat(then.positions().get(0).overduePrincipal()).contains(Loans.money(overdue));
    assertThat(today.positions()).isEqualTo(then.positions());
  }

  @ParameterizedTest
  @CsvSource({"2026-06-29, OPEN", "2026-06-30, OPEN", "2026-07-01, PENDING", "'', OPEN"})
  void a_loan_is_on_the_books_from_the_day_of_its_disbursement(String disbursed, Kind kind) {
    Loan loan =
        Loans.parse((disbursed.isEmpty() ? "" : "from:" + disbursed) + " due:2026-12-10=100");
    DelinquencyPolicy policy = DelinquencyPolicy.standard();

    PortfolioSnapshot byBook = PortfolioSnapshot.of(policy.assess(LoanBook.of(loan), DAY));
    PortfolioSnapshot byRecord =
        PortfolioSnapshot.builder(DAY, policy).add(policy.assess(loan, DAY)).build();

    assertThat(byBook.positions().get(0).kind()).isEqualTo(kind);
    assertThat(byRecord.positions()).isEqualTo(byBook.positions());
  }

  @Test
  void records_of_any_kind_follow_each_other_into_a_snapshot() {
    DelinquencyPolicy policy = DelinquencyPolicy.standard();
    Loan restructured =
        Loans.parse("due:2026-12-10=100").toBuilder()
            .restructure(Restructure.of(DAY, Loans.parse("due:2026-03-10=200").installments()))
            .build();
    Loan paid = Loan.of("P", "B", "MXN").installment("2026-05-01", "10");
    Loan bare = Loan.of("G", "B", "MXN");
    GivenFacts facts = GivenFacts.of(40, Loans.money("100"));

    PortfolioSnapshot snapshot =
        PortfolioSnapshot.builder(DAY, policy)
            .add(policy.assess(restructured, DAY))
            .add(
                policy.assess(
                    paid.toBuilder().payment(Payment.of("1", DAY, Loans.money("10"))).build(), DAY))
            .add(policy.given(bare, facts, DAY))
            .add(policy.assess(Loan.of("O", "B", "MXN").installment("2026-05-01", "10"), DAY))
            .build();

    assertThat(snapshot.positions())
        .extracting(p -> p + " " + p.restructured())
        .containsExactly(
            "Position(L-1, CURRENT) true", "Position(P, PAID_OFF) false", "Position(O, MID) false");
    assertThat(snapshot.leftOut()).containsExactly(bare.id());
  }

  @Test
  void the_buckets_of_single_products_are_states_too() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.builder()
            .buckets(Buckets.of(Bucket.of("SOON", 1, 30), Bucket.from("LATE", 31)))
            .product("group", b -> b.buckets(Buckets.of(Bucket.from("GROUP", 8))))
            .build();

    PortfolioSnapshot snapshot = PortfolioSnapshot.builder(DAY, policy).build();

    assertThat(snapshot.states()).containsExactly("CURRENT", "SOON", "GROUP", "LATE");
  }
}
