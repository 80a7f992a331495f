package dev.mora.outreach;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The days on which a step is taken, counted from a due date. */
public sealed interface Trigger {

  Count count();

  /** Whether the step falls on a day with this count. */
  boolean falls(int days);

  /** The first of its days as the count runs on; for a count that runs down, the highest. */
  int begins();

  /** For people and messages: {@code 1, 4, 9} or {@code 61-}. */
  String days();

  /** What is counted. */
  enum Count {
    /** Days until the next due date; 0 on the day itself. */
    DAYS_TO_DUE("daysToDue"),
    /** Raw days past due, from 1. */
    DAYS_PAST_DUE("daysPastDue"),
    /** Days since the grace of a promise ended unkept, from 1; of the newest one. */
    DAYS_SINCE_BROKEN_PROMISE("daysSinceBrokenPromise"),
    /** Dates of the calendar, as days since 1970-01-01; asks for arrears. */
    DATE("dates");

    private final String key;

    Count(String key) {
      this.key = key;
    }

    /** As a strategy file writes it. */
    public String key() {
      return key;
    }
  }

  /** Single days, ascending and without repetition. */
  record On(Count count, List<Integer> each) implements Trigger {

    public On {
      Objects.requireNonNull(count, "count");
      if (each.isEmpty() || each.stream().anyMatch(day -> day < 0)) {
        throw new IllegalArgumentException("a step falls on one or more days from 0: " + each);
      }
      each = List.copyOf(new TreeSet<>(each));
    }

    @Override
    public boolean falls(int days) {
      return each.contains(days);
    }

    @Override
    public int begins() {
      return count == Count.DAYS_TO_DUE ? each.get(each.size() - 1) : each.get(0);
    }

    @Override
    public String days() {
      return each.stream()
          .map(day -> count == Count.DATE ? LocalDate.ofEpochDay(day).toString() : "" + day)
          .collect(Collectors.joining(", "));
    }
  }

  /** Every day of a range, both ends in it. */
  record Within(Count count, int from, OptionalInt to) implements Trigger {

    public Within {
      Objects.requireNonNull(count, "count");
      if (count == Count.DATE) {
        throw new IllegalArgumentException("dates are named one by one");
      }
      if (from < 0 || (to.isPresent() && to.getAsInt() < from)) {
        throw new IllegalArgumentException(
            "a range of days runs from 0 upwards: "
                + from
                + " to "
                + (to.isPresent() ? String.valueOf(to.getAsInt()) : "the end"));
      }
    }

    @Override
    public boolean falls(int days) {
      return days >= from && (to.isEmpty() || days <= to.getAsInt());
    }

    @Override
    public int begins() {
      return count == Count.DAYS_TO_DUE && to.isPresent() ? to.getAsInt() : from;
    }

    @Override
    public String days() {
      return from + "-" + (to.isPresent() ? String.valueOf(to.getAsInt()) : "");
    }
  }
}
