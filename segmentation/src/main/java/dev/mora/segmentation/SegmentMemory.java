package dev.mora.segmentation;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the cases of one policy were when it was last run: what holds and transitions are worked
 * out from. A case is a loan, or a borrower if that is the policy's unit. Immutable.
 *
 * <p>For each case the memory keeps its state and the state before that day, so a run on the same
 * day starts again from the day before: running it twice changes nothing, and running it with newer
 * facts replaces what the first run said. A case that a run does not see keeps its state.
 */
public final class SegmentMemory {

  private static final SegmentMemory NONE = new SegmentMemory(null, Map.of());

  private final @Nullable String policy;
  private final Map<String, Entry> entries;

  SegmentMemory(@Nullable String policy, Map<String, Entry> entries) {
    this.policy = policy;
    this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  /**
   * A case after a run.
   *
   * @param since the day it was placed there
   * @param pending the segment that the rules gave last, while a hold kept the case; empty if they
   *     agree
   * @param pendingRuns in how many consecutive runs the rules gave another segment than this
   * @param asOf day of the run
   */
  public record State(
      String segment, LocalDate since, String pending, int pendingRuns, LocalDate asOf) {

    public State {
      if (segment.isBlank()) {
        throw new IllegalArgumentException("a case is in a segment");
      }
      if (pendingRuns < 0 || pending.isEmpty() != (pendingRuns == 0)) {
        throw new IllegalArgumentException(
            "a pending segment has been so for 1 run or more, and no other has");
      }
      if (since.isAfter(asOf)) {
        throw new IllegalArgumentException("since " + since + " is after " + asOf);
      }
    }
  }

  /** The state of a case, and that before the day of the state; empty if it was not seen before. */
  public record Entry(State now, Optional<State> before) {

    public Entry {
      Objects.requireNonNull(now, "now");
      if (before.isPresent() && !before.get().asOf().isBefore(now.asOf())) {
        throw new IllegalArgumentException("the state before is of an earlier day");
      }
    }

    /** What a run on a day starts from. */
    Optional<State> startOf(LocalDate asOf) {
      return now.asOf().isBefore(asOf) ? Optional.of(now) : before;
    }
  }

  /** Nobody was seen yet, by any policy. */
  public static SegmentMemory none() {
    return NONE;
  }

  /**
   * Reads what {@link #writeCsv} wrote.
   *
   * @throws IllegalArgumentException with file, line, column, what was found and what was expected,
   *     a line for each fault
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static SegmentMemory load(Path file) {
    return MemoryCsv.read(file);
  }

  /** Like {@link #load(Path)} on a text; {@code source} names it in faults. */
  public static SegmentMemory parse(String source, String csv) {
    return MemoryCsv.read(source, csv);
  }

  /**
   * Writes one line per case, by its id: policy, case_id, segment, since, pending, pending_runs,
   * as_of, and the state before that day as before_segment, before_since, before_pending,
   * before_pending_runs, before_as_of. RFC 4180 with {@code \n}; ISO dates.
   *
   * @throws java.io.UncheckedIOException if {@code out} cannot be written
   */
  public void writeCsv(Appendable out) {
    MemoryCsv.write(this, out);
  }

  /** Name of the policy that placed the cases; empty if there are none. */
  public Optional<String> policy() {
    return Optional.ofNullable(policy);
  }

  /** By the id of the loan or borrower, sorted. */
  public Map<String, Entry> entries() {
    return entries;
  }

  public Optional<Entry> of(String caseId) {
    return Optional.ofNullable(entries.get(caseId));
  }

  /** Day of the last run; empty if there was none. */
  public Optional<LocalDate> asOf() {
    return entries.values().stream().map(entry -> entry.now().asOf()).max(LocalDate::compareTo);
  }

  /** Without a case, as after it was erased or paid off. */
  public SegmentMemory without(String caseId) {
    Map<String, Entry> fewer = new TreeMap<>(entries);
    fewer.remove(caseId);
    return new SegmentMemory(policy, fewer);
  }

  /**
   * @throws IllegalArgumentException if it is of another policy, or of a later day
   */
  void requireFits(SegmentationPolicy next, LocalDate asOf) {
    if (policy != null && !policy.equals(next.name())) {
      throw new IllegalArgumentException(
          "this memory is of policy " + policy + ", not of " + next.name());
    }
    Optional<LocalDate> last = asOf();
    if (last.isPresent() && last.get().isAfter(asOf)) {
      throw new IllegalArgumentException(
          "this memory knows a run of "
              + last.get()
              + ": a run of "
              + asOf
              + " would go back; use the memory as it was before that day");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentMemory that
        && Objects.equals(policy, that.policy)
        && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(policy, entries);
  }

  @Override
  public String toString() {
    return "SegmentMemory(" + (policy == null ? "" : policy + ", ") + entries.size() + " cases)";
  }
}
