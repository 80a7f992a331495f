package dev.mora.outreach;

import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.GateView;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contacts that caps count for a person: their own, and others' at the same phone number. */
final class SharedNumber {

  /** One contact by whichever way it is known; how far it got may have changed between the two. */
  private record Mark(
      Instant at, Channel channel, ContactRecord.Direction direction, String template) {

    private static Mark of(ContactRecord contact) {
      return new Mark(contact.at(), contact.channel(), contact.direction(), contact.template());
    }
  }

  private SharedNumber() {}

  /**
   * What the ledger sent to the number is in the view, as it stands in the gate's transaction. What
   * was read before it adds contacts that others made, and no contact that the view has.
   *
   * @param before contacts with others who have the number, counted for the borrower
   */
  static ContactHistory history(GateView view, List<ContactRecord> before) {
    if (!(view.dispatch().to() instanceof PhoneNumber)) {
      return view.history();
    }
    var counted = new ArrayList<>(view.history().of(view.dispatch().borrower()));
    var booked = new HashMap<Mark, Integer>();
    for (ContactRecord contact : view.sameAddress()) {
      booked.merge(Mark.of(contact), 1, Integer::sum);
      if (contact.isAttempt()) {
        counted.add(contact);
      }
    }
    for (ContactRecord contact : before) {
      if (!isTakenFrom(booked, Mark.of(contact))) {
        counted.add(contact);
      }
    }
    return ContactHistory.of(counted);
  }

  /** As often as the ledger has it: two messages of one moment are two. */
  private static boolean isTakenFrom(Map<Mark, Integer> booked, Mark mark) {
    int left = booked.getOrDefault(mark, 0);
    booked.put(mark, left - 1);
    return left > 0;
  }
}
