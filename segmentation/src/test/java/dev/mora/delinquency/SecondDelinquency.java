package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.delinquency.DelinquencyPolicy.Count;
import dev.mora.delinquency.DelinquencyPolicy.LegalHolds;
import dev.mora.delinquency.DelinquencyPolicy.Pauses;
import dev.mora.delinquency.SecondLedger.Debt;
import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.Restructure;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Lateness worked out day by day with {@link BigDecimal} and {@link LocalDate}, from the Javadoc of
 * {@link DelinquencyPolicy} and of its settings alone: slow, plain, and without a line in common
 * with the assessment that it is held against.
 */
final class SecondDelinquency {

  /** From the first day to the last; what the last day means is said where it is used. */
  record Stretch(LocalDate from, LocalDate to) {}

  /** All that is compared. Amounts have the scale of the currency. */
  record Answer(
      Loan.Status status,
      int daysPastDue,
      int basisDays,
      int countedDays,
      int carriedDays,
      OptionalInt materialDays,
      Optional<LocalDate> since,
      BigDecimal overdue,
      int overdueInstallments,
      BigDecimal dueToday,
      Optional<LocalDate> nextDueOn,
      Optional<BigDecimal> nextDue,
      BigDecimal outstanding,
      BigDecimal outstandingPrincipal,
      BigDecimal credit,
      BigDecimal tolerated,
      String bucket) {

    static Answer of(Delinquency told) {
      return new Answer(
          told.status(),
          told.daysPastDue(),
          told.basisDays(),
          told.countedDays(),
          told.carriedDays(),
          told.materialDays(),
          told.pastDueSince(),
          told.overdueAmount().amount(),
          told.overdueInstallments().orElseThrow(),
          told.dueToday().orElseThrow().amount(),
          told.nextDueOn(),
          told.nextDueAmount().map(Money::amount),
          told.outstanding().amount(),
          told.outstandingPrincipal().orElseThrow().amount(),
          told.creditBalance().orElseThrow().amount(),
          told.toleratedAmount().orElseThrow().amount(),
          told.bucket());
    }
  }

  private static final LocalDate EVER = LocalDate.of(1, 1, 1);

  private final Loan loan;
  private final DelinquencyPolicy policy;
  private final BusinessDays calendar;
  private final LocalDate asOf;

  private SecondDelinquency(
      Loan loan, DelinquencyPolicy policy, BusinessDays calendar, LocalDate asOf) {
    this.loan = loan;
    this.policy = policy;
    this.calendar = calendar;
    this.asOf = asOf;
  }

  static Answer assess(Loan loan, DelinquencyPolicy policy, BusinessDays calendar, LocalDate asOf) {
    return new SecondDelinquency(loan, policy, calendar, asOf).answer();
  }

