package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceTest {

  private static final int POLICIES = Draws.of(300);
  private static final int CASES_PER_POLICY = 30;

  private static int mask(Truth truth) {
    return switch (truth) {
      case TRUE -> Node.TRUE;
      case UNKNOWN -> Node.UNKNOWN;
      case FALSE -> Node.FALSE;
    };
  }

  /** The pieces of a case decide each rule as its values do. */
  @ParameterizedTest
  @ValueSource(longs = {20261122L, 6L})
  void a_case_cut_into_pieces_is_decided_as_the_evaluator_decides_it(long seed) {
    Random random = new Random(seed);
    for (int p = 0; p < POLICIES; p++) {
      SmallWorld world = SmallWorld.of(random);
      SegmentationPolicy policy = world.policy();
      Space space = Space.of(policy);
      List<Node> rules = policy.rules().stream().map(space::node).toList();
      List<Map<Attribute<?>, Object>> cases = world.cases();
      for (int c = 0; c < CASES_PER_POLICY; c++) {
        Map<Attribute<?>, Object> values = cases.get(random.nextInt(cases.size()));
        CaseFacts facts = policy.compiled().prepared(world.facts(values));
        String about = "seed " + seed + ", policy " + p + ": " + values + "\n" + policy.toJson();

        int[] pieces = space.pieces(facts).orElseThrow(() -> new AssertionError(about));

        Cases all = Cases.all(space, new Steps(Long.MAX_VALUE));
        for (int v = 0; v < pieces.length; v++) {
          all.fix(v, pieces[v]);
        }
        for (int i = 0; i < rules.size(); i++) {
          int truth = mask(policy.compiled().truth(i, facts));
          assertThat(rules.get(i).mask(all)).as(about).isEqualTo(truth);
          assertThat(rules.get(i).with(pieces).mask(all)).as(about).isEqualTo(truth);
        }
        for (Attribute<?> attribute : space.attributes()) {
          assertThat(space.known(attribute).mask(all))
              .as(about)
              .isEqualTo(facts.knows(attribute) ? Node.TRUE : Node.FALSE);
        }
      }
    }
  }

  private static Attribute<?> builtIn(String name) {
    return Attributes.standard().find(name).orElseThrow();
  }

  /** Each row: a test that no real value fulfils, and one beside it that a value does. */
  static Stream<Arguments> limits() {
    Money nothing = Money.of("0", "MXN");
    BigDecimal hundred = new BigDecimal(100);
    Attribute<Integer> toDue = Attributes.DAYS_TO_DUE;
    Attribute<Integer> visits = Attribute.count("loan.visits");
    Attribute<Integer> own = Attribute.days("loan.shift");
    Attribute<BigDecimal> share = Attributes.PAID_SHARE;
    Attribute<BigDecimal> score = Attributes.CREDIT_SCORE;
    Attribute<BigDecimal> percentile = Attributes.OUTSTANDING.percentile();
    return Stream.of(
        Arguments.of(Attributes.COUNTED_DAYS.below(0), Attributes.COUNTED_DAYS.atMost(0)),
        Arguments.of(Attributes.ATTEMPTS_7D.below(0), Attributes.ATTEMPTS_7D.atMost(0)),
        Arguments.of(Condition.all(toDue.is(1), toDue.is(2)), toDue.below(0)),
        Arguments.of(Condition.all(own.is(1), own.is(2)), own.below(0)),
        Arguments.of(Condition.all(visits.is(1), visits.is(2)), visits.below(0)),
        Arguments.of(share.below(BigDecimal.ZERO), share.atMost(BigDecimal.ZERO)),
        Arguments.of(share.above(hundred), share.atLeast(hundred)),
        Arguments.of(percentile.above(hundred), percentile.atLeast(hundred)),
        Arguments.of(share.below(BigDecimal.ZERO), Attribute.percent("loan.rate").above(hundred)),
        Arguments.of(
            Condition.all(score.above(hundred), score.below(hundred)),
            score.below(BigDecimal.ZERO)),
        Arguments.of(
            Attributes.OVERDUE_AMOUNT.below(nothing), Attributes.OVERDUE_AMOUNT.atMost(nothing)),
        Arguments.of(
            Condition.all(Attributes.INCOME.is(nothing), Attributes.INCOME.below(nothing)),
            Attributes.INCOME.below(nothing)),
        Arguments.of(
            Condition.all(
                Attributes.PROMISE_STATE.isKnown(),
                Attributes.PROMISE_STATE.notIn(Attributes.PROMISE_STATE.vocabulary())),
            Condition.all(Attributes.REGION.isKnown(), Attributes.REGION.notIn(List.of("a", "b")))),
        Arguments.of(
            Condition.all(
                Attributes.OVERDUE_AMOUNT.isKnown(),
                Attributes.CURRENCY.is("USD"),
                Attributes.OUTSTANDING.above(nothing)),
            Condition.all(Attributes.CURRENCY.is("MXN"), Attributes.OUTSTANDING.above(nothing))),
        Arguments.of(
            Condition.all(
                Attributes.OUTSTANDING.above(nothing),
                Attributes.PRINCIPAL.above(Money.of("0", "USD"))),
            Condition.all(
                Attributes.OUTSTANDING.above(nothing),
                Attributes.INCOME.above(Money.of("0", "USD")))),
        Arguments.of(
            Condition.all(
                Attributes.READ_BUT_SILENT.is(true), Attributes.READ_BUT_SILENT.is(false)),
            Attributes.READ_BUT_SILENT.isNot(true)));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void what_no_value_can_be_never_holds_and_what_lies_beside_it_may(
      Condition impossible, Condition possible) {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("a", "A", impossible)
            .rule("b", "B", possible)
            .otherwise("Z")
            .build();

    assertThat(policy.findings())
        .filteredOn(finding -> finding.kind() == Finding.Kind.NEVER_TRUE)
        .extracting(Finding::rule)
        .containsExactly("a");
  }

  /** Of a borrower with several loans, each amount may be in several currencies at once. */
  @ParameterizedTest
  @ValueSource(strings = {"LOAN", "BORROWER"})
  void amounts_of_a_loan_are_in_one_currency_and_those_of_a_borrower_need_not_be(String unit) {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .unit(SegmentationPolicy.Unit.valueOf(unit))
            .rule(
                "a",
                "A",
                Condition.all(
                    Attributes.OUTSTANDING.above(Money.of("1", "MXN")),
                    Attributes.OUTSTANDING.above(Money.of("1", "USD"))))
            .otherwise("Z")
            .build();

    assertThat(policy.findings())
        .extracting(Finding::kind)
        .contains(Finding.Kind.SEVERAL_CURRENCIES)
        .satisfies(
            kinds ->
                assertThat(kinds.contains(Finding.Kind.NEVER_TRUE)).isEqualTo(unit.equals("LOAN")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "countedDays",
        "daysPastDue",
        "worstDaysPastDue12m",
        "averageLateness",
        "daysSincePayment",
        "borrowerDaysPastDue",
        "daysSinceContact",
        "daysSinceReply",
        "dueToday",
        "outstandingPrincipal",
        "borrowerOverdueAmount",
        "promisesKeptShare"
      })
  void what_mora_works_out_is_never_negative(String name) {
    Attribute<?> attribute = builtIn(name);
    String test =
        attribute.type() == AttributeType.MONEY
            ? "\"below\":\"0\",\"currency\":\"MXN\""
            : "\"below\":0";
    SegmentationPolicy policy =
        SegmentationPolicy.parse(
            "p",
            """
            {"schema":"mora/segmentation-1","name":"p","version":"1","rules":[
              {"id":"a","segment":"A","when":{"attribute":"%s",%s}}],"otherwise":"Z"}"""
                .formatted(name, test));

    assertThat(policy.findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.NEVER_TRUE);
  }
}
