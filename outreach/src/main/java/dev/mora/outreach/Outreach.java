package dev.mora.outreach;

import dev.mora.channel.InboundParser;
import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.contact.ContactPolicy;
import dev.mora.contact.Initiation;
import dev.mora.contact.Suppression;
import dev.mora.conversation.Router;
import dev.mora.conversation.Tray;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.event.EventListener;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Dispatcher;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.Progress;
import dev.mora.ledger.RunReport;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.Sleeper;
import dev.mora.ledger.State;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowersByPhone;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.ContactPoint;
import dev.mora.party.Creditor;
import dev.mora.portfolio.Portfolio;
import dev.mora.portfolio.PortfolioSource;
import dev.mora.promise.PromiseToPay;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.segmentation.Segmented;
import dev.mora.template.FilledTemplate;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a host holds. Every message of a campaign and every single one goes the same way: contact
 * policy, ledger, gate, sender; what comes back is stored before anything reads it. Thread-safe.
 *
 * <p>It owns no threads. {@link #run} works on the caller's thread, {@link #send} hands over on it
 * and ends on the sender's, and {@link #work}, called every second or so by the host's scheduler,
 * does what is due: notifications, deferred messages, leases that ran out.
 *
 * <pre>{@code
 * Outreach outreach = Outreach.builder()
 *     .sender(sender).ledger(ledger).contactPolicy(ContactPolicy.of("MX"))
 *     .accounts(loans::liveAccount).clock(clock).build();
 * }</pre>
 */
public final class Outreach implements AutoCloseable {

  private static final int PAGE = 1_000;
  private static final CampaignId SINGLE = CampaignId.of("single");
  private static final Duration SINGLE_LASTS = Duration.ofHours(12);

  private final DeliveryLedger ledger;
  private final ContactPolicy policy;
  private final InstantSource clock;
  private final @Nullable Creditor creditor;
  private final Map<Channel, MessageSender> senders;
  private final Map<String, MessageTemplate> templates;
  private final DelinquencyPolicy delinquency;
  private final @Nullable SegmentationPolicy segmentation;
  private final Dispatcher dispatcher;
  private final InboxDesk inbox;
  private final Holds holds = new Holds();
  private final People people;
  private final Map<DispatchId, Approach> approaches = new ConcurrentHashMap<>();
  private final Map<String, String> stopped = new ConcurrentHashMap<>();

  private Outreach(Builder b) {
    ledger = required(b.ledger, "ledger");
    policy = required(b.policy, "contactPolicy");
    clock = required(b.clock, "clock");
    creditor = b.creditor;
    senders = Map.copyOf(b.senders);
    templates = Map.copyOf(b.templates);
    delinquency = b.delinquency;
    segmentation = b.segmentation;
    people = new People(b.borrowers);
    Gatekeeper gatekeeper =
        new Gatekeeper(
            policy,
            Optional.ofNullable(b.accounts),
            id -> Optional.ofNullable(approaches.get(id)),
            approach -> holds.of(approach.loan()));
    Dispatcher.Builder dispatching =
        Dispatcher.builder(ledger, gatekeeper, "outreach-" + b.processId, clock)
            .listener(b.listener);
    senders.values().forEach(dispatching::sender);
    if (b.sleeper != null) {
      dispatching.sleeper(b.sleeper);
    }
    if (b.volatileAllowed) {
      dispatching.allowVolatileLedger();
    }
    dispatcher = dispatching.build();
    Answers answers =
        new Answers(
            ledger,
            senders,
            people,
            b.acknowledges ? Optional.of(required(creditor, "creditor")) : Optional.empty(),
            clock,
            approaches::putIfAbsent,
            this::disputed);
    inbox =
        new InboxDesk(
            ledger, policy, Map.copyOf(b.parsers), people, b.tray, b.router, clock, answers);
  }

  public static Builder builder() {
    return new Builder();
  }

  // --- out

  /**
   * Sends one message to one borrower, or says why not. The id is the idempotency key: asked again
   * with the same id, the answer is what became of the first message, and nothing is sent again.
   *
   * @return ends on a thread of the sender; exceptionally only if the ledger fails
   * @throws dev.mora.template.InvalidMessage if the text cannot be made; nothing is planned then
   * @throws IllegalArgumentException if no sender's channel reaches the borrower
   */
  public CompletableFuture<Outcome> send(DispatchId id, Borrower borrower, FilledTemplate message) {
    return send(id, borrower, message, About.collection());
  }

  /** Like {@link #send(DispatchId, Borrower, FilledTemplate)}, saying what the message is about. */
  public CompletableFuture<Outcome> send(
      DispatchId id, Borrower borrower, FilledTemplate message, About about) {
    Channel channel = channelFor(borrower);
    MessageSender sender = Objects.requireNonNull(senders.get(channel));
    Creditor speaker = message.creditor().orElseGet(() -> required(creditor, "creditor"));
    FilledTemplate spoken = message.by(speaker);
    Rendering rendering =
        spoken.render(Planner.language(borrower, message.template()), sender.textProfile());
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
            about.overdue());
    approaches.putIfAbsent(id, approach);
    people.know(borrower);
    Instant now = clock.instant();
    Dispatch.Builder dispatch =
        Dispatch.of(id, new PlanKey(SINGLE, borrower.id(), "send", id.value()), SenderId.of(sender))
            .notBefore(now)
            .expiresAt(now.plus(SINGLE_LASTS))
            .priority(1)
            .policy("contact", String.join("; ", policy.packVersions()));
    about.loan().ifPresent(dispatch::loan);
    ContactPoint to = Planner.point(borrower, channel).orElseThrow();
    ledger.plan(List.of(dispatch.build(to, new OutboundMessage.Template(rendering))));
    return dispatcher.send(id).toCompletableFuture().thenApply(Outreach::outcome);
  }

  /**
   * Plans a day of a strategy over a portfolio. Sends nothing and writes nothing; the same input
   * gives the same plan.
   *
   * @param asOf the day whose facts are used
   * @throws IllegalStateException if no segmentation was given to the builder
   * @throws IllegalArgumentException if the strategy names a template or a field that does not
   *     exist
   */
  public Plan plan(CampaignId campaign, Strategy strategy, PortfolioSource source, LocalDate asOf) {
    if (segmentation == null) {
      throw new IllegalStateException("a plan needs a segmentation: give one to the builder");
    }
    Instant now = clock.instant();
    Portfolio portfolio = source.read();
    Segmented segmented = segmentation.segment(portfolio, delinquency, asOf);
    Archive archive = new Archive(portfolio, ledger, holds, asOf);
    Planner planner =
        new Planner(
            campaign, strategy, templates, policy, senders, archive::dossier, stopped, asOf, now);
    List<PlannedStep> rows = planner.rows(segmented);
    return new Plan(
        campaign, strategy, asOf, now, segmented, rows, portfolio, planner.approaches());
  }

  /**
   * Runs a plan until nothing of it is due: what is deferred stays in the ledger for {@link #work}.
   * The same plan again, or after a crash, sends what is still open and nothing twice.
   *
   * @param progress told on this thread
   */
  public RunReport run(Plan plan, Progress progress) {
    plan.portfolio().consents().forEach(ledger::consent);
    plan.portfolio().contacts().forEach(ledger::record);
    approaches.putAll(plan.approaches());
    people.know(plan);
    List<Dispatch> dispatches = plan.dispatches();
    for (int from = 0; from < dispatches.size(); from += PAGE) {
      ledger.plan(dispatches.subList(from, Math.min(from + PAGE, dispatches.size())));
    }
    inbox.agents(plan);
    return dispatcher.run(plan.campaign(), progress);
  }

  // --- in

  /**
   * Keeps the bytes of a notification. Verify its signature first; answer the provider 200 when
   * this is true and 503 when it is false, so that it tries again. {@link #work} reads it.
   */
  public boolean receive(Channel channel, byte[] body) {
    return inbox.store(channel, body);
  }

  /** Does what is due by now: reads notifications, sends what waited, ends leases. */
  public RunReport work() {
    inbox.apply();
    ledger.reap();
    return dispatcher.run(Progress.none());
  }

  /** Reads the notifications that were kept, without sending anything. */
  public void hear() {
    inbox.apply();
  }

  /** What people said and what agents have to do. */
  public Tray tray() {
    return inbox.tray();
  }

  // --- what happened elsewhere

  /** Money came in for a loan: what waits about it is cancelled, since its amounts are old. */
  public int paid(LoanId loan) {
    return cancel(loan, "paid");
  }

  /**
   * A promise was made by any door: what waits is cancelled, dunning rests until its grace is over.
   */
  public int promised(PromiseToPay promise) {
    holds.add(promise.loan(), Archive.promised(promise));
    return cancel(promise.loan(), "promised");
  }

  /** The debtor disputes the debt: dunning stops until the next portfolio says otherwise. */
  public int disputed(LoanId loan) {
    holds.add(loan, Suppression.of(Suppression.Reason.DISPUTED, loan));
    return cancel(loan, "disputed");
  }

  /**
   * A contact was made outside (call, letter, other system): it counts for every cap from now on.
   */
  public void contacted(ContactRecord contact) {
    ledger.record(contact);
  }

  /** The borrower agreed or objected to being written to. */
  public void consented(Consent consent) {
    ledger.consent(consent);
  }

  /** A provider changed a template: steps that need it stop or go on. */
  public void templateChanged(TemplateStatus status) {
    if (status.isSendable()) {
      stopped.remove(status.template());
    } else {
      stopped.put(
          status.template(),
          status.state() + (status.reason().isEmpty() ? "" : " " + status.reason()));
    }
  }

  /** Nothing more is sent for this lender until {@link #resumeAll}; as durable as the ledger. */
  public void stopAll(String reason, String actor) {
    ledger.stopAll(reason, actor);
  }

  public void resumeAll(String actor) {
    ledger.resumeAll(actor);
  }

  public DeliveryLedger ledger() {
    return ledger;
  }

  /**
   * Waits for what is under way, at most 30 seconds. Ledger and senders stay open: they are the
   * host's.
   */
  @Override
  public void close() {
    dispatcher.close();
  }

  private int cancel(LoanId loan, String reason) {
    List<DispatchId> open = new ArrayList<>();
    ledger.forEach(
        EntryFilter.all().in(State.PLANNED, State.CLAIMED, State.PARKED),
        entry -> {
          if (entry.header().loans().contains(loan)) {
            open.add(entry.id());
          }
        });
    int cancelled = 0;
    for (DispatchId id : open) {
      cancelled += ledger.cancel(EntryFilter.of(id), reason, "host");
    }
    return cancelled;
  }

  private Channel channelFor(Borrower borrower) {
    return senders.keySet().stream()
        .filter(channel -> Planner.point(borrower, channel).isPresent())
        .sorted(
            java.util.Comparator.comparing((Channel c) -> !c.equals(Channel.WHATSAPP))
                .thenComparing(Channel::name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "borrower " + borrower.id() + " has no contact point for " + senders.keySet()));
  }

  private static Outcome outcome(DispatchEntry entry) {
    Reason reason = new Reason(entry.reason(), entry.detail(), entry.detail(), entry.detail());
    return switch (entry.state()) {
      case ACCEPTED, SENT, DELIVERED, READ -> new Outcome.Sent(entry.id());
      case PLANNED, CLAIMED, SUBMITTING ->
          new Outcome.Deferred(entry.id(), entry.notBefore(), reason);
      case UNKNOWN, UNKNOWN_HELD, ASSUMED_SENT -> new Outcome.Unknown(entry.id());
      case FAILED -> new Outcome.Refused(entry.id(), reason);
      case SUPPRESSED, EXPIRED, CANCELLED, PARKED -> new Outcome.Silent(entry.id(), reason);
    };
  }

  private static <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalStateException("an outreach needs " + what + "(...)");
    }
    return value;
  }

  /** What an outreach is made of. Not thread-safe. */
  public static final class Builder {

    private @Nullable DeliveryLedger ledger;
    private @Nullable ContactPolicy policy;
    private @Nullable InstantSource clock;
    private @Nullable Creditor creditor;
    private final Map<Channel, MessageSender> senders = new LinkedHashMap<>();
    private final Map<Channel, InboundParser> parsers = new LinkedHashMap<>();
    private final Map<String, MessageTemplate> templates = new LinkedHashMap<>();
    private DelinquencyPolicy delinquency = DelinquencyPolicy.standard();
    private @Nullable SegmentationPolicy segmentation;
    private @Nullable LiveAccounts accounts;
    private BorrowersByPhone borrowers = BorrowersByPhone.none();
    private Tray tray = Tray.inMemory();
    private Router router = Router.standard();
    private EventListener listener = EventListener.none();
    private @Nullable Sleeper sleeper;
    private boolean volatileAllowed;
    private boolean acknowledges;
    private String processId = UUID.randomUUID().toString();

    private Builder() {}

    /** One for each channel; a second one of a channel replaces the first. Required to send. */
    public Builder sender(MessageSender value) {
      senders.put(value.channel(), value);
      return this;
    }

    /** Reads a channel's notifications. */
    public Builder inbound(InboundParser value) {
      parsers.put(value.channel(), value);
      return this;
    }

    /** Required. */
    public Builder ledger(DeliveryLedger value) {
      ledger = value;
      return this;
    }

    /** Required. */
    public Builder contactPolicy(ContactPolicy value) {
      policy = value;
      return this;
    }

    /** Wall clock; required. */
    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /** Speaks in single sends whose template names no creditor of its own. */
    public Builder creditor(Creditor value) {
      creditor = value;
      return this;
    }

    public Builder templates(List<MessageTemplate> values) {
      values.forEach(template -> templates.put(template.name(), template));
      return this;
    }

    /** {@link DelinquencyPolicy#standard()} unless given. */
    public Builder delinquency(DelinquencyPolicy value) {
      delinquency = value;
      return this;
    }

    /** Required to plan. */
    public Builder segmentation(SegmentationPolicy value) {
      segmentation = value;
      return this;
    }

    /** Asked before each send; without it only the facts of the plan count. */
    public Builder accounts(LiveAccounts value) {
      accounts = value;
      return this;
    }

    /** Tells who writes from a number, beside the borrowers of the plans that were run. */
    public Builder borrowers(BorrowersByPhone value) {
      borrowers = value;
      return this;
    }

    /** In memory unless given. */
    public Builder tray(Tray value) {
      tray = value;
      return this;
    }

    public Builder router(Router value) {
      router = value;
      return this;
    }

    /**
     * Says at once to everybody who writes that it was heard; without it only people answer. Needs
     * a {@link #creditor}.
     */
    public Builder acknowledge() {
      acknowledges = true;
      return this;
    }

    public Builder listener(EventListener value) {
      listener = value;
      return this;
    }

    /** How a run waits while nothing is under way; on a clock moved by hand, move it. */
    public Builder sleeper(Sleeper value) {
      sleeper = value;
      return this;
    }

    /** See {@link Dispatcher.Builder#allowVolatileLedger()}. */
    public Builder allowVolatileLedger() {
      volatileAllowed = true;
      return this;
    }

    /**
     * @throws IllegalStateException if something required is missing, or a live sender would work
     *     on a ledger that forgets
     */
    public Outreach build() {
      return new Outreach(this);
    }
  }
}
