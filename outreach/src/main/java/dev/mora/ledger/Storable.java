package dev.mora.ledger;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.ChannelEvent.Status.Delivery;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Text that every database keeps as it is. PostgreSQL keeps no U+0000, and half of a surrogate pair
 * is no text: of the host both are an error at the door, on every store, so that no ledger takes
 * what another would refuse. What a provider tells is mended instead, for it must not be lost.
 */
final class Storable {

  private static final Pattern NOT_KEPT = Pattern.compile("[\\x00\\p{Cs}]");

  private Storable() {}

  /**
   * @param what says where the text stands; the text itself is not shown
   * @throws IllegalArgumentException if a database could not keep it
   */
  static String text(String what, String text) {
    return text(() -> "", what, text);
  }

  private static String text(Supplier<String> where, String what, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || Character.isSurrogate(c) && !pair) {
        throw new IllegalArgumentException(
            "%s%s: found U+%04X at character %d, expected text that every database can keep"
                .formatted(where.get(), what, (int) c, i + 1));
      }
      i += pair ? 1 : 0;
    }
    return text;
  }

  /** The same, with a mark in the place of what cannot be kept. */
  static String mended(String text) {
    return isKept(text) ? text : NOT_KEPT.matcher(text).replaceAll("\uFFFD");
  }

  private static boolean isKept(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  static Delivery mended(Delivery status) {
    boolean isKept =
        isKept(status.providerMessageId())
            && isKept(status.correlation())
            && isKept(status.recipientId())
            && status.failure().map(f -> isKept(f.code()) && isKept(f.reason())).orElse(true);
    return isKept
        ? status
        : new Delivery(
            status.header(),
            mended(status.providerMessageId()),
            mended(status.correlation()),
            status.state(),
            status
                .failure()
                .map(f -> new Status.Failure(mended(f.code()), mended(f.reason()), f.handling())),
            mended(status.recipientId()));
  }

  /** All texts of a dispatch but its content, which stores write as JSON. */
  static void dispatch(Supplier<String> where, Dispatch dispatch) {
    Dispatch.Header header = dispatch.header();
    text(where, ", campaign", header.key().campaign().value());
    text(where, ", borrower id", header.key().borrower().value());
    text(where, ", step", header.key().step());
    text(where, ", slot", header.key().slot());
    text(where, ", account", header.sender().account());
    text(where, ", segment", header.segment());
    header.loans().forEach(loan -> text(where, ", loan id", loan.value()));
    header.policies().forEach((name, version) -> text(where, ", policies", name + version));
    dispatch
        .template()
        .ifPresent(key -> text(where, ", template", key.name() + key.version() + key.language()));
    text(where, ", brief", dispatch.brief());
  }
}
