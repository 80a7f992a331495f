package dev.mora.ledger;

import dev.mora.channel.OutboundMessage;
import dev.mora.party.ContactPoint;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whom a provider shields from marketing for a while: no further marketing template goes to the
 * address on that channel for a day, by whichever sender of ours. What is no marketing goes on.
 */
final class Rests {

  /** WhatsApp, error 131049: an earlier one fails again. */
  private static final Duration REST = Duration.ofHours(24);

  private static final String SHELF = "rests";

  private final Books books;

  Rests(Books books) {
    this.books = books;
  }

  /**
   * @param from when the provider held something back; the latest counts
   */
  void rest(Dispatch dispatch, Instant from) {
    String key = key(dispatch);
    boolean later = books.note(SHELF, key).filter(note -> !note.at().isBefore(from)).isPresent();
    if (!later) {
      books.put(new Note(SHELF, key, Optional.of(dispatch.borrower()), "", from));
    }
  }

  /** Until when it has to wait; empty if it need not. */
  Optional<Instant> until(Dispatch dispatch, Instant now) {
    return isMarketing(dispatch)
        ? books.note(SHELF, key(dispatch)).map(note -> note.at().plus(REST)).filter(now::isBefore)
        : Optional.empty();
  }

  private static boolean isMarketing(Dispatch dispatch) {
    return dispatch.content() instanceof OutboundMessage.Template template
        && template.rendering().category() == Category.MARKETING;
  }

  private static String key(Dispatch dispatch) {
    ContactPoint to = dispatch.to();
    String address = to instanceof PhoneNumber number ? number.line() : to.address();
    return dispatch.channel() + " " + Hashes.hex(address);
  }
}
