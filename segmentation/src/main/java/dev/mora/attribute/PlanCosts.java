package dev.mora.attribute;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the steps of a {@link Plan} cost, by counting lookups. In nanoseconds for each case of a
 * block, as measured on a server of 2023; that they are in proportion is enough.
 */
final class PlanCosts {

  /** To look up one code. */
  private static final double LOOKUP = 0.43;

  /** To set the bits of a round and to find the lowest at its end. */
  private static final double ROUND = 0.6;

  /** To compare with one limit of a wide column. */
  private static final double LIMIT = 0.07;

  /** A list of cases is slower than all of a block, by this factor; and to make one. */
  private static final double LISTED = 1.6;

  private static final double LISTING = 1.4;

  /** To begin a loop. */
  private static final double LOOP = 0.03;

  /** For each column a bit that it has in common with those whose bytes it shares. */
  private final long[] sources;

  private final boolean[] wide;
  private final double seen;

  /** The questions before {@code size} asked first, the others of what is left; and its cost. */
  record Head(int size, double cost) {}

  private record Weight(boolean yes, long sources, int bits, int nested, int limits) {}

  /**
   * @param seen of how many cases parts are told
   */
  PlanCosts(List<LaneColumn> columns, int seen) {
    this.seen = seen;
    sources = new long[columns.size()];
    wide = new boolean[sources.length];
    Map<Object, Long> known = new IdentityHashMap<>();
    for (int i = 0; i < sources.length; i++) {
      byte[][] bytes = columns.get(i).bytes();
      Object source = bytes == null ? columns.get(i) : bytes;
      sources[i] = known.computeIfAbsent(source, key -> 1L << known.size());
      wide[i] = columns.get(i).isWide();
    }
  }

  /** To part the cases by a test. */
  double parting(int count) {
    return LISTING * count / seen + LOOP;
  }

  /** To ask all questions at once. */
  double atOnce(List<Ask> asks, int count, boolean listed) {
    Weight[] weights = weights(asks);
    return cost(weights, 0, weights.length, count, listed);
  }

  /**
   * The cheapest number of questions to ask before the others; all of them where nothing is won.
   *
   * @param open for each question how many cases have none before that holds
   */
  Head head(List<Ask> asks, int[] open, boolean listed) {
    Weight[] weights = weights(asks);
    int all = weights.length;
    Head best = new Head(all, cost(weights, 0, all, open[0], listed));
    for (int size = 1; size < all; size += (size + 3) / 4) {
      double cost =
          cost(weights, 0, size, open[0], listed)
              + LISTING * open[0] / seen
              + cost(weights, size, all, open[size], true);
      if (cost < best.cost()) {
        best = new Head(size, cost);
      }
    }
    return best;
  }

  private double cost(Weight[] weights, int from, int to, int count, boolean listed) {
    double lookups = 0;
    double loops = 0;
    int rounds = 0;
    int limits = 0;
    int at = from;
    while (at < to) {
      long sources = 0;
      int bits = 0;
      int nested = 0;
      boolean last = false;
      for (; at < to && !last; at++) {
        Weight weight = weights[at];
        if (bits > 0 && bits + nested + weight.bits() + weight.nested() > Long.SIZE) {
          break;
        }
        sources |= weight.sources();
        bits += weight.bits();
        nested += weight.nested();
        limits += weight.limits();
        last = weight.yes();
      }
      if (last) {
        at = to;
      }
      if (bits > 0) {
        int columns = Long.bitCount(sources);
        int links = (nested + Byte.SIZE - 1) / Byte.SIZE;
        rounds++;
        lookups += columns + links;
        loops += columns / 2 + links + 2;
      }
    }
    double each = rounds * ROUND + lookups * LOOKUP + limits * LIMIT;
    return each * (listed ? LISTED : 1) * count / seen + (loops + limits) * LOOP;
  }

  private Weight[] weights(List<Ask> asks) {
    return asks.stream().map(this::weight).toArray(Weight[]::new);
  }

  private Weight weight(Ask ask) {
    long[] read = new long[1];
    int[] limits = new int[1];
    ask.forEachOne(
        one -> {
          read[0] |= sources[one.column()];
          limits[0] += wide[one.column()] ? one.values().toggles().length : 0;
        });
    return new Weight(ask.equals(Ask.YES), read[0], bits(ask), nested(ask), limits[0]);
  }

  private static int bits(Ask ask) {
    return ask instanceof Ask.Any any ? any.parts().stream().mapToInt(PlanCosts::bits).sum() : 1;
  }

  private static int nested(Ask ask) {
    if (ask instanceof Ask.All all) {
      return all.parts().stream()
          .mapToInt(part -> nested(part) + (part instanceof Ask.Any ? bits(part) : 0))
          .sum();
    }
    return ask instanceof Ask.Any any ? any.parts().stream().mapToInt(PlanCosts::nested).sum() : 0;
  }
}
