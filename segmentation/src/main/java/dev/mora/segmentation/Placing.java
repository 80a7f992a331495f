package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Case;
import dev.mora.attribute.CaseBook;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Percentiles;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.score.Scores;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The work of one run, step by step. Not thread-safe; used once. */
final class Placing {

  private final SegmentationRun run;
  private final SegmentationPolicy policy;
  private final LocalDate asOf;
  private final @Nullable SegmentationPolicy debtorType;
  private final Holding holding;
  private Percentiles percentiles = Percentiles.none();

  private int disputed;
  private String firstDisputed = "";

  Placing(SegmentationRun run) {
    this.run = run;
    policy = run.policy();
    asOf = run.asOf();
    debtorType = run.debtorType().orElse(null);
    holding = new Holding(policy, run.memory().orElse(SegmentMemory.none()), asOf);
  }

  /** A case placed: what the rules read, where it is, and the place of the rule. */
  private record Placed(CaseFacts facts, Placement placement, int rule) {}

  Placement one(CaseFacts facts) {
    percentiles = run.givenPercentiles().orElse(Percentiles.none());
    // A lone case may bring own columns that the policy does not read but a model does.
    CaseFacts scored = run.scores().filler(asOf).fill(facts.in(run.attributes()));
    return place(scored).placement();
  }

  Segmented portfolio(Portfolio portfolio) {
    CaseBook book = CaseBook.of(portfolio, run.delinquency(), asOf, run.attributes(), run.wanted());
    Scores.Filler filler = run.scores().filler(asOf);
    boolean byBorrower = policy.unit() == SegmentationPolicy.Unit.BORROWER;
    List<CaseFacts> scored = new ArrayList<>();
    if (byBorrower) {
      book.borrowers().values().forEach(facts -> scored.add(filler.fill(facts)));
    } else {
      book.cases().forEach(each -> scored.add(filler.fill(each.facts())));
    }
    Set<Attribute<?>> ranked = run.ranked();
    percentiles =
        run.givenPercentiles()
            .orElseGet(
                () -> ranked.isEmpty() ? Percentiles.none() : Percentiles.of(scored, ranked));
    Map<BorrowerId, Placement> borrowers = new HashMap<>();
    List<SegmentedLoan> loans =
        byBorrower ? byBorrower(book, scored, borrowers) : byLoan(book, scored, borrowers);
    List<DataFault> faults = new ArrayList<>(portfolio.faults());
    faults.addAll(book.faults());
    faults.addAll(filler.faults());
    faults.addAll(notes(ranked));
    return new Segmented(
        policy,
        asOf,
        loans,
        borrowers,
        portfolio.borrowers().keySet(),
        faults,
        percentiles,
        run.memory().isPresent() ? holding.memory() : null);
  }

  private List<SegmentedLoan> byLoan(
      CaseBook book, List<CaseFacts> scored, Map<BorrowerId, Placement> borrowers) {
    List<SegmentedLoan> loans = new ArrayList<>();
    Map<BorrowerId, Integer> first = new HashMap<>();
    for (int i = 0; i < scored.size(); i++) {
      Case each = book.cases().get(i);
      Placed placed = place(scored.get(i));
      loans.add(row(each, placed));
      BorrowerId borrower = each.borrower().id();
      if (placed.rule() < first.getOrDefault(borrower, Integer.MAX_VALUE)) {
        first.put(borrower, placed.rule());
        borrowers.put(borrower, placed.placement());
      }
    }
    return loans;
  }

  private List<SegmentedLoan> byBorrower(
      CaseBook book, List<CaseFacts> scored, Map<BorrowerId, Placement> borrowers) {
    Map<BorrowerId, Placed> whole = new LinkedHashMap<>();
    int next = 0;
    for (BorrowerId id : book.borrowers().keySet()) {
      Placed placed = place(scored.get(next++));
      whole.put(id, placed);
      borrowers.put(id, placed.placement());
    }
    List<SegmentedLoan> loans = new ArrayList<>();
    for (Case each : book.cases()) {
      Placed placed = whole.get(each.borrower().id());
      if (placed == null) {
        throw new IllegalStateException("a loan without its borrower's facts");
      }
      loans.add(row(each, placed));
    }
    return loans;
  }

  /**
   * @param scored with what the models and the debtor type read, which the policy's own registry
   *     may lack
   */
  private Placed place(CaseFacts scored) {
    CaseFacts ranked = percentiles.fill(scored);
    CaseFacts typed = ranked;
    if (debtorType != null && !ranked.knows(Attributes.DEBTOR_TYPE)) {
      typed =
          ranked.toBuilder()
              .set(Attributes.DEBTOR_TYPE, debtorType.segment(ranked).segment())
              .build();
    }
    CaseFacts facts = policy.compiled().prepared(typed);
    int rule = policy.compiled().ruleFor(facts);
    Placement placement = policy.segment(facts);
    if (debtorType != null) {
      placement = placement.with(placement.explanation().debtorTypeBy(debtorType, typed));
    }
    if (!run.scores().models().isEmpty()) {
      placement = placement.scored(run.scores(), scored, asOf);
    }
    countDisputed(facts, placement);
    Optional<String> id = caseId(facts);
    Placement held = id.isPresent() ? holding.place(id.get(), facts, placement) : placement;
    return new Placed(facts, held, held.isKept() ? rank(held.segment()) : rule);
  }

  /** Place of the first rule that gives the segment. */
  private int rank(String segment) {
    for (int i = 0; i < policy.rules().size(); i++) {
      if (policy.rules().get(i).segment().equals(segment)) {
        return i;
      }
    }
    return policy.rules().size();
  }

  private Optional<String> caseId(CaseFacts facts) {
    return policy.unit() == SegmentationPolicy.Unit.BORROWER
        ? facts.borrower().map(BorrowerId::value)
        : facts.loan().map(loan -> loan.value());
  }

  private void countDisputed(CaseFacts facts, Placement placement) {
    if (!placement.explanation().rivals().isEmpty()) {
      firstDisputed = disputed++ == 0 ? caseId(facts).orElse("") : firstDisputed;
    }
  }

  /** What a run did not do, or did in spite of what the policy says. */
  private List<DataFault> notes(Set<Attribute<?>> ranked) {
    List<DataFault> notes = new ArrayList<>();
    if (!policy.holds().isEmpty() && run.memory().isEmpty()) {
      notes.add(
          note(
              "hold",
              "",
              "no memory of the last run",
              "one, since the policy holds "
                  + String.join(", ", policy.holds().keySet())
                  + "; nobody was held"));
    }
    for (Attribute<?> attribute : ranked) {
      if (!percentiles.attributes().contains(attribute.name())) {
        notes.add(
            note(
                "percentile." + attribute.name(),
                "",
                "percentiles without " + attribute.name(),
                "values to compare with; taken as unknown"));
      }
    }
    if (disputed > 0) {
      notes.add(
          note(
              "table",
              firstDisputed,
              disputed == 1
                  ? "a case in which rows of different segments hold"
                  : disputed + " cases in which rows of different segments hold, this the first",
              "at most one row to hold (UNIQUE); the first decided"));
    }
    return notes;
  }

  private DataFault note(String part, String subject, String found, String expected) {
    return new DataFault(
        "policy " + policy.name(), 0, part, subject, found, expected, DataFault.Effect.NOTED);
  }

  private static SegmentedLoan row(Case each, Placed placed) {
    return new SegmentedLoan(
        each.loan(), each.borrower(), each.delinquency(), placed.facts(), placed.placement());
  }
}
