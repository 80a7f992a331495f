package dev.mora.template;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.party.Creditor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  static <R extends Record> RecordTemplate<R> bind(MessageTemplate template, Class<R> type) {
    List<Fault> faults =
        RecordShape.of(type).differences(template).stream()
            .map(RecordShape.Difference::fault)
            .toList();
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    Map<String, Method> accessors = new HashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      accessors.put(component.getName(), open(component.getAccessor()));
    }
    return new RecordTemplate<>(template, type, Map.copyOf(accessors));
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
   * @throws InvalidMessage on a component that is null or blank, as its field's policy says, or out
   *     of range
   */
  public FilledTemplate fill(R values) {
    return template.filled(field -> read(Objects.requireNonNull(accessors.get(field)), values));
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
