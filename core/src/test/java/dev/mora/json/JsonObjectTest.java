package dev.mora.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonObjectTest {

  private enum Unit {
    LOAN,
    BORROWER
  }

  private static final JsonObject DOC =
      Json.parse(
              "p.json",
              """
              {"name": "a", "n": 7, "big": 9223372036854775807, "huge": 9223372036854775808,
               "d": 1.50, "amount": "120.50", "yes": true, "on": "2026-11-21", "unit": "LOAM",
               "list": ["x", 1], "in": {"k": "v"}, "nil": null, "frac": 7.0}
              """)
          .asObject();

  @Test
  void getters_give_what_is_there() {
    assertThat(DOC.string("name")).isEqualTo("a");
    assertThat(DOC.integer("n")).isEqualTo(7);
    assertThat(DOC.longValue("big")).isEqualTo(Long.MAX_VALUE);
    assertThat(DOC.decimal("d")).isEqualTo(new BigDecimal("1.50"));
    assertThat(DOC.decimal("amount")).isEqualTo(new BigDecimal("120.50"));
    assertThat(DOC.bool("yes", false)).isTrue();
    assertThat(DOC.date("on")).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(DOC.object("in").string("k")).isEqualTo("v");
    assertThat(DOC.array("list").size()).isEqualTo(2);
    assertThat(DOC.keys()).startsWith("name", "n", "big").endsWith("nil", "frac");
  }

  @Test
  void a_missing_key_gives_the_default_or_nothing() {
    assertThat(DOC.stringOr("none", "b")).isEqualTo("b");
    assertThat(DOC.optionalString("none")).isEmpty();
    assertThat(DOC.optionalObject("none")).isEmpty();
    assertThat(DOC.optionalArray("none")).isEmpty();
    assertThat(DOC.optionalInteger("none")).isEmpty();
    assertThat(DOC.integerOr("none", 3)).isEqualTo(3);
    assertThat(DOC.bool("none", true)).isTrue();
    assertThat(DOC.oneOf("none", Unit.class, Unit.LOAN)).isEqualTo(Unit.LOAN);
    assertThat(DOC.has("none")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_value_of_another_kind_says_where_what_and_what_instead(
      Function<JsonObject, Object> getter, String message) {
    assertThatThrownBy(() -> getter.apply(DOC))
        .isInstanceOf(InvalidDocument.class)
        .hasMessage("p.json:" + message);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        row(d -> d.string("none"), "1:1 /none: found no key \"none\", expected a string"),
        row(d -> d.string("n"), "1:20 /n: found 7, expected a string"),
        row(d -> d.stringOr("n", ""), "1:20 /n: found 7, expected a string"),
        row(d -> d.optionalString("nil"), "3:45 /nil: found null, expected a string"),
        row(d -> d.integer("frac"), "3:59 /frac: found 7.0, expected a whole number"),
        row(
            d -> d.integer("big"),
            "1:30 /big: found 9223372036854775807, expected a whole number from -2147483648 to"
                + " 2147483647"),
        row(
            d -> d.longValue("huge"),
            "1:59 /huge: found 9223372036854775808, expected a whole number of at most 64 bits"),
        row(
            d -> d.decimal("name"),
            "1:10 /name: found \"a\", expected a decimal number such as 120.50"),
        row(d -> d.date("name"), "1:10 /name: found \"a\", expected a date such as 2026-11-21"),
        row(d -> d.bool("n", true), "1:20 /n: found 7, expected true or false"),
        row(d -> d.object("list"), "3:10 /list: found an array of 2, expected an object"),
        row(d -> d.array("in"), "3:26 /in: found an object, expected an array"),
        row(d -> d.array("list").strings(), "3:16 /list/1: found 1, expected a string"),
        row(d -> d.array("list").objects(), "3:11 /list/0: found \"x\", expected an object"),
        row(
            d -> d.oneOf("unit", Unit.class),
            "2:74 /unit: found \"LOAM\", expected one of LOAN, BORROWER; did you mean \"LOAN\"?"),
        row(
            d -> d.oneOf("none", Unit.class),
            "1:1 /none: found no key \"none\", expected one of LOAN, BORROWER"));
  }

  private static Arguments row(Function<JsonObject, Object> getter, String message) {
    return Arguments.of(getter, message);
  }

  @Test
  void every_unknown_key_is_told_with_the_nearest_known_one() {
    JsonObject step =
        Json.parse("s.json", "{\"segments\":\n [{\"stp\": \"a\", \"on\": 1, \"zzz\": 2}]}")
            .asObject()
            .array("segments")
            .objects()
            .get(0);

    InvalidDocument thrown =
        catchThrowableOfType(InvalidDocument.class, () -> step.only("step", "on", "template"));

    assertThat(thrown.faults())
        .extracting(Fault::message)
        .containsExactly(
            "s.json:2:4 /segments/0/stp: found key \"stp\", expected one of step, on, template;"
                + " did you mean \"step\"?",
            "s.json:2:25 /segments/0/zzz: found key \"zzz\", expected one of step, on, template");
  }

  @Test
  void a_fault_of_meaning_points_at_its_value() {
    Fault fault =
        DOC.value("name")
            .fault("template \"cuota_vencda\"", "a loaded one", List.of("cuota_vencida", "pago"));

    assertThat(fault.message())
        .isEqualTo(
            "p.json:1:10 /name: found template \"cuota_vencda\", expected a loaded one; did you"
                + " mean \"cuota_vencida\"?");
  }

  @Test
  void a_long_value_is_cut_where_it_is_quoted() {
    JsonValue value = JsonString.of("x".repeat(59) + "\ud83d\ude00" + "y");

    assertThat(value.describe()).isEqualTo("\"" + "x".repeat(59) + "…\"");
  }

  @Test
  void a_built_tree_writes_in_the_order_of_its_keys() {
    JsonObject built =
        JsonObject.of()
            .with("schema", "mora/x-1")
            .with("n", 3)
            .with("rate", new BigDecimal("1E+3"))
            .with("flag", true)
            .with("list", JsonArray.ofStrings(List.of("á\n", "\"\\\u0001")))
            .with("none", JsonNull.of())
            .with("empty", JsonArray.of())
            .with("inner", JsonObject.of())
            .with("n", 4);

    assertThat(built.toCanonical())
        .isEqualTo(
            """
            {
              "schema": "mora/x-1",
              "n": 4,
              "rate": 1000,
              "flag": true,
              "list": [
                "á\\n",
                "\\"\\\\\\u0001"
              ],
              "none": null,
              "empty": [],
              "inner": {}
            }
            """);
    assertThat(Json.parse("", built.toJson())).isEqualTo(built).hasSameHashCodeAs(built);
  }
}
