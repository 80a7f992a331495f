package dev.mora.testkit;

import static dev.mora.testkit.MessageRequest.list;
import static dev.mora.testkit.MessageRequest.object;
import static dev.mora.testkit.MessageRequest.parameter;
import static dev.mora.testkit.MessageRequest.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are no template, each kind with the limits of the Cloud API's message reference
 * (v25.0). What a person reads and which taps come back is told as well.
 *
 * @param content the object of the kind's own name
 */
record FreeForm(String kind, Map<String, Object> content, List<Map<String, Object>> cards) {

  private static final Set<String> MEDIA = Set.of("image", "document", "video", "audio", "sticker");

  static FreeForm of(String kind, Map<String, Object> body) {
    return new FreeForm(kind, object(body.get(kind)), list(body.get(kind)));
  }

  /** Null if the provider would take it. */
  @Nullable GraphError check() {
    if (MEDIA.contains(kind)) {
      return media();
    }
    return switch (kind) {
      case "text" -> length("text.body", text(content, "body"), 1, 4096);
      case "interactive" -> interactive();
      case "location" -> location();
      case "contacts" -> contacts();
      case "reaction" ->
          text(content, "message_id").isEmpty()
              ? missing("reaction.message_id")
              : content.get("emoji") instanceof String ? null : missing("reaction.emoji");
      default -> GraphError.of(131051, "Unsupported message type", "type " + kind);
    };
  }

  /** What the person reads. */
  String words() {
    if (kind.equals("contacts")) {
      return cards.isEmpty() ? "" : text(object(cards.get(0).get("name")), "formatted_name");
    }
    return switch (kind) {
      case "text" -> text(content, "body");
      case "interactive" -> text(object(content.get("body")), "text");
      case "location" -> text(content, "name");
      case "reaction" -> text(content, "emoji");
      default -> text(content, "caption");
    };
  }

  /** Ids of reply buttons or list rows, in their order. */
  List<String> taps() {
    Map<String, Object> action = object(content.get("action"));
    List<String> out = new ArrayList<>();
    list(action.get("buttons")).forEach(b -> out.add(text(object(b.get("reply")), "id")));
    list(action.get("sections"))
        .forEach(s -> list(s.get("rows")).forEach(row -> out.add(text(row, "id"))));
    return out;
  }

  /** Id or link of what is shown; empty for a kind without media. */
  String media(String key) {
    return MEDIA.contains(kind) ? text(content, key) : "";
  }

  private @Nullable GraphError media() {
    String id = text(content, "id");
    String link = text(content, "link");
    if (id.isEmpty() == link.isEmpty()) {
      return parameter(kind + " takes an id or a link");
    }
    if (!link.isEmpty() && !link.matches("https?://[^\\s/]+/\\S*")) {
      return parameter(kind + ".link is no URL");
    }
    boolean captioned = content.containsKey("caption");
    if (captioned && (kind.equals("audio") || kind.equals("sticker"))) {
      return parameter(kind + " takes no caption");
    }
    if (content.containsKey("filename") && !kind.equals("document")) {
      return parameter(kind + " takes no filename");
    }
    return captioned ? length(kind + ".caption", text(content, "caption"), 0, 1024) : null;
  }

  private @Nullable GraphError location() {
    return coordinate("latitude", 90) && coordinate("longitude", 180)
        ? null
        : missing("location.latitude and location.longitude, in degrees");
  }

