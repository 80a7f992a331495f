package dev.mora.phone;

import dev.mora.language.Language;
import java.util.Locale;

/** Why nobody can be written to by what stands in a phone field. */
public enum PhoneFault {
  MISSING("no hay número", "não há número", "there is no number"),
  LETTERS(
      "tiene letras o signos que no son de un teléfono",
      "tem letras ou sinais que não são de um telefone",
      "has letters or signs that are no part of a phone number"),
  PLACEHOLDER("es un relleno, no un número", "é um preenchimento, não um número", "is a filler"),
  ROUNDED(
      "una hoja de cálculo lo redondeó",
      "uma planilha o arredondou",
      "a spreadsheet has rounded it"),
  TOO_SHORT("le faltan dígitos", "faltam dígitos", "has too few digits"),
  TOO_LONG("le sobran dígitos", "sobram dígitos", "has too many digits"),
  NO_AREA("le falta el código de área", "falta o código de área", "has no area code and needs one"),
  NO_SUCH_RANGE(
      "su país no ha dado ningún número así",
      "o seu país não deu nenhum número assim",
      "its country has given out no such number"),
  NO_COUNTRY(
      "no tiene código de país y no se sabe el país",
      "não tem código de país e não se sabe o país",
      "has no country code and the country is not known"),
  NO_SUCH_COUNTRY(
      "ningún país tiene ese código", "nenhum país tem esse código", "no country has that code"),
  NOT_SERVED(
      "es de un país o territorio al que no se puede escribir",
      "é de um país ou território para o qual não se pode escrever",
      "is of a country or territory that cannot be written to"),
  LANDLINE(
      "es un fijo y hace falta un móvil",
      "é um fixo e é preciso um celular",
      "is a landline where a mobile is needed"),
  SERVICE(
      "es de un servicio, no de una persona",
      "é de um serviço, não de uma pessoa",
      "is of a service, not of a person"),
  EXTENSION(
      "lleva a una centralita con extensión",
      "leva a uma central com ramal",
      "leads to a switchboard with an extension"),
  SEVERAL(
      "hay varios números en un campo",
      "há vários números em um campo",
      "several numbers stand in one field");

  private final String es;
  private final String pt;
  private final String en;

  PhoneFault(String es, String pt, String en) {
    this.es = es;
    this.pt = pt;
    this.en = en;
  }

  /** For files and metrics: {@code too-short}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people; never says the number. */
  public String in(Language language) {
    return language.pick(es, pt, en);
  }
}
