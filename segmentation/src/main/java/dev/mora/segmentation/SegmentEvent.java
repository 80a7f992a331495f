package dev.mora.segmentation;

import dev.mora.event.DomainEvent;
import dev.mora.segmentation.SegmentMemory.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A case changed its segment. A host that has heard {@link #key} has heard the event: a run that is
 * repeated for the same day tells it again.
 */
public sealed interface SegmentEvent extends DomainEvent permits SegmentEntered, SegmentLeft {

  String policy();

  String caseId();

  LocalDate asOf();

  String segment();

  /** The same for the same event of the same day, whenever it is told. */
  default String key() {
    return String.join(
        "|",
        policy(),
        caseId(),
        asOf().toString(),
        this instanceof SegmentEntered ? "entered" : "left",
        segment());
  }

  /**
   * What changed between two runs of one policy, by case id; of one case first that it left.
   *
   * @throws IllegalArgumentException if the second is not of a later day, or of another policy
   */
  static List<SegmentEvent> between(Segmented earlier, Segmented later, Instant at) {
    if (!earlier.policy().name().equals(later.policy().name())
        || earlier.policy().unit() != later.policy().unit()) {
      throw new IllegalArgumentException(
          "two runs of one policy and unit, not of "
              + earlier.policy().name()
              + " and "
              + later.policy().name());
    }
    if (!earlier.asOf().isBefore(later.asOf())) {
      throw new IllegalArgumentException(later.asOf() + " is not after " + earlier.asOf());
    }
    TreeMap<String, String> before = new TreeMap<>(earlier.segmentsByCase());
    TreeMap<String, String> after = new TreeMap<>(later.segmentsByCase());
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    List<SegmentEvent> events = new ArrayList<>();
    for (String id : ids) {
      add(
          later.policy().name(),
          id,
          later.asOf(),
          Optional.ofNullable(before.get(id)),
          Optional.ofNullable(after.get(id)),
          at,
          events);
    }
    return List.copyOf(events);
  }

  /** What changed on the last day of a memory, by case id; of one case first that it left. */
  static List<SegmentEvent> of(SegmentMemory memory, Instant at) {
    List<SegmentEvent> events = new ArrayList<>();
    Optional<LocalDate> asOf = memory.asOf();
    memory
        .entries()
        .forEach(
            (id, entry) -> {
              if (asOf.equals(Optional.of(entry.now().asOf()))) {
                add(
                    memory.policy().orElse(""),
                    id,
                    entry.now().asOf(),
                    entry.before().map(State::segment),
                    Optional.of(entry.now().segment()),
                    at,
                    events);
              }
            });
    return List.copyOf(events);
  }

  private static void add(
      String policy,
      String id,
      LocalDate asOf,
      Optional<String> from,
      Optional<String> to,
      Instant at,
      List<SegmentEvent> events) {
    if (from.equals(to)) {
      return;
    }
    from.ifPresent(left -> events.add(new SegmentLeft(policy, id, asOf, left, to, at)));
    to.ifPresent(entered -> events.add(new SegmentEntered(policy, id, asOf, entered, from, at)));
  }
}
