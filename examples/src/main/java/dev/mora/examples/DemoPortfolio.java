package dev.mora.examples;

import dev.mora.calendar.Place;
import dev.mora.history.ContactRecord;
import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseToPay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Invented borrowers of a Mexican microlender, always the same for a seed: weekly and monthly
 * loans, most on time, some late, some with a promise, a few whose number is missing or wrong.
 */
final class DemoPortfolio {

  private static final Currency MXN = Currency.getInstance("MXN");

  private static final List<String> NAMES =
      List.of(
          "Rosa",
          "Luis",
          "Carmen",
          "Jorge",
          "Guadalupe",
          "Miguel",
          "Verónica",
          "Raúl",
          "Leticia",
          "Héctor",
          "Silvia",
          "Óscar",
          "Patricia",
          "Iván",
          "Adriana",
          "Tomás",
          "Norma",
          "Ángel",
          "Beatriz",
          "Julián");

  private static final List<String> SURNAMES =
      List.of(
          "Peña",
          "Castro",
          "Núñez",
          "Ibáñez",
          "Martínez",
          "López",
          "Hernández",
          "Ramírez",
          "Flores",
          "Ortiz",
          "Mendoza",
          "Salazar",
          "Quintero",
          "Vega",
          "Ávila",
          "Zúñiga");

  private static final List<Home> HOMES =
      List.of(
          new Home("Ciudad de México", "America/Mexico_City", "55"),
          new Home("Jalisco", "America/Mexico_City", "33"),
          new Home("Nuevo León", "America/Monterrey", "81"),
          new Home("Puebla", "America/Mexico_City", "222"),
          new Home("Sonora", "America/Hermosillo", "662"),
          new Home("Baja California", "America/Tijuana", "664"),
          new Home("Quintana Roo", "America/Cancun", "998"));

  private record Home(String region, String zone, String areaCode) {}

  private final int borrowers;
  private final LocalDate asOf;
  private final SplittableRandom random;

  private DemoPortfolio(int borrowers, LocalDate asOf, long seed) {
    this.borrowers = borrowers;
    this.asOf = asOf;
    this.random = new SplittableRandom(seed);
  }

  static Portfolio of(int borrowers, LocalDate asOf, long seed) {
    return new DemoPortfolio(borrowers, asOf, seed).build();
  }

  private Portfolio build() {
    Portfolio.Builder portfolio = Portfolio.builder();
    for (int i = 1; i <= borrowers; i++) {
      borrower(portfolio, i);
    }
    return portfolio.build();
  }

  private void borrower(Portfolio.Builder portfolio, int i) {
    Home home = HOMES.get(random.nextInt(HOMES.size()));
    String id = "B-%04d".formatted(i);
    Borrower.Builder borrower =
        Borrower.of(id, pick(NAMES) + " " + pick(SURNAMES))
            .language("es")
            .place(Place.of("MX", home.region()))
            .zone(ZoneId.of(home.zone()))
            .birthYear(1955 + random.nextInt(48))
            .creditScore(430 + random.nextInt(320));
    int luck = random.nextInt(100);
    if (luck < 2) {
      borrower.contactFault("phone", "phone number is missing");
      portfolio.fault(fault(i, id, "a phone number", ""));
    } else if (luck < 4) {
      borrower.contactFault("phone", "phone number has no country code");
      portfolio.fault(fault(i, id, "a phone number with + and country code", "***"));
    } else {
      String subscriber =
          String.valueOf(2_000_000_000L + random.nextLong(7_000_000_000L))
              .substring(0, 10 - home.areaCode().length());
      borrower.phone("+52" + home.areaCode() + subscriber);
    }
    BorrowerId borrowerId = BorrowerId.of(id);
    portfolio.borrower(borrower.build());
    if (random.nextInt(100) < 97) {
      portfolio.consent(
          new Consent(
              borrowerId,
              Channel.WHATSAPP,
              random.nextInt(100) < 98 ? Consent.State.IN : Consent.State.OUT,
              at(asOf.minusDays(120)),
              "contract"));
    }
    for (int n = 1; n <= (random.nextInt(12) == 0 ? 2 : 1); n++) {
      loan(portfolio, borrowerId, "L-%04d-%d".formatted(i, n));
    }
    if (random.nextInt(100) < 6) {
      portfolio.contact(
          new ContactRecord(
              borrowerId,
              Optional.empty(),
              at(asOf).minus(2 + random.nextInt(30), ChronoUnit.HOURS),
              Channel.CALL,
              ContactRecord.Direction.OUT,
              ContactRecord.Outcome.RIGHT_PARTY,
              ""));
    }
  }

  private void loan(Portfolio.Builder portfolio, BorrowerId borrower, String id) {
    boolean weekly = random.nextBoolean();
    int count = weekly ? 16 : 6;
    int days = weekly ? 7 : 30;
    LocalDate disbursed = asOf.minusDays(days + (long) random.nextInt(days * count));
    Money principal = Money.ofMinor(MXN, 100_000L * (2 + random.nextInt(18)));
    List<Money> parts = principal.split(count);
    Loan.Builder loan =
        Loan.builder(LoanId.of(id), borrower, MXN)
            .product(weekly ? "semanal" : "mensual")
            .principal(principal)
            .disbursedOn(disbursed);
    int missed = missed();
    LocalDate lateFrom = asOf.minusDays(missed);
    Money regular = Money.zero(MXN);
    for (int n = 1; n <= count; n++) {
      LocalDate due = disbursed.plusDays((long) days * n);
      Money share = parts.get(n - 1);
      Money interest = Money.ofMinor(MXN, share.minorUnits() / 10);
      Money zero = Money.zero(MXN);
      loan.installment(Installment.of(n, due, new Amounts(share, interest, zero, zero)));
      regular = share.plus(interest);
      boolean paid = missed == 0 ? due.isBefore(asOf) : due.isBefore(lateFrom);
      if (paid) {
        LocalDate on = due.minusDays(random.nextInt(3)).plusDays(random.nextInt(10) == 0 ? 4 : 0);
        on = on.isAfter(asOf) ? asOf : on;
        loan.payment(Payment.of(id + "-P" + n, on, regular));
      } else if (due.isBefore(asOf) && random.nextInt(5) == 0) {
        Money some = Money.ofMinor(MXN, regular.minorUnits() / 3);
        loan.payment(Payment.of(id + "-P" + n, due.plusDays(1), some));
      }
    }
    if (missed > 200) {
      loan.status(Loan.Status.WRITTEN_OFF);
    }
    portfolio.loan(loan.build());
    if (missed > 3 && missed < 60 && random.nextInt(8) == 0) {
      LocalDate made = asOf.minusDays(2);
      portfolio.promise(
          PromiseToPay.of(LoanId.of(id), made, asOf.plusDays(random.nextInt(5)), regular));
    }
  }

  /** Days since the borrower stopped paying; 0 for those who pay. */
  private int missed() {
    int luck = random.nextInt(100);
    if (luck < 62) {
      return 0;
    }
    if (luck < 80) {
      return 1 + random.nextInt(30);
    }
    if (luck < 88) {
      return 31 + random.nextInt(30);
    }
    if (luck < 93) {
      return 61 + random.nextInt(30);
    }
    return 91 + random.nextInt(160);
  }

  private Instant at(LocalDate day) {
    return day.atTime(18, 0).atZone(ZoneId.of("America/Mexico_City")).toInstant();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static DataFault fault(int i, String id, String expected, String found) {
    return new DataFault(
        "borrowers.csv", i + 1L, "phone", id, found, expected, DataFault.Effect.UNREACHABLE);
  }
}
