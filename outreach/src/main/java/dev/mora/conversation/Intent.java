package dev.mora.conversation;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.MessageChange;
import dev.mora.language.Language;
import java.util.Locale;
import java.util.function.Predicate;

/** What a person wants, as far as can be told without guessing. */
public enum Intent {
  /** Says that the money is paid. */
  PAID("ya pagó", "já pagou", "says it is paid"),
  /** Says when it will be paid. */
  PROMISE("promete pagar", "promete pagar", "promises to pay"),
  /** Wants terms that can be kept. */
  PLAN("pide un convenio", "pede um acordo", "asks for a plan"),
  /** Says that the debt is wrong. */
  DISPUTE("disputa la deuda", "contesta a dívida", "disputes the debt"),
  /** Wants a person. */
  AGENT("pide hablar con una persona", "pede falar com uma pessoa", "asks for a person"),
  /** Wants no more messages. */
  OPT_OUT("pide no recibir mensajes", "pede para não receber mensagens", "wants no more messages"),
  /** Is not the borrower. */
  WRONG_PERSON("no es la persona", "não é a pessoa", "is not the borrower"),
  /** Sent a picture or a document, usually a receipt. */
  RECEIPT("envió un archivo", "enviou um arquivo", "sent a file"),
  /** Wrote something that a person has to read. */
  OTHER("escribió un texto", "escreveu um texto", "wrote a text"),
  /** Nobody wrote: a step of the strategy asks for a person. */
  STEP("paso de la estrategia", "passo da estratégia", "step of the strategy");

  private final String es;
  private final String pt;
  private final String en;

  Intent(String es, String pt, String en) {
    this.es = es;
    this.pt = pt;
    this.en = en;
  }

  /** For people, in the language of a BCP 47 tag: Spanish, Portuguese, or English for any other. */
  public String in(String language) {
    return Language.of(language, Language.EN).pick(es, pt, en);
  }

  /**
   * A payload is read by the word before its first {@code _} or {@code :}, so that {@code
   * PROMISE_TODAY} and {@code PROMISE:2026-12-01} are promises; one of no known word is {@link
   * #OTHER}, as is any text that is not a stop word. A stop word holds wherever it stands: typed,
   * under a file, or on a button without a payload of ours, as a template that somebody else made
   * has. A message written anew means what it says now; a recording, a place or a card has to be
   * heard or read by a person.
   *
   * @param isStopWord whether a text means stop, by the packs of the contact policy
   */
  public static Intent of(ChannelEvent.Message message, Predicate<String> isStopWord) {
    if (message instanceof ChannelEvent.Message.Choice choice) {
      Intent known = ofPayload(choice.payload());
      boolean stop = isStopWord.test(choice.payload()) || isStopWord.test(choice.label());
      return known == OTHER && stop ? OPT_OUT : known;
    }
    if (message instanceof ChannelEvent.Message.Text text) {
      return isStopWord.test(text.body()) ? OPT_OUT : OTHER;
    }
    if (message instanceof MessageChange.Edited edited) {
      return of(edited.now(), isStopWord);
    }
    if (message instanceof ChannelEvent.Message.Media media) {
      if (!media.caption().isEmpty() && isStopWord.test(media.caption())) {
        return OPT_OUT;
      }
      return media.kind().isPaper() ? RECEIPT : OTHER;
    }
    return OTHER;
  }

  private static Intent ofPayload(String payload) {
    String upper = payload.toUpperCase(Locale.ROOT);
    for (Intent intent : values()) {
      String name = intent.name();
      boolean starts = upper.startsWith(name + "_") || upper.startsWith(name + ":");
      if (intent != OTHER && intent != STEP && (upper.equals(name) || starts)) {
        return intent;
      }
    }
    return OTHER;
  }
}
