package dev.mora.whatsapp;

import dev.mora.json.JsonObject;
import dev.mora.template.TemplateStatus.State;
import java.util.Objects;

/**
 * One translation of a template as the provider holds it.
 *
 * @param id the provider's, digits
 * @param language with {@code _}, as in requests
 * @param category the provider's word, which may be none of ours
 * @param json as it was listed
 */
public record TemplateCopy(
    String id, String name, String language, State state, String category, JsonObject json) {

  public TemplateCopy {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(json, "json");
  }

  /**
   * @throws dev.mora.json.InvalidDocument if it has no id, name or language
   */
  static TemplateCopy of(JsonObject json) {
    return new TemplateCopy(
        json.string("id"),
        json.string("name"),
        json.string("language").replace('-', '_'),
        State.of(json.stringOr("status", "")),
        json.stringOr("category", ""),
        json);
  }

  /** Name and language, {@code cuota_vencida/es_MX}. */
  public String key() {
    return name + "/" + language;
  }
}
