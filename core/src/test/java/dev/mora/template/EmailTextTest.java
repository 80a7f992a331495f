package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTextTest {

  @Test
  void a_message_is_a_subject_a_text_and_the_same_as_html() {
    EmailText mail =
        EmailText.of(
            message(
                """
                header: Un aviso de CrediAmiga
                Hola {a}:

                Su cuota es de *$750.00*.
                ¿Cuándo puede pagarla?
                footer: Responda BAJA
                [Ya pagué: PAID] [Pagar -> https://p.mx/1?a=1&b=2] [Llamar -> tel:+525555550100] [Copiar -> copy:77]
                """,
                "Ana"),
            "CrediAmiga");

    assertThat(mail.subject()).isEqualTo("Un aviso de CrediAmiga");
    assertThat(mail.text())
        .isEqualTo(
            """
            Hola Ana:

            Su cuota es de *$750.00*.
            ¿Cuándo puede pagarla?
            Pagar: https://p.mx/1?a=1&b=2
            Llamar: +525555550100
            Copiar: 77
            Responda BAJA\
            """);
    assertThat(mail.html())
        .isEqualTo(
            """
            <!DOCTYPE html>
            <html lang="es-MX">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Un aviso de CrediAmiga</title>
            </head>
            <body style="font:16px/1.5 sans-serif;max-width:36em">
            <p>Hola Ana:</p>
            <p>Su cuota es de <strong>$750.00</strong>.<br>
            ¿Cuándo puede pagarla?</p>
            <p><a href="https://p.mx/1?a=1&amp;b=2">Pagar</a></p>
            <p><a href="tel:+525555550100">Llamar: +525555550100</a></p>
            <p>Copiar: <code>77</code></p>
            <p style="font-size:13px;color:#666">Responda BAJA</p>
            </body>
            </html>
            """);
    assertThat(mail.leftOut()).containsExactly("Ya pagué");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</p></body>",
        "&lt;b&gt;",
        "' onmouseover='x",
        "<!--",
        "*<b>*"
      })
  void a_value_is_text_in_every_part(String value) {
    String plain =
        EmailText.of(message("header: De {a} hoy\nHola {a}, hoy", "x"), "C")
            .html()
            .replaceAll("[^<>\"']", "");

    EmailText mail = EmailText.of(message("header: De {a} hoy\nHola {a}, hoy", value), "C");

    String marks = value.startsWith("*") ? "<><>" : "";
    assertThat(mail.html().replaceAll("[^<>\"']", "")).hasSize(plain.length() + marks.length());
    assertThat(mail.text()).isEqualTo("Hola " + value + ", hoy");
    assertThat(mail.subject()).isEqualTo("De " + value + " hoy");
  }

  @Test
  void without_a_header_the_subject_is_the_one_that_is_given_cleaned() {
    assertThat(EmailText.of(message("Hola {a}, hoy", "Ana"), " Credi\r\nBcc: x@y ").subject())
        .isEqualTo("Credi Bcc: x@y");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailText.of(message("Hola {a}, hoy", "Ana"), " \n"));
  }

  @ParameterizedTest
  @CsvSource({"78,true", "79,false"})
  void a_subject_has_78_characters(int length, boolean fits) {
    FilledTemplate filled = filled("header: x{a}\nHola", "a".repeat(length - 1));

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                    () -> filled.render("es-MX", TextProfile.EMAIL))
                == null)
        .isEqualTo(fits);
  }

  private static Rendering message(String block, String value) {
    return filled(block, value).render("es-MX", TextProfile.PLAIN);
  }

  private static FilledTemplate filled(String block, String value) {
    return MessageTemplate.parse(
            "t",
            "template: t  category: UTILITY  version: 1\nfields: a text\n--- es_MX\n"
                + block.stripTrailing()
                + "\n")
        .fill(Map.of("a", value));
  }
}
