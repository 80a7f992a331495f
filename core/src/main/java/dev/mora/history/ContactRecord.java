package dev.mora.history;

import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One contact with a person, by us or by any other door (call centre, core banking, letter).
 *
 * @param template name of the template; empty if none
 */
public record ContactRecord(
    BorrowerId borrower,
    Optional<LoanId> loan,
    Instant at,
    Channel channel,
    Direction direction,
    Outcome outcome,
    String template) {

  public ContactRecord {
    Objects.requireNonNull(borrower, "borrower");
    Objects.requireNonNull(loan, "loan");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(template, "template");
  }

  /**
   * Whether we tried to reach the person, however far it got: outbound and not refused by the
   * provider before it left.
   */
  public boolean isAttempt() {
    return direction == Direction.OUT && outcome != Outcome.REJECTED;
  }

  /** Whether the person said something: wrote or called us, or answered what we sent. */
  public boolean isFromPerson() {
    return direction == Direction.IN || outcome == Outcome.REPLIED;
  }

  /** The same contact in the count of somebody else who has the same number. */
  public ContactRecord countedFor(BorrowerId other) {
    return new ContactRecord(other, Optional.empty(), at, channel, direction, outcome, template);
  }

  public enum Direction {
    OUT,
    IN
  }

  /** How far it got. What counts as a contact is the business of each rule. */
  public enum Outcome {
    /** The provider refused it: it never left. */
    REJECTED,
    /** May have been sent; counts as sent. */
    UNKNOWN,
    SENT,
    FAILED,
    DELIVERED,
    READ,
    /** The person answered, or wrote first. */
    REPLIED,
    NOT_CONNECTED,
    VOICEMAIL,
    WRONG_PARTY,
    RIGHT_PARTY
  }
}
