package dev.mora.template;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLocation;
import dev.mora.party.Creditor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A template whose values are the components of a record, matched by name and type when it was
 * bound. Immutable and safe for threads.
 */
public final class RecordTemplate<R extends Record> {

  private final MessageTemplate template;
  private final Class<R> type;
  private final Map<String, Method> accessors;

  private RecordTemplate(MessageTemplate template, Class<R> type, Map<String, Method> accessors) {
    this.template = template;
    this.type = type;
    this.accessors = accessors;
  }

  static <R extends Record> RecordTemplate<R> bind(
      MessageTemplate template, Class<R> type, String source) {
    Map<String, RecordComponent> components = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(component.getName(), component);
    }
    List<Fault> faults = faults(template, type, components, new JsonLocation(source, 0, 0, ""));
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    Map<String, Method> accessors = new LinkedHashMap<>();
    components.forEach((name, component) -> accessors.put(name, open(component.getAccessor())));
    return new RecordTemplate<>(template, type, Map.copyOf(accessors));
  }

  private static List<Fault> faults(
      MessageTemplate template,
      Class<?> type,
      Map<String, RecordComponent> components,
      JsonLocation where) {
    List<Fault> faults = new ArrayList<>();
    Map<String, TemplateField<?>> free = new LinkedHashMap<>();
    template.fields().forEach(field -> free.put(field.name(), field));
    List<String> unmatched =
        components.keySet().stream().filter(name -> !free.containsKey(name)).toList();
    for (RecordComponent component : type.getRecordComponents()) {
      TemplateField<?> field = free.remove(component.getName());
      String found =
          component.getType().getSimpleName()
              + " component of record "
              + type.getSimpleName()
              + " named \""
              + component.getName()
              + "\"";
      if (field == null) {
        List<String> missing =
            template.fields().stream()
                .map(TemplateField::name)
                .filter(name -> !components.containsKey(name))
                .toList();
        faults.add(
            Fault.of(
                where,
                found,
                missing.isEmpty()
                    ? "no more components: template " + template.name() + " has no such field"
                    : "a field of template " + template.name() + ": " + String.join(", ", missing),
                missing));
      } else if (!field.binds(component.getType())) {
        faults.add(
            Fault.of(
                where,
                found,
                field.valueType().getSimpleName()
                    + " for the field \""
                    + field.name()
                    + " "
                    + field.kind()
                    + "\" of template "
                    + template.name()));
      }
    }
    for (TemplateField<?> field : free.values()) {
      faults.add(
          Fault.of(
              where,
              "no component of record " + type.getSimpleName() + " named \"" + field.name() + "\"",
              field.valueType().getSimpleName()
                  + " "
                  + field.name()
                  + " for the field \""
                  + field.name()
                  + " "
                  + field.kind()
                  + "\" of template "
                  + template.name(),
              unmatched));
    }
    return faults;
  }

  private static Method open(Method accessor) {
    if (!accessor.trySetAccessible()) {
      Class<?> owner = accessor.getDeclaringClass();
      throw new IllegalArgumentException(
          owner.getName()
              + " cannot be read: make it public in an exported package, or open "
              + owner.getPackageName()
              + " to "
              + RecordTemplate.class.getModule().getName());
    }
    return accessor;
  }

  /** The template without its record, as planners and stand-ins take it. */
  public MessageTemplate template() {
    return template;
  }

  /** The same, speaking for this creditor. */
  public RecordTemplate<R> by(Creditor creditor) {
    return new RecordTemplate<>(template.by(creditor), type, accessors);
  }

  /**
   * @throws InvalidMessage on a component that is null, blank or out of range
   */
  public FilledTemplate fill(R values) {
    Map<String, Object> byName = new LinkedHashMap<>();
    accessors.forEach(
        (name, accessor) -> {
          Object value = read(accessor, values);
          if (value != null) {
            byName.put(name, value);
          }
        });
    return template.fill(byName);
  }

  private static @Nullable Object read(Method accessor, Record values) {
    try {
      return accessor.invoke(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("accessor " + accessor.getName() + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("accessor " + accessor.getName() + " was closed", e);
    }
  }

  @Override
  public String toString() {
    return "RecordTemplate("
        + template
        + ", "
        + type.getSimpleName()
        + Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList()
        + ")";
  }
}
