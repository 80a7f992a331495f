package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tests of a condition are named where they cannot hold together: as few as possible. */
class ContradictionTest {

  private static final Attribute<Integer> DAYS = Attributes.COUNTED_DAYS;
  private static final Attribute<String> REGION = Attributes.REGION;
  private static final Condition MORE_THAN_5 = DAYS.above(5);
  private static final Condition LESS_THAN_6 = DAYS.below(6);
  private static final Condition NORTH = REGION.is("north");
  private static final Condition SOUTH = REGION.is("south");
  private static final Condition ANYTHING = Condition.any(REGION.isKnown(), REGION.isUnknown());

  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(DAYS.below(0), "this never holds: days past due less than 0"),
        Arguments.of(
            Condition.all(MORE_THAN_5, NORTH, LESS_THAN_6),
            "these tests cannot hold together: days past due more than 5; days past due less than"
                + " 6"),
        Arguments.of(
            Condition.all(NORTH, NORTH, Condition.all(SOUTH, MORE_THAN_5)),
            "these tests cannot hold together: region: north; region: south"),
        // Any two of them can.
        Arguments.of(
            Condition.all(
                REGION.in(List.of("a", "b")),
                REGION.in(List.of("b", "c")),
                MORE_THAN_5,
                REGION.in(List.of("a", "c"))),
            "these tests cannot hold together: region: a, b; region: b, c; region: a, c"),
        Arguments.of(
            Condition.all(Condition.any(DAYS.is(1), DAYS.is(2)), MORE_THAN_5),
            "these tests cannot hold together: (days past due: 1 or days past due: 2); days past"
                + " due more than 5"),
        // No alternative is possible: the tests of each are named.
        Arguments.of(
            Condition.any(
                Condition.all(MORE_THAN_5, NORTH, LESS_THAN_6), Condition.all(NORTH, SOUTH)),
            "these tests cannot hold together: days past due more than 5; days past due less than"
                + " 6; region: north; region: south"),
        Arguments.of(
            Condition.all(MORE_THAN_5, Condition.any(DAYS.below(0), Condition.all(NORTH, SOUTH))),
            "these tests cannot hold together: days past due less than 0; region: north; region:"
                + " south"),
        Arguments.of(
            Condition.not(Condition.any(ANYTHING, MORE_THAN_5)),
            "these tests cannot hold together: unknown region; known region"),
        Arguments.of(
            Condition.not(Condition.all(ANYTHING, DAYS.atLeast(0).onUnknown(Truth.TRUE))),
            "these tests cannot hold together: unknown region; known region; days past due less"
                + " than 0"),
        Arguments.of(
            Condition.not(Condition.not(Condition.all(NORTH, SOUTH))),
            "these tests cannot hold together: region: north; region: south"));
  }

  private static Finding finding(Condition when) {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1").rule("a", "A", when).otherwise("Z").build();

    assertThat(policy.findings())
        .extracting(Finding::kind, Finding::rule)
        .containsExactly(tuple(Finding.Kind.NEVER_TRUE, "a"));
    return policy.findings().get(0);
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void the_fewest_tests_that_contradict_each_other_are_named(Condition when, String message) {
    assertThat(finding(when).message()).isEqualTo(message);
  }

  @Test
  void the_words_are_those_of_the_desk() {
    Finding one = finding(DAYS.below(0));
    Finding several = finding(Condition.all(NORTH, SOUTH));

    assertThat(one.in(Language.ES)).isEqualTo("nunca se cumple: días de mora menos de 0");
    assertThat(one.in(Language.PT)).isEqualTo("nunca se cumpre: dias de atraso menos de 0");
    assertThat(several.in(Language.ES))
        .isEqualTo("no se cumplen a la vez: región: north; región: south");
    assertThat(several.in(Language.PT))
        .isEqualTo("não se cumprem juntos: região: north; região: south");
  }

  /** Up to twelve parts every choice is tried; of more, what can be left out is left out. */
  @ParameterizedTest
  @MethodSource("lengths")
  void among_many_tests_the_two_are_found(int parts) {
    List<Condition> all = new ArrayList<>(List.of(NORTH));
    IntStream.range(0, parts - 2).mapToObj(i -> DAYS.above(i)).forEach(all::add);
    all.add(SOUTH);

    assertThat(finding(new Condition.All(all)).message())
        .isEqualTo("these tests cannot hold together: region: north; region: south");
  }

  static IntStream lengths() {
    return IntStream.of(2, 3, 11, 12, 13, 40);
  }

  /** 202 pieces of one attribute. */
  @Test
  void an_attribute_with_hundreds_of_limits_is_told_apart_at_each() {
    List<Integer> even = IntStream.rangeClosed(0, 100).map(i -> 2 * i).boxed().toList();
    List<Integer> odd = even.stream().map(i -> i + 1).toList();
    Condition evenDays = DAYS.in(even);

    assertThat(finding(Condition.all(evenDays, DAYS.in(odd))).kind())
        .isEqualTo(Finding.Kind.NEVER_TRUE);
    for (int day : even) {
      SegmentationPolicy policy =
          SegmentationPolicy.builder("p", "1")
              .rule("a", "A", Condition.all(evenDays, DAYS.is(day)))
              .rule("b", "B", Condition.all(evenDays, DAYS.between(day, day + 1)))
              .otherwise("Z")
              .build();

      assertThat(policy.findings())
          .as("day %d", day)
          .extracting(Finding::rule, Finding::kind)
          .containsExactly(tuple("b", Finding.Kind.DUPLICATE_RULE));
    }
  }
}
