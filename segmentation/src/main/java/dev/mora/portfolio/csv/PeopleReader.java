package dev.mora.portfolio.csv;

import dev.mora.history.ContactRecord;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanParty;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads borrowers, their consents and contacts, once the loans are known. */
final class PeopleReader {

  private final Path folder;
  private final Faults faults;

  /** Currencies of the loans of each borrower who is expected. */
  private final Map<BorrowerId, Set<Currency>> expected = new LinkedHashMap<>();

  private final Set<String> seen = new HashSet<>();

  PeopleReader(Path folder, Faults faults) {
    this.folder = folder;
    this.faults = faults;
  }

  void expect(Loan loan) {
    expected.computeIfAbsent(loan.borrower(), id -> new LinkedHashSet<>()).add(loan.currency());
    for (LoanParty party : loan.parties()) {
      expected.computeIfAbsent(party.borrower(), id -> new LinkedHashSet<>());
    }
  }

  void read(Portfolio.Builder portfolio) {
    Path file = folder.resolve(Table.BORROWERS.file);
    try (CsvFile in = new CsvFile(file, Table.BORROWERS, faults, bytes -> {})) {
      BorrowerFields.absentColumns(in, faults);
      for (Row row = in.next(); row != null; row = in.next()) {
        Borrower borrower = borrower(row, in);
        if (borrower != null) {
          portfolio.borrower(borrower);
        }
      }
    }
    for (BorrowerId id : expected.keySet()) {
      if (!seen.contains(id.value())) {
        portfolio.borrower(unknown(id));
      }
    }
    ofPeople(
        Table.CONSENTS, row -> HistoryFields.consents(row, faults).forEach(portfolio::consent));
    ofPeople(
        Table.CONTACTS,
        row -> {
          ContactRecord contact = HistoryFields.contact(row, faults);
          if (contact != null) {
            portfolio.contact(contact);
          }
        });
  }

  /** Null if the row says of no one, or again of someone. */
  private @Nullable Borrower borrower(Row row, CsvFile file) {
    if (row.isBroken() && !row.id().isBlank() && seen.add(row.id())) {
      faults.add(
          Table.BORROWERS,
          row,
          -1,
          row.problem(),
          "a row as the header says",
          DataFault.Effect.UNREACHABLE);
      return Borrower.of(row.id(), "")
          .contactFault("phone", "the row of the borrower cannot be read")
          .contactFault("email", "the row of the borrower cannot be read")
          .build();
    }
    Fields f = new Fields(Table.BORROWERS, row, faults, DataFault.Effect.ROW_IGNORED);
    if (f.ok()) {
      f.required(Table.ID);
    }
    if (f.ok() && !seen.add(row.id())) {
      f.fault(Table.ID, Masked.plain(row.id()) + " again", "each borrower once");
    }
    return f.ok() ? BorrowerFields.read(file, row, currency(row.id()), faults) : null;
  }

  private Optional<Currency> currency(String id) {
    Set<Currency> of = expected.getOrDefault(BorrowerId.of(id), Set.of());
    return of.size() == 1 ? Optional.of(of.iterator().next()) : Optional.empty();
  }

  /** A loan keeps its place although nobody can be written to about it. */
  private Borrower unknown(BorrowerId id) {
    faults.add(
        new DataFault(
            Table.BORROWERS.file,
            0,
            "borrower_id",
            id.value(),
            "no row of a borrower who has a loan",
            "a row for each borrower",
            DataFault.Effect.UNREACHABLE));
    return Borrower.of(id.value(), "")
        .contactFault("phone", "the borrower has no row")
        .contactFault("email", "the borrower has no row")
        .build();
  }

  private void ofPeople(Table table, Consumer<Row> use) {
    Path file = folder.resolve(table.file);
    if (!Files.exists(file)) {
      return;
    }
    try (CsvFile in = new CsvFile(file, table, faults, bytes -> {})) {
      for (Row row = in.next(); row != null; row = in.next()) {
        if (seen.contains(row.id()) || expected.containsKey(borrowerId(row))) {
          use.accept(row);
        } else {
          faults.add(
              table,
              row,
              Table.ID,
              row.isBroken() ? row.problem() : Fields.shown(row.id()),
              "a borrower of " + Table.BORROWERS.file,
              DataFault.Effect.ROW_IGNORED);
        }
      }
    }
  }

  private static BorrowerId borrowerId(Row row) {
    return BorrowerId.of(row.id().isBlank() ? "?" : row.id());
  }
}
