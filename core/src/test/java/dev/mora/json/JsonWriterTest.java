package dev.mora.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonWriterTest {

  @Test
  void a_document_is_written_piece_by_piece() {
    String text =
        JsonWriter.create()
            .object()
            .field("to", "+52")
            .field("n", 3)
            .name("list")
            .array()
            .value("a\"b\\\n\u0002é😀")
            .object()
            .end()
            .array()
            .end()
            .value(new BigDecimal("1E+2"))
            .nullValue()
            .end()
            .field("ok", false)
            .field("tree", JsonObject.of().with("x", 1))
            .end()
            .text();

    assertThat(text)
        .isEqualTo(
            "{\"to\":\"+52\",\"n\":3,\"list\":[\"a\\\"b\\\\\\n\\u0002é😀\",{},[],100,null],"
                + "\"ok\":false,\"tree\":{\"x\":1}}");
    assertThat(Json.parse("t", text).toJson()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("outOfOrder")
  void a_call_out_of_order_is_refused(Consumer<JsonWriter> calls) {
    assertThatThrownBy(() -> calls.accept(JsonWriter.create()))
        .isInstanceOf(IllegalStateException.class);
  }

  static Stream<Consumer<JsonWriter>> outOfOrder() {
    return Stream.of(
        w -> w.object().value(1),
        w -> w.object().name("a").name("b"),
        w -> w.object().name("a").end(),
        w -> w.array().name("a"),
        w -> w.name("a"),
        w -> w.end(),
        w -> w.value(1).value(2),
        w -> w.object().end().object(),
        w -> w.object().toBytes(),
        w -> w.toBytes());
  }

  @Test
  void half_a_surrogate_pair_is_never_written() {
    assertThatThrownBy(() -> JsonWriter.create().value("a\ud800"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonString.of("\udc00")).isInstanceOf(IllegalArgumentException.class);
  }
}
