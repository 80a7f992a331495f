package dev.mora.template;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A place in a template that takes a value of type {@code T}.
 *
 * @param name a Java identifier in ASCII that starts with a small letter, so that a record
 *     component can bear it
 */
public record TemplateField<T>(String name, FieldType<T> type, BlankPolicy<T> whenBlank) {

  /** Filled from the sender's {@link dev.mora.party.Creditor}; no template declares it. */
  public static final String CREDITOR = "creditor";

  /** The creditor's phone number in E.164; no template declares it. */
  public static final String CREDITOR_PHONE = "creditorPhone";

  public TemplateField {
    FieldName.check(name);
    Objects.requireNonNull(type, "type");
    if (whenBlank instanceof BlankPolicy.Default<T> policy) {
      requireShowable(type, policy.value());
    }
  }

  private static <T> void requireShowable(FieldType<T> type, T value) {
    if (value instanceof String text
        && !(CleanText.of(text).equals(text) && CleanText.isVisible(text))) {
      throw new Misfit(
          text,
          "a default that a person can see, in one line, without blanks around it or in runs",
          List.of());
    }
    Optional<String> objection = type.objection(value);
    if (objection.isPresent()) {
      throw Misfit.described("a default that " + objection.get(), "another default");
    }
  }

  /** A field that needs a value. */
  public static <T> TemplateField<T> of(String name, FieldType<T> type) {
    return new TemplateField<>(name, type, new BlankPolicy.Fail<>());
  }

  /**
   * @throws IllegalArgumentException if there is no such kind, or the name cannot be
   */
  public static TemplateField<?> of(String name, String kind) {
    return of(name, FieldType.of(kind));
  }

  public static TemplateField<String> text(String name) {
    return of(name, FieldType.TEXT);
  }

  public static TemplateField<Money> money(String name) {
    return of(name, FieldType.MONEY);
  }

  public static TemplateField<LocalDate> date(String name) {
    return of(name, FieldType.DATE);
  }

  public static TemplateField<Integer> days(String name) {
    return of(name, FieldType.DAYS);
  }

  public static TemplateField<Long> count(String name) {
    return of(name, FieldType.COUNT);
  }

  public static TemplateField<BigDecimal> percent(String name) {
    return of(name, FieldType.PERCENT);
  }

  public static TemplateField<LastDigits> lastDigits(String name) {
    return of(name, FieldType.LAST_DIGITS);
  }

  public static TemplateField<PayLink> payLink(String name) {
    return of(name, FieldType.PAY_LINK);
  }

  /** The same, with this value where there is none. */
  public TemplateField<T> orElse(T value) {
    return new TemplateField<>(name, type, new BlankPolicy.Default<>(value));
  }

  /** The same, with the default as files write it. */
  TemplateField<T> orElseParsed(String text) {
    try {
      return orElse(type.parse(text));
    } catch (Misfit e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new Misfit(text, type.example(), List.of());
    }
  }

  /** The same; a borrower without a value is left alone. */
  public TemplateField<T> orSkip() {
    return new TemplateField<>(name, type, new BlankPolicy.Skip<>());
  }

  /** The type as files write it, such as {@code money}. */
  public String kind() {
    return type.word();
  }

  public Class<T> valueType() {
    return type.valueType();
  }

  /** See {@link FieldType#binds}. */
  public boolean binds(Class<?> component) {
    return type.binds(component);
  }

  /** See {@link FieldType#accept}. */
  public Optional<T> accept(Object value) {
    return type.accept(value);
  }

  /** See {@link FieldType#objection}. */
  public Optional<String> objection(T value) {
    return type.objection(value);
  }

  /** See {@link FieldType#format}. */
  public String format(T value, LocaleFormat format) {
    return type.format(value, format);
  }

  /** See {@link FieldType#parse}. */
  public T parse(String text) {
    return type.parse(text);
  }
}
