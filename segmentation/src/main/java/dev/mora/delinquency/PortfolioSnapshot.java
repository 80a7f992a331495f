package dev.mora.delinquency;

import dev.mora.loan.Amounts;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The loans of a portfolio at the end of one day, as the portfolio's figures need them. A state is
 * {@link #CURRENT}, a bucket, or {@link #UNCLASSIFIED} for days in a gap of the buckets; a loan
 * that is paid off, written off, sold or not disbursed has none. Immutable and thread-safe.
 *
 * <p>A status has no date, so a portfolio tells the exits of its own day alone: keep a snapshot of
 * each month end, or build it from that day's export.
 */
public final class PortfolioSnapshot {

  /** No counted days. */
  public static final String CURRENT = "CURRENT";

  /** Counted days that no bucket holds. */
  public static final String UNCLASSIFIED = "UNCLASSIFIED";

  private static final Set<String> RESERVED =
      Set.of(
          CURRENT,
          UNCLASSIFIED,
          RollRates.MISSING,
          Kind.PAID_OFF.name(),
          Kind.WRITTEN_OFF.name(),
          Kind.SOLD.name());

  private final LocalDate asOf;
  private final List<String> states;
  private final List<Position> positions;
  private final Set<LoanId> leftOut;

  private PortfolioSnapshot(Builder b) {
    asOf = b.asOf;
    positions = List.copyOf(b.positions);
    leftOut = Collections.unmodifiableSet(new LinkedHashSet<>(b.leftOut));
    List<String> all = new ArrayList<>();
    all.add(CURRENT);
    all.addAll(b.buckets);
    if (positions.stream().anyMatch(p -> p.state().equals(UNCLASSIFIED))) {
      all.add(UNCLASSIFIED);
    }
    states = List.copyOf(all);
  }

  /**
   * One loan on the day.
   *
   * @param kind what became of it
   * @param state empty unless it is {@link Kind#OPEN}
   * @param daysPastDue raw
   * @param principal all that is outstanding of it
   * @param overduePrincipal of installments that are late; empty if unknown
   * @param restructured whether it was ever restructured, up to the day
   */
  public record Position(
      LoanId loan,
      Kind kind,
      String state,
      int daysPastDue,
      Money principal,
      Optional<Money> overduePrincipal,
      boolean restructured) {

    public Position {
      Objects.requireNonNull(loan, "loan");
      if (state.isEmpty() == (kind == Kind.OPEN)) {
        throw new IllegalArgumentException("an open loan has a state, any other has none");
      }
      if (daysPastDue < 0 || principal.isNegative()) {
        throw new IllegalArgumentException("days and principal are 0 or more");
      }
      overduePrincipal.ifPresent(
          overdue -> {
            if (overdue.isNegative() || overdue.compareTo(principal) > 0) {
              throw new IllegalArgumentException("overdue principal is a part of the principal");
            }
          });
    }

    /** An open loan that was never restructured. */
    public static Position open(LoanId loan, String state, int daysPastDue, Money principal) {
      return new Position(loan, Kind.OPEN, state, daysPastDue, principal, Optional.empty(), false);
    }

    /** A loan that owes nothing here any more, or nothing yet. */
    public static Position gone(LoanId loan, Kind kind, Currency currency) {
      return new Position(loan, kind, "", 0, Money.zero(currency), Optional.empty(), false);
    }

    public Currency currency() {
      return principal.currency();
    }

    /** Without amounts. */
    @Override
    public String toString() {
      return "Position(" + loan + ", " + (state.isEmpty() ? kind : state) + ")";
    }
  }

  /** Whether a loan is on the books, and if not, why. */
  public enum Kind {
    /** Disbursed and not paid. */
    OPEN,
    PAID_OFF,
    WRITTEN_OFF,
    SOLD,
    /** Not disbursed. */
    PENDING
  }

  /** A loan book on its own day. */
  public static PortfolioSnapshot of(Assessments assessments) {
    LoanBook book = assessments.book();
    Builder b = builder(assessments.asOf(), assessments.policy());
    OverduePrincipal overdue = new OverduePrincipal(assessments);
    LocalDate asOf = assessments.asOf();
    int day = Days.of(asOf);
    for (int i = 0; i < book.size(); i++) {
      boolean empty = book.installments(i) == 0 && book.status(i) == Loan.Status.ACTIVE;
      Eras eras = book.eras(i);
      if (empty || (eras != null && !eras.isKnown(day))) {
        b.leaveOut(book.id(i));
        continue;
      }
      Currency unit = book.currency(i);
      boolean notYet = book.disbursedOn[i] != Days.NONE && book.disbursedOn[i] > day;
      Kind kind = kind(book.status(i), notYet, assessments.outstanding(i) == 0);
      b.add(
          kind == Kind.OPEN
              ? new Position(
                  book.id(i),
                  kind,
                  state(assessments.bucket(i), assessments.countedDays(i)),
                  assessments.daysPastDue(i),
                  Money.ofMinor(unit, assessments.outstandingPrincipal(i)),
                  Optional.of(Money.ofMinor(unit, overdue.of(i))),
                  book.restructures(i, asOf) > 0)
              : Position.gone(book.id(i), kind, unit));
    }
    return b.build();
  }

  static Kind kind(Loan.Status status, boolean notYet, boolean nothingLeft) {
    return switch (status) {
      case PENDING -> Kind.PENDING;
      case CLOSED -> Kind.PAID_OFF;
      case WRITTEN_OFF -> Kind.WRITTEN_OFF;
      case SOLD -> Kind.SOLD;
      case ACTIVE -> notYet ? Kind.PENDING : nothingLeft ? Kind.PAID_OFF : Kind.OPEN;
    };
  }

  static String state(String bucket, int countedDays) {
    if (bucket.isEmpty()) {
      return countedDays == 0 ? CURRENT : UNCLASSIFIED;
    }
    return bucket;
  }

  /** States are the buckets of the policy, those of single products among them. */
  public static Builder builder(LocalDate asOf, DelinquencyPolicy policy) {
    List<Bucket> all = new ArrayList<>(policy.buckets().list());
    policy.overrides().values().forEach(other -> all.addAll(other.terms().buckets().list()));
    Set<String> codes = new LinkedHashSet<>();
    all.stream().sorted(Comparator.comparingInt(Bucket::from)).forEach(b -> codes.add(b.code()));
    return builder(asOf, List.copyOf(codes));
  }

  /**
   * @param buckets from the least late to the most
   */
  public static Builder builder(LocalDate asOf, List<String> buckets) {
    return new Builder(asOf, buckets);
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** From {@link #CURRENT} to the worst. */
  public List<String> states() {
    return states;
  }

  public List<Position> positions() {
    return positions;
  }

  /** Loans that could not be told: without the schedule of the day, or without principal. */
  public Set<LoanId> leftOut() {
    return leftOut;
  }

  /** In the order of their codes. */
  public List<Currency> currencies() {
    Set<Currency> all = new TreeSet<>(Comparator.comparing(Currency::getCurrencyCode));
    positions.forEach(position -> all.add(position.currency()));
    return List.copyOf(all);
  }

  List<Position> open(Currency currency) {
    return positions.stream()
        .filter(p -> p.kind() == Kind.OPEN && p.currency().equals(currency))
        .toList();
  }

  /**
   * @param other loans that it leaves out are not among them
   */
  Map<LoanId, Position> byLoan(Currency currency, PortfolioSnapshot other) {
    Map<LoanId, Position> all = new HashMap<>();
    positions.stream()
        .filter(p -> p.currency().equals(currency) && !other.leftOut.contains(p.loan()))
        .forEach(p -> all.put(p.loan(), p));
    return all;
  }

  @Override
  public String toString() {
    return "PortfolioSnapshot(" + asOf + ", " + positions.size() + " loans)";
  }

  /** Collects the loans of a day. Not thread-safe. */
  public static final class Builder {

    private final LocalDate asOf;
    private final List<String> buckets;
    private final List<Position> positions = new ArrayList<>();
    private final Set<LoanId> seen = new HashSet<>();
    private final Set<LoanId> leftOut = new LinkedHashSet<>();

    private Builder(LocalDate asOf, List<String> buckets) {
      this.asOf = Objects.requireNonNull(asOf, "asOf");
      this.buckets = List.copyOf(buckets);
      for (String bucket : this.buckets) {
        if (RESERVED.contains(bucket)) {
          throw new IllegalArgumentException(
              "a bucket cannot be told from the state " + bucket + ": give it another code");
        }
      }
    }

    /**
     * @throws IllegalArgumentException if the loan is there already, or its state is no bucket
     */
    public Builder add(Position position) {
      String state = position.state();
      boolean known =
          state.isEmpty()
              || state.equals(CURRENT)
              || state.equals(UNCLASSIFIED)
              || buckets.contains(state);
      if (!known) {
        throw new IllegalArgumentException("no bucket " + state + " among " + buckets);
      }
      if (!seen.add(position.loan())) {
        throw new IllegalArgumentException("loan " + position.loan() + " is there already");
      }
      positions.add(position);
      return this;
    }

    /**
     * A loan as it was assessed; one whose principal or schedule of the day is not known is left
     * out and counted.
     */
    public Builder add(Delinquency d) {
      if (!d.isScheduleKnown()) {
        return leaveOut(d.loan());
      }
      Kind kind = kind(d.status(), false, d.outstanding().isZero());
      if (kind != Kind.OPEN) {
        return add(Position.gone(d.loan(), kind, d.currency()));
      }
      Optional<Money> principal = d.outstandingPrincipal();
      if (principal.isEmpty()) {
        return leaveOut(d.loan());
      }
      return add(
          new Position(
              d.loan(),
              kind,
              state(d.bucket(), d.countedDays()),
              d.daysPastDue(),
              principal.get(),
              d.arrears().map(Amounts::principal),
              d.restructured().count() > 0));
    }

    /** One more loan that cannot be told. */
    public Builder leaveOut(LoanId loan) {
      if (!seen.add(loan)) {
        throw new IllegalArgumentException("loan " + loan + " is there already");
      }
      leftOut.add(loan);
      return this;
    }

    public PortfolioSnapshot build() {
      return new PortfolioSnapshot(this);
    }
  }
}
