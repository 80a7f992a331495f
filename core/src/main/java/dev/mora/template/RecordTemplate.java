package dev.mora.template;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.party.Creditor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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

  private static final MethodType READER = MethodType.methodType(Object.class, Record.class);

  private final MessageTemplate template;
  private final Class<R> type;
  private final List<MethodHandle> accessors;

  private RecordTemplate(MessageTemplate template, Class<R> type, List<MethodHandle> accessors) {
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
    Map<String, MethodHandle> accessors = new HashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      accessors.put(component.getName(), open(component.getAccessor()));
    }
    List<MethodHandle> ordered =
        template.fields().stream()
            .map(field -> Objects.requireNonNull(accessors.get(field.name())))
            .toList();
    return new RecordTemplate<>(template, type, ordered);
  }

  private static MethodHandle open(Method accessor) {
    if (!accessor.trySetAccessible()) {
      Class<?> owner = accessor.getDeclaringClass();
      throw new IllegalArgumentException(
          owner.getName()
              + " cannot be read: make it public in an exported package, or open "
              + owner.getPackageName()
              + " to "
              + RecordTemplate.class.getModule().getName());
    }
    try {
      return MethodHandles.lookup().unreflect(accessor).asType(READER);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("accessor " + accessor.getName() + " was closed", e);
    }
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
    Object[] typed = new Object[accessors.size()];
    for (int i = 0; i < typed.length; i++) {
      TemplateField<?> field = template.fields().get(i);
      typed[i] = FilledTemplate.checked(template, field, read(accessors.get(i), field, values));
    }
    return new FilledTemplate(template, typed, template.creditor());
  }

  private static @Nullable Object read(
      MethodHandle accessor, TemplateField<?> field, Record values) {
    try {
      return (@Nullable Object) accessor.invokeExact(values);
    } catch (Throwable e) {
      throw new IllegalStateException("accessor " + field.name() + " failed", e);
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
