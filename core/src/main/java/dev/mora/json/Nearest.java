package dev.mora.json;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {

  private static final int LONGEST = 100;

  private Nearest() {}

  /**
   * The candidate with the fewest edits (insert, delete, replace, swap of neighbours; case is free)
   * away from {@code text}, the first of equals; empty if each needs more than a third of its
   * letters, at least one and at most four edits.
   */
  public static Optional<String> to(String text, Collection<String> candidates) {
    if (text.isBlank() || text.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    String best = "";
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      if (candidate.isEmpty() || candidate.length() > LONGEST) {
        continue;
      }
      int edits = edits(wanted, candidate.toLowerCase(Locale.ROOT));
      int allowed = Math.max(1, Math.min(4, candidate.length() / 3));
      if (edits <= allowed && edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** {@code ; did you mean X?}, to stand behind what was expected; empty if nothing is near. */
  public static String hint(String text, Collection<String> candidates) {
    return to(text, candidates).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** Optimal string alignment: a neighbouring pair is swapped at most once. */
  static int edits(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
