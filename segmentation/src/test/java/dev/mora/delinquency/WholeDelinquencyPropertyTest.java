package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Domain reference section 17.5 for everything that a policy can say, on loans to which everything
 * happens, and each new count beside one that goes day by day.
 */
class WholeDelinquencyPropertyTest {

  private static final long SEED = 5_171_705L;
  private static final int LOANS = Cases.of(1_500);
  private static final HolidayCalendar CALENDAR =
      (day, place) -> day.getDayOfMonth() % 11 == 0 ? DayKind.HOLIDAY : DayKind.ORDINARY;
  private static final BusinessDays DAYS = BusinessDays.of(CALENDAR, Place.of("PE"));

  private record Case(Loan loan, DelinquencyPolicy policy, LocalDate asOf, String name) {

    Delinquency assess() {
      return policy.assess(loan, asOf);
    }

    Case with(UnaryOperator<DelinquencyPolicy.Builder> change) {
      DelinquencyPolicy other = change.apply(policy.forProduct(loan.product()).toBuilder()).build();
      return new Case(loan, other, asOf, name);
    }

    Case on(Loan other) {
      return new Case(other, policy, asOf, name);
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < LOANS; i++) {
      RandomLoans random = new RandomLoans(SEED + i);
      Loan loan = random.eventful(i);
      DelinquencyPolicy policy = random.wholePolicy().withCalendar(DAYS);
      cases.add(new Case(loan, policy, random.asOf(), "seed " + (SEED + i)));
    }
    return cases;
  }

  private static Loan.Builder bare(Loan loan) {
    Loan.Builder b =
        Loan.builder(loan.id(), loan.borrower(), loan.currency())
            .product(loan.product())
            .status(loan.status());
    loan.disbursedOn().ifPresent(b::disbursedOn);
    return b;
  }

  private static Loan rebuilt(
      Loan loan,
      List<Installment> installments,
      List<Payment> payments,
      List<Pause> pauses,
      List<Restructure> restructures) {
    Loan.Builder b = bare(loan);
    installments.forEach(b::installment);
    payments.forEach(b::payment);
    pauses.forEach(b::pause);
    restructures.forEach(b::restructure);
    return b.build();
  }

  private static Loan paying(Loan loan, List<Payment> payments) {
    return rebuilt(loan, loan.installments(), payments, loan.pauses(), loan.restructures());
  }

  @Test
  void columns_and_records_agree_and_a_book_gives_back_what_it_was_given() {
    List<Loan> loans = cases().stream().map(Case::loan).toList();
    DelinquencyPolicy policy = new RandomLoans(SEED + 1).wholePolicy().withCalendar(DAYS);
    LoanBook book = LoanBook.of(loans);

    Assessments all = policy.assess(book, RandomLoans.START.plusDays(120));

    for (int i = 0; i < loans.size(); i++) {
      Delinquency one = policy.assess(loans.get(i), all.asOf());
      assertThat(all.delinquency(i)).as("loan %s, seed %s", i, SEED + i).isEqualTo(one);
      assertThat(policy.assess(book.loan(i), all.asOf())).isEqualTo(one);
      assertThat(all.countedDays(i)).isEqualTo(one.countedDays());
      assertThat(all.basisDays(i)).isEqualTo(one.basisDays());
      assertThat(all.missedInstallments(i)).isEqualTo(one.missedInstallments().orElseThrow());
      assertThat(all.materialDays(i)).isEqualTo(one.materialDays().orElse(0));
      assertThat(all.overdueAmount(i)).isEqualTo(one.overdueAmount().minorUnits());
      assertThat(all.dueToday(i)).isEqualTo(one.dueToday().orElseThrow().minorUnits());
      assertThat(all.bucket(i)).isEqualTo(one.bucket());
    }
  }

  @Test
  void the_order_of_the_lists_does_not_matter() {
    for (Case c : cases()) {
      Loan turned =
          rebuilt(
              c.loan,
              reversed(c.loan.installments()),
              reversed(c.loan.payments()),
              reversed(c.loan.pauses()),
              reversed(
                  c.loan.restructures().stream()
                      .map(
                          r ->
                              new Restructure(
                                  r.on(), reversed(r.replaced()), r.daysPastDue(), r.capitalised()))
                      .toList()));

      assertThat(c.on(turned).assess()).as(c.name).isEqualTo(c.assess());
    }
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> turned = new ArrayList<>(list);
    Collections.reverse(turned);
    return turned;
  }

