package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.CaseStream;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.csv.PortfolioFolder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A portfolio folder in segments on a date without the portfolio in memory: what {@link
 * Segmented#writeCsv} writes, byte for byte. It keeps some 100 bytes for a loan, and what the
 * policy reads; explanations need {@link SegmentationRun}. Not thread-safe.
 */
public final class SegmentStream {

  private static final int NOT_YET = -1;
  private static final int REPORTED = 4_096;

  private final SegmentationPolicy policy;
  private final CaseStream cases;
  private final boolean byBorrower;

  /** Place of the rule for each loan, or for each borrower by its number. */
  private int[] rules = {};

  /** Place of the first rule that holds for a loan of each borrower. */
  private int[] best = {};

  private SegmentStream(SegmentationPolicy policy, CaseStream cases) {
    this.policy = policy;
    this.cases = cases;
    byBorrower = policy.unit() == SegmentationPolicy.Unit.BORROWER;
  }

  /** Why this policy needs the whole portfolio in memory; empty if it does not. */
  public static Optional<String> whyNot(SegmentationPolicy policy) {
    for (Attribute<?> attribute : policy.readsInAll()) {
      if (attribute.name().startsWith("percentile.")) {
        return Optional.of(attribute.name() + " ranks all loans");
      }
    }
    if (!policy.holds().isEmpty()) {
      return Optional.of("the policy holds segments");
    }
    if (policy.table().map(table -> table.hit() == DecisionTable.Hit.UNIQUE).orElse(false)) {
      return Optional.of("cases in several rows of the UNIQUE table are counted");
    }
    return CaseStream.missing(policy.inputs())
        .map(attribute -> attribute.name() + " needs more than loans and borrowers");
  }

  /**
   * Reads the folder and places every loan.
   *
   * @param faults hears of all that {@link Segmented#faults()} would tell
   * @throws IllegalArgumentException if {@link #whyNot} has a reason
   */
  public static SegmentStream read(
      SegmentationPolicy policy,
      PortfolioFolder folder,
      DelinquencyPolicy delinquency,
      LocalDate asOf,
      Consumer<DataFault> faults,
      PortfolioFolder.Progress progress) {
    whyNot(policy)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException("not without the whole portfolio: " + reason);
            });
    CaseStream cases =
        CaseStream.read(
            folder,
            delinquency,
            asOf,
            policy.attributes(),
            policy.inputs(),
            policy.unit() == SegmentationPolicy.Unit.BORROWER,
            faults,
            progress);
    SegmentStream stream = new SegmentStream(policy, cases);
    stream.place();
    return stream;
  }

  private void place() {
    rules = new int[cases.size()];
    best = new int[64];
    Arrays.fill(best, NOT_YET);
    for (int loan = 0; loan < cases.size(); loan++) {
      int borrower = cases.borrower(loan);
      if (borrower >= best.length) {
        int before = best.length;
        best = Arrays.copyOf(best, Math.max(borrower + 1, before * 2));
        Arrays.fill(best, before, best.length, NOT_YET);
      }
      if (!byBorrower) {
        rules[loan] = policy.compiled().ruleFor(cases.facts(loan));
        best[borrower] =
            best[borrower] == NOT_YET ? rules[loan] : Math.min(best[borrower], rules[loan]);
      } else if (best[borrower] == NOT_YET) {
        best[borrower] = policy.compiled().ruleFor(cases.borrowerFacts(borrower));
      }
    }
  }

  /** Number of loans. */
  public int size() {
    return cases.size();
  }

  /** Loans in each segment that has any, by name. */
  public Map<String, Long> counts() {
    long[] counts = new long[policy.rules().size() + 1];
    for (int loan = 0; loan < size(); loan++) {
      counts[rule(loan)]++;
    }
    Map<String, Long> result = new TreeMap<>();
    for (int rule = 0; rule < counts.length; rule++) {
      if (counts[rule] > 0) {
        result.merge(policy.compiled().segmentOf(rule), counts[rule], Long::sum);
      }
    }
    return result;
  }

  private int rule(int loan) {
    return byBorrower ? best[cases.borrower(loan)] : rules[loan];
  }

  /**
   * See {@link Segmented#writeCsv}.
   *
   * @throws java.io.UncheckedIOException if {@code out} cannot be written
   */
  public void writeCsv(Appendable out) {
    writeCsv(out, (done, total) -> {});
  }

  /**
   * @param progress hears of the loans that are written
   */
  public void writeCsv(Appendable out, PortfolioFolder.Progress progress) {
    Set<Attribute<?>> reads = policy.reads();
    SegmentCsv.header(reads, out);
    boolean asKept = !byBorrower && policy.compiled().derivesNothing();
    List<IntFunction<Optional<?>>> kept = new ArrayList<>();
    if (asKept) {
      reads.forEach(attribute -> kept.add(cases.values(attribute)));
    }
    List<String> cells = new ArrayList<>();
    for (int loan = 0; loan < size(); loan++) {
      int borrower = cases.borrower(loan);
      int rule = rule(loan);
      cells.clear();
      cells.add(cases.loanId(loan).value());
      cells.add(cases.borrowerId(borrower).value());
      cells.add(policy.compiled().segmentOf(rule));
      cells.add(policy.compiled().ruleId(rule));
      cells.add(policy.compiled().segmentOf(best[borrower]));
      if (asKept) {
        for (IntFunction<Optional<?>> values : kept) {
          cells.add(SegmentCsv.cell(values.apply(loan)));
        }
      } else {
        CaseFacts known = byBorrower ? cases.borrowerFacts(borrower) : cases.facts(loan);
        CaseFacts facts = policy.compiled().prepared(known);
        reads.forEach(attribute -> cells.add(SegmentCsv.cell(facts, attribute)));
      }
      SegmentCsv.line(cells, out);
      if (loan % REPORTED == 0) {
        progress.at(loan, size());
      }
    }
    progress.at(size(), size());
  }
}
