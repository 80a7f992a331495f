package dev.mora.segmentation;

import dev.mora.attribute.Percentiles;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A portfolio in segments on a date. Immutable. */
public final class Segmented {

  private final SegmentationPolicy policy;
  private final LocalDate asOf;
  private final List<SegmentedLoan> loans;
  private final Map<LoanId, SegmentedLoan> byLoan;
  private final Map<BorrowerId, Placement> borrowers;
  private final Set<BorrowerId> known;
  private final List<DataFault> faults;
  private final Percentiles percentiles;
  private final @Nullable SegmentMemory memory;

  Segmented(
      SegmentationPolicy policy,
      LocalDate asOf,
      List<SegmentedLoan> loans,
      Map<BorrowerId, Placement> borrowers,
      Set<BorrowerId> known,
      List<DataFault> faults,
      Percentiles percentiles,
      @Nullable SegmentMemory memory) {
    this.policy = policy;
    this.asOf = asOf;
    this.loans = List.copyOf(loans);
    this.borrowers = Map.copyOf(borrowers);
    this.known = Set.copyOf(known);
    this.faults = List.copyOf(faults);
    this.percentiles = percentiles;
    this.memory = memory;
    byLoan = new HashMap<>();
    loans.forEach(row -> byLoan.put(row.loan().id(), row));
  }

  public SegmentationPolicy policy() {
    return policy;
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** In the order of the portfolio. */
  public List<SegmentedLoan> loans() {
    return loans;
  }

  public Optional<SegmentedLoan> loan(LoanId id) {
    return Optional.ofNullable(byLoan.get(id));
  }

  /**
   * The segment of the first rule that holds for one of the borrower's loans, or of the borrower
   * itself if that is the policy's unit. Who has no loan is in the policy's {@code otherwise}.
   *
   * @throws IllegalArgumentException if the portfolio does not know the borrower
   */
  public String borrowerSegment(BorrowerId borrower) {
    Optional<Placement> placement = borrowerPlacement(borrower);
    if (placement.isEmpty() && !known.contains(borrower)) {
      throw new IllegalArgumentException("not a borrower of this portfolio: " + borrower);
    }
    return placement.map(Placement::segment).orElse(policy.otherwise());
  }

  /** Empty for a borrower without loans. */
  public Optional<Placement> borrowerPlacement(BorrowerId borrower) {
    return Optional.ofNullable(borrowers.get(borrower));
  }

  /**
   * The values that the cases were compared with, to be given to a run over some of them; none if
   * the policy reads no percentile.
   */
  public Percentiles percentiles() {
    return percentiles;
  }

  /** What the next run has to be given; empty if this one was given none. */
  public Optional<SegmentMemory> memory() {
    return Optional.ofNullable(memory);
  }

  /** Where each case of the policy's unit is. */
  Map<String, String> segmentsByCase() {
    Map<String, String> result = new HashMap<>();
    if (policy.unit() == SegmentationPolicy.Unit.BORROWER) {
      borrowers.forEach((id, placement) -> result.put(id.value(), placement.segment()));
    } else {
      loans.forEach(row -> result.put(row.loan().id().value(), row.placement().segment()));
    }
    return result;
  }

  /**
   * Those of the portfolio, then those found in own columns and by models, then what the run did
   * not do: hold without a memory, compare without values, decide between rows that should not both
   * hold.
   */
  public List<DataFault> faults() {
    return faults;
  }

  /**
   * Writes one line per loan: loan_id, borrower_id, segment, rule, borrower_segment, then the
   * attributes that the policy reads, empty where unknown; amounts at their currency's scale, names
   * of a set joined by {@code ;}. RFC 4180 with {@code \n}.
   *
   * @throws java.io.UncheckedIOException if {@code out} cannot be written
   */
  public void writeCsv(Appendable out) {
    new SegmentCsv(this, out).write();
  }

  @Override
  public String toString() {
    return "Segmented(" + policy + ", " + asOf + ", " + loans.size() + " loans)";
  }
}
