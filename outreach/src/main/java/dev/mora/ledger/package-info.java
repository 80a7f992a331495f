/**
 * Every message from the plan to the receipt: at most once out, once in effect back in, nothing
 * lost in silence. A ledger decides and remembers; a dispatcher does what it allows.
 *
 * <pre>
 *  Dispatch ──plan──> DeliveryLedger ◄──claim, gate, outcome── Dispatcher ──> MessageSender
 *                       │  ^     └── GateCheck (inside)
 *      LedgerEvent 1..* │  └── merge ── WebhookInbox ◄── provider
 *                 DispatchEntry = fold(events)
 * </pre>
 */
@NullMarked
package dev.mora.ledger;

import org.jspecify.annotations.NullMarked;
