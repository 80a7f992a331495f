/**
 * What every {@link dev.mora.ledger.DeliveryLedger} must keep, as tests on public types alone. A
 * store of one's own extends the abstract classes and says how a fresh ledger is made.
 */
package dev.mora.ledger.contract;
