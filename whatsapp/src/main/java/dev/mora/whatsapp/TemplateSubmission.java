package dev.mora.whatsapp;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.template.FilledTemplate;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * One translation on its way to the provider's review: {@code POST /{account id}/message_templates}
 * (Cloud API v25.0). The review wants an example for each variable and a handle of an uploaded file
 * for a header that is no text. Immutable.
 *
 * <pre>{@code
 * JsonObject json = TemplateSubmission.of(template, "es_MX")
 *     .examples(template.fill(sample))
 *     .timeToLive(Duration.ofHours(12))
 *     .toJson();
 * }</pre>
 */
public final class TemplateSubmission {

  private final MessageTemplate template;
  private final Translation translation;
  private final Map<String, String> examples;
  private final Optional<String> handle;
  private final OptionalLong seconds;
  private final JsonObject over;

  private TemplateSubmission(
      MessageTemplate template,
      Translation translation,
      Map<String, String> examples,
      Optional<String> handle,
      OptionalLong seconds,
      JsonObject over) {
    this.template = template;
    this.translation = translation;
    this.examples = examples;
    this.handle = handle;
    this.seconds = seconds;
    this.over = over;
  }

  /**
   * @param language one of the template's own codes, {@code es_MX}
   * @throws IllegalArgumentException if the template has no such text
   */
  public static TemplateSubmission of(MessageTemplate template, String language) {
    Translation translation = template.languages().get(language);
    if (translation == null) {
      throw new IllegalArgumentException(
          "template "
              + template.name()
              + " has no text in "
              + language
              + ", expected one of "
              + String.join(", ", template.languages().keySet()));
    }
    return new TemplateSubmission(
        template, translation, Map.of(), Optional.empty(), OptionalLong.empty(), JsonObject.of());
  }

  /** What the reviewer sees in place of each field, as a person would; no real borrower's data. */
  public TemplateSubmission examples(Map<String, String> byField) {
    return new TemplateSubmission(
        template, translation, new LinkedHashMap<>(byField), handle, seconds, over);
  }

  /**
   * The same from invented values, each written as a borrower would read it.
   *
   * @throws dev.mora.template.InvalidMessage if no message could be sent with these values
   */
  public TemplateSubmission examples(FilledTemplate sample) {
    Rendering rendering = sample.render(translation.language(), WhatsAppTemplates.profile());
    Map<String, String> shown = new LinkedHashMap<>();
    rendering.header().ifPresent(part -> add(shown, part.values()));
    add(shown, rendering.body().values());
    Map<String, String> ends = Examples.ofButtons(translation, rendering);
    ends.forEach(shown::putIfAbsent);
    return examples(shown);
  }

  private static void add(Map<String, String> shown, List<Rendering.Value> values) {
    values.forEach(value -> shown.put(value.name(), value.text()));
  }

  /**
   * @param uploaded what the resumable upload gave as {@code h}; a media id is no handle
   */
  public TemplateSubmission mediaHandle(String uploaded) {
    return new TemplateSubmission(
        template, translation, examples, Optional.of(uploaded), seconds, over);
  }

  /**
   * How long an undelivered message is tried: 30 seconds to 12 hours for UTILITY, to 15 minutes for
   * AUTHENTICATION, 12 hours to 30 days for MARKETING; {@link WhatsAppTemplates#check(JsonObject)}
   * tells what does not fit. Without it: 30 days.
   */
  public TemplateSubmission timeToLive(Duration time) {
    return new TemplateSubmission(
        template, translation, examples, handle, OptionalLong.of(time.toSeconds()), over);
  }

  /**
   * Starts from the provider's copy: what our model does not know stays as it is there, and
   * examples and handles too unless others are given.
   */
  public TemplateSubmission over(JsonObject copy) {
    return new TemplateSubmission(template, translation, examples, handle, seconds, copy);
  }

  /**
   * @throws IllegalArgumentException if a variable has no example or the header no handle
   */
  public JsonObject toJson() {
    JsonObject out = over;
    out = out.with("name", template.name());
    if (!out.stringOr("language", "").replace('-', '_').equals(translation.language())) {
      out = out.with("language", translation.language());
    }
    out = out.with("category", template.category().name());
    boolean absent = over.isEmpty() || !over.has("parameter_format");
    if (over.isEmpty() || ProviderReader.variables(over) != template.variables()) {
      out = out.with("parameter_format", template.variables().name());
    } else if (absent && template.variables() == Rendering.Variables.NAMED) {
      out = out.with("parameter_format", template.variables().name());
    }
    if (seconds.isPresent()) {
      out = out.with("message_send_ttl_seconds", seconds.getAsLong());
    }
    return out.with("components", components());
  }

