package dev.mora.whatsapp;

import dev.mora.language.Words;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateFinding.Level;
import java.util.Locale;

/**
 * What the provider asks of a template before it is submitted (template components and template
 * review, Cloud API v25.0; codes and subcodes in the comments are those of a refusal).
 */
enum TemplateRule {
  HEADER_LENGTH(
      Level.ERROR,
      "el encabezado tiene %s caracteres, caben %s",
      "o cabeçalho tem %s caracteres, cabem %s",
      "the header has %s characters, at most %s fit",
      "acórtelo",
      "encurte-o",
      "shorten it"),
  HEADER_FIELDS(
      Level.ERROR,
      "el encabezado tiene %s campos, puede tener uno",
      "o cabeçalho tem %s campos, pode ter um",
      "the header has %s fields, it may have one",
      "deje uno solo",
      "deixe um só",
      "leave one"),
  HEADER_MARKDOWN(
      Level.ERROR,
      "el encabezado lleva formato (* _ ~), que ahí no se permite",
      "o cabeçalho tem formatação (* _ ~), que ali não é permitida",
      "the header has formatting (* _ ~), which is not allowed there",
      "quite los signos de formato",
      "retire os sinais de formatação",
      "take the formatting marks out"),
  BODY_LENGTH(
      Level.ERROR,
      "el texto tiene %s caracteres, caben %s",
      "o texto tem %s caracteres, cabem %s",
      "the body has %s characters, at most %s fit",
      "acórtelo; los valores también cuentan al enviar",
      "encurte-o; os valores também contam no envio",
      "shorten it; values count as well when it is sent"),
  /** 2388299. */
  BODY_STARTS_WITH_FIELD(
      Level.ERROR,
      "el texto empieza con un campo",
      "o texto começa com um campo",
      "the body starts with a field",
      "ponga una palabra delante, como Hola",
      "ponha uma palavra antes, como Olá",
      "put a word before it, such as Hello"),
  /** 2388299. */
  BODY_ENDS_WITH_FIELD(
      Level.ERROR,
      "el texto termina con un campo",
      "o texto termina com um campo",
      "the body ends with a field",
      "ponga un punto o una palabra detrás",
      "ponha um ponto ou uma palavra depois",
      "put a full stop or a word behind it"),
  /** INVALID_FORMAT. */
  FIELDS_TOUCH(
      Level.ERROR,
      "no hay texto entre {%s} y {%s}",
      "não há texto entre {%s} e {%s}",
      "no text stands between {%s} and {%s}",
      "ponga una palabra o un signo entre los dos",
      "ponha uma palavra ou um sinal entre os dois",
      "put a word or a mark between them"),
  /** 2388293; the ratio is not published, two words for each field and one more is ours. */
  TOO_MANY_FIELDS(
      Level.WARNING,
      "%s campos para %s palabras fijas: se espera al menos %s palabras",
      "%s campos para %s palavras fixas: espera-se ao menos %s palavras",
      "%s fields for %s fixed words: at least %s words are expected",
      "diga más con palabras fijas o quite campos",
      "diga mais com palavras fixas ou retire campos",
      "say more in fixed words or take fields out"),
  BRACES_IN_TEXT(
      Level.ERROR,
      "el texto lleva llaves que el proveedor tomaría por una variable",
      "o texto tem chaves que o provedor tomaria por uma variável",
      "the text has braces that the provider would take for a variable",
      "quite las llaves",
      "retire as chaves",
      "take the braces out"),
  SAME_VARIABLE_NAME(
      Level.ERROR,
      "los campos %s y %s se llaman igual para el proveedor: %s",
      "os campos %s e %s têm o mesmo nome para o provedor: %s",
      "fields %s and %s have one name at the provider: %s",
      "cambie el nombre de uno",
      "mude o nome de um",
      "rename one"),
  FOOTER_LENGTH(
      Level.ERROR,
      "el pie tiene %s caracteres, caben %s",
      "o rodapé tem %s caracteres, cabem %s",
      "the footer has %s characters, at most %s fit",
      "acórtelo",
      "encurte-o",
      "shorten it"),
  BUTTON_COUNT(
      Level.ERROR,
      "hay %s botones, caben %s",
      "há %s botões, cabem %s",
      "there are %s buttons, at most %s fit",
      "quite los menos usados",
      "retire os menos usados",
      "take out those that are used least"),
  URL_BUTTONS(
      Level.ERROR,
      "hay %s botones con enlace, caben %s",
      "há %s botões com link, cabem %s",
      "there are %s buttons with a link, at most %s fit",
      "deje dos",
      "deixe dois",
      "leave two"),
  PHONE_BUTTONS(
      Level.ERROR,
      "hay %s botones que llaman, cabe %s",
      "há %s botões que ligam, cabe %s",
      "there are %s buttons that call, at most %s fits",
      "deje uno",
      "deixe um",
      "leave one"),
  CODE_BUTTONS(
      Level.ERROR,
      "hay %s botones que copian, cabe %s",
      "há %s botões que copiam, cabe %s",
      "there are %s buttons that copy, at most %s fits",
      "deje uno",
      "deixe um",
      "leave one"),
  BUTTON_GROUPS(
      Level.ERROR,
      "las respuestas rápidas y los demás botones están mezclados",
      "as respostas rápidas e os demais botões estão misturados",
      "quick replies and other buttons are mixed",
      "ponga juntas las respuestas rápidas",
      "junte as respostas rápidas",
      "put the quick replies together"),
  BUTTONS_HIDDEN(
      Level.ADVICE,
      "con %s botones el teléfono muestra dos y una lista; en computadora no se ve la plantilla",
      "com %s botões o telefone mostra dois e uma lista; no computador o modelo não aparece",
      "with %s buttons a phone shows two and a list; a desktop does not show the template",
      "deje tres o menos",
      "deixe três ou menos",
      "leave three or fewer"),
  BUTTONS_MIXED(
      Level.ADVICE,
      "respuestas rápidas junto a otros botones no se ven en computadora",
      "respostas rápidas junto a outros botões não aparecem no computador",
      "quick replies beside other buttons are not shown on a desktop",
      "deje una sola clase",
      "deixe um só tipo",
      "leave one kind"),
  LABEL_LENGTH(
      Level.ERROR,
      "el botón tiene %s caracteres, caben %s",
      "o botão tem %s caracteres, cabem %s",
      "the label has %s characters, at most %s fit",
      "acórtelo",
      "encurte-o",
      "shorten it"),
  PAYLOAD_LENGTH(
      Level.ERROR,
      "la respuesta del botón tiene %s caracteres, caben %s",
      "a resposta do botão tem %s caracteres, cabem %s",
      "the payload has %s characters, at most %s fit",
      "acórtela",
      "encurte-a",
      "shorten it"),
  URL_LENGTH(
      Level.ERROR,
      "el enlace tiene %s caracteres, caben %s",
      "o link tem %s caracteres, cabem %s",
      "the link has %s characters, at most %s fit",
      "acórtelo",
      "encurte-o",
      "shorten it"),
  CODE_LENGTH(
      Level.ERROR,
      "el código tiene %s caracteres, caben %s",
      "o código tem %s caracteres, cabem %s",
      "the code has %s characters, at most %s fit",
      "acórtelo",
      "encurte-o",
      "shorten it"),
  /** 15 were the limit before December 2025, and one page still says so. */
  CODE_LENGTH_BEFORE(
      Level.WARNING,
      "el código tiene %s caracteres, antes de diciembre de 2025 cabían %s",
      "o código tem %s caracteres, antes de dezembro de 2025 cabiam %s",
      "the code has %s characters, before December 2025 at most %s fitted",
      "acórtelo",
      "encurte-o",
      "shorten it"),
  CODE_SIGNS(
      Level.ERROR,
      "el código tiene algo más que letras y cifras",
      "o código tem algo além de letras e algarismos",
      "the code has something other than letters and digits",
      "use solo letras y cifras",
      "use só letras e algarismos",
      "use letters and digits alone"),
  AUTHENTICATION_PARTS(
      Level.ERROR,
      "una plantilla AUTHENTICATION no lleva archivos, enlaces ni emoji",
      "um modelo AUTHENTICATION não leva arquivos, links nem emoji",
      "an AUTHENTICATION template takes no media, links or emoji",
      "quítelos o use otra categoría",
      "retire-os ou use outra categoria",
      "take them out or choose another category"),
  TIME_TO_LIVE(
      Level.ERROR,
      "message_send_ttl_seconds es %s, %s admite de %s a %s o -1",
      "message_send_ttl_seconds é %s, %s aceita de %s a %s ou -1",
      "message_send_ttl_seconds is %s, %s takes %s to %s or -1",
      "elija un plazo dentro de ese rango",
      "escolha um prazo dentro desse intervalo",
      "choose a time within that range"),
  NO_EXAMPLE(
      Level.ERROR,
      "la variable %s no tiene ejemplo",
      "a variável %s não tem exemplo",
      "variable %s has no example",
      "dé un ejemplo inventado",
      "dê um exemplo inventado",
      "give an invented example"),
  NO_HANDLE(
      Level.ERROR,
      "el encabezado %s no tiene el archivo de ejemplo",
      "o cabeçalho %s não tem o arquivo de exemplo",
      "the header %s has no example file",
      "suba uno y dé su handle",
      "envie um e dê o seu handle",
      "upload one and give its handle");

  private final Level level;
  private final Words said;
  private final Words mend;

  TemplateRule(
      Level level,
      String saidEs,
      String saidPt,
      String saidEn,
      String mendEs,
      String mendPt,
      String mendEn) {
    this.level = level;
    said = new Words(saidEs, saidPt, saidEn);
    mend = new Words(mendEs, mendPt, mendEn);
  }

  /** {@code header-length}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  TemplateFinding in(String language, String part, Object... arguments) {
    return at(language, part, 0, 0, arguments);
  }

  /**
   * @param offset in the part as the text form writes it
   */
  TemplateFinding at(String language, String part, int offset, int length, Object... arguments) {
    return new TemplateFinding(
        level, id(), language, part, offset, length, said.with(arguments), mend);
  }
}
