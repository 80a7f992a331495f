package dev.mora.attribute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes questions apart into conjunctions of which one is true where the question is. An {@code
 * any} inside a conjunction is taken apart too where that makes fewer questions than to ask for its
 * parts: once for each conjunction that it stands in, or once for all of them.
 */
final class Alternatives {

  private final Map<Ask, Integer> timesNested = new HashMap<>();
  private final Map<Ask, List<Ask>> known = new HashMap<>();

  Alternatives(List<Ask> asks) {
    asks.forEach(ask -> count(ask, false));
  }

  private void count(Ask ask, boolean nested) {
    if (ask instanceof Ask.All all) {
      all.parts().forEach(part -> count(part, true));
    } else if (ask instanceof Ask.Any any) {
      if (nested) {
        timesNested.merge(any, 1, Integer::sum);
      }
      any.parts().forEach(part -> count(part, false));
    }
  }

  List<Ask> of(Ask ask) {
    List<Ask> done = known.get(ask);
    if (done == null) {
      done = takenApart(ask);
      known.put(ask, done);
    }
    return done;
  }

  private List<Ask> takenApart(Ask ask) {
    if (ask instanceof Ask.Any any) {
      return of(any.parts());
    }
    if (!(ask instanceof Ask.All all)) {
      return List.of(ask);
    }
    List<Ask> whole = new ArrayList<>(all.parts());
    List<Ask> apart = List.of(Ask.YES);
    for (Ask any : longestFirst(all.parts())) {
      List<Ask> parts = of(any);
      if (isWorthIt(any, parts.size(), apart.size())) {
        whole.remove(any);
        apart =
            apart.stream()
                .flatMap(one -> parts.stream().map(part -> Ask.all(List.of(one, part))))
                .toList();
      }
    }
    return apart.stream()
        .map(one -> Ask.all(Stream.concat(whole.stream(), Stream.of(one)).toList()))
        .filter(one -> !one.equals(Ask.NO))
        .distinct()
        .toList();
  }

  List<Ask> of(List<Ask> any) {
    return any.stream().flatMap(part -> of(part).stream()).distinct().toList();
  }

  private List<Ask> longestFirst(List<Ask> parts) {
    return parts.stream()
        .filter(Ask.Any.class::isInstance)
        .sorted(Comparator.comparing(any -> -of(any).size()))
        .toList();
  }

  /** Compares how many questions more there would be. */
  private boolean isWorthIt(Ask any, int parts, int conjunctions) {
    return timesNested.getOrDefault(any, 1) * conjunctions * (parts - 1) <= parts;
  }
}
