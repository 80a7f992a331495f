package dev.mora.whatsapp;

import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the host for tokens, and for a new one at most once per refused token, however many requests
 * were refused with it. Remembers a digest, never a token.
 */
final class Tokens {

  private final TokenSupplier supplier;
  private byte @Nullable [] refused;

  Tokens(TokenSupplier supplier) {
    this.supplier = supplier;
  }

  /**
   * @throws BadToken if the host has none that could stand in a header
   */
  String current() {
    return usable(supplier.token());
  }

  /** Another token than the refused one, if the host has one. */
  synchronized Optional<String> insteadOf(String token) {
    byte[] digest = Signature.sha256(token);
    String next =
        refused != null && MessageDigest.isEqual(refused, digest)
            ? supplier.token()
            : supplier.refreshedToken();
    refused = digest;
    return next.equals(token) ? Optional.empty() : Optional.of(usable(next));
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
