package dev.mora.benchmarks;

/**
 * A policy written out as Java. Each implementation has a loop of its own, so that the compiler
 * sees one callee there.
 */
public interface HandWritten {

  /** Writes the place of the first rule that holds, or the number of rules, for each account. */
  void segment(Account[] accounts, int[] rules);
}
