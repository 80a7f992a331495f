package dev.mora.testkit;

import static dev.mora.testkit.MessageRequest.list;
import static dev.mora.testkit.MessageRequest.object;
import static dev.mora.testkit.MessageRequest.parameter;
import static dev.mora.testkit.MessageRequest.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a template must be to be taken for review (template components, Cloud API v25.0). */
final class TemplateForm {

  private static final Set<String> CATEGORIES = Set.of("UTILITY", "MARKETING", "AUTHENTICATION");
  private static final Set<String> FORMATS =
      Set.of("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION");

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{[^{}]*}}");

  private final Map<String, Object> form;
  private final boolean named;

  TemplateForm(Map<String, Object> form) {
    this.form = form;
    named = "NAMED".equalsIgnoreCase(text(form, "parameter_format"));
  }

  /** Null if it would be taken. */
  @Nullable GraphError check() {
    if (!text(form, "name").matches("[a-z0-9_]{1,512}")) {
      return parameter("name has 1 to 512 small letters, digits and _");
    }
    if (!text(form, "language").matches("[a-z]{2,3}(_[A-Z]{2})?")) {
      return parameter("language is not supported");
    }
    if (!CATEGORIES.contains(text(form, "category"))) {
      return parameter("category must be UTILITY, MARKETING or AUTHENTICATION");
    }
    GraphError ttl = ttl();
    return ttl != null ? ttl : components();
  }

  @Nullable GraphError components() {
    Set<String> seen = new TreeSet<>();
    for (Map<String, Object> component : list(form.get("components"))) {
      String type = MessageRequest.type(component);
      GraphError error =
          !seen.add(type)
              ? parameter("component " + type + " comes twice")
              : switch (type) {
                case "header" -> header(component);
                case "body" -> body(component);
                case "footer" -> footer(text(component, "text"));
                case "buttons" -> buttons(list(component.get("buttons")));
                default -> null;
              };
      if (error != null) {
        return error;
      }
    }
    return seen.contains("body") ? null : parameter("components need exactly one BODY");
  }

  private @Nullable GraphError ttl() {
    if (!form.containsKey("message_send_ttl_seconds")) {
      return null;
    }
    if (!(form.get("message_send_ttl_seconds") instanceof Number number)) {
      return parameter("message_send_ttl_seconds must be a number");
    }
    long seconds = number.longValue();
    String category = text(form, "category");
    long least = category.equals("MARKETING") ? 43_200 : 30;
    long most =
        switch (category) {
          case "MARKETING" -> 2_592_000;
          case "AUTHENTICATION" -> 900;
          default -> 43_200;
        };
    boolean standard = seconds == -1 && !category.equals("MARKETING");
    return standard || (seconds >= least && seconds <= most)
        ? null
        : parameter("message_send_ttl_seconds: " + least + " to " + most);
  }

  private @Nullable GraphError header(Map<String, Object> header) {
    String format = text(header, "format").toUpperCase(Locale.ROOT);
    if (!FORMATS.contains(format)) {
      return fix(2388047, "header format " + format);
    }
    if (format.equals("LOCATION")) {
      return null;
    }
    if (!format.equals("TEXT")) {
      boolean handle =
          object(header.get("example")).get("header_handle") instanceof List<?> handles
              && handles.size() == 1
              && !String.valueOf(handles.get(0)).matches("\\d+");
      return handle
          ? null
          : fix(2388047, "a header of " + format + " needs header_handle, and no media id");
    }
    String said = text(header, "text");
    if (said.isBlank() || length(said) > 60) {
      return fix(2388040, "a header has 1 to 60 characters");
    }
    if (said.matches("(?s).*[*~\\n].*") || occurrences(said).size() > 1) {
      return fix(2388047, "a header has no formatting, one line and at most one variable");
    }
    return variables(said, header, "header_text", 2388047);
  }

  private @Nullable GraphError body(Map<String, Object> body) {
    String said = text(body, "text");
    if (said.isBlank() || length(said) > 1024) {
      return fix(2388040, "a body has 1 to 1024 characters");
    }
    String bare = said.strip();
    if (bare.startsWith("{{") || bare.endsWith("}}")) {
      return fix(2388299, "variables can't be at the start or end of the template");
    }
    if (said.contains("}}{{") || said.matches("(?s).*}}\\s+\\{\\{.*")) {
      return fix(2388072, "two variables without text between them");
    }
    long words = said.replaceAll("\\{\\{[^}]*}}", " ").strip().split("\\s+").length;
    int count = occurrences(said).size();
    if (count > 0 && words < 2L * count + 1) {
      return fix(2388293, "too many variables for the length of the text");
    }
    return variables(said, body, "body_text", 2388072);
  }

  private @Nullable GraphError variables(
      String said, Map<String, Object> component, String key, int sub) {
    List<String> names = ApprovedTemplate.variables(said);
    for (int i = 0; i < names.size(); i++) {
      boolean fine =
          named ? names.get(i).matches("[a-z][a-z0-9_]*") : names.get(i).equals("" + (i + 1));
      if (!fine) {
        return fix(sub, "variable {{" + names.get(i) + "}}");
      }
    }
    if (said.replaceAll("\\{\\{[^{}]*}}", "").matches("(?s).*(\\{\\{|}}).*")) {
      return fix(sub, "braces that are no variable");
    }
    return names.isEmpty() || examples(component, key).containsAll(names)
        ? null
        : parameter("an example for each variable is missing");
  }

  private List<String> examples(Map<String, Object> component, String key) {
    Map<String, Object> example = object(component.get("example"));
    List<String> out = new ArrayList<>();
    if (named) {
      list(example.get(key + "_named_params"))
          .forEach(
              one -> {
                if (!text(one, "example").isBlank()) {
                  out.add(text(one, "param_name"));
                }
              });
      return out;
    }
    Object shown = example.get(key);
    if (key.equals("body_text") && shown instanceof List<?> outer && !outer.isEmpty()) {
      shown = outer.get(0);
    }
    if (shown instanceof List<?> values) {
      for (Object value : values) {
        if (value instanceof String text && !text.isBlank()) {
          out.add("" + (out.size() + 1));
        }
      }
    }
    return out;
  }

  private static @Nullable GraphError footer(String said) {
    if (said.isBlank() || length(said) > 60) {
      return fix(2388040, "a footer has 1 to 60 characters");
    }
    return said.contains("{{") ? fix(2388073, "a footer has no variables") : null;
  }

  private static @Nullable GraphError buttons(List<Map<String, Object>> buttons) {
    if (buttons.isEmpty() || buttons.size() > 10) {
      return parameter("1 to 10 buttons");
    }
    List<String> kinds = buttons.stream().map(MessageRequest::type).toList();
    if (count(kinds, "url") > 2 || count(kinds, "phone_number") > 1) {
      return parameter("at most 2 URL buttons and 1 PHONE_NUMBER button");
    }
    if (count(kinds, "copy_code") > 1) {
      return parameter("at most 1 COPY_CODE button");
    }
    int changes = 0;
    for (int i = 1; i < kinds.size(); i++) {
      boolean before = kinds.get(i - 1).equals("quick_reply");
      changes += before == kinds.get(i).equals("quick_reply") ? 0 : 1;
    }
    if (changes > 1) {
      return parameter("quick replies and other buttons stand in two groups");
    }
    for (Map<String, Object> button : buttons) {
      GraphError error = button(button);
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  private static @Nullable GraphError button(Map<String, Object> button) {
    String kind = MessageRequest.type(button);
    String label = text(button, "text");
    if (!kind.equals("copy_code") && (label.isBlank() || length(label) > 25)) {
      return parameter("a button label has 1 to 25 characters");
    }
    return switch (kind) {
      case "url" -> url(button);
      case "phone_number" ->
          text(button, "phone_number").matches("(?=.{5,20}$)\\+?[0-9 ()-]+")
              ? null
              : parameter("phone_number has at most 20 characters");
      case "copy_code" ->
          first(button.get("example")).matches("[A-Za-z0-9]{1,20}")
              ? null
              : parameter("COPY_CODE needs an example of at most 20 letters and digits");
      default -> null;
    };
  }

  private static @Nullable GraphError url(Map<String, Object> button) {
    String url = text(button, "url");
    if (!url.matches("https?://\\S+") || length(url) > 2000) {
      return parameter("url has at most 2000 characters");
    }
    int place = url.indexOf("{{");
    if (place < 0) {
      return null;
    }
    boolean atEnd = url.endsWith("{{1}}") && place == url.length() - 5;
    return atEnd && !first(button.get("example")).isBlank()
        ? null
        : parameter("one variable {{1}} at the end of the url, and an example");
  }

  private static String first(@Nullable Object example) {
    if (example instanceof List<?> values && !values.isEmpty()) {
      return String.valueOf(values.get(0));
    }
    return example instanceof String text ? text : "";
  }

  private static long count(List<String> kinds, String kind) {
    return kinds.stream().filter(kind::equals).count();
  }

  private static List<String> occurrences(String said) {
    List<String> out = new ArrayList<>();
    Matcher places = VARIABLE.matcher(said);
    while (places.find()) {
      out.add(places.group());
    }
    return out;
  }

  private static int length(String said) {
    return said.codePointCount(0, said.length());
  }

  private static GraphError fix(int sub, String details) {
    return GraphError.of(100, "Invalid parameter", details).sub(sub);
  }
}
