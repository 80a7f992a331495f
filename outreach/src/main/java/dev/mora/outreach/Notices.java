package dev.mora.outreach;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.conversation.Intent;
import dev.mora.conversation.Routing;
import dev.mora.conversation.TrayItem;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.InboxItem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Tray items for an operator: what no person wrote, and what could not be read. */
final class Notices {

  private static final int PRIORITY = 35;

  private Notices() {}

  /**
   * What a provider says of templates and accounts, or in words that we do not know. A status word
   * that we do not know comes with every message, so it is shown once a day.
   */
  static TrayItem notice(ChannelEvent event) {
    String what = event.toString();
    String key =
        event instanceof ChannelEvent.Status
            ? DispatchId.of(
                    "notice", what, event.at().atOffset(ZoneOffset.UTC).toLocalDate().toString())
                .value()
            : DispatchId.of("notice", event.key()).value();
    return item(key, event.at(), new Routing("provider", PRIORITY, "notice", what, what, what));
  }

  /** One item of a notification that was kept aside while its siblings were read. */
  static TrayItem unreadable(InboxItem item, Inbound.Rejection rejection) {
    String what = rejection.pointer() + ": " + rejection.reason();
    return item(
        DispatchId.of("unreadable", item.sha256(), rejection.pointer()).value(),
        item.receivedAt(),
        unreadable("rejection", what));
  }

  /** A whole notification that was set aside. */
  static TrayItem setAside(InboxItem item, String reason) {
    return item(
        DispatchId.of("set-aside", item.channel().name(), item.sha256()).value(),
        item.receivedAt(),
        unreadable("quarantine", "#" + item.id() + ": " + reason));
  }

  private static Routing unreadable(String rule, String what) {
    return new Routing(
        "unreadable",
        PRIORITY,
        rule,
        "no se pudo leer " + what,
        "não foi possível ler " + what,
        "could not be read: " + what);
  }

  private static TrayItem item(String key, Instant at, Routing routing) {
    return new TrayItem(
        key,
        Optional.empty(),
        Optional.empty(),
        Intent.OTHER,
        routing,
        0,
        "",
        at,
        Optional.empty(),
        TrayItem.State.OPEN);
  }
}
