package dev.mora.attribute;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Conditions in order, asked of many cases at once: which one is the first that is {@code TRUE}?
 * Gives for each case what asking one {@link Check} after the other gives. Nothing is allocated for
 * a case, only a few dozen kilobytes for a call. Immutable and thread-safe.
 */
public final class FirstTrue {

  private final List<Optional<Condition>> conditions;

  private FirstTrue(List<Optional<Condition>> conditions) {
    this.conditions = List.copyOf(conditions);
  }

  /**
   * @param conditions one that is empty holds for every case
   */
  public static FirstTrue of(List<Optional<Condition>> conditions) {
    return new FirstTrue(conditions);
  }

  /**
   * The same for the cases {@code from} (inclusive) to {@code to} (exclusive) alone, so that
   * threads can share the work.
   *
   * @param places gets the place of the first condition that is true of case {@code i} at {@code
   *     i}, the number of conditions if none is
   * @throws IllegalArgumentException if the columns were made without an attribute that is read
   */
  public void find(CaseColumns columns, int from, int to, int[] places) {
    Objects.checkFromToIndex(from, to, columns.size());
    Objects.checkFromToIndex(from, to, places.length);
    BlockPlan plan = columns.plan(this, conditions, to - from);
    Scratch scratch = plan.scratch();
    int size = LaneColumn.BLOCK;
    for (int at = from - from % size; at < to; at += size) {
      int last = Math.min(to - at, size);
      plan.run(scratch, at / size, Math.max(from - at, 0), last, places, at);
    }
  }

  /** See {@link #find(CaseColumns, int, int, int[])}. */
  public void find(CaseColumns columns, int[] places) {
    find(columns, 0, columns.size(), places);
  }

  /** The same conditions, asked of records of a host. */
  public <T> RecordRules<T> over(Columns<T> columns) {
    return new RecordRules<>(conditions, columns);
  }
}
