package dev.mora.report;

import java.util.List;
import java.util.Locale;

/** Horizontal bars as inline SVG: label, bar, figure. Readable in print and without colour. */
final class Bars {

  private static final int WIDTH = 640;
  private static final int ROW = 28;
  private static final int LABEL = 190;
  private static final int FIGURE = 150;

  private Bars() {}

  /**
   * @param value decides the length
   * @param shown stands behind the bar
   */
  record Bar(String label, double value, String shown, String colour) {}

  static String draw(String title, List<Bar> bars) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    int room = WIDTH - LABEL - FIGURE;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"bars\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\">",
            Html.escaped(title),
            WIDTH,
            Math.max(1, bars.size()) * ROW));
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double length = most == 0 ? 0 : bar.value() / most * room;
      double shown = bar.value() > 0 ? Math.max(2, length) : 0;
      int y = i * ROW;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                  + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\" fill=\"%s\"/>"
                  + "<text class=\"figure\" x=\"%.1f\" y=\"%d\">%s</text>",
              LABEL - 10,
              y + 19,
              Html.escaped(bar.label()),
              LABEL,
              y + 5,
              shown,
              ROW - 10,
              bar.colour(),
              LABEL + shown + 8,
              y + 19,
              Html.escaped(bar.shown())));
    }
    return svg.append("</svg>").toString();
  }
}
