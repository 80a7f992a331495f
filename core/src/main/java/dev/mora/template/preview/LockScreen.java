package dev.mora.template.preview;

import dev.mora.template.FormattedText;
import dev.mora.template.Rendering;

/**
 * What stands on a locked screen: the header, or the first line of the body, and the body behind a
 * header as far as there is room.
 *
 * @param open the first 40 characters, which every phone shows to whoever looks
 * @param more the rest of what larger screens show
 */
record LockScreen(String open, String more) {

  private static final int OPEN = 40;
  private static final int MOST = 120;

  static LockScreen of(Rendering rendering) {
    String body = FormattedText.of(rendering.body().text()).plain();
    String text = rendering.header().map(header -> header.text() + "\n" + body).orElse(body);
    String line = text.replace('\n', ' ');
    return new LockScreen(cut(line, 0, OPEN), cut(line, OPEN, MOST));
  }

  private static String cut(String text, int from, int to) {
    int length = text.codePointCount(0, text.length());
    int start = text.offsetByCodePoints(0, Math.min(from, length));
    int end = text.offsetByCodePoints(0, Math.min(to, length));
    return text.substring(start, end) + (to == MOST && length > MOST ? "…" : "");
  }

  @Override
  public String toString() {
    return "LockScreen(" + open.length() + " characters)";
  }
}
