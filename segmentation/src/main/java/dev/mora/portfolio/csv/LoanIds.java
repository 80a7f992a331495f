package dev.mora.portfolio.csv;

import dev.mora.portfolio.DataFault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * The loans of loans.csv, numbered as they come.
 *
 * @param mixed loans that come again in another currency
 */
record LoanIds(IdTable ids, Set<Integer> mixed) {

  /** Reads the ids, and lists rows without a usable one and rows that repeat one. */
  static LoanIds read(Path folder, Faults faults, IntConsumer bytesRead) {
    IdTable ids = new IdTable();
    Set<String> repeated = new HashSet<>();
    try (CsvFile in =
        new CsvFile(folder.resolve(Table.LOANS.file), Table.LOANS, faults, bytesRead)) {
      while (in.advance()) {
        if (in.isWhole() && isNew(in, ids)) {
          continue;
        }
        Row row = in.row();
        if (!isUsable(row)) {
          String found = row.isBroken() ? row.problem() : "no usable loan_id";
          faults.add(
              Table.LOANS,
              Row.broken(row.line(), new String[] {""}, found),
              Table.ID,
              found,
              "an id of at most " + IdTable.LONGEST_ID + " characters",
              DataFault.Effect.ROW_IGNORED);
        } else if (ids.find(row.id()) >= 0) {
          repeated.add(row.id());
          faults.add(
              Table.LOANS,
              row,
              Table.ID,
              Masked.plain(row.id()) + " again",
              "each loan once",
              DataFault.Effect.ROW_IGNORED);
        } else {
          ids.add(row.id());
        }
      }
    }
    return new LoanIds(
        ids, repeated.isEmpty() ? Set.of() : mixed(folder, ids, repeated, bytesRead));
  }

  private static boolean isNew(CsvFile in, IdTable ids) {
    Cells cells = in.cells();
    int at = cells.at(0, in.source(Table.ID));
    int length = cells.to[at] - cells.from[at];
    if (length < 1 || length > IdTable.LONGEST_ID) {
      return false;
    }
    int before = ids.size();
    return ids.add(cells.text, cells.from[at], cells.to[at]) == before;
  }

  private static Set<Integer> mixed(
      Path folder, IdTable ids, Set<String> repeated, IntConsumer bytesRead) {
    Set<Integer> mixed = new HashSet<>();
    Map<String, String> currencies = new HashMap<>();
    Path file = folder.resolve(Table.LOANS.file);
    try (CsvFile in = new CsvFile(file, Table.LOANS, LoanWalk.silent(), bytesRead)) {
      for (Row row = in.next(); row != null; row = in.next()) {
        if (repeated.contains(row.id())) {
          String currency = row.values()[LoanFields.CURRENCY];
          String before = currencies.putIfAbsent(row.id(), currency);
          if (before != null && !before.equals(currency)) {
            mixed.add(ids.find(row.id()));
          }
        }
      }
    }
    return mixed;
  }

  static boolean isUsable(Row row) {
    return !row.id().isBlank() && row.id().length() <= IdTable.LONGEST_ID;
  }

  static void tellMixed(Row row, Faults faults) {
    faults.add(
        Table.LOANS,
        row,
        LoanFields.CURRENCY,
        "two currencies in one loan",
        "one",
        DataFault.Effect.LOAN_SKIPPED);
  }
}
