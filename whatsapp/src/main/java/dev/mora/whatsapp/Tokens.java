package dev.mora.whatsapp;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Asks the host for tokens, and for a new one at most once per refused token, however many requests
 * were refused with it; where that failed, once more after {@link #PAUSE} and not for each of them:
 * a vault that is down lets its callers wait. Remembers digests, never a token.
 */
final class Tokens {

  static final Duration PAUSE = Duration.ofSeconds(10);

  /** Requests of the last tokens but one may still be on their way when the next is refused. */
  private static final int REMEMBERED = 4;

  private final TokenSupplier supplier;
  private final LongSupplier nanoTime;
  private final Deque<Refusal> refusals = new ArrayDeque<>();

  /**
   * @param failedAt empty if the host gave an answer
   */
  private record Refusal(byte[] digest, OptionalLong failedAt) {

    boolean isOf(byte[] other) {
      return MessageDigest.isEqual(digest, other);
    }

    boolean isOver(long now) {
      return failedAt.isPresent() && now - failedAt.getAsLong() >= PAUSE.toNanos();
    }
  }

  Tokens(TokenSupplier supplier, LongSupplier nanoTime) {
    this.supplier = supplier;
    this.nanoTime = nanoTime;
  }

  /**
   * @throws BadToken if the host has none that could stand in a header
   */
  String current() {
    return usable(supplier.token());
  }

  /** Another token than the refused one, if the host has one. */
  Optional<String> insteadOf(String token) {
    Optional<String> refreshed = refreshed(Signature.sha256(token));
    String next = refreshed.isPresent() ? refreshed.get() : current();
    return next.equals(token) ? Optional.empty() : Optional.of(next);
  }

  /** Empty if the host was asked because of this token. */
  private synchronized Optional<String> refreshed(byte[] digest) {
    long now = nanoTime.getAsLong();
    refusals.removeIf(refusal -> refusal.isOf(digest) && refusal.isOver(now));
    if (refusals.stream().anyMatch(refusal -> refusal.isOf(digest))) {
      return Optional.empty();
    }
    boolean answered = false;
    try {
      String next = usable(supplier.refreshedToken());
      answered = true;
      return Optional.of(next);
    } finally {
      OptionalLong failedAt =
          answered ? OptionalLong.empty() : OptionalLong.of(nanoTime.getAsLong());
      refusals.addFirst(new Refusal(digest, failedAt));
      if (refusals.size() > REMEMBERED) {
        refusals.removeLast();
      }
    }
  }

  /** What to say of a failed supplier: a host's exception may hold anything, so only its class. */
  static String problem(RuntimeException e) {
    return e instanceof BadToken
        ? String.valueOf(e.getMessage())
        : "the token supplier threw " + e.getClass().getSimpleName();
  }

  private static String usable(String token) {
    if (token.isEmpty() || token.length() > 4096) {
      throw new BadToken("the token supplier gave a token of " + token.length() + " characters");
    }
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new BadToken("the token has a character at " + i + " that no header may carry");
      }
    }
    return token;
  }

  /** Says what is wrong with a token and shows nothing of it. */
  static final class BadToken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadToken(String message) {
      super(message);
    }
  }
}
