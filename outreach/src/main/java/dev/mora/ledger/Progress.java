package dev.mora.ledger;

/**
 * Is told how far a run has come, on the thread of the run: more seldom where counting takes long,
 * and at the end, unless the run was interrupted.
 */
@FunctionalInterface
public interface Progress {

  /**
   * @param done dispatches that no worker has to touch again
   * @param total all that are planned, which may grow while a run goes on
   */
  void at(long done, long total);

  static Progress none() {
    return (done, total) -> {};
  }
}
