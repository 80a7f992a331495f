package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.language.Language;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.portfolio.GivenFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

  private static SegmentationPolicy policy(Condition when) {
    return SegmentationPolicy.builder("tramos", "3")
        .rule("temprana", "EARLY", when)
        .otherwise("CURRENT")
        .build();
  }

  private static CaseFacts.Builder facts() {
    return CaseFacts.builder(Attributes.standard());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "es | EARLY: 16 días de mora (1-30), regla temprana",
        "es-MX | EARLY: 16 días de mora (1-30), regla temprana",
        "pt | EARLY: 16 dias de atraso (1-30), regra temprana",
        "en | EARLY: 16 days past due (1-30), rule temprana"
      })
  void a_late_loan_is_told_its_segment_in_one_line(String language, String line) {
    Loan loan = Loan.of("L-17", "B-9", "MXN").installment("2026-11-05", "750.00");
    Delinquency facts = DelinquencyPolicy.standard().assess(loan, LocalDate.of(2026, 11, 21));

    Placement result = policy(Attributes.COUNTED_DAYS.between(1, 30)).segment(facts);

    assertThat(result.explanation().in(language)).isEqualTo(line);
  }

  @Test
  void no_step_shows_what_it_read_in_a_log() {
    CaseFacts facts = facts().set(Attributes.GENDER, "F").set(Attributes.COUNTED_DAYS, 16).build();

    List<Step> steps =
        policy(Condition.all(Attributes.GENDER.is("X"), Attributes.COUNTED_DAYS.is(3)))
            .segment(facts)
            .explanation()
            .steps();

    assertThat(steps)
        .hasToString(
            "[Step[rule=temprana, segment=EARLY, truth=FALSE, readings=[Reading(gender, FALSE),"
                + " Reading(countedDays, FALSE)]]]");
  }

  @Test
  void figures_that_are_given_are_enough() {
    Placement result =
        policy(Attributes.COUNTED_DAYS.between(1, 30))
            .segment(GivenFacts.of(31, Money.of("10", "MXN")));

    assertThat(result.segment()).isEqualTo("CURRENT");
    assertThat(result.rule()).isEqualTo(Rule.OTHERWISE);
    assertThat(result.explanation().in("es")).isEqualTo("CURRENT: ninguna regla se cumple");
  }

  @Test
  void the_full_form_tells_every_rule_tried_in_three_languages() throws Exception {
    SegmentationPolicy policy =
        SegmentationPolicy.parse("p", PolicyDocumentTest.file("microcredit.json"));
    CaseFacts facts =
        facts()
            .set(Attributes.COUNTED_DAYS, 1)
            .set(Attributes.OVERDUE_AMOUNT, Money.of("1750.5", "MXN"))
            .set(Attributes.PROMISE_STATE, "BROKEN")
            .set(Attributes.REGION, "Colima")
            .build();

    Explanation big = policy.segment(facts).explanation();

    assertThat(big.inFull("es"))
        .isEqualTo(
            """
            EARLY_BIG: 1 día de mora (1-30), monto vencido 1,750.50 MXN (al menos 500.00 MXN), \
            promesa de pago BROKEN (no OPEN), sin dato: puntaje de crédito (cuenta como sí), \
            regla big-early
              política microcredit 2026-11-21
              regla big-early: se cumple, 1 día de mora (1-30), monto vencido 1,750.50 MXN \
            (al menos 500.00 MXN), promesa de pago BROKEN (no OPEN), sin dato: puntaje de crédito \
            (cuenta como sí)""");
    assertThat(big.in("pt"))
        .isEqualTo(
            "EARLY_BIG: 1 dia de atraso (1-30), valor vencido 1.750,50 MXN (pelo menos 500,00 MXN),"
                + " promessa de pagamento BROKEN (não OPEN), sem dado: pontuação de crédito (conta"
                + " como sim), regra big-early");
    assertThat(big.in("en"))
        .isEqualTo(
            "EARLY_BIG: 1 day past due (1-30), overdue amount 1,750.50 MXN (at least 500.00 MXN),"
                + " promise to pay BROKEN (not OPEN), unknown: credit score (counts as yes), rule"
                + " big-early");
  }

  @Test
  void a_rule_that_a_missing_value_left_undecided_is_named() throws Exception {
    SegmentationPolicy policy =
        SegmentationPolicy.parse("p", PolicyDocumentTest.file("microcredit.json"));
    CaseFacts facts =
        facts()
            .set(Attributes.COUNTED_DAYS, 16)
            .set(Attributes.OVERDUE_AMOUNT, Money.of("1750.5", "USD"))
            .set(Attributes.REGION, "Sonora")
            .build();

    Explanation early = policy.segment(facts).explanation();

    assertThat(early.in("es"))
        .isEqualTo(
            "EARLY: 16 días de mora (1-30), regla temprana; regla big-early sin decidir, monto"
                + " vencido 1,750.50 USD (no comparable con MXN), sin dato: promesa de pago");
    assertThat(early.inFull("en"))
        .isEqualTo(
            """
            EARLY: 16 days past due (1-30), rule temprana
              policy microcredit 2026-11-21
              rule big-early: undecided, overdue amount 1,750.50 USD (not comparable with MXN), \
            unknown: promise to pay
              rule temprana: holds, 16 days past due (1-30)""");
    assertThat(early.steps()).extracting(Step::truth).containsExactly(Truth.UNKNOWN, Truth.TRUE);
    assertThat(early.toJson())
        .contains("\"policy\":\"microcredit\"")
        .contains("{\"attribute\":\"promiseState\",\"test\":\"is\",\"truth\":\"UNKNOWN\"}")
        .contains("\"value\":\"1750.50 USD\"");
    assertThat(early).hasToString("Explanation(microcredit 2026-11-21, EARLY)");
  }

  /** The words behind the value for each kind of test, where it holds and where it fails. */
  @Test
  void limits_read_as_what_the_value_fulfils() {
    CaseFacts facts =
        facts()
            .set(Attributes.COUNTED_DAYS, 5)
            .set(Attributes.DAYS_TO_DUE, -2)
            .set(Attributes.REGION, "Jalisco")
            .set(Attributes.PAID_SHARE, new BigDecimal("66.67"))
            .set(Attributes.REACHABLE, Set.of("sms", "call"))
            .set(Attributes.FIRST_PAYMENT_DEFAULT, true)
            .build();
    List<Condition> conditions =
        List.of(
            Attributes.COUNTED_DAYS.above(5),
            Attributes.COUNTED_DAYS.atMost(5),
            Attributes.COUNTED_DAYS.from(6),
            Attributes.COUNTED_DAYS.between(6, 9),
            Attributes.COUNTED_DAYS.in(List.of(5, 6)),
            Attributes.COUNTED_DAYS.notIn(List.of(5, 6)),
            Attributes.DAYS_TO_DUE.between(-3, -1),
            Attributes.REGION.is("Jalisco"),
            Attributes.REGION.is("Sonora"),
            Attributes.REGION.isKnown(),
            Attributes.PAID_SHARE.below(new BigDecimal("50")),
            Attributes.REACHABLE.holds("sms"),
            Attributes.FIRST_PAYMENT_DEFAULT.is(true),
            Attributes.CITY.isUnknown());

    List<String> said =
        conditions.stream()
            .map(one -> policy(one).segment(facts).explanation().steps().get(0))
            .map(step -> step.in(Language.ES))
            .toList();

    assertThat(said)
        .containsExactly(
            "5 días de mora (hasta 5)",
            "5 días de mora (hasta 5)",
            "5 días de mora (menos de 6)",
            "5 días de mora (fuera de 6-9)",
            "5 días de mora (5, 6)",
            "5 días de mora (salvo 5, 6)",
            "-2 días para el vencimiento (-3 a -1)",
            "región Jalisco",
            "región Jalisco (no Sonora)",
            "región Jalisco (hay dato)",
            "parte pagada 66.67 % (al menos 50 %)",
            "canales call, sms (con sms)",
            "primera cuota impaga a su vencimiento: sí",
            "sin dato: ciudad");
  }
}
