package dev.mora.ledger;

import java.util.function.Consumer;
import java.util.function.Function;

/** Where commands come in: opens the {@link Books} of a store, a sitting for each work. */
final class Counter {

  private final LedgerStore store;
  private final LedgerSettings settings;

  Counter(LedgerStore store, LedgerSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /** One page of a work that takes as many transactions as it has pages. */
  @FunctionalInterface
  interface Page {

    /**
     * @param after the number of the last row of the page before; 0 for the first
     */
    Swept from(Sitting sitting, long after);
  }

  <T> T write(Function<Sitting, T> work) {
    return store.write(
        books -> {
          var sitting = new Sitting(books, settings);
          T result = work.apply(sitting);
          sitting.clerk.save();
          return result;
        });
  }

  void run(Consumer<Sitting> work) {
    write(
        sitting -> {
          work.accept(sitting);
          return true;
        });
  }

  <T> T read(Function<Sitting, T> work) {
    return store.read(books -> work.apply(new Sitting(books, settings)));
  }

  /**
   * @return how many were done on all pages
   */
  int sweep(Page page) {
    int done = 0;
    long after = 0;
    while (true) {
      long from = after;
      Swept swept = write(sitting -> page.from(sitting, from));
      done += swept.done();
      if (!swept.isFull()) {
        return done;
      }
      after = swept.last();
    }
  }
}
