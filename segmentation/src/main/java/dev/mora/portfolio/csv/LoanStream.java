package dev.mora.portfolio.csv;

import dev.mora.delinquency.LoanBook;
import dev.mora.delinquency.LoanBookBuilder;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanParty;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.GivenFacts;
import dev.mora.promise.PromiseToPay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Walks the loans of a folder like {@link LoanWalk}, but reads installments and payments once, as
 * long as they stand in the order of the loans, and hands the loans on in batches. Faults are kept
 * and told in the order in which the walk tells them. Not thread-safe.
 */
final class LoanStream implements AutoCloseable {

  private static final int BATCH = 1_024;
  private static final List<Table> ONCE = List.of(Table.INSTALLMENTS, Table.PAYMENTS);

  /** Reads the files that cannot be read once. */
  record Plan(Set<Table> scattered, Set<Long> suspects) {

    static Plan first() {
      return new Plan(Set.of(), Set.of());
    }

    Plan scattered(Table table) {
      Set<Table> all = new HashSet<>(scattered);
      all.add(table);
      return new Plan(Set.copyOf(all), suspects);
    }

    /** Trusts no file to be in order. */
    Plan safe() {
      if (scattered.containsAll(ONCE)) {
        throw new IllegalStateException("a fault that the walk does not meet");
      }
      return new Plan(Set.copyOf(ONCE), suspects);
    }

    Plan suspects(Set<Long> more) {
      Set<Long> all = new HashSet<>(suspects);
      all.addAll(more);
      return new Plan(scattered, Set.copyOf(all));
    }
  }

  /** A fault was found that ends a strict reading. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("", null, false, false);
    }
  }

  private final Path folder;
  private final boolean strict;
  private final PeopleReader people;
  private final IntConsumer bytesRead;
  private final Plan plan;
  private final Map<Table, List<DataFault>> ofFiles = new EnumMap<>(Table.class);
  private final List<DataFault> ofLoans = new ArrayList<>();
  private final Map<Table, OrderedRows> ordered = new EnumMap<>(Table.class);
  private final Map<Table, LoanRows> sorted = new EnumMap<>(Table.class);
  private final CsvFile loans;
  private final LoanIds ids;
  private final LoanAssembler assembler;
  private final PlainRows plain;

  private final LoanBookBuilder book = LoanBook.builder();
  private int[] borrowers = new int[BATCH];
  private int size;
  private final Map<Integer, GivenFacts> given = new HashMap<>();
  private final Map<Integer, List<PromiseToPay>> promises = new HashMap<>();
  private final boolean keepsPromises;

  LoanStream(
      Path folder,
      boolean strict,
      PeopleReader people,
      Set<String> wanted,
      int buffer,
      Supplier<Path> temporary,
      Plan plan,
      IntConsumer bytesRead) {
    this.folder = folder;
    this.strict = strict;
    this.people = people;
    this.bytesRead = bytesRead;
    this.plan = plan;
    keepsPromises = Files.exists(folder.resolve(Table.PROMISES.file));
    LoanWalk.requireFiles(folder);
    ids = LoanIds.read(folder, faults(Table.LOANS), bytesRead);
    loans =
        new CsvFile(folder.resolve(Table.LOANS.file), Table.LOANS, LoanWalk.silent(), bytesRead);
    assembler =
        new LoanAssembler(
            new Faults(this::ofLoan, false),
            loans.extraNames(),
            Files.exists(folder.resolve(Table.GIVEN.file)));
    plain = new PlainRows(loans, wanted);
    try {
      rows(buffer, temporary);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void rows(int buffer, Supplier<Path> temporary) {
    for (Table table : LoanWalk.OF_LOANS) {
      if (ONCE.contains(table) && !plan.scattered().contains(table)) {
        ordered.put(
            table,
            new OrderedRows(folder, table, ids.ids(), faults(table), bytesRead, plan.suspects()));
      } else if (Files.exists(folder.resolve(table.file))) {
        LoanRows rows =
            new LoanRows(folder, table, ids.ids(), faults(table), bytesRead, buffer, temporary);
        sorted.put(table, rows);
        rows.scan();
      }
    }
  }

  private Faults faults(Table table) {
    List<DataFault> list = ofFiles.computeIfAbsent(table, key -> new ArrayList<>());
    return new Faults(fault -> add(list, fault), false);
  }

  private void ofLoan(DataFault fault) {
    add(ofLoans, fault);
  }

  private void add(List<DataFault> list, DataFault fault) {
    if (strict && fault.effect() != DataFault.Effect.NOTED) {
      throw new Ended();
    }
    list.add(fault);
  }

  /** Hands on all loans that are not skipped. */
  void walk(Consumer<LoanBatch> each) {
    int next = 0;
    while (loans.advance()) {
      if (!isLoan(next)) {
        continue;
      }
      int loan = next++;
      ordered.values().forEach(rows -> rows.gather(loan));
      Map<Table, List<Row>> others = others(loan);
      if (ids.mixed().contains(loan)) {
        LoanIds.tellMixed(loans.row(), new Faults(this::ofLoan, false));
      } else if (!others.isEmpty() || !plain(loan)) {
        general(others);
      }
      ordered.values().forEach(OrderedRows::release);
      if (size == BATCH) {
        each.accept(batch());
      }
    }
    if (size > 0) {
      each.accept(batch());
    }
  }

