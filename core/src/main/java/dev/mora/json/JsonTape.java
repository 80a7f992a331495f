package dev.mora.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where each value of a document stands, found in one pass over its bytes. Two numbers a token: its
 * place and kind, and where it ends, which for an object or array is the token behind it. An object
 * is followed by its keys and values in turn and by an end.
 *
 * <p>Brackets, commas, colons and words have to be right for the whole; a string or number that is
 * wrong in itself is marked, for whoever wants to read it.
 */
final class JsonTape {

  static final int OBJECT = 0;
  static final int ARRAY = 1;
  static final int STRING = 2;
  static final int NUMBER = 3;
  static final int TRUE = 4;
  static final int FALSE = 5;
  static final int NULL = 6;
  static final int END = 7;

  /** A string that is not what its bytes look like: it has escapes, or other signs than ASCII. */
  static final int CODED = 8;

  /** A string that is no text, or a number that is none. */
  static final int FLAWED = 16;

  private static final int MOST_TOLD = 250;
  private static final int BITS = 5;
  private static final int LONGEST = 1 << 26;
  private static final int BYTES_A_TOKEN = 4;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = ONES << 7;

  final String source;
  final byte[] body;
  final JsonLimits limits;
  final SliceCheck check;
  private final int most;
  private int[] tape;
  private int size;
  private int[] open = new int[16];
  private int depth;
  private int told;

  private JsonTape(String source, byte[] body, JsonLimits limits) {
    this.source = source;
    this.body = body;
    this.limits = limits;
    check = new SliceCheck(this);
    most = Math.max(1_000, limits.maxBytes() / BYTES_A_TOKEN);
    tape = new int[Math.max(16, body.length / 5 + 32) & ~1];
  }

  /**
   * @throws InvalidDocument if it is too long or its brackets, commas, colons or words are wrong
   */
  static JsonTape of(String source, byte[] body, JsonLimits limits) {
    JsonTape tape = new JsonTape(source, body, limits);
    if (body.length > Math.min(limits.maxBytes(), LONGEST)) {
      int allowed = Math.min(limits.maxBytes(), LONGEST);
      throw tape.fault(0, "", "more than " + allowed + " bytes", "at most " + allowed);
    }
    tape.scan();
    tape.open = new int[0];
    return tape;
  }

  int size() {
    return size;
  }

  int kind(int token) {
    return tape[2 * token] & 7;
  }

  boolean is(int token, int flag) {
    return (tape[2 * token] & flag) != 0;
  }

  /** Of a string: behind its quote. */
  int start(int token) {
    return tape[2 * token] >>> BITS;
  }

  /** Behind the last byte; of a string: its closing quote. */
  int end(int token) {
    return kind(token) <= ARRAY ? start(next(token) - 1) + 1 : tape[2 * token + 1];
  }

  /** The token behind this value. */
  int next(int token) {
    return kind(token) <= ARRAY ? tape[2 * token + 1] : token + 1;
  }

  InvalidDocument fault(int at, String pointer, String found, String expected) {
    Fault fault = Fault.of(location(at, pointer), found, expected);
    return told > MOST_TOLD ? InvalidDocument.light(fault) : fault.asException();
  }

  /** To tell where something stands goes over all before it: only so many are told. */
  boolean isTold() {
    return ++told <= MOST_TOLD;
  }

  JsonLocation location(int at, String pointer) {
    if (told > MOST_TOLD) {
      return new JsonLocation(source, 0, 0, pointer);
    }
    int line = 1;
    int column = 1;
    for (int i = 0; i < at && i < body.length; i++) {
      if (body[i] == '\n') {
        line++;
        column = 1;
      } else if ((body[i] & 0xc0) != 0x80) {
        column++;
      }
    }
    return new JsonLocation(source, line, column, pointer);
  }

  private void scan() {
    int at = blanks(0);
    if (at == body.length) {
      throw fault(0, "", "nothing", "a JSON value");
    }
    do {
      byte first = at(at);
      if (first == '{' || first == '[') {
        boolean object = first == '{';
        begin(object ? OBJECT : ARRAY, at);
        at = blanks(at + 1);
        if (at(at) != (object ? '}' : ']')) {
          at = object ? key(at) : at;
          continue;
        }
      } else {
        at = scalar(at, first);
      }
      at = close(at);
    } while (depth > 0);
    at = blanks(at);
    if (at < body.length) {
      throw fault(at, "", "more behind the end", "one value");
    }
  }

