package dev.mora.portfolio.csv;

import dev.mora.portfolio.DataFault;
import java.util.function.Consumer;

/** Hands faults on; when strict, the first that costs something ends the reading. */
final class Faults {

  private final Consumer<DataFault> sink;
  private final boolean strict;

  Faults(Consumer<DataFault> sink, boolean strict) {
    this.sink = sink;
    this.strict = strict;
  }

  void add(DataFault fault) {
    if (strict && fault.effect() != DataFault.Effect.NOTED) {
      throw new UnreadablePortfolio(fault);
    }
    sink.accept(fault);
  }

  void add(
      Table table, Row row, int column, String found, String expected, DataFault.Effect effect) {
    add(
        new DataFault(
            table.file,
            row.line(),
            column < 0 ? "" : table.columns.get(column),
            row.id(),
            found,
            expected,
            effect));
  }
}
