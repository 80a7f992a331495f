package dev.mora.template;

import dev.mora.json.Nearest;
import dev.mora.party.Creditor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A template with its values, ready to be written out in any of its languages. Immutable and safe
 * for threads. {@code toString} shows no value.
 */
public final class FilledTemplate {

  private final MessageTemplate template;
  private final Object[] values;
  private final Optional<Creditor> creditor;

  /**
   * @param values in the order of the template's fields, checked; kept
   */
  FilledTemplate(MessageTemplate template, Object[] values, Optional<Creditor> creditor) {
    this.template = template;
    this.values = values;
    this.creditor = creditor;
  }

  public MessageTemplate template() {
    return template;
  }

  /** By field, each of the field's type. Personal data. */
  public Map<String, Object> values() {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      byName.put(template.fields().get(i).name(), values[i]);
    }
    return Collections.unmodifiableMap(byName);
  }

  /** The value of the template's field at this place. */
  Object value(int field) {
    return values[field];
  }

  public Optional<Creditor> creditor() {
    return creditor;
  }

  /** The same, speaking for this creditor instead of the template's. */
  public FilledTemplate by(Creditor creditor) {
    return new FilledTemplate(template, values, Optional.of(creditor));
  }

  /**
   * The body in a language, without header, footer and buttons and without a channel's limits.
   *
   * @param language as for {@link MessageTemplate#in}
   * @throws InvalidMessage if nobody wrote the template in it, or the text names a creditor and
   *     none was given
   */
  public String text(String language) {
    return new Renderer(this, language, TextProfile.PLAIN).body().text();
  }

  /**
   * The whole message in a language, as a channel takes it. Amounts, dates and numbers are written
   * as the region of {@code language} writes them, also where the text is one of another region.
   *
   * @throws InvalidMessage if the message must not be sent so; nothing has been sent then
   */
  public Rendering render(String language, TextProfile profile) {
    return new Renderer(this, language, profile).render();
  }

  static InvalidMessage unknownField(
      MessageTemplate template, String name, Collection<String> fields) {
    return new InvalidMessage(
        InvalidMessage.Reason.UNKNOWN_FIELD,
        template.name(),
        name,
        "no field \""
            + name
            + "\", expected "
            + String.join(", ", fields)
            + Nearest.hint(name, fields));
  }

  /** The value, or what the field's policy puts in its place. */
  static <T> T checked(MessageTemplate template, TemplateField<T> field, @Nullable Object value) {
    if (value == null) {
      return missing(template, field, InvalidMessage.Reason.MISSING_VALUE, "has no value");
    }
    Object same =
        value instanceof Integer i && field.type() == FieldType.COUNT ? i.longValue() : value;
    if (!field.valueType().isInstance(same)) {
      throw stop(
          template,
          field,
          InvalidMessage.Reason.WRONG_TYPE,
          "is a "
              + value.getClass().getSimpleName()
              + ", expected "
              + field.valueType().getSimpleName());
    }
    T typed = field.valueType().cast(same);
    if (typed instanceof String text
        && (text.isEmpty() || !CleanText.isPlain(text))
        && !CleanText.isVisible(CleanText.of(text))) {
      return missing(template, field, InvalidMessage.Reason.BLANK_VALUE, "is blank");
    }
    Optional<String> objection = field.objection(typed);
    if (objection.isPresent()) {
      throw stop(template, field, InvalidMessage.Reason.BAD_VALUE, objection.get());
    }
    return typed;
  }

  private static <T> T missing(
      MessageTemplate template,
      TemplateField<T> field,
      InvalidMessage.Reason reason,
      String found) {
    if (field.whenBlank() instanceof BlankPolicy.Default<T> policy) {
      return policy.value();
    }
    boolean skips = field.whenBlank() instanceof BlankPolicy.Skip<T>;
    throw stop(
        template,
        field,
        skips ? InvalidMessage.Reason.SKIP : reason,
        skips ? found + ", so this borrower is left alone" : found);
  }

  private static InvalidMessage stop(
      MessageTemplate template,
      TemplateField<?> field,
      InvalidMessage.Reason reason,
      String message) {
    return new InvalidMessage(
        reason,
        template.name(),
        field.name(),
        "field " + field.name() + " (" + field.kind() + ") " + message);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FilledTemplate that
        && template.equals(that.template)
        && Arrays.equals(values, that.values)
        && creditor.equals(that.creditor);
  }

  @Override
  public int hashCode() {
    return Objects.hash(template, Arrays.hashCode(values), creditor);
  }

  @Override
  public String toString() {
    Map<String, String> masked = new LinkedHashMap<>();
    values().keySet().forEach(name -> masked.put(name, "***"));
    return "FilledTemplate(" + template.name() + " " + template.version() + ", " + masked + ")";
  }
}
