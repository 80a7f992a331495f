package dev.mora.delinquency;

import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.LoanParty;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One person over all loans that bind it, in whatever role. The worst days choose how to speak to
 * somebody, the summed arrears how urgent it is; currencies are never added up. A group loan has
 * one number of days for all its members. Immutable.
 *
 * @param bonds in the order of the loans, the debtor's before those of the other parties
 */
public record RollUp(BorrowerId person, List<Bond> bonds) {

  public RollUp {
    Objects.requireNonNull(person, "person");
    bonds = List.copyOf(bonds);
  }

  /** What a person is to a loan. */
  public enum Role {
    DEBTOR,
    CO_BORROWER,
    GUARANTOR,
    GROUP;

    static Role of(LoanParty.Role role) {
      return switch (role) {
        case CO_BORROWER -> CO_BORROWER;
        case GUARANTOR -> GUARANTOR;
        case GROUP -> GROUP;
      };
    }
  }

  /** A loan that binds a person. */
  public record Bond(Role role, Delinquency delinquency) {

    public Bond {
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(delinquency, "delinquency");
    }
  }

  /**
   * Figures over some loans. Loans that are pending or closed owe nothing, and what is owed on one
   * that was sold is owed to somebody else: they are none of them.
   *
   * @param loans each once, however many roles the person has in it
   * @param late those with something overdue
   * @param daysPastDue the most of any of them
   * @param countedDays the most of any of them
   * @param worst the loan with the most counted days, then the most raw days, then the first
   * @param overdue by currency, in the order of the loans
   * @param outstanding likewise
   */
  public record Standing(
      int loans,
      int late,
      int daysPastDue,
      int countedDays,
      Optional<LoanId> worst,
      String worstBucket,
      Map<Currency, Money> overdue,
      Map<Currency, Money> outstanding) {

    public Standing {
      Objects.requireNonNull(worst, "worst");
      Objects.requireNonNull(worstBucket, "worstBucket");
      overdue = Collections.unmodifiableMap(new LinkedHashMap<>(overdue));
      outstanding = Collections.unmodifiableMap(new LinkedHashMap<>(outstanding));
    }

    /** Zero where there is no loan of the currency. */
    public Money overdueIn(Currency currency) {
      return overdue.getOrDefault(currency, Money.zero(currency));
    }

    /** No amounts: they are personal. */
    @Override
    public String toString() {
      return "Standing(" + late + " of " + loans + " late, " + daysPastDue + " days)";
    }
  }

  /** Everybody whom the loans of a book bind, by the first loan that does. */
  public static Map<BorrowerId, RollUp> of(Assessments assessments) {
    Collector all = new Collector();
    LoanBook book = assessments.book();
    for (int loan = 0; loan < book.size(); loan++) {
      all.add(book.borrower(loan), book.parties(loan), assessments.delinquency(loan));
    }
    return all.done();
  }

  /**
   * Everybody whom these loans bind, by the first loan that does.
   *
   * @param assess how late a loan is, by a policy or as given; all on one date
   */
  public static Map<BorrowerId, RollUp> of(
      Iterable<Loan> loans, Function<Loan, Delinquency> assess) {
    Collector all = new Collector();
    loans.forEach(loan -> all.add(loan.borrower(), loan.parties(), assess.apply(loan)));
    return all.done();
  }

  /** In all roles. */
  public Standing standing() {
    return standing(EnumSet.allOf(Role.class));
  }

  /** In one role. */
  public Standing standing(Role role) {
    return standing(EnumSet.of(role));
  }

  /** In any of these roles. */
  public Standing standing(Set<Role> roles) {
    Set<LoanId> seen = new HashSet<>();
    List<Delinquency> all =
        bonds.stream()
            .filter(bond -> roles.contains(bond.role()) && isOpen(bond.delinquency()))
            .map(Bond::delinquency)
            .filter(one -> seen.add(one.loan()))
            .toList();
    Map<Currency, Money> overdue = new LinkedHashMap<>();
    Map<Currency, Money> outstanding = new LinkedHashMap<>();
    for (Delinquency one : all) {
      overdue.merge(one.currency(), one.overdueAmount(), Money::plus);
      outstanding.merge(one.currency(), one.outstanding(), Money::plus);
    }
    // The first of equals: max would take the last.
    Optional<Delinquency> worst =
        all.stream()
            .sorted(
                Comparator.comparingInt(Delinquency::countedDays)
                    .thenComparingInt(Delinquency::daysPastDue)
                    .reversed())
            .findFirst();
    return new Standing(
        all.size(),
        (int) all.stream().filter(one -> one.overdueAmount().isPositive()).count(),
        all.stream().mapToInt(Delinquency::daysPastDue).max().orElse(0),
        all.stream().mapToInt(Delinquency::countedDays).max().orElse(0),
        worst.map(Delinquency::loan),
        worst.map(Delinquency::bucket).orElse(""),
        overdue,
        outstanding);
  }

  private static boolean isOpen(Delinquency one) {
    return one.status() == Loan.Status.ACTIVE || one.status() == Loan.Status.WRITTEN_OFF;
  }

  private static final class Collector {

    private final Map<BorrowerId, List<Bond>> people = new LinkedHashMap<>();

    void add(BorrowerId debtor, List<LoanParty> parties, Delinquency delinquency) {
      bond(debtor, Role.DEBTOR, delinquency);
      parties.forEach(party -> bond(party.borrower(), Role.of(party.role()), delinquency));
    }

    private void bond(BorrowerId person, Role role, Delinquency delinquency) {
      people.computeIfAbsent(person, id -> new ArrayList<>()).add(new Bond(role, delinquency));
    }

    Map<BorrowerId, RollUp> done() {
      Map<BorrowerId, RollUp> all = new LinkedHashMap<>();
      people.forEach((person, bonds) -> all.put(person, new RollUp(person, bonds)));
      return Collections.unmodifiableMap(all);
    }
  }
}
