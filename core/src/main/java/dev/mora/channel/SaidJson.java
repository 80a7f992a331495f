package dev.mora.channel;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.template.GeoPoint;
import dev.mora.template.MediaRef;
import java.util.List;

/** Free-form content as data: one field, named after what is said. */
final class SaidJson {

  private SaidJson() {}

  static FreeForm read(JsonObject said, OpenWindow window) {
    said.only("text", "file", "place", "reaction", "buttons", "choices", "link");
    if (said.keys().size() != 1) {
      throw said.invalid(said.keys().size() + " fields", "one thing that is said");
    }
    String kind = said.keys().iterator().next();
    if (kind.equals("text")) {
      return new OutboundMessage.Text(said.string("text"), window);
    }
    JsonObject in = said.object(kind);
    return switch (kind) {
      case "file" -> new FreeForm.File(kind(in), ref(in), in.stringOr("caption", ""), window);
      case "place" ->
          new FreeForm.Place(
              GeoPoint.of(
                  in.string("latitude"),
                  in.string("longitude"),
                  in.string("name"),
                  in.string("address")),
              window);
      case "reaction" -> new FreeForm.Reaction(in.string("to"), in.string("emoji"), window);
      case "buttons" -> new FreeForm.Buttons(card(in), options(in), window);
      case "choices" ->
          new FreeForm.Choices(
              card(in),
              in.string("label"),
              in.array("sections").objects().stream()
                  .map(section -> new FreeForm.Section(section.string("title"), options(section)))
                  .toList(),
              window);
      default -> new FreeForm.Link(card(in), in.string("label"), in.string("url"), window);
    };
  }

  static JsonObject file(FreeForm.FileKind kind, MediaRef ref) {
    JsonObject file = JsonObject.of().with("kind", kind.name()).with("ref", ref.reference());
    return ref.fileName().isEmpty() ? file : file.with("name", ref.fileName());
  }

  private static FreeForm.FileKind kind(JsonObject in) {
    return in.oneOf("kind", FreeForm.FileKind.class);
  }

  private static MediaRef ref(JsonObject in) {
    return new MediaRef(in.string("ref"), in.stringOr("name", ""));
  }

  private static Card card(JsonObject in) {
    return new Card(
        in.stringOr("title", ""),
        in.optionalObject("picture").map(file -> new Card.Picture(kind(file), ref(file))),
        in.string("body"),
        in.stringOr("footer", ""));
  }

  static JsonArray options(List<FreeForm.Option> options) {
    return JsonArray.of(
        options.stream()
            .map(
                option -> {
                  JsonObject out =
                      JsonObject.of().with("id", option.id()).with("label", option.label());
                  return option.description().isEmpty()
                      ? out
                      : out.with("description", option.description());
                })
            .toList());
  }

  private static List<FreeForm.Option> options(JsonObject in) {
    return in.array("options").objects().stream()
        .map(
            option ->
                new FreeForm.Option(
                    option.string("id"),
                    option.string("label"),
                    option.stringOr("description", "")))
        .toList();
  }

  static void requireWords(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
  }

  static <T> List<T> some(String what, List<T> list) {
    if (list.isEmpty()) {
      throw new IllegalArgumentException("at least one of the " + what + " is needed");
    }
    return List.copyOf(list);
  }
}
