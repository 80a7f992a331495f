package dev.mora.whatsapp;

import java.time.Duration;

/** How one HTTP exchange ended, before anybody reads what the provider said. */
sealed interface Exchange {

  /** Proven by the witness: no byte of the body left. */
  record NothingSent(String why) implements Exchange {}

  /**
   * A whole answer.
   *
   * @param cut the body was longer than the limit; {@code body} is its beginning
   * @param retryAfter zero if the provider named none
   * @param usage what the rate headers told
   */
  record Answer(int status, byte[] body, boolean cut, Duration retryAfter, RateUsage usage)
      implements Exchange {}

  /** The body was asked for and no whole answer came. */
  record Unclear(String evidence) implements Exchange {}
}
