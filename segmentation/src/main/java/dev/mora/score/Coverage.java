package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether bins take each value once; if not, a value that shows it. */
final class Coverage {

  /**
   * What is wrong.
   *
   * @param bin place of the bin that it is told of; -1 for all of them
   */
  record Hole(int bin, String found, String expected) {
    IllegalArgumentException asException(Attribute<?> attribute) {
      return new IllegalArgumentException(
          attribute
              + (bin < 0 ? "" : ", bin " + bin)
              + ": found "
              + found
              + ", expected "
              + expected);
    }
  }

  /** A range on the axis, with the place of its bin. */
  private record Span(int bin, long low, long high) {}

  private Coverage() {}

  static Optional<Hole> check(Attribute<?> attribute, Optional<Axis> axis, List<Bin> bins) {
    if (bins.isEmpty()) {
      return Optional.of(new Hole(-1, "no bins", "bins that take every value"));
    }
    for (int i = 0; i < bins.size(); i++) {
      if (!suits(attribute.type(), bins.get(i))) {
        return Optional.of(
            new Hole(
                i, "a bin of another kind", "a bin for type " + attribute.type().code() + wants()));
      }
    }
    if (axis.isPresent()) {
      return ranges(axis.get(), bins);
    }
    return attribute.type() == AttributeType.FLAG ? flags(bins) : names(attribute, bins);
  }

  private static String wants() {
    return ": ranges for what has an order, in and other for text, is for a flag";
  }

  private static boolean suits(AttributeType type, Bin bin) {
    return switch (type) {
      case FLAG -> bin instanceof Bin.Flag;
      case TEXT -> bin instanceof Bin.OneOf || bin instanceof Bin.Others;
      case SET -> false;
      default -> bin instanceof Bin.Range;
    };
  }

  private static Optional<Hole> ranges(Axis axis, List<Bin> bins) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < bins.size(); i++) {
      Span span;
      try {
        span = span(axis, i, (Bin.Range) bins.get(i));
      } catch (IllegalArgumentException e) {
        return Optional.of(new Hole(i, String.valueOf(e.getMessage()), "a limit that it can have"));
      }
      if (span.low() > span.high()) {
        return Optional.of(new Hole(i, "a range without a value", "a lower end below the upper"));
      }
      spans.add(span);
    }
    spans.sort(Comparator.comparingLong(Span::low).thenComparingInt(Span::bin));
    Span first = spans.get(0);
    if (first.low() != Long.MIN_VALUE) {
      return gap(axis, first.bin(), first.low() - 1, "a lowest bin without a lower end");
    }
    for (int i = 1; i < spans.size(); i++) {
      Span before = spans.get(i - 1);
      Span span = spans.get(i);
      if (span.low() <= before.high()) {
        String both = axis.say(span.low() == Long.MIN_VALUE ? before.high() : span.low());
        return Optional.of(
            new Hole(
                span.bin(),
                both + " in this bin and in bin " + before.bin(),
                "each value in one bin"));
      }
      if (span.low() != before.high() + 1) {
        return gap(axis, span.bin(), before.high() + 1, "bins that touch");
      }
    }
    Span last = spans.get(spans.size() - 1);
    return last.high() == Long.MAX_VALUE
        ? Optional.empty()
        : gap(axis, last.bin(), last.high() + 1, "a highest bin without an upper end");
  }

  private static Optional<Hole> gap(Axis axis, int bin, long example, String expected) {
    return Optional.of(new Hole(bin, "no bin for " + axis.say(example), expected));
  }

  private static Span span(Axis axis, int bin, Bin.Range range) {
    return new Span(bin, low(axis, range), high(axis, range));
  }

  static long low(Axis axis, Bin.Range range) {
    return range
        .lower()
        .map(end -> axis.lane(end.value()) + (end.included() ? 0 : 1))
        .orElse(Long.MIN_VALUE);
  }

  static long high(Axis axis, Bin.Range range) {
    return range
        .upper()
        .map(end -> axis.lane(end.value()) - (end.included() ? 0 : 1))
        .orElse(Long.MAX_VALUE);
  }

  private static Optional<Hole> flags(List<Bin> bins) {
    Set<Boolean> seen = new HashSet<>();
    for (int i = 0; i < bins.size(); i++) {
      if (!seen.add(((Bin.Flag) bins.get(i)).value())) {
        return Optional.of(new Hole(i, "a second bin for the same answer", "each once"));
      }
    }
    return seen.size() == 2
        ? Optional.empty()
        : Optional.of(
            new Hole(-1, "no bin for " + !seen.contains(true), "a bin for true and one for false"));
  }

  private static Optional<Hole> names(Attribute<?> attribute, List<Bin> bins) {
    Map<String, Integer> places = new HashMap<>();
    int others = -1;
    for (int i = 0; i < bins.size(); i++) {
      if (bins.get(i) instanceof Bin.Others) {
        if (others >= 0) {
          return Optional.of(new Hole(i, "a second bin for the others", "one"));
        }
        others = i;
      } else if (bins.get(i) instanceof Bin.OneOf some) {
        for (String value : some.values()) {
          Integer before = places.put(value, i);
          if (before != null) {
            return Optional.of(
                new Hole(
                    i,
                    '"' + value + "\" in this bin and in bin " + before,
                    "each value in one bin"));
          }
          if (!attribute.vocabulary().isEmpty() && !attribute.vocabulary().contains(value)) {
            return Optional.of(
                new Hole(
                    i, '"' + value + '"', "one of " + String.join(", ", attribute.vocabulary())));
          }
        }
      }
    }
    if (others >= 0) {
      return Optional.empty();
    }
    if (attribute.vocabulary().isEmpty()) {
      return Optional.of(new Hole(-1, "no bin for \"\"", "a bin with \"other\": true"));
    }
    return attribute.vocabulary().stream()
        .filter(value -> !places.containsKey(value))
        .findFirst()
        .map(value -> new Hole(-1, "no bin for \"" + value + '"', "a bin for each, or other"));
  }
}
