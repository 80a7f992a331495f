package dev.mora.ledger.contract;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.LedgerSettings;
import dev.mora.party.BorrowerId;
import dev.mora.testkit.MutableClock;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh ledger for each test, and every invariant after it. */
public abstract class LedgerContract {

  protected static final BorrowerId ROSA = BorrowerId.of("B-1");

  protected final MutableClock clock = LedgerFixture.aClock();
  protected DeliveryLedger ledger;

  /**
   * A fresh, empty ledger.
   *
   * @param clock the ledger's own: leases and waiting times run by it
   */
  protected abstract DeliveryLedger create(LedgerSettings settings, InstantSource clock);

  /** For the figures: the test that says where ledgers are kept. */
  final String place() {
    Class<?> outer = getClass().getEnclosingClass();
    return (outer == null ? getClass() : outer).getSimpleName().replace("LedgerTest", "");
  }

  @BeforeEach
  void create_a_ledger() {
    ledger = create(LedgerSettings.of("test"), clock);
  }

  @AfterEach
  void every_invariant_holds() {
    LedgerInvariants.check(Objects.requireNonNull(ledger));
    ledger.close();
  }
}
