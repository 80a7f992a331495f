package dev.mora.portfolio.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;

/**
 * Reads the plain forms of dates, amounts and numbers from a stretch of bytes, eight at a time, so
 * that nothing branches on how long a field is. What it does not take may be right all the same:
 * {@link Fields} decides, and says what is wrong. Behind a stretch there must be {@link #SLACK}
 * more bytes, whatever they are.
 */
final class Forms {

  static final int SLACK = 16;

  /** No day, no count and no amount. */
  static final int NOTHING = Fields.NO_DAY;

  static final long NO_AMOUNT = Fields.NO_AMOUNT;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int FIRST_YEAR = 1900;
  private static final int YEARS = 300;
  private static final int MOST_DIGITS = 14;
  private static final long BELOW = 100_000_000_000_000L;
  private static final int DECIMAL_BITS = 3;

  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;
  private static final long DASHES = 0xff0000ff00000000L;
  private static final int POINT = '.' ^ '0';

  /** First day of each month from 1900 to 2199, and of the one behind. */
  private static final int[] MONTHS = months();

  private Forms() {}

  private static int[] months() {
    int[] months = new int[YEARS * 12 + 1];
    LocalDate first = LocalDate.of(FIRST_YEAR, 1, 1);
    for (int i = 0; i < months.length; i++) {
      months[i] = (int) first.plusMonths(i).toEpochDay();
    }
    return months;
  }

  /** The first comma, quote or line end from {@code at} on; there must be one. */
  static int fieldEnd(byte[] text, int at) {
    for (int start = at; ; start += Long.BYTES) {
      long eight = (long) LONGS.get(text, start);
      // A top bit for each byte up to a comma, and perhaps for some behind the first of them.
      long marks = (eight - ONES * (',' + 1)) & ~eight & TOPS;
      for (; marks != 0; marks &= marks - 1) {
        int end = start + (Long.numberOfTrailingZeros(marks) >>> 3);
        byte c = text[end];
        if (c == ',' || c == '\n' || c == '\r' || c == '"') {
          return end;
        }
      }
    }
  }

  static boolean isAscii(byte[] text, int from, int to) {
    long all = 0;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      all |= (long) LONGS.get(text, i);
    }
    for (; i < to; i++) {
      all |= text[i];
    }
    return (all & TOPS) == 0;
  }

  /** The same for equal bytes, hardly ever for others. */
  static long print(byte[] text, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; to - at > Long.BYTES; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(text, at));
    }
    return to == at ? hash : mixed(hash ^ (long) LONGS.get(text, at) << 8 * (Long.BYTES - to + at));
  }

  private static long mixed(long value) {
    long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }

  /** {@link #NOTHING} if it is not of the kind. */
  static long value(Kind kind, byte[] text, int from, int to) {
    return switch (kind) {
      case TEXT -> NOTHING;
      case DAY -> day(text, from, to);
      case COUNT -> count(text, from, to);
      case AMOUNT -> amount(text, from, to);
    };
  }

  /** An epoch day of {@code yyyy-mm-dd}. */
  static int day(byte[] text, int from, int to) {
    if (to - from != 10) {
      return NOTHING;
    }
    long eight = (long) LONGS.get(text, from) ^ ONES * '0';
    long digits = eight & ~DASHES;
    int tens = text[from + 8] - '0';
    int ones = text[from + 9] - '0';
    if ((eight & DASHES) != (ONES * ('-' ^ '0') & DASHES)
        || !areDigits(digits)
        || (tens | ones | 9 - tens | 9 - ones) < 0) {
      return NOTHING;
    }
    long pairs = digits * 10 + (digits >>> 8);
    int year = ((int) pairs & 0xff) * 100 + ((int) (pairs >>> 16) & 0xff) - FIRST_YEAR;
    int month = ((int) (pairs >>> 40) & 0xff) - 1;
    int day = tens * 10 + ones - 1;
    if (year < 0 || year >= YEARS || month < 0 || month > 11 || day < 0) {
      return NOTHING;
    }
    int at = year * 12 + month;
    int found = MONTHS[at] + day;
    return found < MONTHS[at + 1] ? found : NOTHING;
  }

  /** 0 or more of at most 6 digits. */
  static int count(byte[] text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > 6) {
      return NOTHING;
    }
    long digits = last(text, from, length);
    return areDigits(digits) ? (int) number(digits) : NOTHING;
  }

  /** Digits with at most one point between them, at most 14 characters, for {@link #minor}. */
  static long amount(byte[] text, int from, int to) {
    int length = to - from;
    if (length < 4 || length > Long.BYTES || text[to - 3] != '.') {
      return anyAmount(text, from, to);
    }
    long eight = last(text, from, length);
    long digits = eight & 0xffff000000000000L | (eight & 0x000000ffffffffffL) << 8;
    return areDigits(digits) ? number(digits) << DECIMAL_BITS | 2 : NOTHING;
  }

  private static long anyAmount(byte[] text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > MOST_DIGITS) {
      return NOTHING;
    }
    long number = 0;
    int point = to - 1;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        number = number * 10 + digit;
      } else if (text[i] == '.' && point == to - 1 && i > from && i < to - 1) {
        point = i;
      } else {
        return NOTHING;
      }
    }
    int decimals = to - 1 - point;
    return decimals < 1 << DECIMAL_BITS ? number << DECIMAL_BITS | decimals : NOTHING;
  }

  /**
   * Minor units of what {@link #amount} found; {@link #NO_AMOUNT} if it has more decimals than the
   * currency, or is too large to be plain.
   */
  static long minor(long amount, int scale) {
    int decimals = (int) amount & (1 << DECIMAL_BITS) - 1;
    if (amount < 0 || decimals > scale) {
      return NO_AMOUNT;
    }
    long minor = amount >>> DECIMAL_BITS;
    for (int i = decimals; i < scale; i++) {
      minor *= 10;
    }
    return minor < BELOW ? minor : NO_AMOUNT;
  }

  /** Up to 8 characters less {@code '0'}, the last one in the highest byte, 0 before the first. */
  private static long last(byte[] text, int from, int length) {
    return ((long) LONGS.get(text, from) ^ ONES * '0') << 8 * (Long.BYTES - length);
  }

  private static boolean areDigits(long eight) {
    return ((eight + ONES * (0x7f - 9) | eight) & TOPS) == 0;
  }

  /** Of eight digits, the last one in the highest byte: first by pairs, then by fours. */
  private static long number(long digits) {
    long pairs = digits * 10 + (digits >>> 8);
    return (pairs & 0x000000ff000000ffL) * (100 + (1_000_000L << 32))
            + (pairs >>> 16 & 0x000000ff000000ffL) * (1 + (10_000L << 32))
        >>> 32;
  }
}
