package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Last digits, pay links, media and places. */
class TemplateValuesTest {

  private static final String X = "x".repeat(2000);

  @ParameterizedTest
  @CsvSource({"1,false", "12,true", "123456,true", "1234567,false", "12a4,false", "'12 4',false"})
  void last_digits_are_two_to_six_digits(String digits, boolean fits) {
    assertFits(() -> LastDigits.of(digits), fits, "expected 2 to 6 digits");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          4152-3131-0042-4821, 4821
          00123,               0123
          0123,                none
          abc,                 none
          """)
  void the_last_four_are_taken_from_a_longer_number_only(String account, String digits) {
    assertThat(LastDigits.lastFourOf(account))
        .isEqualTo(Optional.ofNullable(digits).map(LastDigits::of));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://pay.example                 | true
          https://pay.example/                | true
          https://pay.example:8443/p?a=b&c=%C3%B1 | true
          https://pay.example?x=1             | true
          https://pay.example.                | true
          https://pay.example/a b             | false
          https://pay.example/%2              | false
          https://pay.example/ñ               | false
          https://pay.example/<               | false
          https://u@pay.example/              | false
          https://pay.example/#top            | false
          https://pay.example//a              | false
          https://pay.example/../a            | false
          https://                            | false
          https://pay_example/                | false
          http://pay.example/                 | false
          p/8Hq2                              | true
          ñ y otros                           | true
          a//b                                | false
          a/../b                              | false
          a@b                                 | false
          a#b                                 | false
          a\\b                                | false
          """)
  void a_pay_link_is_a_whole_https_link_or_its_end(String link, boolean fits) {
    assertFits(() -> PayLink.of(link), fits, "pay link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " p", "p ", "a\nb", "\ud800"})
  void a_pay_link_without_a_visible_end_is_refused(String link) {
    assertFits(() -> PayLink.of(link), false, "");
  }

  @Test
  void a_pay_link_has_at_most_2000_characters() {
    assertThat(PayLink.of(X).value()).hasSize(2000);
    assertFits(() -> PayLink.of(X + "x"), false, "a pay link has at most 2000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          p/8 ñ                       | https://pay.example/   | p/8%20%C3%B1
          https://pay.example/p/%20a  | https://pay.example/   | p/%20a
          https://pay.example/p/1     | https://pay.example/p/ | 1
          https://pay.example/        | https://pay.example/   | none
          https://other.example/p     | https://pay.example/   | none
          """)
  void a_button_takes_the_end_of_its_own_address(String link, String address, String end) {
    assertThat(PayLink.of(link).endBehind(address)).isEqualTo(Optional.ofNullable(end));
    assertThat(PayLink.of(link).isWhole()).isEqualTo(link.startsWith("https"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://x.mx/a.png     | true
          https://x.mx:80/a?b=,; | true
          1122334455             | true
          4_a-Z.9                | true
          https://x.mx           | false
          http://x.mx/a.png      | false
          https://x.mx/a\\b      | false
          https://x.mx/"         | false
          https://x.mx/ñ         | false
          a/b                    | false
          a:b                    | false
          """)
  void media_is_an_https_link_or_an_id(String reference, boolean fits) {
    assertFits(() -> new MediaRef(reference, ""), fits, "expected an https link with a path, or");
  }

  @Test
  void media_has_limits() {
    String link = "https://x.mx/";

    assertThat(MediaRef.link(link + "a".repeat(2000 - link.length())).isLink()).isTrue();
    assertFits(() -> MediaRef.link(link + "a".repeat(2001 - link.length())), false, "media id");
    assertThat(MediaRef.id("a".repeat(256)).isLink()).isFalse();
    assertFits(() -> MediaRef.id("a".repeat(257)), false, "expected a media id");
    assertFits(() -> MediaRef.id(link), false, "expected a media id");
    assertFits(() -> MediaRef.link("1122"), false, "expected an https link");
    assertThat(MediaRef.id("1").named("a".repeat(240)).fileName()).hasSize(240);
    assertFits(() -> MediaRef.id("1").named("a".repeat(241)), false, "at most 240 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b.pdf", "a\\b.pdf", " a.pdf", "a  b.pdf", "a\nb.pdf", "a\u200b.pdf"})
  void a_file_name_is_one_clean_line_without_folders(String name) {
    assertFits(() -> MediaRef.id("1").named(name), false, "expected a file name of one line");
  }

  @ParameterizedTest
  @CsvSource({
    "90,180,true",
    "-90,-180,true",
    "90.00000001,0,false",
    "-90.00000001,0,false",
    "0,180.00000001,false",
    "0,-180.00000001,false",
    "0.12345678,0,true",
    "0.123456789,0,false",
    "0,0.123456789,false"
  })
  void a_place_is_on_the_globe(String latitude, String longitude, boolean fits) {
    assertFits(() -> GeoPoint.of(latitude, longitude, "Centro", "Av. 1"), fits, "degrees");
  }

  @ParameterizedTest
  @CsvSource({
    "Centro,'',address",
    "'',Av. 1,name",
    "a;b,Av. 1,name",
    "'a  b',x,name",
    "a,' x',address"
  })
  void a_place_has_a_name_and_an_address(String name, String address, String what) {
    assertFits(() -> GeoPoint.of("1", "1", name, address), false, what);
  }

  @Test
  void what_is_written_is_read_back() {
    GeoPoint place = GeoPoint.of("19.40", "-99", "Centro", "Av. 1; local 3");
    MediaRef file = MediaRef.link("https://x.mx/a.pdf").named("estado de cuenta.pdf");

    assertThat(place.written()).isEqualTo("19.40,-99; Centro; Av. 1; local 3");
    assertThat(GeoPoint.parse(place.written())).isEqualTo(place);
    assertThat(MediaRef.parse(file.written())).isEqualTo(file);
    assertThat(MediaRef.parse("77")).isEqualTo(MediaRef.id("77"));
    assertFits(() -> GeoPoint.parse("19,-99; Centro"), false, "latitude,longitude; name; address");
  }

  @Test
  void no_value_shows_in_to_string() {
    assertThat(LastDigits.of("4821")).hasToString("LastDigits(***)");
    assertThat(PayLink.of("p/8Hq2")).hasToString("PayLink(***)");
    assertThat(MediaRef.id("4821")).hasToString("MediaRef(***)");
    assertThat(GeoPoint.of("1", "2", "a", "b")).hasToString("GeoPoint(***)");
  }

  private static void assertFits(Runnable value, boolean fits, String message) {
    if (fits) {
      value.run();
    } else {
      assertThatIllegalArgumentException().isThrownBy(value::run).withMessageContaining(message);
    }
  }
}
