package dev.mora.template.preview;

import dev.mora.template.MediaRef;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateHeader;
import java.util.List;

/** A header that is no text: its place in the bubble, without fetching it. */
final class MediaBox {

  private MediaBox() {}

  static void write(Html html, Rendering rendering, Words words) {
    if (rendering.media().isEmpty()) {
      return;
    }
    Rendering.Media media = rendering.media().get();
    boolean file = media.kind() == TemplateHeader.Kind.DOCUMENT;
    html.tag(file ? "<div class=\"media file\">" : "<div class=\"media\">").tag(icon(media));
    html.tag("<div>").element("b", "what", title(media, words));
    html.element("small", "where", below(media)).tag("</div></div>");
  }

  /** One line in brackets, or none. */
  static List<String> lines(Rendering rendering, Words words) {
    return rendering.media().stream()
        .map(media -> "[" + words.kind(media.kind()) + ": " + media.text() + "]")
        .toList();
  }

  private static String icon(Rendering.Media media) {
    return switch (media.kind()) {
      case IMAGE -> ChatStyle.PICTURE;
      case VIDEO -> ChatStyle.FILM;
      case DOCUMENT -> ChatStyle.FILE;
      case LOCATION -> ChatStyle.PIN;
    };
  }

  private static String title(Rendering.Media media, Words words) {
    if (media instanceof Rendering.Media.Place place) {
      return place.point().name();
    }
    String name = ((Rendering.Media.File) media).ref().fileName();
    return name.isEmpty() ? words.kind(media.kind()) : name;
  }

  private static String below(Rendering.Media media) {
    if (media instanceof Rendering.Media.Place place) {
      return place.point().address();
    }
    MediaRef ref = ((Rendering.Media.File) media).ref();
    return ref.reference();
  }
}
