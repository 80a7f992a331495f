package dev.mora.outreach;

import dev.mora.language.Language;
import dev.mora.language.Words;
import dev.mora.ledger.State;
import dev.mora.loan.Loan;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.template.InvalidMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The reasons that the front door itself gives; those of the law come from the contact policy. */
final class Reasons {

  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Reasons() {}

  static Reason sent() {
    return new Reason(
        "step-falls-today", "el paso cae hoy", "o passo cai hoje", "the step falls on this day");
  }

  /** What became of a message that an earlier run of the same campaign has planned. */
  static Reason alreadyPlanned(State state) {
    return switch (state) {
      case PLANNED, CLAIMED, SUBMITTING ->
          new Reason(
              "already-planned",
              "ya está planificado en esta campaña",
              "já está planejado nesta campanha",
              "it is planned in this campaign already");
      case ACCEPTED, SENT, DELIVERED, READ, ASSUMED_SENT ->
          new Reason(
              "already-sent",
              "ya salió en esta campaña y no se repite",
              "já saiu nesta campanha e não se repete",
              "it went out in this campaign and is not sent again");
      case FAILED ->
          new Reason(
              "already-failed",
              "falló en esta campaña y no se envía otra vez",
              "falhou nesta campanha e não se envia outra vez",
              "it failed in this campaign and is not sent again");
      case UNKNOWN, UNKNOWN_HELD ->
          new Reason(
              "already-unknown",
              "no se sabe si salió: lo resuelve un estado o una persona",
              "não se sabe se saiu: um status ou uma pessoa resolve",
              "nobody knows whether it went out: a status or a person settles that");
      case SUPPRESSED, EXPIRED, CANCELLED ->
          new Reason(
              "already-held-back",
              "se detuvo en esta campaña y ya no sale",
              "foi detido nesta campanha e já não sai",
              "it was held back in this campaign and does not go out any more");
      case PARKED ->
          new Reason(
              "already-parked",
              "está apartado hasta que una persona lo suelte",
              "está posto de lado até que uma pessoa o libere",
              "it is set aside until a person releases it");
    };
  }

  /**
   * @param messages that wait
   * @param next when the first of them may go; said to the minute, rounded up
   */
  static Reason dailyReach(long messages, Instant next) {
    String until = MINUTE.format(next.plus(ONE_MINUTE).minusNanos(1));
    return new Reason(
        "daily-reach",
        (messages == 1 ? "1 mensaje espera hasta " : messages + " mensajes esperan hasta ")
            + until
            + " o después: el proveedor limita a cuántas personas se escribe primero en 24 horas",
        (messages == 1 ? "1 mensagem espera até " : messages + " mensagens esperam até ")
            + until
            + " ou depois: o provedor limita a quantas pessoas se escreve primeiro em 24 horas",
        (messages == 1 ? "1 message waits until " : messages + " messages wait until ")
            + until
            + " or later: the provider limits how many people are written to first in 24 hours");
  }

  static Reason hand(Step step, Step.Desk to) {
    return switch (to) {
      case AGENT ->
          new Reason(
              "agent-step",
              "el paso " + step.name() + " pasa el caso a un agente",
              "o passo " + step.name() + " leva o caso a um atendente",
              "step " + step.name() + " puts the case on an agent's desk");
      case AGENCY ->
          new Reason(
              "agency-step",
              "el paso " + step.name() + " propone pasar el caso a un despacho",
              "o passo " + step.name() + " propõe levar o caso a uma assessoria",
              "step " + step.name() + " proposes to hand the case to an agency");
      case LEGAL_REVIEW ->
          new Reason(
              "legal-review-step",
              "el paso " + step.name() + " pide una revisión legal",
              "o passo " + step.name() + " pede uma revisão jurídica",
              "step " + step.name() + " asks for a legal review");
    };
  }

  static Reason broughtForward(LocalDate due) {
    return new Reason(
        "brought-forward",
        "hoy es el último momento permitido antes del vencimiento (" + due + ")",
        "hoje é o último momento permitido antes do vencimento (" + due + ")",
        "this is the last permitted moment before the due date (" + due + ")");
  }

