package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.language.Words;
import dev.mora.template.InvalidMessage;
import dev.mora.template.MessageTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class UnfitWordsTest {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "t.txt",
          """
          template: aviso  category: UTILITY  version: 2026-11-21
          fields: nombre text, dias days
          --- es_MX
          Hola {nombre}, le escribe {creditor}: van {dias} días.
          """);

  static final List<Arguments> STOPPED =
      List.of(
          stopped("", null, 1, "aviso: falta el dato de nombre", "aviso: falta o dado de nombre"),
          stopped("", " ", 1, "aviso: nombre está en blanco", "aviso: nombre está em branco"),
          stopped("", 5, 1, "de nombre es de otro tipo", "de nombre é de outro tipo"),
          stopped("", "Rosa", -1, "dias no puede llevar ese", "dias não pode levar esse"),
          stopped("x", "Rosa", 1, "aviso: no tiene el campo x", "aviso: não tem o campo x"),
          stopped("", "Rosa", 1, "nadie la escribió en el", "ninguém o escreveu no idioma"),
          stopped("es-MX", "Rosa", 1, "nombra al acreedor y no hay", "nomeia o credor e não há"));

  private static Arguments stopped(
      String how, @Nullable Object nombre, Object dias, String spanish, String portuguese) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("nombre", nombre);
    values.put("dias", dias);
    if (how.equals("x")) {
      values.put("x", 1);
    }
    return Arguments.of(values, how.equals("es-MX") ? how : "fr-FR", spanish, portuguese);
  }

  @ParameterizedTest(name = "{2}")
  @FieldSource("STOPPED")
  void what_keeps_a_text_from_being_made_is_told_in_three_languages(
      Map<String, Object> values, String language, String spanish, String portuguese) {
    InvalidMessage stop =
        catchThrowableOfType(InvalidMessage.class, () -> TEMPLATE.fill(values).text(language));

    Words words = UnfitWords.of(stop);

    assertThat(words.es()).startsWith("plantilla aviso: ").contains(spanish);
    assertThat(words.pt()).startsWith("modelo aviso: ").contains(portuguese);
    assertThat(words.en()).isEqualTo(stop.getMessage()).startsWith("template aviso: ");
  }
}
