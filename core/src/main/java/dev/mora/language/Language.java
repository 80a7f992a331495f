package dev.mora.language;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The languages that Mora speaks to the people at the collections desk, and in chats. */
public enum Language {
  ES,
  PT,
  EN;

  /** Spanish is written with a decimal comma where these currencies are used (CLDR 44). */
  private static final Set<String> COMMA_CURRENCIES =
      Set.of("ARS", "BOB", "CLP", "COP", "CRC", "EUR", "PYG", "UYU", "VES");

  /**
   * By the first part of a BCP 47 tag: {@code es-MX} is Spanish.
   *
   * @throws IllegalArgumentException naming the three languages
   */
  public static Language of(String tag) {
    return find(tag)
        .orElseThrow(
            () -> new IllegalArgumentException("no explanations in " + tag + ": es, pt or en"));
  }

  /** Like {@link #of(String)}, but {@code otherwise} for a language that is none of the three. */
  public static Language of(String tag, Language otherwise) {
    return find(tag).orElse(otherwise);
  }

  private static Optional<Language> find(String tag) {
    String first = tag.split("[-_]", 2)[0].toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.name().equals(first)).findFirst();
  }

  /** ISO 639-1. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of three texts that is in this language. */
  public String pick(String es, String pt, String en) {
    return switch (this) {
      case ES -> es;
      case PT -> pt;
      case EN -> en;
    };
  }

  /** With thousands apart and the currency's code behind: {@code 1,234.50 MXN}. */
  public String amount(Money money) {
    boolean comma =
        this == PT || (this == ES && COMMA_CURRENCIES.contains(money.currency().getCurrencyCode()));
    return grouped(money.amount(), comma) + " " + money.currency().getCurrencyCode();
  }

  public String number(BigDecimal value) {
    return grouped(value, this == PT);
  }

  public String percent(BigDecimal value) {
    return number(value) + (this == EN ? "%" : " %");
  }

  public String flag(boolean value) {
    return value ? pick("sí", "sim", "yes") : pick("no", "não", "no");
  }

  public String list(List<String> words) {
    return words.stream().collect(Collectors.joining(", "));
  }

  private static String grouped(BigDecimal value, boolean comma) {
    String plain = value.abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    StringBuilder out = new StringBuilder(value.signum() < 0 ? "-" : "");
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        out.append(comma ? '.' : ',');
      }
      out.append(whole.charAt(i));
    }
    if (point >= 0) {
      out.append(comma ? ',' : '.').append(plain, point + 1, plain.length());
    }
    return out.toString();
  }
}
