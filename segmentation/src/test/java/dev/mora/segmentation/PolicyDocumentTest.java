package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.money.Money;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {

  static String file(String name) throws Exception {
    try (InputStream in = PolicyDocumentTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_policy_in_java_equals_the_same_policy_in_json(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("p.json"), file("microcredit.json"));
    SegmentationPolicy inJava =
        SegmentationPolicy.builder("microcredit", "2026-11-21")
            .declare("loan.branch", AttributeType.TEXT)
            .rule(
                "big-early",
                "EARLY_BIG",
                Condition.all(
                    Attributes.COUNTED_DAYS.between(1, 30),
                    Attributes.OVERDUE_AMOUNT.atLeast(Money.of("500.00", "MXN")),
                    Condition.not(Attributes.PROMISE_STATE.is("OPEN")),
                    Condition.any(
                        Attributes.REGION.in(List.of("Jalisco", "Sonora")),
                        Attributes.CREDIT_SCORE
                            .below(new BigDecimal("560"))
                            .onUnknown(Truth.TRUE))))
            .rule("temprana", "EARLY", Attributes.COUNTED_DAYS.between(1, 30))
            .otherwise("CURRENT")
            .build();

    SegmentationPolicy inJson = SegmentationPolicy.load(file);

    assertThat(inJson).isEqualTo(inJava).hasSameHashCodeAs(inJava);
    assertThat(inJson.toJson()).isEqualTo(inJava.toJson());
    assertThat(inJson.segments()).containsExactly("EARLY_BIG", "EARLY", "CURRENT");
    assertThat(inJson.reads())
        .extracting(Attribute::name)
        .containsExactly("countedDays", "overdueAmount", "promiseState", "region", "creditScore");
  }

  @Test
  void a_column_read_as_another_type_than_text_is_declared_by_that() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("a", "A", Attribute.count("loan.visits").above(2))
            .rule("b", "B", Attribute.text("loan.branch").is("x"))
            .rule("c", "C", Attribute.number("score.pay").below(BigDecimal.ONE))
            .otherwise("Z")
            .build();

    assertThat(policy.declared()).containsOnlyKeys("loan.visits");
    assertThat(SegmentationPolicy.parse("p", policy.toJson())).isEqualTo(policy);
  }

  /** Each row: a test object with something wrong; where; what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'attribute':'countedDay','is':1} | /attribute | did you mean \"countedDays\"?",
        "{'attribute':'nonsense','is':1} | /attribute | expected a known attribute",
        "{'atribute':'region','is':'x'} | /atribute | did you mean \"attribute\"?",
        "{'attribute':'region','iss':'x'} | /iss | did you mean \"is\"?",
        "{'attribute':'region'} |  | found no test, expected one of is, isNot, in, notIn, known",
        "{'attribute':'region','is':'x','isNot':'y'} | /isNot | expected one test here",
        "{'attribute':'countedDays','from':1,'below':3} | /below | expected one test here",
        "{'attribute':'region','above':'x'} | /above | for region of type text",
        "{'attribute':'firstPaymentDefault','in':[true]} | /in | of type flag",
        "{'attribute':'region','is':1} | /is | expected a string",
        "{'attribute':'region','in':'x'} | /in | expected an array",
        "{'attribute':'region','in':[]} | /in | at least one value",
        "{'attribute':'region','in':['x','x']} | /in/1 | each value once",
        "{'attribute':'countedDays','is':'1'} | /is | a whole number without quotes",
        "{'attribute':'countedDays','is':1.5} | /is | a whole number",
        "{'attribute':'countedDays','from':5,'to':4} | /from | from 5 is more than to 4",
        "{'attribute':'countedDays','is':1,'currency':'MXN'} | /currency | compares no amount",
        "{'attribute':'creditScore','is':'1'} | /is | a number without quotes",
        "{'attribute':'creditScore','is':0.1234567} | /is | at most 6 decimals",
        "{'attribute':'firstPaymentDefault','is':'true'} | /is | true or false",
        "{'attribute':'overdueAmount','is':'1'} |  | expected the currency of the amount",
        "{'attribute':'overdueAmount','is':1,'currency':'MXN'} | /is | an amount in quotes",
        "{'attribute':'overdueAmount','is':'1.005','currency':'MXN'} | /is | at most 2 decimals",
        "{'attribute':'overdueAmount','is':'x','currency':'MXN'} | /is | a decimal number",
        "{'attribute':'overdueAmount','is':'1','currency':'MXM'} | /currency | an ISO 4217",
        "{'attribute':'overdueAmount','from':'2','to':'1.99','currency':'MXN'} | /from | is more",
        "{'attribute':'overdueAmount','known':true,'currency':'MXN'} | /currency | no amount",
        "{'attribute':'promiseState','is':'OPNE'} | /is | did you mean \"OPEN\"?",
        "{'attribute':'region','is':'x','onUnknown':'MAYBE'} | /onUnknown | TRUE",
        "{'attribute':'region','known':true,'onUnknown':'TRUE'} | /onUnknown | never unknown",
        "{'attribute':'region','known':1} | /known | true or false",
        "{'all':[]} | /all | at least one condition",
        "{'all':{}} | /all | expected an array",
        "{'all':[{'attribute':'x','is':'y'}]} | /all/0/attribute | a known attribute",
        "{'not':[]} | /not | expected an object",
        "{'not':{'any':[{'attribute':'region','is':'x'}]},'any':[]} | /not | found key \"not\"",
        "{} |  | expected all, any, not, or attribute with a test",
        "'x' |  | expected an object"
      })
  void a_wrong_test_is_told_with_its_place(String when, String pointer, String says) {
    String json =
        """
        {"schema":"mora/segmentation-1","name":"p","version":"1",
         "rules":[{"id":"a","segment":"A","when":%s}],"otherwise":"Z"}\
        """
            .formatted(when.replace('\'', '"'));

    assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", json))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageStartingWith("p.json:2:")
        .hasMessageContaining(" /rules/0/when" + (pointer == null ? "" : pointer) + ": ")
        .hasMessageContaining(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'schema':'mora/segmentation-2' | /schema: found \"mora/segmentation-2\"",
        "'name':' ' | /name: found a blank text",
        "'name':7 | /name: found 7, expected a string",
        "'unit':'LOANS' | /unit: found \"LOANS\", expected one of LOAN, BORROWER; did you mean",
        "'attributes':{'branch':'text'} | /attributes/branch: found attribute \"branch\"",
        "'attributes':{'bucket':'text'} | this one is built in",
        "'attributes':{'score.x':'number'} | expected loan.x or borrower.x",
        "'attributes':{'loan.x':'txt'} | /attributes/loan.x: found \"txt\", expected one of text",
        "'rules':{} | /rules: found an object, expected an array",
        "'rules':[7] | /rules/0: found 7, expected an object",
        "'rules':[{'segment':'A'}] | /rules/0/id: found no key \"id\"",
        "'rules':[{'id':'a'}] | /rules/0/segment: found no key \"segment\"",
        "'rules':[{'id':'a','segment':'A','wen':{}}] | did you mean \"when\"?",
        "'rules':[{'id':'otherwise','segment':'A'}] | this one stands for the rest",
        "'rules':[{'id':'a','segment':'A'},{'id':'a','segment':'B'}] | /rules/1/id: found \"a\"",
        "'otherwise':'' | /otherwise: found a blank text",
        "'extra':1 | /extra: found key \"extra\""
      })
  void a_wrong_policy_is_told_with_its_place(String part, String says) {
    String key = part.substring(0, part.indexOf(':')).replace('\'', '"');
    StringBuilder json = new StringBuilder("{");
    for (String line :
        List.of(
            "\"schema\":\"mora/segmentation-1\"",
            "\"name\":\"p\"",
            "\"version\":\"1\"",
            "\"rules\":[]",
            "\"otherwise\":\"Z\"")) {
      json.append(line.startsWith(key + ":") ? "" : line + ",");
    }
    json.append(part.replace('\'', '"')).append('}');

    assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", json.toString()))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(says);
  }

  @Test
  void all_faults_of_a_policy_are_told_at_once() {
    String json =
        """
        {"schema":"mora/segmentation-1","name":"","rules":[
          {"id":"a","segment":"A","when":{"all":[
            {"attribute":"countedDay","is":1},{"attribute":"region","is":2}]}},
          {"id":"a","segment":""}],"otherwise":"Z"}\
        """;

    assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", json))
        .isInstanceOfSatisfying(
            InvalidDocument.class,
            e ->
                assertThat(e.faults())
                    .extracting(fault -> fault.where().pointer())
                    .containsExactly(
                        "/name",
                        "/version",
                        "/rules/0/when/all/0/attribute",
                        "/rules/0/when/all/1/is",
                        "/rules/1/id",
                        "/rules/1/segment"));
  }

  @Test
  void the_published_schema_knows_the_attributes_and_tests_that_the_reader_knows() {
    InputStream in = getClass().getResourceAsStream("/META-INF/mora/schema/segmentation-1.json");
    JsonObject schema = Json.read("segmentation-1.json", in).asObject();
    JsonObject defs = schema.object("$defs");
    JsonObject test = defs.object("test").object("properties");

    List<String> attributes =
        defs.object("attribute").array("anyOf").objects().get(0).array("enum").strings();

    assertThat(attributes).containsExactlyElementsOf(Attributes.standard().names());
    assertThat(test.keys())
        .containsExactlyInAnyOrder(
            "attribute",
            "is",
            "isNot",
            "in",
            "notIn",
            "known",
            "from",
            "to",
            "above",
            "atLeast",
            "below",
            "atMost",
            "currency",
            "onUnknown");
    assertThat(defs.object("type").array("enum").strings())
        .containsExactlyElementsOf(
            Arrays.stream(AttributeType.values()).map(AttributeType::code).toList());
  }
}
