package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void figures_stand_to_the_right_and_words_to_the_left() {
    Columns table = new Columns("> ");
    table.head("cola", "casos", "qué");
    table.row("a", "7", "paga");
    table.row("bbbbb", "1,234", "ve 😀");

    assertThat(table.lines())
        .containsExactly("> cola   casos  qué", "> a          7  paga", "> bbbbb  1,234  ve 😀");
  }

  @Test
  void a_table_without_rows_has_no_lines() {
    assertThat(new Columns("").lines()).isEmpty();
  }
}
