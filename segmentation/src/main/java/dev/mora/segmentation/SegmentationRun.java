package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Percentiles;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.portfolio.Portfolio;
import dev.mora.score.RiskModel;
import dev.mora.score.Scores;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a policy needs to place the cases of a day, as one value: what it reads is worked out in
 * the order facts, scores, percentiles, debtor type, experiments and nested policies, rules, holds.
 * Immutable; the methods that add something give another run.
 *
 * <p>Without {@link #percentiles} a run over a portfolio compares its cases with one another.
 * Without {@link #memory} nobody is held, and a fault of the result says so if the policy would
 * hold. The debtor type is that of the ready policy {@code debtor-type}, unless the policy nests
 * one called {@code debtorType} or {@link #debtorType} gives another.
 */
public final class SegmentationRun {

  private final SegmentationPolicy policy;
  private final DelinquencyPolicy delinquency;
  private final LocalDate asOf;
  private final Scores scores;
  private final @Nullable Percentiles percentiles;
  private final @Nullable SegmentMemory memory;
  private final SegmentationPolicy debtorType;

  private SegmentationRun(
      SegmentationPolicy policy,
      DelinquencyPolicy delinquency,
      LocalDate asOf,
      Scores scores,
      @Nullable Percentiles percentiles,
      @Nullable SegmentMemory memory,
      SegmentationPolicy debtorType) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.delinquency = Objects.requireNonNull(delinquency, "delinquency");
    this.asOf = Objects.requireNonNull(asOf, "asOf");
    this.scores = scores;
    this.percentiles = percentiles;
    this.memory = memory;
    this.debtorType = debtorType;
  }

  public static SegmentationRun of(
      SegmentationPolicy policy, DelinquencyPolicy delinquency, LocalDate asOf) {
    return new SegmentationRun(
        policy, delinquency, asOf, Scores.none(), null, null, ReadyPolicy.debtorType());
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
    return new SegmentationRun(policy, delinquency, asOf, models, percentiles, memory, debtorType);
  }

  /**
   * This run with values to compare with that another run gave ({@link Segmented#percentiles}), so
   * that a few loans, or one, get the percentiles that they have among all.
   */
  public SegmentationRun percentiles(Percentiles values) {
    return new SegmentationRun(policy, delinquency, asOf, scores, values, memory, debtorType);
  }

  /**
   * This run with what the last run left behind ({@link Segmented#memory}); {@link
   * SegmentMemory#none} for the first.
   *
   * @throws IllegalArgumentException if it is of another policy or of a later day
   */
  public SegmentationRun memory(SegmentMemory last) {
    last.requireFits(policy, asOf);
    return new SegmentationRun(policy, delinquency, asOf, scores, percentiles, last, debtorType);
  }

  /**
   * This run with another policy in the place of {@code debtor-type}. Its segments are what the
   * attribute {@code debtorType} says; its percentiles and holds are not heeded.
   */
  public SegmentationRun debtorType(SegmentationPolicy other) {
    return new SegmentationRun(policy, delinquency, asOf, scores, percentiles, memory, other);
  }

  public SegmentationPolicy policy() {
    return policy;
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** What this run was given of the last one. */
  public Optional<SegmentMemory> memory() {
    return Optional.ofNullable(memory);
  }

  /** Every loan of the portfolio, in its order, with all that the portfolio knows. */
  public Segmented segment(Portfolio portfolio) {
    return new Placing(this).portfolio(portfolio);
  }

  /**
   * One case, by its facts and by what this run was given: percentiles are unknown without values
   * to compare with. The memory is read, and stays as it is.
   */
  public Placement segment(CaseFacts facts) {
    return new Placing(this).one(facts);
  }

  // --- for the one who does the work

  DelinquencyPolicy delinquency() {
    return delinquency;
  }

  Scores scores() {
    return scores;
  }

  Optional<Percentiles> givenPercentiles() {
    return Optional.ofNullable(percentiles);
  }

  /** Empty if nothing reads the debtor type, or the policy says it itself. */
  Optional<SegmentationPolicy> debtorType() {
    return policy.inputs().contains(Attributes.DEBTOR_TYPE)
        ? Optional.of(debtorType)
        : Optional.empty();
  }

  /** Of the policy, and what models and the debtor type read besides. */
  Attributes attributes() {
    Attributes all = scores.attributes(policy.attributes());
    if (debtorType().isPresent()) {
      for (Attribute<?> attribute : debtorType.inputs()) {
        all = all.with(attribute);
      }
    }
    return all;
  }

  Set<Attribute<?>> wanted() {
    Set<Attribute<?>> wanted = new LinkedHashSet<>(policy.inputs());
    wanted.addAll(scores.reads());
    debtorType().ifPresent(each -> wanted.addAll(each.inputs()));
    return wanted;
  }

  /** What percentiles are read of. */
  Set<Attribute<?>> ranked() {
    Set<Attribute<?>> ranked = new LinkedHashSet<>();
    for (Attribute<?> attribute : policy.readsInAll()) {
      if (attribute.name().startsWith("percentile.")) {
        ranked.add(policy.attributes().percentileBase(attribute.name()));
      }
    }
    return ranked;
  }
}
