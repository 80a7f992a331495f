package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.CaseFacts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The bins of one characteristic laid out for looking up. */
final class BinFinder {

  private static final int MISSING = -1;

  private final Attribute<?> attribute;
  private final Optional<Axis> axis;
  private final long[] lows;
  private final int[] places;
  private final Map<Object, Integer> named = new HashMap<>();
  private final int others;

  /** The bins take each value once. */
  BinFinder(Characteristic characteristic) {
    attribute = characteristic.attribute();
    axis = Axis.of(attribute, characteristic.currency());
    List<Bin> bins = characteristic.bins();
    lows = new long[axis.isPresent() ? bins.size() : 0];
    places =
        axis.isEmpty()
            ? new int[0]
            : IntStream.range(0, bins.size())
                .boxed()
                .sorted((a, b) -> Long.compare(low(bins.get(a)), low(bins.get(b))))
                .mapToInt(Integer::intValue)
                .toArray();
    int rest = MISSING;
    for (int i = 0; i < bins.size(); i++) {
      if (bins.get(i) instanceof Bin.OneOf some) {
        for (String value : some.values()) {
          named.put(value, i);
        }
      } else if (bins.get(i) instanceof Bin.Flag flag) {
        named.put(flag.value(), i);
      } else if (bins.get(i) instanceof Bin.Others) {
        rest = i;
      } else {
        lows[i] = low(bins.get(places[i]));
      }
    }
    others = rest;
  }

  private long low(Bin bin) {
    return Coverage.low(axis.orElseThrow(), (Bin.Range) bin);
  }

  /** Place of the bin that takes the value; -1 if it is unknown. */
  int find(CaseFacts facts) {
    if (axis.isPresent()) {
      OptionalLong lane = axis.get().lane(facts);
      return lane.isEmpty() ? MISSING : places[place(lane.getAsLong())];
    }
    return facts.get(attribute).map(value -> named.getOrDefault(value, others)).orElse(MISSING);
  }

  private int place(long lane) {
    int found = Arrays.binarySearch(lows, lane);
    return found >= 0 ? found : -found - 2;
  }
}
