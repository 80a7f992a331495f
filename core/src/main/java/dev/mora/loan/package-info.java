/**
 * A loan, its schedule and what was paid. Pure values: no clock, no storage.
 *
 * <pre>
 *  Loan 1 ── * Installment ── due, paid : Amounts (principal, interest, fees, penalties)
 *    ├────── * Payment ── reverses 0..1 PaymentId, target 0..1 PaymentTarget
 *    ├────── * Pause
 *    ├────── * Restructure ── replaced * Installment
 *    └────── * LoanParty (CO_BORROWER, GUARANTOR, GROUP)
 *  CutOff (zone, end of day) ──> value date of a Payment
 * </pre>
 */
@NullMarked
package dev.mora.loan;

import org.jspecify.annotations.NullMarked;
