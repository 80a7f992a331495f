package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          es-MX | 1234567.50 MXN  | $1,234,567.50
          es-MX | -1234.50 MXN    | -$1,234.50
          es-MX | 0.00 MXN        | $0.00
          es-MX | -0.01 MXN       | -$0.01
          es-MX | 999.99 MXN      | $999.99
          es-MX | 1000.00 MXN     | $1,000.00
          es-MX | 1234.50 USD     | US$1,234.50
          es-MX | 1234.50 PEN     | PEN 1,234.50
          es-MX | -1234.50 PEN    | -PEN 1,234.50
          es-AR | 1234567.50 ARS  | $ 1.234.567,50
          es-AR | -1234.50 ARS    | -$ 1.234,50
          es-AR | 1234.50 USD     | US$ 1.234,50
          es-PE | 1234567.50 PEN  | S/ 1,234,567.50
          es-PE | -1234.50 PEN    | -S/ 1,234.50
          es-PE | 1234.50 USD     | US$ 1,234.50
          es-PE | 0.05 USD        | US$ 0.05
          es-CO | 1234567.50 COP  | $ 1.234.567,50
          es-CO | -0.50 COP       | -$ 0,50
          es-CL | 1234568 CLP     | $1.234.568
          es-CL | -1234 CLP       | $-1.234
          es-CL | 1234.50 USD     | US$1.234,50
          es-PY | 1234568 PYG     | Gs. 1.234.568
          es-PY | 1234.50 USD     | US$ 1.234,50
          es-MX | 1234568 CLP     | CLP 1,234,568
          pt-BR | 1234567.50 BRL  | R$ 1.234.567,50
          pt-BR | -1234.50 BRL    | -R$ 1.234,50
          pt-BR | 0.00 BRL        | R$ 0,00
          en-US | 1234567.50 USD  | $1,234,567.50
          en-US | -1234.50 USD    | -$1,234.50
          en-US | 750.00 MXN      | MXN 750.00
          en-KE | 1234.50 KES     | Ksh1,234.50
          es    | 1234.50 MXN     | 1.234,50 MXN
          es-CR | 1234567.50 CRC  | ₡1 234 567,50
          """)
  void an_amount_is_written_in_its_own_currency_with_its_own_digits(
      String locale, String amount, String shown) {
    assertThat(LocaleFormat.of(locale).money(Money.parse(amount))).isEqualTo(shown);
  }

  @Test
  void the_smallest_and_the_largest_amount_are_written_whole() {
    LocaleFormat format = LocaleFormat.of("es-MX");
    Currency mxn = Currency.getInstance("MXN");

    assertThat(format.money(Money.ofMinor(mxn, Long.MIN_VALUE)))
        .isEqualTo("-$92,233,720,368,547,758.08");
    assertThat(format.money(Money.ofMinor(mxn, Long.MAX_VALUE)))
        .isEqualTo("$92,233,720,368,547,758.07");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          es-MX | 2026-09-05 | 5 de septiembre de 2026
          es-AR | 2026-09-05 | 5 de septiembre de 2026
          es-PE | 2026-09-05 | 5 de setiembre de 2026
          es-UY | 2026-09-05 | 5 de setiembre de 2026
          es-CO | 2026-01-31 | 31 de enero de 2026
          es-HN | 2026-09-05 | 05 de septiembre de 2026
          pt-BR | 2026-03-01 | 1 de março de 2026
          en-US | 2026-09-05 | September 5, 2026
          en-GB | 2024-02-29 | 29 February 2024
          sw-KE | 2026-09-05 | 5 Septemba 2026
          """)
  void a_date_names_its_month(String locale, LocalDate day, String shown) {
    assertThat(LocaleFormat.of(locale).date(day)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          es-MX | 0        | 0
          es-MX | 999      | 999
          es-MX | 1000     | 1,000
          es-AR | 1000     | 1.000
          es-MX | -1234567 | -1,234,567
          """)
  void a_number_is_grouped_from_a_thousand_on(String locale, long number, String shown) {
    assertThat(LocaleFormat.of(locale).number(number)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          es-MX | 12.5    | 12.5%
          es-MX | 12.50   | 12.50%
          es-AR | 12.5    | 12,5%
          es-ES | 12.5    | 12,5 %
          pt-BR | 0       | 0%
          en-US | -3.25   | -3.25%
          es-MX | 1E+2    | 100%
          """)
  void a_percentage_keeps_its_decimals(String locale, BigDecimal points, String shown) {
    assertThat(LocaleFormat.of(locale).percent(points)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "es-MX", "es-AR", "es-PE", "es-CO", "es-CL", "es-UY", "es-PY", "es-BO", "es-EC", "es-GT",
        "es-DO", "es-HN", "es-NI", "es-CR", "es-PA", "es-US", "es-PR", "es-ES", "pt-BR", "en-US",
        "en-GB", "en-KE", "en-PH", "sw-KE"
      })
  void the_table_agrees_with_the_jdk_on_the_locale_s_own_currency(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    Currency own = Currency.getInstance(locale);
    DecimalFormat jdk = (DecimalFormat) NumberFormat.getCurrencyInstance(locale);
    jdk.setRoundingMode(RoundingMode.UNNECESSARY);
    Random random = new Random(20261121);

    for (int i = 0; i < Cases.of(200); i++) {
      Money amount = Money.ofMinor(own, random.nextLong() >> random.nextInt(64));

      assertThat(LocaleFormat.of(tag).money(amount)).isEqualTo(plain(jdk.format(amount.amount())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "es-MX", "es-AR", "es-PE", "es-CO", "es-CL", "es-UY", "es-PY", "es-HN", "es-ES", "es", "pt",
        "pt-BR", "en", "en-US", "en-GB", "en-KE", "sw-KE"
      })
  void the_table_agrees_with_the_jdk_on_every_day_of_a_year(String tag) {
    DateTimeFormatter jdk =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.forLanguageTag(tag));

    for (LocalDate day = LocalDate.parse("2026-01-01");
        day.getYear() == 2026;
        day = day.plusDays(1)) {
      assertThat(LocaleFormat.of(tag).date(day)).isEqualTo(jdk.format(day));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr-FR | 1234.50 EUR | 1 234,50 € | 5 septembre 2026
          qu-PE | 1234.50 PEN | S/ 1,234.50 | 5 Setiembre 2026
          """)
  void a_locale_outside_the_table_takes_the_jdk_s_patterns_with_plain_blanks(
      String tag, String amount, String money, String date) {
    LocaleFormat format = LocaleFormat.of(tag);

    assertThat(format.money(Money.parse(amount))).isEqualTo(money);
    assertThat(format.date(LocalDate.parse("2026-09-05"))).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource({"ja-JP,2026年9月5日", "th-TH,5 กันยายน"})
  void a_date_pattern_of_other_letters_goes_through_the_jdk_s_formatter(
      String tag, String beginning) {
    assertThat(LocaleFormat.of(tag).date(LocalDate.parse("2026-09-05"))).startsWith(beginning);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"d 'de' MMMM 'de' y,5 de m9 de 2026", "y. MMMM dd.,2026. m9 05.", "d''MMMM,5'm9"})
  void quoted_text_of_a_date_pattern_is_text(String pattern, String shown) {
    List<String> months =
        List.of("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12");

    assertThat(new DateShape(pattern, months).format(LocalDate.parse("2026-09-05")))
        .isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xx", "xx-MX", "es-XX", "español", "", "es_", "es-MX-x"})
  void a_language_nobody_knows_is_refused(String code) {
    assertThatIllegalArgumentException().isThrownBy(() -> LocaleFormat.of(code));
  }

  private static String plain(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ');
  }
}
