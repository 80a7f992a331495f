package dev.mora.outreach;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.channel.PersonNews;
import dev.mora.conversation.Intent;
import dev.mora.conversation.Routing;
import dev.mora.conversation.TrayItem;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.InboxItem;
import dev.mora.party.BorrowerId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

  /** What somebody chose in the provider's settings. */
  static TrayItem wish(PersonNews.Preference wish, List<BorrowerId> who) {
    String what = wish.toString();
    boolean stop = wish.wish() == PersonNews.Wish.STOP;
    return about(
        wish,
        who,
        stop ? Intent.OPT_OUT : Intent.OTHER,
        new Routing(
            stop ? "opt-out" : "provider",
            stop ? 90 : PRIORITY,
            "preference",
            "en los ajustes del canal: " + what,
            "nas configurações do canal: " + what,
            "in the settings of the channel: " + what));
  }

  /** An account that moved or may have another holder: somebody makes sure who it is. */
  static TrayItem check(PersonNews news, List<BorrowerId> who) {
    String what = news.getClass().getSimpleName();
    return about(
        news,
        who,
        Intent.OTHER,
        new Routing(
            "contact-data",
            60,
            "check-person",
            "confirmar de quién es la cuenta: " + what,
            "confirmar de quem é a conta: " + what,
            "make sure whose account it is: " + what));
  }

  private static TrayItem about(
      PersonNews news, List<BorrowerId> who, Intent intent, Routing routing) {
    return new TrayItem(
        DispatchId.of("person", news.key()).value(),
        who.size() == 1 ? Optional.of(who.get(0)) : Optional.empty(),
        Optional.empty(),
        intent,
        routing,
        0,
        "",
        news.at(),
        Optional.empty(),
        TrayItem.State.OPEN);
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