  /** Closes what ends here; up to where the next value begins, or behind the last bracket. */
  private int close(int from) {
    int at = from;
    while (depth > 0) {
      at = blanks(at);
      boolean object = kind(open[depth - 1]) == OBJECT;
      byte next = at(at);
      if (next == ',') {
        at = blanks(at + 1);
        return object ? key(at) : at;
      }
      if (next != (object ? '}' : ']')) {
        throw fault(at, "", "what is not JSON", object ? "a comma or }" : "a comma or ]");
      }
      add(END, at, at + 1);
      tape[2 * open[--depth] + 1] = size;
      at++;
    }
    return at;
  }

  private void begin(int kind, int at) {
    if (depth == open.length) {
      open = Arrays.copyOf(open, 2 * depth);
    }
    open[depth++] = size;
    add(kind, at, 0);
  }

  /** A key and its colon; where its value begins. */
  private int key(int at) {
    if (at(at) != '"') {
      throw fault(at, "", "what is not JSON", "a key in double quotes");
    }
    int colon = blanks(string(at + 1));
    if (at(colon) != ':') {
      throw fault(colon, "", "what is not JSON", "a colon");
    }
    return blanks(colon + 1);
  }

  private int scalar(int at, byte first) {
    return switch (first) {
      case '"' -> string(at + 1);
      case 't' -> word(at, "true", TRUE);
      case 'f' -> word(at, "false", FALSE);
      case 'n' -> word(at, "null", NULL);
      default -> number(at);
    };
  }

  private int word(int at, String word, int kind) {
    for (int i = 0; i < word.length(); i++) {
      if (at(at + i) != word.charAt(i)) {
        throw fault(at, "", "what is not JSON", "a value");
      }
    }
    add(kind, at, at + word.length());
    return at + word.length();
  }

  private int number(int start) {
    int at = start;
    while (at < body.length && isOfNumber(body[at])) {
      at++;
    }
    if (at == start) {
      throw fault(at, "", "what is not JSON", "a value");
    }
    add(JsonWords.isNumber(body, start, at) ? NUMBER : NUMBER | FLAWED, start, at);
    return at;
  }

  private static boolean isOfNumber(byte c) {
    return c >= '0' && c <= '9' || c == '-' || c == '.' || c == 'e' || c == 'E' || c == '+';
  }

  /** From behind the opening quote to behind the closing one. */
  private int string(int start) {
    int flags = 0;
    int at = plain(start);
    while (true) {
      byte c = at(at);
      if (c == '"') {
        add(STRING | flags, start, at);
        return at + 1;
      }
      if (c >= ' ' && c != '\\') {
        at++;
      } else if (c == '\\') {
        flags |= CODED;
        int behind = JsonWords.escape(body, at);
        flags |= behind < 0 ? FLAWED : 0;
        at = behind < 0 ? at + 2 : behind;
      } else if (c >= 0) {
        flags |= CODED | FLAWED;
        at++;
      } else {
        flags |= CODED;
        int behind = JsonWords.character(body, at);
        flags |= behind < 0 ? FLAWED : 0;
        at = behind < 0 ? at + 1 : behind;
      }
    }
  }

  /** The first byte that a string may not simply go on with, or one of the last seven of all. */
  private int plain(int from) {
    int at = from;
    while (at + Long.BYTES <= body.length) {
      long eight = (long) EIGHT.get(body, at);
      long marks = eight | below(eight, ' ') | zeros(eight, '"') | zeros(eight, '\\');
      if ((marks & TOPS) != 0) {
        return at + Long.numberOfTrailingZeros(marks & TOPS) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    return at;
  }

  /** Marks the top bit of each byte of ASCII below the sign; above the first also of others. */
  private static long below(long eight, int sign) {
    return eight - sign * ONES & ~eight;
  }

  private static long zeros(long eight, int sign) {
    return below(eight ^ sign * ONES, 1);
  }

  private int blanks(int from) {
    int at = from;
    while (at < body.length && body[at] <= ' ' && JsonWords.isBlank(body[at])) {
      at++;
    }
    return at;
  }

  private byte at(int at) {
    if (at >= body.length) {
      throw fault(body.length, "", "the end of the document", "the rest of it");
    }
    return body[at];
  }

  private void add(int kind, int start, int end) {
    if (size == most) {
      throw fault(start, "", "more than " + most + " tokens", "a smaller document");
    }
    if (2 * size == tape.length) {
      tape = Arrays.copyOf(tape, 2 * tape.length);
    }
    tape[2 * size] = start << BITS | kind;
    tape[2 * size + 1] = end;
    size++;
  }
}
