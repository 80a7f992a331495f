package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What {@link MemoryBooks} keep of one borrower, and what of theirs is under way or waits. */
final class Person {

  final Set<DispatchId> dispatches = new LinkedHashSet<>();
  final Set<ContactRecord> contacts = new LinkedHashSet<>();
  final Set<Consent> consents = new LinkedHashSet<>();
  final Set<Suppression> suppressions = new LinkedHashSet<>();
  final Set<BorrowerCard.Address> unusable = new HashSet<>();

  /** May have been sent, or was told to have been. */
  final Set<DispatchId> sent = new LinkedHashSet<>();

  /** Set aside until the borrower is free again. */
  final Set<DispatchId> blocked = new TreeSet<>();

  private final Set<DispatchId> inFlight = new HashSet<>();
  private final Map<DispatchId, Channel> unknown = new HashMap<>();

  boolean mayBeClaimed(Channel channel) {
    return inFlight.isEmpty() && !unknown.containsValue(channel);
  }

  /** Follows one of the borrower's dispatches to where it stands now. */
  void follow(DispatchEntry entry) {
    mark(inFlight, entry.id(), entry.state().inFlight());
    mark(sent, entry.id(), mayBeSent(entry));
    if (entry.state().isUnknown()) {
      unknown.put(entry.id(), entry.header().sender().channel());
    } else {
      unknown.remove(entry.id());
    }
  }

  static boolean mayBeSent(DispatchEntry entry) {
    return entry.submits() > 0 || !entry.evidence().times().isEmpty();
  }

  void forget(DispatchId id) {
    dispatches.remove(id);
    sent.remove(id);
    blocked.remove(id);
    inFlight.remove(id);
    unknown.remove(id);
  }

  private static void mark(Set<DispatchId> ids, DispatchId id, boolean in) {
    if (in) {
      ids.add(id);
    } else {
      ids.remove(id);
    }
  }
}
