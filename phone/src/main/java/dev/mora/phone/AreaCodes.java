package dev.mora.phone;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The area code that a number without one must have, where the region leaves one only: Mexico's
 * three areas with eight local digits, the capital of Argentina, the states of Brazil with a single
 * code (Anatel's list of national codes).
 */
final class AreaCodes {

  private static final Map<String, String> MEXICO =
      Map.of(
          "ciudad de mexico", "55",
          "cdmx", "55",
          "distrito federal", "55",
          "jalisco", "33",
          "nuevo leon", "81");

  private static final Map<String, String> ARGENTINA =
      Map.of("ciudad autonoma de buenos aires", "11", "caba", "11", "capital federal", "11");

  private static final Map<String, String> BRAZIL =
      Map.ofEntries(
          Map.entry("distrito federal", "61"),
          Map.entry("df", "61"),
          Map.entry("tocantins", "63"),
          Map.entry("to", "63"),
          Map.entry("mato grosso do sul", "67"),
          Map.entry("ms", "67"),
          Map.entry("acre", "68"),
          Map.entry("ac", "68"),
          Map.entry("rondonia", "69"),
          Map.entry("ro", "69"),
          Map.entry("sergipe", "79"),
          Map.entry("se", "79"),
          Map.entry("alagoas", "82"),
          Map.entry("al", "82"),
          Map.entry("paraiba", "83"),
          Map.entry("pb", "83"),
          Map.entry("rio grande do norte", "84"),
          Map.entry("rn", "84"),
          Map.entry("roraima", "95"),
          Map.entry("rr", "95"),
          Map.entry("amapa", "96"),
          Map.entry("ap", "96"));

  private AreaCodes() {}

  /**
   * @param local digits without an area code
   */
  static Optional<String> of(String country, String region, String local) {
    int length = local.length();
    String name =
        Normalizer.normalize(region, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .strip();
    return switch (country) {
      case "MX" -> length == 8 ? Optional.ofNullable(MEXICO.get(name)) : Optional.empty();
      case "AR" -> length == 8 ? Optional.ofNullable(ARGENTINA.get(name)) : Optional.empty();
      case "BR" ->
          length == 8 || length == 9 ? Optional.ofNullable(BRAZIL.get(name)) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
