package dev.mora.ledger;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.SendResult;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole protocol in the memory of one process: for tests, dry runs and loopback addresses. It
 * keeps every promise of {@link DeliveryLedger} but one: when the process ends, all is forgotten,
 * and what was sent may be sent again. One lock guards everything, so a gate sees the world stand
 * still.
 */
public final class InMemoryLedger implements DeliveryLedger {

  private static final Logger LOG = LoggerFactory.getLogger(InMemoryLedger.class);

  /*
   *  LedgerLock ── held by every command below
   *    MemoryBooks (rows, events, queues) <── Planning, Claiming, Gate, Outcomes, Reaper, Orders
   *    Stops ── Aftermath ── Statuses <── InMemoryInbox
   *    BorrowerFiles
   */
  private final LedgerLock lock = new LedgerLock();
  private final LedgerSettings settings;
  private final MemoryBooks books;
  private final Planning planning;
  private final Claiming claiming;
  private final Gate gate;
  private final Outcomes outcomes;
  private final Statuses statuses;
  private final Reaper reaper;
  private final Orders orders;
  private final Stops stops;
  private final Campaigns campaigns;
  private final BorrowerFiles files;
  private final InMemoryInbox inbox;
  private final InMemoryNotebook notes;

  private InMemoryLedger(LedgerSettings settings, InboxLimits limits, InstantSource clock) {
    this.settings = settings;
    books = new MemoryBooks(lock, clock);
    stops = new Stops(books);
    campaigns = new Campaigns(books);
    notes = new InMemoryNotebook(lock);
    files = new BorrowerFiles(books, notes);
    orders = new Orders(books);
    var aftermath = new Aftermath(books, stops);
    statuses = new Statuses(books, aftermath, settings.environment(), limits.unmatched());
    planning = new Planning(books, campaigns, statuses);
    claiming = new Claiming(books, stops, campaigns);
    gate = new Gate(books, stops, campaigns, files, settings.maxAttempts());
    outcomes = new Outcomes(books, statuses, stops, aftermath);
    reaper = new Reaper(books, statuses, settings);
    inbox = new InMemoryInbox(lock, clock, limits, statuses);
  }

  /** In the environment {@code local}. */
  public static InMemoryLedger of(InstantSource clock) {
    return of(LedgerSettings.of("local"), clock);
  }

  /**
   * @param clock leases and waiting times run by it
   */
  public static InMemoryLedger of(LedgerSettings settings, InstantSource clock) {
    return of(settings, InboxLimits.standard(), clock);
  }

  /**
   * @param limits of what it takes in from providers
   * @param clock leases and waiting times run by it
   */
  public static InMemoryLedger of(
      LedgerSettings settings, InboxLimits limits, InstantSource clock) {
    LOG.info("ledger in memory: what it knows ends with this process");
    return new InMemoryLedger(settings, limits, clock);
  }

  @Override
  public Durability durability() {
    return Durability.NONE;
  }

  @Override
  public LedgerSettings settings() {
    return settings;
  }

  // --- the way of a dispatch

  @Override
  public List<Planned> plan(List<Dispatch> dispatches) {
    Planning.requirePage(dispatches);
    return lock.locked(() -> planning.plan(dispatches));
  }

  @Override
  public List<Claim> claim(ClaimRequest request) {
    return lock.locked(() -> claiming.claim(request));
  }

  @Override
  public GateResult gate(Claim claim, Instant now, GateCheck check) {
    return lock.locked(() -> gate.pass(claim, now, check));
  }

  @Override
  public void giveBack(Claim claim) {
    lock.run(() -> claiming.giveBack(claim));
  }

  @Override
  public Applied outcome(Claim claim, SendResult result) {
    return lock.locked(() -> outcomes.apply(claim, result));
  }

  @Override
  public Merged merge(ChannelEvent.Status.Delivery status) {
    return lock.locked(() -> statuses.merge(status));
  }

  @Override
  public ReapReport reap() {
    return lock.locked(reaper::reap);
  }

  @Override
  public int cancel(EntryFilter filter, String reason, String actor) {
    return lock.locked(() -> orders.cancel(filter, reason, actor));
  }

  @Override
  public int release(EntryFilter filter, String actor) {
    return lock.locked(() -> orders.release(filter, actor));
  }

  // --- people

  @Override
  public void record(ContactRecord contact) {
    lock.run(() -> files.record(contact));
  }

  @Override
  public void consent(Consent consent) {
    lock.run(() -> files.consent(consent));
  }

  @Override
  public void suppress(BorrowerId borrower, Suppression suppression) {
    lock.run(() -> files.suppress(borrower, suppression));
  }

  @Override
  public void lift(BorrowerId borrower, Suppression.Reason reason) {
    lock.run(() -> files.lift(borrower, reason));
  }

  @Override
  public void usable(BorrowerId borrower, Channel channel, ContactPoint point) {
    lock.run(() -> files.usable(borrower, channel, point));
  }

  // --- stops

