package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each kind of finding says, how much it matters, and the case that it shows. */
class FindingsTest {

  private static final Attribute<Integer> DAYS = Attributes.COUNTED_DAYS;
  private static final Attribute<String> REGION = Attributes.REGION;

  private static SegmentationPolicy.Builder policy() {
    return SegmentationPolicy.builder("p", "1").otherwise("Z");
  }

  private static DecisionTable.Builder unique(Attribute<?>... columns) {
    DecisionTable.Builder table = DecisionTable.builder(DecisionTable.Hit.UNIQUE);
    for (Attribute<?> column : columns) {
      table.column(column);
    }
    return table;
  }

  /** Level, rule, kind, others, what is said, and the example with its segment. */
  private static List<String> told(List<Finding> findings, Language language) {
    List<String> lines = new ArrayList<>();
    for (Finding each : findings) {
      String example =
          each.example()
              .map(one -> " [" + one.in(language) + " -> " + one.segment() + "]")
              .orElse("");
      lines.add(
          each.level()
              + " "
              + (each.rule().isEmpty() ? "" : each.rule() + " ")
              + each.kind()
              + " "
              + each.others()
              + " "
              + each.in(language)
              + example);
    }
    return lines;
  }

  private static List<String> english(SegmentationPolicy policy) {
    return told(policy.check(), Language.EN);
  }

  @Test
  void rules_that_are_never_reached_name_who_takes_their_cases() {
    SegmentationPolicy policy =
        policy()
            .rule("low", "A", DAYS.between(0, 10))
            .rule("high", "B", DAYS.between(11, 20))
            .rule("far", "F", DAYS.above(50))
            .rule("both", "C", DAYS.between(5, 15))
            .rule("again", "C", DAYS.between(0, 10))
            .rule("same", "A", Condition.all(DAYS.atLeast(0), DAYS.below(11)))
            .rule("part", "B", DAYS.is(12))
            .rule("rest", "D")
            .build();

    assertThat(english(policy))
        .containsExactly(
            "ERROR both UNREACHABLE [low, high] rules low and high together take every case that"
                + " this rule could: it is never reached",
            "ERROR again DUPLICATE_RULE [low] the same cases as rule low: it is never reached",
            "WARNING same DUPLICATE_RULE [low] the same cases as rule low: it is never reached",
            "WARNING part UNREACHABLE [high] rule high takes every case that this rule could: it is"
                + " never reached",
            "INFO rest SHADOWED [low, high, far] part of its cases go to the earlier rules low, high"
                + " and far [0 days past due -> A]");
    assertThat(told(policy.findings(), Language.ES))
        .containsExactly(
            "ERROR both UNREACHABLE [low, high] las reglas low y high juntas ya toman todos sus"
                + " casos: nunca se llega a ella",
            "ERROR again DUPLICATE_RULE [low] los mismos casos que la regla low: nunca se llega a"
                + " ella",
            "WARNING same DUPLICATE_RULE [low] los mismos casos que la regla low: nunca se llega a"
                + " ella",
            "WARNING part UNREACHABLE [high] la regla high ya toma todos sus casos: nunca se llega"
                + " a ella");
    assertThat(told(policy.findings(), Language.PT))
        .startsWith(
            "ERROR both UNREACHABLE [low, high] as regras low e high juntas já tomam todos os seus"
                + " casos: nunca se chega a ela",
            "ERROR again DUPLICATE_RULE [low] os mesmos casos que a regra low: nunca se chega a"
                + " ela")
        .endsWith(
            "WARNING part UNREACHABLE [high] a regra high já toma todos os seus casos: nunca se"
                + " chega a ela");
  }

  @Test
  void a_rule_that_several_take_together_is_harmless_only_if_all_lead_where_it_does() {
    SegmentationPolicy policy =
        policy()
            .rule("low", "A", DAYS.between(0, 10))
            .rule("high", "A", DAYS.above(10))
            .rule("both", "A", DAYS.between(5, 15))
            .build();

    assertThat(english(policy))
        .contains(
            "WARNING both UNREACHABLE [low, high] rules low and high together take every case that"
                + " this rule could: it is never reached");
  }

