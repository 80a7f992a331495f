package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.loan.Loan;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.money.Money;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads one loan in the ways that other systems do; the likelier reading comes first. */
final class Readings {

  private static final int MOST_DAYS_APART = 7;

  /** After how many installments met on time in a row lenders let carried days go. */
  private static final int[] PAYMENTS_MET = {1, 3, 6, 12};

  private final DelinquencyPolicy policy;
  private final Loan loan;
  private final LocalDate asOf;
  private final Delinquency ours;
  private final GivenFacts theirs;
  private final Figures mine;
  private final List<Reading> readings = new ArrayList<>();

  Readings(
      DelinquencyPolicy policy, Loan loan, LocalDate asOf, Delinquency ours, GivenFacts theirs) {
    this.policy = policy.forProduct(loan.product());
    this.loan = loan;
    this.asOf = asOf;
    this.ours = ours;
    this.theirs = theirs;
    this.mine = Figures.of(ours);
  }

  List<Reading> all() {
    holidays();
    counting();
    payments();
    pauses();
    restructures();
    tolerance();
    allocation();
    amounts();
    businessDays();
    otherDates();
    return readings;
  }

  private void add(Cause cause, Figures figures) {
    readings.add(new Reading(cause, figures));
  }

  private Figures assessed(DelinquencyPolicy other) {
    return Figures.of(other.assess(loan, asOf));
  }

  private void counting() {
    int raw = ours.daysPastDue();
    int grace = policy.grace().days();
    if (grace > 0 && raw > 0) {
      boolean forgiven = policy.grace().mode() == Grace.Mode.THRESHOLD && raw > grace;
      add(Cause.of(Cause.Kind.GRACE, grace), mine.days(forgiven ? raw : Math.max(0, raw - grace)));
      if (ours.pausedDays() > 0) {
        add(
            Cause.of(Cause.Kind.GRACE, grace + " + " + ours.pausedDays()),
            mine.days(Math.max(0, raw - grace - ours.pausedDays())));
      }
    }
    if (ours.pausedDays() > 0) {
      int whole =
          policy.toBuilder()
              .grace(Grace.NONE)
              .count(DelinquencyPolicy.Count.EXCLUSIVE)
              .pauses(DelinquencyPolicy.Pauses.WHOLE_PERIOD)
              .build()
              .assess(loan, asOf)
              .pausedDays();
      add(
          Cause.of(Cause.Kind.PAUSE, ours.pausedDays()),
          mine.days(Math.max(0, raw - ours.pausedDays())));
      add(Cause.of(Cause.Kind.PAUSE, whole), mine.days(Math.max(0, raw - whole)));
    }
    boolean dueToday = ours.dueToday().filter(Money::isPositive).isPresent();
    if (raw > 0 || dueToday) {
      add(Cause.of(Cause.Kind.DAY_END), mine.days(raw + 1));
      ours.dueToday()
          .filter(Money::isPositive)
          .ifPresent(
              today ->
                  add(
                      Cause.of(Cause.Kind.DAY_END),
                      mine.days(raw + 1).overdue(ours.overdueAmount().plus(today))));
    }
  }

