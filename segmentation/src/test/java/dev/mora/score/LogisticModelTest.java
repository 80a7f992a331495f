package dev.mora.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.json.InvalidDocument;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogisticModelTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-21");

  /** -1.2 + 0.03 * 20 - 0.5 = -1.1. */
  static final String WORKED =
      """
      {"schema":"mora/logistic-1","name":"pay","version":"1","intercept":-1.2,
       "terms":[
         {"attribute":"countedDays","coefficient":0.03,"missing":"REFUSE"},
         {"attribute":"region","levels":{"Jalisco":-0.5,"Sonora":0.25},"other":0,"missing":0.1}]}
      """;

  private static CaseFacts facts(int days, String region) {
    return CaseFacts.builder(Attributes.standard())
        .set(Attributes.COUNTED_DAYS, days)
        .set(Attributes.REGION, region)
        .build();
  }

  @Test
  void the_worked_example_gives_its_probability() {
    ScoreResult result = RiskModel.parse("w.json", WORKED).score(facts(20, "Jalisco"), DAY);

    assertThat(result.probability().orElseThrow()).isCloseTo(0.24974, within(5e-6));
    assertThat(result.score()).contains(new BigDecimal("0.24974"));
    assertThat(result.reasons())
        .extracting(reason -> reason.code().code() + " " + reason.weight())
        .containsExactly("countedDays 0.6");
  }

  @ParameterizedTest
  @CsvSource({"20, Sonora, -0.35", "20, Puebla, -0.6", "0, Puebla, -1.2", "40, Puebla, 0"})
  void terms_add_up_to_the_log_odds(int days, String region, double z) {
    ScoreResult result = RiskModel.parse("w.json", WORKED).score(facts(days, region), DAY);

    assertThat(result.probability().orElseThrow()).isCloseTo(1 / (1 + Math.exp(-z)), within(1e-12));
  }

  @Test
  void a_missing_level_adds_what_the_model_says_and_a_required_value_refuses() {
    RiskModel model = RiskModel.parse("w.json", WORKED);
    CaseFacts.Builder none = CaseFacts.builder(Attributes.standard());

    ScoreResult scored = model.score(none.set(Attributes.COUNTED_DAYS, 0).build(), DAY);
    ScoreResult refused =
        model.score(
            CaseFacts.builder(Attributes.standard()).set(Attributes.REGION, "Sonora").build(), DAY);

    assertThat(scored.probability().orElseThrow())
        .isCloseTo(1 / (1 + Math.exp(1.1)), within(1e-12));
    assertThat(scored.missing()).containsExactly("region");
    assertThat(refused.score()).isEmpty();
    assertThat(refused.missing()).containsExactly("countedDays");
  }

  @Test
  void a_scaled_model_of_the_good_outcome_gives_more_points_for_a_higher_probability() {
    String json =
        """
        {"schema":"mora/logistic-1","name":"cure","version":"1","probabilityOf":"GOOD",
         "scaling":{"baseScore":600,"baseOdds":50,"pdo":20},"decimals":2,"intercept":0,
         "terms":[{"attribute":"creditScore","coefficient":1,"missing":"REFUSE"}]}
        """;
    BigDecimal logOfTwenty = new BigDecimal("2.995732");

    ScoreResult result =
        RiskModel.parse("g.json", json)
            .score(
                CaseFacts.builder(Attributes.standard())
                    .set(Attributes.CREDIT_SCORE, logOfTwenty)
                    .build(),
                DAY);

    assertThat(result.score()).contains(new BigDecimal("573.56"));
    assertThat(result.probability().orElseThrow()).isCloseTo(20.0 / 21, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 0",
    "0, 0",
    "3, 0.6931471805599453",
    "99, 2.302585092994046",
    "1000, 2.302585092994046"
  })
  void a_number_is_brought_within_its_limits_transformed_and_centred(int days, double z) {
    String json =
        """
        {"schema":"mora/logistic-1","name":"t","version":"1","intercept":0,
         "terms":[{"attribute":"countedDays","coefficient":0.5,"from":0,"to":99,
           "transform":"LN1P","center":0,"spread":1,"missing":0}]}
        """;

    ScoreResult result = RiskModel.parse("t.json", json).score(facts(days, ""), DAY);

    assertThat(result.probability().orElseThrow()).isCloseTo(1 / (1 + Math.exp(-z)), within(1e-12));
  }

  @Test
  void a_probability_far_out_is_0_or_1_and_its_points_still_tell_apart() {
    String json =
        """
        {"schema":"mora/logistic-1","name":"far","version":"1","decimals":0,"intercept":0,
         "scaling":{"baseScore":600,"baseOdds":50,"pdo":20},
         "terms":[{"attribute":"countedDays","coefficient":1,"missing":0}]}
        """;
    RiskModel model = RiskModel.parse("far.json", json);

    ScoreResult far = model.score(facts(1000, ""), DAY);
    ScoreResult farther = model.score(facts(1001, ""), DAY);

    assertThat(far.probability()).hasValue(1);
    assertThat(farther.score().orElseThrow()).isLessThan(far.score().orElseThrow());
    assertThat(model.score(facts(-1000, ""), DAY).probability()).hasValue(0);
  }

  @Test
  void the_same_bits_come_out_on_every_jdk() {
    ScoreResult result = RiskModel.parse("w.json", WORKED).score(facts(17, "Sonora"), DAY);

    assertThat(Double.doubleToLongBits(result.probability().orElseThrow()))
        .isEqualTo(4600728597850528939L);
  }

  @Test
  void a_text_without_levels_and_a_logarithm_below_zero_are_refused_where_they_stand() {
    assertThatThrownBy(
            () ->
                RiskModel.parse(
                    "b.json",
                    WORKED.replace(
                        "\"levels\":{\"Jalisco\":-0.5,\"Sonora\":0.25},\"other\":0",
                        "\"coefficient\":1")))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("/terms/1")
        .hasMessageContaining("region is no number");
    assertThatThrownBy(
            () ->
                RiskModel.parse(
                    "b.json",
                    WORKED.replace(
                        "\"coefficient\":0.03", "\"coefficient\":0.03,\"transform\":\"LN1P\"")))
        .hasMessageContaining("/terms/0")
        .hasMessageContaining("LN1P needs a from of 0 or more");
  }
}