  @Test
  void one_more_payment_never_raises_days_counts_or_arrears() {
    for (Case each : cases()) {
      Case c = each.with(b -> b.allocation(DelinquencyPolicy.Allocation.BY_INSTALLMENT));
      Loan more =
          c.loan.toBuilder().payment(Payment.of("one more", c.asOf, Loans.money("75.31"))).build();

      Delinquency before = c.assess();
      Delinquency after = c.on(more).assess();

      assertThat(after.daysPastDue()).as(c.name).isLessThanOrEqualTo(before.daysPastDue());
      assertThat(after.countedDays()).as(c.name).isLessThanOrEqualTo(before.countedDays());
      assertThat(after.basisDays()).as(c.name).isLessThanOrEqualTo(before.basisDays());
      assertThat(after.materialDays().orElse(0))
          .as(c.name)
          .isLessThanOrEqualTo(before.materialDays().orElse(0));
      assertThat(after.outstanding()).as(c.name).isLessThanOrEqualTo(before.outstanding());
    }
  }

  @Test
  void a_day_without_events_adds_one_to_the_days_of_a_late_loan() {
    for (Case c : cases()) {
      LocalDate next = c.asOf.plusDays(1);
      boolean event =
          c.loan.payments().stream().anyMatch(p -> p.paidOn().equals(next))
              || c.loan.restructures().stream().anyMatch(r -> r.on().equals(next))
              || c.loan.pauses().stream().anyMatch(p -> p.startOn().equals(next))
              || c.policy.forProduct(c.loan.product()).tolerance().scope() == Tolerance.Scope.LOAN;
      Delinquency today = c.assess();
      if (today.daysPastDue() > 0 && !event) {
        Delinquency tomorrow = c.policy.assess(c.loan, next);
        assertThat(tomorrow.daysPastDue()).as(c.name).isEqualTo(today.daysPastDue() + 1);
        assertThat(tomorrow.overdueAmount())
            .as(c.name)
            .isEqualTo(today.overdueAmount().plus(today.dueToday().orElseThrow()));
      }
    }
  }

  @Test
  void more_grace_never_raises_the_count_and_leaves_days_and_amounts_alone() {
    for (Case c : cases()) {
      Grace grace = c.policy.forProduct(c.loan.product()).grace();
      Delinquency before = c.with(b -> b).assess();
      Delinquency after = c.with(b -> b.grace(new Grace(grace.days() + 2, grace.mode()))).assess();

      assertThat(after.countedDays()).as(c.name).isLessThanOrEqualTo(before.countedDays());
      assertThat(after.daysPastDue()).as(c.name).isEqualTo(before.daysPastDue());
      assertThat(after.basisDays()).as(c.name).isEqualTo(before.basisDays());
      assertThat(after.overdueAmount()).as(c.name).isEqualTo(before.overdueAmount());
    }
  }

  @Test
  void a_payment_in_two_parts_on_one_day_changes_nothing() {
    for (Case c : cases()) {
      for (Payment whole : c.loan.payments()) {
        boolean involved =
            whole.reverses().isPresent()
                || whole.amount().minorUnits() < 2
                || c.loan.payments().stream()
                    .anyMatch(p -> p.reverses().equals(Optional.of(whole.id())));
        if (involved) {
          continue;
        }
        List<Payment> split = new ArrayList<>();
        c.loan.payments().stream().filter(p -> !p.id().equals(whole.id())).forEach(split::add);
        List<Money> parts = whole.amount().split(2);
        for (int i = 0; i < 2; i++) {
          split.add(
              new Payment(
                  PaymentId.of(whole.id() + "/" + i),
                  whole.paidOn(),
                  whole.bookedOn(),
                  parts.get(i),
                  Optional.empty(),
                  whole.target()));
        }

        assertThat(c.on(paying(c.loan, split)).assess()).as(c.name).isEqualTo(c.assess());
      }
    }
  }

