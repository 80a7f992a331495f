/**
 * Which segment a loan or a borrower belongs to, and why. A policy is data: ordered rules of which
 * the first that holds for certain decides; what is unknown never lets a rule hold by itself.
 *
 * <pre>
 *  SegmentationRun ── policy, models, Percentiles, SegmentMemory ──&gt; Segmented ── SegmentEvent
 *      │ for each case
 *  SegmentationPolicy ── * Rule ── Condition    (or a DecisionTable; Experiment, nested, Hold)
 *      │ compiled once
 *  Segmentation ── segment(CaseFacts) ──&gt; Placement ── Explanation ── * Step ── * Reading
 *                                                          └── nearest() ──&gt; Move ── * Change
 *
 *  SegmentationPolicy ── check() ──&gt; * Finding ── ExampleCase
 *  Segmented, Segmented ──&gt; PolicyDiff ── * Flow, * Mover
 * </pre>
 */
@NullMarked
package dev.mora.segmentation;

import org.jspecify.annotations.NullMarked;
