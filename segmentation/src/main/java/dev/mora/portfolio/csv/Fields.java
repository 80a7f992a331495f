package dev.mora.portfolio.csv;

import dev.mora.json.Nearest;
import dev.mora.portfolio.DataFault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one row. What a field should not be is a fault of the given effect; the row
 * is then no longer {@link #ok}. Not thread-safe.
 */
final class Fields {

  static final int NO_DAY = Integer.MIN_VALUE;
  static final long NO_AMOUNT = -1;

  /** Beyond it a sum of many installments could not be exact in a long. */
  private static final long LARGEST_MINOR = 1_000_000_000_000_000L;

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  private final Table table;
  private final Row row;
  private final Faults faults;
  private final DataFault.Effect effect;
  private boolean ok = true;

  Fields(Table table, Row row, Faults faults, DataFault.Effect effect) {
    this.table = table;
    this.row = row;
    this.faults = faults;
    this.effect = effect;
    if (row.isBroken()) {
      fault(-1, row.problem(), "a row as the header says");
    }
  }

  boolean ok() {
    return ok;
  }

  void fault(int column, String found, String expected) {
    ok = false;
    faults.add(table, row, column, found, expected, effect);
  }

  /** Empty if there is none. */
  String text(int column) {
    return row.values()[column];
  }

  boolean has(int column) {
    return !text(column).isEmpty();
  }

  String required(int column) {
    String text = text(column);
    if (text.isEmpty()) {
      fault(column, "nothing", "a value");
    } else if (text.length() > IdTable.LONGEST_ID) {
      fault(column, text.length() + " characters", "at most " + IdTable.LONGEST_ID);
    }
    return text;
  }

  /** An epoch day; {@link #NO_DAY} after a fault. */
  int day(int column) {
    LocalDate date = date(column);
    return date == null ? NO_DAY : (int) date.toEpochDay();
  }

  @Nullable LocalDate date(int column) {
    String text = text(column);
    try {
      LocalDate date = parsed(text);
      if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
        return date;
      }
      fault(column, Masked.plain(text), "a date from " + EARLIEST + " to " + LATEST);
    } catch (DateTimeParseException e) {
      fault(column, shown(text), "a date such as 2026-11-21");
    }
    return null;
  }

  /**
   * {@code yyyy-mm-dd} without a detour over a formatter; what is odd goes there for its message.
   */
  private static LocalDate parsed(String text) {
    if (text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-') {
      int year = digits(text, 0, 4);
      int month = digits(text, 5, 7);
      int day = digits(text, 8, 10);
      if (year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28) {
        return LocalDate.of(year, month, day);
      }
    }
    return LocalDate.parse(text);
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** With an offset: a moment, not a wall clock. Null after a fault. */
  @Nullable Instant instant(int column) {
    String text = text(column);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      fault(column, shown(text), "a moment with its offset such as 2026-11-21T14:30:00-05:00");
      return null;
    }
  }

  /** Minor units, 0 or more; {@link #NO_AMOUNT} after a fault. */
  long amount(int column, Currency currency) {
    String text = text(column);
    int digits = currency.getDefaultFractionDigits();
    long minor = 0;
    int decimals = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && decimals < 0 && i > 0 && i < text.length() - 1) {
        decimals = 0;
      } else if (c >= '0' && c <= '9' && minor <= LARGEST_MINOR) {
        minor = minor * 10 + (c - '0');
        decimals += decimals < 0 ? 0 : 1;
      } else {
        return badAmount(column, text, currency);
      }
    }
    if (text.isEmpty() || decimals > digits) {
      return badAmount(column, text, currency);
    }
    for (int i = Math.max(0, decimals); i < digits && minor <= LARGEST_MINOR; i++) {
      minor *= 10;
    }
    return minor > LARGEST_MINOR ? badAmount(column, text, currency) : minor;
  }

  private long badAmount(int column, String text, Currency currency) {
    int digits = currency.getDefaultFractionDigits();
    fault(
        column,
        text.isEmpty() ? "nothing" : Masked.amount(text),
        "an amount of 0 or more "
            + currency
            + ", digits only, "
            + (digits == 0 ? "no decimals" : "at most " + digits + " decimals behind a point"));
    return NO_AMOUNT;
  }

  /** Like {@link #amount}, more than 0. */
  long positive(int column, Currency currency) {
    long minor = amount(column, currency);
    if (minor == 0) {
      fault(column, "0", "an amount above 0");
      return NO_AMOUNT;
    }
    return minor;
  }

  /** 0 or more; -1 after a fault. */
  int count(int column) {
    String text = text(column);
    int digits = text.length();
    if (digits < 1 || digits > 6 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      fault(column, shown(text), "a whole number of 0 or more, at most 6 digits");
      return -1;
    }
    return Integer.parseInt(text);
  }

  /** Null after a fault. */
  <E extends Enum<E>> @Nullable E oneOf(int column, Class<E> type, E otherwise) {
    return has(column) ? oneOf(column, type) : otherwise;
  }

  /** Null after a fault. */
  <E extends Enum<E>> @Nullable E oneOf(int column, Class<E> type) {
    String text = text(column);
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    int index = names.indexOf(text);
    if (index >= 0) {
      return type.getEnumConstants()[index];
    }
    fault(column, shown(text), "one of " + String.join(", ", names) + nearest(text, names));
    return null;
  }

  static String nearest(String text, Iterable<String> names) {
    List<String> all = new ArrayList<>();
    names.forEach(all::add);
    return Nearest.to(text, all).map(name -> "; did you mean " + name + "?").orElse("");
  }

  static String shown(String text) {
    return text.isEmpty() ? "nothing" : Masked.plain(text);
  }
}
