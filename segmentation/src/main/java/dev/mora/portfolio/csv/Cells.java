package dev.mora.portfolio.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fields of rows as stretches of one UTF-8 text, without a string for each, and beside them what
 * they are as numbers. Rows that are kept stay until they are dropped; the last row is the one that
 * was read last. Used again for every row; it is not thread-safe.
 */
final class Cells extends AbstractBaseCsvCallbackHandler<Cells> {

  private static final int MOST_BYTES = 1 << 26;
  private static final int MOST_FIELDS = 1 << 14;
  private static final int PIECE = 1 << 16;
  private static final int ROWS = 16;

  /** There is a quote in the line, or more than a line should have. */
  static final int QUOTE = -1;

  byte[] text = new byte[1 << 10];

  /** By row, then by field; fields beyond {@link #width} are counted only. */
  int[] from = new int[16];

  int[] to = new int[16];

  /** By {@link Forms}, as its column says; {@link Forms#NOTHING} if it is not of that kind. */
  long[] values = new long[16];

  private Kind[] kinds = {};
  private long[] lines = new long[ROWS];
  private int width = 16;
  private boolean grows = true;
  private int kept;
  private int keptLength;
  private int length;
  private boolean appends;
  private int fields;
  private long line;
  private int breaks;

  /** The columns, of which all fields are held; till then all fields are texts. None is kept. */
  void columns(Kind[] ofColumns) {
    kinds = ofColumns.clone();
    width(ofColumns.length);
  }

  /** How many fields of a row are held, as texts. Only while none is kept. */
  void width(int value) {
    grows = false;
    width = Math.max(1, value);
    from = new int[width * ROWS];
    to = new int[width * ROWS];
    values = new long[width * ROWS];
  }

  /** Of the last row. */
  int fields() {
    return fields;
  }

  /** Where the last row starts, counted from 1 where the reader began. */
  long startLine() {
    return line;
  }

  /** Line ends inside of fields of the last row. */
  int breaks() {
    return breaks;
  }

  /** Rows that are kept. */
  int kept() {
    return kept;
  }

  /** What {@link #keep} was told of a kept row. */
  long lineOf(int row) {
    return lines[row];
  }

  /** Place of a field of a row in the arrays; the last row is number kept(). */
  int at(int row, int field) {
    return row * width + field;
  }

  /** Holds the last row; the next one comes behind it. */
  void keep(long fileLine) {
    if (kept == lines.length) {
      lines = Arrays.copyOf(lines, kept * 2);
    }
    lines[kept++] = fileLine;
    keptLength = length;
    int needed = (kept + 1) * width;
    if (needed > from.length) {
      from = Arrays.copyOf(from, needed * 2);
      to = Arrays.copyOf(to, needed * 2);
      values = Arrays.copyOf(values, needed * 2);
    }
  }

  /** Lets all kept rows go; the last row becomes number 0. */
  void drop() {
    if (kept == 0) {
      return;
    }
    int first = kept * width;
    int held = Math.min(fields, width);
    System.arraycopy(from, first, from, 0, held);
    System.arraycopy(to, first, to, 0, held);
    System.arraycopy(values, first, values, 0, held);
    kept = 0;
    if (appends) {
      int start = keptLength;
      System.arraycopy(text, start, text, 0, length - start);
      shift(held, start);
      length -= start;
    }
    keptLength = 0;
  }

  /**
   * Moves kept rows, and the text between {@code unread} and {@code end}, to the front.
   *
   * @return by how much
   */
  int moveToFront(int unread, int end) {
    int start = kept == 0 ? unread : from[0];
    if (start > 0) {
      System.arraycopy(text, start, text, 0, end - start);
      shift(kept * width, start);
      keptLength -= kept == 0 ? 0 : start;
    }
    return start;
  }

  private void shift(int places, int by) {
    for (int i = 0; i < places; i++) {
      from[i] -= by;
      to[i] -= by;
    }
  }

