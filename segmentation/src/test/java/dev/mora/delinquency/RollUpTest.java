package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.LoanParty;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People over their loans, domain reference section 5.3. */
class RollUpTest {

  private static final LocalDate AS_OF = LocalDate.of(2024, 6, 20);
  private static final BorrowerId ANA = BorrowerId.of("ANA");
  private static final BorrowerId EVA = BorrowerId.of("EVA");
  private static final BorrowerId LUZ = BorrowerId.of("LUZ");

  private static Loan loan(String id, BorrowerId debtor, String text, LoanParty... parties) {
    Loan parsed = Loans.parse(text);
    Loan.Builder b = Loan.builder(LoanId.of(id), debtor, parsed.currency()).status(parsed.status());
    parsed.installments().forEach(b::installment);
    parsed.payments().forEach(b::payment);
    List.of(parties).forEach(b::party);
    return b.build();
  }

  private static LoanParty party(BorrowerId who, LoanParty.Role role) {
    return new LoanParty(who, role);
  }

  private static final List<Loan> LOANS =
      List.of(
          loan("L1", ANA, "due:2024-06-10=100 due:2024-07-10=100"),
          loan("L2", ANA, "due:2024-05-10=50", party(EVA, LoanParty.Role.GUARANTOR)),
          Loan.of("L3", "ANA", "USD").installment("2024-06-15", "7.00"),
          loan(
              "L4",
              EVA,
              "due:2024-06-19=30",
              party(ANA, LoanParty.Role.GROUP),
              party(LUZ, LoanParty.Role.GROUP),
              party(ANA, LoanParty.Role.CO_BORROWER)),
          loan("L5", ANA, "due:2024-01-10=900 status:CLOSED"),
          loan("L6", LUZ, "due:2024-06-10=80 pay:2024-06-10=80"));

  private final Map<BorrowerId, RollUp> people =
      RollUp.of(DelinquencyPolicy.standard().assess(LoanBook.of(LOANS), AS_OF));

  @Test
  void the_worst_days_and_the_summed_arrears_of_each_currency_are_a_persons() {
    RollUp.Standing ana = people.get(ANA).standing(RollUp.Role.DEBTOR);

    assertThat(ana.loans()).isEqualTo(3);
    assertThat(ana.late()).isEqualTo(3);
    assertThat(ana.daysPastDue()).isEqualTo(41);
    assertThat(ana.countedDays()).isEqualTo(41);
    assertThat(ana.worst()).contains(LoanId.of("L2"));
    assertThat(ana.worstBucket()).isEqualTo("MID");
    assertThat(ana.overdue())
        .containsExactly(
            Map.entry(Loans.MXN, Loans.money("150")),
            Map.entry(Money.currencyOf("USD"), Money.of("7", "USD")));
    assertThat(ana.outstanding()).containsEntry(Loans.MXN, Loans.money("250"));
    assertThat(ana.overdueIn(Money.currencyOf("PEN"))).isEqualTo(Money.of("0", "PEN"));
    assertThat(ana).hasToString("Standing(3 of 3 late, 41 days)");
  }

  @Test
  void each_role_stands_for_itself_and_a_loan_counts_once_over_several() {
    RollUp ana = people.get(ANA);
    RollUp eva = people.get(EVA);

    assertThat(ana.standing().loans()).isEqualTo(4);
    assertThat(ana.standing(RollUp.Role.GROUP).daysPastDue()).isEqualTo(1);
    assertThat(ana.standing(EnumSet.of(RollUp.Role.GROUP, RollUp.Role.CO_BORROWER)).loans())
        .isEqualTo(1);
    assertThat(eva.standing(RollUp.Role.GUARANTOR).daysPastDue()).isEqualTo(41);
    assertThat(eva.standing(RollUp.Role.DEBTOR).daysPastDue()).isEqualTo(1);
    assertThat(eva.standing().overdueIn(Loans.MXN)).isEqualTo(Loans.money("80"));
    assertThat(people.get(LUZ).standing(RollUp.Role.GUARANTOR).loans()).isZero();
    assertThat(people.get(LUZ).standing(RollUp.Role.GUARANTOR).worst()).isEmpty();
  }

  @Test
  void case_25_the_worst_remaining_loan_counts_when_another_is_cured() {
    RollUp luz = people.get(LUZ);

    assertThat(luz.standing().daysPastDue()).isEqualTo(1);
    assertThat(luz.standing()).hasToString("Standing(1 of 2 late, 1 days)");
    assertThat(luz.standing().worst()).contains(LoanId.of("L4"));
    assertThat(luz.standing(RollUp.Role.DEBTOR).worst()).contains(LoanId.of("L6"));
    assertThat(luz.standing(RollUp.Role.DEBTOR).worstBucket()).isEmpty();
  }

  @Test
  void records_and_columns_give_the_same_people_in_the_same_order() {
    DelinquencyPolicy policy = DelinquencyPolicy.standard();

    Map<BorrowerId, RollUp> again = RollUp.of(LOANS, loan -> policy.assess(loan, AS_OF));

    assertThat(again).isEqualTo(people);
    assertThat(again.keySet()).containsExactly(ANA, EVA, LUZ);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"ACTIVE, 1, 10", "WRITTEN_OFF, 1, 10", "SOLD, 0, 0", "CLOSED, 0, 0", "PENDING, 0, 0"})
  void only_what_is_owed_to_us_counts(String status, int loans, int days) {
    RollUp.Standing ana =
        RollUp.of(
                List.of(loan("A", ANA, "due:2024-06-10=80 status:" + status)),
                loan -> DelinquencyPolicy.standard().assess(loan, AS_OF))
            .get(ANA)
            .standing();

    assertThat(ana.loans()).isEqualTo(loans);
    assertThat(ana.daysPastDue()).isEqualTo(days);
    assertThat(ana.outstanding()).hasSize(loans);
  }

  @Test
  void the_first_of_equals_is_the_worst() {
    Map<BorrowerId, RollUp> equal =
        RollUp.of(
            List.of(loan("A", ANA, "due:2024-06-10=1"), loan("B", ANA, "due:2024-06-10=9")),
            loan -> DelinquencyPolicy.standard().assess(loan, AS_OF));

    assertThat(equal.get(ANA).standing().worst()).contains(LoanId.of("A"));
  }
}
