package dev.mora.ledger;

import dev.mora.party.BorrowerId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A fact that belongs beside the dispatches though none of them carries it: that a loan was paid, a
 * case on the tray, what a person approved.
 *
 * @param shelf what kind of facts it stands among, such as {@code tray}
 * @param key one note of each key on a shelf
 * @param borrower whose personal data the text is: exported with the borrower and forgotten with
 *     the borrower; empty if it is nobody's
 * @param text in the words of whoever wrote it; a ledger never reads it
 */
public record Note(
    String shelf, String key, Optional<BorrowerId> borrower, String text, Instant at) {

  public Note {
    Objects.requireNonNull(borrower, "borrower");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(at, "at");
    if (shelf.isBlank() || shelf.length() > 200) {
      throw new IllegalArgumentException("a shelf has a name of 1 to 200 characters");
    }
    if (key.isBlank() || key.length() > 200) {
      throw new IllegalArgumentException("a note has a key of 1 to 200 characters");
    }
    Storable.text("shelf", shelf);
    Storable.text("key of a note", key);
    Storable.text("text of a note", text);
    borrower.ifPresent(id -> Storable.text("borrower id", id.value()));
  }

  @Override
  public String toString() {
    return "Note(" + shelf + ")";
  }
}
