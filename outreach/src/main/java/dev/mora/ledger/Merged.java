package dev.mora.ledger;

import java.util.Objects;
import java.util.Optional;

/** What a status did. */
public record Merged(Kind kind, Optional<DispatchEntry> entry) {

  public Merged {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(entry, "entry");
  }

  public enum Kind {
    /** Something new was learnt. */
    CHANGED,
    KNOWN,
    /** Nobody here knows the message yet; kept, tried again, listed after seven days. */
    UNMATCHED,
    /** Belongs to another environment on the same provider account. */
    FOREIGN
  }
}