  @Test
  void rules_that_share_cases_with_earlier_ones_say_which() {
    SegmentationPolicy policy =
        policy()
            .rule("north", "A", REGION.is("north"))
            .rule("late", "B", DAYS.above(30))
            .rule("some-north", "A", Condition.any(REGION.is("north"), REGION.is("east")))
            .build();

    assertThat(english(policy))
        .containsExactly(
            "INFO late SHADOWED [north] part of its cases goes to the earlier rule north [region"
                + " north, 31 days past due -> A]",
            "INFO some-north SHADOWED [late] part of its cases goes to the earlier rule late"
                + " [region east, 31 days past due -> B]",
            "INFO GAP [] with everything known, no rule takes them: they go to Z [region: another,"
                + " 0 days past due -> Z]");
    assertThat(told(policy.check(), Language.ES))
        .startsWith(
            "INFO late SHADOWED [north] antes toma parte de sus casos la regla north [región north,"
                + " 31 días de mora -> A]")
        .endsWith(
            "INFO GAP [] con todos los datos, ninguna regla los toma: van a Z [región: otro, 0 días"
                + " de mora -> Z]");
    assertThat(told(policy.check(), Language.PT))
        .startsWith(
            "INFO late SHADOWED [north] antes toma parte dos seus casos a regra north [região north,"
                + " 31 dias de atraso -> A]")
        .endsWith(
            "INFO GAP [] com todos os dados, nenhuma regra os toma: vão para Z [região: outro, 0"
                + " dias de atraso -> Z]");
  }

  @Test
  void of_many_earlier_rules_the_first_few_are_named() {
    SegmentationPolicy.Builder five = policy();
    SegmentationPolicy.Builder six = policy();
    for (int i = 0; i < 6; i++) {
      six.rule("r" + i, "S" + i, DAYS.is(i));
      if (i < 5) {
        five.rule("r" + i, "S" + i, DAYS.is(i));
      }
    }

    assertThat(english(five.rule("all", "X").build()))
        .containsExactly(
            "INFO all SHADOWED [r0, r1, r2, r3, r4] part of its cases go to the earlier rules r0,"
                + " r1, r2, r3 and r4 [0 days past due -> S0]");
    assertThat(told(six.rule("all", "X").build().check(), Language.ES))
        .containsExactly(
            "INFO all SHADOWED [r0, r1, r2, r3, r4, r5] antes toman parte de sus casos r0, r1, r2,"
                + " r3 y 2 más [0 días de mora -> S0]");
  }

  @Test
  void rows_of_a_table_that_allows_one_only_must_not_overlap() {
    SegmentationPolicy policy =
        policy()
            .table(
                unique(DAYS, REGION)
                    .row("late", "A", DAYS.above(30))
                    .row("very-late", "A", DAYS.above(60))
                    .row("north", "B", DAYS.above(90), REGION.is("north"))
                    .row("never", "C", DAYS.between(1, 30), REGION.is("south"))
                    .build())
            .build();

    assertThat(english(policy))
        .containsExactly(
            "WARNING very-late UNREACHABLE [late] rule late takes every case that this rule could:"
                + " it is never reached",
            "ERROR north UNREACHABLE [late] rule late takes every case that this rule could: it is"
                + " never reached",
            "ERROR north OVERLAP [late] shares cases with row late, of another segment [91 days past"
                + " due, region north -> A]",
            "ERROR north OVERLAP [very-late] shares cases with row very-late, of another segment [91"
                + " days past due, region north -> A]",
            "INFO GAP [] with everything known, no rule takes them: they go to Z [0 days past due,"
                + " region north -> Z]");
    assertThat(told(policy.findings(), Language.ES))
        .contains(
            "ERROR north OVERLAP [late] comparte casos con la fila late, de otro segmento [91 días"
                + " de mora, región north -> A]");
    assertThat(told(policy.findings(), Language.PT))
        .contains(
            "ERROR north OVERLAP [late] divide casos com a linha late, de outro segmento [91 dias"
                + " de atraso, região north -> A]");
  }

  @Test
  void a_condition_that_always_holds_is_no_condition() {
    SegmentationPolicy policy =
        policy()
            .rule("all", "A", Condition.any(REGION.isKnown(), REGION.isUnknown()))
            .rule("some", "B", DAYS.atLeast(0))
            .build();

    assertThat(english(policy))
        .containsExactly(
            "WARNING all ALWAYS_TRUE [] the condition always holds, even where nothing is known",
            "ERROR some UNREACHABLE [all] rule all takes every case that this rule could: it is"
                + " never reached");
    assertThat(policy.check().get(0).in(Language.ES))
        .isEqualTo("la condición se cumple siempre, también sin datos");
    assertThat(policy.check().get(0).in(Language.PT))
        .isEqualTo("a condição se cumpre sempre, também sem dados");
  }

