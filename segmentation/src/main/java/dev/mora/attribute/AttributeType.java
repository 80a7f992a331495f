package dev.mora.attribute;

import java.util.Locale;

/** What kind of value an attribute has; it decides which tests make sense. */
public enum AttributeType {
  /** Compared letter by letter; case and accents count. */
  TEXT,
  /** A decimal with at most {@value Lane#DECIMALS} decimals. */
  NUMBER,
  /** Compared only with an amount of the same currency. */
  MONEY,
  /** Whole days, negative where that makes sense. */
  DAYS,
  /** A whole number of things. */
  COUNT,
  /** 50 is one half; at most {@value Lane#DECIMALS} decimals. */
  PERCENT,
  FLAG,
  /** Several names; {@code is} asks whether one of them is in it. */
  SET;

  /** As policies write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether values have an order, so that limits make sense. */
  public boolean isOrdered() {
    return switch (this) {
      case NUMBER, MONEY, DAYS, COUNT, PERCENT -> true;
      case TEXT, FLAG, SET -> false;
    };
  }

  /** Whether values are whole numbers. */
  public boolean isWhole() {
    return this == DAYS || this == COUNT;
  }

  boolean isNames() {
    return this == TEXT || this == SET;
  }
}
