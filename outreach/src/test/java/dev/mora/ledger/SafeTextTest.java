package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text from outside: what of it is shown, and what every database keeps. */
class SafeTextTest {

  // --- shown

  @ParameterizedTest
  @CsvSource({
    "call 123456 now, call 123456 now",
    "call 1234567 now, call *** now",
    "+52 (55) 1234-5678, +***-5678",
    "55-12-34-56-78, 55-12-34-56-78",
    "+52 (55) 12345678, +***",
    "1  2  3  4  5  6  7, ***",
    "1   2   3   4   5   6   7, 1   2   3   4   5   6   7",
    "code 131026, code 131026",
    "'', ''"
  })
  void seven_digits_in_a_row_are_shown_as_stars(String told, String shown) {
    assertThat(SafeText.of(told)).isEqualTo(shown);
  }

  @Test
  void what_controls_a_terminal_or_is_half_a_character_becomes_one_space() {
    assertThat(SafeText.of("a\r\n\u001b[31mb\ud83dc")).isEqualTo("a [31mb c");
  }

  @ParameterizedTest(name = "{0} characters of at most {1}")
  @CsvSource({"199, 200, 199", "200, 200, 200", "201, 200, 200", "900, 200, 200", "9, 8, 8"})
  void text_is_cut_where_it_is_too_long(int length, int most, int left) {
    assertThat(SafeText.of("x".repeat(length), most)).isEqualTo("x".repeat(left));
  }

  @Test
  void a_character_of_two_halves_is_kept_or_left_out_as_a_whole() {
    String smile = "\uD83D\uDE00";

    assertThat(SafeText.of("xx" + smile, 4)).isEqualTo("xx" + smile);
    assertThat(SafeText.of("xx" + smile, 3)).isEqualTo("xx");
    assertThat(SafeText.of("xx" + smile, 2)).isEqualTo("xx");
  }

  @ParameterizedTest
  @CsvSource({
    "0, a, 63, false",
    "0, a, 64, true",
    "0, f, 64, true",
    "0, g, 64, false",
    "9, 0, 64, true",
    "0, A, 64, false",
    "0, /, 64, false",
    "0, :, 64, false",
    "0, `, 64, false",
    "0, a, 65, false"
  })
  void a_hash_of_ours_is_shown_though_it_may_hold_many_digits(
      String digit, String last, int length, boolean shown) {
    String text = digit.repeat(length - 1) + last;

    assertThat(SafeText.of(text).equals(text)).isEqualTo(shown);
  }

  @Test
  void a_failure_is_named_by_its_class_and_its_causes_and_never_by_what_it_says() {
    var cause = new IllegalStateException("+525512345678");

    assertThat(SafeText.nameOf(cause)).isEqualTo("java.lang.IllegalStateException");
    assertThat(SafeText.nameOf(new IllegalArgumentException("+525512345678", cause)))
        .isEqualTo("java.lang.IllegalArgumentException <- java.lang.IllegalStateException");
  }

  // --- kept

  @ParameterizedTest
  @ValueSource(strings = {"", "ñandú", "\u0001", "\uD83D\uDE00", "a\uD83D\uDE00\uD83D\uDE00b"})
  void text_that_every_database_keeps_is_taken_as_it_is(String text) {
    assertThat(Storable.text("brief", text)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{1} at {2}")
  @CsvSource({"0, 0000, 3", "1, D83D, 3", "2, DE00, 3", "3, D83D, 3", "4, DE00, 5", "5, D83D, 3"})
  void what_no_database_keeps_is_refused_with_its_place_and_not_shown(
      int which, String found, int at) {
    String bad =
        switch (which) {
          case 0 -> "ab\0c";
          case 1 -> "ab\uD83D";
          case 2 -> "ab\uDE00";
          case 3 -> "ab\uD83D\uD83D\uDE00";
          case 4 -> "ab\uD83D\uDE00\uDE00";
          default -> "ab\uD83Dc";
        };

    assertThatThrownBy(() -> Storable.text("brief", bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "brief: found U+"
                + found
                + " at character "
                + at
                + ", expected text that every database can keep");
  }

  @Test
  void what_a_provider_tells_is_mended_with_a_mark_in_the_place_of_each() {
    assertThat(Storable.mended("a\0b\uD83Dc\uDE00\uD83D\uDE00"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFD\uD83D\uDE00");
    assertThat(Storable.mended("whole")).isEqualTo("whole");
  }

  private static Status.Delivery told(String id, String correlation, String to, String code) {
    return new Status.Delivery(
        failure("", "w", "1", Handling.FAIL_MESSAGE, START).header(),
        id,
        correlation,
        Status.State.FAILED,
        Optional.of(new Status.Failure(code, "why", Handling.FAIL_MESSAGE)),
        to);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void a_status_is_mended_wherever_it_holds_such_text(int where) {
    Status.Delivery mended = Storable.mended(toldWith(where, "x\0"));

    assertThat(mended).isEqualTo(toldWith(where, "x\uFFFD"));
  }

  private static Status.Delivery toldWith(int where, String text) {
    return told(
        where == 0 ? text : "w",
        where == 1 ? text : "c",
        where == 2 ? text : "to",
        where == 3 ? text : "1");
  }

  @Test
  void why_a_message_failed_is_mended_and_a_whole_status_is_left_alone() {
    Status.Delivery whole = told("w", "c", "to", "1");
    var broken =
        new Status.Delivery(
            whole.header(),
            "w",
            "c",
            Status.State.FAILED,
            Optional.of(new Status.Failure("1", "w\0y", Handling.OPT_OUT)),
            "to");

    assertThat(Storable.mended(whole)).isSameAs(whole);
    assertThat(Storable.mended(broken).failure())
        .contains(new Status.Failure("1", "w\uFFFDy", Handling.OPT_OUT));
    assertThatCode(() -> Storable.text("w", "\uFFFD")).doesNotThrowAnyException();
  }
}
