package dev.mora.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.State;
import dev.mora.ledger.Transition;
import dev.mora.party.BorrowerId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds of every ledger at every moment. */
public final class LedgerInvariants {

  private static final Set<Transition> GIVES_BACK =
      EnumSet.of(
          Transition.BACKED_OFF, Transition.THROTTLED, Transition.REFUSED, Transition.FOUND_UNSENT);
  private static final Set<State> HAS_PROVIDER_ID =
      EnumSet.of(State.ACCEPTED, State.SENT, State.DELIVERED, State.READ);

  private LedgerInvariants() {}

  public static void check(DeliveryLedger ledger) {
    List<DispatchEntry> rows = ledger.entries(EntryFilter.all());
    var counted = new EnumMap<State, Long>(State.class);
    for (State state : State.values()) {
      counted.put(state, 0L);
    }
    var providerIds = new HashSet<String>();
    Map<BorrowerId, Integer> inFlight = new HashMap<>();
    for (DispatchEntry row : rows) {
      counted.merge(row.state(), 1L, Long::sum);
      if (row.state().inFlight()) {
        inFlight.merge(row.borrower(), 1, Integer::sum);
      }
      for (String id : row.evidence().providerMessageIds()) {
        assertThat(providerIds.add(id)).as("provider id of one dispatch only").isTrue();
      }
      checkRow(row, ledger.events(row.id()));
    }
    assertThat(ledger.counts()).as("sum of states = planned").isEqualTo(counted);
    assertThat(inFlight.values()).as("one in flight per borrower").allMatch(n -> n == 1);
  }

  /** Only a submission goes back, and an unknown by a policy or a person that says so. */
  private static void assertGoesBack(DispatchEntry step, LedgerEvent event) {
    if (event.transition() == Transition.RESENT) {
      assertThat(step.state()).isEqualTo(State.UNKNOWN);
    } else if (event.transition() == Transition.FOUND_UNSENT) {
      assertThat(step.state().isUnknown()).isTrue();
    } else {
      assertThat(step.state()).as("only a submission goes back").isEqualTo(State.SUBMITTING);
      assertThat(GIVES_BACK).contains(event.transition());
    }
  }

  private static void checkRow(DispatchEntry row, List<LedgerEvent> events) {
    DispatchEntry step = DispatchEntry.planned(row.header(), row.template());
    long sequence = 0;
    int bodies = 0;
    int provenNotSent = 0;
    int resends = 0;
    boolean released = false;
    for (LedgerEvent event : events) {
      DispatchEntry next = step.after(event);
      assertThat(event.sequence()).as("events in order").isGreaterThan(sequence);
      assertThat(next.fence()).as("fence never falls").isGreaterThanOrEqualTo(step.fence());
      if (next.state().rank() < step.state().rank()) {
        assertGoesBack(step, event);
      }
      if (event.transition() == Transition.RESENT) {
        resends++;
      }
      if (event.transition() == Transition.SUBMITTED) {
        bodies++;
        released = false;
      }
      if (GIVES_BACK.contains(event.transition())) {
        provenNotSent++;
        released = true;
      }
      sequence = event.sequence();
      step = next;
    }
    assertThat(step).as("row = fold(events)").isEqualTo(row);
    assertThat(row.submits()).isEqualTo(bodies);
    assertThat(bodies)
        .as("bodies that may have been accepted")
        .isLessThanOrEqualTo(1 + provenNotSent + resends);
    if (row.evidence().released()) {
      assertThat(released).as("a contact is given back only on proof").isTrue();
    }
    if (HAS_PROVIDER_ID.contains(row.state())) {
      assertThat(row.hasProviderId()).as("accepted or later has a provider id").isTrue();
    }
    if (row.state() == State.SUBMITTING || row.state().isUnknown()) {
      assertThat(row.contact()).as("what may have been sent counts").isPresent();
    }
  }
}
