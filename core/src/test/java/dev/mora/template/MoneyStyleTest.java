package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyStyleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PYG | ₲ 1.234.567      | 1250000 PYG     | ₲ 1.250.000
          PYG | ₲ 1.234.567      | 0 PYG           | ₲ 0
          PYG | ₲ 1.234.567      | -900 PYG        | -₲ 900
          CLP | $1.234.567       | 1234567 CLP     | $1.234.567
          CLP | 1234567 pesos    | 1000 CLP        | 1000 pesos
          COP | $1.234.567       | 250000.00 COP   | $250.000
          COP | $1.234.567       | 250000.05 COP   | $250.000,05
          COP | $1.234.567       | -0.50 COP       | -$0,50
          COP | $ 1.234.567,50   | 250000.00 COP   | $ 250.000,00
          COP | COL$1,234,567    | 1000.10 COP     | COL$1,000.10
          INR | Rs. 12,34,567.50 | 123456789.05 INR | Rs. 12,34,56,789.05
          INR | Rs. 12,34,567    | 100000.00 INR   | Rs. 1,00,000
          KES | KES 1 234 567.50 | 99999.90 KES    | KES 99 999.90
          PEN | S/1'234'567.50   | 1234.00 PEN     | S/1'234.00
          BHD | 1,234,567.500 BD | 12.345 BHD      | 12.345 BD
          """)
  void an_amount_is_written_like_the_example(
      String currency, String example, String amount, String shown) {
    LocaleFormat format = LocaleFormat.of("es-PE").with(List.of(MoneyStyle.of(currency, example)));

    assertThat(format.money(Money.parse(amount))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CLP | $ 1.234.567    | $ -1.234.567     | -1234 CLP    | $ -1.234
          MXN | $1,234,567.50  | ($1,234,567.50)  | -0.01 MXN    | ($0.01)
          BRL | R$ 1.234.567,50 | R$ 1.234.567,50- | -5.00 BRL   | R$ 5,00-
          """)
  void a_negative_example_says_where_the_minus_stands(
      String currency, String example, String negative, String amount, String shown) {
    MoneyStyle style = MoneyStyle.of(currency, example, negative);

    assertThat(LocaleFormat.of("es").with(List.of(style)).money(Money.parse(amount)))
        .isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          CLP | $1.234.567,50      | decimals that the currency has not
          MXN | $1,234,567.5       | one decimal of two
          MXN | $1,234,567.500     | three decimals of two
          MXN | $1,234,567.        | a decimal sign alone
          MXN | $1,234.567         | two group signs
          MXN | $1.234.567.50      | group and decimal sign alike
          MXN | $12,34,567.51      | another amount
          MXN | $7654321           | another amount
          MXN | pesos              | no amount
          MXN | $1,234,567.50 M2   | digits in the symbol
          MXN | a symbol that is long 1,234,567.50 | a symbol of over 16 characters
          XXX | 1,234,567          | no such currency
          QQQ | 1,234,567          | no such currency
          """)
  void an_example_that_can_be_read_in_two_ways_or_none_is_refused(
      String currency, String example, String why) {
    assertThatIllegalArgumentException().as(why).isThrownBy(() -> MoneyStyle.of(currency, example));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $1,234,567.50 | $1,234,567.50
          $1,234,567.50 | -$1,234,567
          $1,234,567.50 | -$1.234.567,50
          $1,234,567.50 | nothing
          """)
  void a_negative_example_with_other_digits_or_without_a_difference_is_refused(
      String example, String negative) {
    assertThatIllegalArgumentException().isThrownBy(() -> MoneyStyle.of("MXN", example, negative));
  }

  @Test
  void the_digits_read_back_are_the_amount_whatever_the_style() {
    long seed = 20261122;
    Random random = new Random(seed);
    List<String> examples =
        List.of("$ 1.234.567", "$1,234,567.50", "12,34,567 x", "1234567", "1 234 567,50 M");
    Currency mxn = Currency.getInstance("MXN");
    for (int i = 0; i < Cases.of(5_000); i++) {
      String example = examples.get(random.nextInt(examples.size()));
      Money amount = Money.ofMinor(mxn, random.nextLong() >> random.nextInt(64));

      String shown =
          LocaleFormat.of("es-MX").with(List.of(MoneyStyle.of("MXN", example))).money(amount);

      String digits = shown.replaceAll("[^0-9]", "");
      String exact = amount.amount().abs().toPlainString();
      boolean cents = shown.matches(".*[.,][0-9]{2}( M)?$");
      assertThat(digits)
          .as("seed %d, %d: %s", seed, i, example)
          .isEqualTo((cents ? exact : exact.replaceFirst("\\.00$", "")).replace(".", ""));
      assertThat(shown.startsWith("-")).isEqualTo(amount.isNegative());
    }
  }

  @Test
  void a_style_for_one_language_leaves_the_others_alone_and_wins_over_one_for_all() {
    List<MoneyStyle> styles =
        List.of(
            MoneyStyle.of("PYG", "₲ 1.234.567").in("es-py"),
            MoneyStyle.of("PYG", "PYG 1,234,567"),
            MoneyStyle.of("PYG", "G 1.234.567").in("es"));
    Money amount = Money.parse("5000 PYG");

    assertThat(LocaleFormat.of("es-PY").with(styles).money(amount)).isEqualTo("₲ 5.000");
    assertThat(LocaleFormat.of("es-AR").with(styles).money(amount)).isEqualTo("G 5.000");
    assertThat(LocaleFormat.of("en-US").with(styles).money(amount)).isEqualTo("PYG 5,000");
  }

  @Test
  void other_currencies_dates_and_numbers_stay_as_the_locale_has_them() {
    LocaleFormat format =
        LocaleFormat.of("es-CL").with(List.of(MoneyStyle.of("CLP", "CLP 1.234.567")));

    assertThat(format.money(Money.parse("1234.50 USD"))).isEqualTo("US$1.234,50");
    assertThat(format.number(1_234)).isEqualTo("1.234");
    assertThat(format.code()).isEqualTo("es_CL");
  }

  @Test
  void a_profile_s_styles_reach_the_message() {
    FilledTemplate filled =
        MessageTemplate.parse(
                "t",
                "template: t  category: UTILITY  version: 1\nfields: monto money\n--- es_PY\n"
                    + "Debe {monto} hoy\n")
            .fill(Map.of("monto", Money.parse("150000 PYG")));
    TextProfile profile = TextProfile.PLAIN.amounts(List.of(MoneyStyle.of("PYG", "₲ 1.234.567")));

    assertThat(filled.render("es-PY", profile).body().text()).isEqualTo("Debe ₲ 150.000 hoy");
  }

  @Test
  void a_style_shows_its_example_and_is_equal_to_its_like() {
    MoneyStyle style = MoneyStyle.of("COP", "$\u00a01.234.567").in("es_CO");

    assertThat(style).hasToString("COP $ 1.234.567 (es_CO)");
    assertThat(style.negativeExample()).isEqualTo("-$ 1.234.567");
    assertThat(style)
        .isEqualTo(MoneyStyle.of("COP", "$ 1.234.567").in("es-CO"))
        .hasSameHashCodeAs(MoneyStyle.of("COP", "$ 1.234.567"))
        .isNotEqualTo(MoneyStyle.of("COP", "$ 1.234.567"))
        .isNotEqualTo(MoneyStyle.of("COP", "$1.234.567").in("es_CO"))
        .isNotEqualTo("COP");
  }
}
