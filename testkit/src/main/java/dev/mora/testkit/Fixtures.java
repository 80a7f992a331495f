package dev.mora.testkit;

import dev.mora.calendar.Place;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import dev.mora.portfolio.Portfolio;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One valid thing of each kind, so that a test names only what it is about. They belong together:
 * Rosa of Mexico City owes {@link #loan()} to {@link #creditor()} and has agreed to be written to.
 */
public final class Fixtures {

  /** A Tuesday on which Rosa's first installment is 19 days late. */
  public static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private Fixtures() {}

  /** Rosa, reachable over WhatsApp, in Spanish, at Mexico City's time. */
  public static Borrower.Builder borrower() {
    return Borrower.of("B-1", "Rosa Peña")
        .phone("+525512345678")
        .language("es")
        .place(Place.of("MX", "Ciudad de México"))
        .zone(ZoneId.of("America/Mexico_City"))
        .birthYear(1980)
        .creditScore(610);
  }

  /** Three installments of 750 MXN, due on the 5th from November 2026; nothing paid. */
  public static Loan loan() {
    return Loan.of("L-1", "B-1", "MXN")
        .installment("2026-11-05", "750.00")
        .installment("2026-12-05", "750.00")
        .installment("2027-01-05", "750.00")
        .toBuilder()
        .product("micro")
        .principal(Money.of("2250.00", "MXN"))
        .disbursedOn(LocalDate.of(2026, 10, 5))
        .build();
  }

  public static Creditor creditor() {
    return new Creditor(
        "CrediAmiga", Creditor.Role.FIRST_PARTY, Optional.of(PhoneNumber.of("+525555550100")));
  }

  /** Given in the contract, before the loan was paid out. */
  public static Consent consent() {
    return new Consent(
        BorrowerId.of("B-1"),
        Channel.WHATSAPP,
        Consent.State.IN,
        Instant.parse("2026-10-01T18:00:00Z"),
        "contract");
  }

  /** Rosa with her loan and her consent. */
  public static Portfolio.Builder portfolio() {
    return Portfolio.builder().borrower(borrower().build()).loan(loan()).consent(consent());
  }
}
