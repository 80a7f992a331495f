package dev.mora.ledger;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.DailyReach;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The whole protocol over any {@link LedgerStore}: what may be claimed, sent, retried and taken
 * back is decided here, once for all stores. Keeps nothing itself.
 */
public sealed class StoredLedger implements DeliveryLedger permits InMemoryLedger {

  private static final int PAGE = 1000;

  private final LedgerStore store;
  private final LedgerSettings settings;
  private final Counter counter;
  private final StoredInbox inbox;
  private final StoredNotebook notes;

  StoredLedger(LedgerStore store, LedgerSettings settings) {
    this.store = store;
    this.settings = settings;
    counter = new Counter(store, settings);
    inbox = new StoredInbox(store, counter);
    notes = new StoredNotebook(counter);
  }

  /** Closing the ledger closes the store. */
  public static StoredLedger of(LedgerStore store, LedgerSettings settings) {
    return new StoredLedger(store, settings);
  }

  @Override
  public Durability durability() {
    return store.durability();
  }

  @Override
  public LedgerSettings settings() {
    return settings;
  }

  // --- the way of a dispatch

  @Override
  public List<Planned> plan(List<Dispatch> dispatches) {
    Planning.requirePage(dispatches);
    return counter.write(sitting -> sitting.planning.plan(dispatches));
  }

  @Override
  public List<Claim> claim(ClaimRequest request) {
    Claiming.Round round = counter.write(sitting -> sitting.claiming.claim(request, 0));
    while (round.isFull()) {
      long behind = round.waiting();
      round = counter.write(sitting -> sitting.claiming.claim(request, behind));
    }
    return round.claims();
  }

  @Override
  public List<GateResult> gate(List<GateRequest> requests, Instant now) {
    List<Claim> claims = requests.stream().map(GateRequest::claim).toList();
    BitSet begun =
        Gate.begunBefore(claims)
            .orElseGet(() -> counter.write(sitting -> sitting.gate.begin(claims)));
    return counter.write(sitting -> sitting.gate.pass(requests, begun, now));
  }

  @Override
  public Claim begin(Claim claim) {
    boolean begun =
        !claim.begun() && !counter.write(sitting -> sitting.gate.begin(List.of(claim))).isEmpty();
    return begun ? claim.asBegun() : claim;
  }

  @Override
  public void giveBack(Claim claim) {
    counter.run(sitting -> sitting.claiming.giveBack(claim));
  }

  @Override
  public List<Applied> outcomes(List<Answer> answers) {
    return counter.write(sitting -> sitting.outcomes.apply(answers));
  }

  @Override
  public Merged merge(ChannelEvent.Status.Delivery status) {
    return counter.write(sitting -> sitting.statuses.merge(Storable.mended(status)));
  }

  @Override
  public ReapReport reap() {
    Reaper.Page page = counter.write(sitting -> sitting.reaper.reap());
    ReapReport sum = page.report();
    while (page.isFull()) {
      page = counter.write(sitting -> sitting.reaper.reap());
      sum = sum.plus(page.report());
    }
    return sum;
  }

  @Override
  public int cancel(EntryFilter filter, String reason, String actor) {
    requireNamed(Storable.text("actor", actor));
    return counter.sweep((sitting, after) -> sitting.orders.cancel(filter, reason, actor, after));
  }

  @Override
  public int release(EntryFilter filter, String actor) {
    requireNamed(Storable.text("actor", actor));
    return counter.sweep((sitting, after) -> sitting.orders.release(filter, actor, after));
  }

  @Override
  public DispatchEntry resolve(DispatchId dispatch, Resolution found, String reason, String actor) {
    requireNamed(Storable.text("actor", actor));
    return counter.write(sitting -> sitting.orders.resolve(dispatch, found, reason, actor));
  }

  private static void requireNamed(String actor) {
    if (actor.isBlank()) {
      throw new IllegalArgumentException("an order says who gives it: found no name");
    }
  }

  // --- people

  @Override
  public void record(ContactRecord contact) {
    Storable.text("borrower id", contact.borrower().value());
    contact.loan().ifPresent(loan -> Storable.text("loan id", loan.value()));
    Storable.text("template of a contact", contact.template());
    counter.run(sitting -> sitting.files.record(contact));
  }

  @Override
  public void consent(Consent consent) {
    Storable.text("borrower id", consent.borrower().value());
    Storable.text("source of a consent", consent.source());
    counter.run(sitting -> sitting.files.consent(consent));
  }

  @Override
  public void suppress(BorrowerId borrower, Suppression suppression) {
    Storable.text("borrower id", borrower.value());
    if (suppression.scope() instanceof Suppression.Scope.OneLoan one) {
      Storable.text("loan id", one.loan().value());
    }
    counter.run(sitting -> sitting.files.suppress(borrower, suppression));
  }

