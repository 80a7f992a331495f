package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.Handling;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.whatsapp.WhatsAppErrors.Meaning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppErrorsTest {

  private final WhatsAppErrors errors = WhatsAppErrors.standard();

  @Test
  void every_code_tells_an_operator_what_to_do_in_three_languages() {
    assertThat(errors.version()).isEqualTo("2026-11");
    assertThat(errors.all()).hasSizeGreaterThan(90);
    assertThat(errors.all())
        .allSatisfy(
            meaning -> {
              assertThat(meaning.meaning()).isNotBlank();
              assertThat(List.of(meaning.advice("es"), meaning.advice("pt"), meaning.advice("en")))
                  .doesNotHaveDuplicates()
                  .allSatisfy(advice -> assertThat(advice).endsWith("."));
              assertThat(meaning.advice("fr")).isEqualTo(meaning.advice("en"));
            });
  }

  @Test
  void no_code_stands_in_two_entries() {
    List<Meaning> all = errors.all();

    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).from()).isGreaterThan(all.get(i - 1).to());
    }
  }

  @Test
  void what_leaves_open_whether_a_message_went_out_is_certain_in_a_failed_status() {
    assertThat(errors.all())
        .filteredOn(meaning -> meaning.handling().isEmpty())
        .extracting(Meaning::from)
        .containsExactly(1L, 2L, 131000L, 131016L, 131057L, 133004L);
    assertThat(errors.all())
        .filteredOn(meaning -> meaning.handling().isEmpty())
        .allSatisfy(m -> assertThat(m.afterAcceptance()).isEqualTo(Handling.FAIL_MESSAGE));
  }

  @Test
  void a_server_says_no_by_the_codes_of_an_outage_alone() {
    assertThat(errors.all())
        .filteredOn(Meaning::saysNo)
        .extracting(Meaning::from)
        .containsExactly(2L, 131016L, 131057L, 133004L);
  }

  @Test
  void only_the_codes_of_authentication_ask_for_a_new_token() {
    assertThat(errors.all())
        .filteredOn(Meaning::refreshesToken)
        .extracting(Meaning::from)
        .containsExactly(0L, 102L, 104L, 190L);
  }

  @ParameterizedTest
  @CsvSource({
    "131047,131047",
    "local-131047,131047",
    "200,200",
    "250,200",
    "299,200",
    "138018,138000"
  })
  void a_code_is_found_by_itself_in_its_range_and_as_a_local_one(String code, long entry) {
    assertThat(errors.find(code)).hasValueSatisfying(m -> assertThat(m.from()).isEqualTo(entry));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "199", "300", "138019", "-1", "1e3", "http-401", "99999999999", "x"})
  void other_texts_are_no_codes_of_ours(String code) {
    assertThat(errors.find(code)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"code":1,"meaning":"m","handling":"RETRY","advice":"a"} | one of
          {"code":1,"meaning":"m","handling":"UNKNOWN","advice":"b"} | a name under /advice
          {"code":1,"meaning":"m","handling":"UNKNOWN","advice":"a","x":1} | found key "x"
          {"code":"1","meaning":"m","handling":"UNKNOWN","advice":"a"} | a whole number
          {"code":9,"meaning":"m","handling":"UNKNOWN","advice":"a"} | each code once
          {"code":1,"meaning":"m","handling":"OPT_OUT","saysNo":true,"advice":"a"} | handling UNKNOWN
          """)
  void a_table_that_is_wrong_is_refused_with_its_place(String entry, String expected) {
    String table =
        """
        {"schema":"mora/whatsapp-errors-1","version":"1","source":"s",
         "advice":{"a":{"es":"e","pt":"p","en":"n"}},
         "codes":[{"code":9,"meaning":"m","handling":"UNKNOWN","advice":"a"},%s]}"""
            .formatted(entry);

    assertThatThrownBy(() -> WhatsAppErrors.parse(Json.parse("errors.json", table).asObject()))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("errors.json:")
        .hasMessageContaining("/codes/1")
        .hasMessageContaining(expected);
  }

  @Test
  void a_table_is_read_as_it_is_written() {
    String table =
        """
        {"schema":"mora/whatsapp-errors-1","version":"7","source":"s",
         "advice":{"a":{"es":"e","pt":"p","en":"n"}},
         "codes":[{"code":9,"meaning":"nine","handling":"UNKNOWN","saysNo":true,"advice":"a"},
                  {"code":20,"to":29,"meaning":"twenties","handling":"OPT_OUT","token":true,
                   "failed":"STOP_RECIPIENT","advice":"a"}]}""";

    WhatsAppErrors own = WhatsAppErrors.parse(Json.parse("errors.json", table).asObject());

    var advice = Map.of("es", "e", "pt", "p", "en", "n");
    var nine =
        new Meaning(9, 9, "nine", Optional.empty(), true, Handling.FAIL_MESSAGE, false, advice);
    var twenties =
        new Meaning(
            20,
            29,
            "twenties",
            Optional.of(Handling.OPT_OUT),
            false,
            Handling.STOP_RECIPIENT,
            true,
            advice);
    assertThat(own.version()).isEqualTo("7");
    assertThat(own.all()).containsExactly(nine, twenties);
    assertThat(own.find("9")).contains(nine);
    assertThat(own.find("29")).contains(twenties);
    assertThat(own.find("10")).isEmpty();
  }
}
