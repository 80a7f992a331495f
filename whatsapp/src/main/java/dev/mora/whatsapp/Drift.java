package dev.mora.whatsapp;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.template.FieldType;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateField;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Our text beside the copy that the provider approved: a message is built from ours and judged by
 * theirs, so whatever differs is refused there (132000, 132001, 132012, 132018) or says something
 * that nobody approved.
 */
final class Drift {

  private final MessageTemplate ours;
  private final JsonObject theirs;
  private final String language;
  private final boolean sameFormat;
  private final List<TemplateFinding> findings = new ArrayList<>();

  private Drift(MessageTemplate ours, JsonObject theirs) {
    this.ours = ours;
    this.theirs = theirs;
    language = theirs.string("language").replace('-', '_');
    sameFormat = ProviderReader.variables(theirs) == ours.variables();
  }

  static List<TemplateFinding> between(MessageTemplate ours, JsonObject theirs) {
    Drift drift = new Drift(ours, theirs);
    drift.head();
    Translation text = ours.languages().get(drift.language);
    if (text == null) {
      drift.add(
          DriftRule.LANGUAGE,
          "",
          drift.language,
          ours.languages().keySet().stream().collect(Collectors.joining(", ")));
    } else {
      drift.components(text);
    }
    return List.copyOf(drift.findings);
  }

  private void head() {
    if (!theirs.string("name").equals(ours.name())) {
      add(DriftRule.NAME, "", theirs.string("name"), ours.name());
    }
    Optional<String> status = theirs.optionalString("status");
    if (status.isPresent() && !WhatsAppTemplates.isSendable(status.get())) {
      add(DriftRule.STATUS, "", status.get());
    }
    String category = theirs.stringOr("category", "");
    if (!category.equals(ours.category().name())) {
      add(DriftRule.CATEGORY, "", category, ours.category());
    }
    String coming = theirs.stringOr("correct_category", category);
    if (!coming.equals(category)) {
      add(DriftRule.CATEGORY_COMING, "", category, coming);
    }
    if (!sameFormat) {
      add(DriftRule.PARAMETER_FORMAT, "", ProviderReader.variables(theirs), ours.variables());
    }
  }

  private void components(Translation text) {
    Optional<JsonObject> header = Optional.empty();
    JsonObject body = JsonObject.of();
    String footer = "";
    List<JsonObject> buttons = List.of();
    List<JsonObject> others = new ArrayList<>();
    for (JsonObject component : theirs.array("components").objects()) {
      switch (ProviderReader.type(component)) {
        case "HEADER" -> {
          if (text.header().isPresent() || isOurs(component)) {
            header = Optional.of(component);
          } else {
            others.add(component);
          }
        }
        case "BODY" -> body = component;
        case "FOOTER" -> {
          if (!text.footer().isEmpty() || isOurs(component)) {
            footer = component.stringOr("text", "");
          } else {
            others.add(component);
          }
        }
        case "BUTTONS" ->
            buttons = component.optionalArray("buttons").map(JsonArray::objects).orElse(List.of());
        default -> others.add(component);
      }
    }
    header(text.header(), header);
    compare("body", Optional.of(text.body()), body, Examples.BODY);
    fixed("footer", text.footer(), footer, WhatsAppTemplates.profile().footer());
    buttons(text.buttons(), buttons);
    others(text.others(), others);
  }

  private static boolean isOurs(JsonObject component) {
    return ProviderReader.part(component).isPresent();
  }

  private void header(Optional<TemplateHeader> mine, Optional<JsonObject> approved) {
    String wanted = mine.map(Drift::format).orElse("NONE");
    String found =
        approved
            .map(component -> component.stringOr("format", "").toUpperCase(Locale.ROOT))
            .orElse("NONE");
    if (!wanted.equals(found)) {
      add(DriftRule.HEADER_FORMAT, "header", found, wanted);
    } else if (mine.isPresent() && mine.get() instanceof TemplateHeader.Text text) {
      compare("header", Optional.of(text.wording()), approved.get(), Examples.HEADER);
    }
  }

  private static String format(TemplateHeader header) {
    return header instanceof TemplateHeader.Media media ? media.kind().name() : "TEXT";
  }

  private void compare(
      String part, Optional<Wording> wording, JsonObject component, Examples where) {
    Wording mine = wording.orElseThrow();
    UnaryOperator<String> variable = VariableNames.in(mine, ours.variables());
    String wanted = ProviderText.write(mine, variable);
    String found = component.stringOr("text", "");
    int limit =
        where == Examples.BODY
            ? WhatsAppTemplates.profile().body()
            : WhatsAppTemplates.profile().header();
    if (variables(part, wanted, found)) {
      fixed(part, ProviderText.fixed(wanted, "{}"), ProviderText.fixed(found, "{}"), limit);
      types(part, mine, variable, where.read(component));
    } else {
      fixed(part, ProviderText.fixed(wanted, ""), ProviderText.fixed(found, ""), limit);
    }
  }

  /** Whether both have as many places for variables. */
  private boolean variables(String part, String wanted, String found) {
    List<String> mine = ProviderText.variables(wanted);
    List<String> approved = ProviderText.variables(found);
    if (mine.size() != approved.size()) {
      add(DriftRule.VARIABLE_COUNT, part, part, approved.size(), mine.size());
      return false;
    }
    if (sameFormat) {
      List<String> strange = approved.stream().filter(name -> !mine.contains(name)).toList();
      List<String> missing = mine.stream().filter(name -> !approved.contains(name)).toList();
      for (int i = 0; i < strange.size(); i++) {
        add(DriftRule.VARIABLE_NAME, part, part, strange.get(i), missing.get(i));
      }
      if (strange.isEmpty()
          && !ProviderText.occurrences(wanted).equals(ProviderText.occurrences(found))) {
        add(DriftRule.VARIABLE_ORDER, part, part, String.join(", ", approved));
      }
    }
    return ProviderText.occurrences(wanted).size() == ProviderText.occurrences(found).size();
  }

