/**
 * How late a loan is on a date, how much of it is overdue, and in which bucket that puts it. One
 * algorithm over primitive columns; single loans go through the same columns. Which of several
 * readings of practice and law it follows, {@link dev.mora.delinquency.DelinquencyPolicy} lists.
 *
 * <pre>
 *  Loan ──────> LoanBook ──┐
 *  DelinquencyPolicy ──────┼── assess(as-of) ──> Delinquency, Assessments ──> Bucket
 *  GivenFacts ─────────────┘                          │
 *                                   Reconciliation ◄──┤ beside the core's figures
 *                         RollUp (a person's loans) ◄──┘ worst days, summed arrears by role
 *  Assessments ──> PortfolioSnapshot ──> ParReport, RollRates ──> MarkovChain
 *  LoanBook ── PortfolioPast ──> snapshots of earlier days, Vintages, FirstPaymentDefaults,
 *                                RepaymentRates
 *  LoanBook ── PastReader ──> LoanPast ──> PaymentHistory, MonthlyDays, Lateness, LateSpell
 *  Loan, Mark ── DelinquencyFeed ──> Step: Delinquency, Transition *, the next Mark
 * </pre>
 */
@NullMarked
package dev.mora.delinquency;

import org.jspecify.annotations.NullMarked;
