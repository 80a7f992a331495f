package dev.mora.template;

import java.text.Normalizer;

/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, sections 6.2.1 and
 * 6.2.1.1). A character of the extension table takes two septets, the escape and itself.
 */
final class GsmAlphabet {

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private GsmAlphabet() {}

  /** Septets that the character takes: 1 or 2, or 0 if the alphabet has it not. */
  static int septets(int codePoint) {
    if (codePoint > 0xffff) {
      return 0;
    }
    if (BASIC.indexOf(codePoint) >= 0) {
      return 1;
    }
    return EXTENSION.indexOf(codePoint) >= 0 ? 2 : 0;
  }

  static boolean has(String text) {
    return text.codePoints().allMatch(c -> septets(c) > 0);
  }

  static int septets(String text) {
    return text.codePoints().map(GsmAlphabet::septets).sum();
  }

  /**
   * Letters and signs that the alphabet lacks by those that people read in their place: {@code á}
   * by {@code a}, {@code ç} by {@code c}, a long dash by {@code -}. What has no such sign stays.
   */
  static String folded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> fold(out, c));
    return out.toString();
  }

  private static void fold(StringBuilder out, int c) {
    if (septets(c) > 0) {
      out.appendCodePoint(c);
      return;
    }
    String plain = plain(c);
    if (!plain.isEmpty() && has(plain)) {
      out.append(plain);
    } else {
      out.appendCodePoint(c);
    }
  }

  private static String plain(int c) {
    return switch (c) {
      case '‘', '’', '´', '`' -> "'";
      case '“', '”', '«', '»' -> "\"";
      case '–', '—', '‑', '−' -> "-";
      case '…' -> "...";
      case '•', '·' -> "-";
      case '\t', '\u00a0', '\u202f' -> " ";
      case 'º' -> "o";
      case 'ª' -> "a";
      default -> {
        String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
        boolean letterWithMarks =
            Character.isLetter(c)
                && parts.codePoints().skip(1).allMatch(p -> Character.getType(p) == MARK);
        yield letterWithMarks ? parts.substring(0, parts.offsetByCodePoints(0, 1)) : "";
      }
    };
  }

  private static final int MARK = Character.NON_SPACING_MARK;
}
