package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.ledger.Answer;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateRequest;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.contract.LedgerFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often each step goes to the database, commits counted, in place of how long it takes: a step
 * that asks for each of a batch alone is found here on any machine. A batch of rows is one.
 */
class StatementCountTest {

  private static final int BATCH = 64;
  private static final ClaimRequest REQUEST =
      ClaimRequest.of("worker-1", SENDER, new SendLimits(1_000_000, Duration.ZERO, BATCH), LEASE)
          .begin();

  @ParameterizedTest
  @EnumSource(Place.class)
  void a_batch_takes_few_statements_however_many_are_in_it(Place place) {
    for (int size : List.of(8, BATCH)) {
      List<Integer> steps = steps(place, size);

      assertThat(steps.get(0)).as("plan %d", size).isLessThanOrEqualTo(9);
      assertThat(steps.get(1)).as("claim %d", size).isLessThanOrEqualTo(8);
      assertThat(steps.get(2)).as("gate %d", size).isLessThanOrEqualTo(11);
      assertThat(steps.get(3)).as("outcomes %d", size).isLessThanOrEqualTo(8);
      assertThat(steps.get(4)).as("a claim that finds nothing").isLessThanOrEqualTo(4);
      assertThat(steps.get(5)).as("files of %d", size).isLessThanOrEqualTo(5);
    }
  }

  /** Of the second batch: the first one has prepared what is read once. */
  private static List<Integer> steps(Place place, int size) {
    DataSource source = place.fresh();
    var counting = new FaultySource(source, FaultySource.Fault.DEADLOCK, Integer.MAX_VALUE);
    try (DeliveryLedger ledger =
        place
            .ledger(counting.source())
            .settings(LedgerSettings.of("test"))
            .clock(() -> START)
            .migrate()
            .build()) {
      round(ledger, counting, 0, size);
      return round(ledger, counting, size, size);
    }
  }

  private static List<Integer> round(
      DeliveryLedger ledger, FaultySource counting, int from, int size) {
    var marks = new ArrayList<Integer>();
    marks.add(counting.steps());
    ledger.plan(LedgerFixture.dispatchesTo(from + size).subList(from, from + size));
    marks.add(counting.steps());
    List<Claim> claims = ledger.claim(REQUEST);
    assertThat(claims).hasSize(size);
    marks.add(counting.steps());
    ledger.gate(
        claims.stream().map(c -> new GateRequest(c, view -> GateDecision.pass())).toList(), START);
    marks.add(counting.steps());
    ledger.outcomes(
        claims.stream()
            .map(claim -> new Answer(claim, new SendResult.Accepted("w-" + claim.id())))
            .toList());
    marks.add(counting.steps());
    ledger.claim(REQUEST);
    marks.add(counting.steps());
    ledger.files(claims.stream().map(claim -> claim.dispatch().borrower()).toList());
    marks.add(counting.steps());
    var counts = new ArrayList<Integer>();
    for (int i = 1; i < marks.size(); i++) {
      counts.add(marks.get(i) - marks.get(i - 1));
    }
    return counts;
  }
}
