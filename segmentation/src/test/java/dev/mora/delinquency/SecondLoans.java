package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.HolidayCalendar.DayKind;
import dev.mora.calendar.Place;
import dev.mora.loan.Amounts;
import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentTarget;
import dev.mora.loan.Restructure;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Random loans and policies for {@link SecondDelinquencyTest}. Amounts are small and dates close to
 * one another, so that limits are met exactly.
 */
final class SecondLoans {

  /** What may be drawn. */
  enum Draw {
    COUNT,
    BASIS,
    GRACE,
    TOLERANCE,
    ALLOCATION,
    TARGETS,
    ORDER,
    PAUSES,
    HOLDS,
    MORATORIA,
    FREEZES,
    REVERSALS,
    REVERSAL_DATE,
    RESTRUCTURES,
    CARRY,
    ORIGINAL_SCHEDULE,
    BUSINESS_DAYS,
    STATUS,
    PAID_TO_DATE,
    MATERIALITY,
    BY_PRODUCT
  }

  /**
   * One draw of everything.
   *
   * @param meant the same for the loan's product, put together without products
   */
  record Pair(
      Loan loan,
      DelinquencyPolicy policy,
      DelinquencyPolicy meant,
      BusinessDays calendar,
      LocalDate asOf) {

    /** Everything that a person needs to work the case out by hand. */
    String text() {
      StringBuilder text = new StringBuilder();
      text.append("as of ").append(asOf).append(' ').append(loan.currency()).append(' ');
      text.append(loan.product()).append(' ');
      text.append(loan.status()).append(" disbursed ").append(loan.disbursedOn()).append('\n');
      text.append(policy.toJson()).append('\n');
      loan.installments().forEach(i -> text.append(line(i)));
      loan.restructures()
          .forEach(
              r -> {
                text.append("before ").append(r.on()).append(" (").append(r.daysPastDue());
                text.append("):\n");
                r.replaced().forEach(i -> text.append("  ").append(line(i)));
              });
      loan.payments()
          .forEach(
              p ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "pay %s on %s booked %s %s reverses %s target %s%n",
                          p.id(),
                          p.paidOn(),
                          p.bookedOn(),
                          p.amount(),
                          p.reverses(),
                          p.target())));
      loan.pauses().forEach(p -> text.append(p).append('\n'));
      return text.toString();
    }

    private static String line(Installment i) {
      Amounts due = i.due();
      return String.format(
          Locale.ROOT,
          "#%d %s P %s I %s F %s M %s paid %s done %s%n",
          i.number(),
          i.dueOn(),
          due.principal(),
          due.interest(),
          due.fees(),
          due.penalties(),
          i.paid().map(Amounts::total),
          i.completedOn());
    }
  }

  private static final LocalDate BEGIN = LocalDate.of(2024, 1, 15);

  private final Random random;
  private final Set<Draw> drawn;
  private Currency currency = Currency.getInstance("MXN");
  private LocalDate asOf = BEGIN;
  private String product = "";

  SecondLoans(Random random, Set<Draw> drawn) {
    this.random = random;
    this.drawn = drawn;
  }

  Pair next() {
    currency = Currency.getInstance(one("MXN", "MXN", "CLP", "BHD"));
    asOf = BEGIN.plusDays(random.nextInt(260) - 20);
    UnaryOperator<DelinquencyPolicy.Builder> base = settings(true);
    UnaryOperator<DelinquencyPolicy.Builder> own =
        may(Draw.BY_PRODUCT, 50) ? settings(false) : UnaryOperator.identity();
    product = one("", "group", "group");
    DelinquencyPolicy policy =
        base.apply(DelinquencyPolicy.builder()).product("group", own).build();
    if (random.nextInt(8) == 0) {
      policy = DelinquencyPolicy.parse("drawn", policy.toJson());
    }
    DelinquencyPolicy.Builder meant = base.apply(DelinquencyPolicy.builder());
    DelinquencyPolicy effective = (product.isEmpty() ? meant : own.apply(meant)).build();
    BusinessDays calendar =
        BusinessDays.of(
            (day, place) ->
                day.getDayOfYear() % 11 == 3 || day.getDayOfYear() % 29 < 2
                    ? DayKind.HOLIDAY
                    : DayKind.ORDINARY,
            Place.of("MX"));
    return new Pair(loan(), policy.withCalendar(calendar), effective, calendar, asOf);
  }

  private boolean may(Draw draw, int percent) {
    return drawn.contains(draw) && random.nextInt(100) < percent;
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }

  // ---- policies

  /** What was drawn, to be done to any builder. */
  private UnaryOperator<DelinquencyPolicy.Builder> settings(boolean whole) {
    List<UnaryOperator<DelinquencyPolicy.Builder>> all = new ArrayList<>();
    if (whole || random.nextBoolean()) {
      Buckets drawn = buckets();
      all.add(b -> b.buckets(drawn));
    }
    boolean material = may(Draw.MATERIALITY, 50);
    if (material) {
      Materiality limits = Materiality.of(one("0", "1", "9.99", "20"), one("0", "1", "50"));
      all.add(b -> b.materiality(limits));
    }
    if (may(Draw.REVERSAL_DATE, 50)) {
      all.add(b -> b.reversals(DelinquencyPolicy.Reversals.REVERSAL_DATE));
    }
    if (may(Draw.COUNT, 50)) {
      all.add(b -> b.count(DelinquencyPolicy.Count.INCLUSIVE_DAY_END));
    }
    if (material && random.nextBoolean()) {
      all.add(b -> b.basis(Basis.COUNTER));
    } else if (may(Draw.BASIS, 60)) {
      Basis drawn =
          one(
              Basis.MATURITY,
              Basis.lastPayment(one("1", "50", "33.3333", "100")),
              Basis.installmentsMissed(one(1, 7, 30)),
              Basis.installmentsMissed(one(7, 30), one("1", "2", "11", "0.3", "1.005")));
      all.add(b -> b.basis(drawn));
    }
    if (may(Draw.GRACE, 60)) {
      Grace drawn = new Grace(random.nextInt(8), one(Grace.Mode.values()));
      all.add(b -> b.grace(drawn));
    }
    if (may(Draw.TOLERANCE, 60)) {
      Tolerance drawn =
          new Tolerance(
              new BigDecimal(one("0", "0.5", "1", "2", "3.005", "20")),
              new BigDecimal(one("0", "1", "10", "33.3333", "50", "100")),
              one(Tolerance.Scope.values()),
              one(Tolerance.Combine.values()));
      all.add(b -> b.tolerance(drawn));
    }
    if (may(Draw.ALLOCATION, 75)) {
      DelinquencyPolicy.Allocation drawn = one(DelinquencyPolicy.Allocation.values());
      all.add(b -> b.allocation(drawn));
    }
    if (may(Draw.ORDER, 50)) {
      List<Component> order = new ArrayList<>(Arrays.asList(Component.values()));
      Collections.shuffle(order, random);
      all.add(b -> b.order(order));
    }
    if (may(Draw.PAUSES, 50)) {
      all.add(b -> b.pauses(DelinquencyPolicy.Pauses.WHOLE_PERIOD));
    }
    if (may(Draw.HOLDS, 50)) {
      all.add(b -> b.legalHolds(DelinquencyPolicy.LegalHolds.STOP));
    }
    if (may(Draw.CARRY, 50)) {
      RestructurePolicy drawn = RestructurePolicy.carryDays(1 + random.nextInt(3));
      all.add(b -> b.restructures(drawn));
    } else if (may(Draw.ORIGINAL_SCHEDULE, 30)) {
      all.add(b -> b.restructures(RestructurePolicy.ORIGINAL_SCHEDULE));
    }
    if (may(Draw.BUSINESS_DAYS, 50)) {
      BusinessDays.Convention drawn = one(BusinessDays.Convention.values());
      all.add(b -> b.businessDays(drawn));
    }
    return b -> {
      all.forEach(one -> one.apply(b));
      return b;
    };
  }

  private Buckets buckets() {
    if (random.nextBoolean()) {
      return Buckets.standard();
    }
    int first = 1 + random.nextInt(3);
    int second = first + 1 + random.nextInt(20);
    return Buckets.of(
        Bucket.of("A", first, first + random.nextInt(second - first)),
        Bucket.of("B", second, second + random.nextInt(30)),
        Bucket.from("C", second + 30 + random.nextInt(3)));
  }

  // ---- loans

  private Loan loan() {
    Loan.Builder b = Loan.builder(LoanId.of("L"), BorrowerId.of("B"), currency);
    b.product(product);
    if (may(Draw.STATUS, 20)) {
      b.status(one(Loan.Status.values()));
    }
    if (may(Draw.STATUS, 30)) {
      b.disbursedOn(asOf.plusDays(random.nextInt(20) - 18));
    }
    boolean paidToDate = may(Draw.PAID_TO_DATE, 20);
    List<LocalDate> dates = new ArrayList<>();
    LocalDate start = BEGIN;
    if (!paidToDate && may(Draw.RESTRUCTURES, 50)) {
      int times = 1 + random.nextInt(2);
      for (int i = 0; i < times; i++) {
        List<Installment> replaced = schedule(start, false);
        replaced.forEach(old -> dates.add(old.dueOn()));
        start = start.plusDays(1 + random.nextInt(90));
        OptionalInt given =
            random.nextInt(3) == 0 ? OptionalInt.of(random.nextInt(60)) : OptionalInt.empty();
        b.restructure(new Restructure(start, replaced, given, Optional.empty()));
        dates.add(start);
      }
    }
    List<Installment> schedule = schedule(start, paidToDate);
    schedule.forEach(
        installment -> {
          b.installment(installment);
          dates.add(installment.dueOn());
        });
    if (!paidToDate) {
      payments(dates).forEach(b::payment);
    }
    pauses(b, dates);
    return b.build();
  }

  private List<Installment> schedule(LocalDate start, boolean paidToDate) {
    List<Installment> schedule = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    int period = one(0, 1, 7, 14, 30, 31);
    boolean equal = random.nextBoolean();
    // A schedule of nothing but fees has no regular installment that the documents define.
    Amounts regular = regular();
    LocalDate first = start.plusDays(random.nextInt(40));
    for (int i = 0; i < count; i++) {
      LocalDate due =
          period == 31
              ? first.plusMonths(i)
              : first.plusDays((long) period * i + random.nextInt(2));
      Amounts amounts = equal || i == 0 ? regular : amounts();
      Optional<Amounts> paid = Optional.empty();
      Optional<LocalDate> completed = Optional.empty();
      if (paidToDate) {
        boolean whole = random.nextInt(3) == 0;
        paid = Optional.of(whole ? amounts : part(amounts));
        if (whole && random.nextBoolean()) {
          LocalDate day = due.plusDays(random.nextInt(60) - 20);
          completed = Optional.of(day.isAfter(asOf) ? asOf : day);
        }
      }
      schedule.add(new Installment(i + 1, due, amounts, paid, completed));
    }
    Collections.shuffle(schedule, random);
    return schedule;
  }

  private Amounts regular() {
    Amounts zero = Amounts.zero(currency);
    return new Amounts(money(1000), money(100), zero.fees(), zero.penalties());
  }

  private Amounts amounts() {
    if (random.nextInt(10) == 0) {
      return Amounts.zero(currency);
    }
    boolean feesAlone = random.nextInt(8) == 0;
    Money zero = Money.zero(currency);
    return new Amounts(
        feesAlone ? zero : money(random.nextInt(3) == 0 ? 0 : 1000),
        feesAlone ? zero : money(random.nextInt(2) == 0 ? 0 : 100),
        money(random.nextInt(2) == 0 ? 0 : 80),
        money(random.nextInt(2) == 0 ? 0 : 50));
  }

  private Money money(int about) {
    return Money.ofMinor(
        currency, about == 0 ? 0 : random.nextInt(3) == 0 ? 1 + random.nextInt(about) : about);
  }

  private Amounts part(Amounts whole) {
    return new Amounts(
        part(whole.principal()),
        part(whole.interest()),
        part(whole.fees()),
        part(whole.penalties()));
  }

  private Money part(Money whole) {
    return Money.ofMinor(currency, random.nextLong(whole.minorUnits() + 1));
  }

  private List<Payment> payments(List<LocalDate> dates) {
    List<Payment> payments = new ArrayList<>();
    int count = random.nextInt(7);
    for (int i = 0; i < count; i++) {
      LocalDate on = date(dates);
      Payment payment =
          new Payment(
              dev.mora.loan.PaymentId.of("P" + i),
              on,
              on.plusDays(random.nextInt(3)),
              Money.ofMinor(
                  currency,
                  switch (random.nextInt(4)) {
                    case 0 -> 1 + random.nextInt(50);
                    case 1 -> 1_230;
                    case 2 -> 1_000;
                    default -> 1 + random.nextInt(3_000);
                  }),
              Optional.empty());
      if (may(Draw.TARGETS, 70)) {
        int number = random.nextInt(8);
        payment =
            payment.on(
                random.nextBoolean()
                    ? PaymentTarget.of(number)
                    : PaymentTarget.of(number, one(Component.values())));
      }
      payments.add(payment);
    }
    payments.addAll(reversals(payments));
    Collections.shuffle(payments, random);
    return payments;
  }

  /** Some are undone in their turn, some on the day of what they undo or before it. */
  private List<Payment> reversals(List<Payment> payments) {
    List<Payment> reversals = new ArrayList<>();
    for (Payment payment : payments) {
      Payment undone = payment;
      for (int i = 0; i < 3 && may(Draw.REVERSALS, 30); i++) {
        int later = random.nextInt(5) == 0 ? -random.nextInt(3) : random.nextInt(20);
        LocalDate on = undone.paidOn().plusDays(later);
        if (random.nextInt(4) == 0) {
          on = payments.get(random.nextInt(payments.size())).paidOn();
        }
        Payment reversal = Payment.reversal("R-" + undone.id(), on, undone);
        undone =
            new Payment(
                reversal.id(),
                on,
                on.plusDays(random.nextInt(3)),
                reversal.amount(),
                reversal.reverses());
        reversals.add(undone);
      }
    }
    return reversals;
  }

  /** A date that matters, or one near it. */
  private LocalDate date(List<LocalDate> dates) {
    LocalDate near = random.nextInt(6) == 0 ? asOf : dates.get(random.nextInt(dates.size()));
    return switch (random.nextInt(3)) {
      case 0 -> near;
      case 1 -> near.plusDays(random.nextInt(5) - 2);
      default -> near.plusDays(random.nextInt(61) - 30);
    };
  }

  private void pauses(Loan.Builder b, List<LocalDate> dates) {
    Set<Pause.Kind> kinds = EnumSet.noneOf(Pause.Kind.class);
    if (drawn.contains(Draw.PAUSES)) {
      kinds.add(Pause.Kind.PAUSE);
    }
    if (drawn.contains(Draw.HOLDS)) {
      kinds.add(Pause.Kind.LEGAL_HOLD);
    }
    if (drawn.contains(Draw.MORATORIA)) {
      kinds.add(Pause.Kind.MORATORIUM);
    }
    if (drawn.contains(Draw.FREEZES)) {
      kinds.add(Pause.Kind.DISASTER_FREEZE);
    }
    if (kinds.isEmpty() || random.nextInt(3) == 0) {
      return;
    }
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      LocalDate from = date(dates);
      LocalDate to = from.plusDays(1 + random.nextInt(25));
      Pause.Kind kind = one(kinds.toArray(Pause.Kind[]::new));
      b.pause(new Pause(from, to, kind));
    }
  }
}
