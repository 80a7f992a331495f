package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.SendResult;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.State;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.ledger.contract.LedgerInvariants;
import dev.mora.ledger.contract.Proof;
import dev.mora.party.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A database that fails once, at each step of a small run in turn. The run notices nothing, and
 * leaves what a run without the failure leaves: nothing twice, nothing lost.
 */
class SqlFaultTest {

  private static final int DISPATCHES = Integer.getInteger("mora.faults.dispatches", 4);

  /** 1: every step; a larger one leaves some out, others in each case. */
  private static final int STRIDE = Integer.getInteger("mora.faults.stride", 11);

  @ParameterizedTest
  @CsvSource({
    "SQLITE, CUT_BEFORE", "SQLITE, CUT_AFTER", "SQLITE, DEADLOCK",
    "H2, CUT_BEFORE", "H2, CUT_AFTER", "H2, DEADLOCK",
    "POSTGRESQL, CUT_BEFORE", "POSTGRESQL, CUT_AFTER", "POSTGRESQL, DEADLOCK",
  })
  void one_failure_at_any_step_changes_nothing(Place place, FaultySource.Fault fault) {
    DataSource source = place.fresh();
    open(place, source).close();
    var none = new FaultySource(source, fault, Integer.MAX_VALUE);
    List<String> expected = run(place, none);
    Ledgers.empty(source);

    // opening is not part of the run
    int first = stepsToOpen(place, source) + 1;
    int tried = 0;
    for (int k = first + fault.ordinal() % STRIDE; k <= none.steps(); k += STRIDE) {
      var faulty = new FaultySource(source, fault, k);

      List<String> found = run(place, faulty);

      assertThat(found).as("%s at step %d", fault, k).isEqualTo(expected);
      Ledgers.empty(source);
      tried++;
    }
    assertThat(none.steps() - first).as("steps of the run").isGreaterThan(40);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("dispatches", DISPATCHES);
    figures.put("statements and commits of the run", none.steps() - first + 1);
    figures.put("of these made to fail", tried);
    figures.put("runs that left anything else", 0);
    Proof.figures("T13", "one failure at a step, " + fault + ", " + place, figures);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void a_full_disk_is_told_without_personal_data_and_leaves_the_ledger_as_it_was(Place place) {
    DataSource source = place.fresh();
    DeliveryLedger ledger = open(place, source);
    ledger.plan(LedgerFixture.dispatchesTo(2));
    int steps = stepsToOpen(place, source);
    var faulty = new FaultySource(source, FaultySource.Fault.DISK_FULL, steps + 3);
    DeliveryLedger full = open(place, faulty.source());

    assertThatThrownBy(() -> full.plan(LedgerFixture.dispatchesTo(4)))
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("53100")
        .hasMessageNotContaining("Rosa")
        .hasMessageNotContaining("5255")
        .hasNoCause();
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(2);
    faulty.mend();
    full.plan(LedgerFixture.dispatchesTo(4));
    assertThat(ledger.counts().get(State.PLANNED)).isEqualTo(4);
    full.close();
    ledger.close();
  }

  @Test
  void without_a_database_nothing_is_claimed_and_the_message_says_why() {
    var source = new DriverSource("jdbc:sqlite:/nowhere/at/all/ledger.db");

    assertThatThrownBy(() -> Place.SQLITE.ledger(source).migrate().build())
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageStartingWith("open the ledger");
  }

  private static DeliveryLedger open(Place place, DataSource source) {
    return place
        .ledger(source)
        .settings(LedgerSettings.of("test"))
        .clock(() -> START)
        .migrate()
        .build();
  }

  private static int stepsToOpen(Place place, DataSource source) {
    var counting = new FaultySource(source, FaultySource.Fault.DEADLOCK, Integer.MAX_VALUE);
    open(place, counting.source()).close();
    return counting.steps();
  }

  /** Plans, claims, opens gates, hears answers and a webhook; then shows every row and event. */
  private static List<String> run(Place place, FaultySource faulty) {
    DeliveryLedger ledger = open(place, faulty.source());
    ledger.plan(LedgerFixture.dispatchesTo(DISPATCHES));
    List<Claim> claims = ledger.claim(ClaimRequest.of("worker-1", SENDER, FAST, LEASE));
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      boolean open =
          ledger
              .gate(
                  claim,
                  START,
                  view ->
                      view.history().of(view.dispatch().borrower()).isEmpty()
                          ? GateDecision.pass()
                          : GateDecision.suppress("CAP", "test.cap"))
              .isOpen();
      if (open) {
        ledger.outcome(claim, answer(i, claim));
      }
    }
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    InboxItem item = ledger.inbox().store(Channel.WHATSAPP, "55501", body, START);
    ledger.inbox().take(10, LEASE);
    ledger
        .inbox()
        .settle(
            item,
            List.of(
                LedgerFixture.status(
                    ledger.correlation(claims.get(0).id()),
                    "w-" + claims.get(0).id(),
                    Status.State.DELIVERED,
                    START)),
            List.of("effect-1"));
    LedgerInvariants.check(ledger);
    var shown = new ArrayList<String>();
    ledger.forEach(
        EntryFilter.all(),
        entry -> {
          shown.add(entry + " " + entry.fence() + " " + entry.submits() + " " + entry.evidence());
          ledger.events(entry.id()).forEach(event -> shown.add(event.toString()));
        });
    shown.add("pending " + ledger.inbox().pending() + " " + ledger.inbox().isDone("effect-1"));
    faulty.mend();
    ledger.close();
    return shown;
  }

  private static SendResult answer(int i, Claim claim) {
    return i % 3 == 1
        ? new SendResult.Unknown("reset")
        : new SendResult.Accepted("w-" + claim.id());
  }
}
