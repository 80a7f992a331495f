package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.loan.Amounts;
import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.loan.PaymentTarget;
import dev.mora.loan.Restructure;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Small loans with all that can happen to them, the same for the same seed. */
final class RandomLoans {

  static final LocalDate START = LocalDate.of(2024, 1, 15);

  private final Random random;

  RandomLoans(long seed) {
    random = new Random(seed);
  }

  LocalDate asOf() {
    return START.plusDays(random.nextInt(200) - 10);
  }

  Loan next(int number) {
    Loan.Builder b =
        Loan.builder(LoanId.of("L-" + number), BorrowerId.of("B-" + number % 50), Loans.MXN)
            .product(random.nextInt(3) == 0 ? "group" : "single");
    boolean paidToDate = random.nextInt(4) == 0;
    List<Installment> installments = new ArrayList<>();
    LocalDate due = START;
    int count = random.nextInt(8);
    for (int i = 1; i <= count; i++) {
      due = due.plusDays(random.nextInt(31));
      installments.add(installment(i, due, paidToDate));
    }
    Collections.shuffle(installments, random);
    installments.forEach(b::installment);
    payments().forEach(b::payment);
    for (int i = random.nextInt(3); i > 0; i--) {
      LocalDate start = START.plusDays(random.nextInt(150) - 20);
      b.pause(Pause.of(start, start.plusDays(1 + random.nextInt(30))));
    }
    return b.build();
  }

  private Installment installment(int number, LocalDate due, boolean paidToDate) {
    Amounts amounts =
        random.nextInt(10) == 0
            ? Amounts.zero(Loans.MXN)
            : new Amounts(money(10_000), money(2_000), money(500), money(300));
    Optional<Amounts> paid = paidToDate ? Optional.of(part(amounts)) : Optional.empty();
    return new Installment(number, due, amounts, paid, Optional.empty());
  }

  private Amounts part(Amounts of) {
    int kind = random.nextInt(3);
    if (kind == 0) {
      return of;
    }
    return kind == 1
        ? Amounts.zero(Loans.MXN)
        : new Amounts(
            part(of.principal()), part(of.interest()), part(of.fees()), part(of.penalties()));
  }

  private Money part(Money of) {
    return Money.ofMinor(Loans.MXN, of.isZero() ? 0 : random.nextLong(of.minorUnits() + 1));
  }

