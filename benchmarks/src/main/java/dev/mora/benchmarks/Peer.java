package dev.mora.benchmarks;

/** Another way to segment, as one would use it at first try. */
interface Peer {

  String name();

  /** Same results as {@link HandWritten#segment}. */
  void segment(Account[] accounts, int[] rules) throws Exception;
}
