package dev.mora.portfolio.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Sees to it that bytes that come piece by piece are UTF-8. Not thread-safe. */
final class Utf8Check {

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer dropped = CharBuffer.allocate(1 << 12);
  private int open;

  /**
   * Checks the next piece. Bytes of a character that had begun before it must still stand in front.
   *
   * @param last whether no piece follows
   * @throws CharacterCodingException if it is no UTF-8
   */
  void next(byte[] text, int from, int to, boolean last) throws CharacterCodingException {
    if (open == 0 && Forms.isAscii(text, from, to)) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(text, from - open, to - from + open);
    decoder.reset();
    CoderResult result;
    do {
      dropped.clear();
      result = decoder.decode(bytes, dropped, last);
    } while (result.isOverflow());
    if (result.isError()) {
      result.throwException();
    }
    open = bytes.remaining();
  }
}
