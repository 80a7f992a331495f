package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.language.Language;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.portfolio.Portfolio;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDiffTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 21);
  private static final DelinquencyPolicy STANDARD = DelinquencyPolicy.standard();

  private static final SegmentationPolicy OLD =
      SegmentationPolicy.builder("desk", "1")
          .rule("late", "LATE", Attributes.COUNTED_DAYS.above(30))
          .rule("early", "EARLY", Attributes.COUNTED_DAYS.above(0))
          .rule("gone", "GONE", Attributes.STATUS.is("SOLD"))
          .otherwise("CURRENT")
          .build();

  private static final SegmentationPolicy NEW =
      SegmentationPolicy.builder("desk", "2")
          .rule(
              "visit",
              "VISIT",
              Condition.all(
                  Attributes.COUNTED_DAYS.above(15),
                  Attributes.OVERDUE_AMOUNT.atLeast(Money.of("200", "MXN"))))
          .rule("late", "LATE", Attributes.COUNTED_DAYS.above(15))
          .rule("early", "EARLY", Attributes.COUNTED_DAYS.above(0))
          .otherwise("CURRENT")
          .build();

  private static final Portfolio PORTFOLIO =
      Portfolio.builder()
          .borrower(Borrower.of("B-1", "Rosa").build())
          .borrower(Borrower.of("B-2", "Luis").build())
          .loan(Loan.of("L-1", "B-1", "MXN").installment("2026-12-01", "100"))
          .loan(Loan.of("L-2", "B-1", "MXN").installment("2026-09-01", "300"))
          .loan(Loan.of("L-3", "B-2", "MXN").installment("2026-11-01", "100"))
          .loan(Loan.of("L-4", "B-2", "MXN").installment("2026-11-01", "500"))
          .loan(Loan.of("L-5", "B-2", "USD").installment("2026-11-01", "90"))
          .loan(Loan.of("L-6", "B-2", "MXN").installment("2026-11-18", "70"))
          .build();

  private static PolicyDiff diff() {
    return PolicyDiff.of(OLD, NEW, PORTFOLIO, STANDARD, AS_OF);
  }

  private static Money mxn(String amount) {
    return Money.of(amount, "MXN");
  }

  @Test
  void the_matrix_counts_loans_and_sums_each_currency_apart() {
    PolicyDiff diff = diff();

    assertThat(diff.flows())
        .containsExactly(
            new Flow("LATE", "VISIT", 1, List.of(mxn("300")), List.of(mxn("300"))),
            new Flow("EARLY", "VISIT", 1, List.of(mxn("500")), List.of(mxn("500"))),
            new Flow(
                "EARLY",
                "LATE",
                2,
                List.of(mxn("100"), Money.of("90", "USD")),
                List.of(mxn("100"), Money.of("90", "USD"))),
            new Flow("EARLY", "EARLY", 1, List.of(mxn("70")), List.of(mxn("70"))),
            new Flow("CURRENT", "CURRENT", 1, List.of(mxn("0")), List.of(mxn("100"))));
    assertThat(diff.before()).isEqualTo(OLD);
    assertThat(diff.after()).isEqualTo(NEW);
    assertThat(diff.asOf()).isEqualTo(AS_OF);
    assertThat(diff.moved().loans()).isEqualTo(4);
    assertThat(diff.stable().loans()).isEqualTo(2);
    assertThat(diff.stable().outstanding()).containsExactly(mxn("170"));
    assertThat(diff.appeared()).containsExactly("VISIT");
    assertThat(diff.disappeared()).containsExactly("GONE");
    assertThat(diff)
        .hasToString(
            "PolicyDiff(SegmentationPolicy(desk 1) -> SegmentationPolicy(desk 2), 2026-11-21, 4"
                + " move)");
  }

  @Test
  void who_moves_stands_by_currency_and_amount_with_both_reasons() {
    PolicyDiff diff = diff();

    assertThat(diff.movers())
        .extracting(one -> one.loan().value(), one -> one.after().rule())
        .containsExactly(
            tuple("L-4", "visit"),
            tuple("L-2", "visit"),
            tuple("L-3", "late"),
            tuple("L-5", "late"));
    assertThat(diff.movers().get(0).in(Language.ES))
        .isEqualTo(
            "EARLY: 20 días de mora (más de 0), regla early -> VISIT: 20 días de mora (más de 15),"
                + " monto vencido 500.00 MXN (al menos 200.00 MXN), regla visit");
    assertThat(diff.causes())
        .extracting(Flow::from, Flow::to, Flow::loans)
        .containsExactly(
            tuple("late", "visit", 1L), tuple("early", "visit", 1L), tuple("early", "late", 2L));
    assertThat(diff.movers().get(0)).hasToString("Mover(L-4, EARLY -> VISIT)");
    StringBuilder csv = new StringBuilder();
    diff.writeCsv(csv, Language.EN);
    assertThat(csv.toString().lines())
        .hasSize(5)
        .startsWith(
            "loan_id,borrower_id,currency,overdue,outstanding,from_segment,from_rule,to_segment,"
                + "to_rule,why_before,why_after",
            "L-4,B-2,MXN,500.00,500.00,EARLY,early,VISIT,visit,\"EARLY: 20 days past due (more than"
                + " 0), rule early\",\"VISIT: 20 days past due (more than 15), overdue amount"
                + " 500.00 MXN (at least 200.00 MXN), rule visit\"");
  }

  @Test
  void the_same_policy_moves_nobody() {
    PolicyDiff diff = PolicyDiff.of(OLD, OLD, PORTFOLIO, STANDARD, AS_OF);

    assertThat(diff.movers()).isEmpty();
    assertThat(diff.causes()).isEmpty();
    assertThat(diff.flows()).noneMatch(Flow::moves);
    assertThat(diff.appeared()).isEmpty();
  }

  @Test
  void another_day_or_other_loans_are_refused() {
    Segmented today = OLD.segment(PORTFOLIO, STANDARD, AS_OF);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyDiff.of(today, NEW.segment(PORTFOLIO, STANDARD, AS_OF.plusDays(1))))
        .withMessageContaining("not the same day");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PolicyDiff.of(today, NEW.segment(Portfolio.builder().build(), STANDARD, AS_OF)))
        .withMessageContaining("not the same loans: 6 and 0");
  }

  @ParameterizedTest
  @ValueSource(longs = {20261121L, 3L})
  void every_loan_is_counted_once_and_every_amount_kept(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < Draws.of(500); run++) {
      Portfolio.Builder portfolio = Portfolio.builder().borrower(Borrower.of("B", "").build());
      int size = random.nextInt(12);
      for (int i = 0; i < size; i++) {
        portfolio.loan(
            Loan.of("L" + i, "B", random.nextBoolean() ? "MXN" : "USD")
                .installment(
                    AS_OF.minusDays(random.nextInt(60) - 10L).toString(),
                    1 + random.nextInt(400) + ".00"));
      }
      Portfolio built = portfolio.build();
      Segmented before = OLD.segment(built, STANDARD, AS_OF);
      Segmented after = NEW.segment(built, STANDARD, AS_OF);

      PolicyDiff diff = PolicyDiff.of(before, after);

      String about = "seed " + seed + ", run " + run;
      assertThat(diff.flows().stream().mapToLong(Flow::loans).sum()).as(about).isEqualTo(size);
      assertThat(diff.moved().loans() + diff.stable().loans()).as(about).isEqualTo(size);
      assertThat(minor(diff.flows()))
          .as(about)
          .isEqualTo(minor(List.of(diff.moved(), diff.stable())));
      assertThat(minor(diff.causes())).as(about).isEqualTo(minor(List.of(diff.moved())));
      assertThat(diff.movers())
          .as(about)
          .hasSize((int) diff.moved().loans())
          .allSatisfy(
              mover -> {
                assertThat(before.loan(mover.loan()).orElseThrow().placement().segment())
                    .isEqualTo(mover.before().segment());
                assertThat(after.loan(mover.loan()).orElseThrow().placement().segment())
                    .isEqualTo(mover.after().segment())
                    .isNotEqualTo(mover.before().segment());
              });
    }
  }

  private static long minor(List<Flow> flows) {
    return flows.stream()
        .flatMap(flow -> flow.outstanding().stream())
        .mapToLong(
            money ->
                money.minorUnits()
                    * (money.currency().getCurrencyCode().equals("MXN") ? 1 : 1_000_003))
        .sum();
  }
}
