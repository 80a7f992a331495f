package dev.mora.contact;

import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.Consents;
import dev.mora.party.Creditor;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One intended contact and the facts that its rules read.
 *
 * @param at the moment of hand-over to the provider
 * @param loan empty if the contact is about no single loan
 * @param product as in the portfolio; empty if unknown
 * @param daysPastDue 0 or more
 * @param consents of this borrower
 * @param contactPointUsable false where the address is missing, unreadable or known to be wrong
 */
public record ContactRequest(
    Instant at,
    Channel channel,
    Borrower borrower,
    Purpose purpose,
    Initiation initiation,
    RecipientRole role,
    Creditor creditor,
    Optional<LoanId> loan,
    String product,
    int daysPastDue,
    Consents consents,
    Set<Suppression> suppressions,
    boolean contactPointUsable) {

  public ContactRequest {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(borrower, "borrower");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(initiation, "initiation");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(creditor, "creditor");
    Objects.requireNonNull(loan, "loan");
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(consents, "consents");
    suppressions = Set.copyOf(suppressions);
    if (daysPastDue < 0) {
      throw new IllegalArgumentException("days past due must not be negative: " + daysPastDue);
    }
  }

  /**
   * An unasked-for collection message to the debtor, without consent and with a usable contact
   * point, until the builder is told otherwise.
   */
  public static Builder builder(Borrower borrower, Channel channel, Creditor creditor, Instant at) {
    return new Builder(borrower, channel, creditor, at);
  }

  /** The same contact at another moment. */
  public ContactRequest movedTo(Instant moment) {
    return new ContactRequest(
        moment,
        channel,
        borrower,
        purpose,
        initiation,
        role,
        creditor,
        loan,
        product,
        daysPastDue,
        consents,
        suppressions,
        contactPointUsable);
  }

  @Override
  public String toString() {
    return "ContactRequest(" + borrower.id() + ", " + channel + ", " + purpose + ", " + at + ")";
  }

  /** Collects the facts. Not thread-safe. */
  public static final class Builder {

    private final Borrower borrower;
    private final Channel channel;
    private final Creditor creditor;
    private final Instant at;
    private Purpose purpose = Purpose.COLLECTION;
    private Initiation initiation = Initiation.OUTBOUND;
    private RecipientRole role = RecipientRole.DEBTOR;
    private @Nullable LoanId loan;
    private String product = "";
    private int daysPastDue;
    private Consents consents = Consents.none();
    private final Set<Suppression> suppressions = new LinkedHashSet<>();
    private boolean contactPointUsable = true;

    private Builder(Borrower borrower, Channel channel, Creditor creditor, Instant at) {
      this.borrower = borrower;
      this.channel = channel;
      this.creditor = creditor;
      this.at = at;
    }

    public Builder purpose(Purpose value) {
      purpose = value;
      return this;
    }

    public Builder initiation(Initiation value) {
      initiation = value;
      return this;
    }

    public Builder role(RecipientRole value) {
      role = value;
      return this;
    }

    public Builder loan(LoanId value) {
      loan = value;
      return this;
    }

    public Builder product(String value) {
      product = value;
      return this;
    }

    public Builder daysPastDue(int value) {
      daysPastDue = value;
      return this;
    }

    public Builder consents(Consents value) {
      consents = value;
      return this;
    }

    public Builder suppression(Suppression value) {
      suppressions.add(value);
      return this;
    }

    public Builder contactPointUsable(boolean value) {
      contactPointUsable = value;
      return this;
    }

    public ContactRequest build() {
      return new ContactRequest(
          at,
          channel,
          borrower,
          purpose,
          initiation,
          role,
          creditor,
          Optional.ofNullable(loan),
          product,
          daysPastDue,
          consents,
          suppressions,
          contactPointUsable);
    }
  }
}
