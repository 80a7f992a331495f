package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Case;
import dev.mora.attribute.CaseBook;
import dev.mora.attribute.CaseFacts;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.score.RiskModel;
import dev.mora.score.Scores;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All that a policy needs to place the cases of a day, as one value: what it reads is worked out in
 * the order facts, scores, percentiles, debtor type, experiments and nested policies, rules, holds.
 * Immutable; the methods that add something give another run.
 */
public final class SegmentationRun {

  private final SegmentationPolicy policy;
  private final DelinquencyPolicy delinquency;
  private final LocalDate asOf;
  private final Scores scores;

  private SegmentationRun(
      SegmentationPolicy policy, DelinquencyPolicy delinquency, LocalDate asOf, Scores scores) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.delinquency = Objects.requireNonNull(delinquency, "delinquency");
    this.asOf = Objects.requireNonNull(asOf, "asOf");
    this.scores = scores;
  }

  public static SegmentationRun of(
      SegmentationPolicy policy, DelinquencyPolicy delinquency, LocalDate asOf) {
    return new SegmentationRun(policy, delinquency, asOf, Scores.none());
  }

  /**
   * This run with a model that fills {@code score.NAME}. Models are asked in the order in which
   * they are added. Where one gives no score, the attribute stays unknown and a fault says why.
   *
   * @throws IllegalArgumentException if the name is taken, or models read one another in a circle
   */
  public SegmentationRun model(String name, RiskModel model) {
    return models(scores.with(name, model));
  }

  /** This run with these models instead of its own. */
  public SegmentationRun models(Scores models) {
    return new SegmentationRun(policy, delinquency, asOf, models);
  }

  public SegmentationPolicy policy() {
    return policy;
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** Every loan of the portfolio, in its order, with all that the portfolio knows. */
  public Segmented segment(Portfolio portfolio) {
    Attributes attributes = scores.attributes(policy.attributes());
    CaseBook book = CaseBook.of(portfolio, delinquency, asOf, attributes, wanted());
    Scores.Filler filler = scores.filler(asOf);
    Map<BorrowerId, Placement> borrowers = new HashMap<>();
    Map<BorrowerId, CaseFacts> whole = new HashMap<>();
    boolean byBorrower = policy.unit() == SegmentationPolicy.Unit.BORROWER;
    if (byBorrower) {
      book.borrowers()
          .forEach(
              (id, facts) -> {
                CaseFacts scored = filler.fill(facts);
                CaseFacts ours = policy.compiled().prepared(scored);
                whole.put(id, ours);
                borrowers.put(id, placed(scored, ours));
              });
    }
    List<SegmentedLoan> loans = new ArrayList<>();
    Map<BorrowerId, Integer> first = new HashMap<>();
    for (Case each : book.cases()) {
      BorrowerId borrower = each.borrower().id();
      if (byBorrower) {
        loans.add(row(each, there(whole, borrower), there(borrowers, borrower)));
        continue;
      }
      CaseFacts scored = filler.fill(each.facts());
      CaseFacts facts = policy.compiled().prepared(scored);
      Placement placement = placed(scored, facts);
      loans.add(row(each, facts, placement));
      int rule = policy.compiled().ruleFor(facts);
      if (rule < first.getOrDefault(borrower, Integer.MAX_VALUE)) {
        first.put(borrower, rule);
        borrowers.put(borrower, placement);
      }
    }
    List<DataFault> faults = new ArrayList<>(portfolio.faults());
    faults.addAll(book.faults());
    faults.addAll(filler.faults());
    return new Segmented(policy, asOf, loans, borrowers, portfolio.borrowers().keySet(), faults);
  }

  private Set<Attribute<?>> wanted() {
    Set<Attribute<?>> wanted = new LinkedHashSet<>(policy.inputs());
    wanted.addAll(scores.reads());
    return wanted;
  }

  /**
   * @param scored with what the models read, which the policy's own registry may lack
   */
  private Placement placed(CaseFacts scored, CaseFacts facts) {
    Placement placement = policy.segment(facts);
    return scores.models().isEmpty() ? placement : placement.scored(scores, scored, asOf);
  }

  private static <T> T there(Map<BorrowerId, T> all, BorrowerId borrower) {
    T one = all.get(borrower);
    if (one == null) {
      throw new IllegalStateException("a loan without its borrower's facts");
    }
    return one;
  }

  private static SegmentedLoan row(Case each, CaseFacts facts, Placement placement) {
    return new SegmentedLoan(each.loan(), each.borrower(), each.delinquency(), facts, placement);
  }
}
