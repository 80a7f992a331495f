package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.delinquency.PortfolioSnapshot.Kind;
import dev.mora.delinquency.PortfolioSnapshot.Position;
import dev.mora.delinquency.Vintages.Cohort;
import dev.mora.delinquency.Vintages.Point;
import dev.mora.delinquency.Vintages.Step;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Pause;
import dev.mora.loan.Restructure;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioPastTest {

  private static final long SEED = 20_261_124L;
  private static final DelinquencyPolicy STANDARD = DelinquencyPolicy.standard();
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
  private static final LocalDate MAY = LocalDate.of(2026, 5, 31);

  private static PortfolioPast past(LocalDate asOf, Loan... loans) {
    return PortfolioPast.of(LoanBook.of(List.of(loans)), STANDARD, asOf);
  }

  private static Loan loan(String id, String text) {
    Loan parsed = Loans.parse(text);
    Loan.Builder b =
        Loan.builder(LoanId.of(id), parsed.borrower(), parsed.currency()).status(parsed.status());
    parsed.disbursedOn().ifPresent(b::disbursedOn);
    parsed.installments().forEach(b::installment);
    parsed.payments().forEach(b::payment);
    parsed.pauses().forEach(b::pause);
    return b.build();
  }

  @Test
  void a_loan_that_is_closed_now_was_open_until_it_was_paid() {
    PortfolioPast past =
        past(
            TODAY,
            loan("A", "status:CLOSED due:2026-05-01=100 pay:2026-06-10=100"),
            loan("B", "status:CLOSED due:2026-05-01=100 pay:2026-06-10=60"),
            loan("C", "status:WRITTEN_OFF due:2026-05-01=100"),
            loan("D", "status:SOLD due:2026-05-01=100"),
            loan("E", "status:PENDING due:2026-07-01=100"),
            loan("F", "due:2026-05-01=100"),
            loan("G", "from:2026-06-01 due:2026-08-01=100"));

    PortfolioSnapshot before = past.on(MAY);
    RollRates rates = RollRates.between(before, past.on(TODAY)).get(0);

    assertThat(before.positions().stream().map(Object::toString))
        .containsExactly(
            "Position(A, EARLY)",
            "Position(E, PENDING)",
            "Position(F, EARLY)",
            "Position(G, PENDING)");
    assertThat(before.leftOut()).hasSize(3);
    assertThat(past.on(TODAY).leftOut()).isEmpty();
    assertThat(rates.cell("EARLY", "PAID_OFF").loans()).isEqualTo(1);
    assertThat(rates.cell("EARLY", "MID").loans()).isEqualTo(1);
    assertThat(rates.arrivals("CURRENT").loans()).isEqualTo(1);
    assertThat(rates.opening("EARLY").loans()).isEqualTo(2);
    assertThatThrownBy(() -> past.on(TODAY.plusDays(1))).hasMessageContaining("after the book's");
  }

  @Test
  void amounts_paid_to_date_tell_the_past_by_their_completion_dates() {
    Installment due = Loans.parse("due:2026-05-01=100+10").installments().get(0);
    Loan dated = paidToDate("A", due, Optional.of(LocalDate.of(2026, 6, 10)));
    Loan undated = paidToDate("B", due, Optional.empty());
    PortfolioPast past = past(TODAY, dated, undated);

    PortfolioSnapshot before = past.on(MAY);

    assertThat(before.positions()).hasSize(1);
    assertThat(before.positions().get(0).daysPastDue()).isEqualTo(30);
    assertThat(before.positions().get(0).principal()).isEqualTo(Loans.money("100"));
    assertThat(before.leftOut()).containsExactly(undated.id());
    assertThat(past.on(TODAY).positions().stream().map(Position::kind))
        .containsExactly(Kind.PAID_OFF, Kind.PAID_OFF);
    assertThat(FirstPaymentDefaults.of(past, 30))
        .isEqualTo(new FirstPaymentDefaults(30, 1, 1, 0, 1));
    assertThat(RepaymentRates.of(past, MAY, TODAY)).isEmpty();
  }

  private static Loan paidToDate(String id, Installment due, Optional<LocalDate> completed) {
    return Loan.builder(LoanId.of(id), BorrowerId.of("B"), Loans.MXN)
        .installment(new Installment(1, due.dueOn(), due.due(), Optional.of(due.due()), completed))
        .build();
  }

  @Test
  void a_pending_loan_is_in_no_cohort_and_has_no_first_payment_yet() {
    PortfolioPast past =
        past(TODAY, loan("A", "status:PENDING from:2026-04-01 due:2026-05-01=100"));

    assertThat(FirstPaymentDefaults.of(past, 0)).isEqualTo(new FirstPaymentDefaults(0, 0, 0, 1, 0));
    assertThat(Vintages.of(past, Step.MONTH, 30)).isEmpty();
    assertThat(past.on(MAY).positions().get(0).kind()).isEqualTo(Kind.PENDING);
  }

  @ParameterizedTest(name = "first due 10 June, paid {0}, FPD-{1} on {2}")
  @CsvSource({
    "2026-06-10, 0, 2026-06-10, 0, 1",
    "2026-06-11, 0, 2026-06-10, 1, 1",
    "2026-06-11, 0, 2026-06-09, 0, 0",
    "2026-06-17, 7, 2026-06-17, 0, 1",
    "2026-06-18, 7, 2026-06-17, 1, 1",
    "2026-06-18, 7, 2026-06-16, 0, 0",
    "2026-06-10, 7, 2026-06-30, 0, 1"
  })
  void the_first_payment_is_judged_once_its_day_has_come(
      String paid, int days, LocalDate asOf, int defaults, int observed) {
    PortfolioPast past =
        past(asOf, loan("A", "due:2026-06-10=100 due:2026-07-10=100 pay:" + paid + "=100"));

    FirstPaymentDefaults fpd = FirstPaymentDefaults.of(past, days);

    assertThat(fpd).isEqualTo(new FirstPaymentDefaults(days, defaults, observed, 1 - observed, 0));
  }

  @Test
  void first_payment_defaults_are_a_rate_of_what_can_be_observed() {
    PortfolioPast past =
        past(
            TODAY,
            loan("A", "due:2026-05-10=100"),
            loan("B", "due:2026-05-10=100 pay:2026-05-10=100"),
            loan("C", "status:CLOSED due:2026-05-10=100 pay:2026-06-20=100"),
            loan("D", "status:WRITTEN_OFF due:2026-05-10=100"),
            loan("E", "due:2026-06-10=100"),
            loan("F", ""),
            loan("G", "due:2026-05-01=0 due:2026-05-10=100 pay:2026-05-12=100"));

    FirstPaymentDefaults fpd = FirstPaymentDefaults.of(past, 30);

    assertThat(fpd).isEqualTo(new FirstPaymentDefaults(30, 3, 5, 1, 1));
    assertThat(fpd.rate()).hasToString("60.00 %");
    assertThatThrownBy(() -> FirstPaymentDefaults.of(past, -1)).hasMessageContaining("0 or more");
    assertThatThrownBy(() -> new FirstPaymentDefaults(1, 2, 1, 0, 0))
        .hasMessageContaining("defaults are observed");
  }

  @Test
  void repayment_rates_tell_catching_up_from_paying_on_time() {
    PortfolioPast past =
        past(
            TODAY,
            loan(
                "A", "due:2026-05-20=100 due:2026-06-20=100 due:2026-07-20=100 pay:2026-06-20=250"),
            loan("B", "due:2026-06-05=100 pay:2026-05-30=40 pay:2026-06-06=60"),
            loan("C", "due:2026-06-10=200+20 pay:2026-06-10=70"));

    RepaymentRates rates = RepaymentRates.of(past, MAY, TODAY).get(0);

    assertThat(rates.due()).isEqualTo(Loans.money("400"));
    assertThat(rates.received()).isEqualTo(Loans.money("310"));
    assertThat(rates.onTime()).isEqualTo(Loans.money("190"));
    assertThat(rates.current()).hasToString("77.50 %");
    assertThat(rates.onTimeRate()).hasToString("47.50 %");
    assertThatThrownBy(() -> RepaymentRates.of(past, MAY, MAY)).hasMessageContaining("2026-05-31");
    assertThatThrownBy(() -> RepaymentRates.of(past, MAY, TODAY.plusDays(1)))
        .hasMessageContaining("up to 2026-06-30");
  }

  @Test
  void catching_up_can_bring_in_more_than_was_due_and_a_reversal_less() {
    PortfolioPast caughtUp =
        past(TODAY, loan("A", "due:2026-05-20=100 due:2026-06-20=100 pay:2026-06-25=200"));
    PortfolioPast bounced =
        past(
            TODAY,
            loan(
                "A",
                "due:2026-05-20=100 due:2026-06-20=100 pay:2026-05-20=100#X undo:2026-06-02=X"));
    PortfolioPast moved =
        past(TODAY, loan("A", "due:2026-06-20=100"), loan("B", "due:2026-06-20=100"));

    assertThat(RepaymentRates.of(caughtUp, MAY, TODAY).get(0).current()).hasToString("200.00 %");
    assertThat(RepaymentRates.of(bounced, MAY, TODAY).get(0).received())
        .isEqualTo(Loans.money("-100"));
    assertThat(RepaymentRates.of(moved, MAY, TODAY).get(0).onTimeRate()).hasToString("0.00 %");
  }

  @Test
  void a_second_computation_of_repayments_finds_the_same_on_random_portfolios() {
    for (int i = 0; i < Cases.of(1_000); i++) {
      List<Loan> loans = new SimpleLoans(SEED + i).portfolio(i % 25);
      LocalDate to = SimpleLoans.START.plusDays(100 + i % 80);
      LocalDate from = to.minusDays(1 + i % 60);
      PortfolioPast past = PortfolioPast.of(LoanBook.of(loans), STANDARD, to);

      Map<String, long[]> naive = new TreeMap<>();
      for (Loan loan : loans) {
        long[] sum = naive.computeIfAbsent(loan.currency().getCurrencyCode(), c -> new long[3]);
        for (int n = 0; n < loan.installments().size(); n++) {
          LocalDate due = loan.installments().get(n).dueOn();
          if (due.isAfter(to)) {
            continue;
          }
          sum[1] += SimpleLoans.on(loan, from).left()[n] - SimpleLoans.on(loan, to).left()[n];
          if (due.isAfter(from)) {
            long principal = loan.installments().get(n).due().principal().minorUnits();
            sum[0] += principal;
            sum[2] += principal - SimpleLoans.on(loan, due).left()[n];
          }
        }
      }

      List<RepaymentRates> all = RepaymentRates.of(past, from, to);
      assertThat(all.stream().map(r -> r.currency().getCurrencyCode()))
          .containsExactlyElementsOf(naive.keySet());
      for (RepaymentRates rates : all) {
        long[] sum = naive.get(rates.currency().getCurrencyCode());
        assertThat(
                List.of(
                    rates.due().minorUnits(),
                    rates.received().minorUnits(),
                    rates.onTime().minorUnits()))
            .as("seed %s", SEED + i)
            .isEqualTo(List.of(sum[0], sum[1], sum[2]));
      }
    }
  }

  @Test
  void ever_thirty_follows_the_example_of_two_hundred_loans() {
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String first = i < 6 ? "" : " pay:2026-02-15=100";
      String second = i < 11 ? "" : " pay:2026-05-15=100";
      loans.add(
          loan("L-" + i, "from:2026-01-15 due:2026-02-15=100 due:2026-05-15=100" + first + second));
    }
    PortfolioPast past = PortfolioPast.of(LoanBook.of(loans), STANDARD, LocalDate.of(2026, 7, 15));

    Vintages vintages = Vintages.of(past, Step.MONTH, 30).get(0);
    Cohort cohort = vintages.cohorts().get(0);

    assertThat(vintages.cohorts()).hasSize(1);
    assertThat(cohort.points()).hasSize(6);
    assertThat(vintages.everLate(cohort, 3).map(Object::toString)).contains("3.00 %");
    assertThat(vintages.everLate(cohort, 6).map(Object::toString)).contains("5.50 %");
    assertThat(vintages.everLate(cohort, 7)).isEmpty();
    assertThat(vintages.lateBalance(cohort, 6).map(Object::toString)).contains("4.25 %");
  }

  @Test
  void a_cohort_ends_at_the_age_of_its_youngest_loan() {
    PortfolioPast past =
        past(
            LocalDate.of(2026, 4, 27),
            loan("A", "from:2026-01-01 due:2026-01-20=100"),
            loan("B", "from:2026-01-28 due:2026-02-20=100"),
            loan("C", "from:2026-04-27 due:2026-05-20=100"),
            loan("D", "from:2026-05-27 due:2026-06-20=100"),
            loan("E", "due:2026-06-20=100"));

    Vintages vintages = Vintages.of(past, Step.MONTH, 30).get(0);
    Vintages weekly = Vintages.of(past, Step.WEEK, 30).get(0);

    assertThat(vintages.cohorts().stream().map(c -> c.from() + " " + c.points().size()))
        .containsExactly("2026-01-01 2", "2026-04-01 0");
    assertThat(vintages.leftOut()).isEqualTo(1);
    assertThat(weekly.cohorts().stream().map(c -> c.from() + " " + c.points().size()))
        .containsExactly("2025-12-29 16", "2026-01-26 12", "2026-04-27 0");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-02-27, 0",
    "2026-01-31, 2026-02-28, 1",
    "2026-01-31, 2026-03-30, 1",
    "2026-01-31, 2026-03-31, 2",
    "2026-01-15, 2026-02-14, 0",
    "2026-01-15, 2026-02-15, 1"
  })
  void a_month_ends_with_the_last_day_of_a_shorter_one(
      LocalDate disbursed, LocalDate asOf, int age) {
    assertThat(Step.MONTH.age(disbursed, asOf)).isEqualTo(age);
  }

  @Test
  void a_small_cohort_shows_figures_instead_of_rates() {
    PortfolioPast past =
        past(
            LocalDate.of(2026, 4, 1),
            loan("A", "from:2026-01-01 due:2026-01-20=100"),
            loan("B", "from:2026-01-01 due:2026-02-20=100 pay:2026-03-30=100"));

    Vintages vintages = Vintages.of(past, Step.MONTH, 30).get(0);

    assertThat(vintages.everLate(vintages.cohorts().get(0), 2)).isEmpty();
    assertThat(vintages.withMinimum(2).everLate(vintages.cohorts().get(0), 2)).isPresent();
    assertThat(vintages.in("es"))
        .isEqualTo(
            """
            Cosechas · 2026-04-01 · MXN

              30 días de mora o más alguna vez, por número de créditos
              mes      créditos  prestado   m1   m2   m3
              2026-01         2    200.00  (0)  (1)  (1)

              30 días de mora o más a esa edad, saldo sobre lo prestado
              mes      créditos  prestado      m1        m2        m3
              2026-01         2    200.00  (0.00)  (100.00)  (100.00)
              Sin tasa en cosechas de menos de 30 créditos: se muestra la cifra.
            """);
    assertThat(vintages.withMinimum(1).in("en")).contains("50.0%").contains("month");
    assertThat(Vintages.of(past, Step.WEEK, 30).get(0).in("pt")).contains("semana").contains("s12");
  }

  @Test
  void vintages_are_written_as_csv() {
    PortfolioPast past =
        past(LocalDate.of(2026, 3, 1), loan("A", "from:2026-01-01 due:2026-01-20=100"));
    StringBuilder out = new StringBuilder();

    Vintages.writeCsv(List.of(Vintages.of(past, Step.MONTH, 30).get(0).withMinimum(1)), out);

    assertThat(out.toString())
        .isEqualTo(
            """
            as_of,currency,step,late_from_days,cohort,loans,lent,age,ever_late_loans,late_loans,\
            late_balance,ever_late_percent,late_balance_percent
            2026-03-01,MXN,MONTH,30,2026-01-01,1,100.00,1,0,0,0.00,0.0000,0.0000
            2026-03-01,MXN,MONTH,30,2026-01-01,1,100.00,2,1,1,100.00,100.0000,100.0000
            """);
  }

  @Test
  void a_reversal_after_the_last_payment_makes_a_loan_late_again() {
    PortfolioPast past =
        past(
            LocalDate.of(2026, 5, 1),
            loan("A", "from:2026-01-01 due:2026-01-20=100 pay:2026-01-20=100#X undo:2026-02-20=X"));

    Cohort cohort = Vintages.of(past, Step.MONTH, 30).get(0).cohorts().get(0);

    assertThat(cohort.points().stream().map(Point::late)).containsExactly(0, 1, 1, 1);
  }

  @Test
  void a_second_computation_of_snapshots_and_vintages_finds_the_same_on_random_portfolios() {
    for (int i = 0; i < Cases.of(1_000); i++) {
      List<Loan> loans = new SimpleLoans(SEED + i).portfolio(i % 25);
      LocalDate asOf = SimpleLoans.START.plusDays(110 + i % 150);
      PortfolioPast past = PortfolioPast.of(LoanBook.of(loans), STANDARD, asOf);
      LocalDate day = asOf.minusDays(new Random(SEED + i).nextInt(100));

      for (Position position : past.on(day).positions()) {
        Loan loan = find(loans, position);
        SimpleLoans.Then then = SimpleLoans.on(loan, day);
        boolean begun = !loan.disbursedOn().orElseThrow().isAfter(day);
        if (position.kind() == Kind.OPEN) {
          assertThat(position.daysPastDue()).as("seed %s", SEED + i).isEqualTo(then.daysPastDue());
          assertThat(position.principal().minorUnits()).isEqualTo(then.principal());
        } else {
          assertThat(position.kind()).isEqualTo(begun ? Kind.PAID_OFF : Kind.PENDING);
        }
      }
      for (Vintages vintages : Vintages.of(past, i % 2 == 0 ? Step.MONTH : Step.WEEK, 30)) {
        for (Cohort cohort : vintages.cohorts()) {
          assertThat(cohort)
              .as("seed %s %s", SEED + i, cohort.from())
              .isEqualTo(naive(loans, vintages, cohort.from()));
        }
      }
    }
  }

  private static Loan find(List<Loan> loans, Position position) {
    return loans.stream().filter(l -> l.id().equals(position.loan())).findFirst().orElseThrow();
  }

  private static Cohort naive(List<Loan> loans, Vintages of, LocalDate from) {
    boolean months = of.step() == Step.MONTH;
    LocalDate end = months ? from.plusMonths(1) : from.plusDays(7);
    List<Loan> members =
        loans.stream()
            .filter(l -> l.currency().equals(of.currency()))
            .filter(l -> !l.disbursedOn().orElseThrow().isBefore(from))
            .filter(l -> l.disbursedOn().orElseThrow().isBefore(end))
            .filter(l -> !l.disbursedOn().orElseThrow().isAfter(of.asOf()))
            .toList();
    List<Point> points = new ArrayList<>();
    for (int age = 1; ; age++) {
      int ever = 0;
      int late = 0;
      long balance = 0;
      for (Loan loan : members) {
        LocalDate start = loan.disbursedOn().orElseThrow();
        if ((months ? start.plusMonths(age) : start.plusDays(7L * age)).isAfter(of.asOf())) {
          return cohort(members, of, from, points);
        }
        boolean was = false;
        for (int a = 1; a <= age; a++) {
          LocalDate day = months ? start.plusMonths(a) : start.plusDays(7L * a);
          SimpleLoans.Then then = SimpleLoans.on(loan, day);
          was |= then.daysPastDue() >= 30;
          if (a == age && then.daysPastDue() >= 30) {
            late++;
            balance += then.principal();
          }
        }
        ever += was ? 1 : 0;
      }
      points.add(new Point(age, ever, late, Money.ofMinor(of.currency(), balance)));
    }
  }

  private static Cohort cohort(
      List<Loan> members, Vintages of, LocalDate from, List<Point> points) {
    long lent = 0;
    for (Loan loan : members) {
      for (var installment : loan.installments()) {
        lent += installment.due().principal().minorUnits();
      }
    }
    return new Cohort(from, members.size(), Money.ofMinor(of.currency(), lent), points);
  }

  @Test
  void a_loan_that_is_closed_with_a_debt_left_is_told_nowhere() {
    PortfolioPast past =
        past(
            TODAY,
            loan(
                "A",
                "from:2026-04-10 status:CLOSED due:2026-05-10=100 due:2026-06-10=100"
                    + " pay:2026-05-10=100"),
            loan("B", "from:2026-04-10 due:2026-05-10=100 due:2026-06-10=100"),
            loan("C", ""));

    assertThat(FirstPaymentDefaults.of(past, 0)).isEqualTo(new FirstPaymentDefaults(0, 1, 1, 0, 2));
    assertThat(Vintages.of(past, Step.MONTH, 1).get(0).leftOut()).isEqualTo(2);
    assertThat(Vintages.of(past, Step.MONTH, 1).get(0).cohorts().get(0).loans()).isEqualTo(1);
    assertThat(RepaymentRates.of(past, MAY, TODAY).get(0).leftOut()).isEqualTo(2);
    assertThat(RepaymentRates.of(past, MAY, TODAY).get(0).due()).isEqualTo(Loans.money("100"));
  }

  @ParameterizedTest
  @CsvSource({
    "PAUSE,      2026-06-01, 0",
    "MORATORIUM, 2026-06-30, 1",
    "MORATORIUM, 2026-07-01, 0"
  })
  void a_schedule_that_a_moratorium_moved_has_no_repayment_rate(
      Pause.Kind kind, LocalDate from, int leftOut) {
    Loan moved =
        loan("A", "due:2026-06-10=100 due:2026-08-10=100").toBuilder()
            .pause(new Pause(from, from.plusDays(10), kind))
            .build();

    RepaymentRates rates =
        RepaymentRates.of(past(TODAY, moved, loan("B", "due:2026-06-20=50")), MAY, TODAY).get(0);

    assertThat(rates.leftOut()).isEqualTo(leftOut);
    assertThat(rates.due()).isEqualTo(Loans.money(leftOut == 1 ? "50" : "150"));
  }

  @Test
  void what_was_lent_is_what_the_host_says_or_the_principal_of_the_first_schedule() {
    Loan said =
        loan("A", "from:2026-05-01 due:2026-06-01=100").toBuilder()
            .principal(Loans.money("120"))
            .build();
    Loan replaced =
        loan("B", "from:2026-05-01 due:2026-06-20=300").toBuilder()
            .restructure(
                Restructure.of(
                    LocalDate.of(2026, 6, 1),
                    Loans.parse("due:2026-05-15=40+9 due:2026-06-15=41").installments()))
            .build();

    Cohort cohort =
        Vintages.of(past(TODAY, said, replaced), Step.MONTH, 30).get(0).cohorts().get(0);

    assertThat(cohort.loans()).isEqualTo(2);
    assertThat(cohort.lent()).isEqualTo(Loans.money("201"));
  }

  @Test
  void each_product_and_currency_has_its_own_terms_in_the_past_too() {
    DelinquencyPolicy policy =
        STANDARD.toBuilder()
            .tolerance(Tolerance.ofInstallment("1.00"))
            .product("strict", b -> b.tolerance(Tolerance.NONE))
            .build();
    List<Loan> loans = new ArrayList<>();
    for (String product : List.of("mild", "strict")) {
      for (String unit : List.of("MXN", "CLP", "USD")) {
        loans.add(
            Loan.of(product + unit, "B", unit).installment("2026-05-01", "1").toBuilder()
                .product(product)
                .build());
      }
    }

    PortfolioSnapshot before = PortfolioPast.of(LoanBook.of(loans), policy, TODAY).on(MAY);

    assertThat(before.positions())
        .extracting(Position::daysPastDue)
        .containsExactly(0, 0, 0, 30, 30, 30);
  }
}
