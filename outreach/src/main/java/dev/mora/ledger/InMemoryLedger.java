package dev.mora.ledger;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole protocol in the memory of one process: for tests, dry runs and loopback addresses. It
 * keeps every promise of {@link DeliveryLedger} but one: when the process ends, all is forgotten,
 * and what was sent may be sent again. One lock guards everything, so a gate sees the world stand
 * still.
 */
public final class InMemoryLedger extends StoredLedger {

  private static final Logger LOG = LoggerFactory.getLogger(InMemoryLedger.class);

  private InMemoryLedger(LedgerSettings settings, InboxLimits limits, InstantSource clock) {
    super(new MemoryStore(limits, clock), settings);
  }

  /** In the environment {@code local}. */
  public static InMemoryLedger of(InstantSource clock) {
    return of(LedgerSettings.of("local"), clock);
  }

  /**
   * @param clock leases and waiting times run by it
   */
  public static InMemoryLedger of(LedgerSettings settings, InstantSource clock) {
    return of(settings, InboxLimits.standard(), clock);
  }

  /**
   * @param limits of what it takes in from providers
   * @param clock leases and waiting times run by it
   */
  public static InMemoryLedger of(
      LedgerSettings settings, InboxLimits limits, InstantSource clock) {
    LOG.info("ledger in memory: what it knows ends with this process");
    return new InMemoryLedger(settings, limits, clock);
  }
}
