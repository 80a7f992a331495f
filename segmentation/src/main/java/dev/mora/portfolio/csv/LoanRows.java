package dev.mora.portfolio.csv;

import dev.mora.portfolio.DataFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file by loan, in the order of loans.csv. The file is scanned once: rows that
 * stand in the order of the loans stay where they are and are read there again, the others go to a
 * {@link Spill}. Both join when the loans are walked. Not thread-safe.
 */
final class LoanRows implements AutoCloseable {

  private final Path path;
  private final Table table;
  private final IdTable loans;
  private final Faults faults;
  private final IntConsumer bytesRead;
  private final Spill spill;

  /** Lines, counted by rows, that are left out. */
  private final BitSet leftOut = new BitSet();

  private @Nullable CsvFile file;
  private int index = -1;
  private int reached = -1;
  private @Nullable Row ahead;

  LoanRows(
      Path folder,
      Table table,
      IdTable loans,
      Faults faults,
      IntConsumer bytesRead,
      int buffer,
      Supplier<Path> temporary) {
    this.path = folder.resolve(table.file);
    this.table = table;
    this.loans = loans;
    this.faults = faults;
    this.bytesRead = bytesRead;
    this.spill = new Spill(buffer, temporary);
  }

  /** Reads the file once and gets ready to be walked; nothing if there is no such file. */
  void scan() {
    if (!Files.exists(path)) {
      return;
    }
    IdTable payments = new IdTable();
    int highest = -1;
    int rows = 0;
    try (CsvFile in = new CsvFile(path, table, faults, bytesRead)) {
      for (Row row = in.next(); row != null; row = in.next(), rows++) {
        int loan = loans.find(row.id());
        if (loan < 0) {
          faults.add(table, row, Table.ID, found(row), expected(row), ignored());
        } else if (repeats(payments, row)) {
          leftOut.set(rows);
        } else if (loan < highest) {
          leftOut.set(rows);
          spill.add(loan, row);
        } else {
          highest = loan;
        }
      }
    }
    spill.sorted();
    file = new CsvFile(path, table, new Faults(fault -> {}, false), bytesRead);
    step();
  }

  static String found(Row row) {
    return row.isBroken() ? row.problem() : row.id().isEmpty() ? "nothing" : Masked.plain(row.id());
  }

  static String expected(Row row) {
    return row.isBroken() ? "a row as the header says" : "a loan of " + Table.LOANS.file;
  }

  static DataFault.Effect ignored() {
    return DataFault.Effect.ROW_IGNORED;
  }

  private boolean repeats(IdTable payments, Row row) {
    if (table != Table.PAYMENTS || row.isBroken()) {
      return false;
    }
    String id = row.values()[LoanFields.PAYMENT_ID];
    if (id.isEmpty() || id.length() > IdTable.LONGEST_ID) {
      return false;
    }
    if (payments.find(id) < 0) {
      payments.add(id);
      return false;
    }
    faults.add(
        table,
        row,
        LoanFields.PAYMENT_ID,
        Masked.plain(id) + " again",
        "each payment once",
        ignored());
    return true;
  }

  /** The rows of a loan, in their order in the file; loans are asked for in ascending order. */
  List<Row> of(int loan) {
    Spill.Entry spilt = spill.peek();
    if (reached != loan && (spilt == null || spilt.loan() != loan)) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>(8);
    while (reached == loan && ahead != null) {
      rows.add(ahead);
      step();
    }
    boolean both = !rows.isEmpty();
    int before = rows.size();
    for (Spill.Entry entry = spill.peek();
        entry != null && entry.loan() == loan;
        entry = spill.peek()) {
      rows.add(entry.row());
      spill.next();
    }
    if (both && rows.size() > before) {
      rows.sort((a, b) -> Long.compare(a.line(), b.line()));
    }
    return rows;
  }

  /** To the next row that was left in its place. */
  private void step() {
    ahead = null;
    reached = Integer.MAX_VALUE;
    CsvFile in = file;
    if (in == null) {
      return;
    }
    for (Row row = in.next(); row != null; row = in.next()) {
      index++;
      if (!leftOut.get(index)) {
        int loan = loans.find(row.id());
        if (loan >= 0) {
          ahead = row;
          reached = loan;
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
    spill.close();
  }
}