  private Map<Table, List<Row>> others(int loan) {
    if (sorted.isEmpty()) {
      return Map.of();
    }
    Map<Table, List<Row>> others = new EnumMap<>(Table.class);
    sorted.forEach(
        (table, rows) -> {
          List<Row> of = rows.of(loan);
          if (!of.isEmpty()) {
            others.put(table, of);
          }
        });
    return others;
  }

  private boolean isLoan(int next) {
    if (!loans.isWhole()) {
      Row row = loans.row();
      return LoanIds.isUsable(row) && ids.ids().find(row.id()) == next;
    }
    Cells cells = loans.cells();
    int at = cells.at(0, loans.source(Table.ID));
    if (ids.ids().is(next, cells.text, cells.from[at], cells.to[at])) {
      return true;
    }
    return cells.to[at] > cells.from[at]
        && ids.ids().find(cells.text, cells.from[at], cells.to[at]) == next;
  }

  private boolean plain(int loan) {
    OrderedRows installments = ordered.get(Table.INSTALLMENTS);
    OrderedRows payments = ordered.get(Table.PAYMENTS);
    if (installments == null || payments == null || !plain.add(installments, payments, book)) {
      return false;
    }
    Cells cells = loans.cells();
    int at = cells.at(0, loans.source(LoanFields.BORROWER));
    borrowers[size++] = people.expect(cells.text, cells.from[at], cells.to[at], plain.currency());
    return true;
  }

  private void general(Map<Table, List<Row>> others) {
    LoanAssembler.Assembled one =
        assembler.assemble(
            new LoanAssembler.Rows(
                loans.row(),
                rows(Table.INSTALLMENTS, others),
                rows(Table.PAYMENTS, others),
                rows(Table.PAUSES, others),
                rows(Table.RESTRUCTURES, others),
                rows(Table.PARTIES, others),
                rows(Table.PROMISES, others),
                rows(Table.GIVEN, others)));
    if (one == null) {
      return;
    }
    Loan loan = one.book().loan(0);
    book.add(loan);
    GivenFacts facts = one.given();
    if (facts != null) {
      given.put(size, facts);
    }
    if (!one.promises().isEmpty()) {
      promises.put(size, one.promises());
    }
    borrowers[size++] = people.expect(loan.borrower().value(), loan.currency());
    for (LoanParty party : loan.parties()) {
      people.expectParty(party.borrower().value());
    }
  }

  private List<Row> rows(Table table, Map<Table, List<Row>> others) {
    OrderedRows rows = ordered.get(table);
    return rows == null ? others.getOrDefault(table, List.of()) : rows.rows();
  }

  private LoanBatch batch() {
    LoanBatch batch =
        new LoanBatch(book.build(), Arrays.copyOf(borrowers, size), given, promises, keepsPromises);
    size = 0;
    given.clear();
    promises.clear();
    return batch;
  }

  /** Fingerprints of payments that may be there twice, once all was walked. */
  Set<Long> suspects() {
    OrderedRows payments = ordered.get(Table.PAYMENTS);
    return payments == null ? Set.of() : payments.repeated();
  }

  /** All that was wrong, in the order of {@link LoanWalk}. */
  void tell(Consumer<DataFault> sink) {
    ofFiles.getOrDefault(Table.LOANS, List.of()).forEach(sink);
    for (Table table : LoanWalk.OF_LOANS) {
      ofFiles.getOrDefault(table, List.of()).forEach(sink);
    }
    ofLoans.forEach(sink);
  }

  @Override
  public void close() {
    loans.close();
    ordered.values().forEach(OrderedRows::close);
    sorted.values().forEach(LoanRows::close);
  }
}
