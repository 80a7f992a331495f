package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.delinquency.DelinquencyPolicy.Allocation;
import dev.mora.delinquency.DelinquencyPolicy.Reversals;
import dev.mora.loan.Amounts;
import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentTarget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each installment of one schedule still owes, worked out payment by payment over lists. It is
 * written from the documents of the settings alone and shares nothing with the assessment.
 */
final class SecondLedger {

  /** An installment, or what a reversed payment left behind. */
  static final class Debt {
    final int number;
    final boolean reversal;
    final LocalDate agreedOn;
    final LocalDate dueOn;
    final Map<Component, BigDecimal> due = new HashMap<>();
    final Map<Component, BigDecimal> left = new HashMap<>();
    Optional<LocalDate> completedOn = Optional.empty();

    Debt(int number, boolean reversal, LocalDate agreedOn, LocalDate dueOn) {
      this.number = number;
      this.reversal = reversal;
      this.agreedOn = agreedOn;
      this.dueOn = dueOn;
    }

    BigDecimal due() {
      return sum(due);
    }

    BigDecimal left() {
      return sum(left);
    }

    private static BigDecimal sum(Map<Component, BigDecimal> parts) {
      return parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /** Where the money of one payment went. */
  private static final class Paid {
    final Map<Component, BigDecimal> parts = new HashMap<>();
    BigDecimal rest = BigDecimal.ZERO;
  }

  final List<Debt> debts = new ArrayList<>();
  private final Map<String, Paid> paid = new LinkedHashMap<>();
  private final List<Payment> inOrder = new ArrayList<>();

  private final Loan loan;
  private final DelinquencyPolicy policy;
  private final BusinessDays calendar;
  private final LocalDate seenOn;

  /**
   * @param seenOn the day whose moratoria are in force
   */
  SecondLedger(
      Loan loan,
      DelinquencyPolicy policy,
      BusinessDays calendar,
      List<Installment> schedule,
      LocalDate seenOn) {
    this.loan = loan;
    this.policy = policy;
    this.calendar = calendar;
    this.seenOn = seenOn;
    for (Installment installment : schedule) {
      Debt debt =
          new Debt(installment.number(), false, installment.dueOn(), moved(installment.dueOn()));
      debt.completedOn = installment.completedOn();
      for (Component part : Component.values()) {
        BigDecimal due = installment.due().of(part).amount();
        Optional<Amounts> paid = installment.paid();
        debt.due.put(part, due);
        debt.left.put(part, paid.isPresent() ? due.subtract(paid.get().of(part).amount()) : due);
      }
      if (debt.due().signum() > 0) {
        debts.add(debt);
      }
    }
    sort();
  }

  /** What carries the date on which it was paid was open until then. */
  void forgetWhatWasCompletedAfter(LocalDate day) {
    for (Debt debt : debts) {
      if (debt.completedOn.filter(on -> on.isAfter(day)).isPresent()) {
        debt.left.putAll(debt.due);
      }
    }
  }

  private void sort() {
    debts.sort(
        Comparator.comparing((Debt debt) -> debt.dueOn)
            .thenComparing(debt -> debt.reversal)
            .thenComparing(debt -> debt.agreedOn)
            .thenComparing(debt -> debt.number));
  }

  private LocalDate moved(LocalDate agreed) {
    LocalDate date = agreed;
    for (SecondDelinquency.Stretch moratorium :
        SecondDelinquency.merged(loan, seenOn, kind -> kind == Pause.Kind.MORATORIUM)) {
      if (!date.isBefore(moratorium.from())) {
        date = date.plusDays(ChronoUnit.DAYS.between(moratorium.from(), moratorium.to()));
      }
    }
    return calendar.adjust(date, policy.businessDays()).orElseThrow();
  }

  /**
   * Lets the payments come in, in the order of their value dates.
   *
   * @param from the schedule's first day; earlier payments belong to another one
   * @param until the last value date that counts
   * @param known the day up to which reversals are known
   * @param lastSchedule the first day of the schedule that payment targets of {@code known} mean
   */
  SecondLedger pay(LocalDate from, LocalDate until, LocalDate known, LocalDate lastSchedule) {
    inOrder.addAll(loan.payments());
    inOrder.sort(
        Comparator.comparing(Payment::paidOn)
            .thenComparing(Payment::bookedOn)
            .thenComparing(payment -> payment.reverses().isPresent())
            .thenComparing(payment -> payment.id().value()));
    for (int i = 0; i < inOrder.size(); i++) {
      Payment payment = inOrder.get(i);
      if (payment.paidOn().isBefore(from) || payment.paidOn().isAfter(until)) {
        continue;
      }
      if (policy.reversals() == Reversals.REVERSAL_DATE) {
        if (!isUndoneBefore(payment, i)) {
          happens(payment, i, payment.paidOn(), lastSchedule);
        }
      } else if (payment.reverses().isEmpty() && !isReversed(payment, known)) {
        comesIn(payment, payment.paidOn(), lastSchedule);
      }
    }
    return this;
  }

  /** Whether among the first so many something undoes a payment, or a reversal, and stands. */
  private boolean isUndoneBefore(Payment payment, int count) {
    return inOrder.subList(0, count).stream()
        .anyMatch(
            other ->
                other.reverses().equals(Optional.of(payment.id()))
                    && !isUndoneBefore(other, count));
  }

  /** What a payment or a reversal does when it comes as number {@code at} of all. */
  private void happens(Payment one, int at, LocalDate on, LocalDate lastSchedule) {
    if (one.reverses().isEmpty()) {
      comesIn(one, on, lastSchedule);
      return;
    }
    Payment undone = byId(one.reverses().get().value());
    if (inOrder.indexOf(undone) > at) {
      return;
    }
    if (undone.reverses().isEmpty()) {
      bounces(undone, on);
    } else {
      // What the reversal had undone happens again, if it had come by now.
      Payment again = byId(undone.reverses().get().value());
      if (inOrder.indexOf(again) < at) {
        happens(again, at, on, lastSchedule);
      }
    }
  }

  private Payment byId(String id) {
    return inOrder.stream().filter(one -> one.id().value().equals(id)).findFirst().orElseThrow();
  }

  boolean isReversed(Payment payment, LocalDate known) {
    return loan.payments().stream()
        .anyMatch(
            other ->
                other.reverses().equals(Optional.of(payment.id()))
                    && !other.paidOn().isAfter(known)
                    && !isReversed(other, known));
  }

  private void comesIn(Payment payment, LocalDate on, LocalDate lastSchedule) {
    Paid own = new Paid();
    own.rest = payment.amount().amount();
    allocate(payment, on, !on.isBefore(lastSchedule), own);
    paid.put(payment.id().value(), own);
  }

  /** Money beyond all debts. */
  BigDecimal credit() {
    return paid.values().stream().map(own -> own.rest).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void bounces(Payment payment, LocalDate on) {
    Paid own = paid.remove(payment.id().value());
    Map<Component, BigDecimal> parts =
        own == null ? Map.of(Component.PRINCIPAL, payment.amount().amount()) : own.parts;
    Debt debt = new Debt(-1, true, on, on);
    debt.due.putAll(parts);
    debt.left.putAll(parts);
    if (debt.due().signum() > 0) {
      debts.add(debt);
      sort();
      paid.values().forEach(credit -> whole(debt, credit));
    }
  }

  private void allocate(Payment payment, LocalDate on, boolean heedsTarget, Paid own) {
    List<Debt> fallen = new ArrayList<>();
    List<Debt> ahead = new ArrayList<>();
    for (Debt debt : debts) {
      (debt.dueOn.isAfter(on) ? ahead : fallen).add(debt);
    }
    Allocation allocation = policy.allocation();
    if (allocation == Allocation.TARGETED && heedsTarget && payment.target().isPresent()) {
      PaymentTarget target = payment.target().get();
      for (Debt debt : debts) {
        if (!debt.reversal && debt.number == target.installment()) {
          for (Component part : policy.order()) {
            if (target.component().isEmpty() || target.component().get() == part) {
              take(debt, part, own);
            }
          }
          break;
        }
      }
    }
    if (allocation == Allocation.BY_COMPONENT) {
      for (Component part : policy.order()) {
        for (Debt debt : fallen) {
          take(debt, part, own);
        }
      }
    }
    if (allocation == Allocation.CURRENT_FIRST) {
      for (int i = fallen.size() - 1; i >= 0; i--) {
        whole(fallen.get(i), own);
      }
    }
    for (Debt debt : fallen) {
      whole(debt, own);
    }
    for (Debt debt : ahead) {
      whole(debt, own);
    }
  }

  private void whole(Debt debt, Paid own) {
    for (Component part : policy.order()) {
      take(debt, part, own);
    }
  }

  private static void take(Debt debt, Component part, Paid own) {
    BigDecimal left = debt.left.getOrDefault(part, BigDecimal.ZERO);
    BigDecimal taken = left.min(own.rest);
    debt.left.put(part, left.subtract(taken));
    own.parts.merge(part, taken, BigDecimal::add);
    own.rest = own.rest.subtract(taken);
  }
}
