package dev.mora.portfolio.csv;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows that stand away from their loan, sorted by loan and then as they came. Up to a limit they
 * stay in memory; beyond it sorted runs go to a temporary file each, which {@link #close} deletes.
 */
final class Spill implements AutoCloseable {

  /** A row with the ordinal of its loan. */
  record Entry(int loan, Row row) {}

  private static final int OVERHEAD = 12;
  private static final int MOST_RUNS = 64;

  private final int limit;
  private final Supplier<Path> files;
  private Bytes buffer = new Bytes();
  private DataOutputStream out = new DataOutputStream(buffer);
  private long[] keys = new long[64];
  private int[] starts = new int[64];
  private int rows;
  private final List<Path> runs = new ArrayList<>();
  private final List<Cursor> open = new ArrayList<>();
  private final PriorityQueue<Cursor> queue =
      new PriorityQueue<>(Comparator.comparingLong(Cursor::order).thenComparingInt(c -> c.rank));

  /**
   * @param limit bytes in memory
   * @param files makes a new temporary file
   */
  Spill(int limit, Supplier<Path> files) {
    this.limit = limit;
    this.files = files;
  }

  void add(int loan, Row row) {
    try {
      if (rows == keys.length) {
        keys = Arrays.copyOf(keys, rows * 2);
        starts = Arrays.copyOf(starts, rows * 2);
      }
      keys[rows] = (long) loan << 32 | rows;
      starts[rows++] = buffer.size();
      write(out, loan, row);
      if (buffer.size() + rows * OVERHEAD >= limit) {
        flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the filling; rows come out of {@link #next} from now on. */
  void sorted() {
    try {
      if (!runs.isEmpty()) {
        flush();
        buffer = new Bytes();
        out = new DataOutputStream(buffer);
        keys = new long[0];
        starts = new int[0];
      } else {
        Arrays.sort(keys, 0, rows);
        enqueue(new Cursor(0, null));
      }
      merge();
      for (Path run : runs) {
        enqueue(new Cursor(open.size(), stream(run)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entry that comes next, still there for the next call; null at the end. */
  @Nullable Entry peek() {
    Cursor first = queue.peek();
    return first == null ? null : first.current;
  }

  void next() {
    Cursor first = queue.remove();
    try {
      enqueue(first);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void enqueue(Cursor cursor) throws IOException {
    if (cursor.advance()) {
      queue.add(cursor);
    }
  }

  /** Keeps the number of files that are open at once small. */
  private void merge() throws IOException {
    while (runs.size() > MOST_RUNS) {
      List<Path> some = new ArrayList<>(runs.subList(0, MOST_RUNS));
      for (Path run : some) {
        enqueue(new Cursor(open.size(), stream(run)));
      }
      Path merged = files.get();
      runs.add(MOST_RUNS, merged);
      try (DataOutputStream to =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(merged)))) {
        for (Entry entry = peek(); entry != null; entry = peek()) {
          to.writeBoolean(true);
          write(to, entry.loan(), entry.row());
          next();
        }
        to.writeBoolean(false);
      }
      closeStreams();
      for (Path run : some) {
        Files.deleteIfExists(run);
      }
      runs.subList(0, MOST_RUNS).clear();
    }
  }

  private void flush() throws IOException {
    if (rows == 0) {
      return;
    }
    Arrays.sort(keys, 0, rows);
    Path run = files.get();
    runs.add(run);
    try (DataOutputStream to =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
      for (int i = 0; i < rows; i++) {
        int index = (int) keys[i];
        int from = starts[index];
        int end = index + 1 < rows ? starts[index + 1] : buffer.size();
        to.writeBoolean(true);
        to.write(buffer.array(), from, end - from);
      }
      to.writeBoolean(false);
    }
    rows = 0;
    buffer.reset();
  }

  private static DataInputStream stream(Path run) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(run), 1 << 15));
  }

  private static void write(DataOutputStream out, int loan, Row row) throws IOException {
    out.writeInt(loan);
    out.writeLong(row.line());
    out.writeUTF(row.problem());
    out.writeByte(row.values().length);
    for (String value : row.values()) {
      out.writeUTF(value.length() > 10_000 ? value.substring(0, 10_000) : value);
    }
  }

  private static Entry read(DataInputStream in) throws IOException {
    int loan = in.readInt();
    long line = in.readLong();
    String problem = in.readUTF();
    String[] values = new String[in.readUnsignedByte()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readUTF();
    }
    return new Entry(loan, Row.broken(line, values, problem));
  }

  private void closeStreams() throws IOException {
    for (Cursor cursor : open) {
      if (cursor.in != null) {
        cursor.in.close();
      }
    }
    open.clear();
    queue.clear();
  }

  /** Ends reading and deletes what was written. */
  @Override
  public void close() {
    try {
      closeStreams();
      for (Path run : runs) {
        Files.deleteIfExists(run);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sorted run, or (without a stream) what is in memory. */
  private final class Cursor {

    final int rank;
    final @Nullable DataInputStream in;
    private int index;
    @Nullable Entry current;

    Cursor(int rank, @Nullable DataInputStream in) {
      this.rank = rank;
      this.in = in;
      open.add(this);
    }

    /** Runs were filled one behind the other, so their rank keeps rows of a loan in their order. */
    long order() {
      Entry entry = current;
      return entry == null ? Long.MAX_VALUE : entry.loan();
    }

    boolean advance() throws IOException {
      if (in != null) {
        current = in.readBoolean() ? read(in) : null;
      } else if (index < rows) {
        int from = starts[(int) keys[index++]];
        current = read(new DataInputStream(buffer.from(from)));
      } else {
        current = null;
      }
      return current != null;
    }
  }

  /** The array itself, without a copy. */
  private static final class Bytes extends ByteArrayOutputStream {

    byte[] array() {
      return buf;
    }

    ByteArrayInputStream from(int start) {
      return new ByteArrayInputStream(buf, start, count - start);
    }
  }
}
