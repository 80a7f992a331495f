package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyBuilderTest {

  private static final Condition LATE = Attributes.COUNTED_DAYS.above(0);

  private static SegmentationPolicy.Builder policy() {
    return SegmentationPolicy.builder("p", "1");
  }

  private static SegmentationPolicy.Builder nested() {
    return SegmentationPolicy.builder("n", "1").rule("n", "N", LATE).otherwise("O");
  }

  private static DecisionTable table() {
    return DecisionTable.builder(DecisionTable.Hit.FIRST)
        .column(Attributes.COUNTED_DAYS)
        .row("a", "A", LATE)
        .build();
  }

  private static Arguments mistake(String says, Runnable made) {
    return Arguments.of(says, made);
  }

  static Stream<Arguments> mistakes() {
    Experiment tone = Experiment.of("tone", Experiment.Arm.of("all", "100"));
    String alone = "a nested policy has no policies, experiments or holds of its own";
    return Stream.of(
        mistake("needs a name and a version", () -> SegmentationPolicy.builder(" ", "1")),
        mistake("needs a name and a version", () -> SegmentationPolicy.builder("p", "")),
        mistake("a rule needs an id and a segment", () -> policy().rule(" ", "A")),
        mistake("a rule needs an id and a segment", () -> policy().rule("a", " ")),
        mistake("must not be called otherwise", () -> policy().rule("otherwise", "A")),
        mistake("two rules are called a", () -> policy().rule("a", "A").rule("a", "B")),
        mistake("a segment is listed twice", () -> policy().segments("A").segments("B", "A")),
        mistake("otherwise needs a segment", () -> policy().otherwise("")),
        mistake("a policy needs a segment otherwise", () -> policy().rule("a", "A").build()),
        mistake(
            "rules or a table, not both",
            () -> policy().rule("b", "B").table(table()).otherwise("Z").build()),
        mistake("two holds of A", () -> policy().hold("A", Hold.days(1)).hold("A", Hold.runs(2))),
        mistake(
            "two experiments are called tone", () -> policy().experiment(tone).experiment(tone)),
        mistake(
            "two nested policies are called n",
            () -> policy().policy("n", nested()).policy("n", nested())),
        mistake("a nested policy is named by letters", () -> policy().policy("7", nested())),
        mistake(
            "policy n needs a segment otherwise",
            () -> policy().policy("n", SegmentationPolicy.builder("n", "1"))),
        mistake(alone, () -> policy().policy("n", nested().policy("m", nested()))),
        mistake(alone, () -> policy().policy("n", nested().experiment(tone))),
        mistake(alone, () -> policy().policy("n", nested().hold("N", Hold.days(1)))),
        mistake(alone, () -> policy().policy("n", nested().policy("m", nested()).build())),
        mistake(alone, () -> policy().policy("n", nested().experiment(tone).build())),
        mistake(alone, () -> policy().policy("n", nested().hold("N", Hold.days(1)).build())),
        mistake(
            "experiment.tone is read, but tone is not one of its experiments",
            () ->
                policy()
                    .rule("a", "A", Attribute.text("experiment.tone").is("x"))
                    .otherwise("Z")
                    .build()),
        mistake(
            "policy.m is read, but m is not a nested policy of this one",
            () ->
                policy()
                    .table(
                        DecisionTable.builder(DecisionTable.Hit.FIRST)
                            .column(Attribute.text("policy.m"))
                            .row("a", "A")
                            .build())
                    .otherwise("Z")
                    .build()),
        mistake(
            "policy.m is read, but m is not a nested policy of this one",
            () ->
                policy()
                    .rule("a", "A")
                    .hold("A", Hold.days(1).unless(Attribute.text("policy.m").is("x")))
                    .otherwise("Z")
                    .build()),
        mistake(
            "segment B of rule b is not among the segments listed; did you mean A?",
            () -> policy().segments("A", "Z").rule("a", "A").rule("b", "B").otherwise("Z").build()),
        mistake(
            "segment Y of otherwise is not among the segments listed",
            () -> policy().segments("A", "B").rule("a", "A").otherwise("Y").build()),
        mistake(
            "a rule must not be called hold where segments are held",
            () -> policy().rule("hold", "A").hold("A", Hold.days(1)).otherwise("Z").build()),
        mistake(
            "loan.visits",
            () ->
                policy()
                    .rule("a", "A", Attribute.count("loan.visits").above(2))
                    .rule("b", "B", Attribute.text("loan.visits").is("x"))),
        mistake("days must be 0 to 3650: -1", () -> new Hold(-1, 2, Optional.empty(), false)),
        mistake("days must be 0 to 3650: 3651", () -> Hold.days(3651)),
        mistake("runs must be 1 to 1000: 0", () -> Hold.runs(0)),
        mistake("runs must be 1 to 1000: 1001", () -> Hold.runs(1001)),
        mistake("a hold of 0 days and 1 run holds nothing", () -> Hold.days(0)),
        mistake("101 arms, expected 1 to 100", () -> arms(101)),
        mistake("0 arms, expected 1 to 100", () -> Experiment.of("x")),
        mistake(
            "two arms called a",
            () -> Experiment.of("x", Experiment.Arm.of("a", "50"), Experiment.Arm.of("a", "50"))),
        mistake("sum to 99.99", () -> Experiment.of("x", Experiment.Arm.of("a", "99.99"))),
        mistake("an arm needs a name", () -> Experiment.Arm.of(" ", "100")),
        mistake("at most two decimals: 100.01", () -> Experiment.Arm.of("a", "100.01")),
        mistake("at most two decimals: -0.01", () -> Experiment.Arm.of("a", "-0.01")),
        mistake("at most two decimals: 0.001", () -> Experiment.Arm.of("a", "0.001")),
        mistake("an experiment is named by letters", () -> Experiment.of("x y")));
  }

  private static Experiment arms(int count) {
    return new Experiment(
        "x",
        IntStream.range(0, count)
            .mapToObj(i -> Experiment.Arm.of("a" + i, i == 0 ? 101 - count + "" : "1"))
            .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void what_cannot_be_meant_is_refused_where_it_is_written(String says, Runnable made) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessageContaining(says);
  }

  @Test
  void the_limits_themselves_are_allowed() {
    assertThatCode(
            () -> {
              arms(100);
              Experiment.Arm.of("a", "0");
              Experiment.of("x", Experiment.Arm.of("a", "99.99"), Experiment.Arm.of("b", "0.01"));
              Hold.days(3650);
              Hold.days(1);
              Hold.runs(1000);
              Hold.runs(2);
              policy().rule("hold", "A").otherwise("Z").build();
              policy().segments("A", "Z").rule("a", "A").otherwise("Z").build();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void two_holds_together_ask_for_the_more_of_each() {
    Condition promised = Attributes.PROMISE_STATE.is("OPEN");
    Hold long3 = Hold.days(3).unless(promised);

    Hold both = long3.and(Hold.runs(2).evenIfCured().unless(LATE));

    assertThat(both).isEqualTo(new Hold(3, 2, Optional.of(promised), true));
    assertThat(Hold.runs(2).and(Hold.days(3))).isEqualTo(new Hold(3, 2, Optional.empty(), false));
    assertThat(Hold.runs(2).and(long3).unless()).contains(promised);
  }

  @Test
  void a_policy_that_works_by_itself_can_be_nested_with_its_columns_table_and_segments() {
    SegmentationPolicy ruled =
        SegmentationPolicy.builder("ruled", "9")
            .declare("loan.visits", AttributeType.COUNT)
            .declare("loan.branch", AttributeType.TEXT)
            .segments("BUSY", "IDLE")
            .rule("busy", "BUSY", Attribute.count("loan.visits").above(2))
            .otherwise("IDLE")
            .build();
    SegmentationPolicy tabled =
        SegmentationPolicy.builder("tabled", "9").table(table()).otherwise("Z").build();

    SegmentationPolicy policy =
        policy()
            .unit(SegmentationPolicy.Unit.BORROWER)
            .policy("visits", ruled)
            .policy("days", tabled)
            .rule("a", "A", Attribute.text("policy.visits").is("BUSY"))
            .rule("b", "B", Attribute.text("policy.days").is("A"))
            .otherwise("REST")
            .build();

    assertThat(policy.declared()).containsOnlyKeys("loan.visits", "loan.branch");
    assertThat(policy.segments()).containsExactly("A", "B", "REST");
    SegmentationPolicy inner = policy.policies().get("visits");
    assertThat(inner.version()).isEqualTo("1");
    assertThat(inner.unit()).isEqualTo(SegmentationPolicy.Unit.BORROWER);
    assertThat(inner.declaredSegments()).containsExactly("BUSY", "IDLE");
    assertThat(inner.rules()).isEqualTo(ruled.rules());
    assertThat(policy.policies().get("days").table()).contains(table());
    assertThat(SegmentationPolicy.parse("p", policy.toJson())).isEqualTo(policy);
  }

  private static final String WHOLE =
      """
      {"schema":"mora/segmentation-1","name":"p","version":"1","unit":"LOAN",
       "segments":["A","B","Z"],
       "attributes":{"loan.visits":"count"},
       "experiments":{"tone":{"warm":50,"cold":50}},
       "policies":{"n":{"rules":[],"otherwise":"N"}},
       "rules":[{"id":"a","segment":"A","when":{"attribute":"countedDays","above":3}}],
       "hold":{"A":{"days":3}},
       "otherwise":"Z"}""";

  /** Each row: what stands in the file, and what stands there in another policy. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\":\"p\" | \"name\":\"q\"",
        "\"version\":\"1\" | \"version\":\"2\"",
        "LOAN | BORROWER",
        "\"B\",\"Z\" | \"Z\",\"B\"",
        "\"count\" | \"number\"",
        "\"warm\":50,\"cold\":50 | \"cold\":50,\"warm\":50",
        "\"warm\":50,\"cold\":50 | \"warm\":49,\"cold\":51",
        "\"otherwise\":\"N\" | \"otherwise\":\"M\"",
        "\"above\":3 | \"above\":4",
        "\"id\":\"a\" | \"id\":\"b\"",
        "\"days\":3 | \"days\":4",
        "\"otherwise\":\"Z\" | \"otherwise\":\"B\""
      })
  void policies_are_equal_by_all_that_they_say(String here, String there) {
    SegmentationPolicy policy = SegmentationPolicy.parse("p", WHOLE);

    SegmentationPolicy other = SegmentationPolicy.parse("p", WHOLE.replace(here, there));

    assertThat(WHOLE).contains(here);
    assertThat(other).isNotEqualTo(policy);
    assertThat(other.toJson()).isNotEqualTo(policy.toJson());
    assertThat(SegmentationPolicy.parse("p", WHOLE)).isEqualTo(policy).hasSameHashCodeAs(policy);
  }

  @Test
  void the_same_rules_as_a_table_are_another_policy() {
    SegmentationPolicy rules = policy().rule("a", "A", LATE).otherwise("Z").build();
    SegmentationPolicy rows = policy().table(table()).otherwise("Z").build();

    assertThat(rows.rules()).isEqualTo(rules.rules());
    assertThat(rows).isNotEqualTo(rules);
    assertThat(rows.hashCode()).isNotZero();
    assertThat(rows).hasToString("SegmentationPolicy(p 1)");
  }

  @Test
  void a_policy_says_what_a_case_must_bring() {
    SegmentationPolicy policy =
        policy()
            .experiment(Experiment.of("tone", Experiment.Arm.of("all", "100")))
            .policy(
                "debtorType",
                SegmentationPolicy.builder("d", "1")
                    .rule("d", "D", Attributes.REGION.is("x"))
                    .otherwise("O"))
            .rule("a", "A", Attributes.OUTSTANDING.percentile().above(BigDecimal.ONE))
            .rule("b", "B", Attribute.text("experiment.tone").is("all"))
            .rule("c", "C", Attributes.DEBTOR_TYPE.is("D"))
            .hold("A", Hold.days(1).unless(Attributes.PROMISE_STATE.is("OPEN")))
            .otherwise("Z")
            .build();

    assertThat(policy.inputs())
        .isEqualTo(
            Set.of(
                Attributes.REGION,
                Attributes.OUTSTANDING,
                Attributes.COUNTED_DAYS,
                Attributes.PROMISE_STATE));
    assertThat(policy.reads())
        .extracting(Attribute::name)
        .isEqualTo(List.of("percentile.outstanding", "experiment.tone", "debtorType"));
    assertThat(policy.declaredSegments()).isEmpty();
    assertThat(policy.otherwise()).isEqualTo("Z");
  }

  @Test
  void a_column_that_a_table_or_a_hold_reads_is_declared_by_that() {
    SegmentationPolicy policy =
        policy()
            .table(
                DecisionTable.builder(DecisionTable.Hit.FIRST)
                    .column(Attribute.count("loan.visits"))
                    .row("a", "A")
                    .build())
            .hold("A", Hold.days(1).unless(Attribute.number("loan.rate").above(BigDecimal.ONE)))
            .otherwise("Z")
            .build();

    assertThat(policy.declared()).containsOnlyKeys("loan.visits", "loan.rate");
    assertThat(SegmentationPolicy.parse("p", policy.toJson())).isEqualTo(policy);
  }
}
