package dev.mora.contact;

import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import java.util.Set;

/**
 * Which requests a rule binds. An empty set of channels, purposes, initiations, creditor roles or
 * products means all of them.
 *
 * @param daysFrom least days past due
 * @param daysTo most days past due, both in it
 */
record Binding(
    Set<Channel> channels,
    Set<Channel> exceptChannels,
    Set<Purpose> purposes,
    Set<Purpose> exceptPurposes,
    Set<Initiation> initiations,
    Set<Creditor.Role> creditorRoles,
    Set<String> products,
    int daysFrom,
    int daysTo) {

  static final Binding ALL =
      new Binding(
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          0,
          Integer.MAX_VALUE);

  Binding {
    channels = Set.copyOf(channels);
    exceptChannels = Set.copyOf(exceptChannels);
    purposes = Set.copyOf(purposes);
    exceptPurposes = Set.copyOf(exceptPurposes);
    initiations = Set.copyOf(initiations);
    creditorRoles = Set.copyOf(creditorRoles);
    products = Set.copyOf(products);
  }

  boolean binds(ContactRequest request) {
    return bindsChannel(request.channel())
        && in(purposes, request.purpose())
        && !exceptPurposes.contains(request.purpose())
        && in(initiations, request.initiation())
        && in(creditorRoles, request.creditor().role())
        && in(products, request.product())
        && request.daysPastDue() >= daysFrom
        && request.daysPastDue() <= daysTo;
  }

  boolean bindsChannel(Channel channel) {
    return in(channels, channel) && !exceptChannels.contains(channel);
  }

  /** Whether whatever {@code other} binds is bound by this too, as far as the sets can tell. */
  boolean covers(Binding other) {
    return wider(channels, other.channels)
        && other.exceptChannels.containsAll(exceptChannels)
        && wider(purposes, other.purposes)
        && other.exceptPurposes.containsAll(exceptPurposes)
        && wider(initiations, other.initiations)
        && wider(creditorRoles, other.creditorRoles)
        && wider(products, other.products)
        && daysFrom <= other.daysFrom
        && daysTo >= other.daysTo;
  }

  private static <T> boolean in(Set<T> set, T value) {
    return set.isEmpty() || set.contains(value);
  }

  private static <T> boolean wider(Set<T> mine, Set<T> other) {
    return mine.isEmpty() || !other.isEmpty() && mine.containsAll(other);
  }
}