  private List<Payment> payments() {
    List<Payment> payments = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      LocalDate on = START.plusDays(random.nextInt(180) - 10);
      LocalDate booked = on.plusDays(random.nextInt(3));
      Money amount = Money.ofMinor(Loans.MXN, 1 + random.nextInt(20_000));
      payments.add(new Payment(PaymentId.of("P" + i), on, booked, amount, Optional.empty()));
    }
    if (!payments.isEmpty() && random.nextInt(3) == 0) {
      Payment target = payments.get(random.nextInt(payments.size()));
      LocalDate on = target.paidOn().plusDays(random.nextInt(20));
      payments.add(
          new Payment(PaymentId.of("R"), on, on, target.amount(), Optional.of(target.id())));
    }
    if (!payments.isEmpty() && random.nextInt(5) == 0) {
      payments.add(payments.get(0));
    }
    return payments;
  }

  private Money money(int bound) {
    return Money.ofMinor(Loans.MXN, random.nextInt(3) == 0 ? 0 : random.nextInt(bound));
  }

  DelinquencyPolicy policy() {
    DelinquencyPolicy.Builder b = settings(DelinquencyPolicy.builder());
    b.buckets(
        random.nextBoolean()
            ? Buckets.standard()
            : Buckets.of(Bucket.of("B", 16, 40), Bucket.of("A", 1, 15), Bucket.from("C", 60)));
    return b.product("group", this::settings).build();
  }

  /** With every setting that there is. */
  DelinquencyPolicy wholePolicy() {
    return more(policy().toBuilder()).product("group", this::more).build();
  }

  private DelinquencyPolicy.Builder more(DelinquencyPolicy.Builder b) {
    if (random.nextInt(3) > 0) {
      b.materiality(
          new Materiality(
              BigDecimal.valueOf(random.nextInt(4) * 2_000L, 2),
              BigDecimal.valueOf(random.nextInt(4) * 15L, 1)));
      b.basis(pick(new Basis[] {Basis.COUNTER, Basis.OLDEST_UNPAID}));
    } else {
      b.noMateriality();
      b.basis(
          pick(
              new Basis[] {
                Basis.OLDEST_UNPAID,
                Basis.MATURITY,
                Basis.lastPayment("50"),
                Basis.lastPayment("100"),
                Basis.installmentsMissed(7),
                Basis.installmentsMissed(30, "50.00")
              }));
    }
    return b.allocation(pick(DelinquencyPolicy.Allocation.values()))
        .reversals(pick(DelinquencyPolicy.Reversals.values()))
        .legalHolds(pick(DelinquencyPolicy.LegalHolds.values()))
        .businessDays(pick(BusinessDays.Convention.values()))
        .restructures(
            pick(
                new RestructurePolicy[] {
                  RestructurePolicy.RESET,
                  RestructurePolicy.ORIGINAL_SCHEDULE,
                  RestructurePolicy.carryDays(1 + random.nextInt(3))
                }))
        .missed(
            random.nextBoolean()
                ? Buckets.missed()
                : Buckets.of(Bucket.of("one", 1, 1), Bucket.from("more", 2)));
  }

  /** A loan to which more happens: pauses of each kind, restructures, payments with a target. */
  Loan eventful(int number) {
    Loan plain = next(number);
    Loan.Builder b =
        Loan.builder(plain.id(), plain.borrower(), plain.currency()).product(plain.product());
    if (random.nextInt(4) == 0) {
      b.disbursedOn(START.plusDays(random.nextInt(20) - 15));
    }
    Map<PaymentId, Payment> aimed = new HashMap<>();
    for (Payment p : plain.payments()) {
      // One that comes twice comes as it was.
      aimed.putIfAbsent(
          p.id(),
          random.nextInt(3) > 0 || p.reverses().isPresent()
              ? p
              : p.on(
                  new PaymentTarget(
                      random.nextInt(9),
                      random.nextBoolean()
                          ? Optional.empty()
                          : Optional.of(pick(Component.values())))));
      b.payment(aimed.get(p.id()));
    }
    for (Pause p : plain.pauses()) {
      b.pause(new Pause(p.startOn(), p.endOn(), pick(Pause.Kind.values())));
    }
    List<Installment> schedule = plain.installments();
    for (int k = random.nextInt(4) - 1; k > 0; k--) {
      LocalDate on = START.plusDays(k * 50L + random.nextInt(50));
      b.restructure(
          new Restructure(
              on,
              random.nextInt(5) == 0 ? List.of() : next(number).installments(),
              random.nextInt(3) == 0 ? OptionalInt.of(random.nextInt(90)) : OptionalInt.empty(),
              random.nextBoolean() ? Optional.empty() : Optional.of(money(10_000))));
    }
    schedule.forEach(b::installment);
    return b.build();
  }

  private DelinquencyPolicy.Builder settings(DelinquencyPolicy.Builder b) {
    List<Component> order = new ArrayList<>(List.of(Component.values()));
    Collections.shuffle(order, random);
    DelinquencyPolicy.Allocation[] allocations = {
      DelinquencyPolicy.Allocation.BY_INSTALLMENT,
      DelinquencyPolicy.Allocation.BY_COMPONENT,
      DelinquencyPolicy.Allocation.CURRENT_FIRST
    };
    return b.count(pick(DelinquencyPolicy.Count.values()))
        .grace(new Grace(random.nextInt(4), pick(Grace.Mode.values())))
        .tolerance(
            new Tolerance(
                BigDecimal.valueOf(random.nextInt(3) * 1_500L, 2),
                BigDecimal.valueOf(random.nextInt(3) * 125L, 1),
                pick(Tolerance.Scope.values()),
                pick(Tolerance.Combine.values())))
        .allocation(pick(allocations))
        .order(order)
        .pauses(pick(DelinquencyPolicy.Pauses.values()));
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  Random random() {
    return random;
  }
}
