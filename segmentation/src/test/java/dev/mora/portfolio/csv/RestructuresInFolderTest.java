package dev.mora.portfolio.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentTarget;
import dev.mora.loan.Restructure;
import dev.mora.money.Money;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestructuresInFolderTest {

  private static final String INSTALLMENTS =
      "loan_id,number,due_on,principal,interest,fees,penalties,replaced_on";
  private static final String PAYMENTS = "payment_id,loan_id,paid_on,amount,installment,component";

  @TempDir Path dir;

  private Folder restructured() {
    return Folder.in(dir)
        .file(
            "installments.csv",
            INSTALLMENTS,
            "L1,1,2024-02-01,100.00,10.00,0,0,2024-02-20",
            "L1,2,2024-03-01,100.00,10.00,0,0,2024-02-20",
            "L1,1,2024-03-20,50.00,5.00,0,0,",
            "L1,2,2024-04-20,60.00,5.00,0,0,",
            "L2,1,2024-02-15,100.00,0,0,0,")
        .file(
            "restructures.csv",
            "loan_id,restructured_on,days_past_due,capitalised",
            "L1,2024-02-20,19,10.00");
  }

  @Test
  void the_schedule_in_force_stands_apart_from_the_one_that_it_replaced() {
    Loan loan = restructured().open().read().loans().get(LoanId.of("L1"));

    assertThat(loan.installments()).extracting(Installment::dueOn).hasSize(2);
    assertThat(loan.installments().get(0).dueOn()).isEqualTo(LocalDate.of(2024, 3, 20));
    Restructure restructure = loan.restructures().get(0);
    assertThat(restructure.on()).isEqualTo(LocalDate.of(2024, 2, 20));
    assertThat(restructure.daysPastDue()).isEqualTo(OptionalInt.of(19));
    assertThat(restructure.capitalised()).contains(Money.of("10.00", "MXN"));
    assertThat(restructure.replaced()).hasSize(2);
  }

  @Test
  void a_replaced_schedule_is_a_restructure_also_without_its_own_row() {
    Folder folder = restructured();
    folder.file("restructures.csv", "loan_id,restructured_on");

    Restructure restructure =
        folder.open().read().loans().get(LoanId.of("L1")).restructures().get(0);

    assertThat(restructure.on()).isEqualTo(LocalDate.of(2024, 2, 20));
    assertThat(restructure.daysPastDue()).isEmpty();
    assertThat(restructure.capitalised()).isEmpty();
  }

  @Test
  void a_restructure_without_the_old_schedule_is_one_all_the_same() {
    Folder folder = Folder.in(dir);
    folder.file("restructures.csv", "loan_id,restructured_on", "L2,2024-02-10");

    Loan loan = folder.open().read().loans().get(LoanId.of("L2"));

    assertThat(loan.restructures()).hasSize(1);
    assertThat(loan.restructures().get(0).replaced()).isEmpty();
  }

  @Test
  void a_payment_says_what_it_is_for() {
    Folder folder =
        Folder.in(dir)
            .file(
                "payments.csv",
                PAYMENTS,
                "P1,L1,2024-02-01,10.00,2,INTEREST",
                "P2,L1,2024-02-02,10.00,1,",
                "P3,L1,2024-02-03,10.00,,");

    Loan loan = folder.open().read().loans().get(LoanId.of("L1"));

    assertThat(loan.payments())
        .extracting(Payment::target)
        .containsExactly(
            Optional.of(PaymentTarget.of(2, Component.INTEREST)),
            Optional.of(PaymentTarget.of(1)),
            Optional.empty());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          installments.csv | L1,1,2024-02-01,100.00,0,0,0,soon         | replaced_on     | 2026-11-21
          installments.csv | L1,1,2024-02-01,100.00,0,0,0,1800-01-01   | replaced_on     | a date from
          restructures.csv | L1,2024-02-30,,                           | restructured_on | 2026-11-21
          restructures.csv | L1,2024-02-20,-1,                         | days_past_due   | whole number
          restructures.csv | L1,2024-02-20,,1.234                      | capitalised     | at most 2 decimals
          payments.csv     | P1,L1,2024-02-01,10.00,9,                 | installment     | an installment of the loan
          payments.csv     | P1,L1,2024-02-01,10.00,one,               | installment     | whole number
          payments.csv     | P1,L1,2024-02-01,10.00,,INTEREST          | installment     | whose component
          payments.csv     | P1,L1,2024-02-01,10.00,1,CAPITAL          | component       | one of
          """)
  void what_cannot_be_read_skips_the_loan_and_is_listed(
      String file, String row, String column, String expected) {
    Folder folder = Folder.in(dir);
    switch (file) {
      case "installments.csv" ->
          folder.file(file, INSTALLMENTS, row, "L2,1,2024-02-15,100.00,0,0,0,");
      case "restructures.csv" ->
          folder.file(file, "loan_id,restructured_on,days_past_due,capitalised", row);
      default -> folder.file(file, PAYMENTS, row);
    }

    Portfolio p = folder.open().read();

    DataFault fault =
        p.faults().stream()
            .filter(f -> f.effect() == DataFault.Effect.LOAN_SKIPPED)
            .findFirst()
            .orElseThrow();
    assertThat(fault.file()).isEqualTo(file);
    assertThat(fault.column()).isEqualTo(column);
    assertThat(fault.expected()).contains(expected);
    assertThat(p.loans()).containsOnlyKeys(LoanId.of("L2"));
  }

  @Test
  void a_restructure_of_the_same_day_twice_is_a_fault() {
    Folder folder = restructured();
    folder.file("restructures.csv", "loan_id,restructured_on", "L1,2024-02-20", "L1,2024-02-20");

    Portfolio p = folder.open().read();

    assertThat(p.loans()).doesNotContainKey(LoanId.of("L1"));
    assertThat(p.faults()).anyMatch(f -> f.expected().contains("each restructure"));
  }

  @Test
  void a_number_may_come_again_in_the_schedule_that_replaced_it_but_not_in_its_own() {
    Folder folder = restructured();
    folder.file(
        "installments.csv",
        INSTALLMENTS,
        "L1,1,2024-02-01,100.00,10.00,0,0,2024-02-20",
        "L1,1,2024-03-01,100.00,10.00,0,0,2024-02-20",
        "L2,1,2024-02-15,100.00,0,0,0,");

    Portfolio p = folder.open().read();

    assertThat(p.faults()).anyMatch(f -> f.expected().equals("each installment once"));
  }
}
