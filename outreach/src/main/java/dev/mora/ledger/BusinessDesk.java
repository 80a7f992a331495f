package dev.mora.ledger;

import dev.mora.channel.DailyReach;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the {@link Books} keep of one business.
 *
 * @param tier the last that the provider told; 0 if it never did
 * @param toldAt when; {@link Instant#EPOCH} if it never did
 * @param began when it first wrote to anybody; empty if it has not yet
 */
public record BusinessDesk(BusinessId business, int tier, Instant toldAt, Optional<Instant> began) {

  public BusinessDesk {
    Objects.requireNonNull(business, "business");
    Objects.requireNonNull(toldAt, "toldAt");
    Objects.requireNonNull(began, "began");
    if (tier < 0) {
      throw new IllegalArgumentException("a tier is 0 or more: " + tier);
    }
  }

  /** Of a business that nothing is known of. */
  public static BusinessDesk of(BusinessId business) {
    return new BusinessDesk(business, 0, Instant.EPOCH, Optional.empty());
  }

  /** What is told later counts, in whatever order it comes in. */
  BusinessDesk told(int newTier, Instant at) {
    return at.isBefore(toldAt) ? this : new BusinessDesk(business, newTier, at, began);
  }

  BusinessDesk beganBy(Instant at) {
    return began.isPresent() ? this : new BusinessDesk(business, tier, toldAt, Optional.of(at));
  }

  /** What holds: the provider's word before the declared one. */
  DailyReach holds(DailyReach declared) {
    return tier == 0 ? declared : declared.told(tier);
  }

  /** People in the 24 hours until now. */
  int people(DailyReach declared, Instant now) {
    return holds(declared).people(day(now));
  }

  private long day(Instant now) {
    return began.map(first -> Math.max(0, Duration.between(first, now).toDays())).orElse(0L);
  }

  /** When the ramp next lets more people in; empty if it does not. */
  Optional<Instant> nextStep(DailyReach declared, Instant now) {
    long day = day(now);
    DailyReach holds = holds(declared);
    return holds.people(day + 1) > holds.people(day)
        ? Optional.of(began.orElse(now).plus(Duration.ofDays(day + 1)))
        : Optional.empty();
  }
}
