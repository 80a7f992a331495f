package dev.mora.template;

import dev.mora.json.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record as a template sees it: names and types of its components. The same comparison serves a
 * running program and a compiler that has no class yet.
 *
 * @param record simple name
 * @param components type by name, in the record's order; a type as {@link Class#getName()} has it
 */
public record RecordShape(String record, Map<String, String> components) {

  public RecordShape {
    components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
  }

  public static RecordShape of(Class<? extends Record> type) {
    Map<String, String> components = new LinkedHashMap<>();
    for (var component : type.getRecordComponents()) {
      components.put(component.getName(), component.getType().getName());
    }
    return new RecordShape(type.getSimpleName(), components);
  }

  /**
   * Something that record and template say differently.
   *
   * @param component that it is about; empty if the record lacks one
   * @param fault at the place of the field in the template's file, or of the fields
   */
  public record Difference(Optional<String> component, Fault fault) {}

  /** In the order of the components, then of the fields; empty if the record fills the template. */
  public List<Difference> differences(MessageTemplate template) {
    Map<String, TemplateField<?>> fields = new LinkedHashMap<>();
    template.fields().forEach(field -> fields.put(field.name(), field));
    List<String> extra =
        components.keySet().stream().filter(name -> !fields.containsKey(name)).toList();
    List<TemplateField<?>> missing =
        fields.values().stream().filter(field -> !components.containsKey(field.name())).toList();
    List<Difference> out = new ArrayList<>();
    components.forEach(
        (name, type) -> {
          TemplateField<?> field = fields.get(name);
          if (field == null) {
            out.add(new Difference(Optional.of(name), extra(name, type, template, missing)));
          } else if (!field.type().binds(type)) {
            out.add(
                new Difference(
                    Optional.of(name),
                    Fault.of(
                        template.placeOf(name), component(name, type), wanted(field, template))));
          }
        });
    for (TemplateField<?> field : missing) {
      Fault fault =
          Fault.of(
              template.placeOf(field.name()),
              "no component of record " + record + " named \"" + field.name() + "\"",
              field.valueType().getSimpleName() + " " + field.name() + forField(field, template),
              extra);
      out.add(new Difference(Optional.empty(), fault));
    }
    return List.copyOf(out);
  }

  private Fault extra(
      String name, String type, MessageTemplate template, List<TemplateField<?>> missing) {
    List<String> names = missing.stream().map(TemplateField::name).toList();
    return Fault.of(
        template.placeOfFields(),
        component(name, type),
        names.isEmpty()
            ? "no more components: template " + template.name() + " has no such field"
            : "a field of template " + template.name() + ": " + String.join(", ", names),
        names);
  }

  private String component(String name, String type) {
    String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    return simple + " component of record " + record + " named \"" + name + "\"";
  }

  private static String wanted(TemplateField<?> field, MessageTemplate template) {
    return field.valueType().getSimpleName() + forField(field, template);
  }

  private static String forField(TemplateField<?> field, MessageTemplate template) {
    return " for the field \""
        + field.name()
        + " "
        + field.kind()
        + "\" of template "
        + template.name();
  }
}
