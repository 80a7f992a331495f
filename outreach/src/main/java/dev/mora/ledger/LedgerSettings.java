package dev.mora.ledger;

import java.time.Duration;

/**
 * What a ledger must be told once.
 *
 * @param environment of every {@link Correlation}; statuses of other environments are left alone
 * @param unknownPolicy what happens at {@code unknownDeadline}
 * @param unknownDeadline at least one hour: a worker that was frozen may still report until then
 * @param maxAttempts gates of one dispatch that may fail in a row before it is parked
 * @param maxResends how often one dispatch may be sent again while an earlier body of it may have
 *     arrived: a provider gets at most {@code 1 + maxResends} bodies of it that it may have
 *     accepted. 0 with any policy but {@link UnknownPolicy#RESEND}, 1 to 3 with that
 * @param retryExplicitServerError off unless a host asks for it: what a provider's server
 *     {@linkplain dev.mora.channel.SendResult.Unknown#saidNo said no} to goes to the gate once
 *     more, behind 120 seconds in which no status said otherwise and with the contact of the first
 *     time still counted; once for each dispatch, and not if it was resent before. A host that asks
 *     for it accepts that a borrower gets one message twice where a server said no and did it all
 *     the same and its status came later
 */
public record LedgerSettings(
    String environment,
    UnknownPolicy unknownPolicy,
    Duration unknownDeadline,
    int maxAttempts,
    int maxResends,
    boolean retryExplicitServerError) {

  private static final int MOST_RESENDS = 3;

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
    boolean resends = unknownPolicy == UnknownPolicy.RESEND;
    if (maxResends < (resends ? 1 : 0) || maxResends > (resends ? MOST_RESENDS : 0)) {
      throw new IllegalArgumentException(
          "resends with "
              + unknownPolicy
              + ": found "
              + maxResends
              + ", expected "
              + (resends ? "1 to " + MOST_RESENDS : "0"));
    }
  }

  /** Nothing is retried that a server said no to. */
  public LedgerSettings(
      String environment,
      UnknownPolicy unknownPolicy,
      Duration unknownDeadline,
      int maxAttempts,
      int maxResends) {
    this(environment, unknownPolicy, unknownDeadline, maxAttempts, maxResends, false);
  }

  /** HOLD after 24 hours, parked after 3 attempts. */
  public static LedgerSettings of(String environment) {
    return new LedgerSettings(environment, UnknownPolicy.HOLD, Duration.ofHours(24), 3, 0);
  }

  /** {@link UnknownPolicy#RESEND} resends once; {@link #resending} says how often. */
  public LedgerSettings with(UnknownPolicy policy, Duration deadline) {
    int resends = policy == UnknownPolicy.RESEND ? 1 : 0;
    return new LedgerSettings(
        environment, policy, deadline, maxAttempts, resends, retryExplicitServerError);
  }

  /** {@link UnknownPolicy#RESEND}, up to so often for each dispatch. */
  public LedgerSettings resending(int most, Duration deadline) {
    return new LedgerSettings(
        environment, UnknownPolicy.RESEND, deadline, maxAttempts, most, retryExplicitServerError);
  }

  /** With {@link #retryExplicitServerError} on. */
  public LedgerSettings retryingExplicitServerErrors() {
    return new LedgerSettings(
        environment, unknownPolicy, unknownDeadline, maxAttempts, maxResends, true);
  }
}
