package dev.mora.portfolio.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdTableTest {

  @Test
  void ids_are_numbered_as_they_come_and_found_again() {
    IdTable ids = new IdTable();

    for (int i = 0; i < 200_000; i++) {
      assertThat(ids.add("préstamo-" + i)).isEqualTo(i);
    }

    assertThat(ids.size()).isEqualTo(200_000);
    for (int i = 0; i < 200_000; i += 97) {
      assertThat(ids.find("préstamo-" + i)).isEqualTo(i);
      assertThat(ids.add("préstamo-" + i)).isEqualTo(i);
    }
    assertThat(ids.find("préstamo-200000")).isEqualTo(-1);
    assertThat(ids.find("")).isEqualTo(-1);
  }

  @Test
  void an_id_has_a_longest_length() {
    IdTable ids = new IdTable();
    String longest = "x".repeat(IdTable.LONGEST_ID);

    assertThat(ids.add(longest)).isZero();
    assertThat(ids.find(longest + "x")).isEqualTo(-1);
    assertThatThrownBy(() -> ids.add(longest + "x")).isInstanceOf(IllegalArgumentException.class);
  }
}
