package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyCheckTest {

  private static final Attribute<Integer> DAYS = Attributes.COUNTED_DAYS;
  private static final Attribute<String> REGION = Attributes.REGION;

  static Stream<Arguments> joints() {
    Money five = Money.of("5", "MXN");
    return Stream.of(
        Arguments.of(Condition.all(DAYS.above(5), DAYS.below(6)), true),
        Arguments.of(Condition.all(DAYS.above(5), DAYS.below(7)), false),
        Arguments.of(Condition.all(DAYS.atLeast(5), DAYS.atMost(5)), false),
        Arguments.of(Condition.all(DAYS.between(1, 5), DAYS.between(6, 9)), true),
        Arguments.of(Condition.all(DAYS.is(5), DAYS.above(5)), true),
        // The second test holds where the days are unknown, but then the first does not.
        Arguments.of(Condition.all(DAYS.is(5), DAYS.above(5).onUnknown(Truth.TRUE)), true),
        Arguments.of(Condition.any(DAYS.is(5), DAYS.above(5).onUnknown(Truth.TRUE)), false),
        Arguments.of(Condition.all(REGION.is("a"), REGION.isNot("a")), true),
        Arguments.of(Condition.all(REGION.in(List.of("a", "b")), REGION.isNot("a")), false),
        Arguments.of(Condition.all(REGION.is("a"), REGION.is("b")), true),
        Arguments.of(Condition.all(REGION.isUnknown(), REGION.is("a")), true),
        Arguments.of(Condition.any(REGION.is("a"), REGION.is("b")), false),
        Arguments.of(
            Condition.all(Attributes.REACHABLE.holds("sms"), Attributes.REACHABLE.holds("email")),
            false),
        Arguments.of(
            Condition.all(
                Attributes.OVERDUE_AMOUNT.above(five), Attributes.OVERDUE_AMOUNT.atMost(five)),
            true),
        Arguments.of(
            Condition.all(
                Attributes.OVERDUE_AMOUNT.above(five),
                Condition.all(Attributes.OVERDUE_AMOUNT.below(Money.of("4", "USD")))),
            true));
  }

  @ParameterizedTest
  @MethodSource("joints")
  void tests_that_cannot_hold_together_are_found(Condition when, boolean contradiction) {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1").rule("a", "A", when).otherwise("Z").build();

    assertThat(policy.findings())
        .extracting(Finding::kind)
        .filteredOn(kind -> kind != Finding.Kind.SEVERAL_CURRENCIES)
        .isEqualTo(contradiction ? List.of(Finding.Kind.NEVER_TRUE) : List.of());
  }

  @Test
  void a_rule_behind_a_wider_one_is_never_reached() {
    Condition early = DAYS.between(1, 30);
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("narrow", "A", Condition.all(early, REGION.is("a"), REGION.isKnown()))
            .rule("wide", "B", early)
            .rule("behind", "C", Condition.all(REGION.is("b"), early))
            .rule("all", "D")
            .rule("last", "E", DAYS.above(30))
            .otherwise("Z")
            .build();

    assertThat(policy.findings())
        .extracting(Finding::rule, Finding::kind)
        .containsExactly(
            tuple("behind", Finding.Kind.UNREACHABLE), tuple("last", Finding.Kind.UNREACHABLE));
    assertThat(policy.findings().get(0).message()).startsWith("rule wide takes every case");
  }

  @Test
  void protected_attributes_and_probable_slips_are_pointed_out() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .declare("loan.branch", AttributeType.TEXT)
            .rule("a", "A", Attributes.GENDER.is("female"))
            .rule("b", "B", Attribute.text("loan.brnch").is("x"))
            .otherwise("Z")
            .build();

    assertThat(policy.findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.PROTECTED, Finding.Kind.UNDECLARED);
    assertThat(policy.findings().get(1).message())
        .isEqualTo("loan.brnch is not declared; did you mean loan.branch?");
  }

  @Test
  void protected_attributes_are_pointed_out_in_nested_policies_and_holds_too() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .policy(
                "who",
                SegmentationPolicy.builder("who", "1")
                    .rule("w", "W", Attributes.GENDER.is("female"))
                    .otherwise("M"))
            .rule("a", "A", Attribute.text("policy.who").is("W"))
            .hold("A", Hold.days(3).unless(Attributes.GENDER.is("male")))
            .otherwise("Z")
            .build();

    assertThat(policy.findings())
        .extracting(Finding::message)
        .containsExactly(
            "policy who: gender is protected: see that it does not lead to harsher treatment",
            "hold of A: gender is protected: see that it does not lead to harsher treatment");
  }

  @Test
  void a_nested_policy_is_checked_like_any_other() {
    Attribute<String> other = Attribute.text("policy.other");
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .declare("loan.branch", AttributeType.TEXT)
            .policy(
                "inner",
                SegmentationPolicy.builder("inner", "1")
                    .rule("late", "LATE", DAYS.above(30))
                    .rule("later", "LATER", Condition.all(DAYS.above(60), other.is("SOUTH")))
                    .rule("never", "NEVER", Condition.all(other.is("SOUTH"), REGION.is("north")))
                    .rule("slip", "SLIP", Attribute.text("loan.brnch").is("x"))
                    .otherwise("REST"))
            .policy(
                "other",
                SegmentationPolicy.builder("other", "1")
                    .rule("south", "SOUTH", REGION.is("south"))
                    .otherwise("NORTH"))
            .rule("a", "A", Attribute.text("policy.inner").is("LATE"))
            .rule("b", "B", DAYS.is(5))
            .otherwise("Z")
            .build();

    assertThat(policy.findings())
        .extracting(Finding::policy, Finding::rule, Finding::kind)
        .containsExactly(
            tuple("inner", "later", Finding.Kind.UNREACHABLE),
            tuple("inner", "never", Finding.Kind.NEVER_TRUE),
            tuple("inner", "slip", Finding.Kind.UNDECLARED));
    assertThat(policy.findings().get(0))
        .hasToString(
            "UNREACHABLE in rule later: policy inner: rule late takes every case that this rule"
                + " could: it is never reached");
    assertThat(policy.findings().get(1).in(Language.ES))
        .isEqualTo("política inner: no se cumplen a la vez: política other: SOUTH; región: north");
    assertThat(policy.findings().get(1).in(Language.PT)).startsWith("política inner: não se");
  }

  @Test
  void an_example_of_a_nested_policy_ends_in_a_segment_of_that_policy() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .policy(
                "inner",
                SegmentationPolicy.builder("inner", "1")
                    .rule("late", "LATE", DAYS.above(30))
                    .rule("south", "SOUTHERN", Attribute.text("policy.other").is("SOUTH"))
                    .otherwise("REST"))
            .policy(
                "other",
                SegmentationPolicy.builder("other", "1")
                    .rule("south", "SOUTH", REGION.is("south"))
                    .otherwise("NORTH"))
            .rule("a", "A", Attribute.text("policy.inner").is("LATE"))
            .otherwise("Z")
            .build();

    List<Finding> findings = policy.check();

    assertThat(findings)
        .extracting(
            Finding::policy,
            Finding::kind,
            one -> one.example().orElseThrow().in(Language.EN),
            one -> one.example().orElseThrow().segment())
        .containsExactly(
            tuple("other", Finding.Kind.GAP, "region: another", "NORTH"),
            tuple("inner", Finding.Kind.SHADOWED, "31 days past due, region south", "LATE"),
            tuple("inner", Finding.Kind.GAP, "0 days past due, region: another", "REST"),
            tuple("", Finding.Kind.GAP, "0 days past due, region south", "Z"));
  }

  @Test
  void nested_policies_share_the_steps_of_their_policy() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .policy(
                "inner",
                SegmentationPolicy.builder("inner", "1")
                    .rule("late", "LATE", DAYS.above(30))
                    .otherwise("REST"))
            .rule("a", "A", Attribute.text("policy.inner").is("LATE"))
            .otherwise("Z")
            .build();
    Questions questions = Questions.about(policy);

    List<Finding> all = PolicyCheck.all(questions, Optional.empty());
    long taken = questions.taken();

    assertThat(all).noneMatch(one -> one.kind() == Finding.Kind.NOT_DECIDED);
    assertThat(PolicyCheck.all(Questions.about(policy, taken, taken), Optional.empty()))
        .isEqualTo(all);
    assertThat(PolicyCheck.all(Questions.about(policy, taken, taken - 1), Optional.empty()))
        .last()
        .extracting(Finding::kind)
        .isEqualTo(Finding.Kind.NOT_DECIDED);
  }
}