  static Reason nextChannel(Channel channel, Await.Sign sign) {
    return new Reason(
        "next-channel",
        "sin señal (" + sign + ") a tiempo: sigue por " + channel.name(),
        "sem sinal (" + sign + ") a tempo: segue por " + channel.name(),
        "no sign (" + sign + ") in time: it goes on over " + channel.name());
  }

  static Reason afterSilence(String step) {
    return new Reason(
        "after-silence",
        "el paso " + step + " quedó sin respuesta",
        "o passo " + step + " ficou sem resposta",
        "step " + step + " was met with silence");
  }

  static Reason waiting(Step step, Instant until) {
    String sign = step.await().map(await -> await.sign().name()).orElse("");
    return new Reason(
        "waiting-for-sign",
        "espera la señal " + sign + " del paso " + step.name() + " hasta " + until,
        "espera o sinal " + sign + " do passo " + step.name() + " até " + until,
        "it waits for the sign " + sign + " of step " + step.name() + " until " + until);
  }

  static Reason stopped(String cause) {
    return new Reason(
        "path-stopped",
        "la estrategia deja de escribir: " + cause,
        "a estratégia deixa de escrever: " + cause,
        "the strategy stops writing: " + cause);
  }

  static Reason together(Loan lead) {
    return new Reason(
        "in-one-message",
        "va en el mensaje del crédito " + lead.id(),
        "vai na mensagem do crédito " + lead.id(),
        "it is told in the message about loan " + lead.id());
  }

  static Reason otherLoan(Loan lead) {
    return new Reason(
        "other-loan",
        "para esta persona decide su crédito " + lead.id(),
        "para esta pessoa decide o crédito " + lead.id(),
        "loan " + lead.id() + " of the same borrower decides");
  }

  static Reason notCollected(Loan.Status status) {
    return new Reason(
        "not-collected",
        "el crédito está en estado " + status,
        "o crédito está no estado " + status,
        "the loan is " + status);
  }

  static Reason segmentLeftAlone(String segment) {
    return new Reason(
        "segment-left-alone",
        "la estrategia no tiene pasos para " + segment,
        "a estratégia não tem passos para " + segment,
        "the strategy has no steps for " + segment);
  }

  static Reason noStepToday(String segment, List<Step> steps) {
    String days =
        steps.stream()
            .map(step -> step.name() + " " + step.on().count().key() + " " + step.on().days())
            .collect(Collectors.joining("; "));
    return new Reason(
        "no-step-today",
        "ningún paso de " + segment + " cae hoy (" + days + ")",
        "nenhum passo de " + segment + " cai hoje (" + days + ")",
        "no step of " + segment + " falls on this day (" + days + ")");
  }

  static Reason oneMessage(Step first) {
    return new Reason(
        "one-message-a-plan",
        "ya se envía el paso " + first.name(),
        "o passo " + first.name() + " já é enviado",
        "step " + first.name() + " is already sent");
  }

  static Reason noSender(List<Channel> channels) {
    String names = channels.stream().map(Channel::name).collect(Collectors.joining(", "));
    return new Reason(
        "no-sender",
        "no hay un remitente para " + names,
        "não há remetente para " + names,
        "there is no sender for " + names);
  }

  static Reason unreachable(Borrower borrower, List<Channel> channels) {
    String names = channels.stream().map(Channel::name).collect(Collectors.joining(", "));
    return new Reason(
        "unreachable",
        "sin dato de contacto para " + names + faults(borrower, Language.ES),
        "sem contato para " + names + faults(borrower, Language.PT),
        "no contact point for " + names + faults(borrower, Language.EN));
  }

  private static String faults(Borrower borrower, Language language) {
    String why =
        borrower.contactFaults().stream()
            .map(fault -> fault.field() + ": " + fault.in(language))
            .collect(Collectors.joining("; "));
    return why.isEmpty() ? "" : " (" + why + ")";
  }

