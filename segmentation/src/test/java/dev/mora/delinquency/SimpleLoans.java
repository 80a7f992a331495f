package dev.mora.delinquency;

import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Random;

/**
 * Loans whose past anybody can work out: principal and interest, payments that go to the oldest
 * installment, interest first, by the standard policy. With a second, naive reading of each.
 */
final class SimpleLoans {

  static final LocalDate START = LocalDate.of(2026, 1, 1);

  private final Random random;

  SimpleLoans(long seed) {
    random = new Random(seed);
  }

  List<Loan> portfolio(int loans) {
    List<Loan> all = new ArrayList<>();
    for (int i = 0; i < loans; i++) {
      all.add(loan(i));
    }
    return all;
  }

  private Loan loan(int number) {
    Currency unit = Currency.getInstance(number % 3 == 0 ? "PEN" : "MXN");
    LocalDate disbursed = START.plusDays(random.nextInt(120));
    Loan.Builder b =
        Loan.builder(LoanId.of("L-" + number), BorrowerId.of("B-" + number), unit)
            .disbursedOn(disbursed);
    int every = random.nextBoolean() ? 7 : 30;
    int count = 1 + random.nextInt(6);
    long whole = 0;
    for (int n = 1; n <= count; n++) {
      Money principal = Money.ofMinor(unit, 1_000 + random.nextInt(9_000));
      Money interest = Money.ofMinor(unit, random.nextInt(1_000));
      Money zero = Money.zero(unit);
      whole += principal.plus(interest).minorUnits();
      b.installment(
          Installment.of(
              n,
              disbursed.plusDays((long) every * n),
              new Amounts(principal, interest, zero, zero)));
    }
    LocalDate paid = disbursed;
    for (int n = random.nextInt(count + 3); n > 0; n--) {
      paid = paid.plusDays(random.nextInt(every * 2));
      long amount = 1 + random.nextInt((int) (whole / count * 3 / 2));
      b.payment(Payment.of("P-" + number + "-" + n, paid, Money.ofMinor(unit, amount)));
    }
    return b.build();
  }

  /** What is left of the principal of each installment by due date, then the days past due. */
  record Then(long[] left, int daysPastDue) {

    long principal() {
      long sum = 0;
      for (long each : left) {
        sum += each;
      }
      return sum;
    }
  }

  static Then on(Loan loan, LocalDate day) {
    long money = 0;
    for (Payment payment : loan.payments()) {
      money += payment.paidOn().isAfter(day) ? 0 : payment.amount().minorUnits();
    }
    List<Installment> schedule = new ArrayList<>(loan.installments());
    schedule.sort(Comparator.comparing(Installment::dueOn));
    long[] left = new long[schedule.size()];
    int late = 0;
    for (int i = 0; i < left.length; i++) {
      Installment installment = schedule.get(i);
      long interest = installment.due().interest().minorUnits();
      long principal = installment.due().principal().minorUnits();
      long toInterest = Math.min(money, interest);
      long toPrincipal = Math.min(money - toInterest, principal);
      money -= toInterest + toPrincipal;
      left[i] = principal - toPrincipal;
      boolean open = toInterest < interest || toPrincipal < principal;
      if (open && late == 0 && installment.dueOn().isBefore(day)) {
        late = (int) ChronoUnit.DAYS.between(installment.dueOn(), day);
      }
    }
    return new Then(left, late);
  }
}
