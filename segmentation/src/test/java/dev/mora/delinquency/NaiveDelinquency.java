package dev.mora.delinquency;

import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentTarget;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A second implementation, as plain as it gets: dates and decimals, one payment after the other, no
 * reversal dates. It shares no code with the first.
 */
final class NaiveDelinquency {

  /** An installment with what is left of each part. */
  private static final class Open {
    final LocalDate dueOn;
    final int number;
    final BigDecimal due;
    final Map<Component, BigDecimal> left = new HashMap<>();

    Open(Installment i) {
      dueOn = i.dueOn();
      number = i.number();
      due = i.total().amount();
      for (Component c : Component.values()) {
        BigDecimal paid = i.paid().map(p -> p.of(c).amount()).orElse(BigDecimal.ZERO);
        left.put(c, i.due().of(c).amount().subtract(paid));
      }
    }

    BigDecimal residual() {
      return left.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  final Map<String, Object> facts = new LinkedHashMap<>();
  private final DelinquencyPolicy policy;
  private final LocalDate asOf;
  private final List<Open> open = new ArrayList<>();
  private BigDecimal credit = BigDecimal.ZERO;

  NaiveDelinquency(DelinquencyPolicy given, Loan loan, LocalDate asOf) {
    policy = given.forProduct(loan.product());
    this.asOf = asOf;
    loan.installments().forEach(i -> open.add(new Open(i)));
    open.sort(Comparator.comparing((Open o) -> o.dueOn).thenComparing(o -> o.number));
    if (loan.installments().stream().noneMatch(i -> i.paid().isPresent())) {
      effective(loan).forEach(this::allocate);
    }
    measure(loan);
  }

  /** What {@link #facts} says, taken from the first implementation. */
  static Map<String, Object> of(Delinquency d) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("since", d.pastDueSince().orElse(LocalDate.MIN));
    facts.put("days", d.daysPastDue());
    facts.put("counted", d.countedDays());
    facts.put("overdue", plain(d.overdueAmount().amount()));
    facts.put("installments", d.overdueInstallments().orElseThrow());
    facts.put("today", plain(d.dueToday().orElseThrow().amount()));
    facts.put("nextOn", d.nextDueOn().orElse(LocalDate.MAX));
    facts.put("next", plain(d.nextDueAmount().map(Money::amount).orElse(BigDecimal.ZERO)));
    facts.put("outstanding", plain(d.outstanding().amount()));
    facts.put("principal", plain(d.outstandingPrincipal().orElseThrow().amount()));
    facts.put("credit", plain(d.creditBalance().orElseThrow().amount()));
    facts.put("tolerated", plain(d.toleratedAmount().orElseThrow().amount()));
    facts.put("bucket", d.bucket());
    Map<String, String> buckets = new LinkedHashMap<>();
    d.installmentBuckets().forEach((code, money) -> buckets.put(code, plain(money.amount())));
    facts.put("buckets", buckets);
    facts.put("paid", d.installmentsPaid().orElseThrow());
    facts.put("total", d.installmentsTotal().orElseThrow());
    return facts;
  }

  private static String plain(BigDecimal value) {
    return value.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
  }

  private List<Payment> effective(Loan loan) {
    Map<String, Payment> byId = new LinkedHashMap<>();
    loan.payments().forEach(p -> byId.putIfAbsent(p.id().value(), p));
    Set<String> undone = new HashSet<>();
    byId.values().stream()
        .filter(p -> !p.paidOn().isAfter(asOf))
        .forEach(p -> p.reverses().ifPresent(id -> undone.add(id.value())));
    return byId.values().stream()
        .filter(p -> !p.paidOn().isAfter(asOf))
        .filter(p -> p.reverses().isEmpty() && !undone.contains(p.id().value()))
        .sorted(
            Comparator.comparing(Payment::paidOn)
                .thenComparing(Payment::bookedOn)
                .thenComparing(Payment::id))
        .toList();
  }

  private void allocate(Payment payment) {
    BigDecimal money = payment.amount().amount();
    List<Open> due = open.stream().filter(o -> !o.dueOn.isAfter(payment.paidOn())).toList();
    switch (policy.allocation()) {
      case BY_COMPONENT -> {
        for (Component c : policy.order()) {
          for (Open o : due) {
            money = put(money, o, c);
          }
        }
      }
      case CURRENT_FIRST -> {
        List<Open> newestFirst = new ArrayList<>(due);
        Collections.reverse(newestFirst);
        for (Open o : newestFirst) {
          money = putAll(money, o);
        }
      }
      default -> {
        money = target(payment, money);
        for (Open o : due) {
          money = putAll(money, o);
        }
      }
    }
    for (Open o : open) {
      if (o.dueOn.isAfter(payment.paidOn())) {
        money = putAll(money, o);
      }
    }
    credit = credit.add(money);
  }

  private BigDecimal target(Payment payment, BigDecimal money) {
    boolean heeded = policy.allocation() == DelinquencyPolicy.Allocation.TARGETED;
    if (!heeded || payment.target().isEmpty()) {
      return money;
    }
    PaymentTarget named = payment.target().get();
    for (Open o : open) {
      if (o.number == named.installment()) {
        return named.component().isPresent()
            ? put(money, o, named.component().get())
            : putAll(money, o);
      }
    }
    return money;
  }

  private BigDecimal putAll(BigDecimal money, Open o) {
    BigDecimal rest = money;
    for (Component c : policy.order()) {
      rest = put(rest, o, c);
    }
    return rest;
  }

