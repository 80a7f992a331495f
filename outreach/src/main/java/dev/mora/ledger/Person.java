package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.ContactPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@link MemoryBooks} keep of one borrower, and what of theirs is under way or waits for that.
 */
final class Person {

  record Address(Channel channel, ContactPoint point) {}

  final Set<DispatchId> dispatches = new LinkedHashSet<>();
  final Set<ContactRecord> contacts = new LinkedHashSet<>();
  final List<Consent> consents = new ArrayList<>();
  final Set<Suppression> suppressions = new LinkedHashSet<>();
  final Set<Address> unusable = new HashSet<>();

  /** Set aside until the borrower is free again. */
  final Set<DispatchId> blocked = new TreeSet<>();

  private final Set<DispatchId> inFlight = new HashSet<>();
  private final Map<DispatchId, Channel> unknown = new HashMap<>();

  boolean mayBeClaimed(Channel channel) {
    return inFlight.isEmpty() && !hasUnknown(channel);
  }

  boolean hasUnknown(Channel channel) {
    return unknown.containsValue(channel);
  }

  /** Follows one of the borrower's dispatches; true if it has stopped being in the way. */
  boolean follow(DispatchEntry entry) {
    boolean freed = false;
    if (entry.state().inFlight()) {
      inFlight.add(entry.id());
    } else {
      freed = inFlight.remove(entry.id());
    }
    if (entry.state().isUnknown()) {
      unknown.put(entry.id(), entry.header().sender().channel());
    } else {
      freed |= unknown.remove(entry.id()) != null;
    }
    return freed;
  }
}
