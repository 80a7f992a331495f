package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.json.Json;
import dev.mora.template.GeoPoint;
import dev.mora.template.MediaRef;
import dev.mora.template.Rendering;
import dev.mora.template.Rendering.Button;
import dev.mora.template.Rendering.Part;
import dev.mora.template.Rendering.Value;
import dev.mora.template.TemplateHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageBodyTest {

  @Test
  void a_template_with_named_fields_is_written_as_the_reference_shows_it() {
    byte[] body = Reminders.body(Reminders.rendering(Rendering.Variables.NAMED));

    assertThat(text(body)).isEqualTo(golden("template-named.json"));
  }

  @Test
  void positional_fields_have_no_names() {
    byte[] body = Reminders.body(Reminders.rendering(Rendering.Variables.POSITIONAL));

    assertThat(text(body)).isEqualTo(golden("template-positional.json"));
  }

  @Test
  void a_template_without_variables_has_no_components() {
    byte[] body = Reminders.body(Reminders.plain());

    assertThat(text(body)).isEqualTo(golden("template-plain.json"));
  }

  @Test
  void a_button_keeps_its_place_among_those_that_need_nothing() {
    Rendering rendering =
        Reminders.rendering(
            Rendering.Variables.POSITIONAL,
            Optional.empty(),
            new Part("Gracias.", List.of()),
            List.of(
                new Button.QuickReply("Sí", ""),
                new Button.Fixed("Llamar"),
                new Button.QuickReply("No", "NO")));

    String body = text(Reminders.body(rendering));

    assertThat(body)
        .contains(
            "\"components\":[{\"type\":\"button\",\"sub_type\":\"quick_reply\",\"index\":\"2\","
                + "\"parameters\":[{\"type\":\"payload\",\"payload\":\"NO\"}]}]");
  }

  @Test
  void values_are_written_as_text_whatever_they_look_like() {
    String odd = "\"}]}, {{1}} *x* \\ \u2028 ñ 😀";
    Rendering rendering =
        Reminders.rendering(
            Rendering.Variables.NAMED,
            Optional.empty(),
            new Part("Hola " + odd, List.of(new Value("nombre", odd))),
            List.of());

    byte[] body = Reminders.body(rendering);

    assertThat(
            Json.parse("body", text(body))
                .asObject()
                .object("template")
                .array("components")
                .objects()
                .get(0)
                .array("parameters")
                .objects()
                .get(0)
                .string("text"))
        .isEqualTo(odd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "IMAGE    | https://x.mx/a.png       |             |"
            + " {\"type\":\"image\",\"image\":{\"link\":\"https://x.mx/a.png\"}}",
        "VIDEO    | 1122334455               |             |"
            + " {\"type\":\"video\",\"video\":{\"id\":\"1122334455\"}}",
        "DOCUMENT | 1122334455               | estado.pdf  |"
            + " {\"type\":\"document\",\"document\":{\"id\":\"1122334455\",\"filename\":\"estado.pdf\"}}",
        "DOCUMENT | https://x.mx/e?a=1&b=%20 | \"e\".pdf   |"
            + " {\"type\":\"document\",\"document\":{\"link\":\"https://x.mx/e?a=1&b=%20\",\"filename\":\"\\\"e\\\".pdf\"}}",
      })
  void a_file_in_the_header_is_a_link_or_an_id(
      TemplateHeader.Kind kind, String reference, String name, String parameter) {
    MediaRef file = new MediaRef(reference, name == null ? "" : name);

    String body = with(new Rendering.Media.File(kind, file));

    assertThat(body)
        .contains("\"components\":[{\"type\":\"header\",\"parameters\":[" + parameter + "]}]");
  }

  @Test
  void a_place_in_the_header_has_its_degrees_as_numbers() {
    String body =
        with(
            new Rendering.Media.Place(
                GeoPoint.of("19.4326", "-99.13320", "Oficina Centro", "Av. Juárez 1")));

    assertThat(body)
        .contains(
            "{\"type\":\"location\",\"location\":{\"latitude\":19.4326,\"longitude\":-99.13320,"
                + "\"name\":\"Oficina Centro\",\"address\":\"Av. Juárez 1\"}}");
  }

  private static String with(Rendering.Media media) {
    Rendering plain = Reminders.plain();
    return text(
        Reminders.body(
            new Rendering(
                plain.template(),
                plain.version(),
                plain.category(),
                plain.contentHash(),
                plain.language(),
                plain.variables(),
                Optional.empty(),
                Optional.of(media),
                plain.body(),
                plain.footer(),
                plain.buttons())));
  }

  @Test
  void free_text_has_no_preview() {
    byte[] body = MessageBody.of(Reminders.text("Gracias, Rosa.\nLa leímos.", Reminders.NOON));

    assertThat(text(body)).isEqualTo(golden("text.json"));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The files are indented for people; what is sent is not. */
  private static String golden(String name) {
    try (InputStream in = MessageBodyTest.class.getResourceAsStream("/messages/v25.0/" + name)) {
      return Json.read(name, in).toJson();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
