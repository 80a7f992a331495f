package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.json.InvalidDocument;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFormsTest {

  private static final String TABLE =
      """
      {"schema":"mora/segmentation-1","name":"p","version":"1","otherwise":"REST",
       "table":{"hit":"%s",
        "columns":[{"attribute":"countedDays"},{"attribute":"outstanding","currency":"MXN"}],
        "rows":[
         {"id":"any-late","when":[{"from":1},null],"segment":"LATE"},
         {"id":"late-big","when":[{"from":1},{"atLeast":"500.00","onUnknown":"TRUE"}],
          "segment":"BIG"},
         {"when":[null,{"above":"9000"}],"segment":"WHALE"}]%s}}""";

  private static CaseFacts facts(int days, String outstanding) {
    CaseFacts.Builder facts =
        CaseFacts.builder(Attributes.standard())
            .borrower(BorrowerId.of("B-1"))
            .set(Attributes.COUNTED_DAYS, days);
    return outstanding.isEmpty()
        ? facts.build()
        : facts.set(Attributes.OUTSTANDING, Money.parse(outstanding)).build();
  }

  /** Each row: the hit policy; the case; where it goes, by which row, and what else held. */
  @ParameterizedTest
  @CsvSource({
    "FIRST, 5, 700.00 MXN, LATE, any-late, ''",
    "FIRST, 0, 700.00 MXN, REST, otherwise, ''",
    "FIRST, 0, 9000.01 MXN, WHALE, row-3, ''",
    "FIRST, 0, 9000.00 MXN, REST, otherwise, ''",
    "UNIQUE, 5, 499.99 MXN, LATE, any-late, ''",
    "UNIQUE, 5, 500.00 MXN, LATE, any-late, late-big",
    "UNIQUE, 5, 9000.01 MXN, LATE, any-late, late-big row-3",
    "UNIQUE, 5, '', LATE, any-late, late-big",
    "PRIORITY, 5, 499.99 MXN, LATE, any-late, ''",
    "PRIORITY, 5, 500.00 MXN, BIG, late-big, ''",
    "PRIORITY, 5, '', BIG, late-big, ''",
    "PRIORITY, 5, 500.00 USD, BIG, late-big, ''",
    "PRIORITY, 5, 9000.01 MXN, WHALE, row-3, ''"
  })
  void a_table_decides_by_its_hit_policy(
      String hit, int days, String outstanding, String segment, String row, String others) {
    String priority = hit.equals("PRIORITY") ? ",\"priority\":[\"WHALE\",\"BIG\",\"LATE\"]" : "";
    SegmentationPolicy policy =
        SegmentationPolicy.parse("table.json", TABLE.formatted(hit, priority));

    Placement placement = policy.segment(facts(days, outstanding));

    assertThat(placement.segment()).isEqualTo(segment);
    assertThat(placement.rule()).isEqualTo(row);
    assertThat(placement.explanation().rivals())
        .extracting(Step::rule)
        .containsExactlyElementsOf(others.isEmpty() ? List.of() : List.of(others.split(" ")));
  }

  @Test
  void a_table_in_java_equals_the_same_table_in_json_and_writes_back() {
    SegmentationPolicy inJava =
        SegmentationPolicy.builder("p", "1")
            .table(
                DecisionTable.builder(DecisionTable.Hit.PRIORITY)
                    .column(Attributes.COUNTED_DAYS)
                    .column(Attributes.OUTSTANDING, "MXN")
                    .row("any-late", "LATE", Attributes.COUNTED_DAYS.from(1))
                    .row(
                        "late-big",
                        "BIG",
                        Attributes.OUTSTANDING
                            .atLeast(Money.of("500.00", "MXN"))
                            .onUnknown(Truth.TRUE),
                        Attributes.COUNTED_DAYS.from(1))
                    .row("row-3", "WHALE", Attributes.OUTSTANDING.above(Money.of("9000", "MXN")))
                    .priority("WHALE", "BIG", "LATE")
                    .build())
            .otherwise("REST")
            .build();

    SegmentationPolicy inJson =
        SegmentationPolicy.parse(
            "t", TABLE.formatted("PRIORITY", ",\"priority\":[\"WHALE\",\"BIG\",\"LATE\"]"));

    assertThat(inJson).isEqualTo(inJava).hasSameHashCodeAs(inJava);
    assertThat(SegmentationPolicy.parse("again", inJson.toJson())).isEqualTo(inJava);
    assertThat(inJava.rules())
        .extracting(Rule::id)
        .containsExactly("row-3", "late-big", "any-late");
    assertThat(inJava.segments()).containsExactly("WHALE", "BIG", "LATE", "REST");
  }

  @Test
  void an_explanation_of_a_table_speaks_of_rows_and_names_rows_that_should_not_hold_as_well() {
    SegmentationPolicy policy = SegmentationPolicy.parse("t", TABLE.formatted("UNIQUE", ""));

    assertThat(policy.segment(facts(5, "700.00 MXN")).explanation().in("es"))
        .isEqualTo(
            "LATE: 5 días de mora (al menos 1), fila any-late; también se cumple la fila late-big"
                + " (BIG), 5 días de mora (al menos 1), saldo 700.00 MXN (al menos 500.00 MXN)");
    assertThat(policy.segment(facts(5, "700.00 MXN")).explanation().toJson())
        .contains(",\"rivals\":[{\"rule\":\"late-big\",\"segment\":\"BIG\",");
    assertThat(policy.segment(facts(0, "")).explanation().toJson()).doesNotContain("rivals");
    assertThat(policy.segment(facts(0, "")).explanation().in("en"))
        .isEqualTo("REST: no row holds; row row-3 undecided, unknown: outstanding balance");
  }

  private static final String NESTED =
      """
      {"schema":"mora/segmentation-1","name":"p","version":"7",
       "segments":["HARD","SOFT","REST"],
       "experiments":{"tone":{"champion":80,"warm":10.5,"control":9.5}},
       "policies":{
        "desk":{"rules":[{"id":"risky","segment":"SENIOR",
          "when":{"attribute":"policy.risk","is":"HIGH"}}],"otherwise":"JUNIOR"},
        "risk":{"segments":["HIGH","LOW"],
         "table":{"columns":[{"attribute":"creditScore"}],
          "rows":[{"id":"bad","when":[{"below":560}],"segment":"HIGH"}]},"otherwise":"LOW"}},
       "rules":[
        {"id":"hard","segment":"HARD","when":{"all":[
          {"attribute":"policy.desk","is":"SENIOR"},{"attribute":"countedDays","from":1}]}},
        {"id":"soft","segment":"SOFT","when":{"attribute":"experiment.tone","is":"warm"}}],
       "hold":{"HARD":{"days":3,"runs":2,"unless":{"attribute":"promiseState","is":"OPEN"}},
         "SOFT":{"days":1,"onCure":"STAY"}},
       "otherwise":"REST"}""";

  @Test
  void a_nested_policy_is_asked_before_those_that_read_it_whatever_the_order_in_the_file() {
    SegmentationPolicy policy = SegmentationPolicy.parse("n", NESTED);

    Placement placement =
        policy.segment(
            facts(4, "").toBuilder().set(Attributes.CREDIT_SCORE, new BigDecimal(480)).build());

    assertThat(policy.policies().keySet()).containsExactly("risk", "desk");
    assertThat(policy.inputs())
        .extracting(Attribute::name)
        .containsExactly("creditScore", "countedDays", "promiseState");
    assertThat(placement.segment()).isEqualTo("HARD");
    assertThat(placement.explanation().in("es"))
        .isEqualTo(
            "HARD: política desk SENIOR, 4 días de mora (al menos 1), regla hard;"
                + " política desk SENIOR: política risk HIGH, regla risky;"
                + " política risk HIGH: puntaje de crédito 480 (menos de 560), fila bad");
    assertThat(placement.explanation().nested()).containsOnlyKeys("desk", "risk");
    assertThat(placement.explanation().inFull("en"))
        .isEqualTo(
            """
            HARD: policy desk SENIOR, 4 days past due (at least 1), rule hard
              policy p 7
              experiment tone: %s
              rule hard: holds, policy desk SENIOR, 4 days past due (at least 1)
              policy desk SENIOR: policy risk HIGH, rule risky
                rule risky: holds, policy risk HIGH
              policy risk HIGH: credit score 480 (less than 560), row bad
                row bad: holds, credit score 480 (less than 560)"""
                .formatted(policy.experiments().get("tone").armOf(BorrowerId.of("B-1"))));
    assertThat(placement.explanation().toJson())
        .contains("\"policies\":{\"desk\":{\"segment\":\"SENIOR\",\"steps\":[")
        .contains("\"arms\":{\"tone\":");
  }

  @Test
  void what_a_case_brings_is_not_worked_out_again() {
    SegmentationPolicy policy = SegmentationPolicy.parse("n", NESTED);
    CaseFacts given =
        CaseFacts.builder(policy.attributes())
            .set(Attributes.COUNTED_DAYS, 4)
            .set(Attribute.text("policy.desk"), "SENIOR")
            .set(Attribute.text("experiment.tone"), "warm")
            .build();

    Placement placement = policy.segment(given);

    assertThat(placement.segment()).isEqualTo("HARD");
    assertThat(placement.explanation().nested()).isEmpty();
    assertThat(placement.explanation().arms()).containsEntry("tone", "warm");
  }

  @Test
  void a_policy_with_all_its_forms_in_java_equals_the_one_in_json_and_writes_back() {
    SegmentationPolicy inJava =
        SegmentationPolicy.builder("p", "7")
            .segments("HARD", "SOFT", "REST")
            .experiment(
                Experiment.of(
                    "tone",
                    Experiment.Arm.of("champion", "80"),
                    Experiment.Arm.of("warm", "10.5"),
                    Experiment.Arm.of("control", "9.5")))
            .policy(
                "desk",
                SegmentationPolicy.builder("any", "any")
                    .rule("risky", "SENIOR", Attribute.text("policy.risk").is("HIGH"))
                    .otherwise("JUNIOR"))
            .policy(
                "risk",
                SegmentationPolicy.builder("risk", "2")
                    .segments("HIGH", "LOW")
                    .table(
                        DecisionTable.builder(DecisionTable.Hit.FIRST)
                            .column(Attributes.CREDIT_SCORE)
                            .row("bad", "HIGH", Attributes.CREDIT_SCORE.below(new BigDecimal(560)))
                            .build())
                    .otherwise("LOW")
                    .build())
            .rule(
                "hard",
                "HARD",
                Condition.all(
                    Attribute.text("policy.desk").is("SENIOR"), Attributes.COUNTED_DAYS.from(1)))
            .rule("soft", "SOFT", Attribute.text("experiment.tone").is("warm"))
            .hold(
                "HARD", Hold.days(3).and(Hold.runs(2)).unless(Attributes.PROMISE_STATE.is("OPEN")))
            .hold("SOFT", Hold.days(1).evenIfCured())
            .otherwise("REST")
            .build();

    SegmentationPolicy inJson = SegmentationPolicy.parse("n", NESTED);

    assertThat(inJson).isEqualTo(inJava).hasSameHashCodeAs(inJava);
    assertThat(inJson.toJson()).isEqualTo(inJava.toJson());
    assertThat(SegmentationPolicy.parse("again", inJson.toJson())).isEqualTo(inJava);
    assertThat(inJava.attributes().find("policy.risk").orElseThrow().vocabulary())
        .containsExactly("HIGH", "LOW");
  }

  /** Each row: a part that stands in for the one of the same key; where; what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'segments':['A','A'] | /segments/1 | each segment once",
        "'segments':['A ','B'] | /rules/0/segment | did you mean \"A \"?",
        "'segments':['A'] | /otherwise | one of the segments listed: A",
        "'segments':[' '] | /segments/0 | a blank text",
        "'segments':'A' | /segments | expected an array",
        "'experiments':{'x y':{'a':100}} | /experiments/x y | named by letters",
        "'experiments':{'x':{}} | /experiments/x | 1 to 100 arms",
        "'experiments':{'x':{'a':60,'b':39.99}} | /experiments/x | shares that sum to 99.99",
        "'experiments':{'x':{'a':'100'}} | /experiments/x/a | without quotes",
        "'experiments':{'x':{'a':99.999,'b':0.001}} | /experiments/x/a | at most two decimals",
        "'experiments':{'x':{'a':-1,'b':101}} | /experiments/x/a | 0 to 100",
        "'experiments':{'x':{' ':100}} | /experiments/x | the name of an arm",
        "'experiments':{'x':[]} | /experiments/x | expected an object",
        "'policies':{'q':{'rules':[]}} | /policies/q/otherwise | found no key \"otherwise\"",
        "'policies':{'q':{'otherwise':'Q'}} | /policies/q/rules | found no key \"rules\"",
        "'policies':{'q':{'rules':[],'version':'1','otherwise':'Q'}} | /policies/q/version | one of",
        "'policies':{'q.r':{'rules':[],'otherwise':'Q'}} | /policies/q.r | named by letters",
        "'policies':{'q':7} | /policies/q | expected an object",
        "'policies':{'q':{'segments':['R'],'rules':[],'otherwise':'Q'}} | /policies/q/otherwise | R",
        "'rules':[{'id':'a','segment':'A','when':{'attribute':'policy.x','is':'A'}}] |"
            + " /rules/0/when/attribute | a policy under policies, of which there is none",
        "'rules':[{'id':'a','segment':'A','when':{'attribute':'experiment.x','is':'A'}}] |"
            + " /rules/0/when/attribute | an experiment under experiments",
        "'rules':[{'id':'a','segment':'A','when':{'attribute':'policy.x','known':true}}] |"
            + " /rules/0/when/attribute | a policy under policies",
        "'rules':[{'id':'a','segment':'A','when':{'attribute':'percentile.outstandin','above':3}}]"
            + " | /rules/0/when/attribute | did you mean \"percentile.outstanding\"?",
        "'rules':[{'id':'a','segment':'A','when':{'attribute':'percentile.region','above':3}}] |"
            + " /rules/0/when/attribute | whose values have an order",
        "'rules':[{'id':'a','segment':'A','when':{'attribute':'percentile.loan.rate','above':3}}] |"
            + " /rules/0/when/attribute | needs its type under attributes",
        "'table':{'columns':[],'rows':[]} | /table/columns | 1 to 64 columns",
        "'table':{'hits':'ANY','columns':[],'rows':[]} | /table/hits | did you mean \"hit\"?",
        "'table':{'hit':'ANY','columns':[],'rows':[]} | /table/hit | FIRST, UNIQUE, PRIORITY",
        "'table':{'columns':[{'attribute':'regio'}],'rows':[]} | /table/columns/0/attribute | region",
        "'table':{'columns':[{'attribute':'region','currency':'MXN'}],'rows':[]} |"
            + " /table/columns/0/currency | region is no amount",
        "'table':{'columns':[{'attribute':'income','currency':'MXM'}],'rows':[]} |"
            + " /table/columns/0/currency | an ISO 4217",
        "'table':{'columns':[{'attribute':'region'},{'attribute':'region'}],'rows':[]} |"
            + " /table/columns/1 | each column once",
        "'table':{'columns':[{'attribute':'income'}],'rows':[{'when':[{'above':'1'}],'segment':'A'}]}"
            + " | /table/rows/0/when/0 | a currency in column income, which has none",
        "'table':{'columns':[{'attribute':'region'}],'rows':[{'when':[],'segment':'A'}]} |"
            + " /table/rows/0/when | found 0 cells, expected 1, one for each column",
        "'table':{'columns':[{'attribute':'region'}],'rows':[{'when':[{'is':3}],'segment':'A'}]} |"
            + " /table/rows/0/when/0/is | expected a string",
        "'table':{'columns':[{'attribute':'region'}],'rows':[{'when':[{}],'segment':'A'}]} |"
            + " /table/rows/0/when/0 | found no test",
        "'table':{'columns':[{'attribute':'region'}],'rows':[{'when':[{'attribute':'region'}],"
            + "'segment':'A'}]} | /table/rows/0/when/0/attribute | one of is, isNot",
        "'table':{'columns':[{'attribute':'region'}],'rows':[{'id':'row-2','when':[null],"
            + "'segment':'A'},{'when':[null],'segment':'A'}]} | /table/rows/1 | row-2 is taken",
        "'table':{'columns':[{'attribute':'region'}],'rows':[{'id':'otherwise','when':[null],"
            + "'segment':'A'}]} | /table/rows/0/id | stands for the rest",
        "'table':{'columns':[{'attribute':'region'}],'rows':[],'priority':['A']} |"
            + " /table/priority | the hit policy is FIRST",
        "'table':{'hit':'PRIORITY','columns':[{'attribute':'region'}],'rows':[]} |"
            + " /table/priority | no key \"priority\"",
        "'table':{'hit':'PRIORITY','columns':[{'attribute':'region'}],'rows':[{'when':[null],"
            + "'segment':'AB'}],'priority':['AA']} | /table/rows/0/segment | did you mean \"AA\"?",
        "'table':{'hit':'PRIORITY','columns':[{'attribute':'region'}],'rows':[],"
            + "'priority':['A','A']} | /table/priority/1 | each segment once",
        "'hold':{'AA':{'days':1}} | /hold/AA | did you mean \"A\"?",
        "'hold':{'A':{}} | /hold/A | this holds nothing",
        "'hold':{'A':{'days':-1}} | /hold/A/days | 0 to 3650",
        "'hold':{'A':{'runs':0}} | /hold/A/runs | 1 to 1000",
        "'hold':{'A':{'runs':1001}} | /hold/A/runs | 1 to 1000",
        "'hold':{'A':{'days':3651}} | /hold/A/days | 0 to 3650",
        "'hold':{'A':{'runs':1e9}} | /hold/A/runs | a whole number",
        "'hold':{'A':{'days':1,'onCure':'GO'}} | /hold/A/onCure | LEAVE, STAY",
        "'hold':{'A':{'days':1,'unless':{'attribute':'regio'}}} | /hold/A/unless/attribute | region"
      })
  void a_wrong_part_is_told_with_its_place(String part, String pointer, String says) {
    String key = part.substring(0, part.indexOf(':')).replace('\'', '"');
    StringBuilder json = new StringBuilder("{");
    for (String line :
        List.of(
            "\"schema\":\"mora/segmentation-1\"",
            "\"name\":\"p\"",
            "\"version\":\"1\"",
            "\"rules\":[{\"id\":\"a\",\"segment\":\"A\"}]",
            "\"otherwise\":\"Z\"")) {
      boolean replaced =
          line.startsWith(key + ":") || (key.equals("\"table\"") && line.startsWith("\"rules"));
      json.append(replaced ? "" : line + ",");
    }
    json.append(part.replace('\'', '"')).append('}');

    assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", json.toString()))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(" " + pointer)
        .hasMessageContaining(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=a | a | a policy that reads itself",
        "a=b b=a | a | a circle a -> b -> a",
        "c=a a=b b=d d=a | a | a circle a -> b -> d -> a",
        "debtorType=debtorType | debtorType | a policy that reads itself"
      })
  void policies_that_wait_for_each_other_are_told(String reads, String policy, String says) {
    StringBuilder policies = new StringBuilder();
    for (String one : reads.split(" ")) {
      String[] pair = one.split("=");
      String read = pair[1].equals("debtorType") ? pair[1] : "policy." + pair[1];
      policies
          .append(policies.length() == 0 ? "" : ",")
          .append(
              """
              "%s":{"rules":[{"id":"r","segment":"S","when":{"attribute":"%s","is":"S"}}],
               "otherwise":"O"}"""
                  .formatted(pair[0], read));
    }
    String json =
        """
        {"schema":"mora/segmentation-1","name":"p","version":"1","policies":{%s},"rules":[],
         "otherwise":"O"}"""
            .formatted(policies);

    assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", json))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(" /policies/" + policy + ": found " + says);
  }

  /** A chain of 16 policies is deep enough; 17 are refused, and so are 101 side by side. */
  @ParameterizedTest
  @CsvSource({
    "16, true, true, ''",
    "17, true, false, at most 16 policies that read one another",
    "100, false, true, ''",
    "101, false, false, at most 100"
  })
  void nesting_is_limited_by_count(int count, boolean chain, boolean good, String says) {
    StringBuilder policies = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String read = chain && i > 0 ? "policy.p" + (i - 1) : "region";
      policies
          .append(i == 0 ? "" : ",")
          .append(
              """
              "p%d":{"rules":[{"id":"r","segment":"S","when":{"attribute":"%s","is":"S"}}],
               "otherwise":"O"}"""
                  .formatted(i, read));
    }
    String json =
        """
        {"schema":"mora/segmentation-1","name":"p","version":"1","policies":{%s},"rules":[],
         "otherwise":"O"}"""
            .formatted(policies);

    if (good) {
      assertThat(SegmentationPolicy.parse("p.json", json).policies()).hasSize(count);
    } else {
      assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", json))
          .isInstanceOf(InvalidDocument.class)
          .hasMessageContaining(says);
    }
  }

  @Test
  void nested_policies_stand_by_how_deep_they_read_whatever_the_order_in_the_file() {
    SegmentationPolicy.Builder policy = SegmentationPolicy.builder("p", "1");
    for (String pair : List.of("e-d", "d-c", "c-b", "b-a", "a-", "z-")) {
      String[] names = pair.split("-", 2);
      Condition when =
          names[1].isEmpty()
              ? Attributes.COUNTED_DAYS.from(1)
              : Attribute.text("policy." + names[1]).is("S");
      policy.policy(
          names[0], SegmentationPolicy.builder("n", "1").rule("r", "S", when).otherwise("O"));
    }

    SegmentationPolicy built =
        policy.rule("all", "ALL", Attribute.text("policy.e").is("S")).otherwise("REST").build();

    assertThat(built.policies().keySet()).containsExactly("a", "z", "b", "c", "d", "e");
    assertThat(built.segment(facts(3, "")).segment()).isEqualTo("ALL");
    assertThat(built.segment(facts(0, "")).segment()).isEqualTo("REST");
  }

  @Test
  void every_policy_that_reads_all_before_it_is_told_once() {
    SegmentationPolicy.Builder policy = SegmentationPolicy.builder("p", "1");
    for (int i = 0; i < 16; i++) {
      SegmentationPolicy.Builder each = SegmentationPolicy.builder("p" + i, "1");
      Condition when = Attributes.COUNTED_DAYS.from(1);
      for (int k = 0; k < i; k++) {
        when = Condition.all(when, Attribute.text("policy.p" + k).is("S"));
      }
      policy.policy("p" + i, each.rule("r", "S", when).otherwise("O"));
    }
    Placement placement =
        policy
            .rule("all", "ALL", Attribute.text("policy.p15").is("S"))
            .otherwise("REST")
            .build()
            .segment(facts(3, ""));

    assertThat(placement.explanation().nested()).hasSize(16);
    assertThat(placement.explanation().inFull("es").lines()).hasSize(3 + 2 * 16);
  }

  @Test
  void a_policy_in_java_is_held_to_the_same_rules() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SegmentationPolicy.builder("p", "1")
                    .policy("risk", SegmentationPolicy.builder("r", "1").otherwise("HIGH"))
                    .rule("a", "A", Attribute.text("policy.risk").is("HGH"))
                    .otherwise("Z")
                    .build())
        .withMessageContaining("policy.risk: expected one of [HIGH], found HGH");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SegmentationPolicy.builder("p", "1")
                    .policy("risk", SegmentationPolicy.builder("r", "1").otherwise("HIGH"))
                    .rule("a", "A", Attribute.text("policy.riks").is("HIGH"))
                    .otherwise("Z")
                    .build())
        .withMessageContaining("did you mean risk?");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SegmentationPolicy.builder("p", "1").segments("EARLY").otherwise("EARYL").build())
        .withMessageContaining("did you mean EARLY?");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SegmentationPolicy.builder("p", "1")
                    .hold("EARLI", Hold.days(2))
                    .rule("a", "EARLY")
                    .otherwise("Z")
                    .build())
        .withMessageContaining("did you mean EARLY?");
  }

  @Test
  void an_explanation_says_which_protected_data_was_read() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .policy(
                "who",
                SegmentationPolicy.builder("w", "1")
                    .rule("f", "F", Attributes.GENDER.is("F"))
                    .otherwise("O"))
            .rule("a", "A", Attribute.text("policy.who").is("F"))
            .otherwise("Z")
            .build();

    Explanation why =
        policy.segment(facts(0, "").toBuilder().set(Attributes.GENDER, "F").build()).explanation();

    assertThat(why.protectedReads()).containsExactly(Attributes.GENDER);
    assertThat(why.in("es")).endsWith("; lee dato protegido: género");
    assertThat(why.inFull("pt")).endsWith("\n  lê dado protegido: gênero");
    assertThat(why.toJson()).contains("\"protected\":[\"gender\"]");
  }

  /** Each row: what a rule reads; what is said of it, the names there are included. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy.rsik | a policy under policies: policy.desk, policy.risk; did you mean \"policy.risk\"",
        "experiment.tona | an experiment under experiments: experiment.tone; did you mean",
        "percentile.countedDay | did you mean \"percentile.countedDays\"?",
        "percentile.percentile.outstanding | the percentile of a known attribute"
      })
  void a_name_that_is_not_there_is_told_with_those_that_are(String name, String says) {
    String json =
        NESTED.replace(
            "{\"attribute\":\"experiment.tone\",\"is\":\"warm\"}",
            "{\"attribute\":\"" + name + "\",\"is\":\"warm\"}");

    assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", json))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("/rules/1/when/attribute: found \"" + name + "\"")
        .hasMessageContaining(says);
  }

  @Test
  void a_condition_with_a_key_too_many_is_told_with_the_faults_inside_it() {
    String json =
        """
        {"schema":"mora/segmentation-1","name":"p","version":"1","rules":[
          {"id":"a","segment":"A","when":{"all":[{"attribute":"regio","is":"x"}],"any":[]}},
          {"id":"b","segment":"B","when":{"not":{"attribute":"regio","is":"x"},"onUnknown":"TRUE"}},
          {"id":"c","segment":"C","when":{"al":[]}},
          {"id":"d","segment":"D","when":{"attribute":"region","nott":1}}],"otherwise":"Z"}""";

    assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", json))
        .isInstanceOfSatisfying(
            InvalidDocument.class,
            e ->
                assertThat(e.faults())
                    .extracting(fault -> fault.where().pointer())
                    .containsExactly(
                        "/rules/0/when/any",
                        "/rules/0/when/all/0/attribute",
                        "/rules/1/when/onUnknown",
                        "/rules/1/when/not/attribute",
                        "/rules/2/when/al",
                        "/rules/3/when/nott"))
        .hasMessageContaining("did you mean \"all\"?")
        .hasMessageContaining("found key \"nott\", expected one of attribute, is, isNot, in, ");
  }

  @Test
  void a_segment_that_a_nested_policy_does_not_give_is_told_where_it_is_read() {
    assertThatThrownBy(
            () ->
                SegmentationPolicy.parse(
                    "p.json",
                    NESTED.replace(
                        "\"policy.desk\",\"is\":\"SENIOR\"", "\"policy.desk\",\"is\":\"SENOIR\"")))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(
            "/rules/0/when/all/0/is: found \"SENOIR\", expected one of SENIOR, JUNIOR; did you mean"
                + " \"SENIOR\"?");
  }

  /** Each row: how many arms, experiments, columns, days and runs there are; what is too many. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 | 64 | 64 | 3650 | 1000 | ''",
        "101 | 1  | 1  | 1    | 1    | 1 to 100 arms",
        "1   | 65 | 1  | 1    | 1    | found 65 experiments, expected at most 64",
        "1   | 1  | 65 | 1    | 1    | 1 to 64 columns",
        "1   | 1  | 1  | 3651 | 1    | 0 to 3650",
        "1   | 1  | 1  | 1    | 1001 | 1 to 1000"
      })
  void a_file_may_be_as_large_as_its_limits(
      int arms, int experiments, int columns, int days, int runs, String says) {
    String json =
        """
        {"schema":"mora/segmentation-1","name":"p","version":"1","experiments":{%s},
         "table":{"columns":[%s],"rows":[]},"hold":{"Z":{"days":%d,"runs":%d}},"otherwise":"Z"}"""
            .formatted(
                joined(
                    experiments,
                    i ->
                        "\"e%d\":{%s}"
                            .formatted(
                                i,
                                i > 0
                                    ? "\"all\":100"
                                    : joined(
                                        arms, k -> "\"a" + k + "\":" + (k == 0 ? 101 - arms : 1)))),
                joined(columns, i -> "{\"attribute\":\"loan.c" + i + "\"}"),
                days,
                runs);

    if (says.isEmpty()) {
      SegmentationPolicy policy = SegmentationPolicy.parse("p.json", json);
      assertThat(policy.experiments()).hasSize(experiments);
      assertThat(policy.table().orElseThrow().columns()).hasSize(columns);
    } else {
      assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", json))
          .isInstanceOf(InvalidDocument.class)
          .hasMessageContaining(says);
    }
  }

  private static String joined(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(","));
  }
}
