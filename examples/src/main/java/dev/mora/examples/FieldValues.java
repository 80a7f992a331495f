package dev.mora.examples;

import dev.mora.json.Json;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values for one message from a JSON object: one key a field, each value as a string in the form
 * that the field's type writes, or a number. {@code creditor} and {@code creditorPhone} say who
 * writes.
 */
record FieldValues(Map<String, Object> values, Optional<Creditor> creditor) {

  /**
   * @throws dev.mora.json.InvalidDocument at a key that is no field, or a value of another type
   */
  static FieldValues read(Path file, MessageTemplate template) {
    JsonObject in = Json.read(file).asObject();
    List<String> names = new ArrayList<>();
    template.fields().forEach(field -> names.add(field.name()));
    names.add(TemplateField.CREDITOR);
    names.add(TemplateField.CREDITOR_PHONE);
    in.only(names.toArray(String[]::new));
    Map<String, Object> values = new LinkedHashMap<>();
    for (TemplateField<?> field : template.fields()) {
      in.optionalValue(field.name()).ifPresent(value -> values.put(field.name(), of(field, value)));
    }
    return new FieldValues(
        values, in.optionalString(TemplateField.CREDITOR).map(n -> speaker(n, in)));
  }

  private static Object of(TemplateField<?> field, JsonValue value) {
    try {
      if (value instanceof JsonString text) {
        return field.parse(text.value());
      }
      if (value instanceof JsonNumber) {
        return field.parse(value.toJson());
      }
    } catch (IllegalArgumentException e) {
      throw value.invalid(
          "a value that is none", String.valueOf(e.getMessage()).replaceFirst("^expected ", ""));
    }
    throw value.invalid(value.describe(), "a string or a number for " + field.kind());
  }

  private static Creditor speaker(String name, JsonObject in) {
    return new Creditor(
        name,
        Creditor.Role.FIRST_PARTY,
        in.optionalString(TemplateField.CREDITOR_PHONE).map(PhoneNumber::of));
  }

  @Override
  public String toString() {
    return "FieldValues(" + values.keySet() + ")";
  }
}
