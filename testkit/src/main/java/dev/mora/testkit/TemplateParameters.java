package dev.mora.testkit;

import dev.mora.testkit.ApprovedTemplate.ButtonKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a template message beside those that the approved template wants. */
final class TemplateParameters {

  private final ApprovedTemplate template;
  private final Set<String> seen = new TreeSet<>();
  private final Set<Integer> filled = new TreeSet<>();
  private List<String> header = List.of();
  private List<String> body = List.of();
  private String written = "";

  private TemplateParameters(ApprovedTemplate template) {
    this.template = template;
    written = template.written(Map.of());
  }

  static @Nullable GraphError check(
      ApprovedTemplate template, List<Map<String, Object>> components) {
    TemplateParameters given = new TemplateParameters(template);
    for (Map<String, Object> component : components) {
      GraphError error = given.component(component);
      if (error != null) {
        return error;
      }
    }
    return given.whole();
  }

  private @Nullable GraphError component(Map<String, Object> component) {
    String type = MessageRequest.type(component);
    String key = type.equals("button") ? type + component.get("index") : type;
    if (!seen.add(key)) {
      return MessageRequest.parameter("component " + key + " comes twice");
    }
    return switch (type) {
      case "header" -> template.hasMedia() ? mediaError(component) : header(component);
      case "body" -> body(component);
      case "button" -> button(component);
      default -> MessageRequest.parameter("component type " + component.get("type"));
    };
  }

  private @Nullable GraphError header(Map<String, Object> component) {
    header = List.copyOf(MessageRequest.named(component, template.headerFields()).keySet());
    return texts(component);
  }

  private @Nullable GraphError body(Map<String, Object> component) {
    Map<String, String> values = MessageRequest.named(component, template.bodyFields());
    body = List.copyOf(values.keySet());
    written = template.written(values);
    return texts(component);
  }

  private @Nullable GraphError texts(Map<String, Object> component) {
    for (Map<String, Object> parameter : MessageRequest.parameters(component)) {
      if (!"text".equals(parameter.get("type"))) {
        return format("a parameter of type " + parameter.get("type") + ", expected text");
      }
      if (template.named() == MessageRequest.text(parameter, "parameter_name").isEmpty()) {
        return invalid(
            template.named() ? "a parameter without parameter_name" : "parameter_name is unknown");
      }
      GraphError error = value(MessageRequest.text(parameter, "text"));
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  private static @Nullable GraphError value(String said) {
    if (said.isBlank()) {
      return missing("a parameter is empty");
    }
    return said.matches("(?s).*([\\n\\r\\t]| {5}).*")
        ? invalid("new lines, tabs or more than 4 spaces")
        : null;
  }

  private @Nullable GraphError mediaError(Map<String, Object> component) {
    List<Map<String, Object>> parameters = MessageRequest.parameters(component);
    String kind = template.header();
    if (parameters.size() != 1 || !kind.equals(parameters.get(0).get("type"))) {
      return format("header: expected " + kind.toUpperCase(Locale.ROOT));
    }
    Map<String, Object> object = MessageRequest.object(parameters.get(0).get(kind));
    if (kind.equals("location")) {
      boolean complete =
          object.get("latitude") instanceof Number
              && object.get("longitude") instanceof Number
              && !MessageRequest.text(object, "name").isEmpty()
              && !MessageRequest.text(object, "address").isEmpty();
      return complete ? null : missing("location needs latitude, longitude, name and address");
    }
    String id = MessageRequest.text(object, "id");
    String link = MessageRequest.text(object, "link");
    if (id.isEmpty() == link.isEmpty() || object.containsKey("caption")) {
      return missing(kind + " needs an id or a link, and takes no caption");
    }
    boolean url = link.isEmpty() || link.matches("https?://[^\\s/]+/\\S*");
    return url ? null : invalid(kind + ": the link is no URL");
  }

  /** Id, link or name of what stands in the header. */
  static String media(Map<String, Object> component) {
    List<Map<String, Object>> parameters = MessageRequest.parameters(component);
    Map<String, Object> object =
        MessageRequest.object(parameters.get(0).get(parameters.get(0).get("type")));
    return Stream.of("id", "link", "name")
        .map(key -> MessageRequest.text(object, key))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private @Nullable GraphError button(Map<String, Object> component) {
    int index = Integer.parseInt(String.valueOf(component.get("index")));
    if (index < 0 || index >= template.buttons().size()) {
      return MessageRequest.parameter("template has no button " + index);
    }
    List<Map<String, Object>> parameters = MessageRequest.parameters(component);
    if (parameters.size() != 1) {
      return MessageRequest.parameter("button " + index + " takes one parameter");
    }
    String kind = MessageRequest.text(component, "sub_type").toLowerCase(Locale.ROOT);
    ButtonKind wanted = template.buttons().get(index);
    String type =
        switch (kind) {
          case "url" -> wanted == ButtonKind.URL_WITH_END ? "text" : "";
          case "quick_reply" -> wanted == ButtonKind.QUICK_REPLY ? "payload" : "";
          case "copy_code" -> wanted == ButtonKind.COPY_CODE ? "coupon_code" : "";
          default -> "";
        };
    Map<String, Object> parameter = parameters.get(0);
    if (type.isEmpty() || !type.equals(parameter.get("type"))) {
      return invalid("button " + index + " takes no " + kind + " " + parameter.get("type"));
    }
    filled.add(index);
    String said = MessageRequest.text(parameter, type);
    if (said.isBlank()) {
      return missing("button " + index + ": a parameter is empty");
    }
    boolean fits =
        switch (type) {
          case "payload" -> said.length() <= 256;
          case "coupon_code" -> said.matches("[A-Za-z0-9]{1,20}");
          default -> said.matches("[!-~]+");
        };
    return fits ? null : invalid("button " + index + ": " + type);
  }

  private @Nullable GraphError whole() {
    if (template.hasMedia() && !seen.contains("header")) {
      return format("header: expected " + template.header().toUpperCase(Locale.ROOT));
    }
    if (header.size() != template.headerFields().size()
        || body.size() != template.bodyFields().size()) {
      return GraphError.of(
          132000,
          "Number of parameters does not match",
          "body: number of localizable_params ("
              + body.size()
              + ") does not match the expected ("
              + template.bodyFields().size()
              + ")");
    }
    List<String> strange = new ArrayList<>(header);
    strange.removeAll(template.headerFields());
    List<String> others = new ArrayList<>(body);
    others.removeAll(template.bodyFields());
    if (!strange.isEmpty() || !others.isEmpty()) {
      return invalid("parameter names " + strange + others);
    }
    for (int i = 0; i < template.buttons().size(); i++) {
      ButtonKind kind = template.buttons().get(i);
      if ((kind == ButtonKind.URL_WITH_END || kind == ButtonKind.COPY_CODE)
          && !filled.contains(i)) {
        return missing("button at index " + i + " of type " + kind + " requires a parameter");
      }
    }
    return written.codePointCount(0, written.length()) > 1024
        ? GraphError.of(132005, "Translated text too long", "body is longer than 1024")
        : null;
  }

  private static GraphError missing(String details) {
    return GraphError.of(131008, "Required parameter is missing", details);
  }

  private static GraphError format(String details) {
    return GraphError.of(
        132012, "Parameter format does not match format in the created template", details);
  }

  private static GraphError invalid(String details) {
    return GraphError.of(132018, "Template parameters invalid", details);
  }
}