  @Override
  public void stopAll(String reason, String actor) {
    lock.run(() -> stops.stopLender(reason, actor));
  }

  @Override
  public void resumeAll(String actor) {
    lock.run(stops::resumeLender);
  }

  @Override
  public Optional<Stop> stopped() {
    return lock.locked(stops::lender);
  }

  @Override
  public void stopSender(SenderId sender, String reason, String actor) {
    lock.run(() -> stops.stopSender(sender, reason, actor));
  }

  @Override
  public void resumeSender(SenderId sender, String actor) {
    lock.run(() -> books.desk(sender).resume());
  }

  @Override
  public Optional<Stop> stopped(SenderId sender) {
    return lock.locked(() -> stops.sender(sender));
  }

  @Override
  public int stopTemplate(TemplateKey template, String reason, String actor) {
    return lock.locked(() -> stops.stopTemplate(template, reason, actor));
  }

  @Override
  public int resumeTemplate(TemplateKey template, String actor) {
    return lock.locked(() -> stops.resumeTemplate(template, actor));
  }

  @Override
  public Map<TemplateKey, Stop> stoppedTemplates() {
    return lock.locked(stops::templates);
  }

  // --- campaigns

  @Override
  public CampaignRecord propose(CampaignId campaign, String digest) {
    return lock.locked(() -> campaigns.propose(campaign, digest));
  }

  @Override
  public CampaignRecord approve(CampaignId campaign, String digest, String by) {
    return lock.locked(() -> campaigns.approve(campaign, digest, by));
  }

  @Override
  public CampaignRecord pause(CampaignId campaign, String reason, String actor) {
    return lock.locked(() -> campaigns.pause(campaign, reason, actor));
  }

  @Override
  public CampaignRecord resume(CampaignId campaign, String actor) {
    return lock.locked(() -> campaigns.resume(campaign));
  }

  @Override
  public int cancel(CampaignId campaign, String reason, String actor) {
    return lock.locked(
        () -> {
          campaigns.cancel(campaign, reason, actor);
          return orders.cancel(EntryFilter.of(campaign), reason, actor);
        });
  }

  @Override
  public Optional<CampaignRecord> campaign(CampaignId campaign) {
    return lock.locked(() -> books.campaign(campaign));
  }

  @Override
  public List<CampaignRecord> campaigns() {
    return lock.locked(() -> books.campaigns(1000));
  }

  // --- what providers say

  @Override
  public WebhookInbox inbox() {
    return inbox;
  }

  @Override
  public List<Unmatched> unmatched() {
    return lock.locked(statuses::unmatched);
  }

  // --- queries

  @Override
  public Optional<DispatchEntry> find(DispatchId dispatch) {
    return lock.locked(() -> books.row(dispatch).map(row -> row.entry));
  }

  @Override
  public Optional<DispatchEntry> find(PlanKey key) {
    return lock.locked(() -> books.row(key).map(row -> row.entry));
  }

  @Override
  public Optional<DispatchEntry> findByProviderId(String providerMessageId) {
    return lock.locked(() -> books.byProviderId(providerMessageId).map(row -> row.entry));
  }

  @Override
  public void forEach(EntryFilter filter, Consumer<DispatchEntry> visitor) {
    List<DispatchEntry> matching =
        lock.locked(() -> books.rows(filter).stream().map(row -> row.entry).toList());
    matching.forEach(visitor);
  }

  @Override
  public Map<State, Long> counts() {
    return lock.locked(() -> books.counts(null));
  }

  @Override
  public Map<State, Long> counts(CampaignId campaign) {
    return lock.locked(() -> books.counts(campaign));
  }

  @Override
  public List<LedgerEvent> events(DispatchId dispatch) {
    return lock.locked(
        () -> books.row(dispatch).map(row -> List.copyOf(row.events)).orElse(List.of()));
  }

  @Override
  public ContactHistory history(BorrowerId borrower) {
    return lock.locked(() -> files.history(borrower));
  }

  @Override
  public Consents consents(BorrowerId borrower) {
    return lock.locked(() -> files.consents(borrower));
  }

  @Override
  public Set<Suppression> suppressions(BorrowerId borrower) {
    return lock.locked(() -> files.suppressions(borrower));
  }

  @Override
  public Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign) {
    return lock.locked(() -> claiming.nextDue(sender, campaign));
  }

  @Override
  public Notebook notes() {
    return notes;
  }

  // --- personal data

  @Override
  public BorrowerFile export(BorrowerId borrower) {
    return lock.locked(() -> files.export(borrower));
  }

  @Override
  public void erase(BorrowerId borrower) {
    lock.run(
        () -> {
          orders.erase(borrower);
          notes.erase(borrower);
        });
  }

  @Override
  public int forgetBefore(Instant before) {
    return lock.locked(
        () -> {
          inbox.forgetBefore(before);
          return orders.forgetBefore(before);
        });
  }

  @Override
  public void close() {
    lock.close();
  }
}
