package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of all cases in a gap the one that is shown has the value nearest to nothing. */
class ExampleValueTest {

  static Stream<Arguments> gaps() {
    Condition near = Attributes.DAYS_TO_DUE.between(-10, 5);
    return Stream.of(
        Arguments.of("days before those behind", near, "6 days to the due date"),
        Arguments.of(
            "the nearest behind where there are none before",
            Condition.any(
                Attributes.DAYS_TO_DUE.atLeast(0), Attributes.DAYS_TO_DUE.between(-9, -6)),
            "-1 days to the due date"),
        Arguments.of(
            "the far ones where the near are taken",
            Attributes.DAYS_TO_DUE.atLeast(-7),
            "-8 days to the due date"),
        Arguments.of(
            "nothing, in another currency",
            Attributes.OVERDUE_AMOUNT.atMost(mxn("99.99")),
            "0.00 PEN"),
        Arguments.of(
            "the smallest amount that is left",
            Condition.any(
                Attributes.OVERDUE_AMOUNT.atMost(mxn("99.99")), Attributes.CURRENCY.isNot("MXN")),
            "100.00 MXN"),
        Arguments.of("a named currency before others", Attributes.CURRENCY.isNot("PEN"), "PEN"),
        Arguments.of("no flag", Attributes.DISPUTED.is(true), "no"),
        Arguments.of(
            "a text that is not named", Attributes.REGION.is("Sonora"), "region: another"));
  }

  private static Money mxn(String amount) {
    return Money.of(amount, "MXN");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gaps")
  void a_gap_is_shown_by_its_plainest_case(String what, Condition taken, String shown) {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("one", "1").rule("a", "A", taken).otherwise("Z").build();

    List<ExampleCase> examples =
        policy.check().stream()
            .filter(finding -> finding.kind() == Finding.Kind.GAP)
            .flatMap(finding -> finding.example().stream())
            .toList();

    assertThat(examples).hasSize(1);
    assertThat(examples.get(0).in(Language.EN)).as(what).contains(shown);
    assertThat(examples.get(0).segment()).isEqualTo("Z");
  }
}
