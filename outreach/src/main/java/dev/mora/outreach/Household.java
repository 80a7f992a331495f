package dev.mora.outreach;

import dev.mora.history.ContactRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.party.BorrowerId;
import dev.mora.party.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Contacts with others who have the number that a dispatch goes to: caps hold for it too. What the
 * ledger sends to it meanwhile, the gate sees for itself.
 */
final class Household implements Housemates {

  private final DeliveryLedger ledger;
  private final People people;

  Household(DeliveryLedger ledger, People people) {
    this.ledger = ledger;
    this.people = people;
  }

  @Override
  public void meet(Map<Dispatch, Errand> together) {
    people.meet(together);
  }

  @Override
  public List<ContactRecord> of(Dispatch dispatch, Errand errand) {
    if (!(dispatch.to() instanceof PhoneNumber number)) {
      return List.of();
    }
    List<ContactRecord> found = new ArrayList<>();
    Set<BorrowerId> others = new LinkedHashSet<>(errand.sameNumber());
    others.addAll(people.withDigits(number.digits()));
    for (BorrowerId other : others) {
      if (!other.equals(dispatch.borrower())) {
        ledger.history(other).of(other).stream()
            .filter(ContactRecord::isAttempt)
            .map(contact -> contact.countedFor(dispatch.borrower()))
            .forEach(found::add);
      }
    }
    return found;
  }
}
