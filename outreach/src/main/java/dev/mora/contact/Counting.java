package dev.mora.contact;

import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Direction;

/**
 * What a cap counts as a contact. An outcome that is not known counts as the furthest that it may
 * have got, short of an answer.
 */
enum Counting {
  /** Every attempt that left, or may have left. */
  SUBMITTED,
  /** What arrived, or has not been reported as failed. */
  DELIVERED,
  /** A call that was taken by anybody, or by a machine. Messages as in {@link #DELIVERED}. */
  CONNECTED,
  /** Only what the person answered or began. */
  TWO_WAY;

  boolean counts(ContactRecord contact) {
    if (contact.direction() == Direction.IN) {
      return this == TWO_WAY;
    }
    return switch (contact.outcome()) {
      case REJECTED -> false;
      case FAILED, NOT_CONNECTED -> this == SUBMITTED;
      case UNKNOWN, SENT, DELIVERED, READ, VOICEMAIL, WRONG_PARTY -> this != TWO_WAY;
      case REPLIED, RIGHT_PARTY -> true;
    };
  }

  /** The earlier in this list, the more; but {@link #TWO_WAY} alone counts what a person began. */
  boolean countsAtLeastAsMuchAs(Counting other) {
    return ordinal() <= other.ordinal() && (other != TWO_WAY || this == TWO_WAY);
  }
}
