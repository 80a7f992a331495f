package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for all loans (domain reference, section 17.5), and a second opinion on each. */
class DelinquencyPropertyTest {

  private static final long SEED = 20_261_121L;
  private static final int LOANS = Cases.of(4_000);

  /** A loan, a policy and a date, and how to find them again. */
  private record Case(Loan loan, DelinquencyPolicy policy, LocalDate asOf, String name) {

    Delinquency assess() {
      return policy.assess(loan, asOf);
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < LOANS; i++) {
      RandomLoans random = new RandomLoans(SEED + i);
      cases.add(new Case(random.next(i), random.policy(), random.asOf(), "seed " + (SEED + i)));
    }
    return cases;
  }

  @Test
  void a_naive_implementation_finds_the_same() {
    for (Case c : cases()) {
      assertThat(NaiveDelinquency.of(c.assess()))
          .as(c.name)
          .isEqualTo(new NaiveDelinquency(c.policy, c.loan, c.asOf).facts);
    }
  }

  @Test
  void columns_and_records_agree() {
    List<Loan> loans = cases().stream().map(Case::loan).toList();
    DelinquencyPolicy policy = new RandomLoans(SEED).policy();
    LoanBook book = LoanBook.of(loans);

    Assessments all = policy.assess(book, RandomLoans.START.plusDays(90));

    for (int i = 0; i < loans.size(); i++) {
      Delinquency one = policy.assess(loans.get(i), all.asOf());
      assertThat(all.delinquency(i)).as("loan %s, seed %s", i, SEED + i).isEqualTo(one);
      assertThat(all.daysPastDue(i)).isEqualTo(one.daysPastDue());
      assertThat(all.countedDays(i)).isEqualTo(one.countedDays());
      assertThat(all.overdueAmount(i)).isEqualTo(one.overdueAmount().minorUnits());
      assertThat(all.outstanding(i)).isEqualTo(one.outstanding().minorUnits());
      assertThat(all.bucket(i)).isEqualTo(one.bucket());
    }
  }

  @Test
  void the_order_of_the_lists_does_not_matter() {
    for (Case c : cases()) {
      List<Payment> payments = new ArrayList<>(c.loan.payments());
      var installments = new ArrayList<>(c.loan.installments());
      var pauses = new ArrayList<>(c.loan.pauses());
      Collections.reverse(payments);
      Collections.reverse(installments);
      Collections.reverse(pauses);
      Loan.Builder turned =
          Loan.builder(c.loan.id(), c.loan.borrower(), c.loan.currency()).product(c.loan.product());
      installments.forEach(turned::installment);
      payments.forEach(turned::payment);
      pauses.forEach(turned::pause);

      assertThat(c.policy.assess(turned.build(), c.asOf)).as(c.name).isEqualTo(c.assess());
    }
  }

  @Test
  void one_more_payment_never_raises_days_or_arrears() {
    for (Case c : cases()) {
      DelinquencyPolicy oldestFirst =
          c.policy.forProduct(c.loan.product()).toBuilder()
              .allocation(DelinquencyPolicy.Allocation.BY_INSTALLMENT)
              .build();
      Loan more =
          c.loan.toBuilder().payment(Payment.of("one more", c.asOf, Loans.money("75.31"))).build();

      Delinquency before = oldestFirst.assess(c.loan, c.asOf);
      Delinquency after = oldestFirst.assess(more, c.asOf);

      assertThat(after.daysPastDue()).as(c.name).isLessThanOrEqualTo(before.daysPastDue());
      assertThat(owed(after)).as(c.name).isLessThanOrEqualTo(owed(before));
      assertThat(after.outstanding()).as(c.name).isLessThanOrEqualTo(before.outstanding());
    }
  }

  @Test
  void a_day_without_events_adds_one_to_the_days_of_a_late_loan() {
    for (Case c : cases()) {
      Delinquency today = c.assess();
      boolean event =
          c.loan.payments().stream().anyMatch(p -> p.paidOn().equals(c.asOf.plusDays(1)))
              || c.policy.forProduct(c.loan.product()).tolerance().scope() == Tolerance.Scope.LOAN;
      if (today.daysPastDue() > 0 && !event) {
        assertThat(c.policy.assess(c.loan, c.asOf.plusDays(1)).daysPastDue())
            .as(c.name)
            .isEqualTo(today.daysPastDue() + 1);
      }
    }
  }

