package dev.mora.testkit;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Which faults the messages of an account meet by themselves, beside those that a test queues. The
 * same message at the same attempt meets the same fault, whatever the order of the others.
 */
@FunctionalInterface
public interface Faults {

  /**
   * @param request counts the account's messages from 0
   * @param correlation of the message; empty if it has none
   * @param attempt counts from 1 for this correlation
   * @return empty: nothing goes wrong
   */
  Optional<Fault> at(long request, String correlation, int attempt);

  static Faults none() {
    return (request, correlation, attempt) -> Optional.empty();
  }

  /**
   * Resets before and after reading, noise, cut and empty answers, pages of a gateway, answers
   * without an id, server errors and refusals for speed; one message in {@code 1/rate} meets one.
   * Which one depends on the seed, the correlation and the attempt alone.
   *
   * @param rate from 0 to 1
   */
  static Faults seeded(long seed, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("a rate is from 0 to 1: " + rate);
    }
    List<Fault> some =
        List.of(
            Fault.RESET_BEFORE_READ,
            Fault.RESET_AFTER_READ,
            Fault.EMPTY_ANSWER,
            Fault.CUT_ANSWER,
            Fault.GARBAGE,
            Fault.BAD_GATEWAY,
            Fault.NO_ID,
            Fault.SERVER_ERROR,
            Fault.RATE_LIMITED,
            Fault.TOO_MANY_REQUESTS);
    return (request, correlation, attempt) -> {
      SplittableRandom random =
          new SplittableRandom(
              seed * 31 + (correlation + "#" + attempt).hashCode() * 0x9E3779B97F4A7C15L);
      return random.nextDouble() < rate
          ? Optional.of(some.get(random.nextInt(some.size())))
          : Optional.empty();
    };
  }

  /** All of {@code length} requests from one on are answered 429. */
  static Faults storm(long from, int length) {
    return (request, correlation, attempt) ->
        request >= from && request < from + length
            ? Optional.of(Fault.TOO_MANY_REQUESTS)
            : Optional.empty();
  }

  /** This one, and where it has nothing the other. */
  default Faults or(Faults other) {
    return (request, correlation, attempt) ->
        at(request, correlation, attempt).or(() -> other.at(request, correlation, attempt));
  }
}
