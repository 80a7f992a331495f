package dev.mora.examples;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads how long something may take: {@code 90s}, {@code 5m}, {@code 1h}, or ISO as {@code
 * PT1M30S}.
 */
final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([smh])");

  private Durations() {}

  static Duration parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher matcher = SHORT.matcher(lower);
    try {
      Duration duration = Duration.parse(matcher.matches() ? "pt" + lower : lower);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw new TypeConversionException("expected a duration such as 90s, 5m or PT1M30S: " + text);
  }
}
