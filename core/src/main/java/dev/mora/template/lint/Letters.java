package dev.mora.template.lint;

import java.text.Normalizer;

/** One letter as the word lists write it: small, without accents, Latin where it only looks so. */
final class Letters {

  /** Cyrillic and Greek letters that look like the Latin ones next to them. */
  private static final String ALIKE = "аaеeоoрpсcхxуyіiјjѕsԁdһhοoαaρpεeιiνvτtκk";

  private Letters() {}

  /** Nothing for a sign that only changes how letters look, such as an accent or a bold mark. */
  static void add(int codePoint, StringBuilder out) {
    if (codePoint < 0x80) {
      out.append((char) (codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint));
      return;
    }
    String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
    plain
        .codePoints()
        .map(Character::toLowerCase)
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(c -> out.appendCodePoint(latin(c)));
  }

  /** Whether it stands inside words without being a letter: marks, joiners, WhatsApp's styles. */
  static boolean isSilent(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.FORMAT
        || codePoint == '*'
        || codePoint == '~'
        || codePoint == '`';
  }

  private static int latin(int codePoint) {
    int at = ALIKE.indexOf(codePoint);
    return at >= 0 && at % 2 == 0 ? ALIKE.charAt(at + 1) : codePoint;
  }
}
