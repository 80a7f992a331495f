package dev.mora.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** What the provider's review makes of a template that is created or edited. */
@FunctionalInterface
public interface Review {

  /**
   * @return empty: it stays as it is until a test decides
   */
  Optional<Verdict> of(CloudTemplate submitted);

  /** A test decides. */
  static Review byHand() {
    return submitted -> Optional.empty();
  }

  /** Everything is approved after a time of the clock; at once for zero. */
  static Review approves(Duration after) {
    return submitted -> Optional.of(new Verdict(after, "APPROVED", "NONE", submitted.category()));
  }

  /** Everything is approved after a time, and counted in another category from the first moment. */
  static Review recategorises(Duration after, String category) {
    return submitted -> Optional.of(new Verdict(after, "APPROVED", "NONE", category));
  }

  /** Everything is rejected after a time, for a reason such as {@code TAG_CONTENT_MISMATCH}. */
  static Review rejects(Duration after, String reason) {
    return submitted -> Optional.of(new Verdict(after, "REJECTED", reason, submitted.category()));
  }

  /**
   * Like the real one: most are approved within a day, one in ten is rejected, one utility text in
   * ten is taken for marketing. It depends on the seed, the name and the text alone.
   */
  static Review seeded(long seed) {
    return submitted -> {
      SplittableRandom random =
          new SplittableRandom(
              seed * 31 + (submitted.key() + submitted.body()).hashCode() * 0x9E3779B97F4A7C15L);
      Duration after = Duration.ofSeconds(60 + random.nextInt(24 * 3600 - 60));
      int luck = random.nextInt(100);
      if (luck < 10) {
        String[] reasons = {"TAG_CONTENT_MISMATCH", "INVALID_FORMAT", "PROMOTIONAL"};
        return Optional.of(
            new Verdict(
                after, "REJECTED", reasons[random.nextInt(reasons.length)], submitted.category()));
      }
      boolean marketing = luck < 20 && submitted.category().equals("UTILITY");
      return Optional.of(
          new Verdict(after, "APPROVED", "NONE", marketing ? "MARKETING" : submitted.category()));
    };
  }

  /**
   * @param after counted from the submission
   * @param status {@code APPROVED} or {@code REJECTED}
   * @param reason {@code NONE} for an approved one
   * @param category from the submission on
   */
  record Verdict(Duration after, String status, String reason, String category) {}
}
