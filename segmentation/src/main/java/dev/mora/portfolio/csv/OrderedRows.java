package dev.mora.portfolio.csv;

import dev.mora.portfolio.DataFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file by loan, read once, as long as they stand in the order of loans.csv. A row
 * that stands away from its loan ends the reading with {@link Scattered}: then {@link LoanRows} has
 * to read the file, twice. Not thread-safe.
 */
final class OrderedRows implements AutoCloseable {

  /** Rows of one loan that are kept as cells; more are strings. */
  private static final int MOST_CELLS = 1_000;

  /** The file is not in the order of the loans. */
  static final class Scattered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Table table;

    Scattered(Table table) {
      super(table.file, null, false, false);
      this.table = table;
    }

    Table table() {
      return table;
    }
  }

  private final Table table;
  private final IdTable loans;
  private final Faults faults;
  private final @Nullable CsvFile file;
  private final Set<Long> suspects;
  private final Set<String> suspected = new HashSet<>();
  private final Prints prints = new Prints();
  private int reached = -1;
  private @Nullable List<Row> odd;

  /**
   * @param suspects fingerprints of payments that may be there twice
   */
  OrderedRows(
      Path folder,
      Table table,
      IdTable loans,
      Faults faults,
      IntConsumer bytesRead,
      Set<Long> suspects) {
    this.table = table;
    this.loans = loans;
    this.faults = faults;
    this.suspects = suspects;
    Path path = folder.resolve(table.file);
    file = Files.exists(path) ? new CsvFile(path, table, faults, bytesRead) : null;
    try {
      step();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Collects the rows of a loan; loans are asked for in ascending order. */
  void gather(int loan) {
    CsvFile in = file;
    if (in == null) {
      return;
    }
    Cells cells = in.cells();
    while (reached == loan) {
      List<Row> strings = odd;
      if (strings == null && in.isWhole() && cells.kept() < MOST_CELLS) {
        cells.keep(in.line());
      } else {
        if (strings == null) {
          strings = new ArrayList<>(rows());
          odd = strings;
          cells.drop();
        }
        strings.add(in.row());
      }
      step();
    }
  }

  /** Whether the rows that were gathered can be read from the cells. */
  boolean asCells() {
    return odd == null;
  }

  int size() {
    List<Row> strings = odd;
    return strings != null ? strings.size() : file == null ? 0 : file.cells().kept();
  }

  /**
   * @throws IllegalStateException if there is no such file
   */
  CsvFile file() {
    CsvFile in = file;
    if (in == null) {
      throw new IllegalStateException("no file " + table.file);
    }
    return in;
  }

  /** The rows that were gathered, in their order in the file. */
  List<Row> rows() {
    List<Row> strings = odd;
    if (strings != null) {
      return strings;
    }
    List<Row> rows = new ArrayList<>();
    CsvFile in = file;
    for (int row = 0; in != null && row < in.cells().kept(); row++) {
      rows.add(in.kept(row));
    }
    return rows;
  }

  /** Lets the rows that were gathered go. */
  void release() {
    odd = null;
    if (file != null) {
      file.cells().drop();
    }
  }

  private void step() {
    CsvFile in = file;
    int before = reached;
    reached = Integer.MAX_VALUE;
    while (in != null && in.advance()) {
      int loan = loan(in, before);
      if (loan < 0) {
        Row row = in.row();
        faults.add(
            table, row, Table.ID, LoanRows.found(row), LoanRows.expected(row), LoanRows.ignored());
      } else if (table != Table.PAYMENTS || !repeats(in)) {
        if (loan < before) {
          throw new Scattered(table);
        }
        reached = loan;
        return;
      }
    }
  }

  private int loan(CsvFile in, int before) {
    if (!in.isWhole()) {
      return loans.find(in.row().id());
    }
    Cells cells = in.cells();
    int at = cells.at(cells.kept(), in.source(Table.ID));
    int from = cells.from[at];
    int to = cells.to[at];
    if (cells.kept() > 0 && cells.repeats(in.source(Table.ID))) {
      return before;
    }
    if (loans.is(before, cells.text, from, to)) {
      return before;
    }
    return loans.is(before + 1, cells.text, from, to)
        ? before + 1
        : loans.find(cells.text, from, to);
  }

  private boolean repeats(CsvFile in) {
    if (!in.isWhole()) {
      return false;
    }
    Cells cells = in.cells();
    int at = cells.at(cells.kept(), in.source(LoanFields.PAYMENT_ID));
    int length = cells.length(cells.kept(), in.source(LoanFields.PAYMENT_ID));
    if (length == 0 || length > IdTable.LONGEST_ID) {
      return false;
    }
    long print = Forms.print(cells.text, cells.from[at], cells.to[at]);
    if (!suspects.isEmpty() && suspects.contains(print)) {
      String id = cells.string(cells.kept(), in.source(LoanFields.PAYMENT_ID));
      return !suspected.add(id) && told(in);
    }
    prints.add(print);
    return false;
  }

  private boolean told(CsvFile in) {
    Row row = in.row();
    faults.add(
        table,
        row,
        LoanFields.PAYMENT_ID,
        Masked.plain(row.values()[LoanFields.PAYMENT_ID]) + " again",
        "each payment once",
        DataFault.Effect.ROW_IGNORED);
    return true;
  }

  /** Fingerprints that came more than once, at the end of the file; suspects are left out. */
  Set<Long> repeated() {
    return prints.repeated();
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
