package dev.mora.ledger;

/**
 * What reaping did.
 *
 * @param reclaimed leases that ended before the gate
 * @param unknown leases that ended behind the gate
 * @param decided unknowns whose deadline passed, or whose server had said no
 * @param parked set aside after too many attempts, or with their stopped template
 * @param matched statuses that found their message at last
 */
public record ReapReport(
    int reclaimed, int unknown, int decided, int expired, int parked, int matched) {

  /** Whether it found what somebody should know of. */
  boolean isAlarming() {
    return unknown > 0 || parked > 0;
  }

  ReapReport plus(ReapReport more) {
    return new ReapReport(
        reclaimed + more.reclaimed,
        unknown + more.unknown,
        decided + more.decided,
        expired + more.expired,
        parked + more.parked,
        matched + more.matched);
  }
}
