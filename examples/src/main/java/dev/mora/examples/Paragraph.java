package dev.mora.examples;

import java.util.ArrayList;
import java.util.List;

/** Text in lines that fit. */
final class Paragraph {

  private Paragraph() {}

  /** Broken at blanks; a word that is longer than a line stands alone. */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