  @Test
  void a_missing_value_that_alone_leaves_cases_over_is_a_hole() {
    Condition low = Attributes.CREDIT_SCORE.below(new BigDecimal(560));
    Condition high = Attributes.CREDIT_SCORE.atLeast(new BigDecimal(560));
    SegmentationPolicy.Builder policy = policy().rule("low", "A", low).rule("high", "B", high);

    assertThat(english(policy.build()))
        .containsExactly(
            "INFO UNKNOWN_HOLE [low, high] without credit score, these cases go to Z, though with"
                + " any value a rule would take them [unknown: credit score -> Z]");
    SegmentationPolicy late =
        policy()
            .rule("low", "A", Condition.all(low, DAYS.above(0)))
            .rule("high", "B", Condition.all(high, DAYS.above(0)))
            .build();
    assertThat(english(late))
        .containsExactly(
            "INFO GAP [] with everything known, no rule takes them: they go to Z [credit score"
                + " 560, 0 days past due -> Z]",
            "WARNING UNKNOWN_HOLE [low, high] without credit score, these cases go to Z, though with"
                + " any value a rule would take them [1 day past due, unknown: credit score -> Z]");
    assertThat(late.findings().get(0).in(Language.ES))
        .isEqualTo(
            "sin dato de puntaje de crédito, estos casos van a Z, aunque con cualquier valor los"
                + " tomaría una regla");
    assertThat(late.findings().get(0).in(Language.PT))
        .isEqualTo(
            "sem dado de pontuação de crédito, estes casos vão para Z, embora com qualquer valor"
                + " uma regra os tomasse");
  }

  /** Every loan has its days, so nothing is asked of cases without. */
  @Test
  void a_hole_that_needs_a_value_missing_that_is_always_known_is_none() {
    Condition low = Attributes.CREDIT_SCORE.below(new BigDecimal(560));
    Condition high = Attributes.CREDIT_SCORE.atLeast(new BigDecimal(560));

    assertThat(
            policy()
                .rule("low", "A", Condition.all(low, DAYS.isUnknown()))
                .rule("high", "B", Condition.all(high, DAYS.isUnknown()))
                .build()
                .findings())
        .isEmpty();
    assertThat(
            policy()
                .rule("low", "A", Condition.all(low, REGION.isUnknown()))
                .rule("high", "B", Condition.all(high, REGION.isUnknown()))
                .build()
                .findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.UNKNOWN_HOLE);
  }

  @Test
  void a_set_that_is_not_known_leaves_cases_over_whatever_its_members_are() {
    SegmentationPolicy policy =
        policy()
            .rule("sms", "A", Attributes.REACHABLE.holds("sms"))
            .rule("no-sms", "B", Condition.not(Attributes.REACHABLE.holds("sms")))
            .build();

    assertThat(english(policy))
        .containsExactly(
            "INFO UNKNOWN_HOLE [sms, no-sms] without channels, these cases go to Z, though with any"
                + " value a rule would take them [unknown: channels -> Z]");
  }

  @Test
  void slips_of_the_pen_are_pointed_out() {
    SegmentationPolicy policy =
        policy()
            .segments("A", "B", "Z", "LOST")
            .declare("loan.branch", AttributeType.TEXT)
            .rule("one", "A", Attributes.PAID_SHARE.is(BigDecimal.ONE))
            .rule("share", "A", Attributes.PAID_SHARE.above(new BigDecimal("0.5")))
            .rule("none", "A", Attributes.PAID_SHARE.is(BigDecimal.ZERO))
            .rule("code", "B", Attributes.CURRENCY.in(List.of("mxn", "zzz", "USD")))
            .rule("north", "B", REGION.is("North"))
            .rule("north2", "B", REGION.is("north "))
            .rule("branch", "B", Attribute.text("loan.branhc").is("x"))
            .rule("other", "B", Attribute.text("loan.quite_another").is("x"))
            .build();

    assertThat(told(policy.findings(), Language.EN))
        .containsExactly(
            "WARNING share FRACTION [] paidShare: 0.5 is less than 1%; did you mean 50?",
            "ERROR code CAPITALS [] mxn is no ISO 4217 currency; did you mean MXN?",
            "ERROR code CAPITALS [] zzz is no ISO 4217 currency",
            "WARNING branch UNDECLARED [] loan.branhc is not declared; did you mean loan.branch?",
            "WARNING CAPITALS [] region: \"North\" and \"north \" are two different texts",
            "WARNING SEGMENT_WITHOUT_RULE [] no rule leads to segment LOST");
    assertThat(told(policy.findings(), Language.ES))
        .containsExactly(
            "WARNING share FRACTION [] paidShare: 0.5 es menos de 1 %; ¿quiso decir 50?",
            "ERROR code CAPITALS [] mxn no es una moneda ISO 4217; ¿quiso decir MXN?",
            "ERROR code CAPITALS [] zzz no es una moneda ISO 4217",
            "WARNING branch UNDECLARED [] loan.branhc no está declarado; ¿quiso decir loan.branch?",
            "WARNING CAPITALS [] region: \"North\" y \"north \" son dos textos distintos",
            "WARNING SEGMENT_WITHOUT_RULE [] ninguna regla lleva al segmento LOST");
  }

