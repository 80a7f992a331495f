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
    if (hold == null) {
      return rules;
    }
    // What changes now is seen by the next run, a day later at the earliest.
    Explanation held =
        isHeld(next, hold, asOf.plusDays(1))
            ? rules.explanation().heldBy(hold)
            : rules.explanation();
    if (next.pendingRuns() == 0) {
      return rules.with(held);
    }
    Kept kept = new Kept(next.segment(), next.since(), rules.segment(), next.pendingRuns(), hold);
    return new Placement(next.segment(), Rule.HOLD, held.keptBy(kept));
  }

  /** Whether a case that the rules take elsewhere on a day is kept, if the hold lets it not go. */
  private static boolean isHeld(State from, Hold hold, LocalDate on) {
    return ChronoUnit.DAYS.between(from.since(), on) < hold.days()
        || from.pendingRuns() + 1 < hold.runs();
  }

  /** Empty if the case goes where the rules say. */
  private Optional<State> staying(State from, CaseFacts facts, String rules) {
    if (rules.equals(from.segment())) {
      return Optional.of(new State(from.segment(), from.since(), "", 0, asOf));
    }
    Hold hold = policy.holds().get(from.segment());
    if (hold == null || hold.releases(facts) || !isHeld(from, hold, asOf)) {
      return Optional.empty();
    }
    return Optional.of(
        new State(from.segment(), from.since(), rules, from.pendingRuns() + 1, asOf));
  }

  SegmentMemory memory() {
    return new SegmentMemory(entries.isEmpty() ? null : policy.name(), entries);
  }
}
