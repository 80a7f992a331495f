package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocaleGoldenTest {

  private static final List<String> PLACES =
      List.of(
          "es_MX", "es_AR", "es_PE", "es_CO", "es_CL", "es_UY", "es_PY", "es_BO", "es_EC", "es_GT",
          "es_DO", "pt_BR", "en_US", "en_KE", "en_IN", "en_PH");

  @ParameterizedTest
  @MethodSource("rows")
  void a_value_is_written_as_the_table_says(Row row) {
    assertThat(row.written()).isEqualTo(row.expected);
  }

  @Test
  void every_place_has_amounts_of_its_own_and_others_negative_zero_and_all_other_kinds() {
    assertThat(rows().map(Row::locale).distinct()).containsExactlyElementsOf(PLACES);
    for (String place : PLACES) {
      List<Row> here = rows().filter(row -> row.locale.equals(place)).toList();

      assertThat(here.stream().map(Row::kind))
          .contains("money", "date", "days", "count", "percent");
      assertThat(here).anyMatch(row -> row.kind.equals("money") && row.value.startsWith("-"));
      assertThat(here).anyMatch(row -> row.value.matches("0(\\.00)? [A-Z]{3}"));
      assertThat(
              here.stream().filter(row -> row.kind.equals("money")).map(Row::currency).distinct())
          .hasSizeGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void all_blanks_that_a_person_sees_are_plain() {
    assertThat(rows().map(Row::written)).noneMatch(text -> text.matches(".*[\u00a0\u202f].*"));
  }

  static Stream<Row> rows() {
    try (InputStream in = LocaleGoldenTest.class.getResourceAsStream("/template/locales.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", -1))
          .map(cell -> new Row(cell[0], cell[1], cell[2], cell[3]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Row(String locale, String kind, String value, String expected) {

    String written() {
      return written(TemplateField.of("x", kind));
    }

    private <T> String written(TemplateField<T> field) {
      return field.format(field.parse(value), LocaleFormat.of(locale));
    }

    String currency() {
      return value.substring(value.length() - 3);
    }

    @Override
    public String toString() {
      return locale + " " + kind + " " + value;
    }
  }
}
