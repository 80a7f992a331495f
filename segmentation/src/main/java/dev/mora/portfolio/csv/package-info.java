/**
 * The portfolio folder: CSV files of borrowers, loans and what happened to them, read into records
 * or loan by loan with bounded memory. What cannot be used is listed with file, line and rule.
 *
 * <pre>
 *  loans.csv ────────── in file order ──────────┐
 *  installments.csv ─┬─ rows in loan order ─────┼──> one loan ──> Portfolio, Delinquency, LoanBatch
 *  payments.csv …    └─ others: sorted on disk ─┘        └──────> DataFault
 * </pre>
 */
@NullMarked
package dev.mora.portfolio.csv;

import org.jspecify.annotations.NullMarked;
