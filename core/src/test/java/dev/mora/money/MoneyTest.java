package dev.mora.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  private static final Currency MXN = Currency.getInstance("MXN");

  @ParameterizedTest
  @CsvSource({
    "CLP, 0", "PYG, 0", "JPY, 0", "VND, 0", "ARS, 2", "BRL, 2", "BOB, 2", "COP, 2", "INR, 2",
    "KES, 2", "MXN, 2", "PEN, 2", "PHP, 2", "USD, 2", "UYU, 2", "EUR, 2", "BHD, 3", "KWD, 3",
    "TND, 3", "JOD, 3", "CLF, 4"
  })
  void each_currency_has_its_own_scale(String code, int digits) {
    Money smallest = Money.ofMinor(Currency.getInstance(code), 1);

    assertThat(smallest.amount().scale()).isEqualTo(digits);
    assertThat(Money.parse(smallest.toString())).isEqualTo(smallest);
    assertThat(Money.of("1", code).minorUnits()).isEqualTo(BigInteger.TEN.pow(digits).longValue());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "1, 1.00",
    "120.5, 120.50",
    "120.50, 120.50",
    "-0.01, -0.01",
    "007, 7.00",
    "92233720368547758.07, 92233720368547758.07",
    "-92233720368547758.08, -92233720368547758.08"
  })
  void a_plain_decimal_is_an_amount(String text, String written) {
    assertThat(Money.of(text, "MXN")).hasToString(written + " MXN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        "1,50",
        "1.505",
        "1.500",
        "750.000",
        "1e3",
        "+5",
        ".5",
        "5.",
        "--5",
        "1 0",
        "$5",
        "NaN",
        "0x10",
        "١٢",
        "1e999999999",
        "92233720368547758.08",
        "-92233720368547758.09"
      })
  void anything_else_is_refused_without_repeating_it(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of(text, "MXN"))
        .withMessage("not an amount of MXN with at most 2 decimals");
  }

  @Test
  void a_currency_without_decimals_says_so() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of("1.0", "CLP"))
        .withMessage("not an amount of CLP without decimals");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mxn", "MX", "", "ZZZ", "peso"})
  void an_unknown_currency_is_named(String code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of("1", code))
        .withMessage("not an ISO 4217 currency code: " + code);
  }

  @Test
  void what_has_no_minor_units_is_no_currency_for_amounts() {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", "XXX"));
    assertThatIllegalArgumentException().isThrownBy(() -> Money.zero(Currency.getInstance("XAU")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"120.50", "MXN", "120.50MXN", " MXN", "120.50  MXN", "120.50 MXN "})
  void parse_reads_only_what_to_string_writes(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(text));
  }

  @Test
  void of_a_big_decimal_the_value_counts_not_the_scale() {
    assertThat(Money.of(new BigDecimal("750.000000"), MXN)).isEqualTo(Money.of("750", "MXN"));
    assertThat(Money.of(new BigDecimal("7.5E+2"), MXN)).isEqualTo(Money.of("750", "MXN"));
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of(new BigDecimal("750.001"), MXN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "1e1001", "0e-1001"})
  void a_scale_that_would_fill_the_memory_is_refused(String text) {
    BigDecimal bomb = new BigDecimal(text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of(bomb, MXN, RoundingMode.HALF_UP));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of("1", "MXN").multipliedBy(bomb, RoundingMode.HALF_UP));
  }

  @ParameterizedTest
  @CsvSource({
    "100.00, 0.125, HALF_UP, 12.50",
    "0.10, 0.25, HALF_UP, 0.03",
    "0.10, 0.25, HALF_EVEN, 0.02",
    "0.10, 0.25, DOWN, 0.02",
    "-0.10, 0.25, HALF_UP, -0.03",
    "0.10, 0.25, UP, 0.03",
    "5, 0, UP, 0"
  })
  void multiplying_rounds_as_told(String amount, BigDecimal factor, RoundingMode how, String is) {
    assertThat(Money.of(amount, "MXN").multipliedBy(factor, how)).isEqualTo(Money.of(is, "MXN"));
  }

  @Test
  void multiplying_without_rounding_refuses_what_does_not_fit() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Money.of("0.10", "MXN")
                    .multipliedBy(new BigDecimal("0.25"), RoundingMode.UNNECESSARY));
  }

  @Test
  void overflow_throws() {
    Money most = Money.ofMinor(MXN, Long.MAX_VALUE);
    Money least = Money.ofMinor(MXN, Long.MIN_VALUE);
    Money cent = Money.ofMinor(MXN, 1);

    assertThatThrownBy(() -> most.plus(cent)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> least.minus(cent)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(least::negated).isInstanceOf(ArithmeticException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> most.multipliedBy(BigDecimal.TEN, RoundingMode.DOWN));
  }

  @Test
  void currencies_never_mix() {
    Money pesos = Money.of("1", "MXN");
    Money soles = Money.of("1", "PEN");

    CurrencyMismatch thrown = catchThrowableOfType(CurrencyMismatch.class, () -> pesos.plus(soles));

    assertThat(thrown.left()).isEqualTo(pesos.currency());
    assertThat(thrown.right()).isEqualTo(soles.currency());
    assertThat(thrown).hasMessage("amounts of MXN and PEN do not mix");
    assertThatThrownBy(() -> pesos.minus(soles)).isInstanceOf(CurrencyMismatch.class);
    assertThatThrownBy(() -> pesos.compareTo(soles)).isInstanceOf(CurrencyMismatch.class);
    assertThatThrownBy(() -> pesos.max(soles)).isInstanceOf(CurrencyMismatch.class);
    assertThat(pesos).isNotEqualTo(soles);
  }

  @ParameterizedTest
  @CsvSource({
    "100.00, 3, 33.34 33.33 33.33",
    "0.02, 3, 0.01 0.01 0.00",
    "-0.02, 3, -0.01 -0.01 0.00",
    "0, 2, 0.00 0.00",
    "1.00, 1, 1.00"
  })
  void a_split_gives_the_remainder_to_the_first(String amount, int parts, String expected) {
    List<String> written =
        Money.of(amount, "MXN").split(parts).stream()
            .map(part -> part.amount().toPlainString())
            .toList();

    assertThat(String.join(" ", written)).isEqualTo(expected);
  }

  @Test
  void of_two_equal_amounts_the_first_is_the_smaller_and_the_larger() {
    Money first = Money.of("1", "MXN");
    Money second = Money.of("1.00", "MXN");

    assertThat(first.min(second)).isSameAs(first);
    assertThat(first.max(second)).isSameAs(first);
    assertThat(first.negated()).isEqualTo(Money.of("-1", "MXN"));
  }

  @ParameterizedTest
  @CsvSource({"1000, true", "1001, false", "-1000, true", "-1001, false"})
  void a_number_with_a_monstrous_scale_is_not_even_looked_at(int scale, boolean isLookedAt) {
    BigDecimal nothing = new BigDecimal(BigInteger.ZERO, scale);

    if (isLookedAt) {
      assertThat(Money.of(nothing, MXN)).isEqualTo(Money.zero(MXN));
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> Money.of(nothing, MXN));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Money.of("1", "MXN").multipliedBy(nothing, RoundingMode.DOWN));
    }
  }

  @Test
  void a_factor_may_have_a_thousand_zeros() {
    BigDecimal nothing = new BigDecimal(BigInteger.ZERO, -1000);

    assertThat(Money.of("1", "MXN").multipliedBy(nothing, RoundingMode.DOWN))
        .isEqualTo(Money.zero(MXN));
  }

  @Test
  void a_split_needs_a_part() {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", "MXN").split(0));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void arithmetic_agrees_with_big_integers(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      long a = random.nextLong() >> random.nextInt(64);
      long b = random.nextLong() >> random.nextInt(64);
      Money left = Money.ofMinor(MXN, a);
      Money right = Money.ofMinor(MXN, b);
      BigInteger sum = BigInteger.valueOf(a).add(BigInteger.valueOf(b));

      if (sum.bitLength() < 64) {
        assertThat(left.plus(right).minorUnits()).isEqualTo(sum.longValue());
        assertThat(left.plus(right).minus(right)).isEqualTo(left);
        assertThat(right.plus(left)).isEqualTo(left.plus(right));
      } else {
        assertThatThrownBy(() -> left.plus(right)).isInstanceOf(ArithmeticException.class);
      }
      assertThat(Money.parse(left.toString())).isEqualTo(left);
      assertThat(Integer.signum(left.compareTo(right)))
          .isEqualTo(BigInteger.valueOf(a).compareTo(BigInteger.valueOf(b)));
      assertThat(left.min(right)).isEqualTo(a <= b ? left : right);
      assertThat(left.max(right)).isEqualTo(a >= b ? left : right);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void parts_sum_to_the_whole_and_differ_by_one_unit_at_most(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      Money whole = Money.ofMinor(MXN, random.nextLong() >> random.nextInt(64));
      int count = 1 + random.nextInt(40);

      List<Money> parts = whole.split(count);

      assertThat(parts).hasSize(count);
      assertThat(parts.stream().reduce(Money.zero(MXN), Money::plus)).isEqualTo(whole);
      Money largest = parts.stream().reduce(Money::max).orElseThrow();
      Money smallest = parts.stream().reduce(Money::min).orElseThrow();
      assertThat(largest.minus(smallest).minorUnits()).isBetween(0L, 1L);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, false, false, true", "0, true, false, false", "1, false, true, false"})
  void an_amount_is_zero_positive_or_negative(
      long minorUnits, boolean zero, boolean positive, boolean negative) {
    Money money = Money.ofMinor(MXN, minorUnits);

    assertThat(money.isZero()).isEqualTo(zero);
    assertThat(money.isPositive()).isEqualTo(positive);
    assertThat(money.isNegative()).isEqualTo(negative);
  }
}
