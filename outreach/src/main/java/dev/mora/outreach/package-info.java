/**
 * The front door of Mora: plan and run a strategy over a portfolio, send one message, hear what
 * comes back. Mass and single sends take the same way through law, caps, ledger and gate.
 *
 * <pre>
 *  Strategy + Portfolio ──plan──> Plan (one row per loan and step, a reason for every silence)
 *                                   │ run
 *  one borrower ──send──────────────┴──> ledger ──gate──> sender
 *  webhook bytes ──receive──> inbox ──work──> ledger | conversation ──> tray
 * </pre>
 */
@NullMarked
package dev.mora.outreach;

import org.jspecify.annotations.NullMarked;
