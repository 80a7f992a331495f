package dev.mora.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.json.Json;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A second, slow scorer that shares nothing with the first but the JSON of the model: it tries each
 * bin in turn and adds doubles.
 */
class SecondScorerTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-21");
  private static final Attribute<BigDecimal> RATE = Attribute.percent("loan.rate");
  private static final Attributes ATTRIBUTES = Attributes.standard().with(RATE);
  private static final List<String> REGIONS = List.of("Jalisco", "Sonora", "", "á");

  @ParameterizedTest
  @ValueSource(longs = {20261121L, 7L})
  void a_naive_scorer_over_plain_objects_gives_the_same_scores(long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      String json = random.nextBoolean() ? card(random) : logistic(random);
      RiskModel model = RiskModel.parse("model.json", json);
      for (int c = 0; c < 10; c++) {
        Map<String, Object> plain = new HashMap<>();
        CaseFacts facts = facts(random, plain);

        ScoreResult result = model.score(facts, DAY);

        Naive naive = new Naive(Json.parse("naive", json).asObject(), plain);
        if (result.score().isEmpty()) {
          refused++;
          assertThat(naive.refuses).as("seed %d, model %d: %s", seed, i, json).isTrue();
        } else {
          assertThat(naive.refuses).isFalse();
          assertThat(result.score().get().doubleValue())
              .as("seed %d, model %d, %s: %s", seed, i, plain, json)
              .isCloseTo(naive.score, within(1e-6));
          assertThat(result.reasons())
              .extracting(reason -> reason.code().code())
              .as("seed %d, model %d, %s: %s", seed, i, plain, json)
              .isEqualTo(naive.reasons());
        }
        assertThat(result.missing()).isEqualTo(naive.missing);
      }
    }
    assertThat(refused).isBetween(1_000, 30_000);
  }

  private static CaseFacts facts(Random random, Map<String, Object> plain) {
    CaseFacts.Builder facts = CaseFacts.builder(ATTRIBUTES);
    if (random.nextInt(4) > 0) {
      int days = random.nextInt(12) - 2;
      facts.set(Attributes.COUNTED_DAYS, days);
      plain.put("countedDays", BigDecimal.valueOf(days));
    }
    if (random.nextInt(4) > 0) {
      BigDecimal rate = BigDecimal.valueOf(random.nextInt(90) - 10, random.nextInt(3));
      facts.set(RATE, rate);
      plain.put("loan.rate", rate);
    }
    if (random.nextInt(4) > 0) {
      boolean pesos = random.nextInt(3) > 0;
      BigDecimal amount = BigDecimal.valueOf(random.nextInt(1_000), 2);
      facts.set(Attributes.OVERDUE_AMOUNT, Money.of(amount.toPlainString(), pesos ? "MXN" : "USD"));
      if (pesos) {
        plain.put("overdueAmount", amount);
      }
    }
    if (random.nextInt(4) > 0) {
      String region = REGIONS.get(random.nextInt(REGIONS.size()));
      facts.set(Attributes.REGION, region);
      plain.put("region", region);
    }
    if (random.nextInt(4) > 0) {
      boolean silent = random.nextBoolean();
      facts.set(Attributes.READ_BUT_SILENT, silent);
      plain.put("readButSilent", silent);
    }
    return facts.build();
  }

  private static String missing(Random random) {
    return random.nextInt(8) == 0 ? "\"REFUSE\"" : worth(random);
  }

  private static String worth(Random random) {
    return BigDecimal.valueOf(random.nextInt(4_001) - 2_000, random.nextInt(3)).toPlainString();
  }

  private static String card(Random random) {
    boolean woe = random.nextBoolean();
    String key = woe ? "woe" : "points";
    String head = woe ? "\"coefficient\":" + small(random) + "," : "";
    return "{\"schema\":\"mora/scorecard-1\",\"name\":\"n\",\"version\":\"1\",\"decimals\":6,"
        + (woe
            ? "\"intercept\":"
                + small(random)
                + ",\"scaling\":{\"baseScore\":600,\"baseOdds\":50,\"pdo\":20},"
            : "\"base\":" + worth(random) + ",")
        + "\"characteristics\":["
        + ranges("countedDays", head, key, random.nextInt(8), random.nextInt(9), "", random)
        + ","
        + ranges("loan.rate", head, key, random.nextInt(60), 0.5, "", random)
        + ","
        + ranges(
            "overdueAmount",
            "\"currency\":\"MXN\"," + head,
            key,
            random.nextInt(9),
            1.25,
            "\"",
            random)
        + ",{\"attribute\":\"region\","
        + head
        + "\"missing\":"
        + missing(random)
        + ",\"bins\":[{\"in\":[\"Jalisco\",\"\"],\""
        + key
        + "\":"
        + worth(random)
        + "},{\"other\":true,\""
        + key
        + "\":"
        + worth(random)
        + "}]},{\"attribute\":\"readButSilent\","
        + head
        + "\"missing\":"
        + missing(random)
        + ",\"bins\":[{\"is\":true,\""
        + key
        + "\":"
        + worth(random)
        + "},{\"is\":false,\""
        + key
        + "\":"
        + worth(random)
        + "}]}],\"attributes\":{\"loan.rate\":\"percent\"}}";
  }

  private static String small(Random random) {
    return BigDecimal.valueOf(random.nextInt(201) - 100, 2).toPlainString();
  }

  /** Below, between and above two cuts; which ends belong to which bin varies. */
  private static String ranges(
      String name, String head, String key, int cut, double width, String quote, Random random) {
    boolean first = random.nextBoolean();
    boolean second = random.nextBoolean();
    BigDecimal low = BigDecimal.valueOf(cut);
    BigDecimal high = low.add(BigDecimal.valueOf(Math.max(1, width))).stripTrailingZeros();
    if (high.compareTo(low) <= 0 || name.equals("countedDays")) {
      high = low.add(BigDecimal.valueOf(2));
    }
    String a = quote + low.toPlainString() + quote;
    String b = quote + high.toPlainString() + quote;
    return "{\"attribute\":\""
        + name
        + "\","
        + head
        + "\"missing\":"
        + missing(random)
        + ",\"bins\":[{\""
        + (second ? "from" : "above")
        + "\":"
        + b
        + ",\""
        + key
        + "\":"
        + worth(random)
        + "},{\""
        + (first ? "to" : "below")
        + "\":"
        + a
        + ",\""
        + key
        + "\":"
        + worth(random)
        + "},{\""
        + (first ? "above" : "from")
        + "\":"
        + a
        + ",\""
        + (second ? "below" : "to")
        + "\":"
        + b
        + ",\""
        + key
        + "\":"
        + worth(random)
        + "}]}";
  }

  private static String logistic(Random random) {
    String transform = List.of("NONE", "LN1P", "SQRT").get(random.nextInt(3));
    return "{\"schema\":\"mora/logistic-1\",\"name\":\"n\",\"version\":\"1\",\"probabilityOf\":\""
        + (random.nextBoolean() ? "BAD" : "GOOD")
        + "\",\"intercept\":"
        + small(random)
        + (random.nextBoolean()
            ? ",\"scaling\":{\"baseScore\":600,\"baseOdds\":50,\"pdo\":20}"
            : "")
        + ",\"terms\":[{\"attribute\":\"countedDays\",\"coefficient\":"
        + small(random)
        + ",\"from\":0,\"to\":7,\"transform\":\""
        + transform
        + "\",\"center\":"
        + small(random)
        + ",\"spread\":1.5,\"reference\":3,\"missing\":"
        + missing(random)
        + "},{\"attribute\":\"overdueAmount\",\"currency\":\"MXN\",\"coefficient\":"
        + small(random)
        + ",\"missing\":"
        + missing(random)
        + "},{\"attribute\":\"region\",\"levels\":{\"Jalisco\":"
        + small(random)
        + ",\"á\":"
        + small(random)
        + "},\"other\":"
        + small(random)
        + ",\"missing\":"
        + missing(random)
        + "},{\"attribute\":\"readButSilent\",\"coefficient\":"
        + small(random)
        + ",\"missing\":"
        + missing(random)
        + "}]}";
  }

  /** Reads the file anew for each case. */
  private static final class Naive {

    private static final double FACTOR = 20 / Math.log(2);
    private static final double OFFSET = 600 - FACTOR * Math.log(50);

    private final Map<String, Object> facts;
    private final List<String> missing = new ArrayList<>();
    private final List<Map.Entry<String, Double>> losses = new ArrayList<>();
    private boolean refuses;
    private double score;

    Naive(JsonObject root, Map<String, Object> facts) {
      this.facts = facts;
      if (root.has("terms")) {
        terms(root);
      } else {
        bins(root);
      }
    }

    /** The three largest; equal ones in the order of the file. */
    List<String> reasons() {
      return losses.stream()
          .filter(loss -> loss.getValue() > 5e-7)
          .sorted(Comparator.comparing(loss -> -Math.round(loss.getValue() * 1e6)))
          .limit(3)
          .map(Map.Entry::getKey)
          .toList();
    }

    private Double missing(JsonObject part) {
      missing.add(part.string("attribute"));
      JsonValue value = part.value("missing");
      refuses |= value instanceof JsonString;
      return value instanceof JsonNumber number ? number.value().doubleValue() : null;
    }

    private void bins(JsonObject root) {
      List<JsonObject> all = root.array("characteristics").objects();
      boolean woe = root.has("intercept");
      score = woe ? 0 : root.decimal("base").doubleValue();
      for (JsonObject part : all) {
        Double worth = null;
        double best = Double.NEGATIVE_INFINITY;
        for (JsonObject bin : part.array("bins").objects()) {
          double value = bin.decimal(woe ? "woe" : "points").doubleValue();
          if (takes(bin, facts.get(part.string("attribute")), part)) {
            worth = value;
          }
          best = Math.max(best, points(root, part, value, all.size()));
        }
        Double got = worth == null ? missing(part) : worth;
        if (got != null) {
          double points = points(root, part, got, all.size());
          score += points;
          losses.add(Map.entry(part.string("attribute"), best - points));
        }
      }
    }

    private double points(JsonObject root, JsonObject part, double worth, int n) {
      if (!root.has("intercept")) {
        return worth;
      }
      double raw =
          -(part.decimal("coefficient").doubleValue() * worth
                      + root.decimal("intercept").doubleValue() / n)
                  * FACTOR
              + OFFSET / n;
      return Math.round(raw * 1e6) / 1e6;
    }

    private static boolean takes(JsonObject bin, Object value, JsonObject part) {
      if (value == null) {
        return false;
      }
      if (bin.has("other")) {
        return part.array("bins").objects().stream()
            .noneMatch(each -> each.has("in") && each.array("in").strings().contains(value));
      }
      if (bin.has("in") || bin.has("is")) {
        return bin.has("in")
            ? bin.array("in").strings().contains(value)
            : value.equals(bin.value("is").asBoolean());
      }
      BigDecimal number = (BigDecimal) value;
      boolean takes = true;
      for (String key : bin.keys()) {
        if (List.of("from", "above", "to", "below").contains(key)) {
          int order = number.compareTo(bin.decimal(key));
          takes &=
              switch (key) {
                case "from" -> order >= 0;
                case "above" -> order > 0;
                case "to" -> order <= 0;
                default -> order < 0;
              };
        }
      }
      return takes;
    }

    private void terms(JsonObject root) {
      boolean bad = root.string("probabilityOf").equals("BAD");
      double z = root.decimal("intercept").doubleValue();
      for (JsonObject term : root.array("terms").objects()) {
        Object value = facts.get(term.string("attribute"));
        Double part = value == null ? missing(term) : Double.valueOf(adds(term, value));
        if (part != null) {
          z += part;
          double more = part - ideal(term, bad);
          losses.add(Map.entry(term.string("attribute"), bad ? more : -more));
        }
      }
      double p = 1 / (1 + Math.exp(-z));
      score = root.has("scaling") ? OFFSET + FACTOR * (bad ? -z : z) : p;
    }

    private static double ideal(JsonObject term, boolean bad) {
      if (!term.has("levels")) {
        JsonValue reference = term.optionalValue("reference").orElse(JsonNumber.of(0));
        return adds(term, reference.asDecimal());
      }
      double result = term.decimal("other").doubleValue();
      for (String level : term.object("levels").keys()) {
        double value = term.object("levels").decimal(level).doubleValue();
        result = bad ? Math.min(result, value) : Math.max(result, value);
      }
      return result;
    }

    private static double adds(JsonObject term, Object value) {
      if (term.has("levels")) {
        JsonObject levels = term.object("levels");
        String name = (String) value;
        return (levels.has(name) ? levels.decimal(name) : term.decimal("other")).doubleValue();
      }
      double x =
          value instanceof BigDecimal number ? number.doubleValue() : value.equals(true) ? 1 : 0;
      if (term.has("from")) {
        x = Math.max(0, Math.min(7, x));
      }
      x =
          switch (term.stringOr("transform", "NONE")) {
            case "LN1P" -> Math.log1p(x);
            case "SQRT" -> Math.sqrt(x);
            default -> x;
          };
      double center = term.has("center") ? term.decimal("center").doubleValue() : 0;
      double spread = term.has("spread") ? term.decimal("spread").doubleValue() : 1;
      return term.decimal("coefficient").doubleValue() * (x - center) / spread;
    }
  }
}
