package dev.mora.ledger;

import java.time.Duration;

/**
 * Waits. A test or a demonstration on a movable clock moves the clock instead: {@code
 * clock::advance}.
 */
@FunctionalInterface
public interface Sleeper {

  void sleep(Duration duration) throws InterruptedException;
}
