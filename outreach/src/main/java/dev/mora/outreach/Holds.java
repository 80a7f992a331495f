package dev.mora.outreach;

import dev.mora.contact.Suppression;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Note;
import dev.mora.ledger.Notebook;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.promise.PromiseToPay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the host told about loans since it last gave a portfolio: paid, promised, disputed. It names
 * loans, while the ledger keeps suppressions by borrower, and a loan may not have been written
 * about yet; so each loan has a shelf of notes, which outlives the process as the ledger does.
 * Written before what waits is cancelled: what is planned later finds it. Thread-safe.
 */
final class Holds {

  private static final String PAID = "paid";
  private static final String PROMISE = "promise/";

  /** How far the wall clocks of two processes may be apart without a payment being missed. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  private final Notebook notes;

  Holds(Notebook notes) {
    this.notes = notes;
  }

  void disputed(LoanId loan, Instant at) {
    note(loan, Suppression.Reason.DISPUTED.name(), "", at);
  }

  void disputeEnded(LoanId loan) {
    notes.remove(shelf(loan), Suppression.Reason.DISPUTED.name());
  }

  /** The same promise told again is one promise. */
  void promised(PromiseToPay promise, Instant at) {
    JsonObject text =
        JsonObject.of()
            .with("promisedOn", promise.promisedOn().toString())
            .with("dueOn", promise.dueOn().toString())
            .with("amount", promise.amount().toString());
    if (promise.decided().isPresent()) {
      text = text.with("state", promise.decided().get().name());
    }
    String key = PROMISE + promise.promisedOn() + "/" + promise.dueOn();
    note(promise.loan(), key, text.toJson(), at);
  }

  void paid(LoanId loan, Instant at) {
    Optional<Instant> before = paidAt(of(loan));
    if (before.isEmpty() || before.get().isBefore(at)) {
      note(loan, PAID, at.toString(), at);
    }
  }

  private void note(LoanId loan, String key, String text, Instant at) {
    notes.put(new Note(shelf(loan), key, Optional.empty(), text, at));
  }

  Told of(Optional<LoanId> loan) {
    return loan.map(id -> new Told(id, of(id))).orElse(Told.NOTHING);
  }

  /** The same of one loan, from notes that were read of its {@link #shelf}. */
  static Told in(LoanId loan, List<Note> read) {
    String shelf = shelf(loan);
    return new Told(loan, read.stream().filter(note -> note.shelf().equals(shelf)).toList());
  }

  private List<Note> of(LoanId loan) {
    return notes.all(shelf(loan));
  }

  private static Optional<Instant> paidAt(List<Note> told) {
    return told.stream()
        .filter(note -> note.key().equals(PAID))
        .map(note -> Instant.parse(note.text()))
        .findFirst();
  }

  static String shelf(LoanId loan) {
    String shelf = "loan/" + loan.value();
    return shelf.length() <= 200 ? shelf : "loan/" + DispatchId.of("loan", loan.value()).value();
  }

  /** What was told of one loan. */
  static final class Told {

    static final Told NOTHING = new Told(LoanId.of("none"), List.of());

    private final LoanId loan;
    private final List<Note> notes;

    private Told(LoanId loan, List<Note> notes) {
      this.loan = loan;
      this.notes = notes;
    }

    /**
     * Whether money came in that facts of that moment may not know. Told by one process, asked by
     * another: what was told up to {@link #CLOCKS_DIFFER} before counts, too.
     */
    boolean paidSince(Instant facts) {
      Instant earliest = facts.minus(CLOCKS_DIFFER);
      return paidAt(notes).map(at -> !at.isBefore(earliest)).orElse(false);
    }

    List<PromiseToPay> promises() {
      List<PromiseToPay> promises = new ArrayList<>();
      for (Note note : notes) {
        if (note.key().startsWith(PROMISE)) {
          JsonObject text = Json.parse("note", note.text()).asObject();
          promises.add(
              new PromiseToPay(
                  loan,
                  text.date("promisedOn"),
                  text.date("dueOn"),
                  Money.parse(text.string("amount")),
                  text.has("state")
                      ? Optional.of(text.oneOf("state", PromiseToPay.State.class))
                      : Optional.empty()));
        }
      }
      return promises;
    }

    Set<Suppression> suppressions() {
      Set<Suppression> found = new HashSet<>();
      promises().forEach(promise -> found.add(Archive.promised(promise)));
      if (notes.stream().anyMatch(n -> n.key().equals(Suppression.Reason.DISPUTED.name()))) {
        found.add(Suppression.of(Suppression.Reason.DISPUTED, loan));
      }
      return found;
    }
  }
}
