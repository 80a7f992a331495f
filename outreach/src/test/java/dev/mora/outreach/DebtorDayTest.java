package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebtorDayTest {

  /** Six hours behind UTC, and eight: which of them is hers nobody knows. */
  private static final DebtorDay MEXICO =
      new DebtorDay(List.of(ZoneId.of("America/Mexico_City"), ZoneId.of("America/Tijuana")));

  @Test
  void a_day_begins_for_the_first_when_it_begins_east_and_for_all_when_it_begins_west() {
    LocalDate day = LocalDate.of(2026, 11, 24);

    assertThat(MEXICO.firstOf(day)).isEqualTo(Instant.parse("2026-11-24T06:00:00Z"));
    assertThat(MEXICO.startOf(day)).isEqualTo(Instant.parse("2026-11-24T08:00:00Z"));
  }

  @Test
  void it_ends_when_it_ends_for_the_first() {
    Instant noon = Instant.parse("2026-11-24T18:00:00Z");

    assertThat(MEXICO.endAfter(noon)).isEqualTo(Instant.parse("2026-11-25T06:00:00Z"));
  }
}
