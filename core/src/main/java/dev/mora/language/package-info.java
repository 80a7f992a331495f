/**
 * The three languages of explanations: which one is meant, and how amounts and numbers read in it.
 *
 * <pre>
 *  "es-MX" ──of──> Language ──pick(es, pt, en)──> the text
 *                     └── amount, number, percent, flag, list
 * </pre>
 */
@NullMarked
package dev.mora.language;

import org.jspecify.annotations.NullMarked;
