package dev.mora.loan;

import java.time.LocalDate;
import java.util.Objects;

/** Days that do not count towards lateness although the debt stays unpaid. Both ends are in it. */
public record Pause(LocalDate startOn, LocalDate endOn, Kind kind) {

  public Pause {
    Objects.requireNonNull(kind, "kind");
    if (!endOn.isAfter(startOn)) {
      throw new IllegalArgumentException(
          "a pause must end after it starts: " + startOn + " to " + endOn);
    }
  }

  public static Pause of(LocalDate startOn, LocalDate endOn) {
    return new Pause(startOn, endOn, Kind.PAUSE);
  }

  /** Why the count stands still. A legal hold also forbids contact. */
  public enum Kind {
    PAUSE,
    MORATORIUM,
    LEGAL_HOLD,
    DISASTER_FREEZE
  }
}
