package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.Claim;
import dev.mora.ledger.Dispatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Campaigns side by side have turns by their weight. */
public abstract class FairnessContract extends LedgerContract {

  private static final int WAITING = 60;

  private static CampaignId campaign(int n) {
    return CampaignId.of("campaign-" + n, "2026-11-24");
  }

  private void plan(int n) {
    var waiting = new ArrayList<Dispatch>();
    for (int i = 0; i < WAITING; i++) {
      String borrower = "B-" + n + "-" + i;
      waiting.add(built(aDispatch(campaign(n), borrower, "1"), borrower));
    }
    ledger.plan(waiting);
  }

  /**
   * While all have something to send, each is at most one round of its own ahead or behind its
   * share, at every moment, however large the claims are; and none waits longer than the others'
   * turns take.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void the_share_of_turns_is_the_share_of_weight_and_none_starves(long seed) {
    var random = new Random(seed);
    Map<CampaignId, Integer> weights = new LinkedHashMap<>();
    int campaigns = 2 + random.nextInt(3);
    for (int n = 0; n < campaigns; n++) {
      plan(n);
      int weight = 1 + random.nextInt(7);
      weights.put(campaign(n), weight);
      if (weight > 1 || random.nextBoolean()) {
        ledger.weigh(campaign(n), weight);
      }
    }
    int total = weights.values().stream().mapToInt(Integer::intValue).sum();
    Map<CampaignId, Integer> had = new HashMap<>();
    Map<CampaignId, Integer> lastTurn = new HashMap<>();
    int turns = 0;

    while (had.values().stream().noneMatch(n -> n > WAITING - 20)) {
      for (Claim claim : ledger.claim(request().max(1 + random.nextInt(9)))) {
        CampaignId whose = claim.dispatch().campaign();
        turns++;
        had.merge(whose, 1, Integer::sum);
        lastTurn.put(whose, turns);
        for (CampaignId each : weights.keySet()) {
          int weight = weights.get(each);
          double share = (double) turns * weight / total;
          assertThat(Math.abs(had.getOrDefault(each, 0) - share))
              .as("seed %d, turn %d, weights %s, had %s", seed, turns, weights, had)
              .isLessThanOrEqualTo(weight);
          assertThat(turns - lastTurn.getOrDefault(each, 0))
              .as("seed %d, turn %d: %s waits", seed, turns, each)
              .isLessThanOrEqualTo(total - weight);
        }
      }
    }
  }

  /** One reply beside, or before, each message of the two campaigns. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 3", "2, 3", "3, 3", "1, 7", "2, 7"})
  void steady_replies_starve_no_campaign(int atOnce, int weight) {
    plan(1);
    plan(2);
    ledger.weigh(campaign(1), weight);
    Map<CampaignId, Integer> had = new HashMap<>();
    CampaignId replies = CampaignId.of("answers");

    for (int turns = 1; turns <= 40; turns++) {
      String borrower = "R-" + turns;
      ledger.plan(List.of(built(aDispatch(replies, borrower, "1").priority(10), borrower)));
      List<Claim> claims = new ArrayList<>(ledger.claim(request().max(atOnce)));
      assertThat(claims.get(0).dispatch().campaign()).isEqualTo(replies);
      if (atOnce == 1) {
        claims.addAll(ledger.claim(request().max(1)));
      }
      claims.forEach(claim -> had.merge(claim.dispatch().campaign(), 1, Integer::sum));
      int sent = claims.size() - 1;
      double share = (double) turns * sent / (1 + weight);
      assertThat(had.getOrDefault(campaign(2), 0))
          .as("%d turns, had %s", turns * sent, had)
          .isBetween((int) Math.floor(share) - 1, (int) Math.ceil(share) + 1);
    }
  }

  @Test
  void a_weight_is_kept_and_holds_from_the_next_claim_on() {
    plan(1);
    plan(2);
    assertThat(ledger.campaign(campaign(1)).orElseThrow().weight()).isEqualTo(1);
    assertThat(ledger.claim(request().max(4)))
        .extracting(claim -> claim.dispatch().campaign())
        .containsExactlyInAnyOrder(campaign(1), campaign(1), campaign(2), campaign(2));

    CampaignRecord weighed = ledger.weigh(campaign(2), 3);

    assertThat(weighed.weight()).isEqualTo(3);
    assertThat(ledger.campaign(campaign(2))).contains(weighed);
    assertThat(ledger.pause(campaign(2), "lunch", "ana").weight()).isEqualTo(3);
    assertThat(ledger.resume(campaign(2), "ana").weight()).isEqualTo(3);
    assertThat(ledger.claim(request().max(8)))
        .filteredOn(claim -> claim.dispatch().campaign().equals(campaign(2)))
        .hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 101})
  void a_weight_is_from_1_to_100(int weight) {
    assertThatThrownBy(() -> ledger.weigh(campaign(1), weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found " + weight + ", expected 1 to 100");
    assertThat(ledger.weigh(campaign(1), 100).weight()).isEqualTo(100);
  }
}
