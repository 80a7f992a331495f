package dev.mora.testkit;

import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One translation of a template as the provider has it on file: which parameters it wants. */
record ApprovedTemplate(
    String name,
    String language,
    List<String> headerFields,
    List<String> bodyFields,
    List<Integer> urlButtons,
    int buttons,
    Wording body) {

  static List<ApprovedTemplate> of(MessageTemplate template) {
    return template.languages().values().stream().map(one -> of(template.name(), one)).toList();
  }

  private static ApprovedTemplate of(String name, Translation one) {
    List<String> header =
        one.header()
            .filter(TemplateHeader.Text.class::isInstance)
            .map(text -> List.copyOf(((TemplateHeader.Text) text).wording().fields()))
            .orElse(List.of());
    List<Integer> urls = new ArrayList<>();
    for (int i = 0; i < one.buttons().size(); i++) {
      if (one.buttons().get(i) instanceof TemplateButton.Url url && !url.url().fields().isEmpty()) {
        urls.add(i);
      }
    }
    return new ApprovedTemplate(
        name,
        one.language(),
        header,
        List.copyOf(one.body().fields()),
        urls,
        one.buttons().size(),
        one.body());
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
