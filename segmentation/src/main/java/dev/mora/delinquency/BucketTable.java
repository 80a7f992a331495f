package dev.mora.delinquency;

/** The place of the bucket of each number of counted days, looked up instead of searched. */
final class BucketTable {

  private static final int MOST = 4_096;

  private final Buckets buckets;
  private final int[] places;

  BucketTable(Buckets buckets) {
    this.buckets = buckets;
    int days = buckets.list().stream().mapToInt(Bucket::from).max().orElse(0);
    places = new int[Math.min(MOST, days)];
    for (int day = 0; day < places.length; day++) {
      places[day] = buckets.indexOf(day);
    }
  }

  /** -1 if there is none. */
  int indexOf(int countedDays) {
    return countedDays < places.length ? places[countedDays] : buckets.indexOf(countedDays);
  }
}
