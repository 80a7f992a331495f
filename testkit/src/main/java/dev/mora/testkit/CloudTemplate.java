package dev.mora.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One translation of a template as the stand-in keeps it. A change makes another one. */
public final class CloudTemplate {

  private final Map<String, Object> json;
  private final ApprovedTemplate form;
  private final List<Instant> edits;
  private final int pauses;

  private CloudTemplate(
      Map<String, Object> json, ApprovedTemplate form, List<Instant> edits, int pauses) {
    this.json = json;
    this.form = form;
    this.edits = edits;
    this.pauses = pauses;
  }

  static CloudTemplate of(Map<String, Object> json) {
    return new CloudTemplate(new LinkedHashMap<>(json), ApprovedTemplate.of(json), List.of(), 0);
  }

  /** With our names of its variables. */
  static CloudTemplate of(Map<String, Object> json, ApprovedTemplate form) {
    return new CloudTemplate(new LinkedHashMap<>(json), form, List.of(), 0);
  }

  /** Digits. */
  public String id() {
    return text("id");
  }

  public String name() {
    return text("name");
  }

  /** {@code es_MX}. */
  public String language() {
    return text("language");
  }

  /** {@code UTILITY}, {@code MARKETING} or {@code AUTHENTICATION}. */
  public String category() {
    return text("category");
  }

  /** The provider's word, such as {@code PENDING}. */
  public String status() {
    return text("status");
  }

  /** Why it was rejected, {@code NONE} if it was not. */
  public String reason() {
    return text("rejected_reason");
  }

  /** The body with the provider's variables. */
  public String body() {
    return components().stream()
        .filter(one -> "BODY".equalsIgnoreCase(MessageRequest.text(one, "type")))
        .map(one -> MessageRequest.text(one, "text"))
        .findFirst()
        .orElse("");
  }

  /** As it is listed. */
  public String toJson() {
    return ProviderJson.write(json);
  }

  boolean isSendable() {
    return List.of("APPROVED", "FLAGGED", "REINSTATED").contains(status());
  }

  String key() {
    return name() + "/" + language();
  }

  ApprovedTemplate form() {
    return form;
  }

  int pauses() {
    return pauses;
  }

  List<Map<String, Object>> components() {
    return MessageRequest.list(json.get("components"));
  }

  /** Edits within a time before now. */
  long edits(Duration within, Instant now) {
    return edits.stream().filter(at -> at.plus(within).isAfter(now)).count();
  }

  CloudTemplate with(String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(json);
    changed.put(key, value);
    return new CloudTemplate(changed, form, edits, pauses);
  }

  CloudTemplate without(String key) {
    Map<String, Object> changed = new LinkedHashMap<>(json);
    changed.remove(key);
    return new CloudTemplate(changed, form, edits, pauses);
  }

  CloudTemplate pausedOnceMore() {
    return new CloudTemplate(json, form, edits, pauses + 1);
  }

  /** With other components, which name their variables themselves. */
  CloudTemplate rewritten(Object components) {
    Map<String, Object> changed = new LinkedHashMap<>(json);
    changed.put("components", components);
    return new CloudTemplate(changed, ApprovedTemplate.of(changed), edits, pauses);
  }

  CloudTemplate editedAt(Instant at) {
    List<Instant> all = new ArrayList<>(edits);
    all.add(at);
    return new CloudTemplate(json, form, all, pauses);
  }

  /** The fields that were asked for, and the id. */
  Map<String, Object> listed(List<String> fields) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (String field : fields) {
      Object value = json.get(field);
      if (value != null) {
        out.put(field, value);
      }
    }
    out.put("id", id());
    return out;
  }

  private String text(String key) {
    return MessageRequest.text(json, key);
  }

  @Override
  public String toString() {
    return "CloudTemplate(" + key() + " " + status() + ")";
  }
}
