package dev.mora.outreach;

import dev.mora.channel.ContentScanner;
import dev.mora.channel.InboundParser;
import dev.mora.channel.MediaSource;
import dev.mora.channel.MessageSender;
import dev.mora.contact.ContactPolicy;
import dev.mora.conversation.ReceiptStore;
import dev.mora.conversation.Router;
import dev.mora.conversation.Tray;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.event.EventListener;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEvent;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Dispatcher;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.Progress;
import dev.mora.ledger.RunReport;
import dev.mora.ledger.Sleeper;
import dev.mora.ledger.Stop;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.BorrowersByPhone;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import dev.mora.portfolio.PortfolioSource;
import dev.mora.promise.PromiseToPay;
import dev.mora.score.Scores;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.segmentation.SegmentationRun;
import dev.mora.template.FilledTemplate;
import dev.mora.template.MessageTemplate;
import dev.mora.template.MoneyStyle;
import dev.mora.template.TemplateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
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

  private final DeliveryLedger ledger;
  private final ContactPolicy policy;
  private final InstantSource clock;
  private final Map<Channel, MessageSender> senders;
  private final Dispatcher dispatcher;
  private final Singles singles;
  private final CampaignRun campaigns;
  private final Plans plans;
  private final LoanNews news;
  private final InboxDesk inbox;
  private final Listener listener;
  private final Tray tray;
  private final Receipts receipts;
  private final Errands errands = new Errands();
  private final People people;
  private final StoppedTemplates stopped;
  private final boolean approvals;
  private volatile boolean closed;

  private Outreach(Builder b) {
    ledger = required(b.ledger, "ledger");
    policy = required(b.policy, "contactPolicy");
    clock = required(b.clock, "clock");
    senders = Map.copyOf(b.senders);
    approvals = b.approvals;
    tray = b.tray == null ? Tray.of(ledger.notes()) : b.tray;
    people = new People(b.borrowers, ledger);
    stopped = new StoppedTemplates(ledger);
    Holds holds = new Holds(ledger.notes());
    news = new LoanNews(ledger, holds, errands, clock);
    plans =
        new Plans(
            ledger,
            policy,
            clock,
            senders,
            holds,
            stopped,
            tray,
            new Plans.Sorting(b.delinquency, b.segmentation, b.models, b.preparation),
            new Plans.Words(
                Map.copyOf(b.templates), Optional.ofNullable(b.links), List.copyOf(b.amounts)));
    dispatcher = dispatcher(b);
    Optional<Creditor> house = Optional.ofNullable(b.creditor);
    if (b.acknowledges && house.isEmpty()) {
      throw new IllegalStateException("an outreach that acknowledges needs creditor(...)");
    }
    singles =
        new Singles(
            ledger,
            policy,
            senders,
            house,
            clock,
            errands,
            people,
            dispatcher,
            new Told(policy, stopped),
            b.accounts != null,
            List.copyOf(b.amounts));
    campaigns = new CampaignRun(ledger, policy, clock, errands);
    Answers answers =
        new Answers(ledger, senders, b.acknowledges ? house : Optional.empty(), clock, errands);
    receipts =
        new Receipts(ledger.notes(), tray, List.copyOf(b.sources), b.receipts, b.scanner, clock);
    listener =
        new Listener(
            ledger, policy, people, tray, b.router, clock, answers, news::disputed, receipts);
    ProviderNews providerNews =
        new ProviderNews(ledger, people, tray, listener, senders, stopped, clock, b.listener);
    inbox =
        new InboxDesk(ledger, b.parsers, tray, clock, listener, providerNews, dispatcher::tooFast);
  }

  private Dispatcher dispatcher(Builder b) {
    Gatekeeper gatekeeper =
        new Gatekeeper(
            policy,
            Optional.ofNullable(b.accounts),
            errands,
            new Household(ledger, people),
            b.tolerance,
            b.maxSnapshotAge);
    GateCheck gate = new FirstComer(ledger, policy, errands).and(gatekeeper);
    EventListener host = b.listener;
    Dispatcher.Builder dispatching =
        Dispatcher.builder(ledger, gate, "outreach-" + b.processId, clock)
            .listener(
                event -> {
                  if (event instanceof DispatchEvent dispatch) {
                    errands.heard(dispatch);
                  }
                  host.on(event);
                });
    senders.values().forEach(dispatching::sender);
    if (b.sleeper != null) {
      dispatching.sleeper(b.sleeper);
    }
    if (b.nanoTime != null) {
      dispatching.nanoTime(b.nanoTime);
    }
    if (b.volatileAllowed) {
      dispatching.allowVolatileLedger();
    }
    return dispatching.build();
  }

  public static Builder builder() {
    return new Builder();
  }

  // --- out

  /**
   * Sends one message to one borrower, or says why not. The id is the idempotency key: asked again
   * with the same id, the answer is what became of the first message, and nothing is sent again.
   * What must wait waits at most 12 hours, and a text that counts days until the debtor's midnight.
   *
   * @return ends on a thread of the sender; exceptionally only if the ledger fails
   * @throws dev.mora.template.InvalidMessage if the text cannot be made; nothing is planned then
   * @throws IllegalStateException if nobody says on whose behalf, or this is closed
   */
  public CompletableFuture<Outcome> send(DispatchId id, Borrower borrower, FilledTemplate message) {
    return send(id, borrower, message, About.collection());
  }

  /**
   * Like {@link #send(DispatchId, Borrower, FilledTemplate)}, saying what the message is about.
   * Only one that names its loan is held against the live account and against what was told of the
   * loan.
   */
  public CompletableFuture<Outcome> send(
      DispatchId id, Borrower borrower, FilledTemplate message, About about) {
    requireOpen();
    return singles.send(id, borrower, message, about);
  }

  /**
   * Plans a day of a strategy over a portfolio. Sends nothing and writes nothing; the same input
   * gives the same plan.
   *
   * @param asOf the day whose facts are used; nothing is sent before it begins where the debtor
   *     lives, and what is sent on a later day says that day's figures
   * @throws IllegalStateException if no segmentation was given to the builder, or one that holds
   *     segments without the memory of its last run
   * @throws IllegalArgumentException if the strategy names a segment, a template or a field that
   *     does not exist
   */
  public Plan plan(CampaignId campaign, Strategy strategy, PortfolioSource source, LocalDate asOf) {
    return plans.plan(campaign, strategy, source, asOf);
  }

  /**
   * Runs a plan until nothing of it is due: what is deferred stays in the ledger for {@link #work}.
   * The same plan again, or after a crash, sends what is still open and nothing twice. The
   * portfolio's consents and contacts are taken into the ledger first. Notifications are read
   * between sends, so an opt-out counts for whoever comes later in the run.
   *
   * @param progress told on this thread
   * @throws NotApproved if plans need an approval and this one has none
   * @throws IllegalStateException if this is closed
   */
  public RunReport run(Plan plan, Progress progress) {
    requireOpen();
    campaigns.propose(plan, approvals);
    people.know(plan);
    campaigns.begin(plan);
    listener.agents(plan);
    inbox.apply();
    return dispatcher.run(plan.campaign(), hearing(progress));
  }

  // --- campaigns

  /**
   * A named person approves this plan and no other: one that differs in a person, a word or a day
   * has another {@link Plan#digest}. As durable as the ledger, so any process may run it.
   */
  public CampaignRecord approve(Plan plan, String by) {
    ledger.propose(plan.campaign(), plan.digest());
    return ledger.approve(plan.campaign(), plan.digest(), by);
  }

  /** Nothing more of a campaign is sent, by any process, until {@link #resume}. */
  public CampaignRecord pause(CampaignId campaign, String reason, String actor) {
    return ledger.pause(campaign, reason, actor);
  }

  public CampaignRecord resume(CampaignId campaign, String actor) {
    return ledger.resume(campaign, actor);
  }

  /**
   * Ends a campaign for good.
   *
   * @return how many messages were cancelled
   */
  public int cancel(CampaignId campaign, String reason, String actor) {
    return ledger.cancel(campaign, reason, actor);
  }

  /** Reads every row of the campaign. */
  public CampaignProgress progress(CampaignId campaign) {
    return Headway.of(ledger, campaign, clock.instant());
  }

  private Progress hearing(Progress progress) {
    return (done, total) -> {
      progress.at(done, total);
      inbox.apply();
    };
  }

  // --- in

  /**
   * Keeps the bytes of a notification. Verify its signature first; answer the provider 200 when
   * this is true and 503 when it is false, so that it tries again. {@link #work} reads it.
   */
  public boolean receive(Channel channel, byte[] body) {
    return inbox.store(channel, body);
  }

  /**
   * Does what is due by now: reads notifications, sends what waited, ends leases. May be called
   * while a run is under way on another thread.
   */
  public RunReport work() {
    inbox.apply();
    ledger.reap();
    errands.sweep(clock.instant());
    return dispatcher.run(hearing(Progress.none()));
  }

  /** Reads the notifications that were kept, without sending anything. */
  public void hear() {
    inbox.apply();
  }

  /**
   * Fetches the pictures and PDFs that people sent, as far as a try is due: what came of each
   * stands on its tray item. Blocks for as long as the provider takes, so a host calls it on a
   * thread of its own, every ten seconds or so; several processes may, and share the work. A file
   * that cannot be fetched is tried again for seven days.
   *
   * @return how many files were settled, kept or not
   */
  public int fetchReceipts() {
    return receipts.fetch();
  }

  /** What people said and what agents have to do. */
  public Tray tray() {
    return tray;
  }

  // --- what happened elsewhere

  /**
   * Money came in for a loan: what waits about it is cancelled, since its amounts are old, and
   * nothing dunning is sent about it with facts that may not know of the money; as durable as the
   * ledger. A plan's facts are taken to be those of the beginning of its day where the debtor
   * lives, or of the day on which it is made if that is earlier; so there is no message about the
   * loan until a plan of the next day, whose portfolio has to show the money. The facts of a single
   * message are those of its moment. The clocks of two processes may differ by an hour: what has
   * facts of up to an hour after this is not sent either.
   *
   * @return how many messages were cancelled
   */
  public int paid(LoanId loan) {
    return news.paid(loan);
  }

  /**
   * A promise was made by any door: what waits is cancelled, dunning rests until its grace is over;
   * as durable as the ledger.
   *
   * @return how many messages were cancelled
   */
  public int promised(PromiseToPay promise) {
    return news.promised(promise);
  }

  /**
   * The debtor disputes the debt: what waits is cancelled, dunning stops until {@link
   * #disputeEnded}; as durable as the ledger.
   *
   * @return how many messages were cancelled
   */
  public int disputed(LoanId loan) {
    return news.disputed(loan);
  }

  /** The dispute was answered: dunning may go on with the next plan. */
  public void disputeEnded(LoanId loan) {
    news.disputeEnded(loan);
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

  /**
   * Takes back a stop that was recorded by mistake, of a number and of everybody here who is known
   * to have it: what was agreed before on the channel counts again from now on. Whoever says stop
   * after this has said it. As durable as the ledger, and kept with the name of who did it.
   *
   * @param reason what it is known by that it was a mistake
   * @return false if the number had not said stop on the channel
   */
  public boolean takeBackStop(PhoneNumber number, Channel channel, String reason, String actor) {
    return people.takeBack(number, channel, new Stop(reason, actor, clock.instant()));
  }

  /**
   * A template of WhatsApp in one language was compared: what needs it waits unless it may be sent,
   * which ends each stop before; a notification ({@link #receive}) ends none for a text or a
   * category. As durable as the ledger; of all processes.
   */
  public void templateChanged(TemplateStatus status) {
    templateChanged(Channel.WHATSAPP, status);
  }

  /** The same on any channel: what its provider says binds no other one. */
  public void templateChanged(Channel channel, TemplateStatus status) {
    stopped.compared(channel, status);
  }

  /** Nothing more is sent for this lender until {@link #resumeAll}; as durable as the ledger. */
  public void stopAll(String reason, String actor) {
    ledger.stopAll(reason, actor);
  }

  public void resumeAll(String actor) {
    ledger.resumeAll(actor);
  }

  /**
   * Forgets who a borrower is: all that {@link DeliveryLedger#erase} does, and the files that the
   * borrower sent. Cut short, it is only called again.
   */
  public void erase(BorrowerId borrower) {
    ledger.erase(borrower);
    receipts.sweep();
  }

  /**
   * The end of retention: all that {@link DeliveryLedger#forgetBefore} does, and files that came
   * before the moment.
   *
   * @return how many dispatches were blanked
   */
  public int forgetBefore(Instant before) {
    receipts.forgetBefore(before);
    return ledger.forgetBefore(before);
  }

  public DeliveryLedger ledger() {
    return ledger;
  }

  /**
   * Starts nothing more and waits for what is under way, at most 30 seconds. Ledger and senders
   * stay open: they are the host's; {@link #receive} still keeps what comes in.
   */
  @Override
  public void close() {
    closed = true;
    dispatcher.close();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this outreach is closed");
    }
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
    private Scores models = Scores.none();
    private UnaryOperator<SegmentationRun> preparation = UnaryOperator.identity();
    private @Nullable LiveAccounts accounts;
    private @Nullable PaymentLinks links;
    private List<MoneyStyle> amounts = List.of();
    private AmountTolerance tolerance = AmountTolerance.none();
    private Duration maxSnapshotAge = Duration.ofSeconds(5);
    private BorrowersByPhone borrowers = BorrowersByPhone.none();
    private @Nullable Tray tray;
    private Router router = Router.standard();
    private final List<MediaSource> sources = new ArrayList<>();
    private ReceiptStore receipts = ReceiptStore.inMemory();
    private ContentScanner scanner = ContentScanner.none();
    private EventListener listener = EventListener.none();
    private @Nullable Sleeper sleeper;
    private @Nullable LongSupplier nanoTime;
    private boolean volatileAllowed;
    private boolean acknowledges;
    private boolean approvals;
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

    /** All that the strategies name; required to plan. */
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
      return segmentation(value, UnaryOperator.identity());
    }

    /**
     * Like {@link #segmentation(SegmentationPolicy)} for a policy that holds segments, or compares
     * with percentiles of an earlier run.
     *
     * @param run gives the run of a plan, which has the {@link #models} already, what it needs:
     *     {@code run -> run.memory(SegmentMemory.load(file))}; asked on each plan. What the next
     *     one has to be given is {@code plan.segmented().memory()}
     */
    public Builder segmentation(SegmentationPolicy value, UnaryOperator<SegmentationRun> run) {
      segmentation = value;
      preparation = run;
      return this;
    }

    /** What fills {@code score.NAME} in a plan; none unless given. */
    public Builder models(Scores value) {
      models = value;
      return this;
    }

    /** Fills {@code pay-link} fields; a loan's own {@code pay_url} does unless it is given. */
    public Builder paymentLinks(PaymentLinks value) {
      links = value;
      return this;
    }

    /** How amounts of some currencies are written in every message, whatever the channel. */
    public Builder amounts(List<MoneyStyle> value) {
      amounts = List.copyOf(value);
      return this;
    }

    /** Asked before each send; without it only the facts of the plan count. */
    public Builder accounts(LiveAccounts value) {
      accounts = value;
      return this;
    }

    /** How far a live account may be from the text; {@link AmountTolerance#none()} unless given. */
    public Builder amountTolerance(AmountTolerance value) {
      tolerance = value;
      return this;
    }

    /**
     * An account that was read longer ago is not trusted; 5 seconds unless given, which is also the
     * most.
     */
    public Builder maxSnapshotAge(Duration value) {
      if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofSeconds(5)) > 0) {
        throw new IllegalArgumentException(
            "an account is trusted for more than 0 and at most 5 seconds: " + value);
      }
      maxSnapshotAge = value;
      return this;
    }

    /** Tells who writes from a number, beside the borrowers of the plans that were run. */
    public Builder borrowers(BorrowersByPhone value) {
      borrowers = value;
      return this;
    }

    /** On the ledger's notes unless given: {@link Tray#of}. */
    public Builder tray(Tray value) {
      tray = value;
      return this;
    }

    public Builder router(Router value) {
      router = value;
      return this;
    }

    /**
     * Fetches the pictures and PDFs that people send, see {@link Outreach#fetchReceipts}; without
     * one they stay with the provider. One for each account.
     *
     * @param store where the bytes are kept; the same for all accounts, the last one counts
     */
    public Builder receipts(MediaSource source, ReceiptStore store) {
      sources.add(source);
      receipts = store;
      return this;
    }

    /** Looks at each file before anybody can; {@link ContentScanner#none()} unless given. */
    public Builder scanner(ContentScanner value) {
      scanner = value;
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

    /** {@link Outreach#run} refuses a plan that nobody has {@link Outreach#approve approved}. */
    public Builder requireApproval() {
      approvals = true;
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

    /** See {@link Dispatcher.Builder#nanoTime}; on a clock moved by hand, its own. */
    public Builder nanoTime(LongSupplier value) {
      nanoTime = value;
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
