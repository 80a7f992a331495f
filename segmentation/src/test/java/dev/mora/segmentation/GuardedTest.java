package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.json.InvalidDocument;
import dev.mora.language.Language;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.portfolio.Portfolio;
import dev.mora.score.Bin;
import dev.mora.score.Characteristic;
import dev.mora.score.Scorecard;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedTest {

  private static final Attribute<String> TONGUE = Attribute.text("borrower.tongue");

  private static final String TEXT =
      """
      {"schema": "mora/segmentation-1", "name": "p", "version": "1",
       "attributes": {"loan.visits": "count",
                      "borrower.tongue": {"type": "text", "protected": true},
                      "age": {"protected": true}},
       "rules": [
         {"id": "a", "segment": "A", "when": {"attribute": "age", "below": 25}},
         {"id": "b", "segment": "B", "when": {"attribute": "borrower.tongue", "is": "nahuatl"}},
         {"id": "c", "segment": "C", "when": {"attribute": "countedDays", "above": 9}}],
       "otherwise": "REST"}
      """;

  private static SegmentationPolicy.Builder built() {
    return SegmentationPolicy.builder("p", "1")
        .declare("loan.visits", AttributeType.COUNT)
        .guard(TONGUE)
        .guard(Attributes.AGE)
        .rule("a", "A", Attributes.AGE.below(25))
        .rule("b", "B", TONGUE.is("nahuatl"))
        .rule("c", "C", Attributes.COUNTED_DAYS.above(9))
        .otherwise("REST");
  }

  private static List<String> told(SegmentationPolicy policy) {
    return policy.findings().stream()
        .filter(finding -> finding.kind() == Finding.Kind.PROTECTED)
        .map(finding -> finding.in(Language.EN))
        .toList();
  }

  @Test
  void a_file_and_a_builder_protect_the_same_and_the_file_comes_back_whole() {
    SegmentationPolicy read = SegmentationPolicy.parse("p.json", TEXT);

    assertThat(read).isEqualTo(built().build());
    assertThat(read.guarded()).containsExactly("borrower.tongue", "age");
    assertThat(SegmentationPolicy.parse("p.json", read.toJson())).isEqualTo(read);
    assertThat(read.toJson()).isEqualTo(SegmentationPolicy.parse("p.json", read.toJson()).toJson());
    assertThat(read.toJson()).containsPattern("\"age\": \\{\\s*\"protected\": true");
    assertThat(read).isNotEqualTo(SegmentationPolicy.parse("p.json", unguarded()));
    assertThat(Attributes.AGE.isProtected()).isFalse();
  }

  private static String unguarded() {
    return TEXT.replace("\"protected\": true}", "\"protected\": false}")
        .replace(",\n                \"age\": {\"protected\": false}", "");
  }

  @Test
  void a_check_and_an_explanation_tell_what_a_policy_protects() {
    SegmentationPolicy policy = built().build();
    CaseFacts facts =
        CaseFacts.builder(policy.attributes())
            .set(Attributes.AGE, 40)
            .set(TONGUE, "mixe")
            .set(Attributes.COUNTED_DAYS, 12)
            .build();

    Explanation why = policy.segment(facts).explanation();

    assertThat(told(policy)).hasSize(2);
    assertThat(why.protectedReads()).containsExactly(Attributes.AGE, TONGUE);
    assertThat(why.toJson()).contains("\"protected\":[\"age\",\"borrower.tongue\"]");
    assertThat(why.nearest("A")).isEmpty();
    assertThat(why.nearest("REST")).isPresent();
  }

  @Test
  void what_ranks_by_it_and_what_a_nested_policy_reads_are_protected_with_it() {
    SegmentationPolicy nested =
        SegmentationPolicy.builder("n", "1")
            .guard(TONGUE)
            .rule("x", "X", TONGUE.is("mixe"))
            .otherwise("Y")
            .build();
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .guard(Attributes.AGE)
            .policy("tongue", nested)
            .rule("old", "OLD", Attributes.AGE.percentile().above(new BigDecimal("90")))
            .rule("x", "X", Attribute.text("policy.tongue").is("X"))
            .otherwise("REST")
            .build();

    assertThat(told(policy)).hasSize(2);
    assertThat(policy.guarded()).containsExactly("age", "borrower.tongue");
    assertThat(SegmentationPolicy.parse("p", policy.toJson())).isEqualTo(policy);
    assertThat(told(SegmentationPolicy.parse("p", policy.toJson()))).isEqualTo(told(policy));
  }

  @Test
  void a_model_that_reads_it_is_told_behind_its_score() {
    Scorecard card =
        Scorecard.builder("young", "1")
            .characteristic(
                Characteristic.of(
                        Attributes.AGE,
                        Bin.below(BigDecimal.valueOf(30), BigDecimal.ONE),
                        Bin.from(BigDecimal.valueOf(30), BigDecimal.TEN))
                    .missing(BigDecimal.ZERO))
            .build();
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .guard(Attributes.AGE)
            .rule("low", "LOW", Attribute.number("score.young").below(new BigDecimal("5")))
            .otherwise("REST")
            .build();
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(Borrower.of("B-1", "Rosa").birthYear(1990).build())
            .loan(Loan.of("L-1", "B-1", "MXN").installment("2026-11-05", "750.00"))
            .build();

    Segmented segmented =
        SegmentationRun.of(policy, DelinquencyPolicy.standard(), LocalDate.of(2026, 11, 21))
            .model("young", card)
            .segment(portfolio);

    assertThat(
            segmented
                .loan(LoanId.of("L-1"))
                .orElseThrow()
                .placement()
                .explanation()
                .protectedReads())
        .containsExactly(Attributes.AGE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"age\": \"count\"                 | can only be {\"protected\": true}",
        "\"age\": {\"protected\": false}      | what is not named stays as it is",
        "\"age\": {}                         | what is not named stays as it is",
        "\"age\": {\"type\": \"count\"}       | protected",
        "\"agee\": {\"protected\": true}      | loan.x or borrower.x",
        "\"score.x\": {\"protected\": true}   | loan.x or borrower.x",
        "\"loan.x\": {\"protectd\": true}     | protected",
        "\"loan.x\": {\"type\": \"texts\"}     | one of",
        "\"loan.x\": {\"protected\": \"yes\"}  | true",
      })
  void what_cannot_be_protected_is_a_located_error(String attribute, String message) {
    String text =
        "{\"schema\": \"mora/segmentation-1\", \"name\": \"p\", \"version\": \"1\","
            + " \"attributes\": {"
            + attribute
            + "}, \"rules\": [], \"otherwise\": \"A\"}";

    assertThatThrownBy(() -> SegmentationPolicy.parse("p.json", text))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("p.json")
        .hasMessageContaining("/attributes/")
        .hasMessageContaining(message);
  }

  @Test
  void a_builder_refuses_what_is_worked_out() {
    assertThatThrownBy(
            () -> SegmentationPolicy.builder("p", "1").guard(Attribute.number("score.x")))
        .hasMessage("score.x cannot be protected: protect what it is worked out from");
  }
}
