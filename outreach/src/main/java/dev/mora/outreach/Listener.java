package dev.mora.outreach;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.MessageChange;
import dev.mora.channel.PersonNews;
import dev.mora.contact.ContactPolicy;
import dev.mora.conversation.Caller;
import dev.mora.conversation.Intent;
import dev.mora.conversation.Receipt;
import dev.mora.conversation.Router;
import dev.mora.conversation.Routing;
import dev.mora.conversation.Tray;
import dev.mora.conversation.TrayItem;
import dev.mora.delinquency.Delinquency;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.State;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.ContactPoint;
import dev.mora.party.ScopedUserId;
import dev.mora.segmentation.SegmentedLoan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Does what a message of a person asks for. The wish to be left alone comes first, the tray second,
 * the answer last; each of them may be done again after a crash without doing it twice.
 */
final class Listener {

  /** A provider repeats a notification for seven days; what is older is not acted upon. */
  private static final Duration LATE = Duration.ofDays(8);

  private static final Duration ANSWERS_WITHIN = Duration.ofDays(7);

  private final DeliveryLedger ledger;
  private final ContactPolicy policy;
  private final People people;
  private final Tray tray;
  private final Router router;
  private final InstantSource clock;
  private final Answers answers;
  private final Consumer<LoanId> disputes;
  private final Receipts receipts;

  Listener(
      DeliveryLedger ledger,
      ContactPolicy policy,
      People people,
      Tray tray,
      Router router,
      InstantSource clock,
      Answers answers,
      Consumer<LoanId> disputes,
      Receipts receipts) {
    this.ledger = ledger;
    this.policy = policy;
    this.people = people;
    this.tray = tray;
    this.router = router;
    this.clock = clock;
    this.answers = answers;
    this.disputes = disputes;
    this.receipts = receipts;
  }

  void hear(ChannelEvent.Message message) {
    if (saysNothing(message)) {
      people.withDigits(message.from().number()).forEach(borrower -> heard(borrower, message));
      return;
    }
    Intent intent = Intent.of(message, policy::isOptOut);
    boolean stop = intent == Intent.OPT_OUT || intent == Intent.WRONG_PERSON;
    if (stop) { // holds even if nobody can say now whose number it is
      for (Channel each : channels(intent, message)) {
        people.stopped(message.from().number(), each, message.at(), intent.name());
      }
    }
    Optional<DispatchEntry> ours = answered(message);
    List<BorrowerId> addressed = ours.map(DispatchEntry::borrower).map(List::of).orElse(List.of());
    List<BorrowerId> who =
        message.from().number().isEmpty() ? addressed : people.withDigits(message.from().number());
    Caller caller = people.caller(who, answersOurs(message, who));
    boolean late = isLate(message.at());
    boolean firstStop = !stop || !haveStopped(who, message);
    if (stop) {
      stopWriting(who, intent, message, late);
      if (!who.containsAll(addressed)) {
        stopWriting(addressed, intent, message, late);
      }
    }
    for (BorrowerId borrower : who) {
      heard(borrower, message);
    }
    Routing routing = late ? router.late(intent) : router.route(intent, caller);
    keep(item(message, caller, intent, routing), message);
    if (late) {
      return;
    }
    if (intent == Intent.DISPUTE) {
      Set<LoanId> disputed = new LinkedHashSet<>();
      ours.ifPresent(entry -> disputed.addAll(entry.header().loans()));
      who.forEach(each -> people.caller(List.of(each), true).loan().ifPresent(disputed::add));
      disputed.forEach(disputes);
    }
    if (firstStop) {
      answered(who, caller, stop).ifPresent(one -> answers.acknowledge(one, intent, message));
    }
  }

  /** The file of a message is fetched later, by whoever fetches files. */
  private void keep(TrayItem item, ChannelEvent.Message message) {
    if (receipts.expects(message)) {
      tray.add(item.with(Receipt.awaited()));
      receipts.expect(item.key(), item.borrower(), message);
    } else {
      tray.add(item);
    }
  }

  /** A sign on a message is no promise, and what was taken back or only opened asks for nothing. */
  private static boolean saysNothing(ChannelEvent.Message message) {
    return message instanceof MessageChange.Reaction
        || message instanceof MessageChange.Deleted
        || message instanceof ChannelEvent.Message.Opened;
  }

  /** The person told the provider, and not us, to be left alone: it counts as if said to us. */
  void stopped(PersonNews.Preference wish, List<BorrowerId> who) {
    Channel channel = wish.header().channel();
    String source = Intent.OPT_OUT.name();
    people.stopped(wish.person().number(), channel, wish.at(), source);
    for (BorrowerId borrower : who) {
      ledger.consent(new Consent(borrower, channel, Consent.State.OUT, wish.at(), source));
      if (!isLate(wish.at())) {
        cancel(borrower);
      }
    }
  }

  /**
   * Our message that this one answers by the provider's word: it also tells who writes where the
   * provider gives no number, as for people with a username.
   */
  private Optional<DispatchEntry> answered(ChannelEvent.Message message) {
    return message.replyTo().isEmpty()
        ? Optional.empty()
        : ledger.findByProviderId(message.replyTo());
  }

