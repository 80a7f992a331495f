package dev.mora.delinquency;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An interval of counted days, both ends in it.
 *
 * @param code as the lender names it; printed in reports, so without {@code ;}, {@code :} and
 *     spaces at its ends
 * @param from 1 or more
 * @param to empty if it has no end
 */
public record Bucket(String code, int from, OptionalInt to) {

  private static final Pattern CODE =
      Pattern.compile("[^\\s;:,\"](?:[^;:,\"\\p{Cntrl}]*[^\\s;:,\"])?");

  public Bucket {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "not a bucket code (not empty, without ; : , and quotes): \"" + code + "\"");
    }
    if (from < 1) {
      throw new IllegalArgumentException(
          "bucket " + code + " starts at " + from + ": buckets start at 1 counted day or later");
    }
    if (to.isPresent() && to.getAsInt() < from) {
      throw new IllegalArgumentException(
          "bucket " + code + " ends at " + to.getAsInt() + ", before it starts at " + from);
    }
  }

  public static Bucket of(String code, int from, int to) {
    return new Bucket(code, from, OptionalInt.of(to));
  }

  public static Bucket from(String code, int from) {
    return new Bucket(code, from, OptionalInt.empty());
  }

  public boolean contains(int countedDays) {
    return countedDays >= from && countedDays <= last();
  }

  boolean overlaps(Bucket other) {
    return from <= other.last() && other.from <= last();
  }

  int last() {
    return to.orElse(Integer.MAX_VALUE);
  }

  /** {@code 1-30}, or {@code 91+} without an end. */
  public String range() {
    return to.isPresent() ? from + "-" + to.getAsInt() : from + "+";
  }
}
