package dev.mora.ledger;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.ChannelEvent.Status.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Statuses that came before anybody knew their message. Each is tried again every 30 seconds for
 * ten minutes, then every hour for seven days; older ones are listed only, and make room when it is
 * needed.
 */
final class UnmatchedStatuses {

  /** Older ones are listed only. */
  static final Duration TRIED_FOR = Duration.ofDays(7);

  private static final Duration OFTEN = Duration.ofSeconds(30);
  private static final Duration OFTEN_FOR = Duration.ofMinutes(10);
  private static final Duration SELDOM = Duration.ofHours(1);

  private final Books books;
  private final Map<String, Unmatched> read = new LinkedHashMap<>();
  private final Set<Object> askedFor = new HashSet<>();

  UnmatchedStatuses(Books books) {
    this.books = books;
  }

  /** Reads ahead what may wait for these. */
  void expect(Collection<DispatchId> dispatches, Collection<String> providerIds) {
    if (!books.hasUnmatched()) {
      askedFor.addAll(dispatches);
      askedFor.addAll(providerIds);
      return;
    }
    List<DispatchId> newDispatches = dispatches.stream().filter(askedFor::add).toList();
    List<String> newIds =
        providerIds.stream()
            .filter(id -> !id.isEmpty() && !askedFor.contains(id))
            .flatMap(id -> Stream.of(id, Evidence.blanked(id)))
            .filter(askedFor::add)
            .toList();
    if (!newDispatches.isEmpty() || !newIds.isEmpty()) {
      books.unmatchedOf(newDispatches, newIds).forEach(known -> read.put(known.key(), known));
    }
  }

  /** Of these recipients: nothing of them is shown any more, and their message still found. */
  void blank(Collection<String> recipients) {
    for (Unmatched known :
        recipients.isEmpty() ? List.<Unmatched>of() : books.unmatchedTo(recipients)) {
      Delivery status = known.status();
      String id = status.providerMessageId();
      var blanked =
          new Delivery(
              status.header(),
              id.isEmpty() ? id : Evidence.blanked(id),
              status.correlation(),
              status.state(),
              status
                  .failure()
                  .map(f -> new Status.Failure(f.code(), SafeText.of(f.reason()), f.handling())),
              "");
      remove(known);
      books.put(new Unmatched(blanked, known.since(), known.nextTry()));
    }
  }

  void keep(Delivery status) {
    if (contains(status)) {
      return;
    }
    Instant now = books.now();
    var waiting = new Unmatched(status, now, nextTry(now, now));
    books.put(waiting);
    read.put(waiting.key(), waiting);
  }

  boolean contains(Delivery status) {
    String key = Unmatched.keyOf(status);
    return read.containsKey(key) || !books.unmatchedByKey(List.of(key)).isEmpty();
  }

  /** Takes out those that carry a provider id. */
  List<Delivery> takeFor(String providerMessageId) {
    expect(List.of(), List.of(providerMessageId));
    if (read.isEmpty()) {
      return List.of();
    }
    String blanked = Evidence.blanked(providerMessageId);
    return take(
        waiting -> {
          String id = waiting.status().providerMessageId();
          return id.equals(providerMessageId) || id.equals(blanked);
        });
  }

  /** Takes out those that carry the correlation of a dispatch. */
  List<Delivery> takeFor(DispatchId dispatch) {
    expect(List.of(dispatch), List.of());
    return take(waiting -> waiting.dispatch().filter(dispatch::equals).isPresent());
  }

  void remove(Unmatched waiting) {
    books.remove(waiting);
    read.remove(waiting.key());
  }

  private List<Delivery> take(Predicate<Unmatched> which) {
    List<Unmatched> found = read.values().stream().filter(which).toList();
    found.forEach(this::remove);
    return found.stream().map(Unmatched::status).toList();
  }

  // --- trying again

  /** When to try next after a try in vain; empty once it is listed only. */
  static Optional<Instant> nextTry(Instant since, Instant tried) {
    boolean young = tried.isBefore(since.plus(OFTEN_FOR));
    Instant next = tried.plus(young ? OFTEN : SELDOM);
    return next.isAfter(since.plus(TRIED_FOR)) ? Optional.empty() : Optional.of(next);
  }

  /** Those whose next try has come. */
  List<Unmatched> due(int most) {
    return books.unmatchedDue(books.now(), most);
  }

  /** After a try in vain. */
  void putOff(Unmatched waiting) {
    Optional<Instant> next = nextTry(waiting.since(), books.now());
    books.put(new Unmatched(waiting.status(), waiting.since(), next));
  }
}
