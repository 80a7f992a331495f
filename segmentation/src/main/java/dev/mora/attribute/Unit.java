package dev.mora.attribute;

/** What one of an attribute's value is. */
public enum Unit {
  NONE,
  DAYS,
  TIMES,
  INSTALLMENTS,
  LOANS,
  YEARS,
  PERCENT,
  POINTS,
  /** The minor unit of the amount's own currency. */
  CURRENCY;

  static Unit of(AttributeType type) {
    return switch (type) {
      case DAYS -> DAYS;
      case COUNT -> TIMES;
      case PERCENT -> PERCENT;
      case MONEY -> CURRENCY;
      case NUMBER -> POINTS;
      case TEXT, FLAG, SET -> NONE;
    };
  }
}
