package dev.mora.outreach;

import dev.mora.history.ContactRecord;
import dev.mora.ledger.Dispatch;
import java.util.List;
import java.util.Map;

/** Others who have the number that a dispatch goes to. */
interface Housemates {

  /** Heeds the numbers that said stop, of dispatches that go to the gate together. */
  void meet(Map<Dispatch, Errand> together);

  /** Contacts with them, as the caps of the number count. */
  List<ContactRecord> of(Dispatch dispatch, Errand errand);
}
