package dev.mora.attribute;

import dev.mora.delinquency.Delinquency;
import dev.mora.language.Language;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.GivenFacts;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One loan, or one borrower, with what is known of it on a date: a value and a known bit for each
 * attribute of a registry. Immutable; {@code toString} shows ids alone.
 */
public final class CaseFacts {

  private final Attributes attributes;
  private final @Nullable LoanId loan;
  private final @Nullable BorrowerId borrower;
  private final long[] lanes;
  private final @Nullable Object[] beside;
  private final long[] known;

  private CaseFacts(Builder b) {
    attributes = b.attributes;
    loan = b.loan;
    borrower = b.borrower;
    lanes = b.lanes;
    beside = b.beside;
    known = b.known;
    b.isBuilt = true;
  }

  public static Builder builder(Attributes attributes) {
    return new Builder(attributes);
  }

  /** What an assessment alone tells; history, borrower and own columns stay unknown. */
  public static CaseFacts of(Delinquency delinquency) {
    Builder facts = builder(Attributes.standard());
    AssessedFacts.add(delinquency, facts);
    return facts.build();
  }

  /**
   * What a host's own figures tell without any policy: counted days are the days given; the bucket
   * is unknown.
   */
  public static CaseFacts of(GivenFacts given) {
    return builder(Attributes.standard())
        .set(Attributes.COUNTED_DAYS, given.daysPastDue())
        .set(Attributes.DAYS_PAST_DUE, given.daysPastDue())
        .set(Attributes.OVERDUE_AMOUNT, given.overdueAmount())
        .set(Attributes.OUTSTANDING, given.outstanding())
        .set(Attributes.CURRENCY, given.outstanding().currency().getCurrencyCode())
        .build();
  }

  public Attributes attributes() {
    return attributes;
  }

  /** Empty for a borrower, and for facts without an id. */
  public Optional<LoanId> loan() {
    return Optional.ofNullable(loan);
  }

  public Optional<BorrowerId> borrower() {
    return Optional.ofNullable(borrower);
  }

  /** Empty if it is unknown, or not in this registry. */
  public <T> Optional<T> get(Attribute<T> attribute) {
    int place = attributes.placeOf(attribute);
    return place >= 0 && isKnown(place)
        ? Optional.of(attribute.form().value(lanes[place], beside[place]))
        : Optional.empty();
  }

  public boolean knows(Attribute<?> attribute) {
    int place = attributes.placeOf(attribute);
    return place >= 0 && isKnown(place);
  }

  /** By name, as the Java type of the attribute; empty also for a name that does not exist. */
  public Optional<Object> value(String name) {
    return attributes.find(name).flatMap(this::get);
  }

  /** {@code 16 días de mora}; empty if it is unknown. */
  public Optional<String> say(Attribute<?> attribute, Language language) {
    return sayTyped(attribute, language);
  }

  private <T> Optional<String> sayTyped(Attribute<T> attribute, Language language) {
    int place = attributes.placeOf(attribute);
    if (place >= 0 && beside[place] instanceof Purse) {
      return Optional.of(
          attribute.description(language)
              + " "
              + Wording.of(lanes[place], beside[place], attribute.type(), language));
    }
    return get(attribute).map(value -> attribute.say(value, language));
  }

  /**
   * The amount of a money attribute in one currency, where a borrower owes in several; empty if
   * nothing is known in it.
   */
  public Optional<Money> amount(Attribute<?> attribute, Currency currency) {
    int place = attributes.placeOf(attribute);
    if (place < 0 || !isKnown(place)) {
      return Optional.empty();
    }
    if (beside[place] instanceof Purse purse) {
      return purse.of(currency);
    }
    return currency.equals(beside[place])
        ? Optional.of(Money.ofMinor(currency, lanes[place]))
        : Optional.empty();
  }

  /** The amounts of a money attribute, one for each currency; none if it is unknown. */
  public List<Money> amounts(Attribute<Money> attribute) {
    int place = attributes.placeOf(attribute);
    if (place >= 0 && isKnown(place) && beside[place] instanceof Purse purse) {
      return purse.amounts();
    }
    return get(attribute).map(List::of).orElse(List.of());
  }

  /**
   * The same facts for another registry. Own columns that were held as text are read as the type
   * that the registry declares; what cannot be read is unknown.
   */
  public CaseFacts in(Attributes other) {
    if (other.equals(attributes)) {
      return this;
    }
    Builder facts = builder(other).ids(loan, borrower);
    for (Attribute<?> attribute : other.all()) {
      int place = attributes.placeOf(attribute);
      if (place >= 0) {
        if (isKnown(place)) {
          facts.put(other.placeOf(attribute), lanes[place], beside[place]);
        }
      } else {
        value(attribute.name())
            .filter(String.class::isInstance)
            .flatMap(text -> CustomValue.parse(attribute, (String) text, currency()))
            .ifPresent(value -> facts.put(other.placeOf(attribute), value));
      }
    }
    return facts.build();
  }

