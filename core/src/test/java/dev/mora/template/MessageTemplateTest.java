package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.money.Money;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTemplateTest {

  static final String OVERDUE =
      """
      template: cuota_vencida            category: UTILITY            version: 2026-11-21
      fields: nombre text, monto money, vencimiento date, dias days
      --- es_MX
      Hola {nombre}, le escribe {creditor}. Su cuota de {monto} venció el {vencimiento}. ¿Cuándo puede pagarla?
      [Ya pagué: PAID] [Pagar hoy: PROMISE_TODAY] [Hablar con una persona: AGENT]
      """;

  private static final Creditor CREDITOR = Creditor.firstParty("CrediAmiga");

  record Overdue(String nombre, Money monto, LocalDate vencimiento, int dias) {}

  private static Overdue rosa() {
    return new Overdue("Rosa", Money.of("750.00", "MXN"), LocalDate.parse("2026-11-05"), 16);
  }

  private static Map<String, Object> rosaAsMap() {
    Map<String, Object> values = new HashMap<>();
    values.put("nombre", "Rosa");
    values.put("monto", Money.of("750.00", "MXN"));
    values.put("vencimiento", LocalDate.parse("2026-11-05"));
    values.put("dias", 16);
    return values;
  }

  @Test
  void a_file_filled_by_a_record_gives_the_text(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("cuota_vencida.txt"), OVERDUE);
    RecordTemplate<Overdue> template = MessageTemplate.load(file, Overdue.class).by(CREDITOR);

    String text = template.fill(rosa()).text("es-MX");

    assertThat(text)
        .isEqualTo(
            "Hola Rosa, le escribe CrediAmiga. Su cuota de $750.00 venció el 5 de noviembre de"
                + " 2026. ¿Cuándo puede pagarla?");
  }

  @Test
  void a_map_gives_the_same_as_a_record() {
    MessageTemplate template = MessageTemplate.parse("t", OVERDUE);

    FilledTemplate byMap = template.fill(rosaAsMap());

    assertThat(byMap).isEqualTo(template.bind(Overdue.class).fill(rosa()));
  }

  @Test
  void a_rendering_carries_values_in_order_of_appearance_and_the_buttons() {
    FilledTemplate filled = MessageTemplate.parse("t", OVERDUE).fill(rosaAsMap()).by(CREDITOR);

    Rendering rendering = filled.render("es_MX", TextProfile.PLAIN);

    assertThat(rendering.body().values())
        .extracting(Rendering.Value::name)
        .containsExactly("nombre", "creditor", "monto", "vencimiento");
    assertThat(rendering.buttons())
        .containsExactly(
            new Rendering.Button.QuickReply("Ya pagué", "PAID"),
            new Rendering.Button.QuickReply("Pagar hoy", "PROMISE_TODAY"),
            new Rendering.Button.QuickReply("Hablar con una persona", "AGENT"));
    assertThat(rendering.language()).isEqualTo("es_MX");
    assertThat(rendering.contentHash()).hasSize(64);
  }

  @Test
  void a_text_that_names_the_creditor_is_refused_without_one() {
    FilledTemplate filled = MessageTemplate.parse("t", OVERDUE).fill(rosaAsMap());

    InvalidMessage stopped = catchThrowableOfType(InvalidMessage.class, () -> filled.text("es-MX"));

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.NO_CREDITOR);
    assertThat(stopped).hasMessageContaining("by(Creditor)");
  }

  @Test
  void the_phone_of_a_creditor_without_one_is_refused() {
    FilledTemplate filled = of("Llame al {creditorPhone} hoy").fill(Map.of()).by(CREDITOR);
    Creditor reachable =
        new Creditor(
            "CrediAmiga", Creditor.Role.FIRST_PARTY, Optional.of(PhoneNumber.of("+525555550100")));

    InvalidMessage stopped = catchThrowableOfType(InvalidMessage.class, () -> filled.text("es-MX"));

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.NO_CREDITOR);
    assertThat(filled.by(reachable).text("es-MX")).isEqualTo("Llame al +525555550100 hoy");
  }

  @Test
  void a_missing_value_is_named() {
    Map<String, Object> values = rosaAsMap();
    values.remove("monto");

    InvalidMessage stopped = stopOn(values);

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.MISSING_VALUE);
    assertThat(stopped.field()).isEqualTo("monto");
  }

  @Test
  void a_superfluous_value_is_named_with_its_nearest_field() {
    Map<String, Object> values = rosaAsMap();
    values.put("nombres", "Rosa");

    InvalidMessage stopped = stopOn(values);

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.UNKNOWN_FIELD);
    assertThat(stopped).hasMessageContaining("did you mean nombre?");
  }

  @Test
  void a_value_of_another_type_is_refused_and_never_shown() {
    Map<String, Object> values = rosaAsMap();
    values.put("monto", "secret 750");

    InvalidMessage stopped = stopOn(values);

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.WRONG_TYPE);
    assertThat(stopped)
        .hasMessageContaining("is a String, expected Money")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({"-1,BAD_VALUE", "-2147483648,BAD_VALUE"})
  void negative_days_are_refused(int days, InvalidMessage.Reason reason) {
    Map<String, Object> values = rosaAsMap();
    values.put("dias", days);

    assertThat(stopOn(values).reason()).isEqualTo(reason);
  }

  @Test
  void zero_days_are_fine() {
    Map<String, Object> values = rosaAsMap();
    values.put("dias", 0);

    FilledTemplate filled = MessageTemplate.parse("t", OVERDUE).fill(values);

    assertThat(filled.values()).containsEntry("dias", 0);
  }

  @Test
  void a_count_takes_an_int_and_a_long() {
    MessageTemplate template =
        MessageTemplate.builder("t", "1", Category.UTILITY)
            .field(TemplateField.count("n"))
            .language(Translation.of("es_MX", "Debe {n} cuotas"))
            .build();

    assertThat(template.fill(Map.of("n", 1500)).text("es-MX")).isEqualTo("Debe 1,500 cuotas");
    assertThat(template.fill(Map.of("n", 3L)).text("es-MX")).isEqualTo("Debe 3 cuotas");
  }

  @Test
  void no_value_shows_in_to_string() {
    FilledTemplate filled = MessageTemplate.parse("t", OVERDUE).fill(rosaAsMap());

    assertThat(filled.toString()).contains("nombre").doesNotContain("Rosa").doesNotContain("750");
  }

  @Test
  void the_content_hash_follows_the_content_and_not_the_creditor() {
    MessageTemplate template = MessageTemplate.parse("t", OVERDUE);
    MessageTemplate changed = MessageTemplate.parse("t", OVERDUE.replace("Hola", "Buenas"));

    assertThat(template.by(CREDITOR).contentHash()).isEqualTo(template.contentHash());
    assertThat(changed.contentHash()).isNotEqualTo(template.contentHash());
    assertThat(template.contentHash())
        .isEqualTo(MessageTemplate.parse("u", template.toJson()).contentHash());
  }

  @Test
  void an_undeclared_field_cannot_be_built() {
    TemplateBuilder builder =
        MessageTemplate.builder("t", "1", Category.UTILITY)
            .language(Translation.of("es_MX", "Debe {monto} hoy"));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(builder::build)
        .withMessageContaining("monto");
  }

  @ParameterizedTest
  @CsvSource({"512,64,true", "513,64,false", "512,65,false", "0,64,false", "512,0,false"})
  void a_name_has_1_to_512_characters_and_a_version_1_to_64(int name, int version, boolean fits) {
    assertBuilds("a".repeat(name), "1".repeat(version), fits);
  }

  @ParameterizedTest
  @CsvSource({"a_9,2026-11-21~!,true", "A,1,false", "a-b,1,false", "a,'1 2',false", "a,ñ,false"})
  void names_and_versions_are_plain(String name, String version, boolean fits) {
    assertBuilds(name, version, fits);
  }

  private static void assertBuilds(String name, String version, boolean fits) {
    if (fits) {
      assertThat(MessageTemplate.builder(name, version, Category.UTILITY)).isNotNull();
    } else {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> MessageTemplate.builder(name, version, Category.UTILITY))
          .withMessageContaining("expected a ");
    }
  }

  @Test
  void a_field_and_a_language_stand_once_and_a_template_has_one() {
    TemplateBuilder builder =
        MessageTemplate.builder("t", "1", Category.UTILITY).field(TemplateField.text("a"));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> builder.field(TemplateField.money("a")))
        .withMessage("found \"a\", expected each field once");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(builder::build)
        .withMessage("found no language, expected at least one");
    builder.language(Translation.of("es_MX", "Hola {a}."));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> builder.language(Translation.of("es_MX", "Buenas")))
        .withMessage("found \"es_MX\", expected each language once");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> builder.fallback(List.of("pt")).build())
        .withMessage("found \"pt\", expected a language of this template: es_MX");
  }

  @Test
  void a_template_built_in_java_is_told_by_its_name() {
    MessageTemplate template = of("Hola.");
    record Nothing(int extra) {}

    assertThat(RecordShape.of(Nothing.class).differences(template))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.component()).contains("extra");
              assertThat(one.fault().message())
                  .isEqualTo(
                      "template t: found int component of record Nothing named \"extra\", expected"
                          + " no more components: template t has no such field");
            });
  }

  private static MessageTemplate of(String body) {
    return MessageTemplate.builder("t", "1", Category.UTILITY)
        .language(Translation.of("es_MX", body))
        .build();
  }

  private static InvalidMessage stopOn(Map<String, Object> values) {
    MessageTemplate template = MessageTemplate.parse("t", OVERDUE);
    return catchThrowableOfType(InvalidMessage.class, () -> template.fill(values));
  }

  @Test
  void fields_and_languages_keep_the_order_of_the_file() {
    MessageTemplate template = MessageTemplate.parse("t", OVERDUE);

    assertThat(template.fields())
        .extracting(TemplateField::name)
        .isEqualTo(List.of("nombre", "monto", "vencimiento", "dias"));
    assertThat(template.languages()).containsOnlyKeys("es_MX");
  }
}
