package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.language.Language;
import dev.mora.money.Money;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttributesTest {

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_attribute_has_words_in_every_language(Language language) {
    assertThat(Attributes.standard().all())
        .allSatisfy(one -> assertThat(one.description(language)).isNotBlank());
  }

  @Test
  void every_attribute_of_the_contract_is_there() {
    assertThat(Attributes.standard().names()).hasSize(54).doesNotHaveDuplicates();
    assertThat(Attributes.standard().all().stream().filter(Attribute::isProtected))
        .containsExactly(Attributes.GENDER);
  }

  @ParameterizedTest
  @CsvSource({
    "1, ES, 1 día de mora",
    "16, ES, 16 días de mora",
    "16, PT, 16 dias de atraso",
    "1, EN, 1 day past due"
  })
  void days_read_as_a_person_says_them(int days, Language language, String words) {
    assertThat(Attributes.COUNTED_DAYS.say(days, language)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1234567.5 MXN | ES | 1,234,567.50 MXN",
        "1234567.5 ARS | ES | 1.234.567,50 ARS",
        "1234 CLP | ES | 1.234 CLP",
        "999.99 MXN | ES | 999.99 MXN",
        "1000 BRL | PT | 1.000,00 BRL",
        "-1000 MXN | EN | -1,000.00 MXN"
      })
  void amounts_are_grouped_as_in_the_language(String money, Language language, String words) {
    assertThat(language.amount(Money.parse(money))).isEqualTo(words);
  }

  @Test
  void an_own_column_is_read_as_the_type_that_is_declared_later() {
    Attributes asText = Attributes.standard().custom("loan.rate", AttributeType.TEXT);
    Attributes asNumber = Attributes.standard().custom("loan.rate", AttributeType.NUMBER);
    CaseFacts facts = CaseFacts.builder(asText).set(Attribute.text("loan.rate"), "12.5").build();

    CaseFacts other = facts.in(asNumber);

    assertThat(other.get(Attribute.number("loan.rate"))).hasToString("Optional[12.5]");
    assertThat(facts.get(Attribute.number("loan.rate"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "number, 12.5, 12.5",
    "number, 0.1234567, ?",
    "number, x, ?",
    "days, -3, -3",
    "days, 3.5, ?",
    "count, 3, 3",
    "count, -3, ?",
    "percent, 50, 50",
    "flag, TRUE, true",
    "flag, 0, false",
    "flag, yes, ?",
    "money, 12.50, 12.50 MXN",
    "money, 12.50 USD, 12.50 USD",
    "money, 12.505, ?",
    "set, b; a;;, '[a, b]'",
    "text, x, x"
  })
  void a_column_is_read_as_its_type_or_is_unknown(String type, String text, String value) {
    Attribute<?> attribute =
        Attribute.custom("loan.x", AttributeType.valueOf(type.toUpperCase(Locale.ROOT)));
    Attributes attributes = Attributes.standard().with(attribute);

    Optional<CustomValue> read = CustomValue.parse(attribute, text, Money.currencyOf("MXN"));

    CaseFacts.Builder facts = CaseFacts.builder(attributes);
    read.ifPresent(one -> facts.put(attributes.placeOf(attribute), one));
    assertThat(facts.build().value("loan.x").map(Object::toString).orElse("?")).isEqualTo(value);
  }

  @Test
  void a_name_that_is_nobodys_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.standard().custom("branch", AttributeType.TEXT))
        .withMessage(
            "expected loan.x, borrower.x, score.x, policy.x, experiment.x or percentile.x, found"
                + " branch");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.standard().custom("bucket", AttributeType.DAYS))
        .withMessage("bucket is already of type text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Language.of("fr"))
        .withMessage("no explanations in fr: es, pt or en");
  }
}
