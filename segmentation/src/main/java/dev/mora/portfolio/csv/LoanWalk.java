package dev.mora.portfolio.csv;

import dev.mora.portfolio.DataFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the loans of a folder in the order of loans.csv, each with all its rows, in memory that
 * does not grow with them (some 30 bytes for each loan and each payment). Not thread-safe.
 */
final class LoanWalk implements AutoCloseable {

  static final List<Table> OF_LOANS =
      List.of(
          Table.INSTALLMENTS,
          Table.PAYMENTS,
          Table.PAUSES,
          Table.RESTRUCTURES,
          Table.PARTIES,
          Table.PROMISES,
          Table.GIVEN);

  private final Path folder;
  private final Faults faults;
  private final IntConsumer bytesRead;
  private IdTable loanIds = new IdTable();
  private Set<Integer> mixed = Set.of();
  private final Map<Table, LoanRows> rows = new EnumMap<>(Table.class);
  private final int buffer;
  private final SpillFolder spills;
  private @Nullable CsvFile loans;
  private @Nullable LoanAssembler assembler;
  private int next;

  /**
   * @param temporary where a folder for what is spilled is made; null for that of the system
   */
  LoanWalk(
      Path folder, Faults faults, int buffer, @Nullable Path temporary, IntConsumer bytesRead) {
    this.folder = folder;
    this.faults = faults;
    this.buffer = buffer;
    spills = new SpillFolder(temporary);
    this.bytesRead = bytesRead;
  }

  /** Reads each file once and lists what belongs to no loan. */
  void open() {
    boolean givenFile = Files.exists(folder.resolve(Table.GIVEN.file));
    requireFiles(folder);
    LoanIds known = LoanIds.read(folder, faults, bytesRead);
    loanIds = known.ids();
    mixed = known.mixed();
    for (Table table : OF_LOANS) {
      LoanRows of = new LoanRows(folder, table, loanIds, faults, bytesRead, buffer, spills::file);
      rows.put(table, of);
      of.scan();
    }
    CsvFile in = new CsvFile(folder.resolve(Table.LOANS.file), Table.LOANS, silent(), bytesRead);
    loans = in;
    assembler = new LoanAssembler(faults, in.extraNames(), givenFile);
  }

  /** The next loan that is not skipped; null at the end. */
  LoanAssembler.@Nullable Assembled next() {
    CsvFile in = loans;
    LoanAssembler assemble = assembler;
    if (in == null || assemble == null) {
      throw new IllegalStateException("open the walk first");
    }
    for (Row row = in.next(); row != null; row = in.next()) {
      if (!isFirst(row)) {
        continue;
      }
      int loan = next++;
      LoanAssembler.Rows all =
          new LoanAssembler.Rows(
              row,
              of(Table.INSTALLMENTS, loan),
              of(Table.PAYMENTS, loan),
              of(Table.PAUSES, loan),
              of(Table.RESTRUCTURES, loan),
              of(Table.PARTIES, loan),
              of(Table.PROMISES, loan),
              of(Table.GIVEN, loan));
      if (mixed.contains(loan)) {
        LoanIds.tellMixed(row, faults);
        continue;
      }
      LoanAssembler.Assembled assembled = assemble.assemble(all);
      if (assembled != null) {
        return assembled;
      }
    }
    return null;
  }

  private List<Row> of(Table table, int loan) {
    LoanRows of = rows.get(table);
    return of == null ? List.of() : of.of(loan);
  }

  private boolean isFirst(Row row) {
    return LoanIds.isUsable(row) && loanIds.find(row.id()) == next;
  }

  /**
   * @throws UnreadablePortfolio if a file is not there that must be
   */
  static void requireFiles(Path folder) {
    require(folder, Table.LOANS);
    if (!Files.exists(folder.resolve(Table.GIVEN.file))) {
      require(folder, Table.INSTALLMENTS);
    }
  }

  private static void require(Path folder, Table table) {
    if (!Files.isReadable(folder.resolve(table.file))) {
      throw new UnreadablePortfolio(
          new DataFault(
              table.file, 0, "", "", "no such file", "a readable file", DataFault.Effect.NOTED));
    }
  }

  static Faults silent() {
    return new Faults(fault -> {}, false);
  }

  /** Closes all files and deletes the temporary ones. */
  @Override
  @SuppressWarnings("try") // closed last, read before
  public void close() {
    try (SpillFolder last = spills;
        CsvFile first = loans) {
      for (LoanRows of : rows.values()) {
        of.close();
      }
    }
  }

  /** Bytes of all files that are read twice or more, for a progress bar. */
  static long bytesToRead(Path folder) {
    long bytes = 0;
    for (Table table : OF_LOANS) {
      bytes += 2 * size(folder.resolve(table.file));
    }
    return bytes + 2 * size(folder.resolve(Table.LOANS.file));
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
