package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.claimOne;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one claim brings, and what it leaves to the next. */
class ClaimingTest {

  private final MutableClock clock = LedgerFixture.aClock();
  private final DeliveryLedger ledger = InMemoryLedger.of(LedgerSettings.of("test"), clock);

  /** Comes before others, and is too late a second from now. */
  private static Dispatch tooLateSoon(String borrower) {
    return built(
        aDispatch(CAMPAIGN, borrower, "late").priority(1).expiresAt(START.plusSeconds(1)),
        borrower);
  }

  @Test
  void a_claim_takes_as_many_as_it_may_though_one_of_its_page_is_too_late() {
    Dispatch late = tooLateSoon("B-late");
    ledger.plan(List.of(late));
    ledger.plan(dispatchesTo(6));
    clock.advance(Duration.ofSeconds(1));

    assertThat(ledger.claim(request().max(2))).hasSize(2);

    assertThat(row(ledger, late.id()).state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void the_next_one_of_a_borrower_is_claimed_when_the_one_before_it_is_too_late() {
    Dispatch next = dispatchTo("B-1");
    ledger.plan(List.of(tooLateSoon("B-1"), next));
    clock.advance(Duration.ofSeconds(1));

    assertThat(ledger.claim(request())).extracting(Claim::id).containsExactly(next.id());
  }

  @ParameterizedTest(name = "{0} ns after it is due: {1}")
  @CsvSource({"-1, 0", "0, 1", "1, 1"})
  void a_single_one_is_claimed_once_it_is_due(long nanos, int claimed) {
    Dispatch one = built(aDispatch(CAMPAIGN, "B-1", "1").notBefore(START.plusSeconds(10)), "B-1");
    ledger.plan(List.of(one));
    clock.advance(Duration.ofSeconds(10).plusNanos(nanos));

    assertThat(ledger.claim(request().only(one.id()))).hasSize(claimed);
  }

  @Test
  void a_single_one_waits_while_another_of_its_borrower_is_under_way() {
    ledger.plan(List.of(dispatchTo("B-1", "1")));
    Claim first = claimOne(ledger);
    Dispatch second = dispatchTo("B-1", "2");
    ledger.plan(List.of(second));

    assertThat(ledger.claim(request().only(second.id()))).isEmpty();
    ledger.giveBack(first);

    assertThat(ledger.claim(request().only(second.id()))).hasSize(1);
  }

  @Test
  void a_single_one_of_a_paused_campaign_is_not_claimed() {
    Dispatch one = dispatchTo("B-1");
    ledger.plan(List.of(one));
    ledger.pause(CAMPAIGN, "holiday", "ana");

    assertThat(ledger.claim(request().only(one.id()))).isEmpty();
    ledger.resume(CAMPAIGN, "ana");

    assertThat(ledger.claim(request().only(one.id()))).hasSize(1);
  }

  @Test
  void a_claim_shows_its_dispatch_and_its_fence_and_not_whom_it_goes_to() {
    ledger.plan(List.of(dispatchTo("B-1")));

    Claim claim = claimOne(ledger);

    assertThat(claim).hasToString("Claim(" + claim.id() + ", fence 1)");
  }
}
