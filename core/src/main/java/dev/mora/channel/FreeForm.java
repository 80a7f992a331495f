package dev.mora.channel;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.template.GeoPoint;
import dev.mora.template.MediaRef;
import java.util.List;
import java.util.Objects;

/**
 * What may be said without an approved template, while a window is open. How long a text and how
 * many buttons there may be is for the channel to say: an adapter refuses what its provider would.
 *
 * <pre>
 *  Content ── Template
 *          └─ FreeForm ── Text, File, Place, Reaction
 *                      └─ Buttons, Choices, Link ── Card: title or picture, body, footer
 * </pre>
 */
public sealed interface FreeForm extends OutboundMessage.Content
    permits OutboundMessage.Text,
        FreeForm.File,
        FreeForm.Place,
        FreeForm.Reaction,
        FreeForm.Buttons,
        FreeForm.Choices,
        FreeForm.Link {

  /** Proof that the person may be answered freely. */
  OpenWindow window();

  /** All that is said, without the window; {@link #of} reads it. */
  JsonObject said();

  /**
   * @throws dev.mora.json.InvalidDocument if {@code said} is not what {@link #said} writes
   */
  static FreeForm of(JsonObject said, OpenWindow window) {
    return SaidJson.read(said, window);
  }

  /** What a file is to the person who gets it. */
  enum FileKind {
    IMAGE,
    VIDEO,
    /** A sound file. */
    AUDIO,
    /** A spoken message, played in the conversation. */
    VOICE,
    DOCUMENT,
    STICKER
  }

  /**
   * A picture, film, sound or document.
   *
   * @param caption empty for none
   */
  record File(FileKind kind, MediaRef ref, String caption, OpenWindow window) implements FreeForm {

    public File {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(ref, "ref");
      Objects.requireNonNull(caption, "caption");
      Objects.requireNonNull(window, "window");
    }

    @Override
    public JsonObject said() {
      JsonObject file = SaidJson.file(kind, ref);
      return JsonObject.of().with("file", caption.isEmpty() ? file : file.with("caption", caption));
    }

    @Override
    public String toString() {
      return "File(" + kind + ")";
    }
  }

  /** A place on the map, such as where one can pay in cash. */
  record Place(GeoPoint point, OpenWindow window) implements FreeForm {

    public Place {
      Objects.requireNonNull(point, "point");
      Objects.requireNonNull(window, "window");
    }

    @Override
    public JsonObject said() {
      return JsonObject.of()
          .with(
              "place",
              JsonObject.of()
                  .with("latitude", point.latitude().toPlainString())
                  .with("longitude", point.longitude().toPlainString())
                  .with("name", point.name())
                  .with("address", point.address()));
    }

    @Override
    public String toString() {
      return "Place(***)";
    }
  }

  /**
   * A sign on a message of the person.
   *
   * @param messageId as the provider names the message
   * @param emoji empty takes the sign away again
   */
  record Reaction(String messageId, String emoji, OpenWindow window) implements FreeForm {

    public Reaction {
      SaidJson.requireWords("the id of a message", messageId);
      Objects.requireNonNull(emoji, "emoji");
      Objects.requireNonNull(window, "window");
    }

    @Override
    public JsonObject said() {
      return JsonObject.of()
          .with("reaction", JsonObject.of().with("to", messageId).with("emoji", emoji));
    }

    @Override
    public String toString() {
      return "Reaction(***)";
    }
  }

  /** A question with buttons below it that answer it. */
  record Buttons(Card card, List<Option> options, OpenWindow window) implements FreeForm {

    public Buttons {
      Objects.requireNonNull(card, "card");
      Objects.requireNonNull(window, "window");
      options = SaidJson.some("buttons", options);
    }

    @Override
    public JsonObject said() {
      return JsonObject.of()
          .with("buttons", card.into(JsonObject.of()).with("options", SaidJson.options(options)));
    }

    @Override
    public String toString() {
      return "Buttons(" + options.size() + ")";
    }
  }

  /**
   * A question with a list to choose from.
   *
   * @param label of the button that opens the list
   */
  record Choices(Card card, String label, List<Section> sections, OpenWindow window)
      implements FreeForm {

    public Choices {
      Objects.requireNonNull(card, "card");
      Objects.requireNonNull(window, "window");
      SaidJson.requireWords("the label of a list", label);
      sections = SaidJson.some("sections", sections);
    }

    @Override
    public JsonObject said() {
      return JsonObject.of()
          .with(
              "choices",
              card.into(JsonObject.of())
                  .with("label", label)
                  .with("sections", JsonArray.of(sections.stream().map(Section::toJson).toList())));
    }

    @Override
    public String toString() {
      return "Choices(" + sections.size() + " sections)";
    }
  }

  /** A text with a button that opens a page. */
  record Link(Card card, String label, String url, OpenWindow window) implements FreeForm {

    public Link {
      Objects.requireNonNull(card, "card");
      Objects.requireNonNull(window, "window");
      SaidJson.requireWords("the label of a link", label);
      SaidJson.requireWords("the address of a link", url);
    }

    @Override
    public JsonObject said() {
      return JsonObject.of()
          .with("link", card.into(JsonObject.of()).with("label", label).with("url", url));
    }

    @Override
    public String toString() {
      return "Link(***)";
    }
  }

  /**
   * One answer that can be tapped.
   *
   * @param id comes back with the answer
   * @param description below the label; lists only, else empty
   */
  record Option(String id, String label, String description) {

    public Option {
      SaidJson.requireWords("the id of an option", id);
      SaidJson.requireWords("the label of an option", label);
      Objects.requireNonNull(description, "description");
    }

    public static Option of(String id, String label) {
      return new Option(id, label, "");
    }

    @Override
    public String toString() {
      return "Option(***)";
    }
  }

  /**
   * Options under one title.
   *
   * @param title may be empty where there is one section only
   */
  record Section(String title, List<Option> options) {

    public Section {
      Objects.requireNonNull(title, "title");
      options = SaidJson.some("options", options);
    }

    JsonObject toJson() {
      return JsonObject.of().with("title", title).with("options", SaidJson.options(options));
    }

    @Override
    public String toString() {
      return "Section(" + options.size() + " options)";
    }
  }
}
