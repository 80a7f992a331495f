package dev.mora.outreach;

import dev.mora.contact.ContactExplanation;
import dev.mora.contact.ContactPack;
import dev.mora.contact.ContactPolicy;
import dev.mora.contact.ContactVerdict;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.State;
import dev.mora.ledger.TemplateKey;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says in words what the ledger keeps in codes. The words follow from the row alone, so the same
 * dispatch always gives the same answer, but for a template that is stopped: the provider's reason
 * is the one of now.
 */
final class Told {

  private static final Map<String, Supplier<Reason>> OURS =
      Map.ofEntries(
          Map.entry("paid", Reasons::paid),
          Map.entry("nothing-overdue", Reasons::nothingOverdue),
          Map.entry("promise-open", Reasons::promise),
          Map.entry("promised", Reasons::promise),
          Map.entry("disputed", Reasons::disputed),
          Map.entry("amount-changed", Reasons::stale),
          Map.entry("account-unknown", Reasons::accountUnknown),
          Map.entry("not-planned-here", Reasons::notPlannedHere),
          Map.entry("changed-since-plan", Reasons::changedSincePlan),
          Map.entry(
              "template-stopped",
              () ->
                  own(
                      "la plantilla está detenida",
                      "o modelo está parado",
                      "the template is stopped")),
          Map.entry(
              "opt-out",
              () ->
                  own(
                      "la persona pidió no recibir mensajes",
                      "a pessoa pediu para não receber mensagens",
                      "the person asked for no more messages")),
          Map.entry(
              "all-stopped",
              () ->
                  own(
                      "todos los envíos están detenidos",
                      "todos os envios estão parados",
                      "all sending is stopped")),
          Map.entry(
              "sender-stopped",
              () ->
                  own(
                      "la cuenta de envío está detenida",
                      "a conta de envio está parada",
                      "the sending account is stopped")),
          Map.entry(
              "unknown-pending",
              () ->
                  own(
                      "un mensaje anterior está sin confirmar",
                      "uma mensagem anterior está sem confirmação",
                      "an earlier message is not confirmed yet")),
          Map.entry(
              "expired", () -> own("se venció su plazo", "o prazo terminou", "its time is over")),
          Map.entry(
              "not-sent",
              () ->
                  own(
                      "no se pudo llegar al proveedor",
                      "não foi possível chegar ao provedor",
                      "the provider could not be reached")),
          Map.entry(
              "pace",
              () ->
                  own(
                      "espera su turno en la cuenta de envío",
                      "espera a vez na conta de envio",
                      "it waits for its turn on the sending account")),
          Map.entry(
              "recipient-rests",
              () ->
                  own(
                      "el proveedor no le entrega más promociones por hoy",
                      "o provedor não entrega mais promoções a essa pessoa por hoje",
                      "the provider delivers no more marketing to this person for a day")),
          Map.entry(
              "daily-reach",
              () ->
                  own(
                      "por hoy ya se escribió primero a tantas personas como admite el proveedor",
                      "por hoje já se escreveu primeiro a tantas pessoas quantas o provedor admite",
                      "as many people have been written to first as the provider allows in a day")),
          Map.entry("", () -> own("está en camino", "está a caminho", "it is on its way")));

  private final ContactPolicy policy;
  private final StoppedTemplates stopped;

  Told(ContactPolicy policy, StoppedTemplates stopped) {
    this.policy = policy;
    this.stopped = stopped;
  }

  Outcome outcome(DispatchEntry entry) {
    return switch (entry.state()) {
      case ACCEPTED, SENT, DELIVERED, READ -> new Outcome.Sent(entry.id());
      case PLANNED, CLAIMED, SUBMITTING ->
          new Outcome.Deferred(entry.id(), entry.notBefore(), reason(entry));
      case UNKNOWN, UNKNOWN_HELD, ASSUMED_SENT -> new Outcome.Unknown(entry.id());
      case FAILED -> new Outcome.Refused(entry.id(), refusal(entry));
      case SUPPRESSED, EXPIRED, CANCELLED, PARKED -> new Outcome.Silent(entry.id(), reason(entry));
    };
  }

  private static Reason refusal(DispatchEntry entry) {
    String code = entry.failCode().orElse(entry.reason());
    String tail = entry.detail().isEmpty() ? code : code + " " + entry.detail();
    return new Reason(
        code,
        "el proveedor lo rechazó: " + tail,
        "o provedor recusou: " + tail,
        "the provider refused it: " + tail);
  }

  private Reason reason(DispatchEntry entry) {
    String code = entry.reason();
    Optional<Reason> halted =
        code.equals("template-stopped") ? entry.template().flatMap(this::halted) : Optional.empty();
    if (halted.isPresent()) {
      return halted.get();
    }
    Supplier<Reason> ours = OURS.get(code);
    if (ours != null) {
      Reason words = ours.get();
      return new Reason(code, words.es(), words.pt(), words.en());
    }
    return rule(entry.detail())
        .or(() -> rule(code))
        .map(rule -> lawful(entry, rule))
        .orElseGet(
            () -> {
              String tail = entry.detail().isEmpty() ? code : code + ": " + entry.detail();
              return new Reason(code, tail, tail, tail);
            });
  }

  /** What the provider says now; nothing if it has taken it back meanwhile. */
  private Optional<Reason> halted(TemplateKey template) {
    return stopped.why(template).map(why -> Reasons.templateStopped(template.name(), why));
  }

  private static Reason lawful(DispatchEntry entry, ContactPack.RuleInfo rule) {
    boolean waits = entry.state() != State.SUPPRESSED;
    if (waits) {
      String tail = " " + rule.id() + "; " + rule.source();
      return new Reason(
          rule.id(),
          "no antes de " + entry.notBefore() + " por la regla" + tail,
          "não antes de " + entry.notBefore() + " pela regra" + tail,
          "not before " + entry.notBefore() + " by rule" + tail);
    }
    boolean unknown = entry.reason().equals("NEEDS_DATA");
    ContactExplanation words =
        new ContactExplanation(
            unknown ? ContactVerdict.Kind.NEEDS_DATA : ContactVerdict.Kind.DENY,
            entry.reason(),
            rule.id(),
            rule.source(),
            Map.of(),
            Optional.empty(),
            ZoneOffset.UTC,
            rule.id());
    return new Reason(entry.reason(), words.in("es"), words.in("pt"), words.in("en"));
  }

  private Optional<ContactPack.RuleInfo> rule(String id) {
    return policy.packs().stream()
        .flatMap(pack -> pack.rules().stream())
        .filter(rule -> rule.id().equals(id))
        .findFirst();
  }

  private static Reason own(String es, String pt, String en) {
    return new Reason("", es, pt, en);
  }
}
