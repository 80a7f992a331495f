package dev.mora.ledger;

import java.time.Duration;

/**
 * What a ledger must be told once.
 *
 * @param environment of every {@link Correlation}; statuses of other environments are left alone
 * @param unknownPolicy what happens at {@code unknownDeadline}
 * @param unknownDeadline at least one hour: a worker that was frozen may still report until then
 * @param maxAttempts gates of one dispatch that may fail in a row before it is parked
 */
public record LedgerSettings(
    String environment, UnknownPolicy unknownPolicy, Duration unknownDeadline, int maxAttempts) {

  public LedgerSettings {
    if (!environment.matches("[a-z0-9-]{1,24}")) {
      throw new IllegalArgumentException(
          "an environment has 1 to 24 lower-case letters, digits and -: " + environment);
    }
    if (unknownDeadline.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException(
          "the unknown deadline is at least one hour: " + unknownDeadline);
    }
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("at least one attempt: " + maxAttempts);
    }
  }

  /** HOLD after 24 hours, parked after 3 attempts. */
  public static LedgerSettings of(String environment) {
    return new LedgerSettings(environment, UnknownPolicy.HOLD, Duration.ofHours(24), 3);
  }

  public LedgerSettings with(UnknownPolicy policy, Duration deadline) {
    return new LedgerSettings(environment, policy, deadline, maxAttempts);
  }
}
