package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.ContactPoint;
import dev.mora.party.PhoneNumber;
import java.util.List;
import java.util.Set;

/**
 * What the {@link Books} keep of one person, as a gate reads it. Personal data.
 *
 * @param sent the borrower's dispatches that may have been sent: every one with a {@link
 *     DispatchEntry#submits submit} or a {@link Evidence#times told time}; others may be among them
 * @param contacts recorded from elsewhere
 * @param unusable addresses that a provider called unreachable
 */
public record BorrowerCard(
    List<DispatchEntry> sent,
    List<ContactRecord> contacts,
    List<Consent> consents,
    Set<Suppression> suppressions,
    Set<Address> unusable) {

  public BorrowerCard {
    sent = List.copyOf(sent);
    contacts = List.copyOf(contacts);
    consents = List.copyOf(consents);
    suppressions = Set.copyOf(suppressions);
    unusable = Set.copyOf(unusable);
  }

  /** Of somebody nothing is known of. */
  public static BorrowerCard empty() {
    return new BorrowerCard(List.of(), List.of(), List.of(), Set.of(), Set.of());
  }

  /** An address is unusable on a channel: a number without the app may still ring. */
  public record Address(Channel channel, ContactPoint point) {

    /** However its number is written. */
    boolean isAt(ContactPoint other) {
      return point.equals(other)
          || (point instanceof PhoneNumber number
              && other instanceof PhoneNumber same
              && number.sameLineAs(same));
    }
  }

  @Override
  public String toString() {
    return "BorrowerCard(" + sent.size() + " sent, " + contacts.size() + " contacts)";
  }
}
