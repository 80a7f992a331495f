package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of many cases: what a {@link CaseFacts} holds of it, with each object kept once. A
 * row that nothing was put in is unknown. Not thread-safe.
 */
final class FactColumn {

  private static final int UNKNOWN = 0;
  private static final int BARE = 1;
  private static final int OBJECTS = 2;

  final int place;
  private final Map<Object, Integer> codes = new HashMap<>();
  private final List<Object> objects = new ArrayList<>();
  private int[] code = new int[64];
  private long[] lane = {};
  private @Nullable Object last;
  private int lastCode;

  /**
   * @param place of the attribute in the registry of the cases
   */
  FactColumn(int place) {
    this.place = place;
  }

  void put(int row, long value, @Nullable Object beside) {
    if (row >= code.length) {
      code = Arrays.copyOf(code, Math.max(row + 1, code.length + (code.length >> 1)));
    }
    code[row] = beside == null ? BARE : code(beside);
    if (value != 0) {
      if (row >= lane.length) {
        lane = Arrays.copyOf(lane, code.length);
      }
      lane[row] = value;
    }
  }

  <T> void set(int row, Attribute<T> attribute, Object value) {
    Form<T> form = attribute.form();
    T known = form.cast(value);
    put(row, form.lane(known), form.beside(known));
  }

  /** What a case would answer. */
  <T> Optional<T> get(int row, Attribute<T> attribute) {
    return isKnown(row)
        ? Optional.of(attribute.form().value(lane(row), beside(row)))
        : Optional.empty();
  }

  private int code(Object object) {
    if (object == last) {
      return lastCode;
    }
    Integer known = codes.get(object);
    int found = known == null ? OBJECTS + objects.size() : known;
    if (known == null) {
      codes.put(object, found);
      objects.add(object);
    }
    last = object;
    lastCode = found;
    return found;
  }

  boolean isKnown(int row) {
    return row < code.length && code[row] != UNKNOWN;
  }

  long lane(int row) {
    return row < lane.length ? lane[row] : 0;
  }

  @Nullable Object beside(int row) {
    return isKnown(row) && code[row] >= OBJECTS ? objects.get(code[row] - OBJECTS) : null;
  }

  /** From a case of the same registry; nothing if it does not know. */
  void copy(int row, CaseFacts facts) {
    if (facts.isKnown(place)) {
      put(row, facts.lane(place), facts.beside(place));
    }
  }

  void copyTo(CaseFacts.Builder facts, int row) {
    if (isKnown(row)) {
      facts.put(place, lane(row), beside(row));
    }
  }
}
