package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text        | Ana                       | Ana
          money       | 750.00 MXN                | $750.00
          date        | 2026-11-05                | 5 de noviembre de 2026
          days        | 1016                      | 1,016
          count       | 12                        | 12
          percent     | 12.50                     | 12.50%
          last-digits | 4821                      | 4821
          pay-link    | https://pay.example/p     | https://pay.example/p
          image       | https://x.mx/a.png        | ''
          video       | 112233                    | ''
          document    | 112233 estado.pdf         | estado.pdf
          location    | 19.4,-99.1; Centro; Av. 1 | Centro
          """)
  void each_type_reads_what_it_writes_and_shows_it(String word, String written, String shown) {
    assertReads(FieldType.of(word), written, shown);
  }

  private static <T> void assertReads(FieldType<T> type, String written, String shown) {
    T value = type.parse(written);

    assertThat(type.write(value)).isEqualTo(written);
    assertThat(type.format(value, LocaleFormat.of("es_MX"))).isEqualTo(shown);
    assertThat(type.accept(value)).contains(value);
    assertThat(type.binds(value.getClass())).isTrue();
    assertThat(type).hasToString(type.word());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          money       | 750      | expected an amount such as 750.00 MXN
          date        | 5/11/26  | expected a date such as 2026-11-05
          days        | 1.5      | expected a whole number of days
          count       | mil      | expected a whole number
          percent     | 12,5     | expected a decimal number such as 12.5
          last-digits | 1        | expected 2 to 6 digits
          pay-link    | a#b      | expected a link such as https://pay.example/p/8Hq2, or its end
          image       | a b c/d  | expected an https link or a media id, and behind it a document's file name
          location    | Centro   | expected a place such as 19.4326,-99.1332; Oficina Centro; Av. Juárez 1
          """)
  void what_cannot_be_read_is_never_quoted(String word, String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldType.of(word).parse(text))
        .withMessage(message);
  }

  @Test
  void only_a_component_of_the_type_binds() {
    Map<FieldType<?>, List<Class<?>>> binding =
        Map.ofEntries(
            Map.entry(FieldType.TEXT, List.of(String.class)),
            Map.entry(FieldType.MONEY, List.of(Money.class)),
            Map.entry(FieldType.DATE, List.of(LocalDate.class)),
            Map.entry(FieldType.DAYS, List.of(int.class, Integer.class)),
            Map.entry(FieldType.COUNT, List.of(int.class, Integer.class, long.class, Long.class)),
            Map.entry(FieldType.PERCENT, List.of(BigDecimal.class)),
            Map.entry(FieldType.LAST_DIGITS, List.of(LastDigits.class)),
            Map.entry(FieldType.PAY_LINK, List.of(PayLink.class)),
            Map.entry(FieldType.IMAGE, List.of(MediaRef.class)),
            Map.entry(FieldType.VIDEO, List.of(MediaRef.class)),
            Map.entry(FieldType.DOCUMENT, List.of(MediaRef.class)),
            Map.entry(FieldType.LOCATION, List.of(GeoPoint.class)));
    List<Class<?>> all =
        List.of(
            String.class,
            Money.class,
            LocalDate.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            BigDecimal.class,
            LastDigits.class,
            PayLink.class,
            MediaRef.class,
            GeoPoint.class,
            Object.class,
            short.class);

    assertThat(binding.keySet()).containsExactlyInAnyOrderElementsOf(FieldType.all());
    binding.forEach(
        (type, bound) ->
            assertThat(all.stream().filter(type::binds))
                .as(type.word())
                .containsExactlyInAnyOrderElementsOf(bound));
  }

  @Test
  void only_a_count_takes_another_type_and_only_an_int() {
    assertThat(FieldType.COUNT.accept(3)).contains(3L);
    assertThat(FieldType.COUNT.accept((short) 3)).isEmpty();
    assertThat(FieldType.DAYS.accept(3L)).isEmpty();
    assertThat(FieldType.TEXT.accept('a')).isEmpty();
    assertThat(FieldType.MONEY.accept("1.00 MXN")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"days,-1,false", "days,0,true", "count,-1,false", "count,0,true", "percent,-1,true"})
  void what_is_counted_is_not_negative(String word, String written, boolean fits) {
    assertThat(objection(FieldType.of(word), written).isEmpty()).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          document | 1 a.pdf | none
          document | 1       | has no file name: expected one for the person who gets it
          image    | 1       | none
          image    | 1 a.png | has a file name: expected none, only a document shows it
          video    | 1 a.mp4 | has a file name: expected none, only a document shows it
          """)
  void a_document_has_a_file_name_and_nothing_else_has(String word, String written, String why) {
    assertThat(objection(FieldType.of(word), written)).isEqualTo(Optional.ofNullable(why));
  }

  private static <T> Optional<String> objection(FieldType<T> type, String written) {
    return type.objection(type.parse(written));
  }

  @Test
  void four_types_stand_in_a_header_and_the_others_in_a_text() {
    assertThat(FieldType.all().stream().filter(type -> type.header().isPresent()))
        .containsExactly(FieldType.IMAGE, FieldType.VIDEO, FieldType.DOCUMENT, FieldType.LOCATION);
    assertThat(FieldType.LOCATION.header()).contains(TemplateHeader.Kind.LOCATION);
  }

  @Test
  void a_default_is_one_that_a_person_can_see() {
    TemplateField<String> name = TemplateField.text("nombre");

    assertThat(name.orElse("cliente").whenBlank()).isEqualTo(new BlankPolicy.Default<>("cliente"));
    for (String bad : List.of("", " ", "a  b", " a", "\u200b", "\u2800", "a\nb")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> name.orElse(bad))
          .withMessageContaining("a default that a person can see");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemplateField.days("dias").orElse(-1))
        .withMessage(
            "found a default that is negative: expected 0 or more days, expected another default");
  }
}