  /** The reviewer saw an example: one of another type tells that another value was meant. */
  private void types(
      String part, Wording mine, UnaryOperator<String> variable, Map<String, String> examples) {
    for (String field : mine.fields()) {
      String example = examples.get(variable.apply(field));
      Optional<TemplateField<?>> declared =
          ours.fields().stream().filter(f -> f.name().equals(field)).findFirst();
      if (example != null && declared.isPresent() && !fits(declared.get().type(), example)) {
        add(
            DriftRule.VARIABLE_TYPE,
            part,
            part,
            "{{" + variable.apply(field) + "}}",
            declared.get().kind());
      }
    }
  }

  private static boolean fits(FieldType<?> type, String example) {
    if (type == FieldType.LAST_DIGITS) {
      return example.matches("\\d{2,6}");
    }
    if (type == FieldType.DAYS || type == FieldType.COUNT) {
      return example.matches("\\d[\\d., '\u00a0\u202f]*");
    }
    boolean numeric =
        type == FieldType.MONEY || type == FieldType.DATE || type == FieldType.PERCENT;
    return !numeric || example.chars().anyMatch(Character::isDigit);
  }

  /** Texts without their variables: one that was cut off or goes on is of another length. */
  private void fixed(String part, String mine, String approved, int limit) {
    if (mine.equals(approved)) {
      return;
    }
    int length = approved.codePointCount(0, approved.length());
    if (mine.startsWith(approved) || approved.startsWith(mine) || length > limit) {
      add(DriftRule.LENGTH, part, part, length, mine.codePointCount(0, mine.length()));
    } else {
      int at = Arrays.mismatch(mine.toCharArray(), approved.toCharArray());
      add(DriftRule.TEXT, part, part, at + 1);
    }
  }

  private void buttons(List<TemplateButton> mine, List<JsonObject> approved) {
    if (mine.size() != approved.size()) {
      add(DriftRule.BUTTON_COUNT, "buttons", approved.size(), mine.size());
      return;
    }
    List<String> wanted = mine.stream().map(Drift::sign).toList();
    List<String> found = approved.stream().map(Drift::sign).toList();
    if (!wanted.equals(found)
        && wanted.stream().sorted().toList().equals(found.stream().sorted().toList())) {
      add(DriftRule.BUTTON_ORDER, "buttons");
      return;
    }
    for (int i = 0; i < mine.size(); i++) {
      button("buttons/" + i, mine.get(i), approved.get(i));
    }
  }

  /** What tells one button from another for a person. */
  private static String sign(TemplateButton button) {
    return button instanceof TemplateButton.Other other
        ? sign(other.json())
        : ProviderButton.type(button)
            + (button instanceof TemplateButton.CopyCode ? "" : " " + button.label());
  }

  private static String sign(JsonObject button) {
    String type = ProviderReader.type(button);
    return type + (type.equals("COPY_CODE") ? "" : " " + button.stringOr("text", ""));
  }

  private void button(String part, TemplateButton mine, JsonObject approved) {
    String found = ProviderReader.type(approved);
    String wanted =
        mine instanceof TemplateButton.Other other
            ? ProviderReader.type(other.json())
            : ProviderButton.type(mine);
    if (!found.equals(wanted)) {
      add(DriftRule.BUTTON_KIND, part, part, found, wanted);
      return;
    }
    String label = approved.stringOr("text", "");
    if (mine instanceof TemplateButton.Other other) {
      if (!other.json().equals(approved)) {
        add(DriftRule.COMPONENT, part, part);
      }
      return;
    }
    if (!(mine instanceof TemplateButton.CopyCode) && !label.equals(mine.label())) {
      add(DriftRule.BUTTON_LABEL, part + "/label", part, label, mine.label());
    }
    if (mine instanceof TemplateButton.Url url) {
      url(part, url, approved.stringOr("url", ""));
    } else if (mine instanceof TemplateButton.Phone phone
        && !ProviderButton.isSame(approved, phone)) {
      add(DriftRule.BUTTON_PHONE, part + "/phone", part);
    }
  }

  private void url(String part, TemplateButton.Url mine, String approved) {
    String wanted = ProviderText.write(mine.url(), field -> "1");
    int variables = ProviderText.occurrences(approved).size();
    if (variables != mine.url().fields().size()) {
      add(DriftRule.VARIABLE_COUNT, part + "/url", part, variables, mine.url().fields().size());
    }
    String mark = variables == mine.url().fields().size() ? "{}" : "";
    if (!ProviderText.fixed(wanted, mark).equals(ProviderText.fixed(approved, mark))) {
      add(DriftRule.BUTTON_URL, part + "/url", part);
    }
  }

  private void others(List<JsonObject> mine, List<JsonObject> approved) {
    List<JsonObject> rest = new ArrayList<>(approved);
    for (JsonObject component : mine) {
      if (!rest.remove(component)) {
        add(DriftRule.COMPONENT, "others", ProviderReader.type(component));
      }
    }
    rest.forEach(c -> add(DriftRule.COMPONENT, "others", ProviderReader.type(c)));
  }

  private void add(DriftRule rule, String part, Object... arguments) {
    findings.add(rule.in(language, part, arguments));
  }
}
