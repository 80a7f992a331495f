package dev.mora.party;

import dev.mora.language.Language;
import dev.mora.language.Words;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reasons that Mora itself gives for a contact field, in the languages of its pages. */
final class ContactFaultWords {

  /**
   * @param reason in English, with the figures as groups
   * @param es with %s for each group in turn
   */
  private record Known(Pattern reason, String es, String pt) {

    static Known of(String reason, String es, String pt) {
      return new Known(Pattern.compile(reason), es, pt);
    }
  }

  private static final String MAY_EXPECT = "(?:: expected .*)?";

  private static final List<Known> KNOWN =
      List.of(
          Known.of("phone number is missing", "falta el teléfono", "falta o telefone"),
          Known.of(
              "phone number has no country code" + MAY_EXPECT,
              "el teléfono no lleva + y código de país",
              "o telefone não leva + e código do país"),
          Known.of(
              "phone number has other characters than \\+ and digits",
              "el teléfono tiene otros signos que + y cifras",
              "o telefone tem outros sinais além de + e algarismos"),
          Known.of(
              "phone number starts with 0 behind the \\+",
              "el teléfono empieza con 0 tras el +",
              "o telefone começa com 0 depois do +"),
          Known.of(
              "phone number has (\\d+) digits" + MAY_EXPECT,
              "el teléfono tiene %s cifras",
              "o telefone tem %s algarismos"),
          Known.of(
              "phone number is too short for (\\+\\d+)" + MAY_EXPECT,
              "el teléfono es demasiado corto para %s",
              "o telefone é curto demais para %s"),
          Known.of(
              "phone number is too long for (\\+\\d+)" + MAY_EXPECT,
              "el teléfono es demasiado largo para %s",
              "o telefone é longo demais para %s"),
          Known.of(
              "not an e-mail address",
              "no es una dirección de correo",
              "não é um endereço de e-mail"),
          Known.of("time zone is missing", "falta la zona horaria", "falta o fuso horário"),
          Known.of(
              "time zone is unknown", "no hay tal zona horaria", "não existe esse fuso horário"),
          Known.of(
              "the row of the borrower cannot be read",
              "la fila de la persona no se puede leer",
              "a linha da pessoa não pode ser lida"),
          Known.of(
              "the borrower has no row", "la persona no tiene fila", "a pessoa não tem linha"));

  private ContactFaultWords() {}

  /** As it was given where it is not ours, and in English always. */
  static String in(Language language, String reason) {
    if (language == Language.EN) {
      return reason;
    }
    for (Known known : KNOWN) {
      Matcher found = known.reason.matcher(reason);
      if (found.matches()) {
        Object[] figures = new Object[found.groupCount()];
        for (int i = 0; i < figures.length; i++) {
          figures[i] = found.group(i + 1);
        }
        return new Words(known.es, known.pt, reason).with(figures).in(language);
      }
    }
    return reason;
  }
}
