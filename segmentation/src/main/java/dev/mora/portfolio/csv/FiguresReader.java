package dev.mora.portfolio.csv;

import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.GivenFacts;
import dev.mora.portfolio.Portfolio;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads figures of loans that are known already, from a file with the columns of given.csv. */
final class FiguresReader {

  private FiguresReader() {}

  /**
   * @param faults hears of them in this file, whatever its name
   */
  static Map<LoanId, GivenFacts> read(Path file, Portfolio portfolio, Consumer<DataFault> faults) {
    try {
      return read(file, portfolio, new Faults(fault -> faults.accept(in(file, fault)), false));
    } catch (UnreadablePortfolio e) {
      throw new UnreadablePortfolio(in(file, e.fault()), Objects.requireNonNull(e.getCause()));
    }
  }

  private static DataFault in(Path file, DataFault fault) {
    return new DataFault(
        String.valueOf(file.getFileName()),
        fault.line(),
        fault.column(),
        fault.subject(),
        fault.found(),
        fault.expected(),
        fault.effect());
  }

  private static Map<LoanId, GivenFacts> read(Path file, Portfolio portfolio, Faults faults) {
    Map<LoanId, GivenFacts> figures = new LinkedHashMap<>();
    try (CsvFile in = new CsvFile(file, Table.GIVEN, faults, bytes -> {})) {
      for (Row row = in.next(); row != null; row = in.next()) {
        Fields f = new Fields(Table.GIVEN, row, faults, DataFault.Effect.ROW_IGNORED);
        if (!f.ok() || f.required(Table.ID).isBlank()) {
          continue;
        }
        LoanId id = LoanId.of(row.id());
        Loan loan = portfolio.loans().get(id);
        if (loan == null) {
          f.fault(Table.ID, Masked.plain(row.id()), "a loan of the portfolio");
        } else if (figures.containsKey(id)) {
          f.fault(Table.ID, Masked.plain(row.id()) + " again", "each loan once");
        } else {
          put(figures, id, LoanAssembler.given(f, loan.currency()));
        }
      }
    }
    return figures;
  }

  private static void put(Map<LoanId, GivenFacts> figures, LoanId id, @Nullable GivenFacts facts) {
    if (facts != null) {
      figures.put(id, facts);
    }
  }
}
