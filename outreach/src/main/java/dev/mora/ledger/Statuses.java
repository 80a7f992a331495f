package dev.mora.ledger;

import dev.mora.channel.ChannelEvent.Status.Delivery;
import dev.mora.channel.ChannelEvent.Status.Failure;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds what providers tell of a message to its row; what nobody knows yet waits. */
final class Statuses {

  private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);

  private final Clerk clerk;
  private final Aftermath aftermath;
  private final String environment;
  private final UnmatchedStatuses unmatched;

  Statuses(Clerk clerk, Aftermath aftermath, String environment) {
    this.clerk = clerk;
    this.aftermath = aftermath;
    this.environment = environment;
    unmatched = new UnmatchedStatuses(clerk.books);
  }

  /**
   * Of a caller who can tell it again.
   *
   * @throws IllegalStateException if it would have to wait and there is no room
   */
  Merged merge(Delivery status) {
    return merge(status, false);
  }

  /** Of a notification that was taken in: they are kept even beyond the limit. */
  List<Merged> mergeStored(List<Delivery> told) {
    clerk.expect(
        told.stream()
            .flatMap(status -> Correlation.parse(status.correlation()).stream())
            .filter(ours -> !isForeign(ours))
            .map(Correlation::dispatch)
            .toList());
    List<String> providerIds = told.stream().map(Delivery::providerMessageId).toList();
    clerk.expectProviders(providerIds);
    expect(List.of(), providerIds);
    return told.stream().map(this::mergeStored).toList();
  }

  private Merged mergeStored(Delivery status) {
    return merge(status, true);
  }

  private Merged merge(Delivery status, boolean stored) {
    Optional<Correlation> correlation = Correlation.parse(status.correlation());
    if (correlation.filter(this::isForeign).isPresent()) {
      return new Merged(Merged.Kind.FOREIGN, Optional.empty());
    }
    Optional<Row> row = row(status, correlation);
    if (row.isEmpty()) {
      if (!stored && !unmatched.contains(status) && !clerk.books.hasRoomForUnmatched()) {
        throw new IllegalStateException("too many statuses wait for their messages");
      }
      unmatched.keep(status);
      return new Merged(Merged.Kind.UNMATCHED, Optional.empty());
    }
    return tell(row.get(), status);
  }

  private boolean isForeign(Correlation correlation) {
    return !correlation.environment().equals(environment);
  }

  private Optional<Row> row(Delivery status, Optional<Correlation> correlation) {
    return correlation
        .flatMap(ours -> clerk.row(ours.dispatch()))
        .or(() -> clerk.byProviderId(status.providerMessageId()));
  }

  private Merged tell(Row row, Delivery status) {
    String code = status.failure().map(Failure::code).orElse("");
    String text = status.failure().map(Failure::reason).orElse("");
    Transition transition = Transition.told(status.state());
    if (transition == Transition.TOLD_FAILED && mayArriveBeside(row, status.providerMessageId())) {
      transition = Transition.ONE_FAILED;
    }
    Move told =
        new Move(transition, Move.PROVIDER)
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
      status
          .failure()
          .ifPresent(
              failure ->
                  aftermath.told(row, failure.code(), failure.handling(), status.header().at()));
    }
    return new Merged(Merged.Kind.CHANGED, Optional.of(row.entry));
  }

  /**
   * Writes an event that may bring a provider id, and what waited for that id.
   *
   * @return false if it would tell nothing new
   */
  boolean bind(Row row, Move move) {
    DispatchEntry before = row.entry;
    if (before.after(move.event(0, before, clerk.now())).equals(before)) {
      return false;
    }
    DispatchEntry after = clerk.move(row, move);
    if (after.evidence().isDoubleAccept() && !before.evidence().isDoubleAccept()) {
      LOG.error("DOUBLE_ACCEPT: the provider took {} twice", after.id());
      clerk.move(row, new Move(Transition.NOTED, Move.PROVIDER).because("DOUBLE_ACCEPT", ""));
    }
    if (after.submits() > 1 && after.evidence().isUndercounted()) {
      bodies(row).lastDisclaimed().ifPresent(gate -> countAgain(row, gate));
    }
    settle(row);
    alive(after);
    move.providerMessageId().ifPresent(id -> unmatched.takeFor(id).forEach(this::mergeStored));
    return true;
  }

  // --- of several bodies

  private Bodies bodies(Row row) {
    return Bodies.of(row.entry, clerk.books.events(row.entry.id()));
  }

  private boolean mayArriveBeside(Row row, String providerMessageId) {
    return row.entry.submits() > 1 && bodies(row).mayArriveBeside(providerMessageId);
  }

  private void countAgain(Row row, Instant gate) {
    LOG.error("{} was called unsent, and the provider has it", row.entry.id());
    clerk.move(row, new Move(Transition.COUNTED, Move.PROVIDER).when(gate));
  }

  /**
   * A body that a person called unsent was accepted: its contact counts beside that of the next.
   */
  void provenSent(Row row, long fence) {
    bodies(row).disclaimed(fence).ifPresent(gate -> countAgain(row, gate));
  }

  /** What was told of one body ends the row once no other one may arrive any more. */
  void settle(Row row) {
    DispatchEntry entry = row.entry;
    Optional<Evidence.Failure> failure = entry.evidence().failure();
    boolean open = entry.state() == State.SUBMITTING || entry.state().rank() >= State.FAILED.rank();
    if (failure.isEmpty() || open || entry.submits() < 2 || bodies(row).mayArrive()) {
      return;
    }
    clerk.move(
        row,
        new Move(Transition.TOLD_FAILED, Move.PROVIDER)
            .because(failure.get().code(), "")
            .when(failure.get().at()));
  }

  /** Whether statuses come through is known from a message with both an answer and a status. */
  private void alive(DispatchEntry entry) {
    Instant accepted = entry.evidence().times().get(State.ACCEPTED);
    if (accepted != null && entry.evidence().isTold()) {
      clerk.desk(entry.header().sender()).alive(accepted);
    }
  }

  // --- what waits

  /** Reads ahead what may wait for these. */
  void expect(Collection<DispatchId> dispatches, Collection<String> providerMessageIds) {
    unmatched.expect(dispatches, providerMessageIds);
  }

  /** What came before its dispatch was planned. */
  void tellWhatWaitedFor(DispatchId dispatch) {
    unmatched.takeFor(dispatch).forEach(this::mergeStored);
  }

  /**
   * Tries a page of those again whose time has come.
   *
   * @return how many found their message
   */
  Swept retry(int most) {
    List<Unmatched> due = unmatched.due(most);
    clerk.expect(due.stream().flatMap(waiting -> waiting.dispatch().stream()).toList());
    clerk.expectProviders(
        due.stream().map(waiting -> waiting.status().providerMessageId()).toList());
    int matched = 0;
    for (Unmatched waiting : due) {
      Delivery status = waiting.status();
      Optional<Row> row = row(status, Correlation.parse(status.correlation()));
      if (row.isPresent()) {
        unmatched.remove(waiting);
        tell(row.get(), status);
        matched++;
      } else {
        unmatched.putOff(waiting);
      }
    }
    return new Swept(matched, 0, due.size() >= most);
  }
}
