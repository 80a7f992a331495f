/**
 * Kills processes that send, and counts what a debtor would have got.
 *
 * <pre>
 *  KillTest ──> Crew ──starts, kills──> Worker, Worker …  (an Outreach on a shared ledger)
 *                 └────starts─────────> Provider          (counts bodies, tells statuses)
 * </pre>
 */
@NullMarked
package dev.mora.examples.kill;

import org.jspecify.annotations.NullMarked;
