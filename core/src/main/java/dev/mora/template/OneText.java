package dev.mora.template;

import java.util.ArrayList;
import java.util.List;

/** A message of parts and buttons as one text, for channels that have neither. */
record OneText(String text, List<String> leftOut) {

  static OneText of(Rendering rendering) {
    List<String> lines = new ArrayList<>();
    rendering.header().ifPresent(header -> lines.add(header.text()));
    return of(rendering, lines);
  }

  static OneText withoutHeader(Rendering rendering) {
    return of(rendering, new ArrayList<>());
  }

  private static OneText of(Rendering rendering, List<String> lines) {
    List<String> leftOut = new ArrayList<>();
    rendering.media().ifPresent(media -> media(media, lines, leftOut));
    lines.add(rendering.body().text());
    rendering.buttons().forEach(button -> button(button, lines, leftOut));
    if (!rendering.footer().isEmpty()) {
      lines.add(rendering.footer());
    }
    return new OneText(String.join("\n", lines), leftOut);
  }

  /** A place can be said in words; a file cannot. */
  private static void media(Rendering.Media media, List<String> lines, List<String> leftOut) {
    if (media instanceof Rendering.Media.Place place) {
      lines.add(place.text());
    } else {
      leftOut.add(media.kind().word());
    }
  }

  private static void button(Rendering.Button button, List<String> lines, List<String> leftOut) {
    if (button instanceof Rendering.Button.Url url) {
      lines.add(url.label() + ": " + url.url());
    } else if (button instanceof Rendering.Button.Phone phone) {
      lines.add(phone.label() + ": " + phone.number().e164());
    } else if (button instanceof Rendering.Button.CopyCode copy) {
      lines.add(copy.label() + ": " + copy.code());
    } else {
      leftOut.add(button.label());
    }
  }

  @Override
  public String toString() {
    return "OneText(" + text.length() + " characters)";
  }
}
