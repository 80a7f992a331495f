/**
 * What a debtor said he would pay, and what became of it on a date.
 *
 * <pre>
 *  PromiseToPay ──┐                                ┌─> OPEN | KEPT | PARTIALLY_KEPT | BROKEN
 *                 ├─ stateOn(date, payments, terms)┤
 *  PaymentPlan ───┘                                └─> ACTIVE | COMPLETED | BROKEN
 *                     PromiseTerms (grace, share)
 * </pre>
 */
@NullMarked
package dev.mora.promise;

import org.jspecify.annotations.NullMarked;
