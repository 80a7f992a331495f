/**
 * The class that a supervisor gives a late debt, by the rule in force on a date. Tables are data
 * with their source, their dates and how well they were verified; each result says all three.
 *
 * <pre>
 *  Classifications ── * ClassificationTable ── * ClassificationPeriod ── * ClassRow ── Provision
 *      │ shipped, or a host's own file              │ in force on the date
 *  LateDebt (from a Delinquency) ───────────────────┴──> Classification
 * </pre>
 */
@NullMarked
package dev.mora.classification;

import org.jspecify.annotations.NullMarked;
