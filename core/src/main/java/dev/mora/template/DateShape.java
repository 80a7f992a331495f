package dev.mora.template;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a locale writes a day. Patterns of day, month by name and year, which is what the locales of
 * {@link LocaleTable} have, are written without a formatter.
 */
final class DateShape {

  private static final String DAY = "d";
  private static final String TWO_DIGIT_DAY = "dd";
  private static final String MONTH = "MMMM";
  private static final String YEAR = "y";

  private final List<String> pieces;
  private final List<String> months;
  private final Optional<DateTimeFormatter> otherwise;

  /**
   * @param pattern of {@link DateTimeFormatter} with at most day, month and year; {@code MMMM} is
   *     the name in {@code months}
   */
  DateShape(String pattern, List<String> months) {
    this.months = List.copyOf(months);
    List<String> read = read(pattern);
    boolean plain =
        months.size() == 12
            && read.stream()
                .allMatch(
                    piece ->
                        piece.startsWith("'")
                            || List.of(DAY, TWO_DIGIT_DAY, MONTH, YEAR).contains(piece));
    pieces = plain ? read : List.of();
    otherwise = plain ? Optional.empty() : Optional.of(formatter(pattern, months));
  }

  String format(LocalDate day) {
    if (otherwise.isPresent()) {
      return otherwise.get().format(day);
    }
    StringBuilder out = new StringBuilder(32);
    write(out, day);
    return out.toString();
  }

  void write(StringBuilder out, LocalDate day) {
    if (otherwise.isPresent()) {
      otherwise.get().formatTo(day, out);
      return;
    }
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      switch (piece) {
        case DAY -> out.append(day.getDayOfMonth());
        case TWO_DIGIT_DAY -> {
          if (day.getDayOfMonth() < 10) {
            out.append('0');
          }
          out.append(day.getDayOfMonth());
        }
        case MONTH -> out.append(months.get(day.getMonthValue() - 1));
        case YEAR -> out.append(day.get(ChronoField.YEAR_OF_ERA));
        default -> out.append(piece, 1, piece.length());
      }
    }
  }

  /** Runs of one letter as they are; other text behind a single quote, which two quotes are. */
  private static List<String> read(String pattern) {
    List<String> out = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int end = at + 1;
      if (c == '\'') {
        int close = pattern.indexOf('\'', end);
        out.add(close == end ? "''" : "'" + pattern.substring(end, close));
        at = close + 1;
        continue;
      }
      boolean letter = Character.isLetter(c);
      while (end < pattern.length()
          && (letter
              ? pattern.charAt(end) == c
              : !Character.isLetter(pattern.charAt(end)) && pattern.charAt(end) != '\'')) {
        end++;
      }
      out.add((letter ? "" : "'") + pattern.substring(at, end));
      at = end;
    }
    return List.copyOf(out);
  }

  private static DateTimeFormatter formatter(String pattern, List<String> months) {
    Map<Long, String> names = new HashMap<>();
    for (int i = 0; i < months.size(); i++) {
      names.put(i + 1L, months.get(i));
    }
    DateTimeFormatterBuilder out = new DateTimeFormatterBuilder();
    int month = pattern.indexOf(MONTH);
    if (month < 0) {
      return out.appendPattern(pattern).toFormatter(Locale.ROOT);
    }
    if (month > 0) {
      out.appendPattern(pattern.substring(0, month));
    }
    out.appendText(ChronoField.MONTH_OF_YEAR, names);
    if (month + MONTH.length() < pattern.length()) {
      out.appendPattern(pattern.substring(month + MONTH.length()));
    }
    return out.toFormatter(Locale.ROOT);
  }
}
