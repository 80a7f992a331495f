package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.contact.Suppression;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.promise.PromiseToPay;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the host told one process, another one on the same ledger knows. */
class RestartTest {

  private static final LoanId LOAN = LoanId.of("L-1");
  private static final BorrowerId ROSA = BorrowerId.of("B-1");

  private final House house = new House();

  @Test
  void a_promise_outlives_the_process() {
    Outreach before = house.outreach();
    house.run(before, House.late());
    before.promised(promise());

    Outreach after = house.outreach();

    assertThat(house.plan(after, House.late()).rows().get(0).reason().code())
        .isEqualTo("BASE-suppression");
    assertThat(house.ledger.suppressions(ROSA))
        .containsExactly(Archive.promised(promise()))
        .allMatch(each -> each.reason() == Suppression.Reason.PROMISE_PENDING);
  }

  @Test
  void without_a_promise_the_same_plan_writes() {
    house.run(house.outreach(), House.late());

    Outreach after = house.outreach();

    assertThat(house.plan(after, House.late()).rows().get(0).verdict())
        .isEqualTo(PlannedStep.Verdict.SEND);
  }

  @Test
  void a_promise_for_a_loan_that_was_never_written_about_holds_in_this_process() {
    Outreach outreach = house.outreach();
    outreach.promised(promise());
    house.clock.advance(Duration.ofMinutes(1));

    house.run(outreach, House.late());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.ledger.suppressions(ROSA)).isEmpty();
  }

  private static PromiseToPay promise() {
    return PromiseToPay.of(LOAN, House.TUESDAY, House.TUESDAY.plusDays(3), House.mxn("750.00"));
  }
}
