package dev.mora.testkit;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What the provider does by itself at a time: reviews, pauses that end, decisions on quality. */
final class Agenda {

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
  private long order;

  private record Entry(Instant due, long order, Runnable task) {}

  synchronized void at(Instant due, Runnable task) {
    entries.add(new Entry(due, order++, task));
  }

  synchronized Optional<Instant> nextDue() {
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }

  synchronized void clear() {
    entries.clear();
  }

  void runDue(Instant now) {
    for (Runnable task = poll(now); task != null; task = poll(now)) {
      task.run();
    }
  }

  private synchronized @Nullable Runnable poll(Instant now) {
    Entry next = entries.peek();
    if (next == null || next.due.isAfter(now)) {
      return null;
    }
    entries.poll();
    return next.task;
  }
}
