/**
 * Segmentation measured against the same policy written by hand, and against other engines. Nothing
 * here is published; measurements run by command only, their subjects are compared in tests.
 *
 * <pre>
 *  Accounts (seed) ──> Account[] ──┬── HandWritten    (if/else over records: the measure)
 *                                  └── policies/*.json (the same rules as data)
 * </pre>
 */
@NullMarked
package dev.mora.benchmarks;

import org.jspecify.annotations.NullMarked;
