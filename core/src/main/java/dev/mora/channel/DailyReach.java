package dev.mora.channel;

/**
 * How many people the senders of one business may together write to first within any 24 hours.
 * Whoever is written to outside an open service window counts once, until 24 hours after the last
 * such message; a message to somebody who counts already, or who wrote within 24 hours, costs
 * nothing. What exceeds it waits.
 *
 * @param business whose senders count together: the provider's id of it, or any name that they
 *     share; 1 to 100 characters
 * @param tier people whom the provider allows, until it tells otherwise; {@link #NO_LIMIT} for any
 *     number
 * @param percent of the tier that is used, 1 to 100: the rest is for what is sent by other doors
 * @param firstDay people in the first 24 hours that the business sends at all, twice as many in
 *     each 24 hours after that, until the tier is reached; {@link #NO_LIMIT} for no such ramp
 */
public record DailyReach(String business, int tier, int percent, int firstDay) {

  public static final int NO_LIMIT = Integer.MAX_VALUE;

  private static final int SHARE = 80;

  public DailyReach {
    if (business.isBlank() || business.length() > 100) {
      throw new IllegalArgumentException("a business has a name of 1 to 100 characters");
    }
    if (tier < 1 || firstDay < 1) {
      throw new IllegalArgumentException(
          "a reach is 1 person or more: found " + tier + ", on the first day " + firstDay);
    }
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException(
          "percent of a tier: found " + percent + ", expected 1-100");
    }
  }

  /** 80 % of a tier, without a ramp. */
  public static DailyReach ofTier(String business, int tier) {
    return new DailyReach(business, tier, SHARE, NO_LIMIT);
  }

  public DailyReach percent(int used) {
    return new DailyReach(business, tier, used, firstDay);
  }

  public DailyReach rampingUpFrom(int people) {
    return new DailyReach(business, tier, percent, people);
  }

  /** The same of the tier that the provider tells. */
  public DailyReach told(int now) {
    return new DailyReach(business, now, percent, firstDay);
  }

  /**
   * People on one day of sending; {@link #NO_LIMIT} for any number.
   *
   * @param day 0 for the first 24 hours
   */
  public int people(long day) {
    int allowed = tier == NO_LIMIT ? NO_LIMIT : (int) Math.max(1, (long) tier * percent / 100);
    // 31 doublings of 1 are more than any tier
    long ramp = day > 31 ? NO_LIMIT : Math.min(NO_LIMIT, (long) firstDay << Math.max(0, day));
    return (int) Math.min(allowed, ramp);
  }
}
