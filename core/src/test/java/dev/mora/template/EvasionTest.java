package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.InvalidDocument;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and files that try to get past a rule. */
class EvasionTest {

  private static MessageTemplate template(String fields, String text) {
    return MessageTemplate.parse(
        "t.txt",
        "template: t  category: UTILITY  version: 1\n"
            + (fields.isEmpty() ? "" : "fields: " + fields + "\n")
            + "--- es_MX\n"
            + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.com",
        "evil.\u200bcom",
        "ev\u00adil.\u2060com",
        "www\u200b.evil",
        "evil.ru",
        "bit.link",
        "evil.zone/x",
        "evil.zone?x=1"
      })
  void a_web_address_does_not_hide_in_a_text_value(String name) {
    FilledTemplate filled =
        template("nombre text", "Hola {nombre}, hola").fill(Map.of("nombre", name));

    assertThatThrownBy(() -> filled.render("es_MX", TextProfile.SMS))
        .isInstanceOf(InvalidMessage.class)
        .hasMessageContaining("holds a web address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ana Ruiz", "Ma. Ruiz", "Grupo S.A. de C.V.", "Sr./Sra. Paz", "J.R. Paz"})
  void a_name_with_points_is_no_web_address(String name) {
    FilledTemplate filled =
        template("nombre text", "Hola {nombre}, hola").fill(Map.of("nombre", name));

    assertThat(filled.render("es_MX", TextProfile.SMS).body().text())
        .isEqualTo("Hola " + name + ", hola");
  }

  @ParameterizedTest
  @CsvSource({
    "https://pay.example/{p},      a&b=1, a&b=1",
    "https://pay.example/?{p},     a&b=1, a&b=1",
    "https://pay.example/?t={p},   a&b=1, a%26b=1",
    "https://pay.example/?t={p},   a+b==, a%2Bb==",
    "https://pay.example/?t={p},   a;b,   a%3Bb",
    "https://pay.example/t={p},    a&b,   a&b"
  })
  void a_value_of_a_query_parameter_starts_no_other(String url, String end, String suffix) {
    for (String kind : new String[] {"text", "pay-link"}) {
      MessageTemplate template = template("p " + kind, "Hola, hola\n[Pagar -> " + url + "]");
      Object value = kind.equals("text") ? end : PayLink.of(end);

      Rendering rendering = template.fill(Map.of("p", value)).render("es_MX", TextProfile.PLAIN);

      assertThat(rendering.buttons())
          .containsExactly(new Rendering.Button.Url("Pagar", url.replace("{p}", suffix), suffix));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2e%2e/x", "%2E%2e/x", ".%2e/x", "%2E./x", "../x"})
  void a_whole_link_does_not_climb_out_of_its_folder(String end) {
    assertThatThrownBy(() -> PayLink.of("https://pay.example/mora/" + end))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200b",
        "\u00a0",
        "Hola\nfooter: \u200b",
        "header: \u200b\nHola",
        "Hola\n[\u200b: PAID]",
        "Hola\n[Sí: \u2060]",
        "Hola\n[Copiar -> copy:\u00a0]"
      })
  void a_part_of_which_nothing_is_visible_is_refused(String text) {
    assertThatThrownBy(() -> template("", text)).isInstanceOf(InvalidDocument.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://pay.example@evil.example/x", "https://pay.example\\\\x/y"})
  void the_host_of_a_button_is_what_it_looks_like(String url) {
    assertThatThrownBy(() -> template("", "Hola\n[Pagar -> " + url + "]"))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("a host, without a user");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100_000})
  void a_default_may_be_long(int length) {
    String text = "x\\\"".repeat(length);

    MessageTemplate read = template("nombre text = \"" + text + "\"", "Hola {nombre}, hola");

    assertThat(read.fields())
        .containsExactly(TemplateField.text("nombre").orElse("x\"".repeat(length)));
    assertThat(MessageTemplate.parse("t", read.toText())).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\" \"b", "a\"b", "a\\", "a\" text = \"b"})
  void a_default_ends_with_its_first_quote(String text) {
    assertThatThrownBy(() -> template("nombre text = \"" + text + "\"", "Hola {nombre}, hola"))
        .isInstanceOf(InvalidDocument.class);
  }

  @ParameterizedTest
  @CsvSource({"1e40, true", "1e41, false", "1e-40, true", "1e-41, false", "1e2147483647, false"})
  void a_share_has_no_hostile_exponent(String share, boolean good) {
    MessageTemplate template = template("tasa percent", "La tasa es {tasa} al mes");
    Map<String, BigDecimal> values = Map.of("tasa", new BigDecimal(share));

    if (good) {
      assertThat(template.fill(values).text("es_MX")).startsWith("La tasa es ");
    } else {
      assertThatThrownBy(() -> template.fill(values))
          .isInstanceOf(InvalidMessage.class)
          .hasMessageContaining("has too many digits");
      assertThatThrownBy(() -> template("tasa percent = \"" + share + "\"", "La {tasa} es"))
          .isInstanceOf(InvalidDocument.class)
          .hasMessageContaining("has too many digits");
    }
  }

  @Test
  void a_share_has_at_most_forty_digits() {
    MessageTemplate template = template("tasa percent", "La tasa es {tasa} al mes");

    assertThat(template.fill(Map.of("tasa", new BigDecimal("9".repeat(40)))).text("es_MX"))
        .contains("9,999");
    assertThatThrownBy(() -> template.fill(Map.of("tasa", new BigDecimal("9".repeat(41)))))
        .isInstanceOf(InvalidMessage.class);
  }

  @Test
  void a_json_form_with_a_byte_order_mark_is_refused_as_such() {
    String json = "\ufeff" + template("", "Hola").toJson();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> MessageTemplate.parse("t.json", json))
        .hasMessageContaining("a byte order mark");
    assertThatThrownBy(() -> MessageTemplate.read("t.json", new ByteArrayInputStream(bytes)))
        .hasMessageContaining("a byte order mark");
  }

  @Test
  void what_cannot_be_read_is_told_without_the_value() {
    for (FieldType<?> type : FieldType.all()) {
      if (type == FieldType.TEXT) {
        continue;
      }
      assertThatThrownBy(() -> type.parse("\u0001 4555 Rosa"))
          .as(type.word())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("expected ")
          .hasNoCause();
    }
  }
}
