package dev.mora.json;

import java.util.List;
import java.util.stream.Collectors;

/** A document that is not what it has to be. Its message has a line for each fault. */
public final class InvalidDocument extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public InvalidDocument(Fault fault) {
    this(List.of(fault));
  }

  /**
   * @param faults at least one
   */
  public InvalidDocument(List<Fault> faults) {
    super(faults.stream().map(Fault::message).collect(Collectors.joining("\n")));
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("an invalid document has a fault");
    }
    this.faults = List.copyOf(faults);
  }

  private InvalidDocument(Fault fault, boolean stack) {
    super(fault.message(), null, false, stack);
    this.faults = List.of(fault);
  }

  /** Without a stack, for a reader that meets them by the million and goes on. */
  static InvalidDocument light(Fault fault) {
    return new InvalidDocument(fault, false);
  }

  public List<Fault> faults() {
    return faults;
  }
}
