package dev.mora.whatsapp;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateButton;
import dev.mora.template.Translation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The examples of a text's variables: a list of objects for named ones, a list for the positional
 * ones of a header, a list in a list for those of a body (Cloud API v25.0).
 */
enum Examples {
  HEADER("header_text_named_params", "header_text"),
  BODY("body_text_named_params", "body_text");

  private final String named;
  private final String positional;

  Examples(String named, String positional) {
    this.named = named;
    this.positional = positional;
  }

  /** By the provider's name of the variable; empty if there are none. */
  Map<String, String> read(JsonObject component) {
    Map<String, String> out = new LinkedHashMap<>();
    JsonObject example = component.optionalObject("example").orElseGet(JsonObject::of);
    if (example.has(named)) {
      for (JsonObject one : example.array(named).objects()) {
        out.put(one.string("param_name"), one.string("example"));
      }
    } else if (example.has(positional)) {
      JsonArray list = example.array(positional);
      if (this == BODY) {
        list = list.isEmpty() ? list : list.values().get(0).asArray();
      }
      for (String one : list.strings()) {
        out.put(Integer.toString(out.size() + 1), one);
      }
    }
    return out;
  }

  JsonObject write(Map<String, String> byVariable, Rendering.Variables how) {
    if (how == Rendering.Variables.NAMED) {
      List<JsonObject> out = new ArrayList<>();
      byVariable.forEach(
          (name, shown) ->
              out.add(JsonObject.of().with("param_name", name).with("example", shown)));
      return JsonObject.of().with(named, JsonArray.of(out));
    }
    JsonArray list = JsonArray.ofStrings(byVariable.values());
    return JsonObject.of().with(positional, this == BODY ? JsonArray.of(list) : list);
  }

  /** By field, what a rendering puts at the end of addresses and into codes. */
  static Map<String, String> ofButtons(Translation translation, Rendering rendering) {
    Map<String, String> out = new LinkedHashMap<>();
    for (int i = 0; i < rendering.buttons().size(); i++) {
      TemplateButton button = translation.buttons().get(i);
      Rendering.Button shown = rendering.buttons().get(i);
      if (button instanceof TemplateButton.Url url && shown instanceof Rendering.Button.Url link) {
        url.url().fields().forEach(field -> out.put(field, link.suffix()));
      } else if (button instanceof TemplateButton.CopyCode copy
          && shown instanceof Rendering.Button.CopyCode code
          && copy.code().pieces().size() == 1) {
        copy.code().fields().forEach(field -> out.put(field, code.code()));
      }
    }
    return out;
  }

  static JsonObject without(JsonObject object, String key) {
    JsonObject out = JsonObject.of();
    for (String each : object.keys()) {
      out = each.equals(key) ? out : out.with(each, object.value(each));
    }
    return out;
  }
}
