package dev.mora.segmentation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A case came into a segment.
 *
 * @param caseId of the loan, or of the borrower if that is the policy's unit
 * @param asOf day of the run that saw it; the same case and day give the same event again
 * @param from where it was before; empty if it was not seen before
 */
public record SegmentEntered(
    String policy, String caseId, LocalDate asOf, String segment, Optional<String> from, Instant at)
    implements SegmentEvent {}
