package dev.mora.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorecardTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-21");
  private static final Attribute<BigDecimal> RATE = Attribute.percent("loan.rate");

  static BigDecimal of(String number) {
    return new BigDecimal(number);
  }

  private static Characteristic days() {
    return Characteristic.of(
            Attributes.COUNTED_DAYS,
            Bin.upTo(0, 60),
            Bin.between(1, 7, 45),
            Bin.between(8, 30, 20),
            Bin.from(31, 0))
        .missing(of("10"))
        .reason(
            new ReasonCode("DAYS", Map.of(Language.ES, "días de mora", Language.EN, "days late")));
  }

  private static Scorecard points() {
    return Scorecard.builder("behaviour", "2026-11-21")
        .base(of("400"))
        .characteristic(days())
        .characteristic(
            Characteristic.of(
                Attributes.PROMISES_BROKEN_90D,
                Bin.upTo(0, 40),
                Bin.between(1, 1, 15),
                Bin.from(2, 0)))
        .characteristic(
            Characteristic.of(
                    Attributes.REGION,
                    Bin.oneOf(of("12"), "Jalisco", "Sonora"),
                    Bin.others(of("5")))
                .missing(of("0")))
        .bands(
            ScoreBands.of(
                ScoreBands.Band.below("HIGH", of("440")),
                ScoreBands.Band.below("MEDIUM", of("500")),
                ScoreBands.Band.rest("LOW")))
        .build();
  }

  private static CaseFacts facts(int days, int broken, String region) {
    return CaseFacts.builder(Attributes.standard())
        .set(Attributes.COUNTED_DAYS, days)
        .set(Attributes.PROMISES_BROKEN_90D, broken)
        .set(Attributes.REGION, region)
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "-3, 0, Jalisco, 512, LOW",
    "0, 0, Jalisco, 512, LOW",
    "1, 0, Jalisco, 497, MEDIUM",
    "7, 0, Sonora, 497, MEDIUM",
    "8, 1, Sonora, 447, MEDIUM",
    "8, 1, Puebla, 440, MEDIUM",
    "30, 2, Puebla, 425, HIGH",
    "31, 2, Puebla, 405, HIGH",
    "2147483647, 99, '', 405, HIGH",
  })
  void the_score_is_the_sum_of_the_points_of_the_bins(
      int days, int broken, String region, String score, String band) {
    ScoreResult result = points().score(facts(days, broken, region), DAY);

    assertThat(result.score()).contains(of(score));
    assertThat(result.band()).contains(band);
    assertThat(result.probability()).isEmpty();
    assertThat(result.asOf()).isEqualTo(DAY);
    assertThat(result.missing()).isEmpty();
  }

  @Test
  void reasons_are_the_largest_losses_against_the_best_bin_equal_ones_in_the_order_of_the_card() {
    ScoreResult result = points().score(facts(10, 2, "Puebla"), DAY);

    assertThat(result.reasons())
        .extracting(reason -> reason.code().code() + " " + reason.weight())
        .containsExactly("DAYS 40", "promisesBroken90d 40", "region 7");
    assertThat(result.in(Language.ES))
        .startsWith("behaviour 2026-11-21: 425 (HIGH): días de mora (-40), ");
    assertThat(points().score(facts(0, 0, "Jalisco"), DAY).reasons()).isEmpty();
  }

  @Test
  void a_missing_value_has_a_bin_of_its_own_and_is_listed() {
    CaseFacts facts =
        CaseFacts.builder(Attributes.standard()).set(Attributes.PROMISES_BROKEN_90D, 0).build();

    ScoreResult result = points().score(facts, DAY);

    assertThat(result.score()).contains(of("450"));
    assertThat(result.missing()).containsExactly("countedDays", "region");
    assertThat(result.reasons().get(0).weight()).isEqualTo(of("50"));
  }

  @Test
  void without_a_required_value_there_is_no_score() {
    CaseFacts facts =
        CaseFacts.builder(Attributes.standard()).set(Attributes.COUNTED_DAYS, 3).build();

    ScoreResult result = points().score(facts, DAY);

    assertThat(result.score()).isEmpty();
    assertThat(result.band()).isEmpty();
    assertThat(result.missing()).containsExactly("promisesBroken90d", "region");
    assertThat(result.in(Language.EN)).contains("no score");
  }

  @Test
  void an_amount_of_another_currency_is_missing() {
    Scorecard card =
        Scorecard.builder("debt", "1")
            .characteristic(
                Characteristic.of(
                        Attributes.OVERDUE_AMOUNT,
                        Money.currencyOf("MXN"),
                        Bin.below(of("500"), of("30")),
                        Bin.from(of("500"), of("10")))
                    .missing(of("1")))
            .build();

    assertThat(score(card, Money.of("499.99", "MXN"))).contains(of("30"));
    assertThat(score(card, Money.of("500.00", "MXN"))).contains(of("10"));
    assertThat(score(card, Money.of("500.00", "USD"))).contains(of("1"));
  }

  private static Optional<BigDecimal> score(Scorecard card, Money overdue) {
    CaseFacts facts =
        CaseFacts.builder(Attributes.standard()).set(Attributes.OVERDUE_AMOUNT, overdue).build();
    return card.score(facts, DAY).score();
  }

  @Test
  void weights_of_evidence_become_points_by_the_formula() {
    Scorecard card = weighed(6);
    double factor = 28.853900817779268;
    double offset = 487.1228762045055;

    assertThat(card.points(0, 0).doubleValue())
        .isCloseTo(-(-0.8 * 1.1 + -2.0 / 2) * factor + offset / 2, within(1e-6));
    assertThat(card.points(1, 1).doubleValue())
        .isCloseTo(-(-0.5 * -0.9 + -2.0 / 2) * factor + offset / 2, within(1e-6));
    assertThat(card.pointsOfMissing(0)).isPresent();
    assertThat(card.pointsOfMissing(1)).isEmpty();
  }

  @Test
  void the_score_of_weights_of_evidence_is_the_scaled_log_odds_of_the_whole_model() {
    Scorecard card = weighed(6);
    double logOddsOfBad = -2.0 + -0.8 * -0.4 + -0.5 * 0.7;

    ScoreResult result =
        card.score(
            CaseFacts.builder(Attributes.standard().with(RATE))
                .set(Attributes.COUNTED_DAYS, 5)
                .set(RATE, of("10"))
                .build(),
            DAY);

    assertThat(result.score().orElseThrow().doubleValue())
        .isCloseTo(Scaling.of(600, 50, 20).scoreOfLogOdds(-logOddsOfBad), within(1e-5));
    assertThat(result.probability().orElseThrow())
        .isCloseTo(1 / (1 + Math.exp(-logOddsOfBad)), within(1e-6));
  }

  @Test
  void points_are_rounded_half_up_to_the_decimals_of_the_card() {
    assertThat(weighed(0).points(0, 0)).isEqualTo(of("298"));
    assertThat(weighed(1).points(0, 0)).isEqualTo(of("297.8"));
    assertThat(weighed(2).points(0, 0)).isEqualTo(of("297.81"));
  }

  static Scorecard weighed(int decimals) {
    return Scorecard.builder("weighed", "1")
        .scaling(Scaling.of(600, 50, 20))
        .intercept(of("-2"))
        .decimals(decimals)
        .validUntil(LocalDate.parse("2027-06-30"))
        .characteristic(
            Characteristic.of(
                    Attributes.COUNTED_DAYS,
                    new Bin.Range(
                        Optional.empty(), Optional.of(new Bin.Limit(of("0"), true)), of("1.1")),
                    new Bin.Range(
                        Optional.of(new Bin.Limit(of("0"), false)), Optional.empty(), of("-0.4")))
                .coefficient(of("-0.8"))
                .missing(of("0")))
        .characteristic(
            Characteristic.of(
                    RATE, Bin.below(of("12.5"), of("0.7")), Bin.from(of("12.5"), of("-0.9")))
                .coefficient(of("-0.5")))
        .build();
  }

  @Test
  void a_naive_look_up_gives_the_same_scores() {
    Random random = new Random(20261121L);
    for (int i = 0; i < 2_000; i++) {
      int cuts = random.nextInt(6);
      int[] limits = random.ints(cuts, -20, 20).distinct().sorted().toArray();
      int[] worth = random.ints(limits.length + 1, -50, 50).toArray();
      List<Bin> bins = new ArrayList<>();
      for (int b = 0; b <= limits.length; b++) {
        bins.add(
            new Bin.Range(
                b == 0
                    ? Optional.empty()
                    : Optional.of(new Bin.Limit(BigDecimal.valueOf(limits[b - 1]), true)),
                b == limits.length
                    ? Optional.empty()
                    : Optional.of(new Bin.Limit(BigDecimal.valueOf(limits[b]), false)),
                BigDecimal.valueOf(worth[b])));
      }
      int value = random.nextInt(50) - 25;
      int naive = 0;
      while (naive < limits.length && value >= limits[naive]) {
        naive++;
      }

      Scorecard card =
          Scorecard.builder("random", "1")
              .characteristic(Characteristic.of(Attributes.COUNTED_DAYS, shuffled(bins, random)))
              .build();

      assertThat(
              card.score(
                      CaseFacts.builder(Attributes.standard())
                          .set(Attributes.COUNTED_DAYS, value)
                          .build(),
                      DAY)
                  .score())
          .as("seed 20261121, case %d", i)
          .contains(BigDecimal.valueOf(worth[naive]));
    }
  }

  private static Bin[] shuffled(List<Bin> bins, Random random) {
    java.util.Collections.shuffle(bins, random);
    return bins.toArray(Bin[]::new);
  }

  @Test
  void what_cannot_be_added_up_is_refused() {
    assertThatThrownBy(() -> Scorecard.builder("x", "1").build())
        .hasMessageContaining("1 to 200 characteristics");
    assertThatThrownBy(
            () -> Scorecard.builder("x", "1").intercept(of("1")).characteristic(days()).build())
        .hasMessageContaining("scaling");
    assertThatThrownBy(
            () -> Scorecard.builder("x", "1").characteristic(days().coefficient(of("1"))).build())
        .hasMessageContaining("intercept");
    assertThatThrownBy(
            () -> Scorecard.builder("x", "1").characteristic(days().missing(of("0.5"))).build())
        .hasMessageContaining("decimals");
    assertThatThrownBy(
            () -> Scorecard.builder("x", "1").characteristic(days()).characteristic(days()).build())
        .hasMessageContaining("two features are countedDays");
  }
}
