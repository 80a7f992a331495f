package dev.mora.segmentation;

import dev.mora.attribute.CaseFacts;
import dev.mora.segmentation.SegmentMemory.Entry;
import dev.mora.segmentation.SegmentMemory.State;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the cases of one run by what is remembered of them, and remembers them anew. */
final class Holding {

  private final SegmentationPolicy policy;
  private final SegmentMemory memory;
  private final LocalDate asOf;
  private final Map<String, Entry> entries;

  Holding(SegmentationPolicy policy, SegmentMemory memory, LocalDate asOf) {
    this.policy = policy;
    this.memory = memory;
    this.asOf = asOf;
    entries = new TreeMap<>(memory.entries());
  }

  /** Where a case is, given where the rules put it. */
  Placement place(String caseId, CaseFacts facts, Placement rules) {
    Optional<State> start = memory.of(caseId).flatMap(entry -> entry.startOf(asOf));
    State next =
        start
            .flatMap(from -> staying(from, facts, rules.segment()))
            .orElse(new State(rules.segment(), asOf, "", 0, asOf));
    entries.put(caseId, new Entry(next, start));
    Hold hold = policy.holds().get(next.segment());
    if (next.pendingRuns() == 0 || hold == null) {
      return rules;
    }
    Kept kept = new Kept(next.segment(), next.since(), rules.segment(), next.pendingRuns(), hold);
    return new Placement(next.segment(), Rule.HOLD, rules.explanation().keptBy(kept));
  }

  /** Empty if the case goes where the rules say. */
  private Optional<State> staying(State from, CaseFacts facts, String rules) {
    if (rules.equals(from.segment())) {
      return Optional.of(new State(from.segment(), from.since(), "", 0, asOf));
    }
    int runs = from.pendingRuns() + 1;
    Hold hold = policy.holds().get(from.segment());
    if (hold == null
        || hold.releases(facts)
        || (ChronoUnit.DAYS.between(from.since(), asOf) >= hold.days() && runs >= hold.runs())) {
      return Optional.empty();
    }
    return Optional.of(new State(from.segment(), from.since(), rules, runs, asOf));
  }

  SegmentMemory memory() {
    return new SegmentMemory(entries.isEmpty() ? null : policy.name(), entries);
  }
}
