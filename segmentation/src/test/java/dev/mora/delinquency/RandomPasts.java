package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.HolidayCalendar.DayKind;
import dev.mora.calendar.Place;
import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.loan.Restructure;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Loans of {@link RandomLoans} with the untidy past of real ones, the same for the same seed. */
final class RandomPasts {

  private static final HolidayCalendar CALENDAR =
      (day, place) -> day.getDayOfMonth() % 11 == 0 ? DayKind.HOLIDAY : DayKind.ORDINARY;
  private static final BusinessDays DAYS = BusinessDays.of(CALENDAR, Place.of("PE"));

  private final RandomLoans loans;
  private final Random random;

  /** Half of the loans have every setting and every event that there is. */
  private final boolean isWhole;

  RandomPasts(long seed) {
    loans = new RandomLoans(seed);
    random = new Random(~seed);
    isWhole = seed % 2 == 0;
  }

  Random random() {
    return random;
  }

  LocalDate asOf() {
    return RandomLoans.START.plusDays(random.nextInt(260) - 10);
  }

  DelinquencyPolicy policy() {
    if (isWhole) {
      return loans.wholePolicy().withCalendar(DAYS);
    }
    DelinquencyPolicy policy = loans.policy();
    return random.nextInt(3) > 0
        ? policy
        : policy.toBuilder().reversals(DelinquencyPolicy.Reversals.REVERSAL_DATE).build();
  }

  /** Late bookings, bookings ahead, reversals of reversals, completion dates, disbursements. */
  Loan next(int number) {
    Loan base = isWhole ? loans.eventful(number) : loans.next(number);
    Loan.Builder b =
        Loan.builder(base.id(), base.borrower(), base.currency()).product(base.product());
    if (random.nextInt(3) == 0) {
      b.disbursedOn(RandomLoans.START.plusDays(random.nextInt(40) - 30));
    }
    base.installments().forEach(one -> b.installment(completed(one)));
    for (Restructure one : base.restructures()) {
      b.restructure(
          new Restructure(
              one.on(),
              one.replaced().stream().map(this::completed).toList(),
              one.daysPastDue(),
              one.capitalised()));
    }
    Map<PaymentId, Payment> seen = new HashMap<>();
    for (Payment payment : base.payments()) {
      b.payment(seen.computeIfAbsent(payment.id(), id -> booked(payment)));
    }
    if (random.nextInt(4) == 0) {
      Payment undo =
          seen.values().stream().filter(one -> one.reverses().isPresent()).findFirst().orElse(null);
      if (undo != null) {
        LocalDate on = undo.paidOn().plusDays(random.nextInt(10));
        b.payment(
            booked(new Payment(PaymentId.of("RR"), on, on, undo.amount(), Optional.of(undo.id()))));
      }
    }
    base.pauses().forEach(b::pause);
    if (random.nextInt(6) == 0) {
      LocalDate start = RandomLoans.START.plusDays(random.nextInt(150) - 20);
      b.pause(
          new Pause(
              start,
              start.plusDays(1 + random.nextInt(30)),
              Pause.Kind.values()[random.nextInt(Pause.Kind.values().length)]));
    }
    boolean paidToDate = base.installments().stream().anyMatch(one -> one.paid().isPresent());
    if (random.nextInt(5) == 0 && !paidToDate && !isWhole) {
      restructure(base, b);
    }
    return b.build();
  }

  private static void restructure(Loan base, Loan.Builder b) {
    List<Installment> old = new ArrayList<>();
    for (Installment one : base.installments()) {
      old.add(Installment.of(one.number(), one.dueOn().minusDays(60), one.due()));
    }
    b.restructure(Restructure.of(RandomLoans.START.minusDays(3), old));
  }

  private Payment booked(Payment one) {
    int lag = random.nextInt(2) == 0 ? 0 : random.nextInt(25) - 3;
    return new Payment(
        one.id(),
        one.paidOn(),
        one.paidOn().plusDays(lag),
        one.amount(),
        one.reverses(),
        one.target());
  }

  private Installment completed(Installment one) {
    boolean paid = one.paid().map(amounts -> amounts.total().equals(one.total())).orElse(false);
    return paid && random.nextInt(5) > 0
        ? new Installment(
            one.number(),
            one.dueOn(),
            one.due(),
            one.paid(),
            Optional.of(one.dueOn().plusDays(random.nextInt(60) - 10)))
        : one;
  }

  /** The loan without what was booked after a day. */
  static Loan known(Loan loan, LocalDate on) {
    Loan.Builder b =
        Loan.builder(loan.id(), loan.borrower(), loan.currency())
            .product(loan.product())
            .status(loan.status());
    loan.disbursedOn().ifPresent(b::disbursedOn);
    loan.installments().forEach(b::installment);
    loan.pauses().forEach(b::pause);
    loan.restructures().forEach(b::restructure);
    Map<PaymentId, Payment> first = new HashMap<>();
    loan.payments().forEach(one -> first.putIfAbsent(one.id(), one));
    first.values().stream().filter(one -> isKnown(one, first, on)).forEach(b::payment);
    return b.build();
  }

  /** The loan with nothing paid on what was completed after a day. */
  static Loan completed(Loan loan, LocalDate by) {
    return completed(loan, by, true);
  }

  /**
   * @param undated whether what was paid without a completion date counts too
   */
  static Loan completed(Loan loan, LocalDate by, boolean undated) {
    Loan.Builder b =
        Loan.builder(loan.id(), loan.borrower(), loan.currency())
            .product(loan.product())
            .status(loan.status());
    loan.disbursedOn().ifPresent(b::disbursedOn);
    loan.payments().forEach(b::payment);
    loan.pauses().forEach(b::pause);
    loan.installments().forEach(one -> b.installment(completed(one, by, undated)));
    for (Restructure one : loan.restructures()) {
      List<Installment> replaced = new ArrayList<>();
      one.replaced().forEach(old -> replaced.add(completed(old, by, undated)));
      b.restructure(new Restructure(one.on(), replaced, one.daysPastDue(), one.capitalised()));
    }
    return b.build();
  }

  private static Installment completed(Installment one, LocalDate by, boolean undated) {
    boolean counts = one.completedOn().map(day -> !day.isAfter(by)).orElse(undated);
    return new Installment(
        one.number(),
        one.dueOn(),
        one.due(),
        one.paid().map(paid -> counts ? paid : Amounts.zero(paid.principal().currency())),
        counts ? one.completedOn() : Optional.empty());
  }

  /** A reversal means nothing as long as what it undoes is not known. */
  private static boolean isKnown(Payment one, Map<PaymentId, Payment> all, LocalDate on) {
    return !one.bookedOn().isAfter(on)
        && one.reverses().map(id -> isKnown(all.get(id), all, on)).orElse(true);
  }

  Payment later(Loan loan, LocalDate asOf, int number) {
    LocalDate paidOn = asOf.minusDays(random.nextInt(200) - 20);
    LocalDate bookedOn = asOf.plusDays(1 + random.nextInt(30));
    boolean undo = random.nextInt(3) == 0 && !loan.payments().isEmpty();
    Payment target = undo ? loan.payments().get(random.nextInt(loan.payments().size())) : null;
    return new Payment(
        PaymentId.of("later" + number),
        paidOn,
        bookedOn,
        undo ? target.amount() : Money.ofMinor(Loans.MXN, 1 + random.nextInt(20_000)),
        undo ? Optional.of(target.id()) : Optional.empty());
  }
}
