/**
 * Scores that a segmentation can read. A model is data ({@code mora/scorecard-1}, {@code
 * mora/logistic-1}) or code of the host; either way it reads facts by name, does no input or output
 * and says why the score is not better.
 *
 * <pre>
 *  file ──RiskModel.load──&gt; Scorecard, LogisticModel ──┐
 *  host ───────────────────────────────&gt; RiskModel ────┼── score(CaseFacts, as-of) ──&gt; ScoreResult ── * Reason
 *                                                        │
 *  CaseFacts ──Scores── fill ──&gt; CaseFacts with score.NAME, faults where there is none
 *
 *  scores and what became of them ──&gt; Discrimination, Calibration, PopulationStability
 * </pre>
 */
@NullMarked
package dev.mora.score;

import org.jspecify.annotations.NullMarked;
