package dev.mora.contact;

import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.Place;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A request with what is known around it, read once per decision.
 *
 * @param contacts of this borrower only
 * @param zones each in which the borrower may live; never empty
 * @param place where the borrower's holidays are; empty if no pack and no fact names a country
 */
record Situation(
    ContactRequest request,
    List<ContactRecord> contacts,
    List<ZoneId> zones,
    Optional<Place> place,
    HolidayCalendar holidays,
    Optional<String> consentForAll,
    List<InboundRule> inbound) {

  Situation {
    contacts = List.copyOf(contacts);
    inbound = List.copyOf(inbound);
    zones = List.copyOf(zones);
  }

  static List<ContactRecord> contactsOf(ContactRequest request, ContactHistory history) {
    return history.of(request.borrower().id());
  }

  Situation at(Instant moment) {
    return new Situation(
        request.movedTo(moment), contacts, zones, place, holidays, consentForAll, inbound);
  }

  /** Whether the request answers a message of the person, as every pack sees it. */
  boolean isAnswer() {
    return !inbound.isEmpty() && inbound.stream().allMatch(each -> each.answered(this).isPresent());
  }

  /** Until when an answer passes a rule; empty if the request is none. */
  Optional<Instant> exemptUntil(Rule.OfTime rule) {
    Instant earliest = Instant.MAX;
    for (InboundRule each : inbound) {
      Optional<Instant> answered = each.answered(this);
      if (answered.isEmpty()) {
        return Optional.empty();
      }
      Instant end = each.exemptUntil(rule, answered.get());
      earliest = end.isBefore(earliest) ? end : earliest;
    }
    return inbound.isEmpty() ? Optional.empty() : Optional.of(earliest);
  }

  /** The newest message of this person on this channel, not after the request. */
  Optional<Instant> lastInbound() {
    return contacts.stream()
        .filter(each -> each.direction() == ContactRecord.Direction.IN)
        .filter(each -> each.channel().equals(request.channel()))
        .map(ContactRecord::at)
        .filter(at -> !at.isAfter(request.at()))
        .max(Instant::compareTo);
  }

  /** Our contacts on this channel at or after a moment; what never left is not among them. */
  long sentSince(Instant moment) {
    return contacts.stream()
        .filter(each -> Counting.SUBMITTED.counts(each))
        .filter(each -> each.channel().equals(request.channel()))
        .filter(each -> !each.at().isBefore(moment))
        .count();
  }
}
