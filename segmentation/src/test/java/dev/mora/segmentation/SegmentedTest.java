package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseColumns;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Columns;
import dev.mora.attribute.Condition;
import dev.mora.attribute.RecordRules;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.Portfolio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentedTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 21);

  private static final Portfolio PORTFOLIO =
      Portfolio.builder()
          .borrower(Borrower.of("B-1", "Rosa").phone("+525512345678").build())
          .borrower(Borrower.of("B-2", "Luis").build())
          .borrower(Borrower.of("B-3", "Ana").build())
          .loan(Loan.of("L-1", "B-1", "MXN").installment("2026-12-01", "100"))
          .loan(
              Loan.of("L-2", "B-2", "MXN").installment("2026-11-01", "100").toBuilder()
                  .custom("branch", "Norte, \"1\"")
                  .build())
          .loan(Loan.of("L-3", "B-1", "MXN").installment("2026-09-01", "300"))
          .loan(Loan.of("L-4", "B-1", "USD").installment("2026-11-11", "5"))
          .build();

  private static SegmentationPolicy.Builder policy() {
    return SegmentationPolicy.builder("p", "1")
        .rule(
            "late",
            "LATE",
            Condition.all(
                Attributes.COUNTED_DAYS.above(30),
                Attributes.OVERDUE_AMOUNT.atLeast(Money.of("50", "MXN"))))
        .rule("north", "NORTH", Attribute.text("loan.branch").is("Norte, \"1\""))
        .rule("early", "EARLY", Attributes.COUNTED_DAYS.between(1, 30))
        .rule("near", "NEAR", Attributes.REACHABLE.holds("whatsapp"))
        .otherwise("CURRENT");
  }

  private static Segmented run(SegmentationPolicy policy) {
    return policy.segment(PORTFOLIO, DelinquencyPolicy.standard(), AS_OF);
  }

  @Test
  void each_loan_has_its_segment_and_each_borrower_that_of_its_first_rule() {
    Segmented segmented = run(policy().build());

    StringBuilder csv = new StringBuilder();
    segmented.writeCsv(csv);

    assertThat(csv)
        .hasToString(
            """
            loan_id,borrower_id,segment,rule,borrower_segment,countedDays,overdueAmount,\
            loan.branch,reachable
            L-1,B-1,NEAR,near,LATE,0,0.00,,call;sms;whatsapp
            L-2,B-2,NORTH,north,NORTH,20,100.00,"Norte, ""1""\",
            L-3,B-1,LATE,late,LATE,81,300.00,,call;sms;whatsapp
            L-4,B-1,EARLY,early,LATE,10,5.00,,call;sms;whatsapp
            """);
    assertThat(segmented.borrowerSegment(BorrowerId.of("B-3"))).isEqualTo("CURRENT");
    assertThat(segmented.borrowerPlacement(BorrowerId.of("B-3"))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> segmented.borrowerSegment(BorrowerId.of("B-8")))
        .withMessage("not a borrower of this portfolio: B-8");
    assertThat(segmented.loan(LoanId.of("L-3")).orElseThrow())
        .hasToString("SegmentedLoan(L-3, LATE)");
    assertThat(segmented.faults()).isEmpty();
  }

  @Test
  void a_policy_of_borrowers_gives_all_loans_of_one_the_same_segment() {
    Segmented segmented =
        run(
            policy()
                .unit(SegmentationPolicy.Unit.BORROWER)
                .rule("dollars", "DOLLARS", Attributes.OVERDUE_AMOUNT.atLeast(Money.of("5", "USD")))
                .build());

    assertThat(segmented.loans())
        .extracting(row -> row.placement().segment())
        .containsExactly("LATE", "NORTH", "LATE", "LATE");
    assertThat(segmented.loans().get(3).facts().get(Attributes.OVERDUE_AMOUNT))
        .contains(Money.of("300", "MXN"));
    assertThat(segmented.loans().get(3).delinquency().countedDays()).isEqualTo(10);
  }

  @Test
  void a_run_gives_each_loan_what_it_gets_alone() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("early", "EARLY", Attributes.COUNTED_DAYS.between(1, 30))
            .otherwise("CURRENT")
            .build();

    for (SegmentedLoan row : run(policy).loans()) {
      assertThat(policy.segment(row.delinquency())).isEqualTo(row.placement());
    }
  }

  @Test
  void columns_of_cases_get_the_rules_that_the_cases_get_one_by_one() {
    Segmentation compiled = policy().build().compiled();
    List<CaseFacts> cases =
        run(policy().build()).loans().stream().map(SegmentedLoan::facts).toList();
    CaseColumns columns =
        CaseColumns.of(policy().build().attributes(), policy().build().reads(), cases);
    int[] all = new int[cases.size()];
    int[] some = {-1, -1, -1, -1};

    compiled.segment(columns, all);
    compiled.segment(columns, 1, 3, some);

    assertThat(all).containsExactly(3, 1, 0, 2);
    assertThat(all).containsExactly(cases.stream().mapToInt(compiled::ruleFor).toArray());
    assertThat(some).containsExactly(-1, 1, 0, -1);
  }

  private record Account(int days, long overdue) {}

  @Test
  void records_of_a_host_get_the_rules_that_their_facts_get() {
    Columns<Account> columns =
        Columns.of(Account.class)
            .currency("MXN")
            .days(Attributes.COUNTED_DAYS, Account::days)
            .money(Attributes.OVERDUE_AMOUNT, Account::overdue);

    RecordRules<Account> rules = policy().build().compiled().over(columns);

    assertThat(rules.find(new Account(31, 50_00))).isZero();
    assertThat(rules.find(new Account(31, 49_99))).isEqualTo(4);
    assertThat(rules.find(new Account(30, 50_00))).isEqualTo(2);
  }

  @Test
  void raw_values_stand_in_the_machine_form_as_they_are() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("score", "S", Attributes.CREDIT_SCORE.above(new BigDecimal("1000")))
            .rule("share", "P", Attributes.PAID_SHARE.above(new BigDecimal("99")))
            .rule("note", "N", Attribute.text("loan.note").is("x"))
            .otherwise("REST")
            .build();
    Portfolio portfolio =
        Portfolio.builder()
            .borrower(Borrower.of("B-1", "Rosa").creditScore(560).build())
            .loan(
                Loan.of("L,1", "B-1", "MXN").installment("2026-11-01", "100").toBuilder()
                    .custom("note", "two\rlines")
                    .build())
            .build();
    StringBuilder csv = new StringBuilder();

    Segmented segmented = policy.segment(portfolio, DelinquencyPolicy.standard(), AS_OF);
    segmented.writeCsv(csv);

    assertThat(csv)
        .hasToString(
            "loan_id,borrower_id,segment,rule,borrower_segment,creditScore,paidShare,loan.note\n"
                + "\"L,1\",B-1,REST,otherwise,REST,560,0,\"two\rlines\"\n");
    assertThat(segmented).hasToString("Segmented(SegmentationPolicy(p 1), 2026-11-21, 1 loans)");
    Appendable full =
        (Appendable)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Appendable.class},
                (proxy, method, args) -> {
                  throw new IOException("disk full");
                });
    assertThatThrownBy(() -> segmented.writeCsv(full))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("disk full");
  }

  @Test
  void what_changed_between_two_runs_is_told_by_case() {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    SegmentationPolicy loans = policy().build();
    SegmentationPolicy borrowers = policy().unit(SegmentationPolicy.Unit.BORROWER).build();
    Portfolio later =
        Portfolio.builder()
            .borrower(Borrower.of("B-2", "Luis").build())
            .borrower(Borrower.of("B-4", "Eva").build())
            .loan(Loan.of("L-2", "B-2", "MXN").installment("2026-11-01", "100"))
            .loan(Loan.of("L-9", "B-4", "MXN").installment("2026-12-01", "100"))
            .build();
    LocalDate next = AS_OF.plusDays(1);
    DelinquencyPolicy standard = DelinquencyPolicy.standard();

    assertThat(SegmentEvent.between(run(loans), loans.segment(later, standard, next), now))
        .extracting(SegmentEvent::key)
        .containsExactly(
            "p|L-1|2026-11-22|left|NEAR",
            "p|L-2|2026-11-22|left|NORTH",
            "p|L-2|2026-11-22|entered|EARLY",
            "p|L-3|2026-11-22|left|LATE",
            "p|L-4|2026-11-22|left|EARLY",
            "p|L-9|2026-11-22|entered|CURRENT");
    assertThat(SegmentEvent.between(run(borrowers), borrowers.segment(later, standard, next), now))
        .extracting(SegmentEvent::key)
        .containsExactly(
            "p|B-1|2026-11-22|left|LATE",
            "p|B-2|2026-11-22|left|NORTH",
            "p|B-2|2026-11-22|entered|EARLY",
            "p|B-4|2026-11-22|entered|CURRENT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentEvent.between(run(loans), run(loans), now))
        .withMessage("2026-11-21 is not after 2026-11-21");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SegmentEvent.between(run(loans), borrowers.segment(later, standard, next), now))
        .withMessageContaining("two runs of one policy and unit");
  }
}
