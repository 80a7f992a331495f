package dev.mora.party;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each borrower last said about each channel. The newest record counts; of two at the same
 * instant the refusal does. Immutable.
 */
public final class Consents {

  private static final Consents NONE = new Consents(Map.of());

  private final Map<Key, Consent> newest;

  private record Key(BorrowerId borrower, Channel channel) {}

  /** What may be said of a borrower on a channel. Silence is {@link #UNKNOWN}, not consent. */
  public enum Standing {
    IN,
    OUT,
    UNKNOWN
  }

  private Consents(Map<Key, Consent> newest) {
    this.newest = newest;
  }

  public static Consents none() {
    return NONE;
  }

  /** In any order. */
  public static Consents of(Collection<Consent> records) {
    Map<Key, Consent> newest = new HashMap<>();
    records.forEach(record -> newest.merge(keyOf(record), record, Consents::stronger));
    return new Consents(newest);
  }

  /** These and one more record, which may be older than what is here. */
  public Consents with(Consent record) {
    Map<Key, Consent> more = new HashMap<>(newest);
    more.merge(keyOf(record), record, Consents::stronger);
    return new Consents(more);
  }

  public Standing standing(BorrowerId borrower, Channel channel) {
    Consent consent = newest.get(new Key(borrower, channel));
    if (consent == null) {
      return Standing.UNKNOWN;
    }
    return consent.state() == Consent.State.IN ? Standing.IN : Standing.OUT;
  }

  /** The record that counts, for its time and its proof. */
  public Optional<Consent> newest(BorrowerId borrower, Channel channel) {
    return Optional.ofNullable(newest.get(new Key(borrower, channel)));
  }

  /** The records that count, of all borrowers, in no order. */
  public List<Consent> all() {
    return List.copyOf(newest.values());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Consents that && newest.equals(that.newest);
  }

  @Override
  public int hashCode() {
    return newest.hashCode();
  }

  @Override
  public String toString() {
    return "Consents(" + newest.size() + ")";
  }

  private static Key keyOf(Consent record) {
    return new Key(record.borrower(), record.channel());
  }

  private static Consent stronger(Consent known, Consent next) {
    int order = next.at().compareTo(known.at());
    if (order == 0) {
      return known.state() == Consent.State.OUT ? known : next;
    }
    return order > 0 ? next : known;
  }
}
