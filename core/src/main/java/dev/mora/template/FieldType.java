package dev.mora.template;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a field takes: a Java type, how a file writes its values, and how a person reads them. The
 * set is closed; a channel knows each of them.
 */
public final class FieldType<T> {

  /** Of a share, before and behind the point: what no calculation has, only a hostile exponent. */
  private static final int MOST_DIGITS = 40;

  /** A name, a reference, a place. Cleaned before it is shown, never empty. */
  public static final FieldType<String> TEXT =
      new FieldType<>(
          "text", String.class, "a text", text -> text, text -> text, (text, f) -> text);

  /** An amount in the contract's own currency. */
  public static final FieldType<Money> MONEY =
      new FieldType<>(
          "money",
          Money.class,
          "an amount such as 750.00 MXN",
          Money::parse,
          Money::toString,
          (amount, f) -> f.money(amount));

  /** A day in the borrower's calendar. */
  public static final FieldType<LocalDate> DATE =
      new FieldType<>(
          "date",
          LocalDate.class,
          "a date such as 2026-11-05",
          LocalDate::parse,
          LocalDate::toString,
          (day, f) -> f.date(day));

  /** A number of days, 0 or more: "-3 days late" is never what was meant. */
  public static final FieldType<Integer> DAYS =
      new FieldType<>(
          "days",
          Integer.class,
          "a whole number of days",
          Integer::valueOf,
          String::valueOf,
          (days, f) -> f.number(days));

  /** How many, 0 or more. */
  public static final FieldType<Long> COUNT =
      new FieldType<>(
          "count",
          Long.class,
          "a whole number",
          Long::valueOf,
          String::valueOf,
          (count, f) -> f.number(count));

  /** A share in points: 12.5 is shown as 12.5 %, with the decimals that it has. */
  public static final FieldType<BigDecimal> PERCENT =
      new FieldType<>(
          "percent",
          BigDecimal.class,
          "a decimal number such as 12.5",
          BigDecimal::new,
          BigDecimal::toPlainString,
          (share, f) -> f.percent(share));

  /** The end of an account or a card, shown as digits alone. */
  public static final FieldType<LastDigits> LAST_DIGITS =
      new FieldType<>(
          "last-digits",
          LastDigits.class,
          "2 to 6 digits",
          LastDigits::of,
          LastDigits::digits,
          (last, f) -> last.digits());

  /** Where to pay. In a text it is shown only if it is a whole link. */
  public static final FieldType<PayLink> PAY_LINK =
      new FieldType<>(
          "pay-link",
          PayLink.class,
          "a link such as https://pay.example/p/8Hq2, or its end",
          PayLink::of,
          PayLink::value,
          (link, f) -> link.value());

  public static final FieldType<MediaRef> IMAGE = media("image");

  public static final FieldType<MediaRef> VIDEO = media("video");

  /** A file with a name for the person who gets it. */
  public static final FieldType<MediaRef> DOCUMENT = media("document");

  /** A place on the map, for a header. */
  public static final FieldType<GeoPoint> LOCATION =
      new FieldType<>(
          "location",
          GeoPoint.class,
          "a place such as 19.4326,-99.1332; Oficina Centro; Av. Juárez 1",
          GeoPoint::parse,
          GeoPoint::written,
          (place, f) -> place.name());

  private static final List<FieldType<?>> ALL =
      List.of(
          TEXT,
          MONEY,
          DATE,
          DAYS,
          COUNT,
          PERCENT,
          LAST_DIGITS,
          PAY_LINK,
          IMAGE,
          VIDEO,
          DOCUMENT,
          LOCATION);

  private final String word;
  private final Class<T> valueType;
  private final String example;
  private final Function<String, T> reader;
  private final Function<T, String> writer;
  private final BiFunction<T, LocaleFormat, String> shown;

  private FieldType(
      String word,
      Class<T> valueType,
      String example,
      Function<String, T> reader,
      Function<T, String> writer,
      BiFunction<T, LocaleFormat, String> shown) {
    this.word = word;
    this.valueType = valueType;
    this.example = example;
    this.reader = reader;
    this.writer = writer;
    this.shown = shown;
  }

  private static FieldType<MediaRef> media(String word) {
    return new FieldType<>(
        word,
        MediaRef.class,
        "an https link or a media id, and behind it a document's file name",
        MediaRef::parse,
        MediaRef::written,
        (media, f) -> media.fileName());
  }

  /** In the order in which documents list them. */
  public static List<FieldType<?>> all() {
    return ALL;
  }

  static List<String> words() {
    return ALL.stream().map(FieldType::word).toList();
  }

  /**
   * @throws IllegalArgumentException naming the nearest, if there is no such type
   */
  public static FieldType<?> of(String word) {
    for (FieldType<?> type : ALL) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    throw new Misfit(word, "a field type: " + String.join(", ", words()), words());
  }

  /** As files write it: {@code text}, {@code pay-link}. */
  public String word() {
    return word;
  }

  public Class<T> valueType() {
    return valueType;
  }

  /** The kind of header that such a value fills; empty for values that stand in a text. */
  public Optional<TemplateHeader.Kind> header() {
    return TemplateHeader.Kind.of(word);
  }

  /** Whether a record component of this type can fill the field; a count takes an int as well. */
  public boolean binds(Class<?> component) {
    return binds(component.getName());
  }

  /**
   * @param component as {@link Class#getName()} has it
   */
  boolean binds(String component) {
    return switch (component) {
      case "int", "java.lang.Integer" -> valueType == Integer.class || valueType == Long.class;
      case "long" -> valueType == Long.class;
      default -> valueType.getName().equals(component);
    };
  }

  /** The value as this type, or empty if it is of another. Nothing else is converted. */
  public Optional<T> accept(Object value) {
    Object same = valueType == Long.class && value instanceof Integer i ? i.longValue() : value;
    return valueType.isInstance(same) ? Optional.of(valueType.cast(same)) : Optional.empty();
  }

  /** Why the value may not be shown, in words that follow its name; empty if it may. */
  public Optional<String> objection(T value) {
    if (value instanceof Integer days && days < 0) {
      return Optional.of("is negative: expected 0 or more days");
    }
    if (value instanceof Long count && count < 0) {
      return Optional.of("is negative: expected 0 or more");
    }
    if (value instanceof BigDecimal share
        && (Math.abs((long) share.scale()) > MOST_DIGITS || share.precision() > MOST_DIGITS)) {
      return Optional.of("has too many digits: expected at most " + MOST_DIGITS);
    }
    if (value instanceof MediaRef media && media.fileName().isEmpty() == (this == DOCUMENT)) {
      return Optional.of(
          this == DOCUMENT
              ? "has no file name: expected one for the person who gets it"
              : "has a file name: expected none, only a document shows it");
    }
    return Optional.empty();
  }

  /** As a person in that locale reads it; a text as it is. */
  public String format(T value, LocaleFormat format) {
    return shown.apply(value, format);
  }

  /**
   * Reads a value as files and command lines write it.
   *
   * @throws IllegalArgumentException saying what is expected, never what was found
   */
  public T parse(String text) {
    try {
      return reader.apply(text);
    } catch (RuntimeException e) { // its message may hold the value
      throw new IllegalArgumentException("expected " + example);
    }
  }

  /** Writes a value so that {@link #parse} reads it. Personal data. */
  public String write(T value) {
    return writer.apply(value);
  }

  String example() {
    return example;
  }

  @Override
  public String toString() {
    return word;
  }
}
