package dev.mora.attribute;

import dev.mora.calendar.Place;
import dev.mora.party.Borrower;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What is known of a person without any history. */
final class BorrowerFacts {

  private BorrowerFacts() {}

  static void add(Borrower borrower, LocalDate asOf, CaseFacts.Builder facts) {
    facts
        .set(Attributes.INCOME, borrower.income())
        .set(Attributes.LANGUAGE, borrower.language())
        .set(Attributes.COUNTRY, borrower.place().map(Place::country))
        .set(Attributes.REGION, borrower.place().map(Place::region).filter(r -> !r.isEmpty()))
        .set(Attributes.CITY, borrower.city())
        .set(Attributes.GENDER, borrower.gender())
        .set(Attributes.EDUCATION, borrower.education());
    if (borrower.creditScore().isPresent()) {
      facts.set(Attributes.CREDIT_SCORE, BigDecimal.valueOf(borrower.creditScore().getAsInt()));
    }
    if (borrower.birthYear().isPresent() && borrower.birthYear().getAsInt() <= asOf.getYear()) {
      facts.set(Attributes.AGE, asOf.getYear() - borrower.birthYear().getAsInt());
    }
  }
}
