package dev.mora.outreach;

import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.State;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was written to a borrower about one due date on earlier days, and what came of it: read from
 * the ledger each time, so a sequence needs no state of its own and goes on after any crash.
 */
final class Trail {

  private final List<DispatchEntry> tried;
  private final List<Instant> heard;
  private final DebtorDay calendar;
  private final Instant now;

  private Trail(List<DispatchEntry> tried, List<Instant> heard, DebtorDay calendar, Instant now) {
    this.tried = tried;
    this.heard = heard;
    this.calendar = calendar;
    this.now = now;
  }

  /**
   * @param anchor how the slots of the due date begin
   * @param today what this campaign planned for this day or later is the plan's own business
   */
  static Trail of(
      List<DispatchEntry> entries,
      ContactHistory history,
      BorrowerId borrower,
      String anchor,
      CampaignId campaign,
      LocalDate today,
      DebtorDay calendar,
      Instant now) {
    List<DispatchEntry> tried =
        entries.stream()
            .filter(entry -> !Archive.isHostsOwn(entry.campaign()))
            .filter(entry -> entry.header().key().slot().startsWith(anchor))
            .filter(entry -> entry.contact().isPresent())
            .filter(
                entry ->
                    !entry.campaign().equals(campaign)
                        || calendar.of(entry.header().notBefore()).isBefore(today))
            .sorted(Comparator.comparing(Trail::went))
            .toList();
    List<Instant> heard =
        history.of(borrower).stream()
            .filter(ContactRecord::isFromPerson)
            .map(ContactRecord::at)
            .toList();
    return new Trail(tried, heard, calendar, now);
  }

  int messages() {
    return tried.size();
  }

  boolean isAnswered() {
    return !tried.isEmpty() && repliedSince(went(tried.get(0)));
  }

  /** Until when nothing more is written, because the last message waits for its sign. */
  Optional<Pending> pending(Strategy strategy) {
    if (tried.isEmpty()) {
      return Optional.empty();
    }
    DispatchEntry last = tried.get(tried.size() - 1);
    return strategy.steps(last.header().segment()).stream()
        .filter(step -> step.name().equals(last.header().key().step()))
        .filter(step -> step.await().isPresent())
        .findFirst()
        .filter(step -> !hasSign(step, last) && last.state() != State.FAILED)
        .filter(step -> now.isBefore(deadline(step, last)))
        .map(step -> new Pending(step, deadline(step, last)));
  }

  /** A message whose sign may still come. */
  record Pending(Step step, Instant until) {}

  /**
   * The channel on which a step that was not heard of is tried next: none if it was never tried, or
   * waits, or was answered, or has no channel left.
   *
   * @param usable channels of the step that reach the borrower, first choice first
   */
  Optional<Channel> next(Step step, List<Channel> usable) {
    Optional<DispatchEntry> last = last(step);
    if (last.isEmpty() || step.await().isEmpty() || isPending(step, last.get())) {
      return Optional.empty();
    }
    if (hasSign(step, last.get())) {
      return Optional.empty();
    }
    int tried = usable.indexOf(channel(last.get()));
    return usable.stream().skip(tried + 1L).findFirst().filter(channel -> tried >= 0);
  }

  boolean hasTried(Step step) {
    return last(step).isPresent();
  }

  /** Whether a step was sent on all its channels and its sign did not come in time. */
  boolean endedSilent(Step step, List<Channel> usable) {
    Optional<DispatchEntry> last = last(step);
    return last.isPresent()
        && !isPending(step, last.get())
        && !hasSign(step, last.get())
        && next(step, usable).isEmpty();
  }

  private boolean isPending(Step step, DispatchEntry last) {
    return last.state() != State.FAILED && now.isBefore(deadline(step, last));
  }

  private Instant deadline(Step step, DispatchEntry entry) {
    return step.await()
        .map(await -> went(entry).plus(await.within()))
        .orElseGet(() -> calendar.endAfter(went(entry)));
  }

  private boolean hasSign(Step step, DispatchEntry entry) {
    Await.Sign sign = step.await().map(Await::sign).orElse(Await.Sign.REPLIED);
    return sign.isShownBy(entry.state()) || repliedSince(went(entry));
  }

  /** Providers tell the time of an answer in whole seconds. */
  private boolean repliedSince(Instant moment) {
    Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
    return heard.stream().anyMatch(at -> !at.isBefore(second));
  }

  private Optional<DispatchEntry> last(Step step) {
    return tried.stream()
        .filter(entry -> entry.header().key().step().equals(step.name()))
        .reduce((one, later) -> later);
  }

  private static Channel channel(DispatchEntry entry) {
    return entry.header().sender().channel();
  }

  private static Instant went(DispatchEntry entry) {
    return entry.contact().map(ContactRecord::at).orElse(Instant.MIN);
  }
}
