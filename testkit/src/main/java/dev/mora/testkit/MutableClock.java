package dev.mora.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class MutableClock implements InstantSource {

  private final AtomicReference<Instant> now;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private MutableClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  public static MutableClock at(Instant start) {
    return new MutableClock(start);
  }

  /** Reads an ISO instant such as {@code 2026-11-24T15:00:00Z}. */
  public static MutableClock at(String start) {
    return at(Instant.parse(start));
  }

  @Override
  public Instant instant() {
    return requireNonNull(now.get());
  }

  /** Moves forward; whatever waits for a time up to then happens before this returns. */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("a clock only moves forward: " + by);
    }
    now.updateAndGet(instant -> instant.plus(by));
    listeners.forEach(Runnable::run);
  }

  /** Like {@link #advance}, to a moment that must not lie in the past. */
  public void advanceTo(Instant instant) {
    advance(Duration.between(instant(), instant));
  }

  void onMove(Runnable listener) {
    listeners.add(listener);
  }
}