  private static BigDecimal put(BigDecimal money, Open o, Component c) {
    BigDecimal part = money.min(o.left.get(c));
    o.left.put(c, o.left.get(c).subtract(part));
    return money.subtract(part);
  }

  private BigDecimal limit(BigDecimal due) {
    Tolerance t = policy.tolerance();
    BigDecimal share = due.multiply(t.percent()).movePointLeft(2);
    return t.combine() == Tolerance.Combine.MIN ? t.amount().min(share) : t.amount().max(share);
  }

  private boolean isMet(Open o) {
    if (policy.tolerance().scope() == Tolerance.Scope.LOAN) {
      return o.residual().signum() == 0;
    }
    return o.residual().compareTo(limit(o.due)) <= 0;
  }

  /**
   * Those late at the end of the day before {@code day}, if lateness as a whole is not tolerated.
   */
  private List<Open> late(LocalDate day) {
    List<Open> behind =
        open.stream().filter(o -> o.due.signum() > 0 && o.dueOn.isBefore(day)).toList();
    List<Open> late = behind.stream().filter(o -> !isMet(o)).toList();
    if (policy.tolerance().scope() == Tolerance.Scope.LOAN
        && sum(late)
                .compareTo(
                    limit(behind.stream().map(o -> o.due).reduce(BigDecimal.ZERO, BigDecimal::add)))
            <= 0) {
      return List.of();
    }
    return late;
  }

  private static BigDecimal sum(List<Open> list) {
    return list.stream().map(Open::residual).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private long paused(Loan loan, LocalDate since) {
    boolean whole = policy.pauses() == DelinquencyPolicy.Pauses.WHOLE_PERIOD;
    Set<LocalDate> days = new HashSet<>();
    for (Pause p : loan.pauses()) {
      for (LocalDate d = p.startOn();
          d.isBefore(p.endOn()) && d.isBefore(asOf);
          d = d.plusDays(1)) {
        if (whole || !d.isBefore(since)) {
          days.add(d);
        }
      }
    }
    return days.size();
  }

  private void measure(Loan loan) {
    List<Open> real = open.stream().filter(o -> o.due.signum() > 0).toList();
    List<Open> late = late(asOf);
    LocalDate since = late.isEmpty() ? LocalDate.MIN : late.get(0).dueOn;
    int raw = late.isEmpty() ? 0 : (int) ChronoUnit.DAYS.between(since, asOf);
    List<Open> ahead = real.stream().filter(o -> !o.dueOn.isBefore(asOf) && !isMet(o)).toList();
    LocalDate nextOn = ahead.isEmpty() ? LocalDate.MAX : ahead.get(0).dueOn;
    BigDecimal behind = sum(real.stream().filter(o -> o.dueOn.isBefore(asOf)).toList());
    int counted = counted(loan);
    facts.put("since", since);
    facts.put("days", raw);
    facts.put("counted", counted);
    facts.put("overdue", plain(sum(late)));
    facts.put("installments", late.size());
    facts.put("today", plain(sum(ahead.stream().filter(o -> o.dueOn.equals(asOf)).toList())));
    facts.put("nextOn", nextOn);
    facts.put("next", plain(sum(ahead.stream().filter(o -> o.dueOn.equals(nextOn)).toList())));
    facts.put("outstanding", plain(sum(real)));
    facts.put(
        "principal",
        plain(
            real.stream()
                .map(o -> o.left.get(Component.PRINCIPAL))
                .reduce(BigDecimal.ZERO, BigDecimal::add)));
    facts.put("credit", plain(credit));
    facts.put("tolerated", plain(behind.subtract(sum(late))));
    facts.put("bucket", bucket(counted));
    facts.put("buckets", buckets(loan, late));
    long unmetBehind = late.size();
    long unmetAhead = ahead.size();
    facts.put("paid", (int) (real.size() - unmetBehind - unmetAhead));
    facts.put("total", real.size());
  }

  private int counted(Loan loan) {
    boolean dayEnd = policy.count() == DelinquencyPolicy.Count.INCLUSIVE_DAY_END;
    List<Open> late = late(dayEnd ? asOf.plusDays(1) : asOf);
    if (dayEnd && !late(asOf).isEmpty()) {
      late = late(asOf);
    }
    if (late.isEmpty()) {
      return 0;
    }
    LocalDate since = late.get(0).dueOn;
    int days = (int) ChronoUnit.DAYS.between(since, asOf) + (dayEnd ? 1 : 0);
    int grace = policy.grace().days();
    int left =
        policy.grace().mode() == Grace.Mode.THRESHOLD
            ? (days <= grace ? 0 : days)
            : Math.max(0, days - grace);
    return (int) Math.max(0, left - paused(loan, since));
  }

  private String bucket(long days) {
    return policy.buckets().list().stream()
        .filter(b -> days >= b.from() && (b.to().isEmpty() || days <= b.to().getAsInt()))
        .map(Bucket::code)
        .findFirst()
        .orElse("");
  }

  private Map<String, String> buckets(Loan loan, List<Open> late) {
    Map<String, BigDecimal> sums = new HashMap<>();
    for (Open o : late) {
      String code = bucket(ChronoUnit.DAYS.between(o.dueOn, asOf) - paused(loan, o.dueOn));
      sums.merge(code, o.residual(), BigDecimal::add);
    }
    Map<String, String> ordered = new LinkedHashMap<>();
    for (Bucket b : policy.buckets().list()) {
      if (sums.containsKey(b.code())) {
        ordered.put(b.code(), plain(sums.get(b.code())));
      }
    }
    return ordered;
  }
}
