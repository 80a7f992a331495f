package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.language.Language;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.GivenFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

  private static final String TOLD =
      """
      {"schema":"mora/segmentation-1","name":"p","version":"1",
       "experiments":{"tone":{"warm":100}},
       "policies":{"n":{"rules":[{"id":"n","segment":"N","when":{"attribute":"daysToDue","is":3}}],
        "otherwise":"O"}},
       "rules":[{"id":"a","segment":"A","when":{"attribute":"region","is":"x"}},
        {"id":"b","segment":"B","when":{"attribute":"policy.n","is":"N"}}],"otherwise":"Z"}""";

  /** Each row: what stands in the policy, and what stands there in another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\":\"p\" | \"name\":\"q\"",
        "\"version\":\"1\" | \"version\":\"2\"",
        "\"segment\":\"B\" | \"segment\":\"C\"",
        "\"warm\":100 | \"cold\":100",
        "\"region\" | \"city\"",
        "\"is\":3 | \"from\":3"
      })
  void explanations_are_equal_by_all_that_they_tell(String here, String there) {
    CaseFacts facts = facts().borrower(BorrowerId.of("B-1")).set(Attributes.DAYS_TO_DUE, 3).build();
    Explanation told = SegmentationPolicy.parse("p", TOLD).segment(facts).explanation();

    Explanation other =
        SegmentationPolicy.parse("p", TOLD.replace(here, there)).segment(facts).explanation();

    assertThat(TOLD).contains(here);
    assertThat(other).isNotEqualTo(told);
    Explanation again = SegmentationPolicy.parse("p", TOLD).segment(facts).explanation();
    assertThat(again).isEqualTo(told).hasSameHashCodeAs(told);
    assertThat(told.hashCode()).isNotZero();
  }

  /** The words of one test that fails, holds and is not known, in each language. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "es | regla temprana: no se cumple, 5 días de mora (menos de 6), sin dato: ciudad",
        "pt | regra temprana: não se cumpre, 5 dias de atraso (menos de 6), sem dado: cidade",
        "en | rule temprana: does not hold, 5 days past due (less than 6), unknown: city"
      })
  void a_rule_that_fails_names_all_that_failed(String language, String line) {
    CaseFacts facts = facts().set(Attributes.COUNTED_DAYS, 5).build();
    Condition when =
        Condition.any(Attributes.COUNTED_DAYS.from(6), Condition.not(Attributes.CITY.isUnknown()));

    Explanation why = policy(when).segment(facts).explanation();

    assertThat(why.inFull(language)).endsWith("\n  " + line);
  }

  /** Each row: the test; a value that holds and one that does not; the words behind each. */
  @ParameterizedTest
  @MethodSource("limits")
  void limits_read_the_same_way_in_each_language(
      Condition test, int value, Language language, String words) {
    CaseFacts facts = facts().set(Attributes.DAYS_TO_DUE, value).build();

    Step step = policy(test).segment(facts).explanation().steps().get(0);

    assertThat(step.in(language)).endsWith("(" + words + ")");
  }

  static Stream<Arguments> limits() {
    Attribute<Integer> days = Attributes.DAYS_TO_DUE;
    List<Integer> two = List.of(2, 4);
    return Stream.of(
        Arguments.of(days.above(5), 6, Language.EN, "more than 5"),
        Arguments.of(days.above(5), 5, Language.EN, "up to 5"),
        Arguments.of(days.below(5), 4, Language.ES, "menos de 5"),
        Arguments.of(days.below(5), 5, Language.ES, "al menos 5"),
        Arguments.of(days.below(5), 5, Language.PT, "pelo menos 5"),
        Arguments.of(days.atMost(5), 5, Language.PT, "até 5"),
        Arguments.of(days.atMost(5), 6, Language.PT, "mais de 5"),
        Arguments.of(days.from(5), 5, Language.EN, "at least 5"),
        Arguments.of(days.from(5), 4, Language.EN, "less than 5"),
        Arguments.of(days.between(0, 5), 0, Language.EN, "0-5"),
        Arguments.of(days.between(0, 5), 6, Language.EN, "outside 0-5"),
        Arguments.of(days.between(-1, 5), 0, Language.PT, "-1 a 5"),
        Arguments.of(days.between(-1, 5), 6, Language.EN, "outside -1 to 5"),
        Arguments.of(days.between(-5, -1), 6, Language.PT, "fora de -5 a -1"),
        Arguments.of(days.in(two), 4, Language.EN, "2, 4"),
        Arguments.of(days.in(two), 3, Language.EN, "none of 2, 4"),
        Arguments.of(days.in(two), 3, Language.PT, "nenhum de 2, 4"),
        Arguments.of(days.notIn(two), 3, Language.EN, "other than 2, 4"),
        Arguments.of(days.is(4), 3, Language.EN, "not 4"),
        Arguments.of(days.is(4), 3, Language.PT, "não 4"),
        Arguments.of(days.isKnown(), 3, Language.PT, "há dado"),
        Arguments.of(days.isKnown(), 3, Language.EN, "known"));
  }

  @Test
  void a_set_that_lacks_a_member_says_without() {
    CaseFacts facts = facts().set(Attributes.REACHABLE, Set.of("call")).build();

    Step step =
        policy(Attributes.REACHABLE.holds("sms")).segment(facts).explanation().steps().get(0);

    assertThat(step.in(Language.ES)).isEqualTo("canales call (sin sms)");
    assertThat(step.in(Language.EN)).isEqualTo("channels call (without sms)");
  }

  /**
   * Each row: what an unknown counts as; how it reads without a value and with another currency.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRUE | ES | sin dato: saldo (cuenta como sí) | no comparable con MXN, cuenta como sí",
        "FALSE | ES | sin dato: saldo (cuenta como no) | no comparable con MXN, cuenta como no",
        "FALSE | EN | unknown: outstanding balance (counts as no) | not comparable with MXN, counts"
            + " as no",
        "FALSE | PT | sem dado: saldo devedor (conta como não) | não comparável com MXN, conta como não",
        "UNKNOWN | EN | unknown: outstanding balance | not comparable with MXN"
      })
  void what_an_unknown_counts_as_is_said(
      Truth counts, Language language, String missing, String incomparable) {
    SegmentationPolicy policy =
        policy(Attributes.OUTSTANDING.above(Money.of("5", "MXN")).onUnknown(counts));
    CaseFacts dollars = facts().set(Attributes.OUTSTANDING, Money.of("9", "USD")).build();

    Step unknown = policy.segment(facts().build()).explanation().steps().get(0);
    Step other = policy.segment(dollars).explanation().steps().get(0);

    assertThat(unknown.in(language)).isEqualTo(missing);
    assertThat(unknown.readings().get(0).comparable()).isFalse();
    assertThat(other.in(language))
        .endsWith(" (" + incomparable + ")")
        .containsPattern("9[.,]00 USD");
  }

  @Test
  void a_rule_without_a_condition_says_so() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1").rule("all", "ALL").otherwise("Z").build();

    assertThat(policy.segment(facts().build()).explanation().in("es"))
        .isEqualTo("ALL: sin condiciones, regla all");
    assertThat(policy.segment(facts().build()).explanation().in("pt"))
        .isEqualTo("ALL: sem condições, regra all");
  }
}
