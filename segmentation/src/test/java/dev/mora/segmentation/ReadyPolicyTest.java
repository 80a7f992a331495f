package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.Loan;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.Portfolio;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyPolicyTest {

  @ParameterizedTest
  @ValueSource(strings = {"stage", "stage-risk-balance", "debtor-type"})
  void a_ready_policy_has_its_name_no_findings_and_writes_back(String name) {
    SegmentationPolicy policy = SegmentationPolicy.ready(name);

    assertThat(policy.name()).isEqualTo(name);
    assertThat(policy.findings()).isEmpty();
    assertThat(SegmentationPolicy.parse(name, policy.toJson())).isEqualTo(policy);
  }

  @Test
  void an_unknown_ready_policy_names_the_nearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentationPolicy.ready("stages"))
        .withMessageEndingWith("did you mean stage?");
  }

  /** Each row: facts as {@code name=value}; the segment; the rule. */
  private static Placement place(String policy, String facts) {
    CaseFacts.Builder builder =
        CaseFacts.builder(Attributes.standard().with(Attributes.OUTSTANDING.percentile()));
    for (String pair : facts.isBlank() ? new String[0] : facts.strip().split(" ")) {
      String name = pair.substring(0, pair.indexOf('='));
      String value = pair.substring(pair.indexOf('=') + 1);
      Attribute<?> attribute =
          name.equals("percentile.outstanding")
              ? Attributes.OUTSTANDING.percentile()
              : Attributes.standard().find(name).orElseThrow();
      builder.setAny(
          attribute,
          switch (attribute.type()) {
            case DAYS, COUNT -> Integer.valueOf(value);
            case FLAG -> Boolean.valueOf(value);
            case NUMBER, PERCENT -> new BigDecimal(value);
            default -> value;
          });
    }
    return SegmentationPolicy.ready(policy).segment(builder.build());
  }

  @ParameterizedTest
  @CsvSource({
    "status=ACTIVE countedDays=0 daysToDue=8, CURRENT",
    "status=ACTIVE countedDays=0 daysToDue=7, PRE_DUE",
    "status=ACTIVE countedDays=0 daysToDue=1, PRE_DUE",
    "status=ACTIVE countedDays=0 daysToDue=0, DUE_TODAY",
    "status=ACTIVE countedDays=1 daysToDue=0, EARLY",
    "status=ACTIVE countedDays=30, EARLY",
    "status=ACTIVE countedDays=31, MID",
    "status=ACTIVE countedDays=60, MID",
    "status=ACTIVE countedDays=61, LATE",
    "status=ACTIVE countedDays=90, LATE",
    "status=ACTIVE countedDays=91, VERY_LATE",
    "status=ACTIVE countedDays=180, VERY_LATE",
    "status=ACTIVE countedDays=181, CHARGED_OFF",
    "status=WRITTEN_OFF countedDays=12, CHARGED_OFF",
    "countedDays=12, EARLY",
    "status=SOLD countedDays=300, NOT_COLLECTED",
    "status=CLOSED countedDays=0, NOT_COLLECTED",
    "status=PENDING countedDays=0 daysToDue=3, NOT_COLLECTED"
  })
  void stages_follow_the_days_and_the_status(String facts, String segment) {
    assertThat(place("stage", facts).segment()).isEqualTo(segment);
  }

  @ParameterizedTest
  @CsvSource({
    "countedDays=15 creditScore=559 percentile.outstanding=66.666666,"
        + " EARLY_1_15_HIGH_RISK_HIGH_BALANCE",
    "countedDays=16 creditScore=560 percentile.outstanding=66.666665,"
        + " EARLY_16_30_LOW_RISK_LOW_BALANCE",
    "countedDays=45 creditScore=560 times30In12m=3 percentile.outstanding=90,"
        + " MID_LOW_RISK_HIGH_BALANCE",
    "countedDays=45 times30In12m=1, MID_HIGH_RISK_LOW_BALANCE",
    "countedDays=61 times30In12m=0 promisesBroken90d=2, LATE_HIGH_RISK_LOW_BALANCE",
    "countedDays=61, LATE_LOW_RISK_LOW_BALANCE",
    "countedDays=0 daysToDue=0, PRE_DUE_LOW_RISK_LOW_BALANCE",
    "countedDays=91 creditScore=300, VERY_LATE",
    "countedDays=0 daysToDue=9, CURRENT"
  })
  void a_cell_is_stage_by_risk_by_balance(String facts, String segment) {
    assertThat(place("stage-risk-balance", facts).segment()).isEqualTo(segment);
  }

  /** Each row: days late of the loans, a status for those of another, and where the borrower is. */
  @ParameterizedTest
  @CsvSource({
    "stage, 100 CLOSED, VERY_LATE",
    "stage, CLOSED 100, VERY_LATE",
    "stage, SOLD 0, CURRENT",
    "stage, PENDING CLOSED, NOT_COLLECTED",
    "stage, 0 75 5, LATE",
    "stage, 200 WRITTEN_OFF SOLD, CHARGED_OFF",
    "stage-risk-balance, 0 75, LATE_HIGH_RISK_LOW_BALANCE",
    "stage-risk-balance, 20 5 CLOSED, EARLY_16_30_LOW_RISK_LOW_BALANCE",
    "stage-risk-balance, 20 45 SOLD, MID_LOW_RISK_LOW_BALANCE",
    "stage-risk-balance, 0 CLOSED, CURRENT",
    "stage-risk-balance, CLOSED SOLD, NOT_COLLECTED"
  })
  void a_borrower_is_where_the_worst_loan_that_is_collected_is(
      String policy, String loans, String segment) {
    LocalDate asOf = LocalDate.of(2026, 11, 21);
    Portfolio.Builder portfolio = Portfolio.builder().borrower(Borrower.of("B-1", "Rosa").build());
    int n = 0;
    for (String each : loans.split(" ")) {
      boolean late = Character.isDigit(each.charAt(0));
      int days = late ? Integer.parseInt(each) : 300;
      LocalDate due = days == 0 ? asOf.plusDays(20) : asOf.minusDays(days);
      portfolio.loan(
          Loan.of("L-" + n++, "B-1", "MXN").installment(due.toString(), "100").toBuilder()
              .status(late ? Loan.Status.ACTIVE : Loan.Status.valueOf(each))
              .build());
    }

    Segmented segmented =
        SegmentationPolicy.ready(policy)
            .segment(portfolio.build(), DelinquencyPolicy.standard(), asOf);

    assertThat(segmented.borrowerSegment(BorrowerId.of("B-1"))).isEqualTo(segment);
  }

  @ParameterizedTest
  @CsvSource({
    "disputed=true hardship=true, DISPUTES, dispute-flag",
    "disputed=false attempts15d=3 reached15d=0 hardship=true, UNREACHABLE, nobody-reached",
    "attempts15d=2 reached15d=0 hardship=true, CANNOT_PAY, hardship-flag",
    "attempts15d=3 reached15d=1 partialPayments60d=2, CANNOT_PAY, pays-in-part",
    "partialPayments60d=1 countedDays=7 times30In12m=0 promisesBroken90d=0, FORGOT, late-for-once",
    "countedDays=8 times30In12m=0 promisesBroken90d=0, UNKNOWN, otherwise",
    "countedDays=0 times30In12m=0 promisesBroken90d=0, UNKNOWN, otherwise",
    "countedDays=7 times30In12m=1 promisesBroken90d=0, UNKNOWN, otherwise",
    "countedDays=7 times30In12m=0 promisesBroken90d=2, WILL_NOT_PAY, breaks-promises",
    "countedDays=16 promisesBroken90d=1 reads30d=3 replies30d=0,"
        + " WILL_NOT_PAY, reads-without-answering",
    "countedDays=15 promisesBroken90d=1 reads30d=3 replies30d=0, UNKNOWN, otherwise",
    "countedDays=16 reads30d=3 replies30d=1, UNKNOWN, otherwise",
    "countedDays=3, UNKNOWN, otherwise"
  })
  void debtor_types_follow_their_signals_in_order(String facts, String type, String reason) {
    Placement placement = place("debtor-type", facts);

    assertThat(placement.segment()).isEqualTo(type);
    assertThat(placement.rule()).isEqualTo(reason);
  }

  @Test
  void every_policy_of_the_page_on_policies_loads_without_findings() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "policies.md"));
    List<SegmentationPolicy> policies = new ArrayList<>();
    for (int at = page.indexOf("```json\n"); at >= 0; at = page.indexOf("```json\n", at + 1)) {
      String json = page.substring(at + 8, page.indexOf("\n```", at + 1));
      policies.add(SegmentationPolicy.parse("policies.md", json));
    }
    CaseFacts late =
        CaseFacts.builder(Attributes.standard())
            .set(Attributes.COUNTED_DAYS, 9)
            .set(Attributes.CREDIT_SCORE, new BigDecimal(480))
            .build();

    assertThat(policies).hasSize(6);
    assertThat(policies)
        .allSatisfy(
            policy -> {
              assertThat(policy.findings()).isEmpty();
              assertThat(SegmentationPolicy.parse("again", policy.toJson())).isEqualTo(policy);
            });
    assertThat(page).contains(policies.get(2).segment(late).explanation().in("es"));
  }
}
