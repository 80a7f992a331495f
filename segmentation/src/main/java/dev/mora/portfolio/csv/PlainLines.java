package dev.mora.portfolio.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * Takes the lines of a UTF-8 text apart at their commas, as long as there is no quote. At the first
 * quote it stops for good, in front of the line, and leaves the rest to a parser that knows quotes.
 * Not thread-safe.
 */
final class PlainLines {

  /** Longer lines are left to the parser too. */
  private static final int MOST_BYTES = 1 << 17;

  private final InputStream in;
  private final Cells cells;
  private final Utf8Check utf8 = new Utf8Check();
  private int from;
  private int to;

  /** Behind the last whole line. */
  private int whole;

  private long passed;
  private boolean ended;
  private boolean stopped;

  /**
   * @param cells holds the text itself, from the rows that are kept to what is not yet taken apart
   */
  PlainLines(InputStream in, Cells cells) {
    this.in = in;
    this.cells = cells;
  }

  /**
   * Puts the next line that is not empty in the cells; false at the end, and where it stops.
   *
   * @throws java.nio.charset.CharacterCodingException if the text is no UTF-8
   */
  boolean next() throws IOException {
    while (from < whole || more()) {
      int start = from;
      int end = isLineEnd(cells.text[start]) ? start : cells.line(start, passed + 1);
      if (end == Cells.QUOTE) {
        stopped = true;
        whole = from;
        return false;
      }
      boolean pair = cells.text[end] == '\r' && end + 1 < whole && cells.text[end + 1] == '\n';
      from = end + (pair ? 2 : 1);
      passed++;
      if (end > start) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLineEnd(byte c) {
    return c == '\n' || c == '\r';
  }

  /** Reads on up to a line end; false at the end of the text. */
  private boolean more() throws IOException {
    while (whole <= from && !ended && !stopped) {
      int moved = cells.moveToFront(from, to);
      from -= moved;
      to -= moved;
      if (to - from >= MOST_BYTES) {
        stopped = true;
      } else {
        read();
      }
    }
    return from < whole;
  }

  private void read() throws IOException {
    int room = cells.room(to);
    int count = in.read(cells.text, to, room);
    ended = count < 0;
    utf8.next(cells.text, to, to + Math.max(0, count), ended);
    to += Math.max(0, count);
    whole = ended ? end() : lastLineEnd() + 1;
  }

  /** Ends the last line if nothing else does. */
  private int end() {
    if (to == from || isLineEnd(cells.text[to - 1])) {
      return to;
    }
    cells.text[to] = '\n';
    return to + 1;
  }

  private int lastLineEnd() {
    byte[] text = cells.text;
    for (int i = to - 1; i >= from; i--) {
      // What is behind a carriage return says whether the line ends there.
      if (text[i] == '\n' || (text[i] == '\r' && i < to - 1)) {
        return i;
      }
    }
    return from - 1;
  }

  /** Whether there is more that only a parser can read. */
  boolean isStopped() {
    return stopped;
  }

  /** Lines before {@link #rest}. */
  long passed() {
    return passed;
  }

  /** What was not taken. */
  InputStream rest() {
    return new SequenceInputStream(
        new ByteArrayInputStream(Arrays.copyOfRange(cells.text, from, to)), in);
  }
}