  @Test
  void a_column_of_the_borrower_is_looked_for_among_the_declared_too() {
    assertThat(
            told(
                policy()
                    .declare("borrower.tier", AttributeType.TEXT)
                    .rule("a", "A", Attribute.text("borrower.teir").is("x"))
                    .build()
                    .findings(),
                Language.EN))
        .containsExactly(
            "WARNING a UNDECLARED [] borrower.teir is not declared; did you mean borrower.tier?");
  }

  @Test
  void a_nested_policy_always_gives_a_segment() {
    Attribute<String> inner = Attribute.text("policy.inner");

    assertThat(
            english(
                policy()
                    .policy(
                        "inner", SegmentationPolicy.builder("i", "1").rule("i", "I").otherwise("O"))
                    .rule("none", "A", inner.isUnknown())
                    .rule("some", "B", inner.isKnown())
                    .build()))
        .containsExactly(
            "ERROR none NEVER_TRUE [] this never holds: unknown policy inner",
            "WARNING some ALWAYS_TRUE [] the condition always holds, even where nothing is known");
  }

  @Test
  void amounts_in_several_currencies_matter_less_where_the_policy_asks_for_the_currency() {
    Condition pesos = Attributes.OUTSTANDING.above(Money.of("100", "MXN"));
    Condition dollars = Attributes.OUTSTANDING.above(Money.of("5", "USD"));
    SegmentationPolicy.Builder blind = policy().rule("a", "A", pesos);
    SegmentationPolicy seeing =
        policy()
            .rule("a", "A", Condition.all(Attributes.CURRENCY.is("MXN"), pesos))
            .rule("b", "B", Condition.all(Attributes.CURRENCY.is("USD"), dollars))
            .build();

    assertThat(blind.build().findings()).isEmpty();
    assertThat(told(blind.rule("b", "B", dollars).build().findings(), Language.EN))
        .containsExactly(
            "WARNING SEVERAL_CURRENCIES [] outstanding is compared in MXN, USD: each test"
                + " understands its own currency only");
    assertThat(seeing.findings()).isEmpty();
    assertThat(english(seeing))
        .contains(
            "INFO SEVERAL_CURRENCIES [] outstanding is compared in MXN, USD: each test understands"
                + " its own currency only");
  }

  @Test
  void bucket_codes_are_held_against_the_policy_that_assesses() {
    DelinquencyPolicy delinquency =
        DelinquencyPolicy.parse(
            "d.json",
            """
            {"schema":"mora/delinquency-1","buckets":[{"code":"B1","from":1,"to":30},
             {"code":"B31","from":31}],
             "byProduct":{"group":{"buckets":[{"code":"G1","from":1}]}}}""");
    SegmentationPolicy policy =
        policy()
            .rule("a", "A", Attributes.BUCKET.in(List.of("B1", "G1", "")))
            .rule("b", "B", Attributes.BUCKET.is("B3"))
            .rule("c", "C", Attributes.BUCKET.is("quite another"))
            .rule("d", "D", REGION.is("B9"))
            .build();

    assertThat(told(policy.check(delinquency), Language.EN))
        .contains(
            "ERROR b UNKNOWN_BUCKET [] there is no bucket B3; did you mean B1?",
            "ERROR c UNKNOWN_BUCKET [] there is no bucket quite another: B1, B31, G1")
        .filteredOn(line -> line.contains("BUCKET"))
        .hasSize(2);
    assertThat(told(policy.check(delinquency), Language.PT))
        .contains(
            "ERROR b UNKNOWN_BUCKET [] não há faixa B3; quis dizer B1?",
            "ERROR c UNKNOWN_BUCKET [] não há faixa quite another: B1, B31, G1");
    assertThat(told(policy.check(delinquency), Language.ES))
        .contains("ERROR c UNKNOWN_BUCKET [] no hay tramo quite another: B1, B31, G1");
    assertThat(policy.check()).noneMatch(finding -> finding.kind() == Finding.Kind.UNKNOWN_BUCKET);
  }

