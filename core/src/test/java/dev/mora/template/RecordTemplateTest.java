package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordTemplateTest {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse("t", MessageTemplateTest.OVERDUE);

  record Shuffled(int dias, LocalDate vencimiento, Money monto, String nombre) {}

  record Misspelt(String nombre, Money mnto, LocalDate vencimiento, int dias) {}

  record WrongTypes(String nombre, BigDecimal monto, String vencimiento, long dias) {}

  record Short(String nombre, Money monto, LocalDate vencimiento) {}

  record Long(String nombre, Money monto, LocalDate vencimiento, int dias, String agencia) {}

  record Boxed(@Nullable String nombre, Money monto, LocalDate vencimiento, Integer dias) {}

  @Test
  void components_may_stand_in_any_order() {
    FilledTemplate filled =
        TEMPLATE
            .bind(Shuffled.class)
            .fill(new Shuffled(3, LocalDate.parse("2026-11-05"), Money.of("1.00", "MXN"), "Rosa"));

    assertThat(filled.values()).containsEntry("nombre", "Rosa").containsEntry("dias", 3);
  }

  @Test
  void a_misspelt_component_is_told_from_both_sides_with_the_nearest_name() {
    assertThat(faults(Misspelt.class))
        .extracting(Fault::message)
        .containsExactly(
            "t:2:1: found Money component of record Misspelt named \"mnto\","
                + " expected a field of template cuota_vencida: monto; did you mean \"monto\"?",
            "t:2:22: found no component of record Misspelt named \"monto\","
                + " expected Money monto for the field \"monto money\" of template cuota_vencida;"
                + " did you mean \"mnto\"?");
  }

  @Test
  void every_wrong_type_is_told() {
    assertThat(faults(WrongTypes.class))
        .extracting(Fault::message)
        .containsExactly(
            "t:2:22: found BigDecimal component of record WrongTypes named"
                + " \"monto\", expected Money for the field \"monto money\" of template"
                + " cuota_vencida",
            "t:2:35: found String component of record WrongTypes named"
                + " \"vencimiento\", expected LocalDate for the field \"vencimiento date\" of"
                + " template cuota_vencida",
            "t:2:53: found long component of record WrongTypes named \"dias\","
                + " expected Integer for the field \"dias days\" of template cuota_vencida");
  }

  @Test
  void a_missing_and_a_superfluous_component_are_told() {
    assertThat(faults(Short.class))
        .extracting(Fault::found)
        .containsExactly("no component of record Short named \"dias\"");
    assertThat(faults(Long.class))
        .extracting(Fault::expected)
        .containsExactly("no more components: template cuota_vencida has no such field");
  }

  @Test
  void a_component_that_is_null_is_refused_when_it_is_filled() {
    RecordTemplate<Boxed> template = TEMPLATE.bind(Boxed.class);
    Boxed values = new Boxed(null, Money.of("1.00", "MXN"), LocalDate.parse("2026-11-05"), 3);

    InvalidMessage stopped =
        catchThrowableOfType(InvalidMessage.class, () -> template.fill(values));

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.MISSING_VALUE);
    assertThat(stopped.field()).isEqualTo("nombre");
  }

  private static <R extends Record> List<Fault> faults(Class<R> type) {
    return catchThrowableOfType(InvalidDocument.class, () -> TEMPLATE.bind(type)).faults();
  }
}
