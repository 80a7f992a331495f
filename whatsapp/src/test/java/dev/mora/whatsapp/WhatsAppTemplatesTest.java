package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.OutboundMessage;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.template.InvalidMessage;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhatsAppTemplatesTest {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "cuota_vencida.txt",
          """
          template: cuota_vencida            category: UTILITY            version: 2026-11-21
          fields: nombre text
          --- es_MX
          Hola {nombre}, le escribe CrediAmiga. ¿Cuándo puede pagarla?
          [Ya pagué: PAID] [Hablar con una persona: AGENT]
          """);

  @Test
  void a_template_file_becomes_the_json_that_the_provider_wants() {
    Rendering rendering =
        TEMPLATE.fill(Map.of("nombre", "Rosa")).render("es-MX", WhatsAppTemplates.profile());

    JsonObject template = sent(rendering);

    assertThat(template.string("name")).isEqualTo("cuota_vencida");
    assertThat(template.object("language").string("code")).isEqualTo("es_MX");
    List<JsonObject> components = template.array("components").objects();
    assertThat(components)
        .extracting(component -> component.string("type"))
        .containsExactly("body", "button", "button");
    assertThat(components.get(0).array("parameters").objects())
        .singleElement()
        .satisfies(parameter -> assertThat(parameter.string("text")).isEqualTo("Rosa"));
    assertThat(components.get(2).array("parameters").objects())
        .singleElement()
        .satisfies(parameter -> assertThat(parameter.string("payload")).isEqualTo("AGENT"));
  }

  @Test
  void a_value_that_meta_would_refuse_is_cleaned_on_the_way() {
    Rendering rendering =
        TEMPLATE
            .fill(Map.of("nombre", " Rosa\n\tMaría \u200b     López "))
            .render("es-MX", WhatsAppTemplates.profile());
    OutboundMessage message = Reminders.message(new OutboundMessage.Template(rendering));

    assertThat(rendering.body().text()).startsWith("Hola Rosa María López, le escribe");
    assertThat(LocalCheck.of(message, Optional.empty())).isEmpty();
  }

  @Test
  void a_text_that_is_too_long_with_its_values_is_refused_before_it_is_planned() {
    var filled = TEMPLATE.fill(Map.of("nombre", "x".repeat(1000)));

    assertThatThrownBy(() -> filled.render("es-MX", WhatsAppTemplates.profile()))
        .isInstanceOf(InvalidMessage.class);
  }

  private static JsonObject sent(Rendering rendering) {
    byte[] body = Reminders.body(rendering);
    return Json.parse("body", new String(body, StandardCharsets.UTF_8))
        .asObject()
        .object("template");
  }
}
