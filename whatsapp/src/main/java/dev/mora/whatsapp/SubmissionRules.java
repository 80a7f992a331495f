package dev.mora.whatsapp;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.template.Category;
import dev.mora.template.TemplateFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the provider asks of a submission beside the text itself. */
final class SubmissionRules {

  private static final long DEFAULT_TIME = -1;

  private final JsonObject json;
  private final String language;
  private final List<TemplateFinding> findings = new ArrayList<>();

  private SubmissionRules(JsonObject json) {
    this.json = json;
    language = json.string("language").replace('-', '_');
  }

  static List<TemplateFinding> check(JsonObject json) {
    SubmissionRules rules = new SubmissionRules(json);
    rules.timeToLive();
    for (JsonObject component : json.array("components").objects()) {
      switch (ProviderReader.type(component)) {
        case "HEADER" -> rules.header(component);
        case "BODY" -> rules.examples("body", component, Examples.BODY);
        case "BUTTONS" -> rules.buttons(component);
        default -> {}
      }
    }
    return List.copyOf(rules.findings);
  }

  private void timeToLive() {
    if (!json.has("message_send_ttl_seconds")) {
      return;
    }
    long seconds = json.longValue("message_send_ttl_seconds");
    Category category = json.oneOf("category", Category.class);
    long least = category == Category.MARKETING ? 43_200 : 30;
    long most =
        switch (category) {
          case UTILITY -> 43_200;
          case AUTHENTICATION -> 900;
          case MARKETING -> 2_592_000;
        };
    if (seconds != DEFAULT_TIME && (seconds < least || seconds > most)) {
      findings.add(TemplateRule.TIME_TO_LIVE.in(language, "", seconds, category, least, most));
    }
  }

  private void header(JsonObject component) {
    String format = component.stringOr("format", "").toUpperCase(Locale.ROOT);
    switch (format) {
      case "TEXT" -> examples("header", component, Examples.HEADER);
      case "IMAGE", "VIDEO", "DOCUMENT" -> {
        boolean handle =
            component
                .optionalObject("example")
                .flatMap(example -> example.optionalArray("header_handle"))
                .filter(list -> !list.isEmpty())
                .isPresent();
        if (!handle) {
          findings.add(TemplateRule.NO_HANDLE.in(language, "header", format));
        }
      }
      default -> {}
    }
  }

  private void examples(String part, JsonObject component, Examples where) {
    Map<String, String> examples = where.read(component);
    for (String variable : ProviderText.variables(component.stringOr("text", ""))) {
      if (examples.getOrDefault(variable, "").isBlank()) {
        findings.add(TemplateRule.NO_EXAMPLE.in(language, part, "{{" + variable + "}}"));
      }
    }
  }

  private void buttons(JsonObject component) {
    List<JsonObject> buttons =
        component.optionalArray("buttons").map(JsonArray::objects).orElse(List.of());
    for (int i = 0; i < buttons.size(); i++) {
      JsonObject button = buttons.get(i);
      String type = ProviderReader.type(button);
      boolean wanted =
          type.equals("COPY_CODE")
              || (type.equals("URL")
                  && !ProviderText.variables(button.stringOr("url", "")).isEmpty());
      if (wanted && ProviderButton.first(button).filter(e -> !e.isBlank()).isEmpty()) {
        findings.add(
            TemplateRule.NO_EXAMPLE.in(
                language, "buttons/" + i, type.equals("URL") ? "{{1}}" : "COPY_CODE"));
      }
    }
  }
}
