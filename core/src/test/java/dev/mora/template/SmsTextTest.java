package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.template.SmsText.Alphabet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTextTest {

  @ParameterizedTest
  @CsvSource({
    "0,1", "1,1", "159,1", "160,1", "161,2", "306,2", "307,3", "459,3", "460,4", "612,4", "613,5"
  })
  void a_gsm_text_takes_160_septets_alone_and_153_in_each_of_several(int length, int segments) {
    SmsText sms = SmsText.of("a".repeat(length));

    assertThat(sms.alphabet()).isEqualTo(Alphabet.GSM_7);
    assertThat(sms.units()).isEqualTo(length);
    assertThat(sms.segments()).hasSize(segments);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "69,1", "70,1", "71,2", "134,2", "135,3", "201,3", "202,4"})
  void any_other_text_takes_70_units_alone_and_67_in_each_of_several(int length, int segments) {
    SmsText sms = SmsText.of("á".repeat(length));

    assertThat(sms.alphabet()).isEqualTo(Alphabet.UCS_2);
    assertThat(sms.units()).isEqualTo(length);
    assertThat(sms.segments()).hasSize(segments);
  }

  @ParameterizedTest
  @CsvSource({
    "159,160,1", // the euro's two septets would make 161
    "158,160,1"
  })
  void an_escape_pair_counts_two_septets(int before, int most, int ignored) {
    SmsText sms = SmsText.of("a".repeat(before) + "€");

    assertThat(sms.units()).isEqualTo(before + 2);
    assertThat(sms.segments()).hasSize(before + 2 > most ? 2 : 1);
  }

  @Test
  void an_escape_pair_at_the_border_goes_whole_into_the_next_segment() {
    SmsText sms = SmsText.of("a".repeat(152) + "€" + "b".repeat(152));

    assertThat(sms.units()).isEqualTo(306);
    assertThat(sms.segments()).containsExactly("a".repeat(152), "€" + "b".repeat(151), "b");
  }

  @Test
  void a_surrogate_pair_at_the_border_goes_whole_into_the_next_segment() {
    SmsText sms = SmsText.of("á".repeat(66) + "😀" + "é".repeat(66));

    assertThat(sms.units()).isEqualTo(134);
    assertThat(sms.segments()).containsExactly("á".repeat(66), "😀" + "é".repeat(65), "é");
  }

  @Test
  void a_pair_that_ends_at_the_border_stays() {
    assertThat(SmsText.of("a".repeat(151) + "€" + "b".repeat(10)).segments().get(0))
        .isEqualTo("a".repeat(151) + "€");
    assertThat(SmsText.of("á".repeat(65) + "😀" + "é".repeat(10)).segments().get(0))
        .isEqualTo("á".repeat(65) + "😀");
  }

  @Test
  void a_surrogate_pair_alone_counts_two_units() {
    assertThat(SmsText.of("😀".repeat(35)).segments()).hasSize(1);
    assertThat(SmsText.of("😀".repeat(35) + "a").segments()).hasSize(2);
  }

  @Test
  void the_alphabet_has_exactly_the_characters_of_the_specification() {
    Set<Integer> one = new HashSet<>();
    Set<Integer> two = new HashSet<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (GsmAlphabet.septets(c) == 1) {
        one.add(c);
      } else if (GsmAlphabet.septets(c) == 2) {
        two.add(c);
      }
    }

    assertThat(one).hasSize(127);
    assertThat(two)
        .containsExactlyInAnyOrder(0x0c, 0x5b, 0x5c, 0x5d, 0x5e, 0x7b, 0x7c, 0x7d, 0x7e, 0x20ac);
    assertThat("ñÑüÜäöàèéùìòÇ¿¡§£¥¤".codePoints()).allMatch(one::contains);
    assertThat("áíóúÁÍÓÚçãõâêô`´’“”…₡₲₱₹\u00a0\t".codePoints())
        .noneMatch(c -> one.contains(c) || two.contains(c));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ¿Cuándo podrá pagarla?      | ¿Cuando podra pagarla?
          Você já pagou? Não responda | Voce ja pagou? Nao responda
          Açaí, maçã, coração         | Acai, maça, coracao
          Año 2026 – “señor”…         | Año 2026 - "señor"...
          1.º día, 2.ª cuota          | 1.o dia, 2.a cuota
          """)
  void a_folded_text_has_no_accents_that_the_alphabet_lacks(String text, String folded) {
    // ç alone is no letter of the alphabet, Ç is
    assertThat(SmsText.of(text).folded().text()).isEqualTo(folded.replace("ç", "c"));
    assertThat(SmsText.of(text).folded().alphabet()).isEqualTo(Alphabet.GSM_7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Está 😀", "Дом á", "₲ 1.000 á"})
  void a_text_that_stays_ucs_2_anyway_keeps_its_accents(String text) {
    SmsText sms = SmsText.of(text);

    assertThat(sms.folded()).isEqualTo(sms);
  }

  @Test
  void units_and_segments_are_those_of_a_second_counter() {
    long seed = 20261122;
    Random random = new Random(seed);
    String[] gsm = {"a", "ñ", "€", "[", "\n", "Δ", " "};
    String[] any = {"a", "á", "😀", "€", "漢", "𝄞"};
    for (int i = 0; i < Cases.of(4_000); i++) {
      String[] from = random.nextBoolean() ? gsm : any;
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(500); j > 0; j--) {
        text.append(from[random.nextInt(from.length)]);
      }

      SmsText sms = SmsText.of(text.toString());

      Counter counter = new Counter(text.toString());
      assertThat(sms.units()).as("seed %d, %d", seed, i).isEqualTo(counter.units);
      assertThat(sms.segments().size()).as("seed %d, %d", seed, i).isEqualTo(counter.segments);
      assertThat(String.join("", sms.segments())).isEqualTo(text.toString());
      assertThat(TextUnit.SMS_UNITS.length(text.toString())).isEqualTo(counter.units);
    }
  }

  /**
   * Writes the text out as the septets or units that travel and puts them into boxes one by one.
   */
  private static final class Counter {

    int units;
    int segments = 1;

    Counter(String text) {
      List<Integer> sizes = new ArrayList<>();
      boolean plain = true;
      for (int i = 0; i < text.length(); i++) {
        String c = text.substring(i, i + 1);
        plain &= "añ\nΔ €[".contains(c);
      }
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (plain) {
          sizes.add(c == '€' || c == '[' ? 2 : 1);
        } else if (Character.isHighSurrogate(c)) {
          sizes.add(2);
        } else if (!Character.isLowSurrogate(c)) {
          sizes.add(1);
        }
      }
      units = sizes.stream().mapToInt(Integer::intValue).sum();
      if (units <= (plain ? 160 : 70)) {
        return;
      }
      int room = plain ? 153 : 67;
      int left = room;
      for (int size : sizes) {
        if (size > left) {
          segments++;
          left = room;
        }
        left -= size;
      }
    }
  }

  @Test
  void a_message_of_parts_is_one_text_and_names_what_cannot_be_tapped() {
    Rendering rendering =
        message(
            """
            header: CrediAmiga
            Hola Ana.
            footer: Responda BAJA
            [Ya pagué: PAID] [Pagar -> https://p.mx/1] [Llamar -> tel:+525555550100] [Copiar -> copy:77]
            """);

    SmsText sms = SmsText.of(rendering);

    assertThat(sms.text())
        .isEqualTo(
            """
            CrediAmiga
            Hola Ana.
            Pagar: https://p.mx/1
            Llamar: +525555550100
            Copiar: 77
            Responda BAJA\
            """);
    assertThat(sms.leftOut()).containsExactly("Ya pagué");
  }

  @ParameterizedTest
  @CsvSource({"459,true", "460,false"})
  void the_sms_profile_takes_three_segments_of_the_whole_message(int length, boolean fits) {
    FilledTemplate filled = filled("header: CrediAmiga\nx{a}y", "a".repeat(length - 13));

    InvalidMessage stopped =
        catchThrowableOfType(InvalidMessage.class, () -> filled.render("es-MX", TextProfile.SMS));

    assertThat(stopped == null).isEqualTo(fits);
    if (!fits) {
      assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.TOO_LONG);
      assertThat(stopped).hasMessageContaining("has 4 SMS segments, expected at most 3 (sms)");
    }
  }

  @Test
  void a_profile_that_folds_counts_the_folded_text() {
    FilledTemplate filled = filled("Hoy {a} más", "a".repeat(140));
    TextProfile one = TextProfile.SMS.toBuilder().segments(1).build();

    assertThat(
            catchThrowableOfType(InvalidMessage.class, () -> filled.render("es-MX", one)).reason())
        .isEqualTo(InvalidMessage.Reason.TOO_LONG);
    assertThat(filled.render("es-MX", one.toBuilder().foldsSms(true).build()).body().text())
        .endsWith("más");
  }

  @ParameterizedTest
  @CsvSource({
    "CODE_POINTS,a€😀á,4",
    "UTF16_UNITS,a€😀á,5",
    "SMS_UNITS,a€😀á,5",
    "SMS_UNITS,a€,3",
    "SMS_UNITS,aé,2",
    "SMS_UNITS,aá,2"
  })
  void a_unit_counts_as_its_channel_does(TextUnit unit, String text, int length) {
    assertThat(unit.length(text)).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({"CODE_POINTS,true", "UTF16_UNITS,false", "SMS_UNITS,false"})
  void a_limit_is_checked_in_the_profile_s_unit(TextUnit unit, boolean fits) {
    TextProfile profile = TextProfile.builder("test").unit(unit).body(10).build();
    FilledTemplate filled = filled("x{a}y", "😀".repeat(8));

    InvalidMessage stopped =
        catchThrowableOfType(InvalidMessage.class, () -> filled.render("es-MX", profile));

    assertThat(stopped == null).isEqualTo(fits);
  }

  private static Rendering message(String block) {
    return MessageTemplate.parse(
            "t", "template: t  category: UTILITY  version: 1\n--- es_MX\n" + block)
        .fill(Map.of())
        .render("es-MX", TextProfile.PLAIN);
  }

  private static FilledTemplate filled(String block, String value) {
    return MessageTemplate.parse(
            "t",
            "template: t  category: UTILITY  version: 1\nfields: a text\n--- es_MX\n"
                + block
                + "\n")
        .fill(Map.of("a", value));
  }
}
