package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Loan;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenStatusTest {

  private static final LocalDate AS_OF = LocalDate.of(2024, 6, 20);

  private static final GivenFacts LATE =
      new GivenFacts(
          12,
          Loans.money("80"),
          Loans.money("300"),
          Optional.of(LocalDate.of(2024, 7, 1)),
          Optional.of(Loans.money("80")));

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'',                                12, 80,  300, EARLY,       ACTIVE",
    "status:WRITTEN_OFF,                12, 80,  300, WRITTEN_OFF, WRITTEN_OFF",
    "status:SOLD,                       12, 80,  300, SOLD,        SOLD",
    "status:CLOSED,                     0,  0,   0,   '',          CLOSED",
    "status:PENDING,                    0,  0,   0,   '',          PENDING",
    "from:2024-06-20,                   12, 80,  300, EARLY,       ACTIVE",
    "from:2024-06-21,                   0,  0,   0,   '',          PENDING",
    "status:WRITTEN_OFF from:2024-06-21, 12, 80, 300, WRITTEN_OFF, WRITTEN_OFF",
  })
  void given_figures_of_a_loan_that_owes_nothing_give_way_to_its_status(
      String loan, int days, String overdue, String outstanding, String bucket, String status) {
    Delinquency d = DelinquencyPolicy.standard().given(Loans.parse(loan), LATE, AS_OF);

    assertThat(d.status()).isEqualTo(Loan.Status.valueOf(status));
    assertThat(d.isGiven()).isTrue();
    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.countedDays()).isEqualTo(days);
    assertThat(d.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(d.outstanding()).isEqualTo(Loans.money(outstanding));
    assertThat(d.bucket()).isEqualTo(bucket);
    assertThat(d.nextDueOn().isPresent()).isEqualTo(days > 0);
    assertThat(d.pastDueSince().isPresent()).isEqualTo(days > 0);
  }

  @Test
  void what_a_closed_loan_owes_is_known_to_be_nothing_as_if_it_were_assessed() {
    Loan closed = Loans.parse("due:2024-06-10=80 status:CLOSED pause:2024-06-19..2024-06-25");
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder().materiality(Materiality.of("1", "1")).build();

    Delinquency given = policy.given(closed, LATE, AS_OF);
    Delinquency assessed = policy.assess(closed, AS_OF);

    assertThat(given.overdueInstallments()).isEqualTo(assessed.overdueInstallments());
    assertThat(given.missedInstallments()).isEqualTo(assessed.missedInstallments());
    assertThat(given.missedBucket()).isEqualTo(assessed.missedBucket());
    assertThat(given.materialDays()).isEqualTo(assessed.materialDays());
    assertThat(given.dueToday()).isEqualTo(assessed.dueToday());
    assertThat(given.outstandingPrincipal()).isEqualTo(assessed.outstandingPrincipal());
    assertThat(given.toleratedAmount()).isEqualTo(assessed.toleratedAmount());
    assertThat(given.activePauses()).isEqualTo(assessed.activePauses());
    assertThat(given.daysToDue()).isEqualTo(assessed.daysToDue());
  }
}
