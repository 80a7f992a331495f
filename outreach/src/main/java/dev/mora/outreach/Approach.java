package dev.mora.outreach;

import dev.mora.contact.ContactRequest;
import dev.mora.contact.Initiation;
import dev.mora.contact.Purpose;
import dev.mora.contact.Suppression;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import dev.mora.party.Creditor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An intended contact without its moment: asked about when it is planned, and again at the gate.
 *
 * @param overdue the arrears that the text names of its loan; empty if it names none
 * @param others other loans of the borrower that the text speaks of, too
 */
record Approach(
    Borrower borrower,
    Channel channel,
    Creditor creditor,
    Purpose purpose,
    Initiation initiation,
    Optional<LoanId> loan,
    String product,
    int daysPastDue,
    Optional<Money> overdue,
    List<Share> others) {

  Approach {
    others = List.copyOf(others);
  }

  /** What a text that speaks of several loans says of one of them. */
  record Share(LoanId loan, Optional<Money> overdue) {

    /** Without the amount. */
    @Override
    public String toString() {
      return "Share[" + loan + "]";
    }
  }

  /** Whether it asks for money, rather than answers or confirms. */
  boolean isDunning() {
    return purpose == Purpose.PRE_DUE_REMINDER || purpose == Purpose.COLLECTION;
  }

  /** The same about each loan that the text speaks of, the leading one first. */
  List<Approach> each() {
    List<Approach> each = new ArrayList<>(List.of(this));
    for (Share share : others) {
      each.add(
          new Approach(
              borrower,
              channel,
              creditor,
              purpose,
              initiation,
              Optional.of(share.loan()),
              product,
              daysPastDue,
              share.overdue(),
              List.of()));
    }
    return each;
  }

  /** Where it goes; empty if the borrower has no address on the channel. */
  Optional<ContactPoint> point() {
    return point(borrower, channel);
  }

  /**
   * Empty where the borrower cannot be reached. Somebody whose time zone came in unreadable or was
   * left out of a portfolio cannot be reached anywhere: nobody knows what hour it is there.
   */
  static Optional<ContactPoint> point(Borrower borrower, Channel channel) {
    if (borrower.contactFaults().stream().anyMatch(fault -> fault.field().equals("time_zone"))) {
      return Optional.empty();
    }
    return channel.equals(Channel.EMAIL)
        ? borrower.email().map(point -> point)
        : borrower.phone().map(point -> point);
  }

  ContactRequest at(Instant moment, Dossier dossier) {
    return at(moment, dossier, true);
  }

  ContactRequest at(Instant moment, Dossier dossier, boolean contactPointUsable) {
    ContactRequest.Builder request =
        ContactRequest.builder(borrower, channel, creditor, moment)
            .purpose(purpose)
            .initiation(initiation)
            .product(product)
            .daysPastDue(daysPastDue)
            .consents(dossier.consents())
            .contactPointUsable(contactPointUsable);
    loan.ifPresent(request::loan);
    for (Suppression suppression : dossier.suppressions()) {
      request.suppression(suppression);
    }
    return request.build();
  }

  /** Without amounts, and of the borrower only the id. */
  @Override
  public String toString() {
    return "Approach["
        + borrower.id()
        + ", "
        + channel
        + ", "
        + purpose
        + loan.map(each -> ", " + each).orElse("")
        + "]";
  }
}
