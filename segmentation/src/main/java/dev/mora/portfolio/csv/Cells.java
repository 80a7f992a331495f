package dev.mora.portfolio.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fields of rows as stretches of one text, without a string for each. Rows that are kept stay until
 * they are dropped; the last row is the one that was read last. Used again for every row; it is not
 * thread-safe.
 */
final class Cells extends AbstractBaseCsvCallbackHandler<Cells> {

  private static final int MOST_CHARACTERS = 1 << 26;
  private static final int MOST_FIELDS = 1 << 14;

  /** There is a quote in the line, or more than a line should have. */
  static final int QUOTE = -1;

  char[] text = new char[1 << 10];

  /** By row, then by field; fields beyond {@link #width} are counted only. */
  int[] from = new int[16];

  int[] to = new int[16];

  private long[] lines = new long[4];
  private int width = 16;
  private boolean grows = true;
  private int kept;
  private int keptLength;
  private int length;
  private int fields;
  private long line;
  private int breaks;

  /** How many fields of a row are held; all until this is said. Only while none is kept. */
  void width(int value) {
    grows = false;
    width = Math.max(1, value);
    from = new int[width * 4];
    to = new int[width * 4];
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

  /** Place of a field of a row in {@link #from} and {@link #to}; the last row is number kept(). */
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
    }
  }

  /** Lets all kept rows go; the last row becomes number 0. */
  void drop() {
    if (kept == 0) {
      return;
    }
    int first = kept * width;
    int held = Math.min(fields, width);
    int start = keptLength;
    System.arraycopy(text, start, text, 0, length - start);
    for (int i = 0; i < held; i++) {
      from[i] = from[first + i] - start;
      to[i] = to[first + i] - start;
    }
    length -= start;
    kept = 0;
    keptLength = 0;
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
    return new String(text, from[at], to[at] - from[at]);
  }

  /**
   * Makes the line that begins at {@code start} the last row, as if a parser had read it.
   *
   * @param number where it starts
   * @return where it ends; {@code end} if no line end is before, {@link #QUOTE} if a parser has to
   *     read it
   */
  int line(char[] in, int start, int end, long number) {
    line = number;
    breaks = 0;
    fields = 0;
    int shift = keptLength - start;
    int begin = start;
    int i = start;
    for (; i < end; i++) {
      char c = in[i];
      if (c > ',') {
        continue;
      }
      if (c == ',') {
        hold(in, begin, i, shift);
        begin = i + 1;
      } else if (c == '\n' || c == '\r') {
        break;
      } else if (c == '"') {
        return QUOTE;
      }
    }
    hold(in, begin, i, shift);
    length = i + shift;
    if (fields > MOST_FIELDS || length > MOST_CHARACTERS) {
      return QUOTE;
    }
    if (length > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length));
    }
    System.arraycopy(in, start, text, keptLength, i - start);
    return i;
  }

  private void hold(char[] in, int begin, int end, int shift) {
    int index = fields++;
    if (index >= width && !widens()) {
      return;
    }
    int first = begin;
    int last = end;
    while (first < last && isSpace(in[first])) {
      first++;
    }
    while (last > first && isSpace(in[last - 1])) {
      last--;
    }
    int at = kept * width + index;
    from[at] = first + shift;
    to[at] = last + shift;
  }

  private boolean widens() {
    if (grows && fields <= MOST_FIELDS) {
      width *= 2;
      from = Arrays.copyOf(from, width);
      to = Arrays.copyOf(to, width);
    }
    return grows && fields <= MOST_FIELDS;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = startingLineNumber;
    fields = 0;
    breaks = 0;
    length = keptLength;
  }

  @Override
  protected void handleField(int index, char[] buf, int offset, int len, boolean quoted) {
    int start = offset;
    int end = offset + len;
    if (quoted) {
      for (int i = start; i < end; i++) {
        breaks += buf[i] == '\n' ? 1 : 0;
      }
    }
    fields++;
    if (index >= width) {
      tooMuch(fields > MOST_FIELDS);
      if (!widens()) {
        return;
      }
    }
    while (start < end && isSpace(buf[start])) {
      start++;
    }
    while (end > start && isSpace(buf[end - 1])) {
      end--;
    }
    int size = end - start;
    if (length + size > text.length) {
      tooMuch(length + size > MOST_CHARACTERS);
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + size));
    }
    System.arraycopy(buf, start, text, length, size);
    int at = kept * width + index;
    from[at] = length;
    length += size;
    to[at] = length;
  }

  private static void tooMuch(boolean is) {
    if (is) {
      throw new CsvParseException("a row that is too large");
    }
  }

  private static boolean isSpace(char c) {
    return (c <= ' ' || c > '\u007f') && Character.isWhitespace(c);
  }

  @Override
  protected @Nullable Cells buildRecord() {
    return getRecordType() == RecordType.DATA ? this : null;
  }
}
