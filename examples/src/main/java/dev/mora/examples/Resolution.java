package dev.mora.examples;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import java.time.Instant;
import java.util.Optional;

/** What a person knows of a message that the ledger does not know about. */
enum Resolution {
  SENT,
  NOT_SENT;

  /** The same as if the provider had told it. */
  Status.Delivery told(DeliveryLedger ledger, DispatchEntry entry, String by, Instant at) {
    return new Status.Delivery(
        new ChannelEvent.Header(
            entry.header().sender().channel(), entry.header().sender().account(), at),
        "",
        ledger.correlation(entry.id()),
        this == SENT ? Status.State.SENT : Status.State.FAILED,
        this == SENT
            ? Optional.empty()
            : Optional.of(
                new Status.Failure("resolved", "not sent, says " + by, Handling.FAIL_MESSAGE)),
        "");
  }
}
