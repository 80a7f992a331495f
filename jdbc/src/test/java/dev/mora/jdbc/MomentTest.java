package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:00.000000001Z, 1",
    "1969-12-31T23:59:59.999999999Z, -1",
    "2026-11-24T16:00:00.123456789Z, 1795536000123456789",
    "2262-04-11T23:47:15.999999999Z, 9223372035999999999", // the last second that is told
    "1677-09-21T00:12:45Z, -9223372035000000000" // the first
  })
  void a_moment_is_kept_to_the_nanosecond(Instant moment, long stored) {
    assertThat(Moment.of(moment)).isEqualTo(stored);
    assertThat(Moment.toInstant(stored)).isEqualTo(moment);
  }

  @ParameterizedTest
  @CsvSource({
    "2262-04-11T23:47:16Z, 9223372036854775807",
    "1677-09-21T00:12:44.999999999Z, -9223372036854775808"
  })
  void what_lies_outside_is_for_ever(Instant moment, long stored) {
    assertThat(Moment.of(moment)).isEqualTo(stored);
    assertThat(Moment.toInstant(stored)).isEqualTo(stored < 0 ? Instant.MIN : Instant.MAX);
  }

  @Test
  void for_ever_comes_back() {
    assertThat(Moment.toInstant(Moment.of(Instant.MAX))).isEqualTo(Instant.MAX);
    assertThat(Moment.toInstant(Moment.of(Instant.MIN))).isEqualTo(Instant.MIN);
  }
}
