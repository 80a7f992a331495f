package dev.mora.json;

/** What RFC 8259 and UTF-8 say of the bytes of a number, an escape, a character. */
final class JsonWords {

  private JsonWords() {}

  static boolean isBlank(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  static boolean isNumber(byte[] body, int start, int end) {
    int at = start < end && body[start] == '-' ? start + 1 : start;
    int whole = digits(body, at, end);
    if (whole == at || body[at] == '0' && whole > at + 1) {
      return false;
    }
    at = whole;
    if (at < end && body[at] == '.') {
      int fraction = digits(body, at + 1, end);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < end && (body[at] | 0x20) == 'e') {
      at += at + 1 < end && (body[at + 1] == '+' || body[at + 1] == '-') ? 2 : 1;
      int exponent = digits(body, at, end);
      if (exponent == at) {
        return false;
      }
      at = exponent;
    }
    return at == end;
  }

  private static int digits(byte[] body, int from, int end) {
    int at = from;
    while (at < end && body[at] >= '0' && body[at] <= '9') {
      at++;
    }
    return at;
  }

  /** Behind the escape at the backslash, both halves of a pair; -1 if it is none. */
  static int escape(byte[] body, int at) {
    if (at + 1 >= body.length) {
      return -1;
    }
    return switch (body[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
      case 'u' -> {
        int unit = unit(body, at);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
          yield -1;
        }
        boolean high = Character.isHighSurrogate((char) unit);
        int low = high ? unit(body, at + 6) : 0;
        yield !high ? at + 6 : low >= 0 && Character.isLowSurrogate((char) low) ? at + 12 : -1;
      }
      default -> -1;
    };
  }

  /** The value of {@code \}{@code uXXXX}; -1 if it is none. */
  static int unit(byte[] body, int at) {
    if (at + 6 > body.length || body[at] != '\\' || body[at + 1] != 'u') {
      return -1;
    }
    int value = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(body[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Behind the character that starts here with a byte above 127; -1 if it is no UTF-8. */
  static int character(byte[] body, int at) {
    int first = body[at] & 0xff;
    int length = first >= 0xc2 && first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (first < 0xc2 || length == 0 || at + length > body.length) {
      return -1;
    }
    for (int i = at + 1; i < at + length; i++) {
      if ((body[i] & 0xc0) != 0x80) {
        return -1;
      }
    }
    int second = body[at + 1] & 0xff;
    boolean overlong = first == 0xe0 && second < 0xa0 || first == 0xf0 && second < 0x90;
    boolean surrogate = first == 0xed && second >= 0xa0;
    boolean beyond = first == 0xf4 && second >= 0x90;
    return overlong || surrogate || beyond ? -1 : at + length;
  }

  /** The text of a string without flaws that has escapes or other signs than ASCII. */
  static String decode(byte[] body, int start, int end) {
    StringBuilder out = new StringBuilder(end - start);
    int at = start;
    while (at < end) {
      byte c = body[at];
      if (c == '\\') {
        at = escaped(body, at, out);
      } else if (c >= 0) {
        out.append((char) c);
        at++;
      } else {
        at = wide(body, at, out);
      }
    }
    return out.toString();
  }

  private static int escaped(byte[] body, int at, StringBuilder out) {
    byte c = body[at + 1];
    if (c == 'u') {
      out.append((char) unit(body, at));
      return at + 6;
    }
    out.append(
        switch (c) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> (char) c;
        });
    return at + 2;
  }

  private static int wide(byte[] body, int at, StringBuilder out) {
    int first = body[at] & 0xff;
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    int point = first & 0xff >> length + 1;
    for (int i = at + 1; i < at + length; i++) {
      point = point << 6 | body[i] & 0x3f;
    }
    out.appendCodePoint(point);
    return at + length;
  }
}
