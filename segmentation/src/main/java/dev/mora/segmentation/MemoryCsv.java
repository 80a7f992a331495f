package dev.mora.segmentation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.mora.segmentation.SegmentMemory.Entry;
import dev.mora.segmentation.SegmentMemory.State;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The file form of a memory; strict, since a wrong state would hold or release somebody. */
final class MemoryCsv {

  private static final List<String> COLUMNS =
      List.of(
          "policy",
          "case_id",
          "segment",
          "since",
          "pending",
          "pending_runs",
          "as_of",
          "before_segment",
          "before_since",
          "before_pending",
          "before_pending_runs",
          "before_as_of");
  private static final int MOST_FAULTS = 20;

  private final String source;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Entry> entries = new TreeMap<>();
  private @Nullable String policy;

  private MemoryCsv(String source) {
    this.source = source;
  }

  static SegmentMemory read(Path file) {
    try (Reader in = Files.newBufferedReader(file)) {
      return new MemoryCsv(file.toString()).memory(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SegmentMemory read(String source, String csv) {
    try {
      return new MemoryCsv(source).memory(new StringReader(csv));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SegmentMemory memory(Reader in) throws IOException {
    boolean header = true;
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(in)) {
      for (CsvRecord row : rows) {
        if (header) {
          header = false;
          if (!row.getFields().equals(COLUMNS)) {
            throw new IllegalArgumentException(
                source + ":1: found other columns, expected " + String.join(",", COLUMNS));
          }
        } else if (faults.size() < MOST_FAULTS) {
          row(row);
        }
      }
    } catch (CsvParseException e) {
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
    if (header) {
      throw new IllegalArgumentException(
          source + ": found nothing, expected the columns " + String.join(",", COLUMNS));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return new SegmentMemory(policy, entries);
  }

  private void row(CsvRecord row) {
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != COLUMNS.size()) {
      fault(line, "", row.getFieldCount() + " fields", COLUMNS.size() + " fields");
      return;
    }
    int before = faults.size();
    String name = filled(row, 0);
    String id = filled(row, 1);
    if (policy == null) {
      policy = name;
    } else if (!policy.equals(name)) {
      fault(line, COLUMNS.get(0), quoted(name), "one policy, " + policy);
    }
    Optional<State> now = state(row, 2);
    Optional<State> earlier =
        row.getFields().subList(7, COLUMNS.size()).stream().allMatch(String::isEmpty)
            ? Optional.empty()
            : state(row, 7);
    if (faults.size() > before || now.isEmpty()) {
      return;
    }
    try {
      if (entries.put(id, new Entry(now.get(), earlier)) != null) {
        fault(line, COLUMNS.get(1), "a case that stands here twice", "each case once");
      }
    } catch (IllegalArgumentException e) {
      fault(line, "before_as_of", quoted(row.getField(11)), "a day before as_of");
    }
  }

  /** Five fields from a place on. */
  private Optional<State> state(CsvRecord row, int from) {
    int before = faults.size();
    String segment = filled(row, from);
    Optional<LocalDate> since = date(row, from + 1);
    int runs = runs(row, from + 3);
    Optional<LocalDate> asOf = date(row, from + 4);
    if (faults.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new State(
              segment, since.orElseThrow(), row.getField(from + 2), runs, asOf.orElseThrow()));
    } catch (IllegalArgumentException e) {
      fault(
          row.getStartingLineNumber(),
          COLUMNS.get(from),
          "a state that cannot be",
          String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private String filled(CsvRecord row, int place) {
    String text = row.getField(place);
    if (text.isBlank()) {
      fault(row.getStartingLineNumber(), COLUMNS.get(place), "nothing", "a value");
    }
    return text;
  }

  private Optional<LocalDate> date(CsvRecord row, int place) {
    try {
      return Optional.of(LocalDate.parse(row.getField(place)));
    } catch (DateTimeParseException e) {
      fault(
          row.getStartingLineNumber(),
          COLUMNS.get(place),
          quoted(row.getField(place)),
          "a date such as 2026-11-21");
      return Optional.empty();
    }
  }

  private int runs(CsvRecord row, int place) {
    String found = row.getField(place);
    try {
      int runs = Integer.parseInt(found);
      if (runs >= 0) {
        return runs;
      }
    } catch (NumberFormatException e) {
      // Told below, like a negative number.
    }
    fault(
        row.getStartingLineNumber(),
        COLUMNS.get(place),
        quoted(found),
        "a number of runs, 0 or more");
    return 0;
  }

  private void fault(long line, String column, String found, String expected) {
    faults.add(
        source
            + ":"
            + line
            + (column.isEmpty() ? "" : " " + column)
            + ": found "
            + found
            + ", expected "
            + expected);
  }

  private static String quoted(String text) {
    return '"' + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + '"';
  }

  static void write(SegmentMemory memory, Appendable out) {
    try {
      line(out, COLUMNS);
      for (Map.Entry<String, Entry> each : memory.entries().entrySet()) {
        List<String> cells = new ArrayList<>();
        cells.add(memory.policy().orElse(""));
        cells.add(each.getKey());
        add(Optional.of(each.getValue().now()), cells);
        add(each.getValue().before(), cells);
        line(out, cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Optional<State> state, List<String> cells) {
    cells.add(state.map(State::segment).orElse(""));
    cells.add(state.map(one -> one.since().toString()).orElse(""));
    cells.add(state.map(State::pending).orElse(""));
    cells.add(state.map(one -> Integer.toString(one.pendingRuns())).orElse(""));
    cells.add(state.map(one -> one.asOf().toString()).orElse(""));
  }

  private static void line(Appendable out, List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : ",").append(SegmentCsv.quoted(cells.get(i)));
    }
    out.append('\n');
  }
}
