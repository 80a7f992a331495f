package dev.mora.delinquency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The buckets of a policy, in the policy's order. Two of them never overlap. Days that none of them
 * holds have no bucket, and {@link #gaps()} tells which these are.
 */
public record Buckets(List<Bucket> list) {

  public Buckets {
    list = List.copyOf(list);
    if (list.isEmpty()) {
      throw new IllegalArgumentException("at least one bucket is needed");
    }
    Set<String> codes = new HashSet<>();
    for (Bucket bucket : list) {
      if (!codes.add(bucket.code())) {
        throw new IllegalArgumentException("bucket code " + bucket.code() + " is there twice");
      }
    }
    List<Bucket> sorted = ascending(list);
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i - 1).overlaps(sorted.get(i))) {
        throw new IllegalArgumentException(
            "buckets %s (%s) and %s (%s) overlap"
                .formatted(
                    sorted.get(i - 1).code(),
                    sorted.get(i - 1).range(),
                    sorted.get(i).code(),
                    sorted.get(i).range()));
      }
    }
  }

  public static Buckets of(Bucket... buckets) {
    return new Buckets(List.of(buckets));
  }

  /** EARLY 1-30, MID 31-60, LATE 61-90, VERY_LATE 91-180, CHARGED_OFF 181+. */
  public static Buckets standard() {
    return of(
        Bucket.of("EARLY", 1, 30),
        Bucket.of("MID", 31, 60),
        Bucket.of("LATE", 61, 90),
        Bucket.of("VERY_LATE", 91, 180),
        Bucket.from("CHARGED_OFF", 181));
  }

  /** For missed installments: 1 to 6 each for itself, and 7+. */
  public static Buckets missed() {
    return of(
        Bucket.of("1", 1, 1),
        Bucket.of("2", 2, 2),
        Bucket.of("3", 3, 3),
        Bucket.of("4", 4, 4),
        Bucket.of("5", 5, 5),
        Bucket.of("6", 6, 6),
        Bucket.from("7+", 7));
  }

  /** Empty for 0 days and for days in a gap. */
  public Optional<Bucket> find(int countedDays) {
    int index = indexOf(countedDays);
    return index < 0 ? Optional.empty() : Optional.of(list.get(index));
  }

  /** Ranges of days from 1 that no bucket holds, such as {@code 31-60} or {@code 91+}. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    long next = 1;
    for (Bucket bucket : ascending(list)) {
      if (bucket.from() > next) {
        gaps.add(next + "-" + (bucket.from() - 1));
      }
      next = bucket.last() + 1L;
    }
    if (next <= Integer.MAX_VALUE) {
      gaps.add(next + "+");
    }
    return List.copyOf(gaps);
  }

  /** Place in the policy's order; -1 if none. */
  int indexOf(int countedDays) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).contains(countedDays)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The next larger count that another bucket holds, or none; {@link Integer#MAX_VALUE} if none.
   */
  int nextEdge(int countedDays) {
    int next = Integer.MAX_VALUE;
    for (Bucket bucket : list) {
      if (bucket.from() > countedDays) {
        next = Math.min(next, bucket.from());
      } else if (bucket.last() >= countedDays && bucket.last() < Integer.MAX_VALUE) {
        next = Math.min(next, bucket.last() + 1);
      }
    }
    return next;
  }

  /** By their days; 0 if one of the codes is none of a bucket. */
  int compare(String code, String other) {
    int first = -1;
    int second = -1;
    for (Bucket bucket : list) {
      first = bucket.code().equals(code) ? bucket.from() : first;
      second = bucket.code().equals(other) ? bucket.from() : second;
    }
    return first < 0 || second < 0 ? 0 : Integer.compare(first, second);
  }

  private static List<Bucket> ascending(List<Bucket> buckets) {
    return buckets.stream().sorted(Comparator.comparingInt(Bucket::from)).toList();
  }
}
