package dev.mora.outreach;

import dev.mora.language.Words;
import dev.mora.template.InvalidMessage;

/**
 * Why a text cannot be made for somebody, for the page of a plan. English says it in full, with
 * lengths and the nearest names; the others name template and field.
 */
final class UnfitWords {

  private UnfitWords() {}

  static Words of(InvalidMessage why) {
    Words rule = rule(why.reason(), why.field());
    return new Words(
        "plantilla " + why.template() + ": " + rule.es(),
        "modelo " + why.template() + ": " + rule.pt(),
        String.valueOf(why.getMessage()));
  }

  private static Words rule(InvalidMessage.Reason reason, String field) {
    return switch (reason) {
      case MISSING_VALUE -> said(field, "falta el dato de %s", "falta o dado de %s");
      case SKIP -> said(field, "sin dato para %s no se envía", "sem dado para %s não se envia");
      case UNKNOWN_FIELD -> said(field, "no tiene el campo %s", "não tem o campo %s");
      case WRONG_TYPE ->
          said(field, "el dato de %s es de otro tipo", "o dado de %s é de outro tipo");
      case BLANK_VALUE -> said(field, "%s está en blanco", "%s está em branco");
      case BAD_VALUE -> said(field, "%s no puede llevar ese valor", "%s não pode levar esse valor");
      case UNCLEAN_VALUE ->
          said(
              field,
              "%s tiene espacios o caracteres de más",
              "%s tem espaços ou caracteres a mais");
      case NO_CREDITOR ->
          said(field, "el texto nombra al acreedor y no hay", "o texto nomeia o credor e não há");
      case NO_SUCH_LANGUAGE ->
          said(
              field,
              "nadie la escribió en el idioma de esta persona",
              "ninguém o escreveu no idioma desta pessoa");
      case TOO_LONG -> said(field, "%s es demasiado largo", "%s é longo demais");
      case UNSUPPORTED_PART ->
          said(field, "tiene una parte que nada llena: %s", "tem uma parte que nada preenche: %s");
    };
  }

  private static Words said(String field, String es, String pt) {
    String what = field.isEmpty() ? "-" : field;
    return new Words(es, pt, "-").with(what);
  }
}
