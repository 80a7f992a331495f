package dev.mora.whatsapp;

import java.nio.charset.StandardCharsets;

/**
 * A JSON text in UTF-8 that is gone through twice: first to count, then into an array of just that
 * length. Its structure comes from fixed pieces; a value is always a quoted string. Not
 * thread-safe.
 */
final class JsonBytes {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** What is written in place of an ASCII character: 1 itself, 2 with a backslash, 6 by number. */
  private static final byte[] LENGTHS = new byte[0x80];

  private static final byte[] NOTHING = {};
  private static final byte[] SHORT = new byte[0x80];

  static {
    for (int c = 0; c < LENGTHS.length; c++) {
      LENGTHS[c] = (byte) (c < ' ' ? 6 : 1);
    }
    String signs = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (int i = 0; i < signs.length(); i += 2) {
      LENGTHS[signs.charAt(i)] = 2;
      SHORT[signs.charAt(i)] = (byte) signs.charAt(i + 1);
    }
  }

  private byte[] out = NOTHING;
  private boolean counting = true;
  private int at;

  /** A fixed piece of the text, to be kept and written as it is. */
  static byte[] piece(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /** Ends the counting; the same calls follow once more. */
  void allocate() {
    out = new byte[at];
    at = 0;
    counting = false;
  }

  byte[] written() {
    return out;
  }

  JsonBytes piece(byte[] fixed) {
    if (!counting) {
      System.arraycopy(fixed, 0, out, at, fixed.length);
    }
    at += fixed.length;
    return this;
  }

  /** Digits, sign and point of a number; nothing is quoted or escaped. */
  JsonBytes number(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      if (!counting) {
        out[at] = (byte) plain.charAt(i);
      }
      at++;
    }
    return this;
  }

  /**
   * @throws IllegalArgumentException on half a surrogate pair
   */
  JsonBytes quoted(String text) {
    if (counting) {
      at += 2 + length(text);
    } else {
      out[at++] = '"';
      write(text);
      out[at++] = '"';
    }
    return this;
  }

  private static int length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        length += LENGTHS[c];
      } else if (c < 0x800) {
        length += 2;
      } else if (!Character.isSurrogate(c)) {
        length += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        length += 4;
        i++;
      } else {
        throw new IllegalArgumentException(
            "half of a surrogate pair stands alone at character " + (i + 1));
      }
    }
    return length;
  }

  private void write(String text) {
    byte[] to = out;
    int end = at;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80 && LENGTHS[c] == 1) {
        to[end++] = (byte) c;
      } else if (c < 0x80) {
        end = escaped(to, end, c);
      } else if (c < 0x800) {
        to[end++] = (byte) (0xc0 | c >> 6);
        to[end++] = (byte) (0x80 | c & 0x3f);
      } else if (!Character.isSurrogate(c)) {
        to[end++] = (byte) (0xe0 | c >> 12);
        to[end++] = (byte) (0x80 | c >> 6 & 0x3f);
        to[end++] = (byte) (0x80 | c & 0x3f);
      } else {
        int point = Character.toCodePoint(c, text.charAt(++i));
        to[end++] = (byte) (0xf0 | point >> 18);
        to[end++] = (byte) (0x80 | point >> 12 & 0x3f);
        to[end++] = (byte) (0x80 | point >> 6 & 0x3f);
        to[end++] = (byte) (0x80 | point & 0x3f);
      }
    }
    at = end;
  }

  private static int escaped(byte[] to, int at, char c) {
    int end = at;
    to[end++] = '\\';
    if (LENGTHS[c] == 2) {
      to[end++] = SHORT[c];
      return end;
    }
    to[end++] = 'u';
    to[end++] = '0';
    to[end++] = '0';
    to[end++] = HEX[c >> 4];
    to[end++] = HEX[c & 15];
    return end;
  }
}