  /**
   * Who is answered: the one person who has the number. That nothing more will come is also said to
   * a number that several share, for it tells nobody anything about anyone.
   */
  private Optional<Borrower> answered(List<BorrowerId> who, Caller caller, boolean stop) {
    return stop
        ? who.stream().flatMap(id -> people.borrower(id).stream()).findFirst()
        : caller.borrower().flatMap(people::borrower);
  }

  /** Whether everybody with this number had said stop before this message. */
  private boolean haveStopped(List<BorrowerId> who, ChannelEvent.Message message) {
    return !who.isEmpty()
        && who.stream()
            .allMatch(
                borrower ->
                    ledger
                        .consents(borrower)
                        .newest(borrower, message.header().channel())
                        .filter(newest -> newest.state() == Consent.State.OUT)
                        .filter(newest -> newest.at().isBefore(message.at()))
                        .isPresent());
  }

  /**
   * The number asked to be left alone, so everybody who has it is. A late wish is kept with its own
   * time: it undoes no later consent.
   */
  private void stopWriting(
      List<BorrowerId> who, Intent intent, ChannelEvent.Message message, boolean late) {
    for (BorrowerId borrower : who) {
      for (Channel each : channels(intent, message)) {
        ledger.consent(new Consent(borrower, each, Consent.State.OUT, message.at(), intent.name()));
      }
      if (!late) {
        cancel(borrower);
      }
    }
  }

  /** What a stop holds for: a stranger's number is nobody's to reach by any channel. */
  private static Set<Channel> channels(Intent intent, ChannelEvent.Message message) {
    Set<Channel> channels = new LinkedHashSet<>(Set.of(message.header().channel()));
    if (intent == Intent.WRONG_PERSON) {
      channels.addAll(People.BY_NUMBER);
    }
    return channels;
  }

  /** All that waits for a person, but not the answers to what the person wrote. */
  private void cancel(BorrowerId borrower) {
    for (DispatchEntry entry :
        ledger.entries(EntryFilter.of(borrower).in(State.PLANNED, State.CLAIMED, State.PARKED))) {
      if (!entry.campaign().equals(Answers.CAMPAIGN)) {
        ledger.cancel(EntryFilter.of(entry.id()), "opt-out", "borrower");
      }
    }
  }

  /** Whoever writes can be written to, whatever a provider said of the address before. */
  private void heard(BorrowerId borrower, ChannelEvent.Message message) {
    ledger.record(heardFrom(borrower, message));
    if (!isLate(message.at())) {
      Channel channel = message.header().channel();
      address(message.from()).ifPresent(point -> ledger.usable(borrower, channel, point));
    }
  }

  private static Optional<ContactPoint> address(ChannelEvent.Message.Sender from) {
    return from.number().isEmpty()
        ? Optional.of(from.userId()).filter(id -> !id.isEmpty()).map(ScopedUserId::of)
        : People.number(from.number()).map(Function.identity());
  }

  private boolean isLate(Instant at) {
    return at.isBefore(clock.instant().minus(LATE));
  }

  /** The same record for the same message, whatever is known of the sender by now. */
  private static ContactRecord heardFrom(BorrowerId borrower, ChannelEvent.Message message) {
    return new ContactRecord(
        borrower,
        Optional.empty(),
        message.at(),
        message.header().channel(),
        ContactRecord.Direction.IN,
        ContactRecord.Outcome.REPLIED,
        "");
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

  private static TrayItem item(
      ChannelEvent.Message message, Caller caller, Intent intent, Routing routing) {
    return new TrayItem(
        DispatchId.of("in", message.messageId()).value(),
        caller.borrower(),
        caller.loan(),
        intent,
        routing,
        caller.daysPastDue(),
        caller.segment(),
        message.at(),
        Optional.of(message),
        TrayItem.State.OPEN);
  }

  /**
   * Puts the steps of a plan that need a person on the tray, each once for loan, due date, step and
   * segment.
   */
  void agents(Plan plan) {
    for (PlannedStep row : plan.rows()) {
      if (row.verdict() == PlannedStep.Verdict.AGENT) {
        tray.add(handed(plan, row));
      }
    }
  }

  private static TrayItem handed(Plan plan, PlannedStep row) {
    Optional<Delinquency> facts = plan.segmented().loan(row.loan()).map(SegmentedLoan::delinquency);
    int days = facts.map(Delinquency::daysPastDue).orElse(0);
    String since = facts.flatMap(Delinquency::pastDueSince).map(LocalDate::toString).orElse("");
    return new TrayItem(
        DispatchId.of("agent", row.loan().value(), row.step(), row.segment(), since).value(),
        Optional.of(row.borrower()),
        Optional.of(row.loan()),
        Intent.STEP,
        new Routing(
            queue(row, days),
            58,
            "strategy/" + row.step(),
            row.reason().es(),
            row.reason().pt(),
            row.reason().en()),
        days,
        row.segment(),
        plan.plannedAt(),
        Optional.empty(),
        TrayItem.State.OPEN);
  }

  private static String queue(PlannedStep row, int days) {
    return switch (row.reason().code()) {
      case "agency-step" -> "agency";
      case "legal-review-step" -> "legal-review";
      default -> days > 60 ? "senior-agents" : "agents";
    };
  }

  /** Whether a consent record came from the person's own words here. */
  static boolean isSpoken(String source) {
    return source.equals(Intent.OPT_OUT.name()) || source.equals(Intent.WRONG_PERSON.name());
  }
}
