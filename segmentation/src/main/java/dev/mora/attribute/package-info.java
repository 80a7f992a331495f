/**
 * What is known of a loan or a borrower on a date, as typed values with a known bit, and conditions
 * on them as plain data. A missing value is unknown, never false: truth has three values.
 *
 * <pre>
 *  Attributes ── * Attribute&lt;T&gt; ◄── Condition.Test ── Comparison ── Operand
 *      │                              │
 *  CaseBook ── * Case ── CaseFacts ◄── Check (a condition made ready) ──> Truth
 * </pre>
 *
 * Many cases at once are asked by column; a host's records are asked as they are.
 *
 * <pre>
 *  CaseFacts, Assessments ──> CaseColumns ──┐
 *                        Condition 1..n ── FirstTrue ──> place of the first that is TRUE
 *  a host's T ── Columns&lt;T&gt; (accessors) ────┴── RecordRules&lt;T&gt; ──> the same
 * </pre>
 */
@NullMarked
package dev.mora.attribute;

import org.jspecify.annotations.NullMarked;
