package dev.mora.segmentation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A case went out of a segment.
 *
 * @param caseId of the loan, or of the borrower if that is the policy's unit
 * @param asOf day of the run that saw it; the same case and day give the same event again
 * @param to where it is now; empty if it is not in the portfolio any more
 */
public record SegmentLeft(
    String policy, String caseId, LocalDate asOf, String segment, Optional<String> to, Instant at)
    implements SegmentEvent {}