  @Test
  void a_reversed_payment_is_as_if_it_had_never_been_made() {
    for (Case each : cases()) {
      Case c = each.with(b -> b.reversals(DelinquencyPolicy.Reversals.ORIGINAL_DUE_DATE));
      for (Payment undo : c.loan.payments()) {
        if (undo.reverses().isPresent() && !undo.paidOn().isAfter(c.asOf)) {
          List<Payment> without =
              c.loan.payments().stream()
                  .filter(p -> !p.id().equals(undo.id()))
                  .filter(p -> !Optional.of(p.id()).equals(undo.reverses()))
                  .toList();

          assertThat(c.on(paying(c.loan, without)).assess()).as(c.name).isEqualTo(c.assess());
        }
      }
    }
  }

  @Test
  void amounts_are_the_sums_of_their_parts() {
    for (Case c : cases()) {
      Delinquency d = c.assess();
      Amounts arrears = d.arrears().orElseThrow();

      assertThat(arrears.total()).as(c.name).isEqualTo(d.overdueAmount());
      assertThat(d.cureAmounts().orElseThrow().total()).as(c.name).isEqualTo(d.cureAmount());
      assertThat(d.cureAmount())
          .as(c.name)
          .isEqualTo(d.overdueAmount().plus(d.dueToday().orElseThrow()));
      assertThat(d.payoffAmounts().orElseThrow().total()).as(c.name).isEqualTo(d.outstanding());
      assertThat(d.payoffAmounts().orElseThrow().principal())
          .as(c.name)
          .isEqualTo(d.outstandingPrincipal().orElseThrow());
      assertThat(d.countedDays()).as(c.name).isGreaterThanOrEqualTo(d.carriedDays());
    }
  }

  @Test
  void what_was_booked_later_is_as_if_it_were_not_there() {
    for (Case c : cases()) {
      LoanBook book = LoanBook.of(c.loan);
      Rules rules = new Rules(c.policy.forProduct(c.loan.product()).terms(), c.loan.currency());
      LocalDate known = c.asOf.minusDays(2);
      Assessor a = new Assessor();

      a.assess(book, 0, rules, Days.of(c.asOf), Days.of(known));

      List<Payment> seen =
          c.loan.payments().stream().filter(p -> !p.bookedOn().isAfter(known)).toList();
      List<Payment> joined =
          seen.stream()
              .filter(
                  p ->
                      p.reverses().isEmpty()
                          || seen.stream().anyMatch(q -> p.reverses().get().equals(q.id())))
              .toList();
      // A repeated id counts as it came first, so it is the first one that must have been booked.
      if (joined.size() == seen.size() && !repeated(c.loan)) {
        Delinquency d = c.on(paying(c.loan, joined)).assess();
        assertThat(a.daysPastDue).as(c.name).isEqualTo(d.daysPastDue());
        assertThat(a.countedDays).as(c.name).isEqualTo(d.countedDays());
        assertThat(a.overdue).as(c.name).isEqualTo(d.overdueAmount().minorUnits());
        assertThat(a.outstanding).as(c.name).isEqualTo(d.outstanding().minorUnits());
        assertThat(a.materialDays).as(c.name).isEqualTo(d.materialDays().orElse(0));
      }
    }
  }

  private static boolean repeated(Loan loan) {
    return loan.payments().stream().map(Payment::id).distinct().count() < loan.payments().size();
  }

  /** The loan as it is on the date for a reader who knows neither restructures nor moratoria. */
  private static Loan flat(Case c, LocalDate asOf) {
    DelinquencyPolicy policy = c.policy.forProduct(c.loan.product());
    List<Installment> schedule = c.loan.installments();
    LocalDate from = LocalDate.MIN;
    List<Restructure> all = c.loan.restructures();
    int era = (int) all.stream().filter(r -> !r.on().isAfter(asOf)).count();
    if (policy.restructures().kind() == RestructurePolicy.Kind.ORIGINAL_SCHEDULE) {
      int known = 0;
      while (known < era && all.get(known).replaced().isEmpty()) {
        known++;
      }
      era = known;
    }
    if (era < all.size()) {
      schedule = all.get(era).replaced();
    }
    if (era > 0) {
      from = all.get(era - 1).on();
    }
    LocalDate first = from;
    return rebuilt(
        c.loan,
        schedule.stream().map(i -> moved(i, c, policy, asOf)).toList(),
        c.loan.payments().stream().filter(p -> !p.paidOn().isBefore(first)).toList(),
        c.loan.pauses().stream()
            .filter(
                p ->
                    p.kind() == Pause.Kind.PAUSE
                        || (p.kind() == Pause.Kind.LEGAL_HOLD
                            && policy.legalHolds() == DelinquencyPolicy.LegalHolds.STOP))
            .toList(),
        List.of());
  }

