package dev.mora.testkit;

import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import java.util.List;
import java.util.Map;

/** One translation of a template as the provider has it on file: which parameters it wants. */
record ApprovedTemplate(
    String name,
    String language,
    boolean named,
    String header,
    List<String> headerFields,
    List<String> bodyFields,
    List<ButtonKind> buttons,
    Wording body) {

  /** What a button wants when it is sent. */
  enum ButtonKind {
    QUICK_REPLY,
    URL_WITH_END,
    COPY_CODE,
    NOTHING
  }

  static List<ApprovedTemplate> of(MessageTemplate template) {
    boolean named = template.variables() == Rendering.Variables.NAMED;
    return template.languages().values().stream()
        .map(one -> of(template.name(), named, one))
        .toList();
  }

  private static ApprovedTemplate of(String name, boolean named, Translation one) {
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
        name,
        one.language(),
        named,
        format,
        header,
        List.copyOf(one.body().fields()),
        one.buttons().stream().map(ApprovedTemplate::kind).toList(),
        one.body());
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

  private static String providerName(String field) {
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

  /** Name and language, as a request asks for it. */
  String key() {
    return name + "/" + language;
  }

  /** The body with values put in; a missing one stays visible. */
  String written(Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    for (Wording.Piece piece : body.pieces()) {
      if (piece instanceof Wording.Piece.Literal literal) {
        out.append(literal.text());
      } else if (piece instanceof Wording.Piece.Place place) {
        out.append(values.getOrDefault(place.field(), "{" + place.field() + "}"));
      }
    }
    return out.toString();
  }
}
