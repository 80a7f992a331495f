package dev.mora.loan;

import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A loan with its schedule and what happened to it. Immutable: each {@code with}-like method
 * returns a new loan. All amounts are of the loan's currency; another one is refused. For whole
 * portfolios use {@code LoanBook}, which keeps columns.
 */
public final class Loan {

  private final LoanId id;
  private final BorrowerId borrower;
  private final Currency currency;
  private final String product;
  private final Status status;
  private final @Nullable Money principal;
  private final @Nullable LocalDate disbursedOn;
  private final @Nullable String accountNumber;
  private final @Nullable String payUrl;
  private final List<Installment> installments;
  private final List<Payment> payments;
  private final List<Pause> pauses;
  private final List<Restructure> restructures;
  private final List<LoanParty> parties;
  private final Map<String, String> custom;

  private Loan(Builder b) {
    id = b.id;
    borrower = b.borrower;
    currency = b.currency;
    product = b.product;
    status = b.status;
    principal = b.principal;
    disbursedOn = b.disbursedOn;
    accountNumber = b.accountNumber;
    payUrl = b.payUrl;
    installments = List.copyOf(b.installments);
    payments = List.copyOf(b.payments);
    pauses = List.copyOf(b.pauses);
    restructures = sorted(b);
    parties = List.copyOf(b.parties);
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(b.custom));
  }

  /** An active loan without a schedule yet; add installments to it. */
  public static Loan of(String id, String borrower, String currency) {
    return builder(LoanId.of(id), BorrowerId.of(borrower), Money.currencyOf(currency)).build();
  }

  public static Builder builder(LoanId id, BorrowerId borrower, Currency currency) {
    return new Builder(id, borrower, currency);
  }

  /** Adds the next installment: ISO date, principal only. */
  public Loan installment(String dueOn, String principal) {
    Amounts due = Amounts.ofPrincipal(Money.of(principal, currency.getCurrencyCode()));
    return toBuilder()
        .installment(Installment.of(installments.size() + 1, day(dueOn), due))
        .build();
  }

  /** Adds a payment with an id of its own: ISO value date, amount. */
  public Loan payment(String paidOn, String amount) {
    Money money = Money.of(amount, currency.getCurrencyCode());
    return toBuilder()
        .payment(Payment.of(id + "-" + (payments.size() + 1), day(paidOn), money))
        .build();
  }

  private static LocalDate day(String iso) {
    try {
      return LocalDate.parse(iso);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "found " + iso + ": expected a date such as 2026-11-05", e);
    }
  }

  /** A builder that starts with all that this loan has. */
  public Builder toBuilder() {
    Builder b = new Builder(id, borrower, currency);
    b.product = product;
    b.status = status;
    b.principal = principal;
    b.disbursedOn = disbursedOn;
    b.accountNumber = accountNumber;
    b.payUrl = payUrl;
    b.installments.addAll(installments);
    b.payments.addAll(payments);
    b.pauses.addAll(pauses);
    b.restructures.addAll(restructures);
    b.parties.addAll(parties);
    b.custom.putAll(custom);
    return b;
  }

  public LoanId id() {
    return id;
  }

  public BorrowerId borrower() {
    return borrower;
  }

  public Currency currency() {
    return currency;
  }

  /** Empty if the host gives none. */
  public String product() {
    return product;
  }

  public Status status() {
    return status;
  }

  public Optional<Money> principal() {
    return Optional.ofNullable(principal);
  }

  public Optional<LocalDate> disbursedOn() {
    return Optional.ofNullable(disbursedOn);
  }

  /** Show the last digits only. */
  public Optional<String> accountNumber() {
    return Optional.ofNullable(accountNumber);
  }

  public Optional<String> payUrl() {
    return Optional.ofNullable(payUrl);
  }

  /** The schedule in force: since the last restructure, with all debt that was still owed then. */
  public List<Installment> installments() {
    return installments;
  }

  public List<Payment> payments() {
    return payments;
  }

  public List<Pause> pauses() {
    return pauses;
  }

  /** By date. */
  public List<Restructure> restructures() {
    return restructures;
  }

  public List<LoanParty> parties() {
    return parties;
  }

  /** Columns of the host that Mora does not know, as text, in the host's order. */
  public Map<String, String> custom() {
    return custom;
  }

  private static List<Restructure> sorted(Builder b) {
    List<Restructure> all =
        b.restructures.stream().sorted(Comparator.comparing(Restructure::on)).toList();
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).on().equals(all.get(i - 1).on())) {
        throw new IllegalArgumentException(
            "loan " + b.id + ": two restructures on " + all.get(i).on());
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return "Loan(" + id + ", " + status + ")";
  }

  public enum Status {
    PENDING,
    ACTIVE,
    CLOSED,
    WRITTEN_OFF,
    SOLD
  }

  /** Collects a loan. Not thread-safe. */
  public static final class Builder {

    private final LoanId id;
    private final BorrowerId borrower;
    private final Currency currency;
    private String product = "";
    private Status status = Status.ACTIVE;
    private @Nullable Money principal;
    private @Nullable LocalDate disbursedOn;
    private @Nullable String accountNumber;
    private @Nullable String payUrl;
    private final List<Installment> installments = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final List<Restructure> restructures = new ArrayList<>();
    private final List<LoanParty> parties = new ArrayList<>();
    private final Map<String, String> custom = new LinkedHashMap<>();

    private Builder(LoanId id, BorrowerId borrower, Currency currency) {
      this.id = id;
      this.borrower = borrower;
      this.currency = currency;
    }

    public Builder product(String value) {
      product = value;
      return this;
    }

    public Builder status(Status value) {
      status = value;
      return this;
    }

    public Builder principal(Money value) {
      principal = ours(value);
      return this;
    }

    public Builder disbursedOn(LocalDate value) {
      disbursedOn = value;
      return this;
    }

    public Builder accountNumber(String value) {
      accountNumber = value;
      return this;
    }

    public Builder payUrl(String value) {
      payUrl = value;
      return this;
    }

    public Builder installment(Installment value) {
      ours(value.due().principal());
      installments.add(value);
      return this;
    }

    public Builder payment(Payment value) {
      ours(value.amount());
      payments.add(value);
      return this;
    }

    public Builder pause(Pause value) {
      pauses.add(value);
      return this;
    }

    /** In any order; the installments of the builder are the schedule after the last of them. */
    public Builder restructure(Restructure value) {
      value.replaced().forEach(old -> ours(old.due().principal()));
      value.capitalised().ifPresent(this::ours);
      restructures.add(value);
      return this;
    }

    public Builder party(LoanParty value) {
      parties.add(value);
      return this;
    }

    public Builder custom(String column, String value) {
      custom.put(column, value);
      return this;
    }

    /**
     * @throws IllegalArgumentException if there are two restructures on one day
     */
    public Loan build() {
      return new Loan(this);
    }

    private Money ours(Money money) {
      money.compareTo(Money.zero(currency));
      return money;
    }
  }
}