  private JsonArray components() {
    List<JsonObject> out = new ArrayList<>();
    List<JsonObject> others = new ArrayList<>(translation.others());
    boolean header = false;
    boolean footer = false;
    boolean body = false;
    boolean buttons = false;
    List<JsonObject> old =
        over.optionalArray("components").map(JsonArray::objects).orElse(List.of());
    for (JsonObject component : old) {
      Optional<ProviderReader.Part> part = ProviderReader.part(component);
      if (part.isEmpty()) {
        if (!others.isEmpty()) {
          out.add(others.remove(0));
        }
        continue;
      }
      switch (part.get()) {
        case HEADER -> {
          translation.header().ifPresent(h -> out.add(header(h, component)));
          header = true;
        }
        case BODY -> {
          out.add(body(component));
          body = true;
        }
        case FOOTER -> {
          if (!translation.footer().isEmpty()) {
            out.add(component.with("text", translation.footer()));
          }
          footer = true;
        }
        case BUTTONS -> {
          out.addAll(buttons(component));
          buttons = true;
        }
      }
    }
    if (!header) {
      translation.header().ifPresent(h -> out.add(0, header(h, JsonObject.of())));
    }
    if (!body) {
      out.add(body(JsonObject.of()));
    }
    if (!footer && !translation.footer().isEmpty()) {
      out.add(JsonObject.of().with("type", "FOOTER").with("text", translation.footer()));
    }
    if (!buttons) {
      out.addAll(buttons(JsonObject.of()));
    }
    out.addAll(others);
    return JsonArray.of(out);
  }

  private JsonObject header(TemplateHeader header, JsonObject old) {
    if (header instanceof TemplateHeader.Text text) {
      boolean same = old.stringOr("format", "").equalsIgnoreCase("TEXT");
      JsonObject base = same ? old : JsonObject.of().with("type", "HEADER").with("format", "TEXT");
      return text(base, text.wording(), Examples.HEADER);
    }
    String format = ((TemplateHeader.Media) header).kind().name();
    boolean same = old.stringOr("format", "").equalsIgnoreCase(format);
    if (same && handle.isEmpty()) {
      return old;
    }
    JsonObject base = same ? old : JsonObject.of().with("type", "HEADER").with("format", format);
    if (format.equals("LOCATION")) {
      return base;
    }
    String uploaded =
        handle.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a header of " + format + " needs the handle of an uploaded example"));
    return base.with(
        "example",
        base.optionalObject("example")
            .orElseGet(JsonObject::of)
            .with("header_handle", JsonArray.ofStrings(List.of(uploaded))));
  }

  private JsonObject body(JsonObject old) {
    JsonObject base = old.isEmpty() ? JsonObject.of().with("type", "BODY") : old;
    return text(base, translation.body(), Examples.BODY);
  }

  private JsonObject text(JsonObject old, Wording wording, Examples where) {
    UnaryOperator<String> variable = VariableNames.in(wording, template.variables());
    String text = ProviderText.write(wording, variable);
    if (old.stringOr("text", "").equals(text)
        && wording.fields().stream().noneMatch(examples::containsKey)
        && (wording.fields().isEmpty() || old.has("example"))) {
      return old;
    }
    JsonObject out = old.with("text", text);
    if (wording.fields().isEmpty()) {
      return Examples.without(out, "example");
    }
    Map<String, String> shown = new LinkedHashMap<>();
    Map<String, String> before = where.read(old);
    for (String field : wording.fields()) {
      String name = variable.apply(field);
      shown.put(name, example(field, Optional.ofNullable(before.get(name))));
    }
    return out.with("example", where.write(shown, template.variables()));
  }

  private List<JsonObject> buttons(JsonObject old) {
    if (translation.buttons().isEmpty()) {
      return old.isEmpty() || !old.array("buttons").isEmpty() ? List.of() : List.of(old);
    }
    List<JsonObject> before =
        old.optionalArray("buttons").map(JsonArray::objects).orElse(List.of());
    List<JsonValue> out = new ArrayList<>();
    for (int i = 0; i < translation.buttons().size(); i++) {
      ProviderButton button = new ProviderButton(translation.buttons().get(i), this::example);
      out.add(
          button.over(
              i < before.size() ? before.get(i) : JsonObject.of(),
              field -> examples.containsKey(field)));
    }
    JsonObject base = old.isEmpty() ? JsonObject.of().with("type", "BUTTONS") : old;
    return List.of(base.with("buttons", JsonArray.of(out)));
  }

  private String example(String field, Optional<String> before) {
    String given = examples.get(field);
    if (given != null) {
      return given;
    }
    return before.orElseThrow(
        () ->
            new IllegalArgumentException(
                "no example for {" + field + "}: the review wants one for each variable"));
  }
}
