package dev.mora.jdbc;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.LedgerStore;
import dev.mora.ledger.contract.BatchContract;
import dev.mora.ledger.contract.BooksContract;
import dev.mora.ledger.contract.CampaignContract;
import dev.mora.ledger.contract.CapRaceContract;
import dev.mora.ledger.contract.CrashPointContract;
import dev.mora.ledger.contract.DeliveryLedgerContract;
import dev.mora.ledger.contract.DoubtContract;
import dev.mora.ledger.contract.ErasureContract;
import dev.mora.ledger.contract.FairnessContract;
import dev.mora.ledger.contract.LedgerModelContract;
import dev.mora.ledger.contract.NotebookContract;
import dev.mora.ledger.contract.OutcomeContract;
import dev.mora.ledger.contract.PersonsWordContract;
import dev.mora.ledger.contract.ReachContract;
import dev.mora.ledger.contract.ResendContract;
import dev.mora.ledger.contract.ServerErrorContract;
import dev.mora.ledger.contract.StatusContract;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

class SqliteLedgerTest {

  private static DeliveryLedger fresh(LedgerSettings settings, InstantSource clock) {
    return Ledgers.fresh(Place.SQLITE, settings, clock);
  }

  @Nested
  class BooksOfAStore extends BooksContract {
    @Override
    protected LedgerStore create(InstantSource clock) {
      return Ledgers.store(Place.SQLITE, clock);
    }
  }

  @Nested
  class WayOfADispatch extends DeliveryLedgerContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Outcomes extends OutcomeContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Statuses extends StatusContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Batches extends BatchContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Campaigns extends CampaignContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Notes extends NotebookContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class CapRace extends CapRaceContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Model extends LedgerModelContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class CrashPoints extends CrashPointContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Fairness extends FairnessContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Resends extends ResendContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class ServerErrors extends ServerErrorContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class PersonsWords extends PersonsWordContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Reaches extends ReachContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Doubts extends DoubtContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }
  }

  @Nested
  class Erasures extends ErasureContract {
    @Override
    protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
      return fresh(settings, clock);
    }

    @Override
    protected String dump(DeliveryLedger of) {
      return Ledgers.dump(of);
    }
  }
}