  @Override
  public void lift(BorrowerId borrower, Suppression.Reason reason) {
    Storable.text("borrower id", borrower.value());
    counter.run(sitting -> sitting.files.lift(borrower, reason));
  }

  @Override
  public void lift(BorrowerId borrower, Suppression suppression) {
    Storable.text("borrower id", borrower.value());
    counter.run(sitting -> sitting.files.lift(borrower, suppression));
  }

  @Override
  public void usable(BorrowerId borrower, Channel channel, ContactPoint point) {
    Storable.text("borrower id", borrower.value());
    counter.run(sitting -> sitting.files.usable(borrower, channel, point));
  }

  // --- stops

  @Override
  public void stopAll(String reason, String actor) {
    requireNamed(actor);
    counter.run(sitting -> sitting.stops.stopLender(reason, actor));
  }

  @Override
  public void resumeAll(String actor) {
    requireNamed(actor);
    counter.run(sitting -> sitting.stops.resumeLender());
  }

  @Override
  public Optional<Stop> stopped() {
    return counter.read(sitting -> sitting.stops.lender());
  }

  @Override
  public void stopSender(SenderId sender, String reason, String actor) {
    requireNamed(actor);
    counter.run(sitting -> sitting.stops.stopSender(sender, reason, actor));
  }

  @Override
  public void resumeSender(SenderId sender, String actor) {
    requireNamed(actor);
    counter.run(sitting -> sitting.clerk.desk(sender).resume());
  }

  @Override
  public Optional<Stop> stopped(SenderId sender) {
    return counter.read(sitting -> sitting.clerk.desk(sender).stop());
  }

  @Override
  public int reachTold(BusinessId business, int tier, Instant at) {
    if (tier < 1) {
      throw new IllegalArgumentException("a tier lets one person in or more: found " + tier);
    }
    boolean isMore = counter.write(sitting -> sitting.clerk.reach(business).told(tier, at));
    return isMore
        ? counter.sweep((sitting, after) -> Room.wake(sitting.clerk, business, after))
        : 0;
  }

  @Override
  public ReachStanding reach(BusinessId business, DailyReach declared) {
    return counter.read(
        sitting -> sitting.clerk.reach(business).standing(declared, sitting.clerk.now()));
  }

  @Override
  public int stopTemplate(TemplateKey template, String reason, String actor) {
    requireNamed(actor);
    return counter.sweep(
        (sitting, after) ->
            after == 0
                ? sitting.stops.stopTemplate(template, reason, actor)
                : sitting.stops.park(template, reason, actor, after));
  }

  @Override
  public int resumeTemplate(TemplateKey template, String actor) {
    requireNamed(Storable.text("actor", actor));
    return counter.sweep((sitting, after) -> sitting.stops.resumeTemplate(template, actor, after));
  }

  @Override
  public Map<TemplateKey, Stop> stoppedTemplates() {
    return counter.read(sitting -> sitting.stops.templates());
  }

  // --- campaigns

  @Override
  public CampaignRecord propose(CampaignId campaign, String digest) {
    return counter.write(sitting -> sitting.campaigns.propose(campaign, digest));
  }

  @Override
  public CampaignRecord approve(CampaignId campaign, String digest, String by) {
    return counter.write(sitting -> sitting.campaigns.approve(campaign, digest, by));
  }

  @Override
  public CampaignRecord pause(CampaignId campaign, String reason, String actor) {
    requireNamed(actor);
    return counter.write(sitting -> sitting.campaigns.pause(campaign, reason, actor));
  }

  @Override
  public CampaignRecord resume(CampaignId campaign, String actor) {
    requireNamed(actor);
    return counter.write(sitting -> sitting.campaigns.resume(campaign));
  }

  @Override
  public CampaignRecord weigh(CampaignId campaign, int weight) {
    return counter.write(sitting -> sitting.campaigns.weigh(campaign, weight));
  }

  @Override
  public int cancel(CampaignId campaign, String reason, String actor) {
    requireNamed(actor);
    counter.run(sitting -> sitting.campaigns.cancel(campaign, reason, actor));
    return cancel(EntryFilter.of(campaign), reason, actor);
  }

  @Override
  public Optional<CampaignRecord> campaign(CampaignId campaign) {
    return counter.read(sitting -> sitting.campaigns.find(campaign));
  }

  @Override
  public List<CampaignRecord> campaigns() {
    return counter.read(sitting -> sitting.clerk.books.campaigns(PAGE));
  }

  // --- what providers say

  @Override
  public WebhookInbox inbox() {
    return inbox;
  }

  @Override
  public List<Unmatched> unmatched() {
    return counter.read(sitting -> sitting.clerk.books.unmatched(PAGE));
  }

