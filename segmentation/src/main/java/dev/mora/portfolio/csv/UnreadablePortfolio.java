package dev.mora.portfolio.csv;

import dev.mora.portfolio.DataFault;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A portfolio folder that cannot be read at all, or, read strictly, that has a fault. */
public final class UnreadablePortfolio extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  private final transient DataFault fault;

  UnreadablePortfolio(DataFault fault) {
    this(fault, new IOException(fault.message()));
  }

  UnreadablePortfolio(DataFault fault, IOException cause) {
    super(fault.message(), cause);
    this.fault = fault;
  }

  public DataFault fault() {
    return fault;
  }
}
