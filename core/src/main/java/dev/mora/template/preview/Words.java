package dev.mora.template.preview;

import dev.mora.language.Language;
import dev.mora.template.SmsText;
import dev.mora.template.TemplateHeader;

/** What the previews say themselves, apart from the messages. */
record Words(Language language) {

  String title() {
    return language.pick("Vista previa", "Pré-visualização", "Preview");
  }

  String lockScreen() {
    return language.pick("Pantalla bloqueada", "Tela bloqueada", "Locked screen");
  }

  String allOptions() {
    return language.pick("Ver todas las opciones", "Ver todas as opções", "See all options");
  }

  String now() {
    return language.pick("ahora", "agora", "now");
  }

  String subject() {
    return language.pick("Asunto", "Assunto", "Subject");
  }

  String leftOut() {
    return language.pick("sin botón", "sem botão", "without button");
  }

  String kind(TemplateHeader.Kind kind) {
    return switch (kind) {
      case IMAGE -> language.pick("imagen", "imagem", "picture");
      case VIDEO -> language.pick("video", "vídeo", "video");
      case DOCUMENT -> language.pick("documento", "documento", "document");
      case LOCATION -> language.pick("ubicación", "localização", "place");
    };
  }

  String copied() {
    return language.pick("copia", "copia", "copies");
  }

  /** {@code 2 segmentos, GSM-7, 214 de 306}. */
  String segments(SmsText sms) {
    int count = sms.segments().size();
    int room = count == 1 ? sms.alphabet().alone() : count * sms.alphabet().each();
    String alphabet = sms.alphabet() == SmsText.Alphabet.GSM_7 ? "GSM-7" : "UCS-2";
    String word = language.pick("segmento", "segmento", "segment") + (count == 1 ? "" : "s");
    return count
        + " "
        + word
        + ", "
        + alphabet
        + ", "
        + sms.units()
        + language.pick(" de ", " de ", " of ")
        + room;
  }
}
