/**
 * Shows a person what was planned, what was sent and why the rest was left alone: one HTML page
 * that needs nothing else.
 *
 * <pre>
 *  Plan + ledger + tray ──> Report ──> Html, Bars (inline SVG) ──> page
 * </pre>
 */
@NullMarked
package dev.mora.report;

import org.jspecify.annotations.NullMarked;
