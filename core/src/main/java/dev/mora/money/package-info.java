/**
 * Exact amounts of one currency, in minor units. Nothing rounds unless told how.
 *
 * <pre>
 *  "120.50 MXN" ──parse──> Money (12050, MXN) ──split(3)──> 4017 + 4017 + 4016
 *                            │ plus, minus, compareTo
 *                            └── another currency ──> CurrencyMismatch
 * </pre>
 */
@NullMarked
package dev.mora.money;

import org.jspecify.annotations.NullMarked;
