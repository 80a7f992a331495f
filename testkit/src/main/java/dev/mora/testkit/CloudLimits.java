package dev.mora.testkit;

import java.time.Duration;

/**
 * What the stand-in lets pass, by its clock; 0 or zero for no limit. Counted on one account of the
 * provider, with all its numbers.
 *
 * @param perSecond messages of one number in any second (130429)
 * @param pairEvery one message to a person in this time (131056)
 * @param pairBurst that many at once, borrowed from the future
 * @param tier people outside an open window in 24 hours; no code is documented for more, the
 *     stand-in answers 131048
 * @param utilityPerDay UTILITY messages in 24 hours while the account is limited for misuse
 *     (131064)
 * @param firstBatch messages of one template before the rest is held for a quality assessment
 * @param windows whether free text needs a message of the person within 24 hours (131047)
 * @param callsPerHour calls for templates (80008)
 */
public record CloudLimits(
    int perSecond,
    Duration pairEvery,
    int pairBurst,
    int tier,
    int utilityPerDay,
    int firstBatch,
    boolean windows,
    int callsPerHour) {

  public static CloudLimits none() {
    return new CloudLimits(0, Duration.ZERO, 1, 0, 0, 0, false, 0);
  }

  /**
   * As the provider documents them for a new account: 80 in a second, one to a person in 6 s with
   * 45 at once, 250 people, windows, 200 calls.
   */
  public static CloudLimits documented() {
    return new CloudLimits(80, Duration.ofSeconds(6), 45, 250, 0, 0, true, 200);
  }

  public CloudLimits perSecond(int messages) {
    return new CloudLimits(
        messages, pairEvery, pairBurst, tier, utilityPerDay, firstBatch, windows, callsPerHour);
  }

  public CloudLimits pair(Duration every, int burst) {
    return new CloudLimits(
        perSecond, every, burst, tier, utilityPerDay, firstBatch, windows, callsPerHour);
  }

  public CloudLimits tier(int people) {
    return new CloudLimits(
        perSecond, pairEvery, pairBurst, people, utilityPerDay, firstBatch, windows, callsPerHour);
  }

  public CloudLimits utilityPerDay(int messages) {
    return new CloudLimits(
        perSecond, pairEvery, pairBurst, tier, messages, firstBatch, windows, callsPerHour);
  }

  public CloudLimits firstBatch(int messages) {
    return new CloudLimits(
        perSecond, pairEvery, pairBurst, tier, utilityPerDay, messages, windows, callsPerHour);
  }

  public CloudLimits withWindows() {
    return new CloudLimits(
        perSecond, pairEvery, pairBurst, tier, utilityPerDay, firstBatch, true, callsPerHour);
  }

  public CloudLimits callsPerHour(int calls) {
    return new CloudLimits(
        perSecond, pairEvery, pairBurst, tier, utilityPerDay, firstBatch, windows, calls);
  }
}
