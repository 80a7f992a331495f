package dev.mora.template;

import dev.mora.json.Fault;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The lines of a text form, and every fault found in them so far. */
final class TextSource {

  private final String name;
  private final List<String> lines;
  private final List<Fault> faults = new ArrayList<>();

  /** A byte order mark and carriage returns before line feeds do not count. */
  TextSource(String name, String text) {
    if (text.length() > JsonLimits.FILE.maxBytes()) {
      throw Fault.of(
              new JsonLocation(name, 1, 1, ""),
              "a text of " + text.length() + " characters",
              "at most " + JsonLimits.FILE.maxBytes())
          .asException();
    }
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    this.name = name;
    this.lines = Arrays.asList(plain.replace("\r\n", "\n").split("\n", -1));
  }

  String name() {
    return name;
  }

  String line(int number) {
    return lines.get(number);
  }

  int size() {
    return lines.size();
  }

  /** In the order of the lines. */
  List<Fault> faults() {
    return faults.stream()
        .sorted(
            Comparator.comparingInt((Fault fault) -> fault.where().line())
                .thenComparingInt(fault -> fault.where().column()))
        .toList();
  }

  /** The first line from {@code start} on that starts a language, or the number of lines. */
  int nextLanguage(int start) {
    int at = start;
    while (at < lines.size() && TextLine.of(lines.get(at)) != TextLine.LANGUAGE) {
      at++;
    }
    return at;
  }

  /** The place of a character of a part that starts there; both count from 0. */
  IntFunction<JsonLocation> at(int line, int column) {
    return offset -> new JsonLocation(name, line + 1, column + offset + 1, "");
  }

  /** Reads a part; what is wrong with it becomes a fault with its place. */
  <T> Optional<T> located(IntFunction<JsonLocation> where, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (Misfit e) {
      faults.add(Fault.of(where.apply(e.offset()), e.found(), e.expected(), e.candidates()));
    } catch (IllegalArgumentException e) {
      faults.add(Fault.of(where.apply(0), "a value", String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  void fault(int line, int column, String found, String expected, Collection<String> candidates) {
    faults.add(
        Fault.of(
            new JsonLocation(name, Math.max(line, 0) + 1, column + 1, ""),
            found,
            expected,
            candidates));
  }
}
