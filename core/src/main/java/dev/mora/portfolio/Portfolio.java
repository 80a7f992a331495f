package dev.mora.portfolio;

import static java.util.stream.Collectors.groupingBy;

import dev.mora.history.ContactRecord;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Consent;
import dev.mora.promise.PaymentPlan;
import dev.mora.promise.PromiseToPay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Borrowers, their loans and what is known of both, held in memory in the order of the source.
 * Immutable. What could not be used is in {@link #faults()}: nothing is dropped silently.
 */
public final class Portfolio {

  private final Map<BorrowerId, Borrower> borrowers;
  private final Map<LoanId, Loan> loans;
  private final Map<LoanId, GivenFacts> given;
  private final List<PromiseToPay> promises;
  private final List<PaymentPlan> plans;
  private final List<ContactRecord> contacts;
  private final List<Consent> consents;
  private final List<DataFault> faults;
  private final boolean keepsPromises;
  private final boolean keepsPlans;
  private final boolean keepsContacts;
  private final Map<BorrowerId, List<Loan>> loansOf;
  private final Map<LoanId, List<PromiseToPay>> promisesOf;

  private Portfolio(Builder b) {
    borrowers = Collections.unmodifiableMap(new LinkedHashMap<>(b.borrowers));
    loans = Collections.unmodifiableMap(new LinkedHashMap<>(b.loans));
    given = Map.copyOf(b.given);
    promises = List.copyOf(b.promises);
    plans = List.copyOf(b.plans);
    contacts = List.copyOf(b.contacts);
    consents = List.copyOf(b.consents);
    faults = List.copyOf(b.faults);
    keepsPromises = b.keepsPromises || !promises.isEmpty();
    keepsPlans = b.keepsPlans || !plans.isEmpty();
    keepsContacts = b.keepsContacts || !contacts.isEmpty();
    loansOf = loans.values().stream().collect(groupingBy(Loan::borrower));
    promisesOf = promises.stream().collect(groupingBy(PromiseToPay::loan));
  }

  /** A builder that starts with all that this portfolio has. */
  public Builder toBuilder() {
    Builder b = new Builder();
    borrowers.values().forEach(b::borrower);
    loans.values().forEach(b::loan);
    given.forEach(b::given);
    promises.forEach(b::promise);
    plans.forEach(b::plan);
    contacts.forEach(b::contact);
    consents.forEach(b::consent);
    faults.forEach(b::fault);
    b.keepsPromises = keepsPromises;
    b.keepsPlans = keepsPlans;
    b.keepsContacts = keepsContacts;
    return b;
  }

  public static Builder builder() {
    return new Builder();
  }

  public Map<BorrowerId, Borrower> borrowers() {
    return borrowers;
  }

  /** In the order of the source. */
  public Map<LoanId, Loan> loans() {
    return loans;
  }

  /** Those that name this borrower as the debtor, in the order of the source. */
  public List<Loan> loansOf(BorrowerId borrower) {
    return List.copyOf(loansOf.getOrDefault(borrower, List.of()));
  }

  /** In the order of the source. */
  public List<PromiseToPay> promisesOf(LoanId loan) {
    return List.copyOf(promisesOf.getOrDefault(loan, List.of()));
  }

  /** What the host says of a loan instead of our assessment. */
  public Optional<GivenFacts> given(LoanId loan) {
    return Optional.ofNullable(given.get(loan));
  }

  public List<PromiseToPay> promises() {
    return promises;
  }

  /** Payment plans of all loans, in the order of the source. */
  public List<PaymentPlan> plans() {
    return plans;
  }

  public List<ContactRecord> contacts() {
    return contacts;
  }

  public List<Consent> consents() {
    return consents;
  }

  /**
   * Whether the source records promises: then a loan without one has none, otherwise nothing is
   * known of its promises. True also if there is any promise.
   */
  public boolean keepsPromises() {
    return keepsPromises;
  }

  /** Whether the source records payment plans, like {@link #keepsPromises()}. */
  public boolean keepsPlans() {
    return keepsPlans;
  }

  /** Whether the source records contacts, like {@link #keepsPromises()}. */
  public boolean keepsContacts() {
    return keepsContacts;
  }

  public List<DataFault> faults() {
    return faults;
  }

  @Override
  public String toString() {
    return "Portfolio("
        + borrowers.size()
        + " borrowers, "
        + loans.size()
        + " loans, "
        + faults.size()
        + " faults)";
  }

  /** Collects a portfolio. Not thread-safe. The same id twice: the later one replaces. */
  public static final class Builder {

    private final Map<BorrowerId, Borrower> borrowers = new LinkedHashMap<>();
    private final Map<LoanId, Loan> loans = new LinkedHashMap<>();
    private final Map<LoanId, GivenFacts> given = new LinkedHashMap<>();
    private final List<PromiseToPay> promises = new ArrayList<>();
    private final List<PaymentPlan> plans = new ArrayList<>();
    private final List<ContactRecord> contacts = new ArrayList<>();
    private final List<Consent> consents = new ArrayList<>();
    private final List<DataFault> faults = new ArrayList<>();
    private boolean keepsPromises;
    private boolean keepsPlans;
    private boolean keepsContacts;

    private Builder() {}

    public Builder borrower(Borrower value) {
      borrowers.put(value.id(), value);
      return this;
    }

    public Builder loan(Loan value) {
      loans.put(value.id(), value);
      return this;
    }

    public Builder given(LoanId loan, GivenFacts value) {
      given.put(loan, value);
      return this;
    }

    public Builder promise(PromiseToPay value) {
      promises.add(value);
      return this;
    }

    /** A loan may have had several: the newest counts. */
    public Builder plan(PaymentPlan value) {
      plans.add(value);
      return this;
    }

    public Builder contact(ContactRecord value) {
      contacts.add(value);
      return this;
    }

    public Builder consent(Consent value) {
      consents.add(value);
      return this;
    }

    /** The source records promises, even if there is none. */
    public Builder keepsPromises() {
      keepsPromises = true;
      return this;
    }

    /** The source records payment plans, even if there is none. */
    public Builder keepsPlans() {
      keepsPlans = true;
      return this;
    }

    /** The source records contacts, even if there is none. */
    public Builder keepsContacts() {
      keepsContacts = true;
      return this;
    }

    public Builder fault(DataFault value) {
      faults.add(value);
      return this;
    }

    public Portfolio build() {
      return new Portfolio(this);
    }
  }
}
