package dev.mora.testkit;

import dev.mora.template.FieldType;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateField;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A template of ours as the provider would list it (Graph API v25.0), examples invented. */
final class ProviderTemplate {

  private final MessageTemplate template;
  private final boolean named;

  ProviderTemplate(MessageTemplate template) {
    this.template = template;
    named = template.variables() == Rendering.Variables.NAMED;
  }

  Map<String, Object> json(Translation text, String id) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", template.name());
    out.put("parameter_format", named ? "NAMED" : "POSITIONAL");
    out.put("components", components(text));
    out.put("language", text.language());
    out.put("status", "APPROVED");
    out.put("category", template.category().name());
    out.put("rejected_reason", "NONE");
    out.put("quality_score", Map.of("score", "UNKNOWN"));
    out.put("id", id);
    return out;
  }

  private List<Map<String, Object>> components(Translation text) {
    List<Map<String, Object>> out = new ArrayList<>();
    if (text.header().isPresent()) {
      out.add(header(text.header().get()));
    }
    out.add(text("BODY", text.body()));
    if (!text.footer().isEmpty()) {
      out.add(ordered("type", "FOOTER", "text", text.footer()));
    }
    if (!text.buttons().isEmpty()) {
      out.add(
          ordered(
              "type", "BUTTONS", "buttons", text.buttons().stream().map(this::button).toList()));
    }
    return out;
  }

  private Map<String, Object> header(TemplateHeader header) {
    if (header instanceof TemplateHeader.Text text) {
      Map<String, Object> out = text("HEADER", text.wording());
      out.put("format", "TEXT");
      return out;
    }
    Map<String, Object> out =
        ordered("type", "HEADER", "format", ((TemplateHeader.Media) header).kind().name());
    if (!"LOCATION".equals(out.get("format"))) {
      out.put("example", Map.of("header_handle", List.of("https://scontent.example/h.bin")));
    }
    return out;
  }

  private Map<String, Object> text(String type, Wording wording) {
    List<String> fields = List.copyOf(wording.fields());
    Map<String, Object> out = ordered("type", type, "text", written(wording, fields));
    if (fields.isEmpty()) {
      return out;
    }
    String key = type.equals("BODY") ? "body_text" : "header_text";
    List<String> shown = fields.stream().map(this::example).toList();
    if (named) {
      out.put(
          "example",
          Map.of(
              key + "_named_params",
              fields.stream()
                  .map(
                      field ->
                          ordered(
                              "param_name",
                              ApprovedTemplate.providerName(field),
                              "example",
                              example(field)))
                  .toList()));
    } else {
      out.put("example", Map.of(key, type.equals("BODY") ? List.of(shown) : shown));
    }
    return out;
  }

  private String written(Wording wording, List<String> fields) {
    StringBuilder out = new StringBuilder();
    for (Wording.Piece piece : wording.pieces()) {
      if (piece instanceof Wording.Piece.Literal literal) {
        out.append(literal.text());
      } else if (piece instanceof Wording.Piece.Place place) {
        String field = place.field();
        out.append("{{")
            .append(named ? ApprovedTemplate.providerName(field) : "" + (fields.indexOf(field) + 1))
            .append("}}");
      }
    }
    return out.toString();
  }

  private Map<String, Object> button(TemplateButton button) {
    if (button instanceof TemplateButton.QuickReply quick) {
      return ordered("type", "QUICK_REPLY", "text", quick.label());
    }
    if (button instanceof TemplateButton.Url url) {
      StringBuilder address = new StringBuilder();
      for (Wording.Piece piece : url.url().pieces()) {
        address.append(piece instanceof Wording.Piece.Literal one ? one.text() : "{{1}}");
      }
      Map<String, Object> out =
          ordered("type", "URL", "text", url.label(), "url", address.toString());
      if (!url.url().fields().isEmpty()) {
        out.put("example", List.of(address.toString().replace("{{1}}", "p/8Hq2")));
      }
      return out;
    }
    if (button instanceof TemplateButton.Phone phone) {
      return ordered(
          "type", "PHONE_NUMBER", "text", phone.label(), "phone_number", phone.number().e164());
    }
    if (button instanceof TemplateButton.CopyCode code) {
      return ordered("type", "COPY_CODE", "text", code.label(), "example", List.of("AB12"));
    }
    return ordered("type", "QUICK_REPLY", "text", button.label());
  }

  private String example(String field) {
    FieldType<?> type =
        template.fields().stream()
            .filter(one -> one.name().equals(field))
            .<FieldType<?>>map(TemplateField::type)
            .findFirst()
            .orElse(FieldType.TEXT);
    if (type == FieldType.MONEY) {
      return "$1,250.00";
    }
    if (type == FieldType.DATE) {
      return "28/11/2026";
    }
    if (type == FieldType.LAST_DIGITS) {
      return "4821";
    }
    boolean number = type == FieldType.DAYS || type == FieldType.COUNT || type == FieldType.PERCENT;
    return number
        ? "12"
        : field.toLowerCase(Locale.ROOT).contains("phone") ? "+525555550100" : "Ana";
  }

  static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      out.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return out;
  }
}
