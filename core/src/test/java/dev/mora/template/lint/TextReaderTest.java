package dev.mora.template.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Hola Ana. Debe algo.         ; 2
          Hola Ana.Debe algo           ; 1
          Hola Sr. Pérez.              ; 1
          Crédito S.A. de C.V. escribe ; 1
          Son $1.250,00 hoy.           ; 1
          ¿Puede? ¡Gracias!            ; 2
          'Uno; dos…tres'              ; 3
          exp. No. 7 de hoy            ; 1
          """)
  void sentences_end_where_a_reader_ends_them(String text, int sentences) {
    ReadText read = TextReader.read("body", text, Map.of());

    assertThat(read.tokens().stream().filter(Token::startsSentence).count()).isEqualTo(sentences);
  }

  @Test
  void fields_numbers_and_signs_are_things_of_their_own() {
    ReadText read = TextReader.read("body", "Son R$ 10,50 o {monto}, \\{x\\} 5%", Map.of());

    assertThat(read.tokens().stream().map(Token::word).collect(Collectors.joining(" ")))
        .isEqualTo("son r $ 10,50 o monto x 5 %");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          we'll you're I'd I'm they've ; we will you are i would i am they have
          can't won't don't isn't      ; can not will not do not is not
          Ana's loan, d'água           ; ana loan d agua
          it' x                        ; it x
          1,250.50 y 12:30 5/11 7.     ; 1,250.50 y 12:30 5/11 7
          bem-vindo a-b                ; bem vindo a b
          """)
  void words_are_read_as_the_lists_write_them(String text, String words) {
    ReadText read = TextReader.read("body", text, Map.of());

    assertThat(read.tokens().stream().map(Token::word).collect(Collectors.joining(" ")))
        .isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          uno, dos      ; COMMA
          uno (dos      ; COMMA
          uno dos       ; NONE
          uno-dos       ; NONE
          uno - dos     ; COMMA
          uno *dos      ; NONE
          uno. dos      ; SENTENCE
          uno, . dos    ; SENTENCE
          """)
  void what_stands_between_two_words_is_kept(String text, Token.Break between) {
    ReadText read = TextReader.read("body", text, Map.of());

    assertThat(read.tokens().get(1).before()).isEqualTo(between);
  }

  @Test
  void a_place_in_the_source_is_kept_whatever_the_letters() {
    String text = "Señora, la ﬁanza";
    ReadText read = TextReader.read("body", text, Map.of());
    Token last = read.tokens().get(2);

    assertThat(last.word()).isEqualTo("fianza");
    assertThat(text.substring(last.start(), last.end())).isEqualTo("ﬁanza");
  }

  @ParameterizedTest
  @CsvSource({"8192, true", "8193, false"})
  void only_so_much_of_a_text_is_read(int length, boolean whole) {
    assertThat(TextReader.read("body", "a".repeat(length), Map.of()).whole()).isEqualTo(whole);
  }
}
