package dev.mora.jdbc;

import dev.mora.ledger.LedgerStore;
import dev.mora.ledger.contract.BooksContract;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

class BooksTest {

  private static LedgerStore fresh(Place place, InstantSource clock) {
    return place.ledger(place.fresh()).clock(clock).migrate().store();
  }

  @Nested
  class Sqlite extends BooksContract {
    @Override
    protected LedgerStore create(InstantSource clock) {
      return fresh(Place.SQLITE, clock);
    }
  }

  @Nested
  class Postgres extends BooksContract {
    @Override
    protected LedgerStore create(InstantSource clock) {
      return fresh(Place.POSTGRESQL, clock);
    }
  }

  @Nested
  class H2 extends BooksContract {
    @Override
    protected LedgerStore create(InstantSource clock) {
      return fresh(Place.H2, clock);
    }
  }
}
