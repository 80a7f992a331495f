package dev.mora.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.calendar.Place;
import dev.mora.language.Language;
import dev.mora.party.PhoneNumber;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhoneNumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Mexico: ten digits; 044, 045, 01 and the 1 are history
        "MX | 55 1234 5679        | +525512345679",
        "MX | (55) 1234-5679      | +525512345679",
        "MX | 044 55 1234 5679    | +525512345679",
        "MX | 045 33 1234 5679    | +523312345679",
        "MX | 01 55 1234 5679     | +525512345679",
        "MX | +52 1 55 1234 5679  | +525512345679",
        "MX | 5215512345679       | +525512345679",
        "MX | 1 449 123 4568      | +524491234568", // no area of North America
        "MX | 52 1 818 340 0990   | +528183400990",
        "MX | 01 818 340 0990     | +528183400990",
        "MX | 001 818 340 0990    | +18183400990",
        "MX | +52 044 55 1234 5679 | +525512345679",
        "MX | +52 01 55 1234 5679 | +525512345679",
        "MX | 0052 1 55 1234 5679 | +525512345679",
        "MX | +52 52 55 1234 5679 | +525512345679",
        "MX | 5512345679.0        | +525512345679",
        "MX | Cel. 55-1234-5679   | +525512345679",
        "MX | WhatsApp: 5512345679 | +525512345679",
        "MX | ５５１２３４５６７９    | +525512345679",
        "MX | +1 212 555 2368     | +12125552368",
        // Argentina: the 9 of mobile numbers, the 15 in its old place
        "AR | 011 15-2233-4456    | +5491122334456",
        "AR | 11 15 2233 4456     | +5491122334456",
        "AR | 11 2233 4456        | +5491122334456",
        "AR | +54 11 2233 4456    | +5491122334456",
        "AR | +54 9 11 2233 4456  | +5491122334456",
        "AR | +54 9 11 15 2233 4456 | +5491122334456",
        "AR | 9 351 15 312 3456     | +5493513123456",
        "AR | 9 3543 15 423456      | +5493543423456",
        "AR | 00 351 915 123 456    | +351915123456",
        "AR | 0351 15 312 3456    | +5493513123456",
        "AR | 0351 312 3456       | +5493513123456",
        // Brazil: carrier codes, the ninth digit
        "BR | 0 15 11 98765 4321  | +5511987654321",
        "BR | (0xx11) 98765-4321  | +5511987654321",
        "BR | 0**11 98765-4321    | +5511987654321",
        "BR | 041 11 98765-4321   | +5511987654321",
        "BR | (11) 8765-4321      | +5511987654321",
        "BR | +55 11 8765-4321    | +5511987654321",
        "BR | 55 8765-4321        | +5555987654321",
        "BR | 55 98765-4321       | +5555987654321",
        // others
        "CO | 300 123 4568        | +573001234568",
        "CO | 03 300 123 4568     | +573001234568",
        "CO | 0 300 123 4568      | +573001234568",
        "CO | 57 300 123 4568     | +573001234568",
        "PE | 987 654 322         | +51987654322",
        "PE | 0987654322          | +51987654322",
        "CL | 9 6123 4567         | +56961234567",
        "CL | 09 6123 4567        | +56961234567",
        "CL | 56 9 6123 4567      | +56961234567",
        "EC | 099 123 4568        | +593991234568",
        "EC | 09 123 4568         | +593991234568",
        "GT | 5123 4568           | +50251234568",
        "SV | 7123 4568           | +50371234568",
        "HN | 9123 4568           | +50491234568",
        "NI | 8123 4568           | +50581234568",
        "CR | 8312 3457           | +50683123457",
        "PA | 6123 4568           | +50761234568",
        "BO | 71234568            | +59171234568",
        "PY | 0981 123457         | +595981123457",
        "UY | 094 123 457         | +59894123457",
        "VE | 0414 123 4568       | +584141234568",
        "DO | 809 234 5679        | +18092345679",
        "KE | 0712 345679         | +254712345679",
        "IN | 98765 43211         | +919876543211",
        "PH | 0917 123 4568       | +639171234568",
      })
  void a_number_as_people_write_it_becomes_the_one_to_send_to(
      String country, String raw, String e164) {
    assertThat(PhoneNumbers.in(country).read(raw))
        .singleElement()
        .extracting(reading -> reading.usable().map(PhoneNumber::e164).orElse(reading.toString()))
        .isEqualTo(e164);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MX | 55 1234 567           | TOO_SHORT",
        "MX | 55 1234 56789         | TOO_LONG",
        "MX | 044 55 1234 567       | TOO_SHORT",
        "MX | 1234 5679             | NO_AREA",
        "MX | 10 1234 5679          | NO_SUCH_RANGE",
        "MX | 5512AB5679            | LETTERS",
        "MX | maria@example.com     | LETTERS",
        "MX | ''                    | MISSING",
        "MX | -                     | MISSING",
        "MX | No tiene              | MISSING",
        "MX | N/A                   | MISSING",
        "MX | 0000000000            | PLACEHOLDER",
        "MX | 1111111111            | PLACEHOLDER",
        "MX | 1234567890            | PLACEHOLDER",
        "MX | 1234567               | PLACEHOLDER",
        "MX | 55 0000 0000          | PLACEHOLDER",
        "MX | +52 9999999999        | PLACEHOLDER",
        "MX | 5.512345679E9         | ROUNDED",
        "MX | 5,51E+09              | ROUNDED",
        "MX | 55 1234 5679 ext. 12  | EXTENSION",
        "MX | 55 1234 5679 x12      | EXTENSION",
        "MX | 81 8340 0990, ext 12  | EXTENSION",
        "MX | 81 8340 0990; Ext. 12 | EXTENSION",
        "MX | 81 8340 0990 / int 12 | EXTENSION",
        "MX | 81 8340 0990, (x 123456) | EXTENSION",
        "MX | 81 8340 0990,, anexo: 1 | EXTENSION",
        "MX | 81 8340 0990 , , #12  | EXTENSION",
        "BR | 11 98765-4321, ramal 5 | EXTENSION",
        "MX | 800 123 4568          | SERVICE",
        "MX | 911                   | TOO_SHORT",
        // Los Angeles and Jersey City, or Monterrey and the capital
        "MX | 1 818 340 0990        | NO_COUNTRY",
        "MX | 18183400990           | NO_COUNTRY",
        "MX | 1 55 1234 5679        | NO_COUNTRY",
        "MX | 001 818 140 0990      | NO_SUCH_RANGE", // North America's by 00, and none of it
        // written as a line of Madrid, and Uberlândia's mobile without the zeros
        "BR | 00 34 912 345 678     | LANDLINE",
        "CO | 00 34 912 345 678     | LANDLINE",
        // a mobile of Portugal; Córdoba is 351, so that 15 stands in no place
        "AR | 351 915 123 456       | TOO_LONG",
        "MX | +999 1234 5679        | NO_SUCH_COUNTRY",
        "MX | +53 5 1234567         | NOT_SERVED",
        "MX | +98 912 345 6789      | NOT_SERVED",
        "MX | +963 944 567 890      | NOT_SERVED",
        "MX | +850 192 123 4568     | NOT_SERVED",
        "MX | +7 978 123 45 68      | NOT_SERVED",
        "CU | 5 1234568             | NOT_SERVED",
        "AR | 15 2233 4456          | NO_AREA",
        "AR | 2233 4456             | NO_AREA",
        "BR | 98765-4321            | NO_AREA",
        "BR | (11) 3765-4321        | LANDLINE",
        "CO | 601 234 5679          | LANDLINE",
        "CO | 1 234 5679            | LANDLINE",
        "PE | 01 234 5679           | LANDLINE",
        "EC | 02 234 5678           | LANDLINE",
        "GT | 2334 5678             | LANDLINE",
        "CL | 6123 4567             | TOO_SHORT",
      })
  void what_reaches_nobody_has_one_reason(String country, String raw, PhoneFault fault) {
    assertThat(PhoneNumbers.in(country).read(raw))
        .singleElement()
        .isInstanceOfSatisfying(
            PhoneReading.Rejected.class,
            rejected -> assertThat(rejected.fault()).as(rejected.masked()).isEqualTo(fault));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "55 1234 5679 / 81 8340 0990          | +525512345679 +528183400990",
        "5512345679,8183400990                | +525512345679 +528183400990",
        "5512345679; 8183400990               | +525512345679 +528183400990",
        "5512345679 y 8183400990              | +525512345679 +528183400990",
        "5512345679 o 8183400990              | +525512345679 +528183400990",
        "5512345679 - 8183400990              | +525512345679 +528183400990",
        "5512345679 8183400990                | +525512345679 +528183400990",
        "+525512345679+528183400990           | +525512345679 +528183400990",
        "tel 5512345679 cel 8183400990        | +525512345679 +528183400990",
        "55/1234-5679                         | +525512345679",
        "5512345679/8183400990/6624480331     | +525512345679 +528183400990 +526624480331",
        "5512345679 / 123                     | +525512345679 TOO_SHORT",
        "5512345679 / no tiene                | +525512345679 MISSING",
        "5512345679, ext 12, 8183400990       | EXTENSION +528183400990",
        "5512345679 / 8183400990, ext 12      | +525512345679 EXTENSION",
        "5512345679, x 8183400990             | +525512345679 LETTERS",
        "5512345679, # 81 8340 0990           | +525512345679 LETTERS",
        "5512345679, x 1234567                | +525512345679 LETTERS",
        "5512345679 , , 8183400990            | +525512345679 +528183400990",
      })
  void several_numbers_in_a_field_are_read_one_by_one(String raw, String expected) {
    String found =
        PhoneNumbers.in("MX").read(raw).stream()
            .map(
                reading ->
                    reading instanceof PhoneReading.Rejected no
                        ? no.fault().name()
                        : reading.usable().orElseThrow().e164())
            .collect(Collectors.joining(" "));

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void a_field_that_must_hold_one_number_refuses_two() {
    PhoneNumbers numbers = PhoneNumbers.in("MX");

    assertThat(numbers.readOne("5512345679", Whereabouts.unknown()).usable()).isPresent();
    assertThat(numbers.readOne("5512345679/8183400990", Whereabouts.unknown()))
        .isInstanceOfSatisfying(
            PhoneReading.Rejected.class,
            no -> assertThat(no.fault()).isEqualTo(PhoneFault.SEVERAL));
  }

  @Test
  void a_field_ends_at_ten_numbers_and_two_hundred_characters() {
    PhoneNumbers numbers = PhoneNumbers.in("MX");

    List<PhoneReading> ten = numbers.read("5512345679/".repeat(10));
    List<PhoneReading> eleven = numbers.read("5512345679/".repeat(11));

    assertThat(ten).hasSize(10).allMatch(reading -> reading.usable().isPresent());
    assertThat(eleven).hasSize(11);
    assertThat(eleven.get(10)).hasToString("Rejected(several)");
    assertThat(numbers.read("5512345679" + " ".repeat(190))).hasSize(1);
    assertThat(numbers.read("5512345679" + " ".repeat(191)).get(0))
        .hasToString("Rejected(letters)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "55 1234 5679        | COUNTRY_ADDED",
        "+52 55 1234 5679    | ''",
        "+52 1 55 1234 5679  | MOBILE_DIGIT_REMOVED",
        "044 55 1234 5679    | COUNTRY_ADDED PREFIX_REMOVED",
        "cel +52 55 1234 5679 | PREFIX_REMOVED",
        "+54 11 2233 4456    | MOBILE_DIGIT_ADDED",
        "+54 9 11 2233 4456  | ''",
        "+55 11 8765-4321    | MOBILE_DIGIT_ADDED",
      })
  void what_was_mended_is_said(String raw, String mends) {
    PhoneReading reading = PhoneNumbers.in("MX").read(raw).get(0);

    assertThat(((PhoneReading.Usable) reading).mends())
        .extracting(Mend::name)
        .containsExactlyInAnyOrder(mends.isEmpty() ? new String[0] : mends.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''   | MX | es-CO | 55 1234 5679  | +525512345679",
        "''   | '' | es-MX | 55 1234 5679  | +525512345679",
        "''   | '' | es_MX | 55 1234 5679  | +525512345679",
        "''   | '' | es    | 55 1234 5679  | no-country",
        "MX   | '' | es    | 55 1234 5679  | +525512345679",
        "MX   | CO | es    | 300 123 4568  | +573001234568",
        "MX   | XX | es    | 55 1234 5679  | +525512345679",
        "''   | '' | ''    | +573001234568 | +573001234568",
        "''   | '' | ''    | 573001234568  | no-country",
      })
  void the_country_is_the_numbers_own_then_the_borrowers_then_the_portfolios(
      String portfolio, String country, String language, String raw, String expected) {
    PhoneNumbers numbers =
        portfolio.isEmpty() ? PhoneNumbers.anywhere() : PhoneNumbers.in(portfolio);
    Whereabouts at =
        new Whereabouts(
            country.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(Place.of(country)),
            language);

    assertThat(shown(numbers.readOne(raw, at))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MX | Nuevo León         | 8340 0990  | +528183400990",
        "MX | Ciudad de México   | 1234 5679  | +525512345679",
        "MX | Sonora             | 8340 0990  | no-area",
        "MX | Nuevo León         | 340 0990   | no-area",
        "BR | Distrito Federal   | 98765-4321 | +5561987654321",
        "BR | DF                 | 8765-4321  | +5561987654321",
        "BR | São Paulo          | 98765-4321 | no-area",
        "AR | CABA               | 15 2233 4456 | +5491122334456",
        "AR | CABA               | 2233 4456  | +5491122334456",
        "AR | Córdoba            | 15 312 3456 | no-area",
      })
  void an_area_is_completed_only_when_asked_for_and_the_region_has_one(
      String country, String region, String raw, String expected) {
    Whereabouts at = Whereabouts.in(Place.of(country, region));

    PhoneReading completed = PhoneNumbers.in(country).completingAreas().readOne(raw, at);
    PhoneReading left = PhoneNumbers.in(country).readOne(raw, at);

    assertThat(shown(completed)).isEqualTo(expected);
    assertThat(shown(left)).isEqualTo("no-area");
    if (completed instanceof PhoneReading.Usable usable) {
      assertThat(usable.mends()).contains(Mend.AREA_ADDED);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BR | (11) 3765-4321 | +551137654321 | LANDLINE",
        "AR | 11 2233 4456   | +541122334456 | LANDLINE",
        "PE | 01 234 5679    | +5112345679   | LANDLINE",
        "MX | 55 1234 5679   | +525512345679 | MOBILE_OR_LANDLINE",
        "PE | 987 654 322    | +51987654322  | MOBILE",
      })
  void for_calls_landlines_stay_as_they_are(
      String country, String raw, String e164, LineType line) {
    PhoneReading reading = PhoneNumbers.in(country).landlinesToo().read(raw).get(0);

    assertThat(reading)
        .isInstanceOfSatisfying(
            PhoneReading.Usable.class,
            usable -> {
              assertThat(usable.number().e164()).isEqualTo(e164);
              assertThat(usable.line()).isEqualTo(line);
            });
  }

  @Test
  void a_host_says_which_countries_it_does_not_write_to() {
    PhoneNumbers numbers = PhoneNumbers.in("MX").notServing(Set.of("CO"));

    assertThat(shown(numbers.read("+573001234568").get(0))).isEqualTo("not-served");
    assertThat(shown(numbers.read("+5351234568").get(0))).isEqualTo("+5351234568");
  }

  @Test
  void a_portfolio_is_in_a_country_that_has_a_numbering_plan() {
    assertThatThrownBy(() -> PhoneNumbers.in("XX"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("XX");
    assertThatThrownBy(() -> PhoneNumbers.in("mx")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(PhoneFault.class)
  void every_reason_is_said_in_three_languages(PhoneFault fault) {
    for (Language language : Language.values()) {
      assertThat(fault.in(language)).isNotBlank();
    }
    assertThat(fault.code()).matches("[a-z-]+");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5512AB5679 | ***79",
        "123456     | ***",
        "1234567    | ***67",
        "+53 5 1234567 | ***67",
        "hola       | ''",
      })
  void what_is_rejected_shows_two_digits_at_most(String raw, String masked) {
    PhoneReading.Rejected rejected = PhoneReading.Rejected.of(PhoneFault.LETTERS, raw);

    assertThat(rejected.masked()).isEqualTo(masked);
    assertThat(rejected.toString()).doesNotContainPattern("\\d");
  }

  private static String shown(PhoneReading reading) {
    return reading instanceof PhoneReading.Rejected no
        ? no.fault().code()
        : reading.usable().orElseThrow().e164();
  }
}