  private static Installment moved(
      Installment i, Case c, DelinquencyPolicy policy, LocalDate asOf) {
    LocalDate due = shifted(i.dueOn(), c.loan.pauses(), asOf);
    return new Installment(
        i.number(), open(due, policy.businessDays()), i.due(), i.paid(), i.completedOn());
  }

  /** One day at a time: each deferred day that begins on or before the due date moves it by one. */
  private static LocalDate shifted(LocalDate due, List<Pause> pauses, LocalDate asOf) {
    TreeSet<LocalDate> deferred = new TreeSet<>();
    for (Pause p : pauses) {
      if (p.kind() == Pause.Kind.MORATORIUM && !p.startOn().isAfter(asOf)) {
        p.startOn().datesUntil(p.endOn()).forEach(deferred::add);
      }
    }
    LocalDate day = due;
    for (LocalDate one : deferred) {
      day = one.isAfter(day) ? day : day.plusDays(1);
    }
    return day;
  }

  private static boolean isOpen(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && day.getDayOfMonth() % 11 != 0;
  }

  private static LocalDate open(LocalDate day, BusinessDays.Convention convention) {
    LocalDate after = day;
    LocalDate before = day;
    while (!isOpen(after)) {
      after = after.plusDays(1);
    }
    while (!isOpen(before)) {
      before = before.minusDays(1);
    }
    return switch (convention) {
      case NONE -> day;
      case FOLLOWING -> after;
      case PRECEDING -> before;
      case MODIFIED_FOLLOWING -> after.getMonth() == day.getMonth() ? after : before;
    };
  }

  private static DelinquencyPolicy flat(DelinquencyPolicy policy) {
    return policy.toBuilder()
        .basis(Basis.OLDEST_UNPAID)
        .restructures(RestructurePolicy.RESET)
        .businessDays(BusinessDays.Convention.NONE)
        .legalHolds(DelinquencyPolicy.LegalHolds.STOP)
        .noMateriality()
        .build();
  }

  @Test
  void a_naive_implementation_finds_the_same_on_the_loan_made_flat() {
    int compared = 0;
    for (Case each : cases()) {
      Case c = each.with(b -> b.reversals(DelinquencyPolicy.Reversals.ORIGINAL_DUE_DATE));
      if (c.loan.disbursedOn().filter(on -> on.isAfter(c.asOf)).isPresent()) {
        continue;
      }
      Map<String, Object> expected =
          new LinkedHashMap<>(new NaiveDelinquency(flat(c.policy), flat(c, c.asOf), c.asOf).facts);
      Map<String, Object> found = new LinkedHashMap<>(NaiveDelinquency.of(c.assess()));
      boolean frozen =
          c.loan.pauses().stream().anyMatch(p -> p.kind() == Pause.Kind.DISASTER_FREEZE);
      boolean ownCount =
          c.policy.basis() != Basis.OLDEST_UNPAID
              || c.policy.restructures().kind() == RestructurePolicy.Kind.CARRY_DAYS;
      if (frozen || ownCount) {
        List.of("counted", "bucket").forEach(key -> same(expected, found, key));
      }
      if (frozen) {
        same(expected, found, "buckets");
      }

      assertThat(found).as(c.name).isEqualTo(expected);
      compared++;
    }
    assertThat(compared).isGreaterThan(Cases.telling(1_000));
  }

  private static void same(Map<String, Object> expected, Map<String, Object> found, String key) {
    expected.put(key, "-");
    found.put(key, "-");
  }

