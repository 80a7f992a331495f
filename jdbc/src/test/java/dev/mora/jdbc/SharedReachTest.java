package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.DailyReach;
import dev.mora.channel.SendResult;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.State;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two ledgers on one database, as two processes have them, count the same people. */
class SharedReachTest {

  private static final DailyReach REACH = DailyReach.ofTier("crediamiga", 10).percent(100);
  private static final BusinessId BUSINESS = new BusinessId(Channel.WHATSAPP, "crediamiga");

  private final MutableClock clock = MutableClock.at(START);

  @ParameterizedTest
  @EnumSource(Place.class)
  void what_one_has_sent_the_other_counts_and_a_restart_forgets_nobody(Place place) {
    DataSource source = place.fresh();
    DeliveryLedger one = open(place, source);
    DeliveryLedger other = open(place, source);
    one.plan(dispatchesTo(30));
    List<Claim> claimedByOne = claim(one, "one", 8);
    List<Claim> claimedByOther = claim(other, "other", 8);

    // both have seen room for all that they claimed
    assertThat(claimedByOne).hasSize(8);
    assertThat(claimedByOther).hasSize(8);
    assertThat(opened(one, claimedByOne)).isEqualTo(8);
    assertThat(opened(other, claimedByOther)).isEqualTo(2);

    one.close();
    DeliveryLedger restarted = open(place, source);
    assertThat(restarted.reach(BUSINESS, REACH).reached()).isEqualTo(10);
    assertThat(claim(restarted, "again", 64)).isEmpty();
    other.reachTold(BUSINESS, 12, START);
    assertThat(opened(restarted, claim(restarted, "again", 64))).isEqualTo(2);
    clock.advance(Duration.ofHours(24));
    assertThat(opened(other, claim(other, "other", 64))).isEqualTo(12);
    assertThat(restarted.counts().get(State.ACCEPTED)).isEqualTo(24);
    restarted.close();
    other.close();
  }

  private DeliveryLedger open(Place place, DataSource source) {
    return place.ledger(source).settings(LedgerSettings.of("test")).clock(clock).migrate().build();
  }

  private static List<Claim> claim(DeliveryLedger ledger, String owner, int most) {
    return ledger.claim(ClaimRequest.of(owner, SENDER, FAST.reaching(REACH), LEASE).max(most));
  }

  private int opened(DeliveryLedger ledger, List<Claim> claims) {
    int opened = 0;
    for (Claim claim : claims) {
      GateResult gate = ledger.gate(claim, clock.instant(), view -> GateDecision.pass());
      if (gate.isOpen()) {
        ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
        opened++;
      }
    }
    return opened;
  }
}
