package dev.mora.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code --name value} pairs behind a command. */
final class Options {

  private final Map<String, String> values = new HashMap<>();
  private final List<String> known;

  Options(List<String> arguments, String... known) {
    this.known = List.of(known);
    List<String> rest = new ArrayList<>(arguments);
    while (!rest.isEmpty()) {
      String name = rest.remove(0);
      if (!this.known.contains(name) || rest.isEmpty()) {
        throw new IllegalArgumentException(
            "expected one of " + this.known + " and its value, found " + name);
      }
      values.put(name, rest.remove(0));
    }
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int whole(String name, int otherwise) {
    return Integer.parseInt(text(name, String.valueOf(otherwise)));
  }

  long seed(String name, long otherwise) {
    return Long.parseLong(text(name, String.valueOf(otherwise)));
  }
}
