package dev.mora.delinquency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers values from 0 as they come. */
final class Codes<T> {

  private final Map<T, Integer> codes = new HashMap<>();
  private final List<T> values = new ArrayList<>();

  int of(T value) {
    Integer code = codes.putIfAbsent(value, values.size());
    if (code != null) {
      return code;
    }
    values.add(value);
    return values.size() - 1;
  }

  T get(int code) {
    return values.get(code);
  }

  void clear() {
    codes.clear();
    values.clear();
  }

  List<T> values() {
    return List.copyOf(values);
  }
}
