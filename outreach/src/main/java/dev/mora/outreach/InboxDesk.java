package dev.mora.outreach;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.channel.InboundParser;
import dev.mora.contact.ContactPolicy;
import dev.mora.conversation.Caller;
import dev.mora.conversation.Intent;
import dev.mora.conversation.Router;
import dev.mora.conversation.Routing;
import dev.mora.conversation.Tray;
import dev.mora.conversation.TrayItem;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.InboxItem;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies notifications that were stored: messages before statuses, each event once, each apart
 * from the others. Whatever cannot be read is kept and shown on the tray.
 */
final class InboxDesk {

  private static final Logger LOG = LoggerFactory.getLogger(InboxDesk.class);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration ANSWERS_WITHIN = Duration.ofDays(7);
  private static final int BATCH = 100;

  private final DeliveryLedger ledger;
  private final ContactPolicy policy;
  private final Map<Channel, InboundParser> parsers;
  private final People people;
  private final Tray tray;
  private final Router router;
  private final InstantSource clock;
  private final Answers answers;

  InboxDesk(
      DeliveryLedger ledger,
      ContactPolicy policy,
      Map<Channel, InboundParser> parsers,
      People people,
      Tray tray,
      Router router,
      InstantSource clock,
      Answers answers) {
    this.ledger = ledger;
    this.policy = policy;
    this.parsers = parsers;
    this.people = people;
    this.tray = tray;
    this.router = router;
    this.clock = clock;
    this.answers = answers;
  }

  Tray tray() {
    return tray;
  }

  boolean store(Channel channel, byte[] body) {
    try {
      ledger.inbox().store(channel, "", body, clock.instant());
      return true;
    } catch (RuntimeException e) {
      LOG.error("a notification could not be stored: {}", e.getClass().getName());
      return false;
    }
  }

  /** Applies all that waits. */
  void apply() {
    for (List<InboxItem> items = take(); !items.isEmpty(); items = take()) {
      items.forEach(this::apply);
    }
  }

  private List<InboxItem> take() {
    return ledger.inbox().take(BATCH, LEASE);
  }

  private void apply(InboxItem item) {
    InboundParser parser = parsers.get(item.channel());
    if (parser == null) {
      ledger.inbox().quarantine(item, "no parser for " + item.channel());
      return;
    }
    try {
      Inbound inbound = parser.parse(item.body(), item.receivedAt());
      if (inbound.events().isEmpty()) {
        String reason =
            inbound.rejections().isEmpty() ? "no event" : inbound.rejections().get(0).reason();
        ledger.inbox().quarantine(item, reason);
        return;
      }
      List<String> effects = new ArrayList<>();
      List<ChannelEvent.Status.Delivery> statuses = new ArrayList<>();
      for (ChannelEvent event : inbound.events()) {
        if (event instanceof ChannelEvent.Status.Delivery status) {
          statuses.add(status);
        } else if (!ledger.inbox().isDone(event.key())) {
          hear(event);
          effects.add(event.key());
        }
      }
      inbound.rejections().forEach(rejection -> unreadable(item, rejection));
      ledger.inbox().settle(item, statuses, effects);
    } catch (RuntimeException e) {
      LOG.error("notification {} could not be applied: {}", item.id(), e.getClass().getName());
      ledger.inbox().putOff(item, e.getClass().getName());
    }
  }

  private void hear(ChannelEvent event) {
    if (event instanceof ChannelEvent.Message message) {
      hear(message);
    } else {
      notice(event);
    }
  }

  private void hear(ChannelEvent.Message message) {
    List<BorrowerId> who = people.withDigits(message.from().number());
    Caller caller = people.caller(who, answersOurs(message, who));
    Intent intent = Intent.of(message, policy::isOptOut);
    Routing routing = router.route(intent, caller);
    tray.add(
        new TrayItem(
            key(message),
            caller.borrower(),
            caller.loan(),
            intent,
            routing,
            caller.daysPastDue(),
            caller.segment(),
            message.at(),
            Optional.of(message),
            TrayItem.State.OPEN));
    for (BorrowerId borrower : who) {
      if (intent == Intent.OPT_OUT || intent == Intent.WRONG_PERSON) {
        stopWriting(borrower, message, intent);
      }
      ledger.record(
          new ContactRecord(
              borrower,
              caller.loan(),
              message.at(),
              message.header().channel(),
              ContactRecord.Direction.IN,
              ContactRecord.Outcome.REPLIED,
              ""));
    }
    if (intent == Intent.DISPUTE) {
      caller.loan().ifPresent(answers::disputed);
    }
    caller.borrower().ifPresent(borrower -> answers.acknowledge(borrower, intent, message));
  }

  /** The number asked to be left alone, so everybody who has it is. */
  private void stopWriting(BorrowerId borrower, ChannelEvent.Message message, Intent intent) {
    ledger.consent(
        new Consent(
            borrower, message.header().channel(), Consent.State.OUT, message.at(), intent.name()));
    ledger.cancel(EntryFilter.of(borrower), "opt-out", "borrower");
  }

  private boolean answersOurs(ChannelEvent.Message message, List<BorrowerId> who) {
    Instant since = message.at().minus(ANSWERS_WITHIN);
    return !message.replyTo().isEmpty()
        || who.stream()
            .flatMap(borrower -> ledger.history(borrower).of(borrower).stream())
            .anyMatch(
                contact ->
                    contact.direction() == ContactRecord.Direction.OUT
                        && contact.at().isAfter(since));
  }

  /**
   * What a provider says of templates and accounts, or of things we do not know: for an operator.
   */
  private void notice(ChannelEvent event) {
    String what = event.toString();
    tray.add(
        forOperator(
            DispatchId.of("notice", event.key()).value(),
            event.at(),
            new Routing("provider", 35, "notice", what, what, what)));
  }

  private void unreadable(InboxItem item, Inbound.Rejection rejection) {
    String what = rejection.pointer() + ": " + rejection.reason();
    tray.add(
        forOperator(
            DispatchId.of("unreadable", item.sha256(), rejection.pointer()).value(),
            item.receivedAt(),
            new Routing(
                "unreadable",
                35,
                "rejection",
                "no se pudo leer " + what,
                "não foi possível ler " + what,
                "could not be read: " + what)));
  }

  private static TrayItem forOperator(String key, Instant at, Routing routing) {
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

  /**
   * Puts the steps of a plan that need a person on the tray, each once for loan, step and segment.
   */
  void agents(Plan plan) {
    for (PlannedStep row : plan.rows()) {
      if (row.verdict() != PlannedStep.Verdict.AGENT) {
        continue;
      }
      Caller caller = people.caller(List.of(row.borrower()), false);
      tray.add(
          new TrayItem(
              DispatchId.of("agent", row.loan().value(), row.step(), row.segment()).value(),
              Optional.of(row.borrower()),
              Optional.of(row.loan()),
              Intent.STEP,
              new Routing(
                  caller.daysPastDue() > 60 ? "senior-agents" : "agents",
                  58,
                  "strategy/" + row.step(),
                  row.reason().es(),
                  row.reason().pt(),
                  row.reason().en()),
              caller.daysPastDue(),
              row.segment(),
              plan.plannedAt(),
              Optional.empty(),
              TrayItem.State.OPEN));
    }
  }

  private static String key(ChannelEvent.Message message) {
    return DispatchId.of("in", message.messageId()).value();
  }
}
