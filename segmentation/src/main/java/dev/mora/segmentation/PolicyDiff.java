package dev.mora.segmentation;

import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.language.Language;
import dev.mora.portfolio.Portfolio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who would move if one policy took the place of another, over the same loans on the same day. Each
 * loan counts once, also where the unit of a policy is the borrower. Immutable; of loans that stay
 * it keeps sums alone. To make it, though, both runs are in memory at once with the facts of each
 * loan, beside the portfolio: a portfolio that {@link SegmentStream} alone can hold is compared by
 * joining the two files that it writes.
 */
public final class PolicyDiff {

  private final SegmentationPolicy before;
  private final SegmentationPolicy after;
  private final LocalDate asOf;
  private final List<Flow> flows;
  private final List<Flow> causes;
  private final List<Mover> movers;
  private final Flow stable;
  private final Flow moved;

  private PolicyDiff(Segmented before, Segmented after) {
    this.before = before.policy();
    this.after = after.policy();
    asOf = after.asOf();
    Map<List<String>, Sums> bySegment = new LinkedHashMap<>();
    Map<List<String>, Sums> byRule = new LinkedHashMap<>();
    Sums staying = new Sums();
    Sums moving = new Sums();
    List<Mover> found = new ArrayList<>();
    for (int i = 0; i < before.loans().size(); i++) {
      SegmentedLoan old = before.loans().get(i);
      SegmentedLoan now = after.loans().get(i);
      if (!old.loan().id().equals(now.loan().id())) {
        throw new IllegalArgumentException("not the same loans: " + old.loan().id());
      }
      Delinquency late = now.delinquency();
      String from = old.placement().segment();
      String to = now.placement().segment();
      add(bySegment, List.of(from, to), late);
      if (from.equals(to)) {
        staying.add(late.overdueAmount(), late.outstanding());
        continue;
      }
      moving.add(late.overdueAmount(), late.outstanding());
      add(byRule, List.of(old.placement().rule(), now.placement().rule()), late);
      found.add(
          new Mover(
              now.loan().id(),
              now.borrower().id(),
              late.overdueAmount(),
              late.outstanding(),
              old.placement(),
              now.placement()));
    }
    flows = sorted(bySegment, places(this.before.segments()), places(this.after.segments()));
    causes =
        sorted(
            byRule,
            places(this.before.rules().stream().map(Rule::id).toList()),
            places(this.after.rules().stream().map(Rule::id).toList()));
    // By currency first: amounts of two currencies have no order.
    found.sort(
        Comparator.<Mover, String>comparing(one -> one.outstanding().currency().getCurrencyCode())
            .thenComparing(Mover::outstanding, Comparator.reverseOrder())
            .thenComparing(one -> one.loan().value()));
    movers = List.copyOf(found);
    stable = staying.flow("", "");
    moved = moving.flow("", "");
  }

  /**
   * @throws IllegalArgumentException if the two are not of the same loans in the same order, on the
   *     same day
   */
  public static PolicyDiff of(Segmented before, Segmented after) {
    if (before.loans().size() != after.loans().size()) {
      throw new IllegalArgumentException(
          "not the same loans: " + before.loans().size() + " and " + after.loans().size());
    }
    if (!before.asOf().equals(after.asOf())) {
      throw new IllegalArgumentException(
          "not the same day: " + before.asOf() + " and " + after.asOf());
    }
    return new PolicyDiff(before, after);
  }

  /** Both runs over one portfolio. */
  public static PolicyDiff of(SegmentationRun before, SegmentationRun after, Portfolio portfolio) {
    return of(before.segment(portfolio), after.segment(portfolio));
  }

  /** Both policies over one portfolio, by the same assessment. */
  public static PolicyDiff of(
      SegmentationPolicy before,
      SegmentationPolicy after,
      Portfolio portfolio,
      DelinquencyPolicy delinquency,
      LocalDate asOf) {
    return of(
        before.segment(portfolio, delinquency, asOf), after.segment(portfolio, delinquency, asOf));
  }

  private static void add(Map<List<String>, Sums> sums, List<String> key, Delinquency late) {
    sums.computeIfAbsent(key, pair -> new Sums()).add(late.overdueAmount(), late.outstanding());
  }

  private static Map<String, Integer> places(Iterable<String> names) {
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    return places;
  }

  /** In the order of the policies, what no rule takes last. */
  private static List<Flow> sorted(
      Map<List<String>, Sums> sums, Map<String, Integer> from, Map<String, Integer> to) {
    List<Flow> flows = new ArrayList<>();
    sums.forEach((pair, sum) -> flows.add(sum.flow(pair.get(0), pair.get(1))));
    flows.sort(
        Comparator.<Flow>comparingInt(flow -> from.getOrDefault(flow.from(), from.size()))
            .thenComparingInt(flow -> to.getOrDefault(flow.to(), to.size())));
    return List.copyOf(flows);
  }

  public SegmentationPolicy before() {
    return before;
  }

  public SegmentationPolicy after() {
    return after;
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** The migration matrix by segments, those that stay included, without empty cells. */
  public List<Flow> flows() {
    return flows;
  }

  /** The same by the ids of the rules that decided, for loans that move. */
  public List<Flow> causes() {
    return causes;
  }

  /** By currency, then the largest outstanding amount first. */
  public List<Mover> movers() {
    return movers;
  }

  /** All loans that stay where they are. */
  public Flow stable() {
    return stable;
  }

  /** All loans that move. */
  public Flow moved() {
    return moved;
  }

  /** Segments that only the policy of after has. */
  public Set<String> appeared() {
    return without(after.segments(), before.segments());
  }

  /** Segments that only the policy of before has. */
  public Set<String> disappeared() {
    return without(before.segments(), after.segments());
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> result = new LinkedHashSet<>(some);
    result.removeAll(others);
    return result;
  }

  /**
   * Writes one line per loan that moves: loan_id, borrower_id, currency, overdue, outstanding,
   * from_segment, from_rule, to_segment, to_rule, why_before, why_after, in the order of {@link
   * #movers()}. RFC 4180 with {@code \n}; amounts at their currency's scale.
   *
   * @throws UncheckedIOException if {@code out} cannot be written
   */
  public void writeCsv(Appendable out, Language language) {
    line(
        out,
        "loan_id",
        "borrower_id",
        "currency",
        "overdue",
        "outstanding",
        "from_segment",
        "from_rule",
        "to_segment",
        "to_rule",
        "why_before",
        "why_after");
    for (Mover mover : movers) {
      line(
          out,
          mover.loan().value(),
          mover.borrower().value(),
          mover.outstanding().currency().getCurrencyCode(),
          mover.overdue().amount().toPlainString(),
          mover.outstanding().amount().toPlainString(),
          mover.before().segment(),
          mover.before().rule(),
          mover.after().segment(),
          mover.after().rule(),
          mover.before().explanation().in(language),
          mover.after().explanation().in(language));
    }
  }

  private static void line(Appendable out, String... cells) {
    try {
      for (int i = 0; i < cells.length; i++) {
        out.append(i == 0 ? "" : ",").append(SegmentCsv.quoted(cells[i]));
      }
      out.append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "PolicyDiff(" + before + " -> " + after + ", " + asOf + ", " + moved.loans() + " move)";
  }
}
