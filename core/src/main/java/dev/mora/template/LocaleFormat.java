package dev.mora.template;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.text.DateFormatSymbols;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How one locale writes amounts, dates and numbers in a message.
 *
 * <p>The locales in which the library is used have patterns of our own ({@link LocaleTable}), so
 * that every JDK, and every {@code java.locale.providers}, gives the same text; other locales take
 * what the running JDK knows. Each pattern is read once. An amount is written in its own currency
 * with exactly that currency's digits, never rounded and never with the digits of the locale's
 * currency. Blanks are plain spaces (U+0020): WhatsApp shows no difference, and an SMS alphabet has
 * no other. Immutable and safe for threads.
 */
public final class LocaleFormat {

  private static final Pattern DIGITS = Pattern.compile("[#0,.]+");
  private static final Set<String> KNOWN_LANGUAGES =
      Arrays.stream(Locale.getAvailableLocales())
          .map(Locale::getLanguage)
          .filter(language -> !language.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> KNOWN_REGIONS = Set.of(Locale.getISOCountries());
  private static final Map<String, LocaleFormat> FROM_TABLE = LocaleTable.read();
  private static final Map<String, LocaleFormat> FROM_JDK = new ConcurrentHashMap<>();

  private final String code;
  private final String positive;
  private final String negative;
  private final NumberShape numbers;
  private final String percent;
  private final DateShape date;
  private final Map<String, String> symbols;
  private final Map<String, MoneyStyle> styles;

  /**
   * @param code language and region, {@code es_MX}
   * @param positive an amount, with {@code ¤} for the symbol and {@code #} for the digits
   * @param percent a share, with {@code #} for the digits
   * @param symbols by currency code; others show their code
   */
  LocaleFormat(
      String code,
      String positive,
      String negative,
      NumberShape numbers,
      String percent,
      DateShape date,
      Map<String, String> symbols) {
    this.code = code;
    this.positive = positive;
    this.negative = negative;
    this.numbers = numbers;
    this.percent = percent;
    this.date = date;
    this.symbols = Map.copyOf(symbols);
    this.styles = Map.of();
  }

  private LocaleFormat(LocaleFormat same, Map<String, MoneyStyle> styles) {
    this.code = same.code;
    this.positive = same.positive;
    this.negative = same.negative;
    this.numbers = same.numbers;
    this.percent = same.percent;
    this.date = same.date;
    this.symbols = same.symbols;
    this.styles = styles;
  }

  /**
   * @param language {@code es-MX}, {@code es_MX} or {@code es}
   * @throws IllegalArgumentException if it is no such code, or nothing is known of the language
   */
  public static LocaleFormat of(String language) {
    String code = Languages.normal(language);
    return find(code)
        .orElseThrow(
            () ->
                new Misfit(
                    code,
                    "a language and region with known patterns for amounts and dates",
                    new TreeSet<>(FROM_TABLE.keySet())));
  }

  /** As {@link #of}, for a code that is already {@link Languages#normal normal}. */
  static Optional<LocaleFormat> find(String code) {
    LocaleFormat own = FROM_TABLE.get(code);
    if (own != null) {
      return Optional.of(own);
    }
    Locale locale = Locale.forLanguageTag(code.replace('_', '-'));
    boolean knownRegion =
        locale.getCountry().isEmpty()
            || locale.getCountry().length() == 3
            || KNOWN_REGIONS.contains(locale.getCountry());
    if (!knownRegion || !KNOWN_LANGUAGES.contains(locale.getLanguage())) {
      return Optional.empty();
    }
    return Optional.of(FROM_JDK.computeIfAbsent(code, c -> fromJdk(c, locale)));
  }

  /** Language and region with an underscore, {@code es_MX}. */
  public String code() {
    return code;
  }

  /**
   * The same, but amounts of these currencies are written as the lender says. Of two styles for one
   * currency the one for a narrower language holds; styles for other languages are passed over.
   */
  public LocaleFormat with(Collection<MoneyStyle> styles) {
    Map<String, MoneyStyle> held = new HashMap<>();
    for (MoneyStyle style : styles) {
      if (style.holdsIn(code)) {
        held.merge(
            style.currency().getCurrencyCode(),
            style,
            (one, other) -> other.language().length() >= one.language().length() ? other : one);
      }
    }
    return held.isEmpty() ? this : new LocaleFormat(this, Map.copyOf(held));
  }

  /** {@code $1,250.00}; {@code S/ 1,250.00}; {@code -R$ 1.250,00}. */
  public String money(Money amount) {
    StringBuilder out = new StringBuilder(32);
    write(out, amount);
    return out.toString();
  }

  /** As {@link #money}. */
  void write(StringBuilder out, Money amount) {
    String isoCode = amount.currency().getCurrencyCode();
    MoneyStyle style = styles.get(isoCode);
    if (style != null) {
      out.append(style.format(amount));
      return;
    }
    String symbol = symbols.getOrDefault(isoCode, isoCode);
    String pattern = amount.isNegative() ? negative : positive;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '#') {
        numbers.writeMinor(
            out, amount.minorUnits(), amount.currency().getDefaultFractionDigits(), true);
      } else if (c == '¤') {
        out.append(symbol);
        boolean touchesDigits = i + 1 < pattern.length() && pattern.charAt(i + 1) != ' ';
        if (touchesDigits && symbol.equals(isoCode)) {
          out.append(' ');
        }
      } else {
        out.append(c);
      }
    }
  }

  /** As {@link #date}. */
  void write(StringBuilder out, LocalDate day) {
    date.write(out, day);
  }

  /** Day, month by name and year: {@code 5 de septiembre de 2026}. */
  public String date(LocalDate day) {
    return date.format(day);
  }

  /** Grouped from 1,000 on: by thousands, in India by pairs above the thousand. */
  public String number(long value) {
    StringBuilder out = new StringBuilder(24);
    write(out, value);
    return out.toString();
  }

  /** As {@link #number}. */
  void write(StringBuilder out, long value) {
    if (value < 0) {
      out.append('-');
    }
    numbers.writeMinor(out, value, 0, true);
  }

  /**
   * @param points 12.5 for 12.5 %; its decimals are written as they are
   */
  public String percent(BigDecimal points) {
    StringBuilder digits = new StringBuilder(16);
    numbers.write(digits, points);
    return (points.signum() < 0 ? "-" : "") + percent.replace("#", digits);
  }

  @Override
  public String toString() {
    return "LocaleFormat(" + code + ")";
  }

  private static LocaleFormat fromJdk(String code, Locale locale) {
    DecimalFormatSymbols signs = DecimalFormatSymbols.getInstance(locale);
    String[] money = numberPattern(NumberFormat.getCurrencyInstance(locale), "¤ #").split(";");
    String positive = plainBlanks(DIGITS.matcher(money[0]).replaceAll("#"));
    String share = numberPattern(NumberFormat.getPercentInstance(locale), "#%").split(";")[0];
    String day =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.LONG, null, IsoChronology.INSTANCE, locale);
    Map<String, String> symbols = new HashMap<>();
    for (Currency currency : Currency.getAvailableCurrencies()) {
      symbols.put(currency.getCurrencyCode(), plainBlanks(currency.getSymbol(locale)));
    }
    return new LocaleFormat(
        code,
        positive,
        money.length > 1 ? plainBlanks(DIGITS.matcher(money[1]).replaceAll("#")) : "-" + positive,
        new NumberShape(
            String.valueOf(signs.getMonetaryDecimalSeparator()),
            plainBlanks(String.valueOf(signs.getGroupingSeparator())),
            locale.getCountry().equals("IN")),
        plainBlanks(DIGITS.matcher(share).replaceAll("#")),
        new DateShape(
            plainBlanks(day),
            Arrays.asList(DateFormatSymbols.getInstance(locale).getMonths()).subList(0, 12)),
        symbols);
  }

  private static String numberPattern(NumberFormat format, String otherwise) {
    return format instanceof DecimalFormat decimal ? decimal.toPattern() : otherwise;
  }

  private static String plainBlanks(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ').replace('’', '\'');
  }
}