  static Reason missingFact(String fact) {
    return new Reason(
        "fact-unknown",
        "falta el dato " + fact + " de la plantilla",
        "falta o dado " + fact + " do modelo",
        "the template needs " + fact + ", which is unknown");
  }

  /** The template itself says that nobody gets it without this value. */
  static Reason fieldSkips(String field) {
    return new Reason(
        "field-skips",
        "sin dato para el campo " + field + ", la plantilla deja en paz a esta persona",
        "sem dado para o campo " + field + ", o modelo deixa esta pessoa em paz",
        "without a value for field " + field + " the template leaves this borrower alone");
  }

  static Reason unfit(InvalidMessage why) {
    Words words = UnfitWords.of(why);
    return new Reason(
        "text-does-not-fit",
        "el texto no se puede armar: " + words.es(),
        "o texto não pode ser montado: " + words.pt(),
        "the text cannot be made: " + words.en());
  }

  static Reason templateStopped(String template, String why) {
    return new Reason(
        "template-stopped",
        "la plantilla " + template + " está detenida: " + why,
        "o modelo " + template + " está parado: " + why,
        "template " + template + " is stopped: " + why);
  }

  static Reason dueDatePasses(LocalDate next) {
    return new Reason(
        "too-late-for-reminder",
        "el próximo momento permitido (" + next + ") es posterior al vencimiento",
        "o próximo momento permitido (" + next + ") é depois do vencimento",
        "the next permitted moment (" + next + ") lies behind the due date");
  }

  static Reason paid() {
    return new Reason(
        "paid",
        "entró un pago que el mensaje no conoce",
        "entrou um pagamento que a mensagem não conhece",
        "money came in that the message does not know of");
  }

  static Reason stale() {
    return new Reason(
        "amount-changed",
        "el monto cambió desde el plan",
        "o valor mudou desde o plano",
        "the amount has changed since the plan");
  }

  static Reason nothingOverdue() {
    return new Reason(
        "nothing-overdue",
        "el crédito ya está al corriente",
        "o crédito já está em dia",
        "nothing of the loan is overdue any more");
  }

  static Reason factsTooOld(LocalDate day) {
    return new Reason(
        "facts-too-old",
        "los datos dados no alcanzan hasta el día del envío (" + day + ")",
        "os dados informados não alcançam o dia do envio (" + day + ")",
        "the given figures do not reach to the day of sending (" + day + ")");
  }

  static Reason alreadyWaiting(String campaign) {
    return new Reason(
        "already-waiting",
        "ya espera un mensaje de la campaña " + campaign,
        "já espera uma mensagem da campanha " + campaign,
        "a message of campaign " + campaign + " waits already");
  }

  static Reason alreadyWritten(String campaign) {
    return new Reason(
        "already-written",
        "ese día ya recibe un mensaje de la campaña " + campaign,
        "nesse dia já recebe uma mensagem da campanha " + campaign,
        "a message of campaign " + campaign + " went out on that day already");
  }

  static Reason changedSincePlan() {
    return new Reason(
        "changed-since-plan",
        "el número o el texto cambió desde que se planificó",
        "o número ou o texto mudou desde o planejamento",
        "the number or the text has changed since it was planned");
  }

  static Reason promise() {
    return new Reason(
        "promise-open",
        "hay una promesa o un convenio vigente",
        "há uma promessa ou um acordo vigente",
        "a promise or a plan is on track");
  }

  static Reason disputed() {
    return new Reason(
        "disputed",
        "el deudor disputa la deuda",
        "o devedor contesta a dívida",
        "the debt is disputed");
  }

  static Reason accountUnknown() {
    return new Reason(
        "account-unknown",
        "el estado actual del crédito no se pudo leer",
        "o estado atual do crédito não pôde ser lido",
        "how the loan stands now could not be read");
  }

  static Reason notPlannedHere() {
    return new Reason(
        "not-planned-here",
        "el envío no está en la memoria de este proceso; planifique de nuevo la campaña",
        "o envio não está na memória deste processo; planeje a campanha de novo",
        "this process does not know the dispatch; plan the campaign again");
  }
}