  @Test
  void material_days_are_those_of_somebody_who_looks_at_each_day() {
    int positive = 0;
    for (Case c : cases()) {
      DelinquencyPolicy policy = c.policy.forProduct(c.loan.product());
      if (policy.materiality().isEmpty()) {
        continue;
      }
      Materiality limits = policy.materiality().get();
      Loan seen = c.loan;
      if (policy.reversals() == DelinquencyPolicy.Reversals.ORIGINAL_DUE_DATE) {
        List<Optional<PaymentId>> undone =
            c.loan.payments().stream()
                .filter(p -> p.reverses().isPresent() && !p.paidOn().isAfter(c.asOf))
                .map(Payment::reverses)
                .toList();
        seen =
            paying(
                c.loan,
                c.loan.payments().stream()
                    .filter(p -> p.reverses().isEmpty())
                    .filter(p -> !undone.contains(Optional.of(p.id())))
                    .toList());
      }
      int days = 0;
      while (days < 1_000 && material(policy, limits, seen, c.asOf.minusDays(days))) {
        days++;
      }

      assertThat(c.assess().materialDays()).as(c.name).hasValue(days);
      positive += days > 0 ? 1 : 0;
    }
    assertThat(positive).isGreaterThan(Cases.telling(150));
  }

  private static boolean material(
      DelinquencyPolicy policy, Materiality limits, Loan loan, LocalDate day) {
    Delinquency d = flatBasis(policy).assess(loan, day);
    var overdue = d.overdueAmount().amount();
    var share = d.outstanding().amount().multiply(limits.percent()).movePointLeft(2);
    return overdue.compareTo(limits.amount()) > 0 && overdue.compareTo(share) > 0;
  }

  private static DelinquencyPolicy flatBasis(DelinquencyPolicy policy) {
    return policy.toBuilder().basis(Basis.OLDEST_UNPAID).noMateriality().build();
  }

  @Test
  void a_frozen_count_is_that_of_somebody_who_counts_each_day() {
    int held = 0;
    for (Case each : cases()) {
      Case c =
          each.with(
              b ->
                  b.basis(Basis.OLDEST_UNPAID)
                      .grace(Grace.subtract(each.policy.grace().days()))
                      .restructures(RestructurePolicy.RESET)
                      .count(DelinquencyPolicy.Count.EXCLUSIVE));
      Delinquency d = c.assess();
      if (d.daysPastDue() == 0) {
        continue;
      }
      LocalDate since = d.pastDueSince().orElseThrow();
      Loan unfrozen =
          rebuilt(
              Loan.of("L", "B", "MXN"),
              List.of(Installment.of(1, since, Amounts.ofPrincipal(Loans.money("1")))),
              List.of(),
              c.loan.pauses().stream()
                  .filter(p -> p.kind() == Pause.Kind.PAUSE || p.kind() == Pause.Kind.LEGAL_HOLD)
                  .toList(),
              List.of());
      DelinquencyPolicy plain =
          DelinquencyPolicy.standard().toBuilder()
              .grace(c.policy.grace())
              .pauses(c.policy.pauses())
              .legalHolds(c.policy.legalHolds())
              .build();
      int value = 0;
      boolean thawing = false;
      for (LocalDate day = since; !day.isAfter(c.asOf); day = day.plusDays(1)) {
        LocalDate t = day;
        int natural = plain.assess(unfrozen, t).countedDays();
        boolean frozen = in(c.loan, t, Pause.Kind.DISASTER_FREEZE);
        boolean paused =
            in(c.loan, t, Pause.Kind.PAUSE)
                || (c.policy.legalHolds() == DelinquencyPolicy.LegalHolds.STOP
                    && in(c.loan, t, Pause.Kind.LEGAL_HOLD));
        if (frozen) {
          thawing = true;
        } else if (thawing && !paused) {
          value++;
        }
        value = thawing ? Math.min(natural, value) : natural;
      }

      assertThat(d.countedDays()).as(c.name).isEqualTo(value);
      held += thawing ? 1 : 0;
    }
    assertThat(held).isGreaterThan(Cases.telling(25));
  }

  /** Whether a day is one of those that a stop takes away: behind its start, up to its end. */
  private static boolean in(Loan loan, LocalDate day, Pause.Kind kind) {
    return loan.pauses().stream()
        .anyMatch(p -> p.kind() == kind && p.startOn().isBefore(day) && !p.endOn().isBefore(day));
  }

