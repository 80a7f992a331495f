package dev.mora.template;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines of a head that are made of words: {@code variants: name weight, name weight}, {@code
 * changed: date name words}, {@code approved: date name hash}.
 */
final class HeadWords {

  private static final Pattern ARM = Pattern.compile("(\\S+)\\s+(\\S+)");
  private static final Pattern CHANGE = Pattern.compile("(\\S+)\\s+(\\S+)(?:\\s+(.+))?");
  private static final Pattern APPROVAL = Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\S+)");

  private HeadWords() {}

  static Variants.Arm arm(String text) {
    Matcher words = matched(ARM, text, "a template and its weight, such as cuota_vencida_b 50");
    String template = TemplateBuilder.checkedName(words.group(1));
    return placed(words, 2, () -> new Variants.Arm(template, weight(words.group(2))));
  }

  private static int weight(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new Misfit(text, "a whole number as the weight", List.of());
    }
    return Integer.parseInt(text);
  }

  static String write(Variants variants) {
    return variants.arms().stream()
        .map(arm -> arm.template() + " " + arm.weight())
        .collect(Collectors.joining(", "));
  }

  static Provenance.Change change(String text) {
    Matcher words =
        matched(CHANGE, text, "a date, who, and what, such as 2026-11-21 ana.ruiz shorter");
    String what = words.group(3) == null ? "" : words.group(3);
    LocalDate on = day(words.group(1));
    String by = placed(words, 2, () -> Provenance.checkedName(words.group(2)));
    return placed(words, 3, () -> new Provenance.Change(on, by, what));
  }

  static String write(Provenance.Change change) {
    return change.on() + " " + change.by() + (change.words().isEmpty() ? "" : " " + change.words());
  }

  static Provenance.Approval approval(String text) {
    Matcher words =
        matched(
            APPROVAL,
            text,
            "a date, who, and the first 12 digits of the content hash,"
                + " such as 2026-11-22 luis.paz 0123456789ab");
    LocalDate on = day(words.group(1));
    String by = placed(words, 2, () -> Provenance.checkedName(words.group(2)));
    return placed(words, 3, () -> new Provenance.Approval(on, by, words.group(3)));
  }

  static String write(Provenance.Approval approval) {
    return approval.on() + " " + approval.by() + " " + approval.hash();
  }

  private static Matcher matched(Pattern form, String text, String expected) {
    Matcher words = form.matcher(text);
    if (!words.matches()) {
      throw new Misfit(text, expected, List.of());
    }
    return words;
  }

  /** What is wrong with a word stands where the word does. */
  private static <T> T placed(Matcher words, int group, Supplier<T> read) {
    try {
      return read.get();
    } catch (Misfit e) {
      throw e.at(Math.max(0, words.start(group)));
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new Misfit(text, "a date such as 2026-11-21", List.of());
    }
  }
}
