package dev.mora.template.preview;

import dev.mora.template.Rendering;
import java.util.List;

final class MediaBox {

  private MediaBox() {}

  static void write(Html html, Rendering rendering, Words words) {}

  static List<String> lines(Rendering rendering, Words words) {
    return List.of();
  }
}
