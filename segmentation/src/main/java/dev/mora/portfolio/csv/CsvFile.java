package dev.mora.portfolio.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.mora.json.Nearest;
import dev.mora.portfolio.DataFault;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file, projected on the columns of its table. A row that is no CSV is handed out
 * as broken and reading goes on with the line behind it. Not thread-safe.
 */
final class CsvFile implements AutoCloseable {

  private static final int MOST_BROKEN_QUOTES = 50;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Path path;
  private final Table table;
  private final Faults faults;
  private final IntConsumer bytesRead;
  private int[] sources = {};
  private int[] extras = {};
  private int currency = -1;
  private List<String> extraNames = List.of();
  private Header header;
  private int width;
  private @Nullable InputStream open;
  private final Cells cells = new Cells();
  private @Nullable PlainLines plain;
  private @Nullable CloseableIterator<Cells> records;
  private @Nullable Row odd;
  private long line;
  private long skippedLines;
  private long nextLine = 1;
  private int brokenQuotes;

  /**
   * @param faults hears about the header; nothing if it was heard before
   * @throws UnreadablePortfolio if the file cannot be opened or lacks a required column
   */
  CsvFile(Path path, Table table, Faults faults, IntConsumer bytesRead) {
    this.path = path;
    this.table = table;
    this.faults = faults;
    this.bytesRead = bytesRead;
    header = new Header(table, List.of());
    try {
      plain = new PlainLines(opened(), cells);
      header();
    } catch (IOException e) {
      close();
      throw cannotOpen(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Names of the columns that the table does not know, in the order of {@link Row#extra()}. */
  List<String> extraNames() {
    return extraNames;
  }

  boolean has(int column) {
    return sources[column] >= 0;
  }

  /** What to expect of a column that is not there, with the name that probably means it. */
  String expected(int column) {
    return header.expected(table.columns.get(column));
  }

  /** Null at the end. */
  @Nullable Row next() {
    return advance() ? row() : null;
  }

  /** To the next row; false at the end. */
  boolean advance() {
    odd = null;
    while (true) {
      try {
        if (!step()) {
          return false;
        }
      } catch (CsvParseException e) {
        odd = broken();
        return true;
      }
      line = skippedLines + cells.startLine();
      int breaks = cells.breaks();
      if (breaks > 0 && cells.fields() != width) {
        // A stray quote met another one further down and swallowed the lines between.
        nextLine = line;
        odd = broken();
        return true;
      }
      nextLine = line + 1 + breaks;
      if (cells.fields() == 1 && cells.field(0).isEmpty()) {
        continue;
      }
      if (cells.fields() != width) {
        odd =
            Row.broken(
                line,
                values(cells.kept(), cells.fields()),
                cells.fields() + " fields under " + width + " columns");
      }
      return true;
    }
  }

  /** To the next record, parsed only once there is a quote; false at the end. */
  private boolean step() {
    PlainLines lines = plain;
    if (lines != null) {
      if (next(lines)) {
        return true;
      }
      plain = null;
      if (lines.isStopped()) {
        skippedLines += lines.passed();
        records = parsed(text(lines.rest()));
      }
    }
    if (records == null || !records.hasNext()) {
      return false;
    }
    records.next();
    return true;
  }

  private boolean next(PlainLines lines) {
    try {
      return lines.next();
    } catch (CharacterCodingException e) {
      throw notUtf8(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CloseableIterator<Cells> parsed(Reader in) {
    return CsvReader.builder()
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .build(cells, in)
        .iterator();
  }

  /** Where the row stands that was read last. */
  long line() {
    Row known = odd;
    return known == null ? line : known.line();
  }

  /** Whether the row that was read last is as the header says, so that its cells can be read. */
  boolean isWhole() {
    return odd == null;
  }

  /** The row that was read last. */
  Row row() {
    Row known = odd;
    return known == null ? row(cells.kept(), line) : known;
  }

  /** A row that is kept in the cells. */
  Row kept(int row) {
    return row(row, cells.lineOf(row));
  }

  private Row row(int row, long at) {
    String[] more = new String[extras.length];
    for (int i = 0; i < extras.length; i++) {
      more[i] = cells.string(row, extras[i]);
    }
    return new Row(at, values(row, width), more, "");
  }

  private String[] values(int row, int fields) {
    String[] values = new String[sources.length];
    for (int i = 0; i < sources.length; i++) {
      int source = sources[i];
      values[i] = source >= 0 && source < fields ? cells.string(row, source) : "";
    }
    return values;
  }

  /** The cells themselves, by {@link #source}. */
  Cells cells() {
    return cells;
  }

  /** Field of a column of the table in the cells; -1 if the file does not have it. */
  int source(int column) {
    return sources[column];
  }

  /** Field of an extra column in the cells, by its place in {@link #extraNames}. */
  int extra(int place) {
    return extras[place];
  }

  /** Field of the column currency; -1 if there is none. */
  int currency() {
    return currency;
  }

  /** The next line by itself; the reader starts again behind it. */
  private Row broken() {
    long line = nextLine;
    if (++brokenQuotes > MOST_BROKEN_QUOTES) {
      throw unreadable(
          line, "", "more than " + MOST_BROKEN_QUOTES + " rows with stray quotes", "RFC 4180");
    }
    String raw = parseBehind(line);
    nextLine = line + 1;
    String[] fields = raw.replace("\"", "").split(",", -1);
    String[] values = new String[sources.length];
    for (int i = 0; i < sources.length; i++) {
      int source = sources[i];
      values[i] = source >= 0 && source < fields.length ? fields[source].strip() : "";
    }
    return Row.broken(line, values, "a quote that does not close or has text behind it");
  }

  /** Starts again behind a line, which it returns. */
  private String parseBehind(long line) {
    close();
    try {
      BufferedReader in = text(opened());
      String raw = "";
      for (long i = 0; i < line; i++) {
        String next = in.readLine();
        raw = next == null ? "" : next;
      }
      skippedLines = line;
      records = parsed(in);
      return raw;
    } catch (IOException e) {
      close();
      throw cannotOpen(e);
    }
  }

  /** The bytes of the file behind a byte order mark. */
  private InputStream opened() throws IOException {
    InputStream in = new Counted(Files.newInputStream(path), bytesRead);
    open = in;
    byte[] first = in.readNBytes(BYTE_ORDER_MARK.length);
    return Arrays.equals(first, BYTE_ORDER_MARK)
        ? in
        : new SequenceInputStream(new ByteArrayInputStream(first), in);
  }

  private BufferedReader text(InputStream in) {
    return new BufferedReader(
        new Strict(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())), 1 << 16);
  }

  private UnreadablePortfolio cannotOpen(IOException cause) {
    return unreadable("a file that cannot be opened", "a readable file", cause);
  }

  private UnreadablePortfolio notUtf8(CharacterCodingException cause) {
    return unreadable("bytes that are not UTF-8", "the file saved as UTF-8", cause);
  }

  private UnreadablePortfolio unreadable(String found, String expected, IOException cause) {
    return new UnreadablePortfolio(
        new DataFault(table.file, 0, "", "", found, expected, DataFault.Effect.NOTED), cause);
  }

  private void header() {
    List<String> names = List.of();
    try {
      if (step()) {
        nextLine = 2L + cells.breaks();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < cells.fields(); i++) {
          found.add(cells.field(i));
        }
        names = found;
      }
    } catch (CsvParseException e) {
      throw unreadable(1, "", "a header row that is no CSV", "RFC 4180");
    }
    if (names.size() == 1 && (names.get(0).contains(";") || names.get(0).contains("\t"))) {
      String what = names.get(0).contains(";") ? "semicolons" : "tabs";
      throw unreadable(1, "", "columns parted by " + what, "commas, decimals behind a point");
    }
    width = names.size();
    cells.columns(names.stream().map(Kind::of).toArray(Kind[]::new));
    sources = table.columns.stream().mapToInt(names::indexOf).toArray();
    currency = names.indexOf("currency");
    List<String> unknown = new ArrayList<>(names);
    unknown.removeAll(table.columns);
    header = new Header(table, names);
    for (int i = 0; i < table.required; i++) {
      if (sources[i] < 0) {
        String column = table.columns.get(i);
        throw unreadable(1, column, header.foundWithout(), header.expected(column));
      }
    }
    for (int i = 0; i < width; i++) {
      if (names.indexOf(names.get(i)) != i) {
        throw unreadable(1, names.get(i), "the column twice", "each column once");
      }
    }
    paidColumns();
    extraColumns(names, unknown);
  }

  private void paidColumns() {
    if (table != Table.INSTALLMENTS) {
      return;
    }
    List<String> paid = table.columns.stream().filter(name -> name.startsWith("paid_")).toList();
    List<String> there = paid.stream().filter(name -> sources[table.column(name)] >= 0).toList();
    if (!there.isEmpty() && there.size() < paid.size()) {
      throw unreadable(
          1,
          there.get(0),
          "only " + String.join(", ", there),
          "all or none of " + String.join(", ", paid));
    }
  }

  private void extraColumns(List<String> names, List<String> unknown) {
    List<String> free = table.columns.stream().filter(name -> !names.contains(name)).toList();
    for (String name : unknown) {
      String near = Nearest.to(name, free).orElse("");
      if (!near.isEmpty() || !table.keepsExtraColumns()) {
        faults.add(
            new DataFault(
                table.file,
                1,
                name,
                "",
                table.keepsExtraColumns()
                    ? "a column that is kept as an attribute of its own"
                    : "a column that is not read",
                near.isEmpty()
                    ? "one of " + String.join(", ", table.columns)
                    : "the column " + near + ", if that is meant",
                DataFault.Effect.NOTED));
      }
    }
    extraNames = table.keepsExtraColumns() ? List.copyOf(unknown) : List.of();
    extras = extraNames.stream().mapToInt(names::indexOf).toArray();
  }

  private UnreadablePortfolio unreadable(long line, String column, String found, String expected) {
    close();
    return new UnreadablePortfolio(
        new DataFault(table.file, line, column, "", found, expected, DataFault.Effect.ROW_IGNORED));
  }

  @Override
  public void close() {
    plain = null;
    records = null;
    InputStream in = open;
    open = null;
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Stops at bytes that are no UTF-8: a name that is broken here would be sent broken. */
  private final class Strict extends FilterReader {

    Strict(Reader in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (CharacterCodingException e) {
        throw notUtf8(e);
      }
    }
  }

  /** Tells how many bytes went through. */
  private static final class Counted extends FilterInputStream {

    private final IntConsumer bytes;

    Counted(InputStream in, IntConsumer bytes) {
      super(in);
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        bytes.accept(1);
      }
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      if (n > 0) {
        bytes.accept(n);
      }
      return n;
    }
  }
}