  private void payments() {
    List<Payment> later =
        loan.payments().stream()
            .filter(p -> p.paidOn().isAfter(asOf))
            .sorted(Comparator.comparing(Payment::paidOn))
            .toList();
    for (Payment last : later) {
      LocalDate until = last.paidOn();
      Loan moved = with(p -> true, p -> p.paidOn().isAfter(until) ? p : onTime(p));
      add(Cause.of(Cause.Kind.PAYMENT_AFTER, until), Figures.of(policy.assess(moved, asOf)));
    }
    if (loan.payments().stream().anyMatch(this::bookedLater)) {
      add(
          Cause.of(Cause.Kind.BOOKED_LATER),
          Figures.of(policy.assess(with(p -> !bookedLater(p), p -> p), asOf)));
    }
    boolean reversed = loan.payments().stream().anyMatch(p -> p.reverses().isPresent());
    if (reversed) {
      add(
          Cause.of(Cause.Kind.REVERSAL, "-"),
          Figures.of(policy.assess(with(p -> p.reverses().isEmpty(), p -> p), asOf)));
      for (DelinquencyPolicy.Reversals other : DelinquencyPolicy.Reversals.values()) {
        add(
            Cause.of(Cause.Kind.REVERSAL, other),
            assessed(policy.toBuilder().reversals(other).build()));
      }
      return;
    }
    loan.payments().stream()
        .filter(p -> !p.paidOn().isAfter(asOf))
        .max(Comparator.comparing(Payment::paidOn).thenComparing(Payment::id))
        .ifPresent(
            last ->
                add(
                    Cause.of(Cause.Kind.PAYMENT_MISSING, last.paidOn()),
                    Figures.of(policy.assess(with(p -> !p.id().equals(last.id()), p -> p), asOf))));
  }

  /** Known to the lender only after the date, though its value date is not after it. */
  private boolean bookedLater(Payment p) {
    return p.bookedOn().isAfter(asOf) && !p.paidOn().isAfter(asOf);
  }

  private Payment onTime(Payment p) {
    return p.paidOn().isAfter(asOf)
        ? new Payment(p.id(), asOf, p.bookedOn(), p.amount(), p.reverses(), p.target())
        : p;
  }

  private Loan with(Predicate<Payment> kept, UnaryOperator<Payment> changed) {
    return with(loan.payments().stream().filter(kept).map(changed).toList(), loan.pauses());
  }

  private Loan with(List<Payment> payments, List<Pause> pauses) {
    Loan.Builder b =
        Loan.builder(loan.id(), loan.borrower(), loan.currency())
            .product(loan.product())
            .status(loan.status());
    loan.disbursedOn().ifPresent(b::disbursedOn);
    loan.installments().forEach(b::installment);
    payments.forEach(b::payment);
    pauses.forEach(b::pause);
    loan.restructures().forEach(b::restructure);
    return b.build();
  }

  /**
   * Whether the days of a moratorium or of a pause move due dates, stop the count or do nothing.
   */
  private void pauses() {
    List<Pause> moratoria = begun(p -> p.kind() == Pause.Kind.MORATORIUM);
    if (!moratoria.isEmpty()) {
      add(
          Cause.of(Cause.Kind.MORATORIUM, dates(moratoria)),
          Figures.of(policy.assess(as(null, moratoria), asOf)));
      Delinquency stopped = policy.assess(as(Pause.Kind.PAUSE, moratoria), asOf);
      add(
          Cause.of(Cause.Kind.PAUSE, stopped.pausedDays()),
          Figures.of(stopped).days(Math.max(0, stopped.daysPastDue() - stopped.pausedDays())));
    }
    List<Pause> pauses = begun(p -> p.kind() != Pause.Kind.MORATORIUM);
    if (!pauses.isEmpty()) {
      add(
          Cause.of(Cause.Kind.PAUSE_MOVES_DATES, dates(pauses)),
          Figures.of(policy.assess(as(Pause.Kind.MORATORIUM, pauses), asOf)));
    }
  }

  private List<Pause> begun(Predicate<Pause> wanted) {
    return loan.pauses().stream().filter(p -> !p.startOn().isAfter(asOf)).filter(wanted).toList();
  }

  /**
   * The loan with some pauses of another kind.
   *
   * @param kind null for no pauses
   */
  private Loan as(Pause.@Nullable Kind kind, List<Pause> some) {
    List<Pause> pauses = new ArrayList<>(loan.pauses());
    pauses.removeAll(some);
    if (kind != null) {
      some.forEach(p -> pauses.add(new Pause(p.startOn(), p.endOn(), kind)));
    }
    return with(loan.payments(), pauses);
  }

  private static String dates(List<Pause> pauses) {
    return pauses.stream()
        .map(p -> p.startOn() + ".." + p.endOn())
        .collect(Collectors.joining(", "));
  }

