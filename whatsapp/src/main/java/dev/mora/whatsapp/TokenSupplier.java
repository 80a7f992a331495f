package dev.mora.whatsapp;

/**
 * Where access tokens come from: a vault, an environment variable, a file. Asked before each
 * request, on the caller's thread, so that a rotated token takes effect at once; an implementation
 * that reads from afar keeps its answer for up to a minute. Thread-safe.
 *
 * <p>A token goes into the {@code Authorization} header and nowhere else.
 */
@FunctionalInterface
public interface TokenSupplier {

  /** The token without {@code Bearer}. */
  String token();

  /**
   * Called once for each token that the provider refused (code 190): an implementation with a cache
   * drops it and reads again. A different answer is used at once; the same one stops the sender. If
   * it throws, the refusal stands, and it is asked again 10 s later at the earliest.
   */
  default String refreshedToken() {
    return token();
  }

  /** Always the same token, for a system user's token that does not expire. */
  static TokenSupplier of(String token) {
    return new TokenSupplier() {
      @Override
      public String token() {
        return token;
      }

      @Override
      public String toString() {
        return "TokenSupplier(***)";
      }
    };
  }
}
