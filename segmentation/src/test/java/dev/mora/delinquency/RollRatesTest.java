package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.delinquency.PortfolioSnapshot.Kind;
import dev.mora.delinquency.PortfolioSnapshot.Position;
import dev.mora.delinquency.RollRates.Measure;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RollRatesTest {

  private static final long SEED = 20_261_123L;
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
  private static final LocalDate APRIL = LocalDate.of(2026, 3, 31);
  private static final List<String> BUCKETS = List.of("B1", "B2", "B3");
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  private final PortfolioSnapshot.Builder opening = PortfolioSnapshot.builder(MARCH, BUCKETS);
  private final PortfolioSnapshot.Builder closing = PortfolioSnapshot.builder(APRIL, BUCKETS);
  private int loans;

  private static Position open(int loan, String state, String principal) {
    int days = state.equals("CURRENT") ? 0 : 30 * (state.charAt(1) - '0');
    return Position.open(LoanId.of("L-" + loan), state, days, Loans.money(principal));
  }

  /** So many loans of 100 that were in a state and are in another one with 90. */
  private RollRatesTest moved(int count, String before, String after) {
    for (int i = 0; i < count; i++) {
      opening.add(open(loans, before, "100"));
      closing.add(
          BUCKETS.contains(after) || after.equals("CURRENT")
              ? open(loans, after, "90")
              : Position.gone(LoanId.of("L-" + loans), Kind.valueOf(after), Loans.MXN));
      loans++;
    }
    return this;
  }

  private RollRates rates() {
    List<RollRates> all = RollRates.between(opening.build(), closing.build());
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void a_cure_rate_says_whether_it_counts_what_was_paid_off() {
    RollRates rates =
        moved(300, "B1", "CURRENT")
            .moved(40, "B1", "B1")
            .moved(50, "B1", "B2")
            .moved(10, "B1", "PAID_OFF")
            .rates();

    assertThat(rates.cureRate("B1", Measure.COUNT, false).map(Object::toString))
        .contains("75.00 %");
    assertThat(rates.cureRate("B1", Measure.COUNT, true).map(Object::toString)).contains("77.50 %");
    assertThat(rates.cell("B1", "B2").loans()).isEqualTo(50);
    assertThat(rates.opening("B1").balance()).isEqualTo(Loans.money("40000"));
    assertThat(rates.netFlow("B1").map(Object::toString)).contains("11.25 %");
    assertThat(rates.netFlow("B3")).isEmpty();
  }

  @Test
  void exits_stay_in_the_row_and_new_loans_stay_out_of_it() {
    moved(20, "CURRENT", "CURRENT")
        .moved(5, "CURRENT", "B1")
        .moved(8, "CURRENT", "PAID_OFF")
        .moved(4, "CURRENT", "WRITTEN_OFF")
        .moved(2, "CURRENT", "SOLD");
    opening.add(open(900, "CURRENT", "100"));
    closing.add(open(901, "CURRENT", "55"));
    opening.add(Position.gone(LoanId.of("L-902"), Kind.PENDING, Loans.MXN));
    closing.add(open(902, "B1", "45"));
    opening.add(Position.gone(LoanId.of("L-903"), Kind.PAID_OFF, Loans.MXN));
    closing.add(Position.gone(LoanId.of("L-903"), Kind.PAID_OFF, Loans.MXN));

    RollRates rates = rates();

    assertThat(rates.columns())
        .containsExactly("CURRENT", "B1", "B2", "B3", "PAID_OFF", "WRITTEN_OFF", "SOLD", "MISSING");
    assertThat(rates.opening("CURRENT").loans()).isEqualTo(40);
    assertThat(rates.rate("CURRENT", "PAID_OFF", Measure.COUNT).map(Object::toString))
        .contains("20.00 %");
    assertThat(rates.rate("CURRENT", "MISSING", Measure.COUNT).map(Object::toString))
        .contains("2.50 %");
    assertThat(sum(rates, "CURRENT", Measure.COUNT)).isEqualByComparingTo("1");
    assertThat(sum(rates, "CURRENT", Measure.BALANCE)).isEqualByComparingTo("1");
    assertThat(rates.arrivals("CURRENT").loans()).isEqualTo(1);
    assertThat(rates.arrivals("B1").balance()).isEqualTo(Loans.money("45"));
    assertThat(rates.closing("B1").balance()).isEqualTo(Loans.money("495"));
  }

  @Test
  void a_rate_of_fewer_than_thirty_loans_is_not_shown() {
    RollRates few = new RollRatesTest().moved(29, "B1", "CURRENT").rates();
    RollRates enough = new RollRatesTest().moved(30, "B1", "CURRENT").rates();

    assertThat(few.rate("B1", "CURRENT", Measure.COUNT)).isEmpty();
    assertThat(few.cureRate("B1", Measure.BALANCE, true)).isEmpty();
    assertThat(few.netFlow("B1")).isEmpty();
    assertThat(few.cell("B1", "CURRENT").loans()).isEqualTo(29);
    assertThat(few.withMinimum(29).rate("B1", "CURRENT", Measure.COUNT)).isPresent();
    assertThat(enough.rate("B1", "CURRENT", Measure.COUNT)).isPresent();
    assertThat(enough.minimum()).isEqualTo(30);
    assertThatThrownBy(() -> few.withMinimum(0)).hasMessageContaining("1 loan or more");
  }

  @Test
  void a_table_shows_counts_where_it_shows_no_rate() {
    moved(28, "CURRENT", "CURRENT").moved(12, "CURRENT", "B1").moved(3, "B1", "B2");
    closing.add(open(999, "CURRENT", "1250"));

    assertThat(rates().in("es"))
        .isEqualTo(
            """
            Movimiento entre tramos · 2026-03-01 -> 2026-03-31 · MXN

              por número de créditos
              de \\ a    al día     B1   B2  inicio
              al día     70.0%  30.0%    .      40
              B1             .      .  (3)       3
              B2             -      -    -       0
              (nuevos)       1      0    0

              por saldo inicial de capital
              de \\ a      al día     B1        B2    inicio  flujo neto
              al día       70.0%  30.0%         .  4,000.00       27.0%
              B1               .      .  (300.00)    300.00           -
              B2               -      -         -      0.00           -
              (nuevos)  1,250.00   0.00      0.00
              Sin tasa donde había menos de 30 créditos: se muestra cuántos pasaron.
            """);
    assertThat(rates().in("en")).contains("Roll rates").contains("net flow");
    assertThat(rates().in("pt")).contains("fluxo líquido");
  }

  @Test
  void a_matrix_is_written_as_csv_with_its_arrivals() {
    moved(30, "CURRENT", "B1");
    closing.add(open(999, "CURRENT", "12.50"));
    StringBuilder out = new StringBuilder();

    RollRates.writeCsv(List.of(rates()), out);

    assertThat(out.toString().lines())
        .hasSize(1 + 4 * 8 + 4)
        .contains(
            "from_date,to_date,currency,from_state,to_state,loans,balance,rate_by_count_percent,"
                + "rate_by_balance_percent",
            "2026-03-01,2026-03-31,MXN,CURRENT,B1,30,3000.00,100.0000,100.0000",
            "2026-03-01,2026-03-31,MXN,CURRENT,SOLD,0,0.00,0.0000,0.0000",
            "2026-03-01,2026-03-31,MXN,B1,B1,0,0.00,,",
            "2026-03-01,2026-03-31,MXN,NEW,CURRENT,1,12.50,,");
  }

  @Test
  void currencies_are_never_in_one_matrix() {
    moved(1, "B1", "B2");
    opening.add(Position.open(LoanId.of("U"), "B1", 9, Money.of("5.00", "USD")));

    List<RollRates> all = RollRates.between(opening.build(), closing.build());

    assertThat(all.stream().map(r -> r.currency().getCurrencyCode())).containsExactly("MXN", "USD");
    assertThat(all.get(1).cell("B1", "MISSING").loans()).isEqualTo(1);
    assertThat(all.get(0).cell("B1", "MISSING").loans()).isZero();
  }

  @Test
  void a_loan_that_one_date_cannot_tell_is_in_neither_row_nor_arrivals() {
    moved(2, "B1", "B2");
    opening.leaveOut(LoanId.of("X"));
    closing.add(open(77, "B2", "500"));
    closing.leaveOut(LoanId.of("Y"));
    opening.add(Position.open(LoanId.of("Y"), "B1", 5, Loans.money("100")));
    closing.add(Position.open(LoanId.of("X"), "B2", 40, Loans.money("900")));

    RollRates rates = rates();

    assertThat(rates.opening("B1").loans()).isEqualTo(2);
    assertThat(rates.cell("B1", "MISSING").loans()).isZero();
    assertThat(rates.arrivals("B2").loans()).isEqualTo(1);
    assertThat(rates.closing("B2").balance()).isEqualTo(Loans.money("680"));
    assertThat(rates.leftOut()).isEqualTo(2);
    assertThat(rates.in("es")).contains("sin pasado conocido: 2 créditos");
  }

  @Test
  void dates_stand_in_their_order() {
    assertThatThrownBy(() -> RollRates.between(closing.build(), opening.build()))
        .hasMessage("the opening date 2026-03-31 is not before 2026-03-01");
    assertThatThrownBy(() -> RollRates.between(opening.build(), opening.build()))
        .hasMessageContaining("is not before");
    assertThatThrownBy(() -> moved(1, "B1", "B1").rates().cell("B9", "B1"))
        .hasMessageStartingWith("no state B9 among [CURRENT, B1");
    assertThatThrownBy(() -> rates().cell("B1", "B9")).hasMessageStartingWith("no state B9 among");
  }

  @Test
  void months_make_a_matrix_each() {
    moved(1, "B1", "B2");
    PortfolioSnapshot may =
        PortfolioSnapshot.builder(APRIL.plusMonths(1), BUCKETS).add(open(0, "B3", "80")).build();

    List<List<RollRates>> steps = RollRates.steps(List.of(opening.build(), closing.build(), may));

    assertThat(steps).hasSize(2);
    assertThat(steps.get(1).get(0).cell("B2", "B3").loans()).isEqualTo(1);
    assertThat(steps.get(1).get(0).from()).isEqualTo(APRIL);
  }

  @Test
  void rows_sum_to_one_and_a_second_computation_finds_the_same_on_random_portfolios() {
    for (int i = 0; i < Cases.of(1_000); i++) {
      PortfolioSnapshot before =
          new RandomSnapshots(SEED + 2 * i).on(RandomSnapshots.START, i % 200);
      PortfolioSnapshot after =
          new RandomSnapshots(SEED + 2 * i + 1).on(RandomSnapshots.START.plusDays(31), i % 190);
      for (RollRates rates : RollRates.between(before, after)) {
        RollRates all = rates.withMinimum(1);
        for (String row : rates.rows()) {
          for (Measure measure : Measure.values()) {
            if (all.rate(row, row, measure).isPresent()) {
              assertThat(sum(all, row, measure).setScale(9, RoundingMode.HALF_UP))
                  .as("seed %s %s", SEED + 2 * i, row)
                  .isEqualByComparingTo("1");
            }
          }
          for (String column : rates.columns()) {
            assertThat(rates.cell(row, column))
                .as("seed %s, %s -> %s", SEED + 2 * i, row, column)
                .isEqualTo(naive(before, after, rates, row, column));
            assertThat(rates.rate(row, column, Measure.COUNT).isPresent())
                .isEqualTo(rates.opening(row).loans() >= 30);
          }
        }
        int closing = rates.rows().stream().mapToInt(s -> rates.closing(s).loans()).sum();
        int stayed =
            rates.rows().stream()
                .flatMap(row -> rates.rows().stream().map(to -> rates.cell(row, to).loans()))
                .mapToInt(Integer::intValue)
                .sum();
        int arrived = rates.rows().stream().mapToInt(s -> rates.arrivals(s).loans()).sum();
        assertThat(stayed + arrived).as("seed %s", SEED + 2 * i).isEqualTo(closing);
      }
    }
  }

  private static BigDecimal sum(RollRates rates, String row, Measure measure) {
    return rates.columns().stream()
        .map(column -> rates.rate(row, column, measure).flatMap(Ratio::value).orElseThrow())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static RollRates.Cell naive(
      PortfolioSnapshot before, PortfolioSnapshot after, RollRates of, String row, String column) {
    int loans = 0;
    long balance = 0;
    for (Position p : before.positions()) {
      if (!p.currency().equals(of.currency()) || !p.state().equals(row)) {
        continue;
      }
      String now = "MISSING";
      for (Position q : after.positions()) {
        if (q.loan().equals(p.loan())) {
          now = q.state().isEmpty() ? q.kind().name() : q.state();
        }
      }
      now = now.equals("PENDING") ? "MISSING" : now;
      if (now.equals(column)) {
        loans++;
        balance += p.principal().minorUnits();
      }
    }
    return new RollRates.Cell(loans, Money.ofMinor(of.currency(), balance));
  }

  /** Example E. */
  private static MarkovChain exampleE() {
    return MarkovChain.of(
        List.of("C", "B1", "B2", "L"),
        new double[][] {{.95, .05, 0, 0}, {.60, .15, .25, 0}, {.25, .05, .20, .50}, {0, 0, 0, 1}});
  }

  @Test
  void a_chain_carries_example_e_through_three_months() {
    MarkovChain chain = exampleE();
    Map<String, Double> start = Map.of("C", 1.0);

    assertThat(chain.project(start, 0).values()).containsExactly(1.0, 0.0, 0.0, 0.0);
    assertThat(chain.project(start, 1).values()).containsExactly(.95, .05, 0.0, 0.0);
    close(chain.project(start, 2), .9325, .055, .0125, 0);
    close(chain.project(start, 3), .922, .0555, .01625, .00625);
    assertThat(chain.project(start, 500).get("L")).isCloseTo(1, Offset.offset(.1));
    assertThat(chain.project(Map.of("B1", 200.0), 12).values().stream().mapToDouble(v -> v).sum())
        .isCloseTo(200, Offset.offset(1e-9));
  }

  private static void close(Map<String, Double> found, double... expected) {
    int i = 0;
    for (double value : found.values()) {
      assertThat(value).isCloseTo(expected[i++], EXACT);
    }
    assertThat(i).isEqualTo(expected.length);
  }

  @Test
  void a_chain_is_made_of_a_matrix_whose_rows_all_have_enough_loans() {
    RollRates whole =
        new RollRatesTest()
            .moved(95, "CURRENT", "CURRENT")
            .moved(5, "CURRENT", "B1")
            .moved(20, "B1", "CURRENT")
            .moved(20, "B1", "PAID_OFF")
            .moved(30, "B2", "B3")
            .moved(30, "B3", "WRITTEN_OFF")
            .rates();
    RollRates thin = new RollRatesTest().moved(95, "CURRENT", "B1").moved(2, "B1", "B1").rates();

    MarkovChain chain = whole.chain(Measure.COUNT).orElseThrow();

    assertThat(chain.rate("CURRENT", "B1")).isCloseTo(.05, EXACT);
    assertThat(chain.rate("PAID_OFF", "PAID_OFF")).isEqualTo(1);
    assertThat(chain.project(Map.of("B2", 1.0), 2).get("WRITTEN_OFF")).isCloseTo(1, EXACT);
    assertThat(whole.chain(Measure.BALANCE)).isPresent();
    assertThat(thin.chain(Measure.COUNT)).isEqualTo(Optional.empty());
  }

  @Test
  void a_chain_whose_rows_do_not_sum_to_one_is_refused() {
    List<String> two = List.of("A", "B");

    assertThatThrownBy(() -> MarkovChain.of(two, new double[][] {{.5, .4}, {0, 1}}))
        .hasMessageContaining("the rates of A sum to 0.9, not to 1");
    assertThatThrownBy(() -> MarkovChain.of(two, new double[][] {{1.5, -.5}, {0, 1}}))
        .hasMessageContaining("a rate of A is negative");
    assertThatThrownBy(() -> MarkovChain.of(two, new double[][] {{Double.NaN, 1}, {0, 1}}))
        .hasMessageContaining("a rate of A is negative");
    assertThatThrownBy(() -> MarkovChain.of(two, new double[][] {{1}, {0, 1}}))
        .hasMessageContaining("the rates of A");
    assertThatThrownBy(() -> MarkovChain.of(two, new double[][] {{1, 0}}))
        .hasMessageContaining("one row for each");
    assertThatThrownBy(() -> MarkovChain.of(List.of("A", "A"), new double[][] {{1, 0}, {0, 1}}))
        .hasMessageContaining("one row for each");
    assertThatThrownBy(() -> exampleE().project(Map.of("X", 1.0), 1))
        .hasMessageStartingWith("no state X");
    assertThatThrownBy(() -> exampleE().project(Map.of(), -1)).hasMessageContaining("0 or more");
  }

  @Test
  void a_rate_by_balance_weighs_what_a_rate_by_count_only_counts() {
    moved(30, "B1", "B2");
    opening.add(open(900, "B1", "7000"));
    closing.add(open(900, "CURRENT", "7000"));

    RollRates rates = rates();

    assertThat(rates.rate("B1", "B2", Measure.COUNT).map(Object::toString)).contains("96.77 %");
    assertThat(rates.rate("B1", "B2", Measure.BALANCE).map(Object::toString)).contains("30.00 %");
    assertThat(rates).hasToString("RollRates(2026-03-01, 2026-03-31, MXN)");
  }

  @Test
  void a_currency_that_only_comes_later_has_a_matrix_of_arrivals() {
    moved(1, "B1", "B2");
    closing.add(Position.open(LoanId.of("U"), "B1", 9, Money.of("5.00", "USD")));

    List<RollRates> all = RollRates.between(opening.build(), closing.build());

    assertThat(all.stream().map(r -> r.currency().getCurrencyCode())).containsExactly("MXN", "USD");
    assertThat(all.get(1).arrivals("B1").loans()).isEqualTo(1);
  }

  @Test
  void a_chain_names_its_states() {
    assertThat(exampleE().states()).containsExactly("C", "B1", "B2", "L");
    assertThat(exampleE()).hasToString("MarkovChain[C, B1, B2, L]");
  }
}
