package dev.mora.delinquency;

import java.util.Optional;

/**
 * How late installments were paid. Of those that were due before the as-of date; one that is still
 * open counts with its days so far, one that was met early with 0.
 *
 * @param installments how many, 1 or more
 * @param meanDays the mean
 * @param standardDeviation of all of them, not of a sample
 * @param onTimeShare part that was met on or before its due date, 0 to 1
 * @param worstDays the most
 */
public record Lateness(
    int installments,
    double meanDays,
    double standardDeviation,
    double onTimeShare,
    int worstDays) {

  /** Empty if none was due before {@code asOf}. */
  static Optional<Lateness> of(Met met, int asOf) {
    int n = 0;
    int onTime = 0;
    int worst = 0;
    long sum = 0;
    double squares = 0;
    for (int i = 0; i < met.size; i++) {
      if (met.dueOn[i] >= asOf) {
        continue;
      }
      int days = met.lateness(i, asOf);
      n++;
      sum += days;
      squares += (double) days * days;
      worst = Math.max(worst, days);
      onTime += days == 0 ? 1 : 0;
    }
    if (n == 0) {
      return Optional.empty();
    }
    double mean = (double) sum / n;
    double variance = Math.max(0, squares / n - mean * mean);
    return Optional.of(new Lateness(n, mean, Math.sqrt(variance), (double) onTime / n, worst));
  }
}
