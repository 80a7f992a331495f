package dev.mora.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDocumentTest {

  private static final String CARD =
      """
      {"schema":"mora/scorecard-1","name":"behaviour","version":"3","validUntil":"2027-06-30",
       "attributes":{"loan.rate":"percent"},
       "scaling":{"baseScore":600,"baseOdds":50,"pdo":20},
       "base":400,"decimals":1,
       "bands":[{"code":"HIGH","below":440},{"code":"MEDIUM","below":500.5},{"code":"LOW"}],
       "characteristics":[
         {"attribute":"countedDays","missing":10,"bins":[
            {"to":0,"points":60.5},{"from":1,"to":7,"points":45},{"above":7,"points":0}],
          "reason":{"code":"DAYS","es":"días de mora","pt":"dias de atraso"}},
         {"attribute":"overdueAmount","currency":"MXN","missing":"REFUSE","bins":[
            {"below":"500.00","points":30},{"from":"500.00","points":5}],"reason":"AMOUNT"},
         {"attribute":"loan.rate","missing":0,"bins":[
            {"below":12.5,"points":3},{"from":12.5,"points":-3}]},
         {"attribute":"region","missing":0,"bins":[
            {"in":["Jalisco","Sonora"],"points":2},{"other":true,"points":1}]},
         {"attribute":"readButSilent","missing":0,"bins":[
            {"is":true,"points":-20},{"is":false,"points":0}]}]}
      """;

  private static Scorecard card(String json) {
    return (Scorecard) RiskModel.parse("card.json", json);
  }

  @Test
  void a_card_in_java_equals_the_same_card_in_json(@TempDir Path folder) throws Exception {
    Attribute<BigDecimal> rate = Attribute.percent("loan.rate");
    Scorecard inJava =
        Scorecard.builder("behaviour", "3")
            .validUntil(LocalDate.parse("2027-06-30"))
            .scaling(Scaling.of(600, 50, 20))
            .base(new BigDecimal("400"))
            .decimals(1)
            .bands(
                ScoreBands.of(
                    ScoreBands.Band.below("HIGH", new BigDecimal("440.0")),
                    ScoreBands.Band.below("MEDIUM", new BigDecimal("500.50")),
                    ScoreBands.Band.rest("LOW")))
            .characteristic(
                Characteristic.of(
                        Attributes.COUNTED_DAYS,
                        new Bin.Range(
                            Optional.empty(),
                            Optional.of(new Bin.Limit(BigDecimal.ZERO, true)),
                            new BigDecimal("60.50")),
                        Bin.between(1, 7, 45),
                        new Bin.Range(
                            Optional.of(new Bin.Limit(new BigDecimal("7"), false)),
                            Optional.empty(),
                            BigDecimal.ZERO))
                    .missing(BigDecimal.TEN)
                    .reason(
                        new ReasonCode(
                            "DAYS",
                            Map.of(Language.ES, "días de mora", Language.PT, "dias de atraso"))))
            .characteristic(
                Characteristic.of(
                        Attributes.OVERDUE_AMOUNT,
                        Money.currencyOf("MXN"),
                        Bin.below(new BigDecimal("500"), new BigDecimal("30")),
                        Bin.from(new BigDecimal("500"), new BigDecimal("5")))
                    .reason(ReasonCode.of("AMOUNT")))
            .characteristic(
                Characteristic.of(
                        rate,
                        Bin.below(new BigDecimal("12.5"), new BigDecimal("3")),
                        Bin.from(new BigDecimal("12.5"), new BigDecimal("-3")))
                    .missing(BigDecimal.ZERO))
            .characteristic(
                Characteristic.of(
                        Attributes.REGION,
                        Bin.oneOf(new BigDecimal("2"), "Jalisco", "Sonora"),
                        Bin.others(BigDecimal.ONE))
                    .missing(BigDecimal.ZERO))
            .characteristic(
                Characteristic.of(
                        Attributes.READ_BUT_SILENT,
                        Bin.flag(true, new BigDecimal("-20")),
                        Bin.flag(false, BigDecimal.ZERO))
                    .missing(BigDecimal.ZERO))
            .build();

    Path file = Files.writeString(folder.resolve("c.json"), CARD);

    assertThat(RiskModel.load(file)).isEqualTo(inJava).hasSameHashCodeAs(inJava);
    assertThat(card(inJava.toJson())).isEqualTo(inJava);
    assertThat(card(inJava.toJson()).toJson()).isEqualTo(inJava.toJson());
    assertThat(inJava.info().protectedFeatures()).isEmpty();
    assertThat(inJava.info().isValidOn(LocalDate.parse("2027-06-30"))).isTrue();
    assertThat(inJava.info().isValidOn(LocalDate.parse("2027-07-01"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"from\":1,\"to\":7 | {\"from\":2,\"to\":7 | /characteristics/0/bins/1: found no bin for 1, expected bins that touch",
        "{\"from\":1,\"to\":7 | {\"from\":0,\"to\":7 | /characteristics/0/bins/1: found 0 in this bin and in bin 0",
        "{\"from\":1,\"to\":7 | {\"from\":1,\"to\":8 | /characteristics/0/bins/2: found 8 in this bin and in bin 1",
        "{\"to\":0,\"points\":60.5} | {\"from\":0,\"to\":0,\"points\":60.5} | found no bin for -1, expected a lowest bin without a lower end",
        "{\"above\":7,\"points\":0} | {\"above\":7,\"to\":90,\"points\":0} | /characteristics/0/bins/2: found no bin for 91, expected a highest bin",
        "{\"from\":1,\"to\":7 | {\"from\":7,\"to\":1 | a range without a value",
        "{\"from\":1,\"to\":7 | {\"from\":1,\"above\":1,\"to\":7 | from and above",
        "{\"from\":1,\"to\":7 | {\"from\":1.5,\"to\":7 | 1.5 has more than the 0 decimals of countedDays",
        "{\"below\":\"500.00\" | {\"below\":\"499.99\" | found no bin for 499.99 MXN",
        "{\"below\":\"500.00\" | {\"below\":\"500.01\" | found 500.00 MXN in this bin and in bin 0",
        "{\"below\":\"500.00\" | {\"below\":500 | an amount in quotes",
        "{\"below\":\"500.00\" | {\"below\":\"500.001\" | /characteristics/1/bins/0/below",
        "{\"below\":12.5 | {\"below\":12.499999 | found no bin for 12.499999",
        "\"Jalisco\",\"Sonora\" | \"Jalisco\",\"Jalisco\" | each once",
        ",{\"other\":true,\"points\":1} |  | /characteristics/3/bins: found no bin for \"\"",
        "{\"other\":true,\"points\":1} | {\"in\":[\"Sonora\"],\"points\":1} | found \"Sonora\" in this bin and in bin 0",
        "{\"is\":false,\"points\":0} | {\"is\":true,\"points\":0} | a second bin for the same answer",
        ",{\"is\":false,\"points\":0} |  | found no bin for false",
        "\"points\":45 | \"point\":45 | did you mean \"points\"?",
        "\"points\":45 | \"points\":\"45\" | a number without quotes",
        "\"points\":45 | \"points\":45.25 | points have at most 1 decimals",
        "\"points\":45 | \"points\":1e20 | from -1000000000 to 1000000000",
        "\"points\":45 | \"points\":1e999999999 | an exponent",
        "\"missing\":10 | \"missing\":\"REFUSED\" | did you mean \"REFUSE\"?",
        "\"missing\":10, |  | what a missing value is worth",
        "\"countedDays\" | \"countedDay\" | did you mean \"countedDays\"?",
        "\"countedDays\" | \"reachable\" | a set has no bins",
        "\"countedDays\" | \"policy.stage\" | a known attribute, loan.x, borrower.x or score.x",
        "\"MXN\" | \"MXX\" | an ISO 4217 currency code",
        "\"percent\" | \"percents\" | did you mean \"percent\"?",
        "\"loan.rate\":\"percent\" | \"creditScore\":\"percent\" | loan.x or borrower.x",
        "\"pdo\":20 | \"pdo\":0 | pdo must be above 0",
        "\"below\":500.5 | \"below\":440 | /bands/1: found",
        "{\"code\":\"LOW\"} | {\"code\":\"LOW\",\"below\":900} | no cut-off: the last band takes the rest",
        "{\"code\":\"LOW\"} | {\"code\":\"HIGH\"} | a code that no other band has",
        "\"decimals\":1 | \"decimals\":7 | decimals must be 0 to 6",
        "\"base\":400 | \"intercept\":1 | expected one: the card has an intercept",
        "mora/scorecard-1 | mora/scorecard-2 | did you mean \"mora/scorecard-1\"?",
        "\"2027-06-30\" | \"30/06/2027\" | a date such as",
      })
  void what_is_wrong_is_told_where_it_stands(String part, String other, String message) {
    String broken = CARD.replace(part, other == null ? "" : other);
    assertThat(broken).isNotEqualTo(CARD);

    assertThatThrownBy(() -> card(broken))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("card.json:")
        .hasMessageContaining(message);
  }

  @Test
  void several_faults_come_together() {
    String broken = CARD.replace("{\"from\":1,", "{\"from\":2,").replace("\"pdo\":20", "\"pdo\":0");

    InvalidDocument fault = catchThrowableOfType(InvalidDocument.class, () -> card(broken));

    assertThat(fault.faults()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {20261121L, 7L})
  void a_random_model_reads_back_from_its_json_as_itself(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      RiskModel model = random.nextBoolean() ? randomCard(random) : randomLogistic(random);

      String json = json(model);

      assertThat(RiskModel.parse("again.json", json)).as("seed %d, %d", seed, i).isEqualTo(model);
      assertThat(json(RiskModel.parse("again.json", json))).isEqualTo(json);
    }
  }

  private static String json(RiskModel model) {
    return model instanceof Scorecard card ? card.toJson() : ((LogisticModel) model).toJson();
  }

  private static BigDecimal number(Random random, int decimals) {
    return BigDecimal.valueOf(random.nextInt(2_000_001) - 1_000_000, random.nextInt(decimals + 1));
  }

  private static Scorecard randomCard(Random random) {
    boolean woe = random.nextBoolean();
    Scorecard.Builder card = Scorecard.builder("n\"" + random.nextInt(9), "v").decimals(6);
    if (woe) {
      card.intercept(number(random, 6).movePointLeft(6));
    }
    if (woe || random.nextBoolean()) {
      card.scaling(new Scaling(number(random, 3), new BigDecimal("0.5"), new BigDecimal("33.3")));
    }
    List<Characteristic> some = new ArrayList<>();
    BigDecimal cut = number(random, 6);
    some.add(
        Characteristic.of(
            Attribute.number("loan.x" + random.nextInt(3)),
            Bin.below(cut, number(random, 6)),
            Bin.from(cut, number(random, 6))));
    some.add(
        Characteristic.of(
            Attributes.STATUS,
            Bin.oneOf(number(random, 6), "ACTIVE", "CLOSED"),
            Bin.others(number(random, 6))));
    some.add(
        Characteristic.of(
            Attributes.OUTSTANDING,
            Money.currencyOf("CLP"),
            Bin.below(new BigDecimal("1000"), number(random, 6)),
            Bin.from(new BigDecimal("1000"), number(random, 6))));
    for (Characteristic each : some) {
      Characteristic next = random.nextBoolean() ? each.missing(number(random, 6)) : each;
      card.characteristic(woe ? next.coefficient(number(random, 6).movePointLeft(6)) : next);
    }
    return card.build();
  }

  private static LogisticModel randomLogistic(Random random) {
    Map<String, BigDecimal> levels = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      levels.put("l\n" + i, number(random, 6));
    }
    Optional<BigDecimal> from =
        random.nextBoolean() ? Optional.of(new BigDecimal(random.nextInt(5))) : Optional.empty();
    return LogisticModel.builder("m", "1")
        .probabilityOf(
            random.nextBoolean() ? LogisticModel.Outcome.BAD : LogisticModel.Outcome.GOOD)
        .intercept(number(random, 9))
        .term(
            new Term.Levels(
                Attributes.REGION,
                levels,
                number(random, 6),
                random.nextBoolean() ? Optional.of(number(random, 6)) : Optional.empty(),
                ReasonCode.of("R")))
        .term(
            new Term.Linear(
                Attributes.OVERDUE_AMOUNT,
                Optional.of(Money.currencyOf("MXN")),
                number(random, 9),
                from,
                Optional.of(new BigDecimal("100.5")),
                from.isPresent() ? Term.Transform.SQRT : Term.Transform.NONE,
                number(random, 3),
                new BigDecimal("0.25"),
                number(random, 3),
                Optional.empty(),
                ReasonCode.of("overdueAmount")))
        .build();
  }

  @Test
  void the_schemas_are_published_and_name_every_key() {
    for (String name : List.of("scorecard-1", "logistic-1")) {
      var in = getClass().getResourceAsStream("/META-INF/mora/schema/" + name + ".json");
      assertThat(in).as(name).isNotNull();
      assertThat(Json.read(name, in).asObject().object("properties").object("schema").toJson())
          .contains("mora/" + name);
    }
  }
}
