package dev.mora.attribute;

import dev.mora.calendar.Place;
import dev.mora.party.Borrower;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is known of a person without any history. */
final class BorrowerFacts {

  /** Reads one attribute. */
  interface Reading {
    Optional<?> of(Borrower borrower, LocalDate asOf);
  }

  private static final Map<Attribute<?>, Reading> ALL =
      Map.of(
          Attributes.INCOME, (borrower, asOf) -> borrower.income(),
          Attributes.LANGUAGE, (borrower, asOf) -> borrower.language(),
          Attributes.COUNTRY, (borrower, asOf) -> borrower.place().map(Place::country),
          Attributes.REGION,
              (borrower, asOf) -> borrower.place().map(Place::region).filter(r -> !r.isEmpty()),
          Attributes.CITY, (borrower, asOf) -> borrower.city(),
          Attributes.GENDER, (borrower, asOf) -> borrower.gender(),
          Attributes.EDUCATION, (borrower, asOf) -> borrower.education(),
          Attributes.CREDIT_SCORE, (borrower, asOf) -> score(borrower.creditScore()),
          Attributes.AGE, (borrower, asOf) -> age(borrower.birthYear(), asOf));

  private BorrowerFacts() {}

  static void add(Borrower borrower, LocalDate asOf, CaseFacts.Builder facts) {
    ALL.forEach(
        (attribute, reading) ->
            reading.of(borrower, asOf).ifPresent(value -> facts.setAny(attribute, value)));
  }

  /** Empty if the attribute is not one of a person. */
  static Optional<Reading> reading(Attribute<?> attribute) {
    return Optional.ofNullable(ALL.get(attribute));
  }

  private static Optional<BigDecimal> score(OptionalInt score) {
    return score.isPresent() ? Optional.of(BigDecimal.valueOf(score.getAsInt())) : Optional.empty();
  }

  private static Optional<Integer> age(OptionalInt birthYear, LocalDate asOf) {
    return birthYear.isPresent() && birthYear.getAsInt() <= asOf.getYear()
        ? Optional.of(asOf.getYear() - birthYear.getAsInt())
        : Optional.empty();
  }
}
