package dev.mora.testkit;

import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One translation of a template as the provider has it on file: which parameters it wants.
 *
 * @param body fixed text and fields in turn, beginning with fixed text
 */
record ApprovedTemplate(
    String name,
    String language,
    boolean named,
    String header,
    List<String> headerFields,
    List<String> bodyFields,
    List<ButtonKind> buttons,
    List<String> body) {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");

  /** What a button wants when it is sent. */
  enum ButtonKind {
    QUICK_REPLY,
    URL_WITH_END,
    COPY_CODE,
    NOTHING
  }

  static ApprovedTemplate of(MessageTemplate template, Translation one) {
    List<String> header =
        one.header()
            .filter(TemplateHeader.Text.class::isInstance)
            .map(text -> List.copyOf(((TemplateHeader.Text) text).wording().fields()))
            .orElse(List.of());
    String format =
        one.header()
            .map(it -> it instanceof TemplateHeader.Media media ? media.kind().word() : "text")
            .orElse("");
    return new ApprovedTemplate(
        template.name(),
        one.language(),
        template.variables() == Rendering.Variables.NAMED,
        format,
        header,
        List.copyOf(one.body().fields()),
        one.buttons().stream().map(ApprovedTemplate::kind).toList(),
        pieces(one.body()));
  }

  /** From the provider's own JSON: its variables name themselves, {@code 1} or {@code nombre}. */
  static ApprovedTemplate of(Map<String, Object> json) {
    String header = "";
    List<String> headerFields = List.of();
    String body = "";
    List<ButtonKind> buttons = new ArrayList<>();
    for (Map<String, Object> component : MessageRequest.list(json.get("components"))) {
      switch (MessageRequest.type(component)) {
        case "header" -> {
          header = MessageRequest.text(component, "format").toLowerCase(Locale.ROOT);
          headerFields = variables(MessageRequest.text(component, "text"));
        }
        case "body" -> body = MessageRequest.text(component, "text");
        case "buttons" ->
            MessageRequest.list(component.get("buttons"))
                .forEach(button -> buttons.add(kind(button)));
        default -> {}
      }
    }
    return new ApprovedTemplate(
        MessageRequest.text(json, "name"),
        MessageRequest.text(json, "language"),
        "NAMED".equalsIgnoreCase(MessageRequest.text(json, "parameter_format")),
        header,
        headerFields,
        variables(body),
        buttons,
        pieces(body));
  }

  private static ButtonKind kind(TemplateButton button) {
    if (button instanceof TemplateButton.QuickReply) {
      return ButtonKind.QUICK_REPLY;
    }
    if (button instanceof TemplateButton.CopyCode) {
      return ButtonKind.COPY_CODE;
    }
    return button instanceof TemplateButton.Url url && !url.url().fields().isEmpty()
        ? ButtonKind.URL_WITH_END
        : ButtonKind.NOTHING;
  }

  private static ButtonKind kind(Map<String, Object> button) {
    return switch (MessageRequest.type(button)) {
      case "quick_reply" -> ButtonKind.QUICK_REPLY;
      case "copy_code" -> ButtonKind.COPY_CODE;
      case "url" ->
          MessageRequest.text(button, "url").contains("{{")
              ? ButtonKind.URL_WITH_END
              : ButtonKind.NOTHING;
      default -> ButtonKind.NOTHING;
    };
  }

  /** In the order of their first appearance. */
  static List<String> variables(String text) {
    LinkedHashSet<String> out = new LinkedHashSet<>();
    Matcher places = VARIABLE.matcher(text);
    while (places.find()) {
      out.add(places.group(1));
    }
    return List.copyOf(out);
  }

  private static List<String> pieces(String text) {
    List<String> out = new ArrayList<>();
    Matcher places = VARIABLE.matcher(text);
    int from = 0;
    while (places.find()) {
      out.add(text.substring(from, places.start()));
      out.add(places.group(1));
      from = places.end();
    }
    out.add(text.substring(from));
    return out;
  }

  private static List<String> pieces(Wording wording) {
    List<String> out = new ArrayList<>(List.of(""));
    for (Wording.Piece piece : wording.pieces()) {
      if (piece instanceof Wording.Piece.Literal literal) {
        out.set(out.size() - 1, literal.text());
      } else if (piece instanceof Wording.Piece.Place place) {
        out.add(place.field());
        out.add("");
      }
    }
    return out;
  }

  /** Whether the header is a picture, film, file or place. */
  boolean hasMedia() {
    return !header.isEmpty() && !header.equals("text");
  }

  /**
   * Our name of a variable for the provider's: the provider takes small letters, digits and _
   * alone, so {@code creditorPhone} is {@code creditor_phone} there.
   */
  static String field(String parameterName, List<String> fields) {
    return fields.stream()
        .filter(field -> providerName(field).equals(parameterName))
        .findFirst()
        .orElse(parameterName);
  }

  static String providerName(String field) {
    StringBuilder name = new StringBuilder();
    for (char c : field.toCharArray()) {
      if (c >= 'A' && c <= 'Z') {
        name.append('_').append((char) (c + 32));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }

  /** The body with values put in; a missing one stays visible. */
  String written(Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < body.size(); i++) {
      String piece = body.get(i);
      out.append(i % 2 == 0 ? piece : values.getOrDefault(piece, "{" + piece + "}"));
    }
    return out.toString();
  }
}
