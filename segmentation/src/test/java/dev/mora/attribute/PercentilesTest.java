package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.InvalidDocument;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentilesTest {

  private static final Attributes REGISTRY =
      Attributes.standard()
          .custom("loan.rate", AttributeType.PERCENT)
          .with(Attributes.OUTSTANDING.percentile())
          .with(Attributes.INCOME.percentile())
          .with(Attributes.COUNTED_DAYS.percentile())
          .custom("percentile.loan.rate", AttributeType.PERCENT);
  private static final List<Attribute<?>> RANKED =
      List.of(
          Attributes.OUTSTANDING,
          Attributes.INCOME,
          Attributes.COUNTED_DAYS,
          Attribute.percent("loan.rate"));

  private static CaseFacts loan(String product, String outstanding) {
    CaseFacts.Builder facts =
        CaseFacts.builder(REGISTRY)
            .set(Attributes.CURRENCY, outstanding.substring(outstanding.indexOf(' ') + 1))
            .set(Attributes.OUTSTANDING, Money.parse(outstanding));
    return product.isEmpty() ? facts.build() : facts.set(Attributes.PRODUCT, product).build();
  }

  /** Among MXN loans of product a that owe 100, 200, 200, 300, 400, and others beside them. */
  @ParameterizedTest
  @CsvSource({
    "a, 50.00 MXN, 0",
    "a, 100.00 MXN, 0",
    "a, 100.01 MXN, 20",
    "a, 200.00 MXN, 20",
    "a, 300.00 MXN, 60",
    "a, 400.00 MXN, 80",
    "a, 400.01 MXN, 100",
    "b, 400.00 MXN, 0",
    "a, 5.00 USD, 0",
    "'', 7.00 MXN, 0",
    "c, 7.00 MXN, ?",
    "a, 7 CLP, ?"
  })
  void the_share_of_its_peers_that_owe_less(String product, String owes, String percentile) {
    List<CaseFacts> all = new ArrayList<>();
    for (String amount : List.of("300", "200", "100", "400", "200")) {
      all.add(loan("a", amount + ".00 MXN"));
    }
    all.add(loan("b", "400.00 MXN"));
    all.add(loan("a", "5.00 USD"));
    all.add(loan("", "7.00 MXN"));
    for (String notOurs : List.of("CLOSED", "SOLD", "PENDING")) {
      all.add(loan("a", "1.00 MXN").toBuilder().set(Attributes.STATUS, notOurs).build());
    }
    all.add(CaseFacts.builder(REGISTRY).set(Attributes.CURRENCY, "MXN").build());

    Percentiles percentiles = Percentiles.of(all, List.of(Attributes.OUTSTANDING));
    CaseFacts facts = percentiles.fill(loan(product, owes));

    assertThat(
            facts
                .get(Attributes.OUTSTANDING.percentile())
                .map(BigDecimal::toPlainString)
                .orElse("?"))
        .isEqualTo(percentile);
  }

  @Test
  void a_percentile_is_cut_so_that_limits_lie_where_they_should() {
    List<CaseFacts> all = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      all.add(loan("a", i + ".00 MXN"));
    }

    Percentiles percentiles = Percentiles.of(all, List.of(Attributes.OUTSTANDING));

    assertThat(percentiles.of(Attributes.OUTSTANDING, all.get(1)))
        .contains(new BigDecimal("33.333333"));
    assertThat(percentiles.of(Attributes.OUTSTANDING, all.get(2)))
        .contains(new BigDecimal("66.666666"));
  }

  @Test
  void what_has_no_order_has_no_percentile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Percentiles.of(List.of(), List.of(Attributes.REGION)))
        .withMessageContaining("no percentile of region");
    assertThatIllegalArgumentException().isThrownBy(Attributes.GENDER::percentile);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.standard().custom("percentile.loan.x", AttributeType.PERCENT))
        .withMessageContaining("loan.x is not an attribute of this registry");
  }

  @ParameterizedTest
  @ValueSource(longs = {3L, 20261121L})
  void a_naive_count_over_all_pairs_gives_the_same(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      List<CaseFacts> all = new ArrayList<>();
      int size = 1 + random.nextInt(40);
      for (int i = 0; i < size; i++) {
        all.add(random(random));
      }
      Percentiles percentiles = Percentiles.of(all, RANKED);
      Percentiles read = Percentiles.parse("again", percentiles.toJson());

      assertThat(read).isEqualTo(percentiles).hasSameHashCodeAs(percentiles);
      for (CaseFacts one : all) {
        CaseFacts filled = read.fill(one);
        for (Attribute<?> attribute : RANKED) {
          assertThat(filled.value("percentile." + attribute.name()).map(Object::toString))
              .as("seed %d, round %d, %s", seed, round, attribute)
              .isEqualTo(naive(all, one, attribute).map(Lane::decimal).map(Object::toString));
        }
      }
    }
  }

  /** Compares each with each, by plain values; millionths. */
  private static Optional<Long> naive(List<CaseFacts> all, CaseFacts one, Attribute<?> attribute) {
    Optional<BigDecimal> mine = number(one, attribute);
    if (mine.isEmpty()) {
      return Optional.empty();
    }
    long smaller = 0;
    long known = 0;
    for (CaseFacts other : all) {
      boolean peer =
          other.value("product").equals(one.value("product"))
              && other.value("currency").equals(one.value("currency"))
              && other
                  .value("status")
                  .filter(status -> !status.equals("ACTIVE") && !status.equals("WRITTEN_OFF"))
                  .isEmpty();
      Optional<BigDecimal> theirs = number(other, attribute);
      if (peer && theirs.isPresent()) {
        known++;
        smaller += theirs.get().compareTo(mine.get()) < 0 ? 1 : 0;
      }
    }
    return known == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(100 * smaller)
                .divide(BigDecimal.valueOf(known), 6, RoundingMode.DOWN)
                .unscaledValue()
                .longValueExact());
  }

  private static Optional<BigDecimal> number(CaseFacts facts, Attribute<?> attribute) {
    Optional<Object> value = facts.value(attribute.name());
    if (value.isPresent() && value.get() instanceof Money money) {
      return facts.value("currency").equals(Optional.of(money.currency().getCurrencyCode()))
          ? Optional.of(money.amount())
          : Optional.empty();
    }
    return facts.value("currency").isEmpty()
        ? Optional.empty()
        : value.map(number -> new BigDecimal(number.toString()));
  }

  private static CaseFacts random(Random random) {
    CaseFacts.Builder facts = CaseFacts.builder(REGISTRY);
    List<String> currencies = List.of("MXN", "USD");
    if (random.nextInt(10) > 0) {
      facts.set(Attributes.CURRENCY, currencies.get(random.nextInt(2)));
    }
    if (random.nextInt(4) > 0) {
      facts.set(Attributes.PRODUCT, random.nextBoolean() ? "a" : "b");
    }
    if (random.nextInt(4) > 0) {
      Loan.Status[] all = Loan.Status.values();
      facts.set(Attributes.STATUS, all[random.nextInt(all.length)].name());
    }
    if (random.nextInt(4) > 0) {
      facts.set(
          Attributes.OUTSTANDING,
          Money.ofMinor(Money.currencyOf(currencies.get(random.nextInt(2))), random.nextInt(6)));
    }
    if (random.nextInt(4) > 0) {
      facts.set(Attributes.COUNTED_DAYS, random.nextInt(5));
    }
    if (random.nextInt(4) > 0) {
      facts.set(Attribute.percent("loan.rate"), BigDecimal.valueOf(random.nextInt(9) - 4, 1));
    }
    return facts.build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'schema':'mora/percentiles-2','attributes':{}} | /schema",
        "{'schema':'mora/percentiles-1','attributes':{'x':[{'product':'','currency':'MXM','values':"
            + "[1],'counts':[1]}]}} | /attributes/x/0/currency: found \"MXM\"",
        "{'schema':'mora/percentiles-1','attributes':{'x':[{'product':'','currency':'MXN','values':"
            + "[1,1],'counts':[1,1]}]}} | /attributes/x/0/values/1: found 1, expected more than",
        "{'schema':'mora/percentiles-1','attributes':{'x':[{'product':'','currency':'MXN','values':"
            + "[1],'counts':[0]}]}} | /attributes/x/0/counts/0: found 0, expected 1 or more",
        "{'schema':'mora/percentiles-1','attributes':{'x':[{'product':'','currency':'MXN','values':"
            + "[1,2],'counts':[1]}]}} | 1 counts for 2 values",
        "{'schema':'mora/percentiles-1','attributes':{'x':[{'product':'','currency':'MXN','values':"
            + "[1],'counts':[1]},{'product':'','currency':'MXN','values':[1],'counts':[1]}]}} |"
            + " /attributes/x/1: found peers that stand here twice"
      })
  void a_wrong_file_is_told_with_its_place(String json, String says) {
    assertThatThrownBy(() -> Percentiles.parse("p.json", json.replace('\'', '"')))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(says);
  }
}
