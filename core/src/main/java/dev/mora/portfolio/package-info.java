/**
 * Borrowers and loans as the host hands them over, with what could not be used.
 *
 * <pre>
 *  PortfolioSource ──read──> Portfolio ── * Borrower, * Loan, * GivenFacts
 *                                │      ── * PromiseToPay, * ContactRecord, * Consent
 *                                └─────── * DataFault (what could not be used, and why)
 * </pre>
 */
@NullMarked
package dev.mora.portfolio;

import org.jspecify.annotations.NullMarked;
