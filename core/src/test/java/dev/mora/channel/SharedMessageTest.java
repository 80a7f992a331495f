package dev.mora.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedMessageTest {

  @Test
  void a_line_of_an_order_shows_neither_goods_nor_price() {
    SharedMessage.Line line = new SharedMessage.Line("SKU-77", "3", "750.00", "MXN");

    assertThat(line).hasToString("Line(***)");
  }
}
