package dev.mora.ledger;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.Books.Address;
import dev.mora.ledger.Books.Desk;
import dev.mora.ledger.Books.Move;
import dev.mora.ledger.Books.Pair;
import dev.mora.ledger.Books.Person;
import dev.mora.ledger.Books.Row;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.ContactPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
  private static final int MAX_PLAN = 1000;
  private static final int REFUSALS_THAT_STOP_A_TEMPLATE = 20;
  private static final String PROVIDER = "provider";
  private static final String REAPER = "reaper";
  private static final String TEMPLATE_STOPPED = "template-stopped";

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final LedgerSettings settings;
  private final Books books = new Books();
  private final UnmatchedStatuses unmatched = new UnmatchedStatuses();
  private final Map<TemplateKey, Stop> stoppedTemplates = new LinkedHashMap<>();
  private final Map<TemplateKey, Integer> refusalsInARow = new HashMap<>();
  private final InMemoryInbox inbox;
  private @Nullable Stop stop;
  private boolean closed;

  private InMemoryLedger(LedgerSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    inbox = new InMemoryInbox(lock, clock, this::merge);
  }

  /** In the environment {@code local}. */
  public static InMemoryLedger of(InstantSource clock) {
    return of(LedgerSettings.of("local"), clock);
  }

  /**
   * @param clock leases and waiting times run by it
   */
  public static InMemoryLedger of(LedgerSettings settings, InstantSource clock) {
    LOG.info("ledger in memory: what it knows ends with this process");
    return new InMemoryLedger(settings, clock);
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
    if (dispatches.size() > MAX_PLAN) {
      throw new IllegalArgumentException("plan in pages of " + MAX_PLAN + ": " + dispatches.size());
    }
    return locked(
        () -> {
          var planned = new ArrayList<Planned>(dispatches.size());
          for (Dispatch dispatch : dispatches) {
            planned.add(plan(dispatch));
          }
          return List.copyOf(planned);
        });
  }

  private Planned plan(Dispatch dispatch) {
    Optional<Row> known = books.row(dispatch.id()).or(() -> books.row(dispatch.header().key()));
    if (known.isPresent()) {
      return new Planned(known.get().entry, false);
    }
    Row row = books.add(dispatch, clock.instant(), "planner");
    unmatched.waitingFor(dispatch.id()).forEach(this::merge);
    return new Planned(row.entry, true);
  }

  @Override
  public List<Claim> claim(ClaimRequest request) {
    return locked(
        () -> {
          Instant now = clock.instant();
          Desk desk = books.desk(request.sender());
          if (stop != null || desk.stop != null || now.isBefore(desk.pausedUntil)) {
            return List.of();
          }
          desk.pace = desk.pace.at(request.limits());
          int most = Math.min(request.max(), desk.pace.available(now));
          var claims = new ArrayList<Claim>(most);
          while (claims.size() < most) {
            Optional<DispatchId> next = next(desk, request, now);
            if (next.isEmpty()) {
              break;
            }
            claim(books.known(next.get()), request, desk, now).ifPresent(claims::add);
          }
          return List.copyOf(claims);
        });
  }

  private Optional<DispatchId> next(Desk desk, ClaimRequest request, Instant now) {
    if (request.dispatch().isEmpty()) {
      return desk.queue.poll(now, request.campaign());
    }
    DispatchId only = request.dispatch().get();
    if (!desk.queue.isDue(only, now)) {
      return Optional.empty();
    }
    desk.queue.remove(only);
    return Optional.of(only);
  }

  private Optional<Claim> claim(Row row, ClaimRequest request, Desk desk, Instant now) {
    DispatchEntry entry = row.entry;
    Dispatch dispatch = row.dispatch;
    if (dispatch == null || !now.isBefore(entry.header().expiresAt())) {
      move(row, new Move(Transition.EXPIRED, request.owner()).because("expired", ""));
      return Optional.empty();
    }
    if (entry.template().filter(stoppedTemplates::containsKey).isPresent()) {
      move(row, new Move(Transition.PARKED, request.owner()).because(TEMPLATE_STOPPED, ""));
      return Optional.empty();
    }
    if (!books.person(entry.borrower()).mayBeClaimed(request.sender().channel())) {
      books.block(row);
      return Optional.empty();
    }
    Instant pairDue = desk.pairDue(dispatch.to());
    if (now.isBefore(pairDue)) {
      books.enqueue(entry, pairDue);
      return Optional.empty();
    }
    Instant leaseUntil = now.plus(request.lease());
    DispatchEntry claimed =
        move(row, new Move(Transition.CLAIMED, request.owner()).when(leaseUntil));
    return Optional.of(
        new Claim(dispatch, claimed.fence(), request.owner(), leaseUntil, request.limits()));
  }

  @Override
  public GateResult gate(Claim claim, Instant now, GateCheck check) {
    return locked(
        () -> {
          Row row = books.known(claim.id());
          Dispatch dispatch = row.dispatch;
          if (dispatch == null || !holds(claim, row, State.CLAIMED) || isOver(claim)) {
            return new GateResult(GateResult.Kind.LOST, row.entry, claim.dispatch());
          }
          move(row, new Move(Transition.ATTEMPTED, claim.owner()));
          boolean open = decide(row, dispatch, claim, now, check);
          Dispatch toSend = row.dispatch == null ? dispatch : row.dispatch;
          return new GateResult(
              open ? GateResult.Kind.OPEN : GateResult.Kind.CLOSED, row.entry, toSend);
        });
  }

  private boolean decide(Row row, Dispatch dispatch, Claim claim, Instant now, GateCheck check) {
    Desk desk = books.desk(dispatch.header().sender());
    Person person = books.person(dispatch.borrower());
    String actor = claim.owner();
    if (stop != null || desk.stop != null) {
      return later(row, actor, clock.instant(), stop != null ? "all-stopped" : "sender-stopped");
    }
    if (!now.isBefore(dispatch.expiresAt())) {
      move(row, new Move(Transition.EXPIRED, actor).because("expired", ""));
      return false;
    }
    if (dispatch.template().filter(stoppedTemplates::containsKey).isPresent()) {
      move(row, new Move(Transition.PARKED, actor).because(TEMPLATE_STOPPED, ""));
      return false;
    }
    if (person.unknown.containsValue(dispatch.channel())) {
      return later(row, actor, clock.instant(), "unknown-pending");
    }
    GateDecision decision;
    try {
      decision = check.decide(view(dispatch, person, now));
    } catch (RuntimeException failure) {
      return stumble(row, actor, failure);
    }
    return apply(decision, row, dispatch, claim, desk, now);
  }

  private GateView view(Dispatch dispatch, Person person, Instant now) {
    return new GateView(
        dispatch,
        ContactHistory.of(contacts(person)),
        Consents.of(person.consents),
        person.suppressions,
        !person.unusable.contains(new Address(dispatch.channel(), dispatch.to())),
        now);
  }

  private boolean apply(
      GateDecision decision, Row row, Dispatch dispatch, Claim claim, Desk desk, Instant now) {
    String actor = claim.owner();
    if (decision instanceof GateDecision.Suppress suppress) {
      move(row, new Move(Transition.SUPPRESSED, actor).because(suppress.reason(), suppress.rule()));
      return false;
    }
    if (decision instanceof GateDecision.Expire expire) {
      move(row, new Move(Transition.EXPIRED, actor).because("expired", expire.rule()));
      return false;
    }
    if (decision instanceof GateDecision.Later later) {
      return later(row, actor, later.notBefore(), later.rule());
    }
    Instant at = clock.instant();
    Pace pace = desk.pace.at(claim.limits());
    Instant pairDue = desk.pairDue(dispatch.to());
    if (at.isBefore(desk.pausedUntil)) {
      return later(row, actor, desk.pausedUntil, "pace");
    }
    if (pace.available(at) == 0 || at.isBefore(pairDue)) {
      return later(row, actor, latest(pace.freeAt(), pairDue), "pace");
    }
    desk.pace = pace.take(at);
    if (!claim.limits().pairGap().isZero()) {
      pair(desk, dispatch.to()).next = at.plus(claim.limits().pairGap());
    }
    if (decision instanceof GateDecision.Pass pass && pass.fresh().isPresent()) {
      row.dispatch = dispatch.with(pass.fresh().get());
    }
    Dispatch toSend = row.dispatch == null ? dispatch : row.dispatch;
    move(row, new Move(Transition.SUBMITTED, actor).when(now).because("", toSend.contentHash()));
    return true;
  }

  private boolean later(Row row, String actor, Instant notBefore, String rule) {
    boolean tooLate = !notBefore.isBefore(row.entry.header().expiresAt());
    move(
        row,
        tooLate
            ? new Move(Transition.EXPIRED, actor).because(rule, "not before it expires")
            : new Move(Transition.DEFERRED, actor).when(notBefore).because(rule, ""));
    return false;
  }

  private boolean stumble(Row row, String actor, RuntimeException failure) {
    int attempt = row.entry.attempt();
    String what = failure.getClass().getName();
    LOG.warn("the gate of {} failed: {}", row.entry.id(), what);
    Instant notBefore = clock.instant().plus(Backoff.stumble(attempt));
    move(row, new Move(Transition.STUMBLED, actor).when(notBefore).because("gate-failed", what));
    if (attempt >= settings.maxAttempts()) {
      move(row, new Move(Transition.PARKED, actor).because("gate-failed", what));
    }
    return false;
  }

  @Override
  public void giveBack(Claim claim) {
    run(
        () -> {
          Row row = books.known(claim.id());
          if (holds(claim, row, State.CLAIMED)) {
            move(row, new Move(Transition.RETURNED, claim.owner()));
          }
        });
  }

  @Override
  public Applied outcome(Claim claim, SendResult result) {
    return locked(
        () -> {
          Row row = books.known(claim.id());
          DispatchEntry before = row.entry;
          if (before.fence() == claim.fence() && before.submits() > 0) {
            new Outcomes(row, claim).apply(result);
          }
          return new Applied(row.entry, !row.entry.equals(before));
        });
  }

  /** What one outcome means for the dispatch and for everything that waits behind it. */
  private final class Outcomes {

    private final Row row;
    private final Claim claim;
    private final Desk desk;
    private final Instant at = clock.instant();

    Outcomes(Row row, Claim claim) {
      this.row = row;
      this.claim = claim;
      desk = books.desk(row.entry.header().sender());
    }

    void apply(SendResult result) {
      if (result instanceof SendResult.Accepted accepted) {
        accepted(accepted);
      } else if (result instanceof SendResult.Refused refused) {
        refused(refused);
      } else if (result instanceof SendResult.NotSent notSent) {
        notSent(notSent);
      } else if (result instanceof SendResult.Unknown unknown) {
        if (row.entry.state() == State.SUBMITTING) {
          LOG.warn("{} is unknown", row.entry.id());
          move(row, made(Transition.LOST).because("unknown", unknown.evidence()));
        }
      }
    }

    private void accepted(SendResult.Accepted accepted) {
      State state = row.entry.state();
      if (state != State.SUBMITTING && state.rank() < State.UNKNOWN.rank()) {
        return;
      }
      desk.slowStep = 0;
      pair(desk, claim.dispatch().to()).step = 0;
      row.entry.template().ifPresent(refusalsInARow::remove);
      var made = made(accepted.held() ? Transition.ACCEPTED_HELD : Transition.ACCEPTED);
      bind(row, made.when(at).of(accepted.providerMessageId()));
    }

    private void refused(SendResult.Refused refused) {
      State state = row.entry.state();
      if (state != State.SUBMITTING && !(state.isUnknown() && !refused.handling().waits())) {
        tooLate(refused.code());
        return;
      }
      if (refused.handling().waits()) {
        Duration wait = throttle(row.entry, desk, claim.dispatch().to(), refused.handling());
        Instant notBefore = at.plus(longest(wait, refused.retryAfter()));
        move(
            row,
            made(Transition.THROTTLED).when(notBefore).because(refused.code(), refused.reason()));
      } else {
        move(row, made(Transition.REFUSED).because(refused.code(), refused.reason()));
      }
      react(row, refused.code(), refused.handling(), true);
    }

    private void notSent(SendResult.NotSent notSent) {
      if (row.entry.state() != State.SUBMITTING) {
        tooLate("not-sent");
        return;
      }
      desk.pace = desk.pace.giveBack();
      pair(desk, claim.dispatch().to()).next = Instant.MIN;
      int miss = row.entry.misses() + 1;
      boolean again = miss <= Backoff.RETRIES;
      Duration wait = again ? Backoff.notSent(row.entry.id(), miss) : Duration.ZERO;
      Instant notBefore = at.plus(longest(wait, notSent.retryAfter()));
      move(row, made(Transition.BACKED_OFF).when(notBefore).because("not-sent", notSent.reason()));
      if (!again) {
        move(row, made(Transition.PARKED).because("not-sent", notSent.reason()));
      }
    }

    /** Proof that it was not sent, but the row has moved on: kept, obeyed by nobody. */
    private void tooLate(String code) {
      State state = row.entry.state();
      boolean contradicts = state.rank() >= State.UNKNOWN.rank() && state != State.FAILED;
      if (contradicts && !alreadyNoted(code)) {
        move(row, made(Transition.NOTED).because(code, "a late answer says it was not sent"));
      }
    }

    private boolean alreadyNoted(String code) {
      return row.events.stream()
          .anyMatch(e -> e.transition() == Transition.NOTED && e.reason().equals(code));
    }

    private Move made(Transition transition) {
      return new Move(transition, claim.owner());
    }
  }

  /** What a refusal slows down, and for how long this message waits. */
  private Duration throttle(DispatchEntry entry, Desk desk, ContactPoint to, Handling handling) {
    Instant at = clock.instant();
    return switch (handling) {
      case SLOW_SENDER -> {
        Duration wait = Backoff.slowSender(desk.slowStep++);
        desk.pausedUntil = latest(desk.pausedUntil, at.plus(wait));
        LOG.warn("{} is too fast, pausing for {}", entry.header().sender(), wait);
        yield wait;
      }
      case PAUSE_PAIR -> {
        Pair pair = pair(desk, to);
        Duration wait = Backoff.pausePair(pair.step++);
        pair.next = latest(pair.next, at.plus(wait));
        yield wait;
      }
      default -> Duration.ZERO;
    };
  }

  /** What a refusal or a told failure means beyond its own message. */
  private void react(Row row, String code, Handling handling, boolean answered) {
    DispatchEntry entry = row.entry;
    Dispatch dispatch = row.dispatch;
    Instant at = clock.instant();
    switch (handling) {
      case OPT_OUT ->
          books
              .person(entry.borrower())
              .consents
              .add(
                  new Consent(
                      entry.borrower(),
                      entry.header().sender().channel(),
                      Consent.State.OUT,
                      at,
                      "provider " + code));
      case STOP_RECIPIENT -> {
        if (dispatch != null) {
          books
              .person(entry.borrower())
              .unusable
              .add(new Address(dispatch.channel(), dispatch.to()));
        }
      }
      case STOP_TEMPLATE -> entry.template().ifPresent(key -> park(key, code, PROVIDER));
      case STOP_SENDER -> {
        Desk desk = books.desk(entry.header().sender());
        if (desk.stop == null) {
          LOG.error("{} stopped by the provider: {}", entry.header().sender(), code);
          desk.stop = new Stop(code, PROVIDER, at);
        }
      }
      case SLOW_SENDER, PAUSE_PAIR -> {
        if (!answered && dispatch != null) {
          throttle(entry, books.desk(entry.header().sender()), dispatch.to(), handling);
        }
      }
      case FAIL_MESSAGE -> {
        if (answered) {
          entry.template().ifPresent(key -> countRefusal(key, code));
        }
      }
    }
  }

  private void countRefusal(TemplateKey template, String code) {
    if (refusalsInARow.merge(template, 1, Integer::sum) >= REFUSALS_THAT_STOP_A_TEMPLATE) {
      refusalsInARow.remove(template);
      park(template, code, PROVIDER);
    }
  }

  private int park(TemplateKey template, String reason, String actor) {
    if (stoppedTemplates.putIfAbsent(template, new Stop(reason, actor, clock.instant())) == null) {
      LOG.error("template {} {} stopped: {}", template.name(), template.language(), reason);
    }
    return each(
        row ->
            row.entry.state() == State.PLANNED
                && row.entry.template().filter(template::equals).isPresent(),
        row -> move(row, new Move(Transition.PARKED, actor).because(TEMPLATE_STOPPED, reason)));
  }

  // --- statuses

  @Override
  public Merged merge(ChannelEvent.Status.Delivery status) {
    return locked(
        () -> {
          Optional<Correlation> correlation = Correlation.parse(status.correlation());
          if (correlation.filter(this::isForeign).isPresent()) {
            return new Merged(Merged.Kind.FOREIGN, Optional.empty());
          }
          Optional<Row> row =
              correlation
                  .flatMap(ours -> books.row(ours.dispatch()))
                  .or(() -> books.byProviderId(status.providerMessageId()));
          if (row.isEmpty()) {
            unmatched.keep(status, correlation, clock.instant());
            return new Merged(Merged.Kind.UNMATCHED, Optional.empty());
          }
          return tell(row.get(), status);
        });
  }

  private boolean isForeign(Correlation correlation) {
    return !correlation.environment().equals(settings.environment());
  }

  private Merged tell(Row row, ChannelEvent.Status.Delivery status) {
    String code = status.failure().map(ChannelEvent.Status.Failure::code).orElse("");
    String text = status.failure().map(ChannelEvent.Status.Failure::reason).orElse("");
    Move told =
        new Move(Transition.told(status.state()), PROVIDER)
            .because(code, text)
            .when(status.header().at())
            .of(status.providerMessageId());
    DispatchEntry before = row.entry;
    if (!bind(row, told)) {
      return new Merged(Merged.Kind.KNOWN, Optional.of(before));
    }
    if (row.entry.evidence().isContradictory() && !before.evidence().isContradictory()) {
      LOG.warn("{} is told to have failed and to have been seen", before.id());
    }
    boolean firstFailure = before.failCode().isEmpty();
    if (firstFailure) {
      status.failure().ifPresent(failure -> react(row, failure.code(), failure.handling(), false));
    }
    return new Merged(Merged.Kind.CHANGED, Optional.of(row.entry));
  }

  /** Writes an event that may bring a provider id, unless it would tell nothing new. */
  private boolean bind(Row row, Move move) {
    DispatchEntry before = row.entry;
    if (before.after(move.event(0, before, clock.instant())).equals(before)) {
      return false;
    }
    DispatchEntry after = move(row, move);
    if (after.evidence().isDoubleAccept() && !before.evidence().isDoubleAccept()) {
      LOG.error("DOUBLE_ACCEPT: the provider took {} twice", after.id());
      move(row, new Move(Transition.NOTED, PROVIDER).because("DOUBLE_ACCEPT", ""));
    }
    move.providerMessageId().ifPresent(id -> unmatched.waitingFor(id).forEach(this::merge));
    return true;
  }

  @Override
  public List<Unmatched> unmatched() {
    return locked(unmatched::all);
  }

  @Override
  public WebhookInbox inbox() {
    return inbox;
  }

  // --- recovery

  @Override
  public ReapReport reap() {
    return locked(
        () -> {
          Instant now = clock.instant();
          int reclaimed = 0;
          int parked = 0;
          for (DispatchId id : books.in(State.CLAIMED)) {
            Row row = books.known(id);
            if (isOver(row, now)) {
              move(row, new Move(Transition.REAPED, REAPER).because("lease-over", ""));
              reclaimed++;
              if (row.entry.attempt() >= settings.maxAttempts()) {
                move(row, new Move(Transition.PARKED, REAPER).because("gate-failed", ""));
                parked++;
              }
            }
          }
          int lost = 0;
          for (DispatchId id : books.in(State.SUBMITTING)) {
            Row row = books.known(id);
            if (isOver(row, now)) {
              LOG.warn("{} is unknown: its worker is gone", id);
              move(row, new Move(Transition.LOST, REAPER).because("crash", "lease over"));
              lost++;
            }
          }
          int decided = decideUnknowns(now);
          List<DispatchId> late = books.expired(now);
          for (DispatchId id : late) {
            move(books.known(id), new Move(Transition.EXPIRED, REAPER).because("expired", ""));
          }
          return new ReapReport(reclaimed, lost, decided, late.size(), parked, retryUnmatched());
        });
  }

  private int decideUnknowns(Instant now) {
    int decided = 0;
    for (DispatchId id : books.in(State.UNKNOWN)) {
      Row row = books.known(id);
      Instant since = row.entry.unknownSince().orElse(now);
      if (!since.plus(settings.unknownDeadline()).isAfter(now)) {
        boolean hold = settings.unknownPolicy() == UnknownPolicy.HOLD;
        move(row, new Move(hold ? Transition.HELD : Transition.ASSUMED, REAPER));
        decided++;
      }
    }
    return decided;
  }

  private int retryUnmatched() {
    int matched = 0;
    for (Unmatched waiting : unmatched.all()) {
      unmatched.remove(waiting.status());
      if (merge(waiting.status()).kind() == Merged.Kind.UNMATCHED) {
        unmatched.since(waiting.status(), waiting.since());
      } else {
        matched++;
      }
    }
    return matched;
  }

  private static boolean isOver(Row row, Instant now) {
    return row.entry.lease().map(lease -> !now.isBefore(lease.until())).orElse(true);
  }

  private boolean isOver(Claim claim) {
    return !clock.instant().isBefore(claim.leaseUntil());
  }

  private static boolean holds(Claim claim, Row row, State state) {
    return row.entry.state() == state && row.entry.fence() == claim.fence();
  }

  // --- commands from outside

  @Override
  public int cancel(EntryFilter filter, String reason, String actor) {
    return locked(
        () ->
            each(
                filter,
                row -> State.cancellable().contains(row.entry.state()),
                row -> move(row, new Move(Transition.CANCELLED, actor).because(reason, ""))));
  }

  @Override
  public int release(EntryFilter filter, String actor) {
    return locked(
        () -> each(filter, row -> row.entry.state() == State.PARKED, row -> release(row, actor)));
  }

  private void release(Row row, String actor) {
    move(row, new Move(Transition.RELEASED, actor).when(clock.instant()));
  }

  @Override
  public void record(ContactRecord contact) {
    run(() -> books.person(contact.borrower()).contacts.add(contact));
  }

  @Override
  public void consent(Consent consent) {
    run(
        () -> {
          List<Consent> consents = books.person(consent.borrower()).consents;
          if (!consents.contains(consent)) {
            consents.add(consent);
          }
        });
  }

  @Override
  public void suppress(BorrowerId borrower, Suppression suppression) {
    run(() -> books.person(borrower).suppressions.add(suppression));
  }

  @Override
  public void lift(BorrowerId borrower, Suppression.Reason reason) {
    run(() -> books.person(borrower).suppressions.removeIf(known -> known.reason() == reason));
  }

  @Override
  public void usable(BorrowerId borrower, Channel channel, ContactPoint point) {
    run(() -> books.person(borrower).unusable.remove(new Address(channel, point)));
  }

  @Override
  public void stopAll(String reason, String actor) {
    run(() -> stop = new Stop(reason, actor, clock.instant()));
  }

  @Override
  public void resumeAll(String actor) {
    run(() -> stop = null);
  }

  @Override
  public Optional<Stop> stopped() {
    return locked(() -> Optional.ofNullable(stop));
  }

  @Override
  public void stopSender(SenderId sender, String reason, String actor) {
    run(() -> books.desk(sender).stop = new Stop(reason, actor, clock.instant()));
  }

  @Override
  public void resumeSender(SenderId sender, String actor) {
    run(
        () -> {
          Desk desk = books.desk(sender);
          desk.stop = null;
          desk.pausedUntil = Instant.MIN;
          desk.slowStep = 0;
        });
  }

  @Override
  public Optional<Stop> stopped(SenderId sender) {
    return locked(() -> Optional.ofNullable(books.desk(sender).stop));
  }

  @Override
  public int stopTemplate(TemplateKey template, String reason, String actor) {
    return locked(() -> park(template, reason, actor));
  }

  @Override
  public int resumeTemplate(TemplateKey template, String actor) {
    return locked(
        () -> {
          stoppedTemplates.remove(template);
          return each(
              row ->
                  row.entry.state() == State.PARKED
                      && row.entry.reason().equals(TEMPLATE_STOPPED)
                      && row.entry.template().filter(template::equals).isPresent(),
              row -> release(row, actor));
        });
  }

  @Override
  public Map<TemplateKey, Stop> stoppedTemplates() {
    return locked(() -> Map.copyOf(stoppedTemplates));
  }

  // --- queries

  @Override
  public Optional<DispatchEntry> find(DispatchId dispatch) {
    return locked(() -> books.row(dispatch).map(row -> row.entry));
  }

  @Override
  public Optional<DispatchEntry> find(PlanKey key) {
    return locked(() -> books.row(key).map(row -> row.entry));
  }

  @Override
  public void forEach(EntryFilter filter, Consumer<DispatchEntry> visitor) {
    List<DispatchEntry> matching =
        locked(
            () -> {
              var entries = new ArrayList<DispatchEntry>();
              for (Row row : candidates(filter)) {
                if (filter.matches(row.entry)) {
                  entries.add(row.entry);
                }
              }
              return entries;
            });
    matching.forEach(visitor);
  }

  @Override
  public Map<State, Long> counts() {
    return locked(() -> books.counts(null));
  }

  @Override
  public Map<State, Long> counts(CampaignId campaign) {
    return locked(() -> books.counts(campaign));
  }

  @Override
  public List<LedgerEvent> events(DispatchId dispatch) {
    return locked(() -> books.row(dispatch).map(row -> List.copyOf(row.events)).orElse(List.of()));
  }

  @Override
  public ContactHistory history(BorrowerId borrower) {
    return locked(() -> ContactHistory.of(contacts(books.person(borrower))));
  }

  private List<ContactRecord> contacts(Person person) {
    var contacts = new ArrayList<ContactRecord>(person.contacts);
    for (DispatchId id : person.dispatches) {
      books.known(id).entry.contact().ifPresent(contacts::add);
    }
    contacts.sort(Comparator.comparing(ContactRecord::at));
    return contacts;
  }

  @Override
  public Consents consents(BorrowerId borrower) {
    return locked(() -> Consents.of(books.person(borrower).consents));
  }

  @Override
  public Set<Suppression> suppressions(BorrowerId borrower) {
    return locked(() -> Set.copyOf(books.person(borrower).suppressions));
  }

  @Override
  public Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign) {
    return locked(
        () -> {
          Desk desk = books.desk(sender);
          return stop != null || desk.stop != null
              ? Optional.<Instant>empty()
              : desk.queue.nextDue(campaign).map(due -> latest(due, desk.claimable()));
        });
  }

  // --- personal data

  @Override
  public BorrowerFile export(BorrowerId borrower) {
    return locked(
        () -> {
          Person person = books.person(borrower);
          List<Row> rows = person.dispatches.stream().map(books::known).toList();
          return new BorrowerFile(
              borrower,
              rows.stream().flatMap(row -> Optional.ofNullable(row.dispatch).stream()).toList(),
              rows.stream().map(row -> row.entry).toList(),
              rows.stream().flatMap(row -> row.events.stream()).toList(),
              contacts(person),
              person.consents,
              person.suppressions);
        });
  }

  @Override
  public void erase(BorrowerId borrower) {
    run(
        () -> {
          cancel(EntryFilter.of(borrower), "erased", "erasure");
          Person person = books.person(borrower);
          person.unusable.clear();
          person.dispatches.forEach(id -> books.blank(books.known(id)));
        });
  }

  @Override
  public int forgetBefore(Instant before) {
    return locked(
        () -> {
          inbox.forgetBefore(before);
          return each(
              row -> row.dispatch != null && hasEnded(row) && lastEvent(row).isBefore(before),
              books::blank);
        });
  }

  private static boolean hasEnded(Row row) {
    State state = row.entry.state();
    return !state.isOpen() && !state.isUnknown() && state != State.PARKED;
  }

  private static Instant lastEvent(Row row) {
    return row.events.get(row.events.size() - 1).at();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  // --- small parts

  private DispatchEntry move(Row row, Move move) {
    return books.append(row, move, clock.instant());
  }

  private static Pair pair(Desk desk, ContactPoint to) {
    return desk.pairs.computeIfAbsent(to, key -> new Pair());
  }

  private Iterable<Row> candidates(EntryFilter filter) {
    if (filter.dispatch().isPresent()) {
      return books.row(filter.dispatch().get()).stream().toList();
    }
    return filter.borrower().isPresent()
        ? books.person(filter.borrower().get()).dispatches.stream().map(books::known).toList()
        : books.rows();
  }

  private int each(java.util.function.Predicate<Row> condition, Consumer<Row> action) {
    return each(EntryFilter.all(), condition, action);
  }

  private int each(
      EntryFilter filter, java.util.function.Predicate<Row> condition, Consumer<Row> action) {
    int done = 0;
    for (Row row : candidates(filter)) {
      if (filter.matches(row.entry) && condition.test(row)) {
        action.accept(row);
        done++;
      }
    }
    return done;
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Duration longest(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private void run(Runnable command) {
    lock.lock();
    try {
      requireOpen();
      command.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> command) {
    lock.lock();
    try {
      requireOpen();
      return command.get();
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the ledger is closed");
    }
  }
}
