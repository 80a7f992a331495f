package dev.mora.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The patterns of the locales that we answer for. They follow Unicode CLDR, with these differences:
 * blanks are plain; a foreign dollar is {@code US$} everywhere, as people write it; a percent sign
 * touches its number in the Americas (as CLDR has it since 44); India groups by lakh and crore, as
 * CLDR says and the JDK does not.
 *
 * <p>Columns: locale, amount, negative amount, decimal sign, group sign ({@code _} is a blank; with
 * {@code lakh}, pairs above the thousand), percent, date, month names, own currency and its symbol.
 */
final class LocaleTable {

  private static final String ROWS =
      """
      es     | # ¤ | -# ¤  | , | . | # % | d 'de' MMMM 'de' y | es | EUR €
      es_419 | ¤#  | -¤#   | . | , | #%  | d 'de' MMMM 'de' y | es | USD US$
      es_ES  | # ¤ | -# ¤  | , | . | # % | d 'de' MMMM 'de' y | es | EUR €
      es_MX  | ¤#  | -¤#   | . | , | #%  | d 'de' MMMM 'de' y | es | MXN $
      es_AR  | ¤ # | -¤ #  | , | . | #%  | d 'de' MMMM 'de' y | es | ARS $
      es_PE  | ¤ # | -¤ #  | . | , | #%  | d 'de' MMMM 'de' y | set | PEN S/
      es_CO  | ¤ # | -¤ #  | , | . | #%  | d 'de' MMMM 'de' y | es | COP $
      es_CL  | ¤#  | ¤-#   | , | . | #%  | d 'de' MMMM 'de' y | es | CLP $
      es_UY  | ¤ # | -¤ #  | , | . | #%  | d 'de' MMMM 'de' y | set | UYU $
      es_PY  | ¤ # | ¤ -#  | , | . | #%  | d 'de' MMMM 'de' y | es | PYG Gs.
      es_BO  | ¤#  | -¤#   | , | . | #%  | d 'de' MMMM 'de' y | es | BOB Bs
      es_EC  | ¤#  | ¤-#   | , | . | #%  | d 'de' MMMM 'de' y | es | USD $
      es_GT  | ¤#  | -¤#   | . | , | #%  | d 'de' MMMM 'de' y | es | GTQ Q
      es_DO  | ¤#  | -¤#   | . | , | #%  | d 'de' MMMM 'de' y | es | DOP RD$
      es_HN  | ¤#  | -¤#   | . | , | #%  | dd 'de' MMMM 'de' y | es | HNL L
      es_NI  | ¤#  | -¤#   | . | , | #%  | d 'de' MMMM 'de' y | es | NIO C$
      es_CR  | ¤#  | -¤#   | , | _ | #%  | d 'de' MMMM 'de' y | es | CRC ₡
      es_PA  | ¤#  | -¤#   | . | , | #%  | d 'de' MMMM 'de' y | es | PAB B/.
      es_SV  | ¤#  | -¤#   | . | , | #%  | d 'de' MMMM 'de' y | es | USD $
      es_US  | ¤#  | -¤#   | . | , | #%  | d 'de' MMMM 'de' y | es | USD $
      es_PR  | ¤#  | -¤#   | . | , | #%  | d 'de' MMMM 'de' y | es | USD $
      pt     | ¤ # | -¤ #  | , | . | #%  | d 'de' MMMM 'de' y | pt | BRL R$
      pt_BR  | ¤ # | -¤ #  | , | . | #%  | d 'de' MMMM 'de' y | pt | BRL R$
      en     | ¤#  | -¤#   | . | , | #%  | MMMM d, y          | en | USD $
      en_US  | ¤#  | -¤#   | . | , | #%  | MMMM d, y          | en | USD $
      en_GB  | ¤#  | -¤#   | . | , | #%  | d MMMM y           | en | GBP £
      en_KE  | ¤#  | -¤#   | . | , | #%  | d MMMM y           | en | KES Ksh
      en_IN  | ¤#  | -¤#   | . | , lakh | #% | d MMMM y      | en | INR ₹
      en_PH  | ¤#  | -¤#   | . | , | #%  | MMMM d, y          | en | PHP ₱
      sw_KE  | ¤ # | -¤ #  | . | , | #%  | d MMMM y           | sw | KES Ksh
      """;

  private static final Map<String, List<String>> MONTHS =
      Map.of(
          "es",
          months(
              "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
                  + " diciembre"),
          "set",
          months(
              "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre"
                  + " diciembre"),
          "pt",
          months(
              "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
                  + " dezembro"),
          "en",
          months(
              "January February March April May June July August September October November"
                  + " December"),
          "sw",
          months(
              "Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba"
                  + " Desemba"));

  private LocaleTable() {}

  static Map<String, LocaleFormat> read() {
    Map<String, LocaleFormat> out = new HashMap<>();
    ROWS.lines().map(LocaleTable::row).forEach(format -> out.put(format.code(), format));
    return Map.copyOf(out);
  }

  private static LocaleFormat row(String line) {
    List<String> cell = List.of(line.split("\\|")).stream().map(String::strip).toList();
    Map<String, String> symbols = new HashMap<>(Map.of("USD", "US$", "EUR", "€"));
    List<String> own = List.of(cell.get(8).split(" "));
    symbols.put(own.get(0), own.get(1));
    return new LocaleFormat(
        cell.get(0),
        cell.get(1),
        cell.get(2),
        new NumberShape(
            cell.get(3),
            cell.get(4).substring(0, 1).replace('_', ' '),
            cell.get(4).endsWith("lakh")),
        cell.get(5),
        new DateShape(cell.get(6), MONTHS.getOrDefault(cell.get(7), List.of())),
        symbols);
  }

  private static List<String> months(String names) {
    return List.of(names.split(" "));
  }
}