  private void restructures() {
    if (loan.restructures().stream().allMatch(r -> r.on().isAfter(asOf))) {
      return;
    }
    if (policy.restructures().kind() == RestructurePolicy.Kind.CARRY_DAYS) {
      restructured(policy.restructures());
    }
    restructured(RestructurePolicy.RESET);
    restructured(RestructurePolicy.ORIGINAL_SCHEDULE);
    IntStream.of(PAYMENTS_MET).mapToObj(RestructurePolicy::carryDays).forEach(this::restructured);
  }

  /** Days that another policy carries are days past due in the core. */
  private void restructured(RestructurePolicy other) {
    Delinquency all = policy.toBuilder().restructures(other).build().assess(loan, asOf);
    String met = other.payments() == 0 ? "" : " " + other.payments();
    add(
        Cause.of(Cause.Kind.RESTRUCTURE, other.kind() + met),
        Figures.of(all).days(Math.max(all.daysPastDue(), all.carriedDays())));
  }

  /** Comes first: it makes a difference for the few loans alone that a holiday moved. */
  private void holidays() {
    if (policy.businessDays() != BusinessDays.Convention.NONE) {
      add(Cause.of(Cause.Kind.WEEKENDS_ONLY), assessed(policy.withCalendar(Terms.WEEKENDS)));
    }
  }

  private void businessDays() {
    for (BusinessDays.Convention other : BusinessDays.Convention.values()) {
      if (other != policy.businessDays()) {
        add(
            Cause.of(Cause.Kind.BUSINESS_DAYS, other),
            assessed(policy.toBuilder().businessDays(other).build()));
      }
    }
  }

  private void tolerance() {
    ours.toleratedAmount()
        .filter(Money::isPositive)
        .ifPresent(
            tolerated -> {
              Cause cause = Cause.of(Cause.Kind.NO_TOLERANCE, tolerated);
              add(cause, assessed(policy.toBuilder().tolerance(Tolerance.NONE).build()));
              add(cause, mine.overdue(ours.overdueAmount().plus(tolerated)));
            });
    if (ours.overdueAmount().compareTo(theirs.overdueAmount()) > 0) {
      Money less = ours.overdueAmount().minus(theirs.overdueAmount());
      Figures tolerant =
          assessed(
              policy.toBuilder()
                  .tolerance(Tolerance.ofInstallment(less.amount().toPlainString()))
                  .build());
      add(Cause.of(Cause.Kind.TOLERANCE, less), tolerant);
    }
  }

  private void allocation() {
    for (DelinquencyPolicy.Allocation other : DelinquencyPolicy.Allocation.values()) {
      if (other != policy.allocation() && other != DelinquencyPolicy.Allocation.TARGETED) {
        add(
            Cause.of(Cause.Kind.ALLOCATION, other),
            assessed(policy.toBuilder().allocation(other).build()));
      }
    }
  }

  private void amounts() {
    ours.pastDueSince()
        .filter(since -> theirs.nextDueOn().filter(since::equals).isPresent())
        .ifPresent(
            since -> {
              Optional<Money> amount = theirs.nextDueAmount();
              add(Cause.of(Cause.Kind.OLDEST_AS_NEXT), mine.next(Optional.of(since), amount));
            });
    ours.outstandingPrincipal()
        .ifPresent(
            principal -> add(Cause.of(Cause.Kind.PRINCIPAL_ONLY), mine.outstanding(principal)));
    ours.dueToday()
        .filter(Money::isPositive)
        .ifPresent(
            today ->
                add(
                    Cause.of(Cause.Kind.DUE_TODAY_INCLUDED),
                    mine.overdue(ours.overdueAmount().plus(today))));
  }

  private void otherDates() {
    for (int days = 1; days <= MOST_DAYS_APART; days++) {
      for (LocalDate date : List.of(asOf.minusDays(days), asOf.plusDays(days))) {
        add(Cause.of(Cause.Kind.OTHER_DATE, date), Figures.of(policy.assess(loan, date)));
      }
    }
  }
}
