package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.money.Money;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlankPolicyTest {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "t",
          """
          template: aviso  category: UTILITY  version: 1
          fields: nombre text = "cliente", monto money, apodo text?
          --- es_MX
          Hola {nombre} ({apodo}), debe {monto} hoy.
          """);

  record Values(@Nullable String nombre, @Nullable Money monto, @Nullable String apodo) {}

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\n", "\u200b", "\u2800"})
  void a_default_stands_in_for_a_blank_in_both_forms_of_values(String blank) {
    Values record = new Values(blank, Money.of("1.00", "MXN"), "Chayo");

    assertThat(TEMPLATE.fill(map(record)).text("es-MX"))
        .isEqualTo("Hola cliente (Chayo), debe $1.00 hoy.");
    assertThat(TEMPLATE.bind(Values.class).fill(record)).isEqualTo(TEMPLATE.fill(map(record)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          null | SKIP | template aviso: field apodo (text) has no value, so this borrower is left alone
          ' '  | SKIP | template aviso: field apodo (text) is blank, so this borrower is left alone
          """)
  void a_borrower_without_such_a_value_is_left_alone(
      @Nullable String blank, InvalidMessage.Reason reason, String message) {
    Values record = new Values("Ana", Money.of("1.00", "MXN"), blank);

    assertStops(record, reason, "apodo", message);
  }

  @Test
  void a_field_without_a_policy_fails() {
    assertStops(
        new Values("Ana", null, "Chayo"),
        InvalidMessage.Reason.MISSING_VALUE,
        "monto",
        "template aviso: field monto (money) has no value");
  }

  @Test
  void a_policy_never_helps_a_value_of_another_type_or_out_of_range() {
    MessageTemplate days =
        MessageTemplate.builder("t", "1", Category.UTILITY)
            .field(TemplateField.days("dias").orElse(1))
            .field(TemplateField.text("nombre").orSkip())
            .language(Translation.of("es_MX", "Hace {dias} días, {nombre}."))
            .build();

    assertThat(days.fill(Map.of("nombre", "Ana")).values()).containsEntry("dias", 1);
    assertThat(stopped(days, Map.of("dias", -1, "nombre", "Ana")).reason())
        .isEqualTo(InvalidMessage.Reason.BAD_VALUE);
    assertThat(stopped(days, Map.of("nombre", 7)).reason())
        .isEqualTo(InvalidMessage.Reason.WRONG_TYPE);
  }

  private static void assertStops(
      Values record, InvalidMessage.Reason reason, String field, String message) {
    InvalidMessage byMap = stopped(TEMPLATE, map(record));
    InvalidMessage byRecord =
        catchThrowableOfType(InvalidMessage.class, () -> TEMPLATE.bind(Values.class).fill(record));

    assertThat(byMap).hasMessage(message);
    assertThat(byRecord).hasMessage(message);
    assertThat(byMap.reason()).isEqualTo(reason).isEqualTo(byRecord.reason());
    assertThat(byMap.field()).isEqualTo(field);
    assertThat(byMap.template()).isEqualTo("aviso");
  }

  private static InvalidMessage stopped(MessageTemplate template, Map<String, Object> values) {
    return catchThrowableOfType(InvalidMessage.class, () -> template.fill(values));
  }

  private static Map<String, Object> map(Values record) {
    Map<String, Object> values = new HashMap<>();
    values.put("nombre", record.nombre());
    values.put("monto", record.monto());
    values.put("apodo", record.apodo());
    return values;
  }
}