  @Test
  void more_grace_never_raises_the_count_and_leaves_days_and_amounts_alone() {
    for (Case c : cases()) {
      DelinquencyPolicy base = c.policy.forProduct(c.loan.product());
      Grace grace = base.grace();
      DelinquencyPolicy patient =
          base.toBuilder().grace(new Grace(grace.days() + 2, grace.mode())).build();

      Delinquency before = base.assess(c.loan, c.asOf);
      Delinquency after = patient.assess(c.loan, c.asOf);

      assertThat(after.countedDays()).as(c.name).isLessThanOrEqualTo(before.countedDays());
      assertThat(after.daysPastDue()).as(c.name).isEqualTo(before.daysPastDue());
      assertThat(after.overdueAmount()).as(c.name).isEqualTo(before.overdueAmount());
    }
  }

  @Test
  void a_payment_in_two_parts_on_one_day_changes_nothing() {
    for (Case c : cases()) {
      if (c.loan.payments().isEmpty() || c.loan.payments().get(0).amount().minorUnits() < 2) {
        continue;
      }
      Payment whole = c.loan.payments().get(0);
      boolean involved =
          whole.reverses().isPresent()
              || c.loan.payments().stream()
                  .anyMatch(p -> p.reverses().equals(Optional.of(whole.id())));
      if (involved) {
        continue;
      }
      Loan.Builder split =
          Loan.builder(c.loan.id(), c.loan.borrower(), c.loan.currency()).product(c.loan.product());
      c.loan.installments().forEach(split::installment);
      c.loan.pauses().forEach(split::pause);
      c.loan.payments().stream().filter(p -> !p.id().equals(whole.id())).forEach(split::payment);
      List<Money> parts = whole.amount().split(2);
      for (int i = 0; i < 2; i++) {
        split.payment(
            new Payment(
                PaymentId.of(whole.id() + "/" + i),
                whole.paidOn(),
                whole.bookedOn(),
                parts.get(i),
                Optional.empty()));
      }

      assertThat(c.policy.assess(split.build(), c.asOf)).as(c.name).isEqualTo(c.assess());
    }
  }

  @Test
  void a_reversed_payment_is_as_if_it_had_never_been_made() {
    for (Case c : cases()) {
      for (Payment undo : c.loan.payments()) {
        if (undo.reverses().isEmpty() || undo.paidOn().isAfter(c.asOf)) {
          continue;
        }
        Loan.Builder without =
            Loan.builder(c.loan.id(), c.loan.borrower(), c.loan.currency())
                .product(c.loan.product());
        c.loan.installments().forEach(without::installment);
        c.loan.pauses().forEach(without::pause);
        c.loan.payments().stream()
            .filter(p -> p != undo && !p.id().equals(undo.reverses().get()))
            .forEach(without::payment);

        assertThat(c.policy.assess(without.build(), c.asOf)).as(c.name).isEqualTo(c.assess());
      }
    }
  }

  @Test
  void what_was_due_is_paid_or_owed_or_both() {
    for (Case c : cases()) {
      Delinquency d = c.assess();
      boolean paidToDate = c.loan.installments().stream().anyMatch(i -> i.paid().isPresent());
      if (paidToDate) {
        continue;
      }
      long due = c.loan.installments().stream().mapToLong(i -> i.total().minorUnits()).sum();
      long received =
          due - d.outstanding().minorUnits() + d.creditBalance().orElseThrow().minorUnits();
      DelinquencyPolicy other =
          c.policy.forProduct(c.loan.product()).toBuilder()
              .reversals(DelinquencyPolicy.Reversals.REVERSAL_DATE)
              .build();
      Delinquency dated = other.assess(c.loan, c.asOf);

      assertThat(received).as(c.name).isGreaterThanOrEqualTo(0);
      assertThat(d.installmentBuckets().values().stream().mapToLong(Money::minorUnits).sum())
          .as(c.name)
          .isLessThanOrEqualTo(d.overdueAmount().minorUnits());
      assertThat(net(dated)).as(c.name).isEqualTo(net(d));
    }
  }

  /** What the borrower owes all in all: a reversal may move its date and never its sum. */
  private static long net(Delinquency d) {
    return d.outstanding().minorUnits() - d.creditBalance().orElseThrow().minorUnits();
  }

  private static long owed(Delinquency d) {
    return d.overdueAmount().plus(d.toleratedAmount().orElseThrow()).minorUnits();
  }

  @Test
  void both_ends_of_a_bucket_are_in_it() {
    for (Bucket bucket : Buckets.standard().list()) {
      assertThat(Buckets.standard().find(bucket.from())).contains(bucket);
      bucket.to().ifPresent(to -> assertThat(Buckets.standard().find(to)).contains(bucket));
    }
    assertThat(Buckets.standard().find(0)).isEmpty();
  }
}