  private @Nullable Currency currency() {
    return get(Attributes.CURRENCY).map(Money::currencyOf).orElse(null);
  }

  /** To add to what is known; the ids and the registry stay. */
  public Builder toBuilder() {
    Builder copy = builder(attributes).ids(loan, borrower);
    System.arraycopy(lanes, 0, copy.lanes, 0, lanes.length);
    System.arraycopy(beside, 0, copy.beside, 0, beside.length);
    System.arraycopy(known, 0, copy.known, 0, known.length);
    return copy;
  }

  boolean isKnown(int place) {
    return (known[place >> 6] & (1L << place)) != 0;
  }

  long lane(int place) {
    return lanes[place];
  }

  @Nullable Object beside(int place) {
    return beside[place];
  }

  @Override
  public String toString() {
    return "CaseFacts(" + (loan != null ? loan : borrower != null ? borrower : "no id") + ")";
  }

  /** Collects facts; what is not set stays unknown. Not thread-safe. */
  public static final class Builder {

    private final Attributes attributes;
    private @Nullable LoanId loan;
    private @Nullable BorrowerId borrower;
    private long[] lanes;
    private @Nullable Object[] beside;
    private long[] known;

    /** The arrays belong to the facts that were built: what is set now needs others. */
    private boolean isBuilt;

    private Builder(Attributes attributes) {
      this.attributes = Objects.requireNonNull(attributes, "attributes");
      lanes = new long[attributes.size()];
      beside = new Object[attributes.size()];
      known = new long[(attributes.size() + 63) / 64];
    }

    public Builder loan(LoanId value) {
      loan = value;
      return this;
    }

    public Builder borrower(BorrowerId value) {
      borrower = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException if the registry does not have the attribute
     */
    public <T> Builder set(Attribute<T> attribute, T value) {
      Form<T> form = attribute.form();
      return put(place(attribute), form.lane(value), form.beside(value));
    }

    /**
     * Like {@link #set(Attribute, Object)} for a value whose type is not known at compile time.
     *
     * @throws ClassCastException if it is not of the attribute's Java type
     */
    public <T> Builder setAny(Attribute<T> attribute, Object value) {
      return set(attribute, attribute.form().cast(value));
    }

    /** Leaves the attribute unknown if there is no value. */
    public <T> Builder set(Attribute<T> attribute, Optional<T> value) {
      value.ifPresent(present -> set(attribute, present));
      return this;
    }

    /**
     * One amount for each currency; tests read the one of their own. The first speaks where only
     * one can.
     */
    public Builder amounts(Attribute<Money> attribute, List<Money> amounts) {
      if (amounts.size() == 1) {
        return set(attribute, amounts.get(0));
      }
      Purse purse = new Purse(amounts);
      return put(place(attribute), purse.first().minorUnits(), purse);
    }

    /** The amount of one currency; those of the others stay. */
    public Builder amount(Attribute<?> attribute, Money value) {
      int place = place(attribute);
      if (beside[place] instanceof Purse purse) {
        Purse next = purse.with(value);
        return put(place, next.first().minorUnits(), next);
      }
      return setAny(attribute, value);
    }

    public CaseFacts build() {
      return new CaseFacts(this);
    }

    Builder ids(@Nullable LoanId loanId, @Nullable BorrowerId borrowerId) {
      loan = loanId;
      borrower = borrowerId;
      return this;
    }

    /** Makes an attribute unknown, whatever was set. */
    public Builder forget(Attribute<?> attribute) {
      own();
      int place = place(attribute);
      known[place >> 6] &= ~(1L << place);
      beside[place] = null;
      return this;
    }

    Builder put(int place, CustomValue value) {
      return put(place, value.lane(), value.beside());
    }

    Builder put(int place, long lane, @Nullable Object object) {
      own();
      lanes[place] = lane;
      beside[place] = object;
      known[place >> 6] |= 1L << place;
      return this;
    }

    private void own() {
      if (isBuilt) {
        lanes = lanes.clone();
        beside = beside.clone();
        known = known.clone();
        isBuilt = false;
      }
    }

    private int place(Attribute<?> attribute) {
      int place = attributes.placeOf(attribute);
      if (place < 0) {
        throw new IllegalArgumentException("not an attribute of this registry: " + attribute);
      }
      return place;
    }
  }
}
