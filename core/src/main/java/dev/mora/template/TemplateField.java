package dev.mora.template;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A place in a template that takes a value of type {@code T}. The name is a Java identifier in
 * ASCII that starts with a small letter, so that a record component can bear it.
 */
public sealed interface TemplateField<T> {

  /** Filled from the sender's {@link dev.mora.party.Creditor}; no template declares it. */
  String CREDITOR = "creditor";

  /** The creditor's phone number in E.164; no template declares it. */
  String CREDITOR_PHONE = "creditorPhone";

  String name();

  /** {@code text}, {@code money}, {@code date}, {@code days}, {@code count} or {@code percent}. */
  String kind();

  Class<T> valueType();

  /** Whether a record component of this type can fill the field. */
  default boolean binds(Class<?> type) {
    return type == valueType();
  }

  /** The value as the field's type, or empty if it is of another type. Nothing is converted. */
  default Optional<T> accept(Object value) {
    return valueType().isInstance(value) ? Optional.of(valueType().cast(value)) : Optional.empty();
  }

  /** Why {@code value} may not be shown, or empty if it may. */
  default Optional<String> objection(T value) {
    return Optional.empty();
  }

  String format(T value, LocaleFormat format);

  /**
   * Reads a value as files and command lines write it.
   *
   * @throws IllegalArgumentException saying what is expected
   */
  T parse(String text);

  /**
   * @throws IllegalArgumentException if there is no such kind, or the name cannot be
   */
  static TemplateField<?> of(String name, String kind) {
    return switch (kind) {
      case "text" -> new Text(name);
      case "money" -> new Amount(name);
      case "date" -> new Date(name);
      case "days" -> new Days(name);
      case "count" -> new Count(name);
      case "percent" -> new Percent(name);
      default -> throw new Misfit(kind, "a field type: " + String.join(", ", kinds()), kinds());
    };
  }

  static List<String> kinds() {
    return List.of("text", "money", "date", "days", "count", "percent");
  }

  /** A name, a reference, a place. Cleaned before it is shown, never empty. */
  record Text(String name) implements TemplateField<String> {

    public Text {
      FieldName.check(name);
    }

    @Override
    public String kind() {
      return "text";
    }

    @Override
    public Class<String> valueType() {
      return String.class;
    }

    @Override
    public String format(String value, LocaleFormat format) {
      return value;
    }

    @Override
    public String parse(String text) {
      return text;
    }
  }

  /** An amount in the contract's own currency. */
  record Amount(String name) implements TemplateField<Money> {

    public Amount {
      FieldName.check(name);
    }

    @Override
    public String kind() {
      return "money";
    }

    @Override
    public Class<Money> valueType() {
      return Money.class;
    }

    @Override
    public String format(Money value, LocaleFormat format) {
      return format.money(value);
    }

    /** {@code 750.00 MXN}. */
    @Override
    public Money parse(String text) {
      return Money.parse(text);
    }
  }

  /** A day in the borrower's calendar. */
  record Date(String name) implements TemplateField<LocalDate> {

    public Date {
      FieldName.check(name);
    }

    @Override
    public String kind() {
      return "date";
    }

    @Override
    public Class<LocalDate> valueType() {
      return LocalDate.class;
    }

    @Override
    public String format(LocalDate value, LocaleFormat format) {
      return format.date(value);
    }

    /** {@code 2026-11-05}. */
    @Override
    public LocalDate parse(String text) {
      return FieldName.parsed(text, "a date such as 2026-11-05", LocalDate::parse);
    }
  }

  /** A number of days, 0 or more: "-3 days late" is never what was meant. */
  record Days(String name) implements TemplateField<Integer> {

    public Days {
      FieldName.check(name);
    }

    @Override
    public String kind() {
      return "days";
    }

    @Override
    public Class<Integer> valueType() {
      return Integer.class;
    }

    @Override
    public boolean binds(Class<?> type) {
      return type == int.class || type == Integer.class;
    }

    @Override
    public Optional<String> objection(Integer value) {
      return value < 0 ? Optional.of("is negative: expected 0 or more days") : Optional.empty();
    }

    @Override
    public String format(Integer value, LocaleFormat format) {
      return format.number(value);
    }

    @Override
    public Integer parse(String text) {
      return FieldName.parsed(text, "a whole number of days", Integer::valueOf);
    }
  }

  /** How many, 0 or more. */
  record Count(String name) implements TemplateField<Long> {

    private static final Set<Class<?>> TYPES =
        Set.of(int.class, Integer.class, long.class, Long.class);

    public Count {
      FieldName.check(name);
    }

    @Override
    public String kind() {
      return "count";
    }

    @Override
    public Class<Long> valueType() {
      return Long.class;
    }

    @Override
    public boolean binds(Class<?> type) {
      return TYPES.contains(type);
    }

    /** An {@link Integer} counts as well. */
    @Override
    public Optional<Long> accept(Object value) {
      return value instanceof Long || value instanceof Integer
          ? Optional.of(((Number) value).longValue())
          : Optional.empty();
    }

    @Override
    public Optional<String> objection(Long value) {
      return value < 0 ? Optional.of("is negative: expected 0 or more") : Optional.empty();
    }

    @Override
    public String format(Long value, LocaleFormat format) {
      return format.number(value);
    }

    @Override
    public Long parse(String text) {
      return FieldName.parsed(text, "a whole number", Long::valueOf);
    }
  }

  /** A share in points: 12.5 is shown as 12.5 %, with the decimals that it has. */
  record Percent(String name) implements TemplateField<BigDecimal> {

    public Percent {
      FieldName.check(name);
    }

    @Override
    public String kind() {
      return "percent";
    }

    @Override
    public Class<BigDecimal> valueType() {
      return BigDecimal.class;
    }

    @Override
    public String format(BigDecimal value, LocaleFormat format) {
      return format.percent(value);
    }

    @Override
    public BigDecimal parse(String text) {
      return FieldName.parsed(text, "a decimal number such as 12.5", BigDecimal::new);
    }
  }
}
