package dev.mora.template.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          casa                  ; su casa                     ; casa
          casa                  ; su CASA.                    ; CASA
          casa                  ; casas                       ; none
          embarg*               ; un embargo                  ; embargo
          vamos|iremos a casa   ; iremos a casa               ; iremos a casa
          vamos a? casa         ; vamos casa                  ; vamos casa
          vamos a? casa         ; vamos a casa                ; vamos a casa
          vamos a? casa         ; vamos a la casa             ; none
          vamos .. casa         ; vamos a b c casa            ; vamos a b c casa
          vamos .. casa         ; vamos a b c d casa          ; none
          vamos ..1 casa        ; vamos a casa                ; vamos a casa
          vamos ..1 casa        ; vamos a su casa             ; none
          vamos .. casa         ; vamos. A su casa            ; none
          vamos .. casa         ; vamos, a su casa            ; vamos, a su casa
          vamos .. casa         ; vamos no a casa             ; none
          a_la casa             ; a la casa                   ; a la casa
          x|a_la casa           ; a la casa                   ; a la casa
          x|a_la casa           ; x casa                      ; x casa
          ^ aviso               ; Un aviso                    ; none
          ^ aviso               ; Hola. Aviso                 ; Aviso
          # horas               ; en 24 horas                 ; 24 horas
          debe <money>          ; debe {monto}                ; debe {monto}
          debe <money>          ; debe {nombre}               ; none
          debe <field>          ; debe {nombre}               ; debe {nombre}
          {creditor}            ; de {creditor}               ; {creditor}
          carcel                ; la cárcel                   ; cárcel
          carcel                ; la c*á*rcel                 ; c*á*rcel
          carcel                ; la c\u200bárcel             ; c\u200bárcel
          carcel                ; la ｃarcel                  ; ｃarcel
          carcel                ; la cаrcel                   ; cаrcel
          do not pay            ; you don't pay               ; don't pay
          will not pay          ; you won’t pay               ; won’t pay
          """)
  void a_phrase_fits_words_gaps_and_fields(String phrase, String text, String found) {
    ReadText read = TextReader.read("body", text, Map.of("monto", "money", "nombre", "text"));
    Phrase compiled = Phrase.parse(phrase, Map.of(), negator());

    assertThat(first(compiled, read)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"''", ".. casa", "a? casa", "@unknown", "a*", "a ..30 b ..30 c"})
  void a_phrase_that_cannot_be_looked_for_is_refused(String phrase) {
    assertThatThrownBy(() -> Phrase.parse(phrase, Map.of(), new Choice()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Choice negator() {
    Choice out = new Choice();
    out.addWord("no");
    return out;
  }

  private static String first(Phrase phrase, ReadText text) {
    List<Token> tokens = text.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      int end = phrase.match(tokens, i);
      if (end >= 0) {
        return text.quote(i, end);
      }
    }
    return "none";
  }
}
