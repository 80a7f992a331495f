package dev.mora.outreach;

import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * When a strategy writes no more about a due date, beside what contact policy and gate forbid.
 * Steps that put a case on a person's desk go on.
 *
 * @param on any of them is enough
 * @param messages at most so many for one due date; empty for no limit
 */
public record StopRule(Set<Cause> on, OptionalInt messages) {

  public StopRule {
    Set<Cause> sorted = EnumSet.noneOf(Cause.class);
    sorted.addAll(on);
    on = Collections.unmodifiableSet(sorted);
    if (messages.isPresent() && messages.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "a limit of messages is 1 or more: " + messages.getAsInt());
    }
  }

  public static StopRule none() {
    return new StopRule(Set.of(), OptionalInt.empty());
  }

  /** What ends the messages. */
  public enum Cause {
    /** The person wrote or called since the first message about the due date. */
    REPLIED,
    /** A promise was made since the due date, whatever became of it. */
    PROMISED,
    /** A case of the borrower waits for a person. */
    ON_TRAY
  }
}
