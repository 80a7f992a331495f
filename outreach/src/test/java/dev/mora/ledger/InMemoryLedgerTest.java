package dev.mora.ledger;

import dev.mora.ledger.contract.DeliveryLedgerContract;
import java.time.InstantSource;

class InMemoryLedgerTest extends DeliveryLedgerContract {

  @Override
  protected DeliveryLedger create(LedgerSettings settings, InstantSource clock) {
    return InMemoryLedger.of(settings, clock);
  }
}
