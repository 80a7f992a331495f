package dev.mora.loan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edge cases 3, 4, 29 and 31 of the domain reference, section 10. */
class CutOffTest {

  @ParameterizedTest(name = "{0} in {1}, day ends {2}: {3}")
  @CsvSource({
    // 3: paid on the due date at 23:59 local time.
    "2024-06-11T04:59:00Z, America/Lima, 23:59:59.999999999, 2024-06-10",
    "2024-06-11T05:00:00Z, America/Lima, 23:59:59.999999999, 2024-06-11",
    // 4: at night in Lima it is the next day in UTC already.
    "2024-06-11T04:30:00Z, UTC, 23:59:59.999999999, 2024-06-11",
    // 29: the last moment is in the day, the next one is not.
    "2024-06-10T23:00:00Z, America/Lima, 18:00, 2024-06-10",
    "2024-06-10T23:00:00.000000001Z, America/Lima, 18:00, 2024-06-11",
    "2024-06-10T22:59:59Z, America/Lima, 18:00, 2024-06-10",
    // 31: an hour that does not exist, and one that comes twice.
    "2024-03-31T00:59:59Z, Europe/Madrid, 01:59:59, 2024-03-31",
    "2024-03-31T01:00:00Z, Europe/Madrid, 01:59:59, 2024-04-01",
    "2024-10-27T00:30:00Z, Europe/Madrid, 02:45, 2024-10-27",
    "2024-10-27T01:30:00Z, Europe/Madrid, 02:45, 2024-10-27",
  })
  void the_value_date_is_the_lenders_and_ends_with_its_banking_day(
      Instant received, ZoneId zone, LocalTime at, LocalDate expected) {
    assertThat(new CutOff(zone, at).valueDate(received)).isEqualTo(expected);
    if (at.equals(LocalTime.MAX)) {
      assertThat(CutOff.midnight(zone).valueDate(received)).isEqualTo(expected);
    }
  }
}
