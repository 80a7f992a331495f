package dev.mora.history;

import dev.mora.party.BorrowerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All contacts that are known, per borrower and in the order of time. Immutable; answers cost what
 * one borrower's records cost. Periods are half open: {@code from} is in them, {@code to} is not.
 */
public final class ContactHistory {

  private static final ContactHistory NONE = new ContactHistory(Map.of());
  private static final Comparator<ContactRecord> BY_TIME = Comparator.comparing(ContactRecord::at);

  private final Map<BorrowerId, List<ContactRecord>> records;

  private ContactHistory(Map<BorrowerId, List<ContactRecord>> records) {
    this.records = records;
  }

  public static ContactHistory none() {
    return NONE;
  }

  /** In any order; records of the same instant keep theirs. */
  public static ContactHistory of(Collection<ContactRecord> records) {
    Map<BorrowerId, List<ContactRecord>> sorted = new HashMap<>();
    for (ContactRecord record : records) {
      sorted.computeIfAbsent(record.borrower(), id -> new ArrayList<>()).add(record);
    }
    sorted.values().forEach(list -> list.sort(BY_TIME));
    return new ContactHistory(sorted);
  }

  /** This and one more contact. */
  public ContactHistory with(ContactRecord record) {
    List<ContactRecord> own = new ArrayList<>(of(record.borrower()));
    own.add(record);
    own.sort(BY_TIME);
    Map<BorrowerId, List<ContactRecord>> more = new HashMap<>(records);
    more.put(record.borrower(), own);
    return new ContactHistory(more);
  }

  /** Oldest first. */
  public List<ContactRecord> of(BorrowerId borrower) {
    return List.copyOf(records.getOrDefault(borrower, List.of()));
  }

  /** Oldest first. */
  public List<ContactRecord> between(BorrowerId borrower, Instant from, Instant to) {
    return of(borrower).stream()
        .filter(record -> !record.at().isBefore(from) && record.at().isBefore(to))
        .toList();
  }

  /** Those of {@link #between} that were {@linkplain ContactRecord#isAttempt() attempts}. */
  public List<ContactRecord> attempts(BorrowerId borrower, Instant from, Instant to) {
    return between(borrower, from, to).stream().filter(ContactRecord::isAttempt).toList();
  }

  /** The newest attempt before {@code before}, on any channel. */
  public Optional<ContactRecord> lastAttempt(BorrowerId borrower, Instant before) {
    return of(borrower).stream()
        .filter(record -> record.isAttempt() && record.at().isBefore(before))
        .reduce((older, newer) -> newer);
  }

  /** The newest thing that the person said before {@code before}, on any channel. */
  public Optional<ContactRecord> lastReply(BorrowerId borrower, Instant before) {
    return of(borrower).stream()
        .filter(record -> record.isFromPerson() && record.at().isBefore(before))
        .reduce((older, newer) -> newer);
  }

  public int size() {
    return records.values().stream().mapToInt(List::size).sum();
  }

  @Override
  public String toString() {
    return "ContactHistory(" + records.size() + " borrowers, " + size() + " records)";
  }
}