  private boolean coordinate(String key, int limit) {
    try {
      return Math.abs(Double.parseDouble(String.valueOf(content.get(key)))) <= limit;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private @Nullable GraphError contacts() {
    if (cards.isEmpty() || cards.size() > 257) {
      return parameter("contacts takes 1 to 257 cards");
    }
    boolean named =
        cards.stream().noneMatch(c -> text(object(c.get("name")), "formatted_name").isEmpty());
    return named ? null : missing("contacts.name.formatted_name");
  }

  private @Nullable GraphError interactive() {
    String type = text(content, "type");
    Map<String, Object> action = object(content.get("action"));
    int body = type.equals("list") ? 4096 : 1024;
    return first(
        length("interactive.body.text", text(object(content.get("body")), "text"), 1, body),
        optional("interactive.footer.text", object(content.get("footer")), 60),
        header(type, object(content.get("header"))),
        switch (type) {
          case "button" -> buttons(list(action.get("buttons")));
          case "list" -> rows(action);
          case "cta_url" -> link(action);
          case "flow" -> flow(action);
          case "location_request_message" -> named(action, "send_location");
          case "request_contact_info" -> named(action, "request_contact_info");
          default -> GraphError.of(131009, "Parameter value is not valid", "interactive.type");
        });
  }

  private @Nullable GraphError header(String type, Map<String, Object> header) {
    if (header.isEmpty()) {
      return null;
    }
    String format = text(header, "type");
    if (format.equals("text")) {
      return length("interactive.header.text", text(header, "text"), 1, 60);
    }
    boolean shown = Set.of("image", "video", "document").contains(format) && !type.equals("list");
    return shown ? of(format, header).media() : parameter("interactive.header.type " + format);
  }

  private static @Nullable GraphError buttons(List<Map<String, Object>> buttons) {
    if (buttons.isEmpty() || buttons.size() > 3) {
      return parameter("interactive.action.buttons takes 1 to 3");
    }
    Set<String> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (Map<String, Object> button : buttons) {
      Map<String, Object> reply = object(button.get("reply"));
      String id = text(reply, "id");
      GraphError error =
          first(
              "reply".equals(button.get("type")) ? null : parameter("button.type must be reply"),
              length("button.reply.id", id, 1, 256),
              id.equals(id.strip()) ? null : parameter("button.reply.id has blanks around it"),
              length("button.reply.title", text(reply, "title"), 1, 20),
              ids.add(id) && titles.add(text(reply, "title"))
                  ? null
                  : parameter("two buttons have one id or title"));
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  private static @Nullable GraphError rows(Map<String, Object> action) {
    List<Map<String, Object>> sections = list(action.get("sections"));
    List<Map<String, Object>> rows =
        sections.stream().flatMap(section -> list(section.get("rows")).stream()).toList();
    Set<String> ids = new HashSet<>();
    Stream<@Nullable GraphError> ofSections =
        sections.stream()
            .map(s -> length("section.title", text(s, "title"), sections.size() > 1 ? 1 : 0, 24));
    Stream<@Nullable GraphError> ofRows =
        rows.stream()
            .map(
                row ->
                    first(
                        length("row.id", text(row, "id"), 1, 200),
                        length("row.title", text(row, "title"), 1, 24),
                        length("row.description", text(row, "description"), 0, 72),
                        ids.add(text(row, "id")) ? null : parameter("two rows have one id")));
    GraphError[] all =
        Stream.concat(ofSections, ofRows).filter(e -> e != null).toArray(GraphError[]::new);
    return first(
        length("interactive.action.button", text(action, "button"), 1, 20),
        sections.isEmpty() || sections.size() > 10 ? parameter("1 to 10 sections") : null,
        rows.isEmpty() || rows.size() > 10 ? parameter("1 to 10 rows in all") : null,
        all.length == 0 ? null : all[0]);
  }

  private static @Nullable GraphError link(Map<String, Object> action) {
    Map<String, Object> parameters = object(action.get("parameters"));
    return first(
        named(action, "cta_url"),
        length("parameters.display_text", text(parameters, "display_text"), 1, 20),
        text(parameters, "url").matches("https?://\\S+") ? null : missing("parameters.url"));
  }

  private static @Nullable GraphError flow(Map<String, Object> action) {
    Map<String, Object> parameters = object(action.get("parameters"));
    boolean which =
        text(parameters, "flow_id").isEmpty() != text(parameters, "flow_name").isEmpty();
    return first(
        named(action, "flow"),
        which ? null : missing("parameters.flow_id or flow_name"),
        length("parameters.flow_cta", text(parameters, "flow_cta"), 1, 30));
  }

  private static @Nullable GraphError named(Map<String, Object> action, String name) {
    return name.equals(action.get("name")) ? null : missing("interactive.action.name " + name);
  }

  private static @Nullable GraphError optional(String what, Map<String, Object> part, int most) {
    return part.isEmpty() ? null : length(what, text(part, "text"), 1, most);
  }

  private static @Nullable GraphError length(String what, String said, int least, int most) {
    int length = said.codePointCount(0, said.length());
    return length < least || length > most
        ? parameter(what + " must have " + least + " to " + most + " characters")
        : null;
  }

  private static GraphError missing(String what) {
    return GraphError.of(131008, "Required parameter is missing", what);
  }

  private static @Nullable GraphError first(@Nullable GraphError... errors) {
    for (GraphError error : errors) {
      if (error != null) {
        return error;
      }
    }
    return null;
  }
}
