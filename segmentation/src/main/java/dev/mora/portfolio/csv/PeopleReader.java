package dev.mora.portfolio.csv;

import dev.mora.history.ContactRecord;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanParty;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Consent;
import dev.mora.portfolio.DataFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads borrowers, their consents and contacts, once the loans are known. */
final class PeopleReader {

  private final Path folder;
  private final Faults faults;
  private final IntConsumer bytesRead;

  /** Hears of people; of one who has no loan under number -1. */
  interface Sink {

    void borrower(int number, Borrower borrower);

    void consent(Consent consent);

    void contact(ContactRecord contact);
  }

  private static final byte NO_CURRENCY = -1;
  private static final byte SEVERAL = -2;

  private final IdTable expected = new IdTable();
  private final List<Currency> currencies = new ArrayList<>();

  /** Place of the one currency of the loans of each who is expected. */
  private byte[] currencyOf = new byte[16];

  private int filled;
  private final BitSet seen = new BitSet();

  /** Those who have a row and no loan. */
  private final IdTable others = new IdTable();

  PeopleReader(Path folder, Faults faults, IntConsumer bytesRead) {
    this.folder = folder;
    this.faults = faults;
    this.bytesRead = bytesRead;
  }

  void expect(Loan loan) {
    expect(loan.borrower().value(), loan.currency());
    for (LoanParty party : loan.parties()) {
      expectParty(party.borrower().value());
    }
  }

  /** The number of the borrower. */
  int expect(String borrower, Currency currency) {
    return owes(expected(expected.add(borrower)), currency);
  }

  int expect(byte[] text, int from, int to, Currency currency) {
    return owes(expected(expected.add(text, from, to)), currency);
  }

  void expectParty(String person) {
    expected(expected.add(person));
  }

  private int expected(int number) {
    if (number == currencyOf.length) {
      currencyOf = Arrays.copyOf(currencyOf, number * 2);
    }
    if (number >= filled) {
      filled = number + 1;
      currencyOf[number] = NO_CURRENCY;
    }
    return number;
  }

  private int owes(int number, Currency currency) {
    int code = currencies.indexOf(currency);
    if (code < 0) {
      code = currencies.size();
      currencies.add(currency);
    }
    byte before = currencyOf[number];
    currencyOf[number] =
        code > Byte.MAX_VALUE || (before != NO_CURRENCY && before != code) ? SEVERAL : (byte) code;
    return number;
  }

  void read(Sink sink) {
    Path file = folder.resolve(Table.BORROWERS.file);
    try (CsvFile in = new CsvFile(file, Table.BORROWERS, faults, bytesRead)) {
      BorrowerFields.absentColumns(in, faults);
      PlainPeople plain = new PlainPeople(in);
      while (in.advance()) {
        Borrower borrower = plain.read();
        if (borrower != null) {
          plain(in, borrower, sink);
        } else {
          Row row = in.row();
          borrower = borrower(row, in);
          if (borrower != null) {
            sink.borrower(expected.find(row.id()), borrower);
          }
        }
      }
    }
    for (int number = 0; number < expected.size(); number++) {
      if (!seen.get(number)) {
        sink.borrower(number, unknown(BorrowerId.of(expected.get(number))));
      }
    }
    ofPeople(Table.CONSENTS, row -> HistoryFields.consents(row, faults).forEach(sink::consent));
    ofPeople(
        Table.CONTACTS,
        row -> {
          ContactRecord contact = HistoryFields.contact(row, faults);
          if (contact != null) {
            sink.contact(contact);
          }
        });
  }

  private void plain(CsvFile in, Borrower borrower, Sink sink) {
    Cells cells = in.cells();
    int at = cells.at(0, in.source(Table.ID));
    int number = expected.find(cells.text, cells.from[at], cells.to[at]);
    if (isFirst(number, borrower.id().value())) {
      sink.borrower(number, borrower);
    } else {
      borrower(in.row(), in);
    }
  }

  private boolean isFirst(String id) {
    return isFirst(expected.find(id), id);
  }

  private boolean isFirst(int number, String id) {
    if (number < 0) {
      int before = others.size();
      return others.add(id) == before;
    }
    boolean first = !seen.get(number);
    seen.set(number);
    return first;
  }

  /** Null if the row says of no one, or again of someone. */
  private @Nullable Borrower borrower(Row row, CsvFile file) {
    if (row.isBroken()
        && !row.id().isBlank()
        && row.id().length() <= IdTable.LONGEST_ID
        && isFirst(row.id())) {
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
    if (f.ok() && !isFirst(row.id())) {
      f.fault(Table.ID, Masked.plain(row.id()) + " again", "each borrower once");
    }
    return f.ok() ? BorrowerFields.read(file, row, currency(row.id()), faults) : null;
  }

  private Optional<Currency> currency(String id) {
    int number = expected.find(id);
    return number < 0 || currencyOf[number] < 0
        ? Optional.empty()
        : Optional.of(currencies.get(currencyOf[number]));
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
    try (CsvFile in = new CsvFile(file, table, faults, bytesRead)) {
      for (Row row = in.next(); row != null; row = in.next()) {
        if (expected.find(row.id()) >= 0 || others.find(row.id()) >= 0) {
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
}
