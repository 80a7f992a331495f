package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.score.Bin;
import dev.mora.score.Characteristic;
import dev.mora.score.LogisticModel;
import dev.mora.score.ModelInfo;
import dev.mora.score.ReasonCode;
import dev.mora.score.RiskModel;
import dev.mora.score.ScoreResult;
import dev.mora.score.Scorecard;
import dev.mora.score.Scores;
import dev.mora.score.Term;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScoresInRunTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-21");
  private static final Attribute<BigDecimal> SCORE = Attribute.number("score.pay");
  private static final Attribute<BigDecimal> RATE = Attribute.percent("loan.rate");

  private static final SegmentationPolicy POLICY =
      SegmentationPolicy.builder("p", "1")
          .rule("risky", "RISKY", SCORE.below(new BigDecimal("50")))
          .rule("safe", "SAFE", SCORE.atLeast(new BigDecimal("50")))
          .otherwise("NOT_SCORED")
          .build();

  private static final Portfolio PORTFOLIO =
      Portfolio.builder()
          .borrower(Borrower.of("B-1", "Ana").build())
          .borrower(Borrower.of("B-2", "Eva").build())
          .loan(
              Loan.of("L-1", "B-1", "MXN").installment("2026-11-05", "750.00").toBuilder()
                  .custom("rate", "31.5")
                  .build())
          .loan(Loan.of("L-2", "B-2", "MXN").installment("2026-11-20", "750.00"))
          .build();

  private static Scorecard card() {
    return Scorecard.builder("own-name", "7")
        .characteristic(
            Characteristic.of(Attributes.COUNTED_DAYS, Bin.upTo(10, 60), Bin.from(11, 20)))
        .characteristic(
            Characteristic.of(
                    RATE,
                    Bin.below(new BigDecimal("30"), BigDecimal.TEN),
                    Bin.from(new BigDecimal("30"), BigDecimal.ZERO))
                .missing(new BigDecimal("5")))
        .build();
  }

  private static SegmentationRun run() {
    return SegmentationRun.of(POLICY, DelinquencyPolicy.standard(), DAY);
  }

  private static String segment(Segmented segmented, String loan) {
    return segmented.loan(LoanId.of(loan)).orElseThrow().placement().segment();
  }

  @Test
  void a_model_fills_the_attribute_that_the_rules_read_also_from_columns_the_policy_ignores() {
    Segmented segmented = run().model("pay", card()).segment(PORTFOLIO);

    assertThat(segment(segmented, "L-1")).isEqualTo("RISKY");
    assertThat(segment(segmented, "L-2")).isEqualTo("SAFE");
    assertThat(segmented.loan(LoanId.of("L-1")).orElseThrow().facts().get(SCORE))
        .contains(new BigDecimal("20"));
    assertThat(segmented.loan(LoanId.of("L-2")).orElseThrow().facts().get(SCORE))
        .contains(new BigDecimal("65"));
    assertThat(segmented.faults()).isEmpty();
  }

  @Test
  void the_explanation_of_a_rule_that_read_a_score_shows_its_reasons() {
    Explanation explanation =
        run()
            .model("pay", card())
            .segment(PORTFOLIO)
            .loan(LoanId.of("L-1"))
            .orElseThrow()
            .placement()
            .explanation();

    assertThat(explanation.inFull("es"))
        .contains("\n  puntaje own-name 7: 20: días de mora (-40), loan.rate (-10)");
    assertThat(explanation.toJson())
        .contains("\"scores\":[{\"attribute\":\"score.pay\",\"model\":\"own-name\"")
        .contains("{\"code\":\"countedDays\",\"weight\":\"40\"}");
    assertThat(explanation.scores()).containsOnlyKeys("score.pay");
  }

  @Test
  void without_a_model_the_score_is_unknown_and_nothing_is_said_of_it() {
    Segmented segmented = run().segment(PORTFOLIO);

    assertThat(segment(segmented, "L-1")).isEqualTo("NOT_SCORED");
    assertThat(segmented.loan(LoanId.of("L-1")).orElseThrow().placement().explanation().scores())
        .isEmpty();
  }

  @Test
  void borrowers_are_scored_where_they_are_the_unit() {
    SegmentationPolicy whole =
        SegmentationPolicy.builder("p", "1")
            .unit(SegmentationPolicy.Unit.BORROWER)
            .rule("risky", "RISKY", SCORE.below(new BigDecimal("50")))
            .otherwise("REST")
            .build();

    Segmented segmented =
        SegmentationRun.of(whole, DelinquencyPolicy.standard(), DAY)
            .model("pay", card())
            .segment(PORTFOLIO);

    assertThat(segment(segmented, "L-1")).isEqualTo("RISKY");
    assertThat(segment(segmented, "L-2")).isEqualTo("REST");
  }

  private record Plugged(ModelInfo info, Optional<BigDecimal> answer) implements RiskModel {
    @Override
    public ScoreResult score(CaseFacts facts, LocalDate asOf) {
      return answer
          .map(
              score ->
                  ScoreResult.of(info, asOf, score, OptionalDouble.empty(), List.of(), List.of()))
          .orElseThrow(() -> new IllegalStateException("Rosa, 5512345678"));
    }
  }

  private static List<String> faults(RiskModel model) {
    Segmented segmented = run().model("pay", model).segment(PORTFOLIO);
    assertThat(segment(segmented, "L-1")).isEqualTo("NOT_SCORED");
    return segmented.faults().stream().map(DataFault::message).toList();
  }

  @Test
  void a_model_that_throws_leaves_the_score_unknown_and_its_message_untold() {
    assertThat(faults(new Plugged(ModelInfo.of("bad", "1"), Optional.empty())))
        .singleElement()
        .isEqualTo(
            "model bad 1 score.pay (L-1): found IllegalStateException, and so in 1 others:"
                + " expected a model that answers; the score stays unknown -> noted");
  }

  @Test
  void a_score_that_the_attribute_cannot_hold_is_none() {
    assertThat(faults(new Plugged(ModelInfo.of("big", "1"), Optional.of(new BigDecimal("1e30")))))
        .singleElement()
        .asString()
        .contains("a score that is too large or too fine");
  }

  @Test
  void a_missing_required_feature_is_told_by_its_name() {
    Scorecard needs =
        Scorecard.builder("needs", "1")
            .characteristic(
                Characteristic.of(
                    Attributes.CREDIT_SCORE,
                    Bin.below(BigDecimal.TEN, BigDecimal.ONE),
                    Bin.from(BigDecimal.TEN, BigDecimal.ZERO)))
            .build();

    assertThat(faults(needs))
        .singleElement()
        .asString()
        .contains("nothing known of creditScore, and so in 1 others");
  }

  private static final ModelInfo EXPIRED =
      Scorecard.builder("old", "1")
          .validUntil(DAY.minusDays(1))
          .characteristic(
              Characteristic.of(Attributes.COUNTED_DAYS, Bin.upTo(0, 1), Bin.from(1, 0)))
          .build()
          .info();

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(ModelInfo.of("m", "1"), Optional.of("55"), "55", "[]"),
        Arguments.of(EXPIRED, Optional.of("55"), "", "an as-of date after its end"),
        Arguments.of(ModelInfo.of("m", "1"), Optional.empty(), "", "IllegalStateException"),
        Arguments.of(ModelInfo.of("m", "1"), Optional.of("1e30"), "", "too large or too fine"));
  }

  @ParameterizedTest(name = "{3}")
  @MethodSource("models")
  void the_answer_of_a_model_wins_over_a_score_that_stands_there_also_when_it_has_none(
      ModelInfo info, Optional<String> answer, String score, String fault) {
    Scores scores = Scores.none().with("pay", new Plugged(info, answer.map(BigDecimal::new)));
    CaseFacts brought =
        CaseFacts.builder(scores.attributes(Attributes.standard()))
            .set(SCORE, new BigDecimal("10"))
            .build();
    Scores.Filler filler = scores.filler(DAY);

    CaseFacts filled = filler.fill(brought);

    assertThat(filled.get(SCORE).map(BigDecimal::toPlainString).orElse("")).isEqualTo(score);
    assertThat(filler.faults().stream().map(DataFault::message).toList().toString())
        .contains(fault);
  }

  @Test
  void a_model_beyond_its_end_gives_no_score() {
    Scorecard old =
        Scorecard.builder("old", "1")
            .validUntil(DAY.minusDays(1))
            .characteristic(
                Characteristic.of(Attributes.COUNTED_DAYS, Bin.upTo(0, 1), Bin.from(1, 0)))
            .build();

    assertThat(faults(old)).singleElement().asString().contains("an as-of date after its end");
  }

  @Test
  void a_model_that_reads_a_protected_attribute_is_told_so() {
    Scorecard gender =
        Scorecard.builder("g", "1")
            .characteristic(
                Characteristic.of(
                        Attributes.GENDER,
                        Bin.oneOf(BigDecimal.ONE, "F"),
                        Bin.others(BigDecimal.ZERO))
                    .missing(BigDecimal.ZERO))
            .build();

    assertThat(run().model("pay", gender).segment(PORTFOLIO).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.found()).isEqualTo("protected [gender]"));
  }

  @Test
  void a_model_may_read_an_earlier_score_and_never_its_own_or_a_later_one() {
    Scorecard second =
        Scorecard.builder("second", "1")
            .characteristic(
                Characteristic.of(
                    SCORE,
                    Bin.below(new BigDecimal("50"), BigDecimal.ONE),
                    Bin.from(new BigDecimal("50"), BigDecimal.TEN)))
            .build();

    Segmented segmented = run().model("pay", card()).model("second", second).segment(PORTFOLIO);

    assertThat(segment(segmented, "L-1")).isEqualTo("RISKY");
    assertThatThrownBy(() -> run().model("second", second).model("pay", card()))
        .hasMessageContaining("which a later model fills");
    assertThatThrownBy(() -> run().model("pay", second))
        .hasMessageContaining("model second reads score.pay");
    assertThatThrownBy(() -> run().model("pay", card()).model("pay", card()))
        .hasMessageContaining("two models fill score.pay");
  }

  @Test
  void a_column_that_policy_and_model_read_as_different_types_is_refused_with_both() {
    Scores scores = Scores.none().with("pay", card());

    assertThatThrownBy(
            () -> scores.attributes(Attributes.standard().with(Attribute.text("loan.rate"))))
        .hasMessageContaining("model pay reads loan.rate of type percent")
        .hasMessageContaining("already of type text");
  }

  @Test
  void an_explanation_tells_a_protected_attribute_behind_a_score_and_behind_a_score_of_a_score() {
    RiskModel first =
        LogisticModel.builder("first", "1")
            .term(
                new Term.Levels(
                    Attributes.GENDER,
                    Map.of("F", BigDecimal.ONE),
                    BigDecimal.ZERO,
                    Optional.empty(),
                    ReasonCode.of("x")))
            .build();
    RiskModel second =
        LogisticModel.builder("second", "1")
            .term(Term.Linear.of(Attribute.number("score.first"), "1"))
            .build();
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("r", "A", Attribute.number("score.second").above(new BigDecimal("0.1")))
            .otherwise("B")
            .build();
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(Borrower.of("B-1", "Rosa").gender("F").build())
            .loan(Loan.of("L-1", "B-1", "MXN").installment("2026-11-01", "100"))
            .build();

    Explanation told =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), LocalDate.of(2026, 11, 21))
            .model("first", first)
            .model("second", second)
            .segment(portfolio)
            .loans()
            .get(0)
            .placement()
            .explanation();

    assertThat(told.protectedReads()).containsExactly(Attributes.GENDER);
    assertThat(told.in("en")).endsWith("; reads protected data: gender");
  }
}
