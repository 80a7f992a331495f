package dev.mora.classification;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a classification table says while one version of its rule is in force.
 *
 * @param from first day; empty if it is not known or there was none before
 * @param to last day; empty while it is in force
 * @param regulation the rule
 * @param source where it was read
 * @param rows from the best class to the worst; without gaps, the last without an end
 */
public record ClassificationPeriod(
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    String regulation,
    String source,
    List<ClassRow> rows) {

  public ClassificationPeriod {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    if (regulation.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException("a classification names its regulation and its source");
    }
    rows = List.copyOf(rows);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new IllegalArgumentException(
          "it ends on " + to.get() + ", before it starts on " + from.get());
    }
    check(rows);
  }

  private static void check(List<ClassRow> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a classification has a class");
    }
    Set<String> codes = new HashSet<>();
    ClassRow before = null;
    for (ClassRow row : rows) {
      if (!codes.add(row.code())) {
        throw new IllegalArgumentException("two classes have the code " + row.code());
      }
      before = next(before, row);
    }
    if (before != null && before.to().isPresent()) {
      throw new IllegalArgumentException(
          "the last class has no end, but " + before.code() + " ends at " + before.range());
    }
  }

  /** The row, if it may stand behind the one before it. */
  static ClassRow next(@Nullable ClassRow before, ClassRow row) {
    if (before == null) {
      if (row.from() > 1) {
        throw new IllegalArgumentException(
            "the first class starts at 0 or 1 day, not at " + row.from());
      }
      return row;
    }
    String both = row.code() + " (" + row.range() + ")";
    if (before.to().isEmpty() || row.from() <= before.to().getAsInt()) {
      throw new IllegalArgumentException(
          "class " + both + " overlaps " + before.code() + " (" + before.range() + ")");
    }
    int expected = before.to().getAsInt() + 1;
    if (row.from() > expected) {
      throw new IllegalArgumentException(
          "no class has " + expected + " days, between " + before.code() + " and " + row.code());
    }
    return row;
  }

  public boolean isInForce(LocalDate on) {
    return from.filter(on::isBefore).isEmpty() && to.filter(on::isAfter).isEmpty();
  }

  Optional<ClassRow> row(String code) {
    return rows.stream().filter(row -> row.code().equals(code)).findFirst();
  }
}