  private BigDecimal money(BigDecimal amount) {
    return amount.setScale(loan.currency().getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
  }

  private Answer answer() {
    Loan.Status status = loan.status();
    if (status == Loan.Status.ACTIVE && loan.disbursedOn().filter(asOf::isBefore).isPresent()) {
      status = Loan.Status.PENDING;
    }
    BigDecimal zero = money(BigDecimal.ZERO);
    int era = original() ? 0 : eraOf(asOf);
    SecondLedger ledger = ledger(era, asOf).pay(begin(era), asOf, asOf, EVER);
    if (status == Loan.Status.PENDING || status == Loan.Status.CLOSED) {
      return new Answer(
          status,
          0,
          0,
          0,
          0,
          policy.materiality().isPresent() ? OptionalInt.of(0) : OptionalInt.empty(),
          Optional.empty(),
          zero,
          0,
          zero,
          Optional.empty(),
          Optional.empty(),
          zero,
          zero,
          status == Loan.Status.CLOSED ? money(ledger.credit()) : zero,
          zero,
          "");
    }
    List<Debt> late = late(ledger, asOf);
    BigDecimal overdue = sum(late);
    BigDecimal fallen = sum(ledger.debts.stream().filter(d -> d.dueOn.isBefore(asOf)).toList());
    BigDecimal dueToday = unmetOn(ledger, asOf);
    Optional<LocalDate> next =
        ledger.debts.stream()
            .filter(debt -> !debt.dueOn.isBefore(asOf) && !metAlone(debt))
            .map(debt -> debt.dueOn)
            .min(Comparator.naturalOrder());
    Optional<BigDecimal> nextDue = next.map(on -> unmetOn(ledger, on));
    Optional<LocalDate> since = late.stream().map(debt -> debt.dueOn).min(LocalDate::compareTo);
    int raw = since.map(day -> days(day, asOf)).orElse(0);
    // At the end of the day today's debt is late too, alone or together with what was tolerated.
    List<Debt> behind = late.isEmpty() && inclusive() ? late(ledger, asOf.plusDays(1)) : late;
    int oldest =
        behind.stream().map(debt -> days(debt.dueOn, asOf)).max(Integer::compareTo).orElse(0);
    int basis = behind.isEmpty() ? 0 : basisDays(ledger, oldest, overdue, era);
    int counted = behind.isEmpty() ? 0 : counted(basis, lastDue(ledger));
    int carried = carried(era);
    counted = Math.max(counted, carried);
    String bucket = "";
    for (Bucket one : policy.buckets().list()) {
      if (counted >= one.from() && counted <= one.to().orElse(Integer.MAX_VALUE)) {
        bucket = one.code();
      }
    }
    if (status != Loan.Status.ACTIVE) {
      bucket = status.name();
    }
    return new Answer(
        status,
        raw,
        basis,
        counted,
        carried,
        policy.materiality().isPresent() ? OptionalInt.of(materialDays()) : OptionalInt.empty(),
        since,
        money(overdue),
        late.size(),
        money(dueToday),
        next,
        nextDue.map(this::money),
        money(sum(ledger.debts)),
        money(
            ledger.debts.stream()
                .map(debt -> debt.left.getOrDefault(Component.PRINCIPAL, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add)),
        money(ledger.credit()),
        money(fallen.subtract(overdue)),
        bucket);
  }

  private BigDecimal unmetOn(SecondLedger ledger, LocalDate day) {
    return sum(ledger.debts.stream().filter(d -> d.dueOn.equals(day) && !metAlone(d)).toList());
  }

  private static BigDecimal sum(List<Debt> debts) {
    return debts.stream().map(Debt::left).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static int days(LocalDate from, LocalDate to) {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
  }

  // ---- schedules

  private boolean original() {
    return policy.restructures().kind() == RestructurePolicy.Kind.ORIGINAL_SCHEDULE;
  }

  /** How many restructures there were up to a day, it included. */
  private int eraOf(LocalDate day) {
    return (int) loan.restructures().stream().filter(r -> !r.on().isAfter(day)).count();
  }

  private LocalDate begin(int era) {
    return era == 0 ? EVER : loan.restructures().get(era - 1).on();
  }

  private SecondLedger ledger(int era, LocalDate seenOn) {
    List<Installment> schedule =
        era == loan.restructures().size()
            ? loan.installments()
            : loan.restructures().get(era).replaced();
    return new SecondLedger(loan, policy, calendar, schedule, seenOn);
  }

  // ---- what is late

  private boolean within(BigDecimal left, BigDecimal whole) {
    Tolerance tolerance = policy.tolerance();
    boolean amount = left.compareTo(tolerance.amount()) <= 0;
    boolean percent = left.compareTo(whole.multiply(tolerance.percent()).movePointLeft(2)) <= 0;
    return switch (tolerance.combine()) {
      case MAX, AND -> amount || percent;
      case MIN -> amount && percent;
    };
  }

  /** Met by itself; the tolerance of a whole loan does not make one installment met. */
  private boolean metAlone(Debt debt) {
    return debt.left().signum() == 0
        || policy.tolerance().scope() == Tolerance.Scope.INSTALLMENT
            && within(debt.left(), debt.due());
  }

  private List<Debt> late(SecondLedger ledger, LocalDate day) {
    List<Debt> fallen = ledger.debts.stream().filter(d -> d.dueOn.isBefore(day)).toList();
    if (policy.tolerance().scope() == Tolerance.Scope.LOAN) {
      BigDecimal due = fallen.stream().map(Debt::due).reduce(BigDecimal.ZERO, BigDecimal::add);
      if (within(sum(fallen), due)) {
        return List.of();
      }
    }
    return fallen.stream().filter(debt -> !metAlone(debt)).toList();
  }

  // ---- days of the basis

  private int basisDays(SecondLedger ledger, int raw, BigDecimal overdue, int era) {
    Basis basis = policy.basis();
    if (basis instanceof Basis.LastPayment last) {
      Optional<BigDecimal> regular = regular(era);
      return regular
          .flatMap(amount -> lastGoodDay(amount.multiply(last.percent()).movePointLeft(2), era))
          .map(day -> days(day, asOf))
          .orElse(raw);
    }
    if (basis instanceof Basis.InstallmentsMissed missed) {
      Optional<BigDecimal> one =
          missed.installment().signum() > 0 ? Optional.of(missed.installment()) : regular(era);
      return one.map(amount -> overdue.divideToIntegralValue(amount).intValueExact())
          .map(count -> count * missed.periodDays())
          .orElse(0);
    }
    if (basis instanceof Basis.Maturity) {
      return Math.max(0, days(lastDue(ledger), asOf));
    }
    if (basis instanceof Basis.Counter) {
      return materialDays();
    }
    return raw;
  }

  /** Days in a row up to today on which both limits were exceeded, each looked at anew. */
  private int materialDays() {
    Materiality limits = policy.materiality().orElseThrow();
    int days = 0;
    for (LocalDate day = asOf; ; day = day.minusDays(1), days++) {
      if (loan.status() == Loan.Status.ACTIVE
          && loan.disbursedOn().filter(day::isBefore).isPresent()) {
        return days;
      }
      int era = original() ? 0 : eraOf(day);
      SecondLedger then = ledger(era, day);
      if (day.isBefore(asOf)) {
        then.forgetWhatWasCompletedAfter(day);
      }
      then.pay(begin(era), day, asOf, EVER);
      BigDecimal overdue = sum(late(then, day));
      BigDecimal least = sum(then.debts).multiply(limits.percent()).movePointLeft(2);
      if (overdue.compareTo(limits.amount()) <= 0 || overdue.compareTo(least) <= 0) {
        return days;
      }
    }
  }

  private LocalDate lastDue(SecondLedger ledger) {
    return ledger.debts.stream()
        .filter(debt -> !debt.reversal)
        .map(debt -> debt.dueOn)
        .max(LocalDate::compareTo)
        .orElse(asOf);
  }

  /** The middle installment by amount of those with principal or interest. */
  private Optional<BigDecimal> regular(int era) {
    List<BigDecimal> sums =
        ledger(era, asOf).debts.stream()
            .filter(
                debt ->
                    debt.due.get(Component.PRINCIPAL).signum() > 0
                        || debt.due.get(Component.INTEREST).signum() > 0)
            .map(Debt::due)
            .sorted()
            .toList();
    return sums.isEmpty() ? Optional.empty() : Optional.of(sums.get((sums.size() - 1) / 2));
  }

  private Optional<LocalDate> lastGoodDay(BigDecimal enough, int era) {
    SecondLedger ledger = ledger(era, asOf);
    List<LocalDate> good = new ArrayList<>();
    for (Payment day : loan.payments()) {
      BigDecimal sum =
          loan.payments().stream()
              .filter(p -> p.reverses().isEmpty() && p.paidOn().equals(day.paidOn()))
              .filter(p -> !ledger.isReversed(p, asOf))
              .map(p -> p.amount().amount())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      if (!day.paidOn().isAfter(asOf) && sum.signum() > 0 && sum.compareTo(enough) >= 0) {
        good.add(day.paidOn());
      }
    }
    loan.installments().stream()
        .filter(done -> done.total().isPositive())
        .map(Installment::completedOn)
        .flatMap(Optional::stream)
        .filter(day -> !day.isAfter(asOf))
        .forEach(good::add);
    return good.stream().max(LocalDate::compareTo);
  }

  // ---- the count

  /** Whether a day is added because debt is unpaid at the end of it. */
  private boolean inclusive() {
    return policy.count() == Count.INCLUSIVE_DAY_END
        && (policy.basis() instanceof Basis.OldestUnpaid
            || policy.basis() instanceof Basis.Maturity);
  }

  private int counted(int basis, LocalDate last) {
    if (policy.basis() instanceof Basis.Maturity && asOf.isBefore(last)) {
      return 0;
    }
    return counted(asOf.minusDays(basis), asOf, inclusive());
  }

  /** The count on {@code day} of what runs from {@code start}. */
  private int counted(LocalDate start, LocalDate day, boolean inclusive) {
    // A freeze that is over before the debt falls due has no count to hold.
    List<Stretch> freezes =
        merged(loan, day, kind -> kind == Pause.Kind.DISASTER_FREEZE).stream()
            .filter(freeze -> !freeze.to().isBefore(start))
            .toList();
    return frozen(freezes, start, day, inclusive);
  }

  private int frozen(List<Stretch> freezes, LocalDate start, LocalDate day, boolean inclusive) {
    int plain = unfrozen(start, day, inclusive);
    if (freezes.isEmpty()) {
      return plain;
    }
    Stretch last = freezes.get(freezes.size() - 1);
    int held = frozen(freezes.subList(0, freezes.size() - 1), start, last.from(), inclusive);
    int since = 0;
    for (LocalDate d = last.to(); d.isBefore(day); d = d.plusDays(1)) {
      since += isPaused(d) ? 0 : 1;
    }
    return Math.min(plain, held + since);
  }

  private int unfrozen(LocalDate start, LocalDate day, boolean inclusive) {
    int days = days(start, day) + (inclusive ? 1 : 0);
    if (days <= policy.grace().days() || days <= 0) {
      return 0;
    }
    if (policy.grace().mode() == Grace.Mode.SUBTRACT) {
      days -= policy.grace().days();
    }
    LocalDate first = start;
    if (policy.pauses() == Pauses.WHOLE_PERIOD) {
      for (Pause pause : loan.pauses()) {
        first = pause.startOn().isBefore(first) ? pause.startOn() : first;
      }
    }
    for (LocalDate d = first; d.isBefore(day); d = d.plusDays(1)) {
      days -= isPaused(d) ? 1 : 0;
    }
    return Math.max(0, days);
  }

  private boolean isPaused(LocalDate day) {
    return loan.pauses().stream()
        .filter(
            pause ->
                pause.kind() == Pause.Kind.PAUSE
                    || pause.kind() == Pause.Kind.LEGAL_HOLD
                        && policy.legalHolds() == LegalHolds.STOP)
        .anyMatch(pause -> !day.isBefore(pause.startOn()) && day.isBefore(pause.endOn()));
  }

  /** Pauses of a kind that had begun by a day, those that overlap or touch as one, by date. */
  static List<Stretch> merged(Loan loan, LocalDate begunBy, Predicate<Pause.Kind> kinds) {
    List<Stretch> merged = new ArrayList<>();
    loan.pauses().stream()
        .filter(pause -> kinds.test(pause.kind()) && !pause.startOn().isAfter(begunBy))
        .sorted(Comparator.comparing(Pause::startOn))
        .forEach(
            pause -> {
              Stretch last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
              if (last == null || pause.startOn().isAfter(last.to())) {
                merged.add(new Stretch(pause.startOn(), pause.endOn()));
              } else if (pause.endOn().isAfter(last.to())) {
                merged.set(merged.size() - 1, new Stretch(last.from(), pause.endOn()));
              }
            });
    return merged;
  }

  // ---- restructures

  private int carried(int era) {
    if (policy.restructures().kind() != RestructurePolicy.Kind.CARRY_DAYS) {
      return 0;
    }
    int carried = 0;
    for (int i = 1; i <= era; i++) {
      Restructure restructure = loan.restructures().get(i - 1);
      LocalDate on = restructure.on();
      int before = i == 1 ? 0 : stands(i - 1, on.minusDays(1), on) ? carried : 0;
      int own = countedAt(restructure, i - 1);
      carried = Math.max(own, before);
    }
    return era > 0 && stands(era, asOf, asOf) ? carried : 0;
  }

  private int countedAt(Restructure restructure, int era) {
    LocalDate on = restructure.on();
    int raw;
    if (restructure.daysPastDue().isPresent()) {
      raw = restructure.daysPastDue().getAsInt();
    } else {
      SecondLedger old = ledger(era, on).pay(begin(era), on.minusDays(1), asOf, EVER);
      raw =
          late(old, on).stream()
              .map(debt -> days(debt.dueOn, on))
              .max(Integer::compareTo)
              .orElse(0);
    }
    return raw == 0 ? 0 : counted(on.minusDays(raw), on, policy.count() == Count.INCLUSIVE_DAY_END);
  }

  /**
   * Whether up to a day too few installments of a schedule in a row were met in time.
   *
   * @param judgedOn the day whose due dates count
   */
  private boolean stands(int era, LocalDate until, LocalDate judgedOn) {
    int row = 0;
    for (Debt debt : ledger(era, judgedOn).debts) {
      if (debt.dueOn.isAfter(until)) {
        break;
      }
      SecondLedger then = ledger(era, judgedOn).pay(begin(era), debt.dueOn, asOf, EVER);
      // Under a tolerance of the whole loan an installment is met when nothing of the loan is late.
      boolean met =
          late(then, debt.dueOn.plusDays(1)).stream()
              .noneMatch(other -> !other.reversal && other.number == debt.number);
      row = met ? row + 1 : 0;
      if (row >= policy.restructures().payments()) {
        return false;
      }
    }
    return true;
  }
}
