package dev.mora.channel;

import dev.mora.json.JsonObject;
import dev.mora.template.MediaRef;
import java.util.Optional;

/**
 * What stands around the buttons of an interactive message.
 *
 * @param title above the body; empty for none, and always beside a picture
 * @param picture an image, video or document above the body
 * @param body what is said
 * @param footer in small letters; empty for none
 */
public record Card(String title, Optional<Picture> picture, String body, String footer) {

  public Card {
    SaidJson.requireWords("the body of a card", body);
    if (!title.isEmpty() && picture.isPresent()) {
      throw new IllegalArgumentException("a card has a title or a picture above it, not both");
    }
  }

  public static Card of(String body) {
    return new Card("", Optional.empty(), body, "");
  }

  public Card titled(String title) {
    return new Card(title, Optional.empty(), body, footer);
  }

  public Card under(FreeForm.FileKind kind, MediaRef ref) {
    return new Card("", Optional.of(new Picture(kind, ref)), body, footer);
  }

  public Card footed(String footer) {
    return new Card(title, picture, body, footer);
  }

  /** What is shown above the body. */
  public record Picture(FreeForm.FileKind kind, MediaRef ref) {

    public Picture {
      if (kind != FreeForm.FileKind.IMAGE
          && kind != FreeForm.FileKind.VIDEO
          && kind != FreeForm.FileKind.DOCUMENT) {
        throw new IllegalArgumentException(
            "above a card stands an image, a video or a document: found " + kind);
      }
    }
  }

  JsonObject into(JsonObject said) {
    JsonObject out = title.isEmpty() ? said : said.with("title", title);
    if (picture.isPresent()) {
      out = out.with("picture", SaidJson.file(picture.get().kind(), picture.get().ref()));
    }
    out = out.with("body", body);
    return footer.isEmpty() ? out : out.with("footer", footer);
  }

  @Override
  public String toString() {
    return "Card(***)";
  }
}
