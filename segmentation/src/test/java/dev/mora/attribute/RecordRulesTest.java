package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordRulesTest {

  private static final List<String> CURRENCIES = List.of("MXN", "CLP", "USD");
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final int UNKNOWN = Integer.MIN_VALUE;

  record Host(
      int days,
      int age,
      long overdue,
      int currency,
      long score,
      boolean silent,
      @Nullable String region,
      int product,
      int tags) {

    Host late(int others) {
      return new Host(others, age, overdue, currency, score, silent, region, product, tags);
    }
  }

  private static final Columns<Host> COLUMNS =
      Columns.of(Host.class)
          .days(Attributes.COUNTED_DAYS, Host::days)
          .count(Attributes.AGE, Host::age, UNKNOWN)
          .currency(Host::currency, CURRENCIES)
          .money(Attributes.OVERDUE_AMOUNT, Host::overdue, 77)
          .number(RandomConditions.SCORE, Host::score, 6)
          .flag(Attributes.READ_BUT_SILENT, Host::silent)
          .text(Attributes.REGION, Host::region)
          .text(Attributes.PRODUCT, Host::product, NAMES)
          .set(RandomConditions.TAGS, Host::tags, NAMES);

  static LongStream seeds() {
    return LongStream.range(0, 120);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void records_give_what_their_facts_give(long seed) {
    RandomConditions draw = new RandomConditions(seed);
    List<Optional<Condition>> conditions = draw.conditions(draw.random.nextInt(1, 40));
    Host[] hosts =
        IntStream.range(0, draw.random.nextInt(1, 2_500))
            .mapToObj(i -> host(draw.random))
            .toArray(Host[]::new);
    RecordRules<Host> rules = FirstTrue.of(conditions).over(COLUMNS);
    int[] found = new int[hosts.length];
    int[] again = new int[hosts.length];

    rules.find(hosts, found);
    rules.find(Arrays.asList(hosts), again);

    int[] expected = expected(conditions, hosts);
    assertThat(Arrays.mismatch(found, expected)).as("seed %d", seed).isEqualTo(-1);
    assertThat(again).isEqualTo(found);
    assertThat(rules.find(hosts[0])).isEqualTo(found[0]);
  }

  @ParameterizedTest(name = "{0} limits on days, {1} tests beside each, {2} records")
  @CsvSource({
    // Days first, as one of few limits decides each condition.
    "1, 1, 600",
    "4, 1, 600",
    "16, 1, 600",
    // One limit too many, or too much left of each condition: one after the other.
    "17, 1, 600",
    "16, 9, 600",
    // More conditions than one tree holds; records on each side of a block.
    "40, 9, 511",
    "40, 9, 512",
    "40, 9, 513",
    "40, 9, 1025"
  })
  void the_first_true_condition_is_found_on_each_side_of_every_limit(
      int limits, int beside, int records) {
    List<Optional<Condition>> conditions = new ArrayList<>();
    for (int i = limits; i > 0; i--) {
      List<Condition> parts = new ArrayList<>(List.of(Attributes.COUNTED_DAYS.atLeast(3 * i)));
      for (int j = 0; j < beside; j++) {
        parts.add(
            Condition.any(
                Attributes.AGE.atLeast(18 + 5 * j + i % 5), Attributes.READ_BUT_SILENT.is(true)));
      }
      conditions.add(Optional.of(new Condition.All(parts)));
    }
    SplittableRandom random = new SplittableRandom(limits + beside);
    Host[] hosts =
        IntStream.range(0, records)
            .mapToObj(i -> host(random).late(i % (3 * limits + 3)))
            .toArray(Host[]::new);
    RecordRules<Host> rules = FirstTrue.of(conditions).over(COLUMNS);
    int[] found = new int[records];
    Arrays.fill(found, -7);

    rules.find(hosts, 1, records - 1, found);

    int[] expected = expected(conditions, hosts);
    expected[0] = -7;
    expected[records - 1] = -7;
    assertThat(found).isEqualTo(expected);
    assertThat(rules.find(hosts[1])).isEqualTo(found[1]);
  }

  @Test
  void what_is_not_declared_is_unknown() {
    Condition any = Attributes.LOANS.atLeast(0);
    RecordRules<Host> rules =
        FirstTrue.of(List.of(Optional.of(any), Optional.of(any.onUnknown(Truth.TRUE))))
            .over(COLUMNS);

    assertThat(rules.find(host(new SplittableRandom(1)))).isEqualTo(1);
  }

  @Test
  void one_currency_may_be_declared_for_all() {
    Columns<Long> columns =
        Columns.of(Long.class).currency("MXN").money(Attributes.OUTSTANDING, cents -> cents);
    RecordRules<Long> rules =
        FirstTrue.of(
                List.of(
                    Optional.of(Attributes.OUTSTANDING.isUnknown()),
                    Optional.of(Attributes.OUTSTANDING.atLeast(Money.of("5", "USD"))),
                    Optional.of(Attributes.OUTSTANDING.atLeast(Money.of("5", "MXN")))))
            .over(columns);
    int[] places = new int[2];

    rules.find(List.of(499L, 500L), places);

    assertThat(places).containsExactly(3, 2);
  }

  @Test
  void amounts_without_a_currency_are_refused() {
    Columns<Long> columns = Columns.of(Long.class).money(Attributes.OUTSTANDING, cents -> cents);
    FirstTrue rules =
        FirstTrue.of(List.of(Optional.of(Attributes.OUTSTANDING.atLeast(Money.of("5", "MXN")))));

    assertThatThrownBy(() -> rules.over(columns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("currency");
  }

  @Test
  void a_number_beyond_what_an_attribute_holds_is_still_compared() {
    Columns<Long> columns = Columns.of(Long.class).number(Attributes.PAID_SHARE, share -> share, 0);
    RecordRules<Long> rules =
        FirstTrue.of(List.of(Optional.of(Attributes.PAID_SHARE.above(BigDecimal.ONE))))
            .over(columns);

    assertThat(rules.find(Long.MAX_VALUE)).isEqualTo(0);
    assertThat(rules.find(1L)).isEqualTo(1);
  }

  private static Host host(SplittableRandom random) {
    long[] edges = {
      -(1L << 31),
      -(1L << 30),
      0,
      5,
      99,
      100,
      101,
      (1L << 30) - 1,
      1L << 30,
      1L << 31,
      Long.MAX_VALUE,
      Long.MIN_VALUE
    };
    long edge = edges[random.nextInt(edges.length)];
    long amount = random.nextBoolean() ? edge : random.nextLong(0, 20_000);
    return new Host(
        random.nextInt(20) == 0 ? 1 << 30 : random.nextInt(-5, 130),
        random.nextInt(4) == 0 ? UNKNOWN : random.nextInt(18, 80),
        random.nextInt(9) == 0 ? 77 : amount,
        random.nextInt(3),
        amount,
        random.nextBoolean(),
        random.nextInt(5) == 0 ? null : NAMES.get(random.nextInt(NAMES.size())),
        random.nextInt(-1, NAMES.size()),
        random.nextInt(-1, 1 << NAMES.size()));
  }

  private static int[] expected(List<Optional<Condition>> conditions, Host[] hosts) {
    List<Optional<Check>> checks =
        conditions.stream()
            .map(one -> one.map(when -> Check.of(when, RandomConditions.REGISTRY)))
            .toList();
    return Arrays.stream(hosts)
        .mapToInt(
            host -> {
              CaseFacts facts = facts(host);
              int place = 0;
              while (place < checks.size()
                  && !checks.get(place).map(check -> check.on(facts).isTrue()).orElse(true)) {
                place++;
              }
              return place;
            })
        .toArray();
  }

  private static CaseFacts facts(Host host) {
    CaseFacts.Builder facts =
        CaseFacts.builder(RandomConditions.REGISTRY)
            .set(Attributes.COUNTED_DAYS, host.days())
            .set(RandomConditions.SCORE, BigDecimal.valueOf(host.score(), Lane.DECIMALS))
            .set(Attributes.READ_BUT_SILENT, host.silent());
    if (host.age() != UNKNOWN) {
      facts.set(Attributes.AGE, host.age());
    }
    if (host.overdue() != 77) {
      Currency currency = Currency.getInstance(CURRENCIES.get(host.currency()));
      facts.set(Attributes.OVERDUE_AMOUNT, Money.ofMinor(currency, host.overdue()));
    }
    if (host.region() != null) {
      facts.set(Attributes.REGION, host.region());
    }
    if (host.product() >= 0) {
      facts.set(Attributes.PRODUCT, NAMES.get(host.product()));
    }
    if (host.tags() >= 0) {
      List<String> tags = new ArrayList<>();
      for (int i = 0; i < NAMES.size(); i++) {
        if ((host.tags() >> i & 1) != 0) {
          tags.add(NAMES.get(i));
        }
      }
      facts.set(RandomConditions.TAGS, new TreeSet<>(tags));
    }
    return facts.build();
  }
}
