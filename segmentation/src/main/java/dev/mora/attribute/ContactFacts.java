package dev.mora.attribute;

import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consents;
import dev.mora.portfolio.Portfolio;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What was said to a person and what came back, up to the end of a date in the person's own zone
 * (UTC where that is unknown). If the portfolio has no contact at all it does not keep any, and all
 * but {@code reachable} is unknown.
 */
final class ContactFacts {

  private static final int DAYS_OF_ATTEMPTS = 7;
  private static final int DAYS_OF_REACH = 15;
  private static final int DAYS_OF_READING = 30;
  private static final Set<ContactRecord.Outcome> READ =
      EnumSet.of(ContactRecord.Outcome.READ, ContactRecord.Outcome.REPLIED);
  private static final Set<ContactRecord.Outcome> THROUGH =
      EnumSet.of(
          ContactRecord.Outcome.DELIVERED,
          ContactRecord.Outcome.READ,
          ContactRecord.Outcome.REPLIED,
          ContactRecord.Outcome.RIGHT_PARTY);

  private final Portfolio portfolio;
  private final LocalDate asOf;
  private final ContactHistory history;
  private final Consents consents;

  ContactFacts(Portfolio portfolio, LocalDate asOf) {
    this.portfolio = portfolio;
    this.asOf = asOf;
    history = ContactHistory.of(portfolio.contacts());
    consents =
        Consents.of(
            portfolio.consents().stream()
                .filter(consent -> consent.at().isBefore(endOfDay(consent.borrower())))
                .toList());
  }

  void add(Borrower borrower, CaseFacts.Builder facts) {
    facts.set(Attributes.REACHABLE, reachable(borrower));
    if (!portfolio.keepsContacts()) {
      return;
    }
    Instant end = endOfDay(borrower.id());
    List<ContactRecord> seen = history.between(borrower.id(), Instant.MIN, end);
    ZoneId zone = zone(Optional.of(borrower));
    Days days = new Days(seen, zone, asOf);
    facts
        .set(Attributes.ATTEMPTS_7D, days.count(DAYS_OF_ATTEMPTS, ContactRecord::isAttempt))
        .set(Attributes.ATTEMPTS_15D, days.count(DAYS_OF_REACH, ContactRecord::isAttempt))
        .set(
            Attributes.REACHED_15D,
            days.count(
                DAYS_OF_REACH,
                one -> one.isFromPerson() || (one.isAttempt() && THROUGH.contains(one.outcome()))))
        .set(
            Attributes.READS_30D,
            days.count(DAYS_OF_READING, one -> one.isAttempt() && READ.contains(one.outcome())))
        .set(Attributes.REPLIES_30D, days.count(DAYS_OF_READING, ContactRecord::isFromPerson));
    facts.set(
        Attributes.DAYS_SINCE_CONTACT,
        since(
            seen,
            zone,
            record -> record.isAttempt() && record.outcome() != ContactRecord.Outcome.FAILED));
    facts.set(Attributes.DAYS_SINCE_REPLY, since(seen, zone, record -> record.isFromPerson()));
    facts.set(Attributes.READ_BUT_SILENT, readButSilent(seen));
  }

  /** Contacts counted over the last days of the person, the as-of day included. */
  private record Days(List<ContactRecord> seen, ZoneId zone, LocalDate asOf) {

    int count(int days, Predicate<ContactRecord> which) {
      LocalDate first = asOf.minusDays(days - 1L);
      long count =
          seen.stream().filter(which).filter(record -> !day(record, zone).isBefore(first)).count();
      return Math.toIntExact(count);
    }
  }

  private Set<String> reachable(Borrower borrower) {
    Set<String> channels = new TreeSet<>();
    if (borrower.phone().isPresent()) {
      channels.addAll(List.of(Channel.WHATSAPP.name(), Channel.SMS.name(), Channel.CALL.name()));
    }
    if (borrower.email().isPresent()) {
      channels.add(Channel.EMAIL.name());
    }
    channels.removeIf(
        name -> consents.standing(borrower.id(), Channel.of(name)) == Consents.Standing.OUT);
    return channels;
  }

  private Optional<Integer> since(
      List<ContactRecord> seen, ZoneId zone, Predicate<ContactRecord> which) {
    return seen.stream()
        .filter(which)
        .reduce((older, newer) -> newer)
        .map(record -> Math.toIntExact(ChronoUnit.DAYS.between(day(record, zone), asOf)));
  }

  private static boolean readButSilent(List<ContactRecord> seen) {
    boolean silent = false;
    for (ContactRecord record : seen) {
      if (record.isFromPerson()) {
        silent = false;
      } else if (record.outcome() == ContactRecord.Outcome.READ) {
        silent = true;
      }
    }
    return silent;
  }

  private Instant endOfDay(BorrowerId borrower) {
    ZoneId zone = zone(Optional.ofNullable(portfolio.borrowers().get(borrower)));
    return asOf.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private static ZoneId zone(Optional<Borrower> borrower) {
    return borrower.flatMap(Borrower::zone).orElse(ZoneOffset.UTC);
  }

  private static LocalDate day(ContactRecord record, ZoneId zone) {
    return LocalDate.ofInstant(record.at(), zone);
  }
}
