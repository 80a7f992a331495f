/**
 * What is proven over all modules together, and the page that says what a run has proven.
 *
 * <pre>
 * a run ──figures, test results──&gt; target/ ──ProofReport──&gt; docs/proof.md
 * </pre>
 */
@NullMarked
package dev.mora.examples.proof;

import org.jspecify.annotations.NullMarked;