  @Test
  void carried_days_are_those_of_somebody_who_plays_the_schedules_through() {
    int carried = 0;
    for (Case each : cases()) {
      Case c =
          each.with(
              b ->
                  b.restructures(RestructurePolicy.carryDays(2))
                      .reversals(DelinquencyPolicy.Reversals.ORIGINAL_DUE_DATE)
                      .tolerance(Tolerance.ofInstallment("15"))
                      .basis(Basis.OLDEST_UNPAID));
      if (c.loan.restructures().isEmpty() || reversed(c.loan)) {
        continue;
      }
      int expected = new Played(c).days();

      assertThat(c.assess().carriedDays()).as(c.name).isEqualTo(expected);
      carried += expected > 0 ? 1 : 0;
    }
    assertThat(carried).isGreaterThan(Cases.telling(50));
  }

  private static boolean reversed(Loan loan) {
    return loan.payments().stream().anyMatch(p -> p.reverses().isPresent());
  }

  /** Restructure by restructure, by assessments of loans that know of none. */
  private record Played(Case c) {

    int days() {
      int carried = 0;
      List<Restructure> all = c.loan.restructures();
      for (int k = 0; k < all.size() && !all.get(k).on().isAfter(c.asOf); k++) {
        LocalDate on = all.get(k).on();
        Loan then = flat(c, on.minusDays(1));
        List<Payment> before =
            then.payments().stream().filter(p -> p.paidOn().isBefore(on)).toList();
        Loan old = rebuilt(then, then.installments(), before, c.loan.pauses(), List.of());
        int raw =
            all.get(k)
                .daysPastDue()
                .orElseGet(() -> policy().assess(stopped(old), on).daysPastDue());
        Loan at =
            rebuilt(
                Loan.of("L", "B", "MXN"),
                List.of(
                    Installment.of(1, on.minusDays(raw), Amounts.ofPrincipal(Loans.money("900")))),
                List.of(),
                stopped(old).pauses(),
                List.of());
        int own = raw == 0 ? 0 : policy().assess(at, on).countedDays();
        boolean stands = carried > 0 && k > 0 && !kept(on.minusDays(1));
        carried = stands ? Math.max(carried, own) : own;
      }
      boolean none = all.get(0).on().isAfter(c.asOf);
      return none || kept(c.asOf) ? 0 : carried;
    }

    private DelinquencyPolicy policy() {
      return c.policy.toBuilder()
          .restructures(RestructurePolicy.RESET)
          .businessDays(BusinessDays.Convention.NONE)
          .noMateriality()
          .build();
    }

    /** Due dates have moved already. */
    private static Loan stopped(Loan loan) {
      return rebuilt(
          Loan.of("L", "B", "MXN"),
          loan.installments(),
          loan.payments(),
          loan.pauses().stream().filter(p -> p.kind() != Pause.Kind.MORATORIUM).toList(),
          List.of());
    }

    private boolean kept(LocalDate by) {
      Loan then = flat(c, by);
      List<Installment> real =
          then.installments().stream()
              .filter(i -> i.total().isPositive() && !i.dueOn().isAfter(by))
              .sorted(Comparator.comparing(Installment::dueOn).thenComparing(Installment::number))
              .toList();
      int inRow = 0;
      for (Installment i : real) {
        inRow = onTime(then, i) ? inRow + 1 : 0;
        if (inRow == 2) {
          return true;
        }
      }
      return false;
    }

    /** Alone in a bucket of its own number, if anything of it is late the day after. */
    private boolean onTime(Loan then, Installment i) {
      Loan.Builder up = bare(Loan.of("L", "B", "MXN"));
      List<Payment> paid =
          then.payments().stream().filter(p -> !p.paidOn().isAfter(i.dueOn())).toList();
      then.installments().forEach(up::installment);
      paid.forEach(up::payment);
      LoanBook book = LoanBook.of(up.build());
      Lines lines = new Lines();
      Rules rules = new Rules(policy().terms(), Loans.MXN);
      lines.fill(book, 0, rules, Days.of(i.dueOn()));
      for (int line = 0; line < lines.size; line++) {
        if (book.number[lines.row[line]] == i.number() && lines.day[line] == Days.of(i.dueOn())) {
          return lines.left[line] <= rules.limit(lines.due[line]);
        }
      }
      throw new IllegalStateException("no line of installment " + i.number());
    }
  }
}
