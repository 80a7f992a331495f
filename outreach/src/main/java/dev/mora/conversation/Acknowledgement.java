package dev.mora.conversation;

import dev.mora.language.Language;

/**
 * What the bot says at once to somebody who wrote: that it was heard, and what happens next. It
 * never asks why a person did not pay, and says nothing about the debt.
 */
public final class Acknowledgement {

  private Acknowledgement() {}

  /**
   * @param language of the person; Spanish unless it is Portuguese or English
   */
  public static String of(Intent intent, String language) {
    return Language.of(language, Language.ES).pick(es(intent), pt(intent), en(intent));
  }

  private static String es(Intent intent) {
    return switch (intent) {
      case PAID -> "Gracias por avisar. Si tiene el comprobante, puede enviarlo por aquí.";
      case RECEIPT -> "Recibimos su archivo. Lo revisamos y le confirmamos por aquí.";
      case PROMISE -> "Gracias, lo anotamos. Si algo cambia, escríbanos por aquí.";
      case PLAN -> "Gracias. Una persona le escribe para ver una forma de pago que pueda cumplir.";
      case DISPUTE -> "Gracias por decirlo. Una persona revisa su caso y le responde por aquí.";
      case AGENT -> "Claro. Una persona de nuestro equipo le responde por aquí.";
      case OPT_OUT -> "Listo, ya no le escribiremos por este medio.";
      case WRONG_PERSON -> "Gracias por avisar. No volveremos a escribir a este número.";
      case OTHER, STEP -> "Recibimos su mensaje. Una persona lo lee y le responde por aquí.";
    };
  }

  private static String pt(Intent intent) {
    return switch (intent) {
      case PAID -> "Obrigado por avisar. Se tiver o comprovante, pode enviar por aqui.";
      case RECEIPT -> "Recebemos o seu arquivo. Vamos conferir e confirmar por aqui.";
      case PROMISE -> "Obrigado, anotamos. Se algo mudar, escreva por aqui.";
      case PLAN -> "Obrigado. Uma pessoa vai escrever para ver um pagamento que caiba para você.";
      case DISPUTE -> "Obrigado por dizer. Uma pessoa revisa o seu caso e responde por aqui.";
      case AGENT -> "Claro. Uma pessoa da nossa equipe responde por aqui.";
      case OPT_OUT -> "Pronto, não vamos mais escrever por aqui.";
      case WRONG_PERSON -> "Obrigado por avisar. Não vamos mais escrever para este número.";
      case OTHER, STEP -> "Recebemos a sua mensagem. Uma pessoa vai ler e responder por aqui.";
    };
  }

  private static String en(Intent intent) {
    return switch (intent) {
      case PAID -> "Thank you for telling us. If you have the receipt, you can send it here.";
      case RECEIPT -> "We have your file. We will check it and confirm here.";
      case PROMISE -> "Thank you, noted. If anything changes, write to us here.";
      case PLAN -> "Thank you. A person will write to you to find a payment you can keep.";
      case DISPUTE -> "Thank you for saying so. A person will look into it and answer here.";
      case AGENT -> "Of course. A person of our team will answer here.";
      case OPT_OUT -> "Done, we will not write to you here any more.";
      case WRONG_PERSON -> "Thank you for telling us. We will not write to this number again.";
      case OTHER, STEP -> "We have your message. A person will read it and answer here.";
    };
  }
}
