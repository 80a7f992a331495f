package dev.mora.benchmarks;

import java.util.List;

/**
 * What the codes of an {@link Account} mean. The constants are what hand-written code compares
 * with.
 */
final class Names {

  static final List<String> CURRENCIES = List.of("MXN", "GTQ", "USD");
  static final int MXN = 0;
  static final int GTQ = 1;

  static final List<String> PRODUCTS =
      List.of("group", "solo", "agro", "housing", "micro-shop", "education");
  static final int GROUP = 0;
  static final int SOLO = 1;
  static final int AGRO = 2;
  static final int HOUSING = 3;
  static final int MICRO_SHOP = 4;
  static final int EDUCATION = 5;

  static final List<String> REGIONS =
      List.of(
          "Jalisco",
          "Sonora",
          "Oaxaca",
          "Chiapas",
          "Puebla",
          "Veracruz",
          "Yucatán",
          "Guerrero",
          "Nuevo León",
          "Hidalgo",
          "Tabasco",
          "Morelos");
  static final int JALISCO = 0;
  static final int SONORA = 1;
  static final int OAXACA = 2;
  static final int CHIAPAS = 3;
  static final int VERACRUZ = 5;
  static final int GUERRERO = 7;
  static final int NUEVO_LEON = 8;
  static final int TABASCO = 10;

  static final List<String> PROMISES = List.of("NONE", "OPEN", "KEPT", "PARTIALLY_KEPT", "BROKEN");
  static final int NONE = 0;
  static final int OPEN = 1;
  static final int KEPT = 2;
  static final int BROKEN = 4;

  static final List<String> CHANNELS = List.of("whatsapp", "sms", "email", "voice");
  static final int WHATSAPP = 1;
  static final int SMS = 2;
  static final int EMAIL = 4;
  static final int VOICE = 8;

  private Names() {}
}
