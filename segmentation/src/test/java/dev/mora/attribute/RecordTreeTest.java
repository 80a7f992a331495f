package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTreeTest {

  /** Counts how often each of its numbers was read. */
  private static final class Counted {

    private final int[] numbers;
    private final int[] reads = new int[3];

    Counted(int... numbers) {
      this.numbers = numbers;
    }

    int read(int number) {
      reads[number]++;
      return numbers[number];
    }
  }

  private static final Columns<Counted> COUNTED =
      Columns.of(Counted.class)
          .days(Attributes.COUNTED_DAYS, record -> record.read(0))
          .count(Attributes.LOANS, record -> record.read(1))
          .count(Attributes.ATTEMPTS_7D, record -> record.read(2));

  @Test
  void of_a_table_of_ranges_no_number_is_asked_more_often_than_it_has_limits() {
    List<Attribute<Integer>> attributes =
        List.of(Attributes.COUNTED_DAYS, Attributes.LOANS, Attributes.ATTEMPTS_7D);
    List<Optional<Condition>> table = new ArrayList<>();
    for (int cell = 0; cell < 27; cell++) {
      int[] ranges = {cell / 9, cell / 3 % 3, cell % 3};
      table.add(
          Optional.of(
              new Condition.All(
                  IntStream.range(0, 3).mapToObj(i -> in(attributes.get(i), ranges[i])).toList())));
    }
    RecordRules<Counted> rules = FirstTrue.of(table).over(COUNTED);

    for (int cell = 0; cell < 27; cell++) {
      Counted record = new Counted(10 * (cell / 9) + 3, 10 * (cell / 3 % 3), 10 * (cell % 3) + 9);

      assertThat(rules.find(record)).isEqualTo(cell);
      assertThat(IntStream.of(record.reads).max().orElseThrow()).isLessThanOrEqualTo(2);
    }
  }

  private static Condition in(Attribute<Integer> attribute, int range) {
    return switch (range) {
      case 0 -> attribute.below(10);
      case 1 -> attribute.between(10, 19);
      default -> attribute.atLeast(20);
    };
  }

  @Test
  void what_the_first_condition_does_not_need_is_not_read() {
    RecordRules<Counted> rules =
        FirstTrue.of(
                List.of(
                    Optional.of(Attributes.LOANS.atLeast(5)),
                    Optional.of(
                        Condition.all(Attributes.ATTEMPTS_7D.atLeast(1), Attributes.LOANS.is(2)))))
            .over(COUNTED);
    Counted record = new Counted(0, 5, 1);

    int place = rules.find(record);

    assertThat(place).isEqualTo(0);
    assertThat(record.reads[2]).isZero();
  }

  @ParameterizedTest(name = "{0} conditions")
  @ValueSource(ints = {499, 500, 501})
  void many_conditions_beside_one_limit_are_asked_in_their_order(int count) {
    List<Optional<Condition>> many = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      many.add(
          Optional.of(Condition.all(Attributes.COUNTED_DAYS.atLeast(1), Attributes.LOANS.is(i))));
    }
    RecordRules<Counted> rules = FirstTrue.of(many).over(COUNTED);

    assertThat(rules.find(new Counted(1, 0, 0))).isEqualTo(0);
    assertThat(rules.find(new Counted(1, count - 1, 0))).isEqualTo(count - 1);
    assertThat(rules.find(new Counted(1, count, 0))).isEqualTo(count);
    assertThat(rules.find(new Counted(0, 0, 0))).isEqualTo(count);
  }

  @ParameterizedTest(name = "{0} names")
  @ValueSource(ints = {4, 62, 63, 64, 65, 66, 200})
  void names_are_found_by_place_on_each_side_of_the_list_and_of_a_long(int names) {
    List<String> list = IntStream.range(0, names).mapToObj(i -> "n" + i).toList();
    String last = "n" + (names - 1);
    Columns<Integer> columns =
        Columns.of(Integer.class).text(Attributes.PRODUCT, place -> place, list);
    List<Condition> asked =
        List.of(
            Attributes.PRODUCT.is("n1"),
            Attributes.PRODUCT.isNot(last),
            Attributes.PRODUCT.in(List.of("n0", "n2", last)),
            Attributes.PRODUCT.notIn(List.of("n0", "n2", last)),
            Attributes.PRODUCT.in(List.of("n0", "n2", last)).onUnknown(Truth.TRUE),
            Attributes.PRODUCT.notIn(List.of("n0", "n2")).onUnknown(Truth.TRUE),
            Attributes.PRODUCT.isKnown());
    int[] places = {
      Integer.MIN_VALUE,
      -1,
      0,
      1,
      2,
      3,
      61,
      62,
      63,
      64,
      65,
      66,
      127,
      128,
      names - 1,
      names,
      names + 1,
      Integer.MAX_VALUE
    };

    for (int place : places) {
      boolean known = place >= 0;
      boolean isLast = place == names - 1;
      boolean listed = place == 0 || place == 2 || isLast;
      boolean[] expected = {
        place == 1,
        known && !isLast,
        listed,
        known && !listed,
        !known || listed,
        place != 0 && place != 2,
        known
      };
      for (int i = 0; i < expected.length; i++) {
        assertThat(FirstTrue.of(List.of(Optional.of(asked.get(i)))).over(columns).find(place))
            .as("%s at place %d of %d", asked.get(i), place, names)
            .isEqualTo(expected[i] ? 0 : 1);
      }
    }
  }
}