  // --- queries

  @Override
  public Optional<DispatchEntry> find(DispatchId dispatch) {
    return counter.read(sitting -> sitting.clerk.row(dispatch).map(row -> row.entry));
  }

  @Override
  public Optional<DispatchEntry> find(PlanKey key) {
    return counter.read(
        sitting ->
            sitting.clerk.books.findByKey(List.of(key)).values().stream()
                .findFirst()
                .map(BookedRow::entry));
  }

  @Override
  public Optional<DispatchEntry> findByProviderId(String providerMessageId) {
    return counter.read(
        sitting -> sitting.clerk.byProviderId(providerMessageId).map(row -> row.entry));
  }

  @Override
  public void forEach(EntryFilter filter, Consumer<DispatchEntry> visitor) {
    long after = 0;
    List<BookedRow> page = page(filter, after);
    while (!page.isEmpty()) {
      for (BookedRow row : page) {
        visitor.accept(row.entry());
        after = row.number();
      }
      page = page.size() < PAGE ? List.of() : page(filter, after);
    }
  }

  private List<BookedRow> page(EntryFilter filter, long after) {
    return counter.read(sitting -> sitting.clerk.books.page(filter, after, PAGE));
  }

  @Override
  public Map<BorrowerId, List<DispatchEntry>> entries(Collection<BorrowerId> borrowers) {
    return counter.read(sitting -> sitting.clerk.books.entries(borrowers));
  }

  @Override
  public Map<State, Long> counts() {
    return counts(Optional.empty());
  }

  @Override
  public Map<State, Long> counts(CampaignId campaign) {
    return counts(Optional.of(campaign));
  }

  private Map<State, Long> counts(Optional<CampaignId> campaign) {
    var counts = new EnumMap<State, Long>(State.class);
    for (State state : State.values()) {
      counts.put(state, 0L);
    }
    counts.putAll(counter.read(sitting -> sitting.clerk.books.counts(campaign)));
    return counts;
  }

  @Override
  public List<LedgerEvent> events(DispatchId dispatch) {
    return counter.read(sitting -> sitting.clerk.books.events(dispatch));
  }

  @Override
  public ContactHistory history(BorrowerId borrower) {
    Storable.text("borrower id", borrower.value());
    return counter.read(sitting -> sitting.files.history(borrower));
  }

  @Override
  public Consents consents(BorrowerId borrower) {
    Storable.text("borrower id", borrower.value());
    return counter.read(sitting -> sitting.files.consents(borrower));
  }

  @Override
  public Set<Suppression> suppressions(BorrowerId borrower) {
    Storable.text("borrower id", borrower.value());
    return counter.read(sitting -> sitting.files.suppressions(borrower));
  }

  @Override
  public Map<BorrowerId, ContactFile> files(Collection<BorrowerId> borrowers) {
    borrowers.forEach(borrower -> Storable.text("borrower id", borrower.value()));
    return counter.read(sitting -> sitting.files.all(borrowers));
  }

  @Override
  public Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign) {
    return counter.read(sitting -> sitting.claiming.nextDue(sender, campaign));
  }

  @Override
  public Optional<Instant> nextLeaseEnd(SenderId sender, Optional<CampaignId> campaign) {
    return counter.read(sitting -> sitting.claiming.nextLeaseEnd(sender, campaign));
  }

  @Override
  public Notebook notes() {
    return notes;
  }

  // --- personal data

  @Override
  public BorrowerFile export(BorrowerId borrower) {
    Storable.text("borrower id", borrower.value());
    return counter.read(
        sitting -> {
          EntryFilter filter = EntryFilter.of(borrower);
          var rows = new ArrayList<BookedRow>();
          List<BookedRow> page = sitting.clerk.books.page(filter, 0, PAGE);
          while (!page.isEmpty()) {
            rows.addAll(page);
            long after = page.get(page.size() - 1).number();
            page = sitting.clerk.books.page(filter, after, PAGE);
          }
          return sitting.files.export(borrower, rows);
        });
  }

  @Override
  public void erase(BorrowerId borrower) {
    Storable.text("borrower id", borrower.value());
    Traces traces = counter.read(sitting -> sitting.erasure.traces(borrower));
    counter.sweep((sitting, after) -> sitting.erasure.bodies(traces, after));
    counter.run(sitting -> sitting.erasure.erase(borrower));
  }

  @Override
  public int forgetBefore(Instant before) {
    counter.run(sitting -> StoredInbox.forgetBefore(sitting.clerk.books, before));
    counter.run(sitting -> Reach.forgetStale(sitting.clerk.books));
    return counter.sweep((sitting, after) -> sitting.orders.forgetBefore(before, after));
  }

  @Override
  public void close() {
    store.close();
  }
}