  @Test
  void protected_data_is_pointed_out_in_the_words_of_the_desk() {
    SegmentationPolicy policy =
        policy()
            .rule("a", "A", Attributes.GENDER.is("female"))
            .hold("A", Hold.days(3).unless(Attributes.GENDER.is("male")))
            .build();

    assertThat(told(policy.findings(), Language.ES))
        .containsExactly(
            "WARNING a PROTECTED [] género es un dato protegido: cuide que no lleve a un trato más"
                + " duro",
            "WARNING PROTECTED [] retención de A: género es un dato protegido: cuide que no lleve a"
                + " un trato más duro");
    assertThat(told(policy.findings(), Language.PT))
        .startsWith(
            "WARNING a PROTECTED [] gênero é um dado protegido: cuide que não leve a um trato mais"
                + " duro");
  }

  @Test
  void an_example_shows_no_more_than_plays_a_part() {
    SegmentationPolicy policy =
        policy()
            .rule("no-channel", "A", Condition.not(Attributes.REACHABLE.holds("sms")))
            .rule(
                "behind",
                "B",
                Condition.all(
                    Attributes.REACHABLE.isKnown(),
                    Attributes.READ_BUT_SILENT.is(true),
                    Attributes.DAYS_TO_DUE.below(-3),
                    Attributes.CREDIT_SCORE.below(BigDecimal.ZERO),
                    Attributes.CURRENCY.isNot("MXN"),
                    Attributes.INCOME.below(Money.of("0", "USD")),
                    REGION.notIn(List.of("?", "??"))))
            .build();

    Finding shadow = policy.check().get(0);

    assertThat(shadow.kind()).isEqualTo(Finding.Kind.SHADOWED);
    assertThat(shadow.example().orElseThrow().in(Language.EN))
        .isEqualTo(
            "channels: none, read without answering: yes, -4 days to the due date, credit score"
                + " -0.000001, currency PEN, income -0.01 USD, region: another");
    assertThat(shadow.example().orElseThrow().facts().get(REGION)).contains("???");
  }

  @Test
  void an_example_is_in_a_currency_that_the_policy_names() {
    SegmentationPolicy policy =
        policy()
            .rule("named", "A", Attributes.CURRENCY.in(List.of("PEN", "USD")))
            .rule("rest", "B")
            .build();

    assertThat(english(policy))
        .containsExactly(
            "INFO rest SHADOWED [named] part of its cases goes to the earlier rule named [currency"
                + " PEN -> A]");
  }

  @Test
  void a_rule_that_holds_where_nothing_is_known_shows_any_case() {
    SegmentationPolicy policy =
        policy()
            .rule("a", "A", REGION.is("x").onUnknown(Truth.TRUE))
            .rule("b", "B")
            .rule("c", "C", REGION.isUnknown())
            .build();

    assertThat(english(policy))
        .containsExactly(
            "INFO b SHADOWED [a] part of its cases goes to the earlier rule a [region x -> A]",
            "ERROR c UNREACHABLE [a] rule a takes every case that this rule could: it is never"
                + " reached");
    assertThat(english(policy().rule("all", "A").rule("rest", "A").build()))
        .containsExactly(
            "WARNING rest DUPLICATE_RULE [all] the same cases as rule all: it is never reached");
    assertThat(english(policy().build()))
        .containsExactly(
            "INFO GAP [] with everything known, no rule takes them: they go to Z [any case -> Z]");
    assertThat(told(policy().build().check(), Language.ES))
        .containsExactly(
            "INFO GAP [] con todos los datos, ninguna regla los toma: van a Z [cualquier caso ->"
                + " Z]");
  }

  @Test
  void findings_and_examples_are_equal_by_what_they_say() {
    SegmentationPolicy policy = policy().rule("a", "A", DAYS.above(3)).build();
    Finding finding = policy.check().get(0);
    Finding other = policy().rule("a", "A", DAYS.above(0)).otherwise("Y").build().check().get(0);

    assertThat(finding).isEqualTo(policy.check().get(0)).hasSameHashCodeAs(policy.check().get(0));
    assertThat(finding).isNotEqualTo(other);
    assertThat(finding.hashCode()).isNotEqualTo(other.hashCode());
    assertThat(finding.inside("n")).isNotEqualTo(finding);
    ExampleCase example = finding.example().orElseThrow();
    assertThat(example)
        .isEqualTo(policy.check().get(0).example().orElseThrow())
        .isNotEqualTo(other.example().orElseThrow())
        .hasToString("0 days past due");
    assertThat(example.hashCode()).isNotEqualTo(other.example().orElseThrow().hashCode());
    assertThat(example.missing()).isEmpty();
    assertThat(finding).hasToString("GAP: with everything known, no rule takes them: they go to Z");
  }
}