  /** Makes room for more text. */
  int room(int end) {
    int room = text.length - end - Forms.SLACK;
    if (room < PIECE >> 1) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, PIECE + Forms.SLACK));
      room = text.length - end - Forms.SLACK;
    }
    return room;
  }

  /** Characters of a field, or a few more. */
  int length(int row, int field) {
    int at = at(row, field);
    int bytes = to[at] - from[at];
    return bytes <= IdTable.LONGEST_ID ? bytes : string(row, field).length();
  }

  /** Of the last row; empty beyond its end. */
  String field(int field) {
    return field < fields ? string(kept, field) : "";
  }

  /** Whether the last row has in that field what the row kept before it has. */
  boolean repeats(int field) {
    int at = at(kept, field);
    return Arrays.equals(text, from[at], to[at], text, from[at - width], to[at - width]);
  }

  String string(int row, int field) {
    int at = at(row, field);
    return new String(text, from[at], to[at] - from[at], StandardCharsets.UTF_8);
  }

  /**
   * Makes the line that begins at {@code start} of the text the last row, as if a parser had read
   * it. Its end must be there, and {@link Forms#SLACK} behind it.
   *
   * @param number where it starts
   * @return where it ends; {@link #QUOTE} if a parser has to read it
   */
  int line(int start, long number) {
    line = number;
    breaks = 0;
    byte[] in = text;
    int row = kept * width;
    int count = 0;
    int begin = start;
    while (true) {
      int end = Forms.fieldEnd(in, begin);
      byte c = in[end];
      if (c == '"') {
        return QUOTE;
      }
      count++;
      if (count <= width || widens(count)) {
        hold(row + count - 1, begin, end, count - 1);
      }
      if (c != ',') {
        fields = count;
        length = end;
        return count > MOST_FIELDS ? QUOTE : end;
      }
      begin = end + 1;
    }
  }

  private void hold(int at, int begin, int end, int field) {
    from[at] = begin;
    to[at] = end;
    if (begin < end && (text[begin] <= ' ' || text[end - 1] <= ' ')) {
      trim(at);
    }
    if (field < kinds.length) {
      values[at] = Forms.value(kinds[field], text, from[at], to[at]);
    }
  }

  private void trim(int at) {
    String raw = new String(text, from[at], to[at] - from[at], StandardCharsets.UTF_8);
    int before = raw.length() - raw.stripLeading().length();
    from[at] += raw.substring(0, before).getBytes(StandardCharsets.UTF_8).length;
    to[at] = from[at] + raw.strip().getBytes(StandardCharsets.UTF_8).length;
  }

  private boolean widens(int count) {
    if (grows && count <= MOST_FIELDS) {
      width *= 2;
      from = Arrays.copyOf(from, width);
      to = Arrays.copyOf(to, width);
      values = Arrays.copyOf(values, width);
    }
    return grows && count <= MOST_FIELDS;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = startingLineNumber;
    fields = 0;
    breaks = 0;
    length = keptLength;
    appends = true;
  }

  @Override
  protected void handleField(int index, char[] buf, int offset, int len, boolean quoted) {
    if (quoted) {
      for (int i = offset; i < offset + len; i++) {
        breaks += buf[i] == '\n' ? 1 : 0;
      }
    }
    fields++;
    if (index >= width) {
      tooMuch(fields > MOST_FIELDS);
      if (!widens(fields)) {
        return;
      }
    }
    byte[] bytes = new String(buf, offset, len).getBytes(StandardCharsets.UTF_8);
    int end = length + bytes.length;
    if (end + Forms.SLACK > text.length) {
      tooMuch(end > MOST_BYTES);
      text = Arrays.copyOf(text, Math.max(text.length * 2, end + Forms.SLACK));
    }
    System.arraycopy(bytes, 0, text, length, bytes.length);
    hold(kept * width + index, length, end, index);
    length = end;
  }

  private static void tooMuch(boolean is) {
    if (is) {
      throw new CsvParseException("a row that is too large");
    }
  }

  @Override
  protected @Nullable Cells buildRecord() {
    return getRecordType() == RecordType.DATA ? this : null;
  }
}
