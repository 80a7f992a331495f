package dev.mora.examples;

import dev.mora.json.Nearest;
import dev.mora.ledger.BorrowerFile;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** An id that a ledger has never heard of is probably mistyped: what to say of it. */
final class Stranger {

  private Stranger() {}

  /** Empty if a message of the ledger is about the loan. */
  static Optional<String> loan(DeliveryLedger ledger, LoanId loan, Language language) {
    return ledger.entries(EntryFilter.about(loan)).isEmpty()
        ? Optional.of(
            said(
                ledger,
                loan.value(),
                entry -> entry.header().loans().stream().map(LoanId::value),
                language))
        : Optional.empty();
  }

  /** Empty if the ledger knows anything of the borrower. */
  static Optional<String> borrower(DeliveryLedger ledger, BorrowerId borrower, Language language) {
    return isKnown(ledger, borrower)
        ? Optional.empty()
        : Optional.of(said(ledger, borrower, language));
  }

  static boolean isKnown(DeliveryLedger ledger, BorrowerId borrower) {
    BorrowerFile file = ledger.export(borrower);
    return !file.entries().isEmpty()
        || !file.contacts().isEmpty()
        || !file.consents().isEmpty()
        || !file.suppressions().isEmpty()
        || !file.notes().isEmpty();
  }

  /** Reads the whole ledger for what was meant. */
  static String said(DeliveryLedger ledger, BorrowerId borrower, Language language) {
    return said(ledger, borrower.value(), entry -> Stream.of(entry.borrower().value()), language);
  }

  private static String said(
      DeliveryLedger ledger,
      String id,
      Function<DispatchEntry, Stream<String>> ids,
      Language language) {
    Set<String> known = new TreeSet<>();
    ledger.forEach(EntryFilter.all(), entry -> ids.apply(entry).forEach(known::add));
    return language.pick(
            "el libro no sabe nada de " + id,
            "o livro não sabe nada de " + id,
            "the ledger knows nothing of " + id)
        + Nearest.to(id, known)
            .map(
                near ->
                    language.pick(
                        "; ¿quiso decir " + near + "?",
                        "; quis dizer " + near + "?",
                        "; did you mean " + near + "?"))
            .orElse("");
  }
}
