package dev.mora.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Installment;
import dev.mora.money.Money;
import dev.mora.party.Consents;
import dev.mora.portfolio.Portfolio;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixturesTest {

  @Test
  void they_belong_together() {
    Portfolio portfolio = Fixtures.portfolio().build();

    assertThat(portfolio.borrowers()).containsOnlyKeys(Fixtures.loan().borrower());
    assertThat(portfolio.loansOf(Fixtures.borrower().build().id())).hasSize(1);
    assertThat(
            Consents.of(portfolio.consents())
                .standing(Fixtures.loan().borrower(), Fixtures.consent().channel()))
        .isEqualTo(Consents.Standing.IN);
    assertThat(portfolio.faults()).isEmpty();
  }

  @Test
  void the_schedule_sums_to_the_principal_and_its_first_part_is_late_today() {
    List<Installment> schedule = Fixtures.loan().installments();

    assertThat(schedule.stream().map(Installment::total).reduce(Money::plus))
        .isEqualTo(Fixtures.loan().principal());
    assertThat(ChronoUnit.DAYS.between(schedule.get(0).dueOn(), Fixtures.TODAY)).isEqualTo(19);
    assertThat(schedule.get(1).dueOn()).isAfter(Fixtures.TODAY);
  }
}
