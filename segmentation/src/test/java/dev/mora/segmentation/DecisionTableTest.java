package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTableTest {

  private static final Condition.Test LATE = (Condition.Test) Attributes.COUNTED_DAYS.above(0);
  private static final Condition.Test BIG =
      (Condition.Test) Attributes.OUTSTANDING.above(Money.of("9000", "MXN"));

  private static DecisionTable.Builder columns() {
    return DecisionTable.builder(DecisionTable.Hit.FIRST)
        .column(Attributes.COUNTED_DAYS)
        .column(Attributes.OUTSTANDING, "MXN");
  }

  private static DecisionTable.Row row(String id, Condition.Test... cells) {
    return new DecisionTable.Row(id, Stream.of(cells).map(Optional::of).toList(), "A");
  }

  private static DecisionTable table(DecisionTable.Hit hit, List<String> priority, String... rows) {
    return new DecisionTable(
        hit,
        List.of(new DecisionTable.Column(Attributes.COUNTED_DAYS, Optional.empty())),
        Stream.of(rows).map(id -> row(id, LATE)).toList(),
        priority);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("no free column for a test of", () -> columns().row("r", "A", LATE, LATE)),
        mistake(
            "no free column for a test of",
            () -> columns().row("r", "A", Attributes.OUTSTANDING.above(Money.of("1", "USD")))),
        mistake("a cell is a single test", () -> columns().row("r", "A", Condition.not(LATE))),
        mistake("needs an id and a segment", () -> columns().row(" ", "A", LATE)),
        mistake("needs an id and a segment", () -> columns().row("r", "", LATE)),
        mistake("two rows are called r", () -> columns().row("r", "A").row("r", "B", LATE).build()),
        mistake("it has no currency", () -> columns().column(Attributes.REGION, "MXN")),
        mistake("a column stands twice", () -> columns().column(Attributes.COUNTED_DAYS).build()),
        mistake(
            "row r has 2 cells for 1 columns",
            () ->
                new DecisionTable(
                    DecisionTable.Hit.FIRST,
                    List.of(new DecisionTable.Column(Attributes.COUNTED_DAYS, Optional.empty())),
                    List.of(row("r", LATE, BIG)),
                    List.of())),
        mistake(
            "row r: a test of outstanding in column outstanding USD",
            () ->
                new DecisionTable(
                    DecisionTable.Hit.FIRST,
                    List.of(
                        new DecisionTable.Column(Attributes.COUNTED_DAYS, Optional.empty()),
                        new DecisionTable.Column(Attributes.OUTSTANDING, Optional.of("USD"))),
                    List.of(row("r", LATE, BIG)),
                    List.of())),
        mistake(
            "FIRST takes no order of segments",
            () -> table(DecisionTable.Hit.FIRST, List.of("A"), "r")),
        mistake(
            "a segment stands twice in the priority",
            () -> table(DecisionTable.Hit.PRIORITY, List.of("A", "A"), "r")),
        mistake(
            "segment A of row r is not in the priority",
            () -> table(DecisionTable.Hit.PRIORITY, List.of("B"), "r")));
  }

  private static Arguments mistake(String says, Runnable made) {
    return Arguments.of(says, made);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void a_table_that_does_not_fit_together_is_refused(String says, Runnable made) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessageContaining(says);
  }

  @Test
  void a_table_has_1_to_64_columns_and_at_most_10000_rows() {
    assertThatCode(() -> wide(64).build()).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wide(65).build())
        .withMessage("a table has 1 to 64 columns: 65");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wide(0).build())
        .withMessage("a table has 1 to 64 columns: 0");
    assertThatCode(() -> table(DecisionTable.Hit.UNIQUE, List.of(), ids(10_000)))
        .doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table(DecisionTable.Hit.UNIQUE, List.of(), ids(10_001)))
        .withMessage("a table has at most 10000 rows");
  }

  private static DecisionTable.Builder wide(int columns) {
    DecisionTable.Builder table = DecisionTable.builder(DecisionTable.Hit.FIRST);
    IntStream.range(0, columns).forEach(i -> table.column(Attribute.text("loan.x" + i)));
    return table;
  }

  private static String[] ids(int rows) {
    return IntStream.range(0, rows).mapToObj(i -> "r" + i).toArray(String[]::new);
  }

  @Test
  void a_priority_orders_rows_by_their_segments_and_keeps_the_order_within_one() {
    DecisionTable table =
        DecisionTable.builder(DecisionTable.Hit.PRIORITY)
            .column(Attributes.COUNTED_DAYS)
            .row("a", "LOW", LATE)
            .row("b", "HIGH")
            .row("c", "LOW")
            .row("d", "HIGH", LATE)
            .priority("HIGH", "LOW")
            .build();

    List<Rule> rules = table.rules();

    assertThat(rules).extracting(Rule::id).containsExactly("b", "d", "a", "c");
    assertThat(rules)
        .extracting(rule -> rule.when().isPresent())
        .containsExactly(false, true, true, false);
  }

  @Test
  void a_test_stands_in_the_first_free_column_of_its_attribute() {
    DecisionTable table =
        DecisionTable.builder(DecisionTable.Hit.FIRST)
            .column(Attributes.OUTSTANDING, "USD")
            .column(Attributes.OUTSTANDING, "MXN")
            .row("r", "A", BIG, Attributes.OUTSTANDING.isKnown())
            .build();

    assertThat(table.rows().get(0).cells())
        .containsExactly(
            Optional.of((Condition.Test) Attributes.OUTSTANDING.isKnown()), Optional.of(BIG));
    assertThat(new ArrayList<>(table.columns())).hasToString("[outstanding USD, outstanding MXN]");
  }
}
