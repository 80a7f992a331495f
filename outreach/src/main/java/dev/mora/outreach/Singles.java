package dev.mora.outreach;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.contact.ContactPolicy;
import dev.mora.contact.Initiation;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Dispatcher;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.Planned;
import dev.mora.ledger.SenderId;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.template.FieldType;
import dev.mora.template.FilledTemplate;
import dev.mora.template.MoneyStyle;
import dev.mora.template.Rendering;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Sends one message to one borrower, the same way as a plan does. Thread-safe. */
final class Singles {

  static final CampaignId CAMPAIGN = CampaignId.of("single");

  private static final Duration LASTS = Duration.ofHours(12);

  private final DeliveryLedger ledger;
  private final ContactPolicy policy;
  private final Map<Channel, MessageSender> senders;
  private final Optional<Creditor> house;
  private final InstantSource clock;
  private final Errands errands;
  private final People people;
  private final Dispatcher dispatcher;
  private final Told told;
  private final boolean booksAreAsked;
  private final List<MoneyStyle> amounts;
  private final Map<DispatchId, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();

  Singles(
      DeliveryLedger ledger,
      ContactPolicy policy,
      Map<Channel, MessageSender> senders,
      Optional<Creditor> house,
      InstantSource clock,
      Errands errands,
      People people,
      Dispatcher dispatcher,
      Told told,
      boolean booksAreAsked,
      List<MoneyStyle> amounts) {
    this.ledger = ledger;
    this.policy = policy;
    this.senders = senders;
    this.house = house;
    this.clock = clock;
    this.errands = errands;
    this.people = people;
    this.dispatcher = dispatcher;
    this.told = told;
    this.booksAreAsked = booksAreAsked;
    this.amounts = amounts;
  }

  CompletableFuture<Outcome> send(
      DispatchId id, Borrower borrower, FilledTemplate message, About about) {
    Optional<Channel> channel = channelFor(borrower);
    if (channel.isEmpty()) {
      List<Channel> names =
          senders.keySet().stream().sorted(Comparator.comparing(Channel::name)).toList();
      return CompletableFuture.completedFuture(
          new Outcome.Silent(id, Reasons.unreachable(borrower, names)));
    }
    Errand errand = errand(borrower, message, about, channel.get());
    if (booksAreAsked && errand.approach().isDunning() && about.loan().isEmpty()) {
      throw new IllegalArgumentException(
          "a message that asks for money names its loan, so that accounts(...) can be asked before"
              + " it is sent: say About.overdue(loan, daysPastDue, amount)");
    }
    CompletableFuture<Outcome> mine = new CompletableFuture<>();
    CompletableFuture<Outcome> first = underWay.putIfAbsent(id, mine);
    if (first != null) {
      return first.copy();
    }
    mine.whenComplete((outcome, failure) -> underWay.remove(id, mine));
    try {
      people.know(borrower);
      plan(id, errand);
      dispatcher
          .send(id)
          .thenApply(told::outcome)
          .whenComplete(
              (outcome, failure) -> {
                if (failure == null) {
                  mine.complete(outcome);
                } else {
                  mine.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException failure) {
      mine.completeExceptionally(failure);
    } catch (Error died) {
      mine.completeExceptionally(died);
      throw died;
    }
    return mine.copy();
  }

  private Errand errand(Borrower borrower, FilledTemplate message, About about, Channel channel) {
    MessageSender sender = Objects.requireNonNull(senders.get(channel));
    Creditor speaker =
        message
            .creditor()
            .or(() -> house)
            .orElseThrow(
                () -> new IllegalStateException("an outreach needs creditor(...) to speak for"));
    Rendering text =
        message
            .by(speaker)
            .render(
                Letters.language(borrower, message.template()), Letters.profile(sender, amounts));
    Approach approach =
        new Approach(
            borrower,
            channel,
            speaker,
            about.purpose(),
            Initiation.OUTBOUND,
            about.loan(),
            about.product(),
            about.daysPastDue(),
            about.overdue(),
            List.of());
    Instant now = clock.instant();
    return new Errand(
        approach,
        new OutboundMessage.Template(text),
        now,
        now,
        endOf(borrower, message, now),
        false,
        people.sharing(borrower));
  }

  /** A text that counts days is true for one day only. */
  private Instant endOf(Borrower borrower, FilledTemplate message, Instant now) {
    Instant end = now.plus(LASTS);
    boolean countsDays =
        message.template().fields().stream().anyMatch(field -> field.type() == FieldType.DAYS);
    Instant midnight = new DebtorDay(policy.zones(borrower)).endAfter(now);
    return countsDays && midnight.isBefore(end) ? midnight : end;
  }

  private void plan(DispatchId id, Errand errand) {
    Approach approach = errand.approach();
    MessageSender sender = Objects.requireNonNull(senders.get(approach.channel()));
    PlanKey key = new PlanKey(CAMPAIGN, approach.borrower().id(), "send", id.value());
    Dispatch.Builder dispatch =
        Dispatch.of(id, key, SenderId.of(sender))
            .notBefore(errand.madeAt())
            .expiresAt(errand.endsAt())
            .priority(1)
            .policy("contact", String.join("; ", policy.packVersions()))
            .brief(Brief.of(errand));
    approach.loan().ifPresent(dispatch::loan);
    boolean added = errands.add(id, errand);
    Planned planned =
        ledger
            .plan(List.of(dispatch.build(approach.point().orElseThrow(), errand.content())))
            .get(0);
    if (added && !planned.isNew()) { // another process took it in: its text and its check count
      errands.drop(id);
    }
  }

  private Optional<Channel> channelFor(Borrower borrower) {
    return senders.keySet().stream()
        .filter(channel -> Approach.point(borrower, channel).isPresent())
        .min(
            Comparator.comparing((Channel channel) -> !channel.equals(Channel.WHATSAPP))
                .thenComparing(Channel::name));
  }
}
