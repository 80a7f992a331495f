package dev.mora.delinquency;

import static dev.mora.delinquency.PaymentHistory.Orientation.NEWEST_LEFT;
import static dev.mora.delinquency.PaymentHistory.Orientation.OLDEST_LEFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentHistoryTest {

  /** Worked example C of the domain reference: the same text read from either end. */
  @ParameterizedTest
  @CsvSource({
    "OLDEST_LEFT, 0, 1, 3, 3, 5, 2, 1, 1, 3, 1",
    "NEWEST_LEFT, 0, 3, 0, 3, 5, 2, 1, 3, 1, 1"
  })
  void the_end_on_which_the_oldest_month_stands_decides(
      PaymentHistory.Orientation orientation,
      char current,
      int cleanStreak,
      char previous,
      int worst,
      int late,
      int late30,
      int late60,
      int sinceDelinquent,
      int upwardMoves,
      int cures) {
    PaymentHistory history = PaymentHistory.parse("000111230", orientation);

    assertThat(history.current()).isEqualTo(current);
    assertThat(history.cleanStreak()).isEqualTo(cleanStreak);
    assertThat(history.previous()).isEqualTo(previous);
    assertThat(history.worst()).hasValue(worst);
    assertThat(history.months(1)).isEqualTo(late);
    assertThat(history.months(2)).isEqualTo(late30);
    assertThat(history.months(3)).isEqualTo(late60);
    assertThat(history.monthsSinceDelinquent()).hasValue(sinceDelinquent);
    assertThat(history.upwardMoves()).isEqualTo(upwardMoves);
    assertThat(history.cures()).isEqualTo(cures);
    assertThat(history.text(orientation)).isEqualTo("000111230");
  }

  @Test
  void the_oldest_month_stands_left_in_the_canonical_form() {
    PaymentHistory history = PaymentHistory.parse("032X", NEWEST_LEFT);

    assertThat(history).hasToString("X230");
    assertThat(history.text(OLDEST_LEFT)).isEqualTo("X230");
    assertThat(history.text(NEWEST_LEFT)).isEqualTo("032X");
    assertThat(history).isEqualTo(new PaymentHistory("X230"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", "1, 1", "30, 1", "31, 2", "60, 2", "61, 3", "90, 3", "91, 4", "120, 4", "121, 5",
    "150, 5", "151, 6", "180, 6", "181, 7", "2000, 7"
  })
  void a_digit_stands_for_thirty_days(int days, char digit) {
    assertThat(PaymentHistory.digit(days)).isEqualTo(digit);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // history, clean streak, late streak, since delinquent, upward moves, cures, episodes of 1+
        "00P0, 1, 0, -, 0, 0, 0",
        "1P2, 0, 1, 0, 1, 0, 2",
        "1X0, 1, 0, 2, 0, 1, 1",
        "12C, 0, 0, 1, 1, 0, 1",
        "XXX, 0, 0, -, 0, 0, 0",
        "1213, 0, 4, 0, 2, 0, 1",
        "'', 0, 0, -, 0, 0, 0"
      })
  void a_letter_is_neither_late_nor_clean(
      String text, int clean, int late, Integer since, int upward, int cures, int episodes) {
    PaymentHistory history = new PaymentHistory(text);

    assertThat(history.cleanStreak()).isEqualTo(clean);
    assertThat(history.lateStreak()).isEqualTo(late);
    assertThat(history.monthsSinceDelinquent().isPresent()).isEqualTo(since != null);
    assertThat(history.monthsSinceDelinquent().orElse(-1)).isEqualTo(since == null ? -1 : since);
    assertThat(history.upwardMoves()).isEqualTo(upward);
    assertThat(history.cures()).isEqualTo(cures);
    assertThat(history.episodes(1)).isEqualTo(episodes);
  }

  @Test
  void another_mark_is_refused_with_its_place() {
    assertThatThrownBy(() -> new PaymentHistory("0180"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 8 at place 3");
  }

  /** Section 7.2 of the domain reference. */
  @Test
  void month_ends_are_counted_and_runs_of_them() {
    MonthlyDays days =
        MonthlyDays.of(YearMonth.of(2026, 10), 0, 12, 35, 66, 0, 0, 33, 0, 5, 0, 31, 0);

    assertThat(days.times(30, 12)).isEqualTo(4);
    assertThat(days.episodes(30, 12)).isEqualTo(3);
    assertThat(days.times(60, 12)).isEqualTo(1);
    assertThat(days.times(1, 6)).isEqualTo(3);
    assertThat(days.worst(6)).isEqualTo(33);
    assertThat(days.worst(12)).isEqualTo(66);
    assertThat(days.days(0)).isZero();
    assertThat(days.days(11)).isZero();
    assertThat(days.days(8)).isEqualTo(66);
  }

  @ParameterizedTest
  @CsvSource({"0", "4"})
  void more_months_than_there_are_is_refused(int months) {
    MonthlyDays days = MonthlyDays.of(YearMonth.of(2026, 10), 0, 12, 35);

    assertThatThrownBy(() -> days.times(30, months))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are 3 months, asked for " + months);
  }
}
