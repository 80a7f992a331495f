package dev.mora.attribute;

import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.delinquency.LoanBook;
import dev.mora.delinquency.PastReader;
import dev.mora.loan.Loan;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All loans of a portfolio on a date as cases, with the attributes that somebody wants to read:
 * history is costly to work out, so what nobody wants stays unknown. Immutable.
 */
public final class CaseBook {

  private final List<Case> cases;
  private final Map<BorrowerId, CaseFacts> borrowers;
  private final List<DataFault> faults;

  private CaseBook(List<Case> cases, Map<BorrowerId, CaseFacts> borrowers, List<DataFault> faults) {
    this.cases = List.copyOf(cases);
    this.borrowers = Collections.unmodifiableMap(borrowers);
    this.faults = List.copyOf(faults);
  }

  /** With every built-in attribute. */
  public static CaseBook of(Portfolio portfolio, DelinquencyPolicy policy, LocalDate asOf) {
    return of(portfolio, policy, asOf, Attributes.standard(), Attributes.standard().all());
  }

  /**
   * @param wanted what will be read; what an assessment gives anyway is known all the same
   */
  public static CaseBook of(
      Portfolio portfolio,
      DelinquencyPolicy policy,
      LocalDate asOf,
      Attributes attributes,
      Collection<Attribute<?>> wanted) {
    return new Reader(portfolio, policy, asOf, attributes, wanted).read();
  }

  /** In the order of the portfolio. */
  public List<Case> cases() {
    return cases;
  }

  /**
   * Each borrower with a loan as one case: the facts of its worst loan (most counted days, then
   * most raw days, then one that owes before one that is closed or not lent, then the next due
   * date, then the first), with overdue amount, due today, outstanding and outstanding principal
   * summed over all its loans, each currency apart. Loans that were sold are left out, unless there
   * are no others.
   */
  public Map<BorrowerId, CaseFacts> borrowers() {
    return borrowers;
  }

  /**
   * @throws IllegalArgumentException if the borrower has no loan here
   */
  public CaseFacts borrower(BorrowerId id) {
    CaseFacts facts = borrowers.get(id);
    if (facts == null) {
      throw new IllegalArgumentException("no loan of this borrower: " + id);
    }
    return facts;
  }

  /** What could not be read of own columns, once for each column, and loans without a borrower. */
  public List<DataFault> faults() {
    return faults;
  }

  /** Does the work once. */
  private static final class Reader {

    private final Portfolio portfolio;
    private final DelinquencyPolicy policy;
    private final LocalDate asOf;
    private final Attributes attributes;
    private final List<Attribute<?>> wanted;
    private final List<DataFault> faults = new ArrayList<>();

    Reader(
        Portfolio portfolio,
        DelinquencyPolicy policy,
        LocalDate asOf,
        Attributes attributes,
        Collection<Attribute<?>> wanted) {
      this.portfolio = portfolio;
      this.policy = policy;
      this.asOf = asOf;
      this.attributes = attributes;
      this.wanted = List.copyOf(wanted);
    }

    CaseBook read() {
      Map<BorrowerId, List<Assessed>> byBorrower = new LinkedHashMap<>();
      List<Assessed> all = new ArrayList<>();
      for (Loan loan : portfolio.loans().values()) {
        Assessed assessed = new Assessed(loan, assess(loan));
        all.add(assessed);
        byBorrower.computeIfAbsent(loan.borrower(), id -> new ArrayList<>()).add(assessed);
      }
      PromiseFacts promises = new PromiseFacts(portfolio, asOf);
      PlanFacts plans = new PlanFacts(portfolio, asOf);
      ContactFacts contacts = new ContactFacts(portfolio, asOf);
      CustomColumns columns = new CustomColumns(attributes);
      Optional<PastReader> pasts = pasts();
      int place = 0;
      List<Case> cases = new ArrayList<>();
      Map<BorrowerId, List<CaseFacts>> facts = new LinkedHashMap<>();
      for (Assessed each : all) {
        Loan loan = each.loan();
        Borrower borrower = borrower(loan);
        CaseFacts.Builder out = CaseFacts.builder(attributes);
        AssessedFacts.add(each.delinquency(), out);
        out.set(Attributes.PRINCIPAL, loan.principal());
        DebtFacts.add(each, byBorrower.getOrDefault(loan.borrower(), List.of()), policy, out);
        BorrowerFacts.add(borrower, asOf, out);
        if (pasts.isPresent()) {
          PaymentFacts.add(loan, pasts.get().past(place++), asOf, out);
        }
        if (wants(DebtorFacts.FLAGS)) {
          DebtorFacts.addFlags(loan, borrower, columns, out);
        }
        DebtorFacts.addPayments(loan, portfolio.given(loan.id()).isPresent(), asOf, out);
        promises.add(loan, out);
        plans.add(loan, out);
        contacts.add(borrower, out);
        columns.add(loan, borrower, out);
        CaseFacts built = out.build();
        cases.add(new Case(loan, borrower, each.delinquency(), built));
        facts.computeIfAbsent(borrower.id(), id -> new ArrayList<>()).add(built);
      }
      faults.addAll(columns.faults());
      Map<BorrowerId, CaseFacts> whole = new LinkedHashMap<>();
      facts.forEach((id, loans) -> whole.put(id, DebtFacts.ofBorrower(id, loans)));
      return new CaseBook(cases, whole, faults);
    }

    /** Of all loans, in the order of the portfolio; empty if nobody reads what they give. */
    private Optional<PastReader> pasts() {
      return wants(PaymentFacts.GIVES)
          ? Optional.of(PastReader.of(LoanBook.of(portfolio.loans().values()), policy, asOf))
          : Optional.empty();
    }

    private boolean wants(List<Attribute<?>> some) {
      return some.stream().anyMatch(wanted::contains);
    }

    private Delinquency assess(Loan loan) {
      return portfolio
          .given(loan.id())
          .map(given -> policy.given(loan, given, asOf))
          .orElseGet(() -> policy.assess(loan, asOf));
    }

    private Borrower borrower(Loan loan) {
      return Optional.ofNullable(portfolio.borrowers().get(loan.borrower()))
          .orElseGet(
              () -> {
                faults.add(
                    new DataFault(
                        "loans.csv",
                        0,
                        "borrower_id",
                        loan.id().value(),
                        loan.borrower().value(),
                        "a borrower of this portfolio; taken as one of whom nothing is known",
                        DataFault.Effect.NOTED));
                return Borrower.of(loan.borrower().value(), "").build();
              });
    }
  }

  /** A loan and how late it is. */
  record Assessed(Loan loan, Delinquency delinquency) {}
}
