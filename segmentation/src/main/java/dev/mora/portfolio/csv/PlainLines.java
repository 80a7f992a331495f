package dev.mora.portfolio.csv;

import java.io.CharArrayReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Takes the lines of a text apart at their commas, as long as there is no quote. At the first quote
 * it stops for good, in front of the line, and leaves the rest to a parser that knows quotes. Not
 * thread-safe.
 */
final class PlainLines {

  /** Longer lines are left to the parser too. */
  private static final int MOST_CHARACTERS = 1 << 17;

  private final Reader in;
  private final Cells cells;
  private final char[] text = new char[MOST_CHARACTERS];
  private int from;
  private int to;
  private long passed;
  private boolean ended;
  private boolean stopped;

  PlainLines(Reader in, Cells cells) {
    this.in = in;
    this.cells = cells;
  }

  /** Puts the next line that is not empty in the cells; false at the end, and where it stops. */
  boolean next() throws IOException {
    while (!stopped) {
      int end = cells.line(text, from, to, passed + 1);
      if (end == Cells.QUOTE) {
        stopped = true;
      } else if (end < to - 1 || (ended && end < to)) {
        boolean isEmpty = end == from;
        behind(end);
        if (!isEmpty) {
          return true;
        }
      } else if (ended) {
        boolean isEmpty = from == to;
        from = to;
        return !isEmpty;
      } else {
        more();
      }
    }
    return false;
  }

  private void behind(int end) {
    boolean pair = text[end] == '\r' && end + 1 < to && text[end + 1] == '\n';
    from = end + (pair ? 2 : 1);
    passed++;
  }

  private void more() throws IOException {
    System.arraycopy(text, from, text, 0, to - from);
    to -= from;
    from = 0;
    if (to == text.length) {
      stopped = true;
      return;
    }
    int read = in.read(text, to, text.length - to);
    ended = read < 0;
    to += Math.max(0, read);
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
  Reader rest() {
    return new Rest(new CharArrayReader(text, from, to - from), in);
  }

  /** One reader, then the other. */
  private static final class Rest extends FilterReader {

    private final Reader second;

    Rest(Reader first, Reader second) {
      super(first);
      this.second = second;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      return one < 0 ? second.read() : one;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      return count < 0 ? second.read(into, offset, length) : count;
    }
  }
}
