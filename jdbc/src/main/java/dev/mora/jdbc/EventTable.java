package dev.mora.jdbc;

import dev.mora.ledger.DispatchId;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.State;
import dev.mora.ledger.Transition;
import java.sql.SQLException;
import java.util.Optional;

/** What happened to dispatches, in {@code mora_event}: written once and read in order. */
final class EventTable {

  private static final String TOLD =
      "transition, to_state, happened_at, actor, reason, evidence, when_at, provider_id";

  /** As {@link #event} reads them. */
  static final String COLUMNS = "sequence, " + TOLD;

  static final Sheet INSERT = Sheet.insert("mora_event", "sequence, number, " + TOLD);

  private EventTable() {}

  /**
   * @param number of its dispatch
   */
  static void insert(Session.Parameters out, long number, LedgerEvent event) throws SQLException {
    out.number(event.sequence())
        .number(number)
        .text(event.transition().name())
        .text(event.to().name())
        .moment(event.at())
        .text(event.actor())
        .text(event.reason())
        .text(event.evidence())
        .moment(event.when())
        .text(event.providerMessageId().orElse(null));
  }

  static LedgerEvent event(DispatchId dispatch, Cells in) throws SQLException {
    return new LedgerEvent(
        in.number(),
        dispatch,
        Transition.valueOf(in.text()),
        State.valueOf(in.text()),
        in.moment(),
        in.text(),
        in.text(),
        in.text(),
        in.optional(),
        Optional.ofNullable(in.textOrNull()));
  }
}
